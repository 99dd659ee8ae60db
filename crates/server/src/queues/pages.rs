//! The country in figures for its co-ordinator: queues by age, time limits, room, waits, gaps. No names.

use askama::Template;
use axum::extract::State;
use havenward_app::queues::{self, BANDS, FEW, Queue, Queues};
use havenward_domain::role::Role;

use crate::AppState;
use crate::frame::{Answer, Page, Pages, Visit, show};

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/queues", read)
        .in_navigation("/queues", "nav-queues", 12, |role| role == Role::NrmCoordinator)
}

/// The page.
#[derive(Template)]
#[template(path = "queues/read.html")]
struct Read {
    page: Page,
    queues: Queues,
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

    fn free(&self) -> u32 {
        let rooms = self.queues.rooms.iter().filter(|room| room.kind.is_residential());
        rooms.map(|room| room.free).sum()
    }

    fn clock(&self, kind: &str) -> String {
        crate::tasks::pages::which(&self.page, "clock", kind)
    }

    /// How much of a queue waits in a band, in hundredths.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a template passes by reference")]
    fn share(queue: &Queue, band: &i64) -> i64 {
        (band * 100).checked_div(queue.all()).unwrap_or(0)
    }

    /// A count that a single person could be read off is told as few; a larger one to the nearest five.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a template passes by reference")]
    fn coarse(&self, count: &u32) -> String {
        match *count {
            0 => self.page.number(0_u32),
            few if few < FEW => self.page.t("queues-few").n("few", FEW).plain(),
            more => self.page.number((more + 2) / 5 * 5),
        }
    }

    /// How dark a cell of the map is: 0 to 4.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a template passes by reference")]
    fn heat(count: &u32) -> u32 {
        match *count {
            0 => 0,
            few if few < FEW => 1,
            5..=9 => 2,
            10..=19 => 3,
            _ => 4,
        }
    }
}

async fn read(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let queues = state.app.look(&caller, async |ctx| queues::read(ctx).await).await?;
    show(&Read { page, queues })
}
