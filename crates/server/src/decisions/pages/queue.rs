//! What waits for the reader's body, by clock.

use askama::Template;
use axum::extract::State;
use havenward_app::desk::{self, Waiting};

use super::stage_words;
use crate::AppState;
use crate::cases::pages::reference;
use crate::frame::{Answer, Page, Visit, show};
use havenward_domain::coded::Coded;

/// A full bar is this many days or more.
const BAR_DAYS: i64 = 7;
/// Cases on the page; those behind them follow as these are decided.
const ON_A_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "decisions/queue.html")]
struct Queue {
    page: Page,
    waiting: Vec<Waiting>,
    all: usize,
    over: usize,
}

impl Queue {
    fn reference(one: &Waiting) -> String {
        reference(one.row.id)
    }

    fn stage(&self, one: &Waiting) -> String {
        stage_words(&self.page, &one.stage)
    }
}

pub(super) async fn list(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let mut waiting = state.app.look(&caller, async |ctx| desk::queue(ctx).await).await?;
    let over = waiting.iter().filter(|one| one.due_at.is_some_and(|due| page.is_over(due))).count();
    let all = waiting.len();
    waiting.truncate(ON_A_PAGE);
    show(&Queue { page, waiting, all, over })
}
