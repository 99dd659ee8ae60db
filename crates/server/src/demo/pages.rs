//! The demonstration's clock, in a page. The start page shows it beside the roles.

use axum::extract::State;
use havenward_app::demo;

use crate::AppState;
use crate::frame::cookie::Whose;
use crate::frame::{Answer, Form, Page, Pages, cookie, is_own_path, see_other};
use crate::session::pages::set_session;

pub(crate) fn routes() -> Pages {
    Pages::new().post("/demo/clock", move_clock)
}

/// Moves the clock on; what fell due in between is done. Whoever was signed in stays so.
async fn move_clock(State(state): State<AppState>, page: Page, mut form: Form) -> Answer {
    let back = form.value("back").to_owned();
    let days = form.number("days", 1, 366).and_then(|days| u16::try_from(days).ok()).unwrap_or(1);
    demo::move_clock(&state.app, days).await?;
    let mut answer = see_other(if is_own_path(&back) { &back } else { "/" })?;
    if let Some(member) = page.member {
        // A session lasts half a day: moving the clock would end it.
        let begun = demo::sign_in(&state.app, member.user).await?;
        set_session(&mut answer, cookie::begin(&begun.token, Whose::Workers, state.app.kind()));
    }
    Ok(answer)
}
