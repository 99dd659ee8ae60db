//! Choosing a language: kept in a cookie, so that it holds before signing in and after signing out.

use axum::extract::State;
use axum::http::header;

use crate::AppState;
use crate::frame::language::Language;
use crate::frame::{Answer, Form, Page, Pages, cookie, is_own_path, see_other};

pub(crate) fn routes() -> Pages {
    Pages::new().post("/language", choose)
}

/// Keeps the language and goes back to the page on which it was chosen.
async fn choose(State(state): State<AppState>, page: Page, form: Form) -> Answer {
    let language = Language::from_tag(form.value("language")).unwrap_or(page.language);
    let back = form.value("back");
    let mut answer = see_other(if is_own_path(back) { back } else { "/" })?;
    let kept = cookie::keep_language(language.tag(), state.app.kind());
    answer.headers_mut().append(header::SET_COOKIE, kept);
    Ok(answer)
}
