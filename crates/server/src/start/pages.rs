//! The first page: in a demonstration whom one can be and what there is to see, otherwise the way in.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use havenward_app::demo::{self, Account, Progress, Shown};
use havenward_domain::role::Role;

use super::host;
use crate::AppState;
use crate::frame::{Answer, Page, Pages, see_other, show};

pub(crate) fn routes() -> Pages {
    Pages::new().get("/", start)
}

/// The start page of a demonstration.
#[derive(Template)]
#[template(path = "start/demo.html")]
struct DemoStart {
    page: Page,
    cards: Vec<Account>,
    others: Vec<Account>,
    progress: Progress,
    shown: Option<Shown>,
    attribution: &'static str,
    host: String,
}

async fn start(State(state): State<AppState>, page: Page, headers: HeaderMap) -> Answer {
    if !page.is_invented() {
        return see_other(if page.member.is_some() { "/today" } else { "/sign-in" });
    }
    let is_first = |account: &Account| page.knows(&format!("start-card-{}", account.login));
    // The person herself signs in to nothing: she has a page of her own.
    let staff = demo::accounts(&state.app)?.into_iter().filter(|account| account.role != Role::Survivor);
    let (cards, others) = staff.partition(is_first);
    let (progress, shown) = (demo::progress(&state.app), demo::shown(&state.app));
    let (attribution, host) = (demo::ATTRIBUTION, host(&headers));
    show(&DemoStart { page, cards, others, progress, shown, attribution, host })
}
