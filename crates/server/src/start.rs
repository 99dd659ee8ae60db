//! The start page and the health check.

pub(crate) mod pages;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use havenward_app::accounts;
use havenward_app::{App, AppError, Caller};

use crate::AppState;

/// What a browser sends as Host is at most this long; anything else is not repeated on the page.
const LONGEST_HOST: usize = 100;

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
}
