//! "Exit this page" (UX-S1): works as a plain link, ends the session, and leaves nothing to go back to.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use havenward_app::{sessions, spaces};

use crate::AppState;
use crate::frame::cookie::Whose;
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

/// Ends the sessions, the person's own first, and clears what the browser keeps of this server. Reading it twice does no harm.
async fn leave(State(state): State<AppState>, page: Page, headers: HeaderMap) -> Answer {
    let kind = state.app.kind();
    if let Some(token) = cookie::token(&headers, Whose::Own, kind)
        && let Ok(caller) = spaces::caller(&state.app, token).await
    {
        sessions::end(&state.app, &caller).await?;
    }
    if let Some(token) = cookie::session(&headers, kind)
        && let Ok(caller) = sessions::caller(&state.app, token).await
    {
        sessions::end(&state.app, &caller).await?;
    }
    let mut answer = show(&Blank { page })?;
    let headers = answer.headers_mut();
    for whose in [Whose::Own, Whose::Workers] {
        headers.append(header::SET_COOKIE, cookie::end(whose, kind));
    }
    // Not "storage": pages of the person keep nothing there, and the sealed records that wait on a worker's own
    // telephone (`/screen/`) would be lost with it.
    let clear = HeaderValue::from_static("\"cache\", \"cookies\"");
    headers.insert(HeaderName::from_static("clear-site-data"), clear);
    Ok(answer)
}
