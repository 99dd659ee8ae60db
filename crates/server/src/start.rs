//! The plain start page, its stylesheet, and the health check.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse};
use havenward_app::accounts;
use havenward_app::{App, AppError, Caller, Kind, demo};

use crate::AppState;

/// What a browser sends as Host is at most this long; anything else is not repeated on the page.
const LONGEST_HOST: usize = 100;

/// A plain page that says where the API is; in a demonstration also who can be played. No script.
pub async fn page(State(state): State<AppState>, headers: HeaderMap) -> Html<String> {
    match state.app.kind() {
        Kind::Live => Html(include_str!("start.html").to_owned()),
        Kind::Demo | Kind::Exercise => Html(demonstration(&state.app, &host(&headers))),
    }
}

/// The stylesheet.
pub async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("style.css"))
}

fn demonstration(app: &App, host: &str) -> String {
    let rows: String = demo::accounts(app)
        .unwrap_or_default()
        .iter()
        .map(|one| {
            format!(
                "<tr><td><code>{}</code></td><td><code>{}</code></td><td>{}</td></tr>\n",
                escape(&one.login),
                one.role.code(),
                escape(&one.name)
            )
        })
        .collect();
    let at = demo::progress(app);
    let progress = if at.done < at.of {
        format!("{} of {} invented cases are ready; the rest follow within seconds.", at.done, at.of)
    } else {
        format!("{} invented cases are ready.", at.of)
    };
    include_str!("start_demo.html")
        .replace("{progress}", &progress)
        .replace("{rows}", &rows)
        .replace("{attribution}", demo::ATTRIBUTION)
        .replace("{host}", host)
}

/// The address under which the page was asked for, if it looks like one.
fn host(headers: &HeaderMap) -> String {
    let is_address = |text: &&str| {
        !text.is_empty()
            && text.len() <= LONGEST_HOST
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
    };
    let given = headers.get(header::HOST).and_then(|value| value.to_str().ok()).filter(is_address);
    given.unwrap_or("127.0.0.1:8088").to_owned()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Whether the service can answer: the database was asked.
pub async fn health(State(state): State<AppState>) -> StatusCode {
    match reachable(&state.app).await {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

async fn reachable(app: &App) -> Result<(), AppError> {
    app.look(&Caller::system(), async |ctx| accounts::kind(ctx).await).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_client_calls_the_host_cannot_write_into_the_page() {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "<script>".parse().unwrap());
        assert_eq!(host(&headers), "127.0.0.1:8088");
        headers.insert(header::HOST, "[::1]:9000".parse().unwrap());
        assert_eq!(host(&headers), "[::1]:9000");
    }

    #[test]
    fn the_stylesheet_knows_no_left_and_no_right() {
        let style = include_str!("style.css").to_lowercase();
        for physical in ["left", "right", "margin-top", "padding-bottom", "width:"] {
            assert!(!style.contains(physical), "{physical}");
        }
    }
}
