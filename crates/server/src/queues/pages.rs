//! The country in figures for its co-ordinator: queues by age, time limits, room, referrals, gaps. No names.

use askama::Template;
use axum::extract::State;
use havenward_app::queues::{self, BANDS, LOOKED_BACK_DAYS, Queue, Queues};
use havenward_domain::role::Role;
use jiff::{SignedDuration, Timestamp};

use super::pictures;
use crate::AppState;
use crate::frame::picture::{Picture, Shape};
use crate::frame::sheet::Sheet;
use crate::frame::{Answer, Page, Pages, Visit, show};

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/queues", read)
        .get("/queues/ages.csv", async |state, visit| file(state, visit, "ages", ages).await)
        .get("/queues/limits.csv", async |state, visit| file(state, visit, "limits", limits).await)
        .get("/queues/places.csv", async |state, visit| file(state, visit, "places", places).await)
        .get("/queues/kinds.csv", async |state, visit| file(state, visit, "kinds", kinds).await)
        .get("/queues/rooms.csv", async |state, visit| file(state, visit, "rooms", rooms).await)
        .get("/queues/flow.csv", async |state, visit| file(state, visit, "flow", flow).await)
        .get("/queues/gaps.csv", async |state, visit| file(state, visit, "gaps", gaps).await)
        .in_navigation("/queues", "nav-queues", 12, |role| role == Role::NrmCoordinator)
}

/// The page.
#[derive(Template)]
#[template(path = "queues/read.html")]
struct Read {
    page: Page,
    queues: Queues,
    pictures: Vec<Picture>,
}

impl Read {
    fn waiting(&self) -> i64 {
        self.queues.waiting.iter().map(Queue::all).sum()
    }

    /// How many cases wait for room.
    fn for_room(&self) -> i64 {
        self.queues.room.iter().sum()
    }

    fn over(&self) -> i64 {
        self.queues.clocks.iter().map(|clock| clock.over).sum()
    }
}

async fn read(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let queues = state.app.look(&caller, async |ctx| queues::read(ctx).await).await?;
    let pictures = vec![
        pictures::ages(&page, &queues),
        pictures::limits(&page, &queues),
        pictures::places(&page, &queues),
        pictures::kinds(&page, &queues),
        pictures::rooms(&page, &queues),
        pictures::flow(&page, &queues, since(&page)),
        pictures::gaps(&page, &queues),
    ];
    show(&Read { page, queues, pictures })
}

/// Since when what happened is told.
fn since(page: &Page) -> Timestamp {
    *page.now() - SignedDuration::from_hours(24 * LOOKED_BACK_DAYS)
}

/// The numbers of a picture as a file.
async fn file(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    name: &str,
    sheet: fn(&Page, &Queues) -> Sheet,
) -> Answer {
    let queues = state.app.look(&caller, async |ctx| queues::read(ctx).await).await?;
    sheet(&page, &queues).send(name)
}

fn ages(page: &Page, queues: &Queues) -> Sheet {
    pictures::ages(page, queues).sheet
}

fn limits(page: &Page, queues: &Queues) -> Sheet {
    pictures::limits(page, queues).sheet
}

fn places(page: &Page, queues: &Queues) -> Sheet {
    pictures::places(page, queues).sheet
}

fn kinds(page: &Page, queues: &Queues) -> Sheet {
    pictures::kinds_by_day(page, queues)
}

fn rooms(page: &Page, queues: &Queues) -> Sheet {
    pictures::rooms(page, queues).sheet
}

fn flow(page: &Page, queues: &Queues) -> Sheet {
    pictures::flow(page, queues, since(page)).sheet
}

fn gaps(page: &Page, queues: &Queues) -> Sheet {
    pictures::gaps(page, queues).sheet
}
