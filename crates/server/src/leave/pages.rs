//! "Exit this page" (UX-S1): works as a plain link, ends the session, and leaves nothing to go back to.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use havenward_app::sessions;

use crate::AppState;
use crate::frame::{Answer, Page, Pages, cookie, show};

pub(crate) fn routes() -> Pages {
    Pages::new().get("/leave", leave)
}

/// A page that says nothing.
#[derive(Template)]
#[template(path = "frame/blank.html")]
struct Blank {
    page: Page,
}

/// Ends the session and clears what the browser keeps of this server. Reading it twice does no harm.
async fn leave(State(state): State<AppState>, page: Page, headers: HeaderMap) -> Answer {
    if let Some(token) = cookie::session(&headers, state.app.kind())
        && let Ok(caller) = sessions::caller(&state.app, token).await
    {
        sessions::end(&state.app, &caller).await?;
    }
    let mut answer = show(&Blank { page })?;
    let headers = answer.headers_mut();
    headers.append(header::SET_COOKIE, cookie::end(state.app.kind()));
    let clear = HeaderValue::from_static("\"cache\", \"cookies\", \"storage\"");
    headers.insert(HeaderName::from_static("clear-site-data"), clear);
    Ok(answer)
}
