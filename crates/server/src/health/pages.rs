//! How the installation is, for its administrator: what is well, what is not, and how to mend it.

use askama::Template;
use axum::extract::State;
use havenward_app::Kind;
use havenward_app::doctor::{self, Health};
use havenward_domain::role::Role;

use crate::AppState;
use crate::frame::{Answer, Page, Pages, Visit, show};

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/health", read)
        .in_navigation("/health", "nav-health", 75, |role| role == Role::Sysadmin)
}

/// One thing looked at.
struct Finding {
    what: &'static str,
    is_well: bool,
    said: String,
}

/// The page.
#[derive(Template)]
#[template(path = "health/read.html")]
struct Read {
    page: Page,
    findings: Vec<Finding>,
}

impl Read {
    fn ill(&self) -> usize {
        self.findings.iter().filter(|one| !one.is_well).count()
    }
}

fn findings(page: &Page, health: Health) -> Vec<Finding> {
    let finding = |what, is_well, said| Finding { what, is_well, said };
    let kind = health.database.standing.kind.map_or("none", Kind::code);
    let entries =
        page.t("health-entries").n("entries", health.database.entries).n("unsigned", health.unsigned);
    let names = |units: Vec<String>| {
        if units.is_empty() { page.t("health-no-unit").plain() } else { units.join(", ") }
    };
    vec![
        finding("database", true, health.database.engine),
        finding("stamp", kind != "none", page.code("health-kind", kind).plain()),
        finding("shred-store", health.shred_store.is_some(), health.shred_store.unwrap_or_default()),
        finding("journal", health.is_signed, entries.plain()),
        finding("numbering", health.unnumbered == 0, page.number(health.unnumbered)),
        finding("clock", health.is_clock_right, page.moment(page.now())),
        finding("without-key", health.without_key.is_empty(), names(health.without_key)),
        finding("single-holder", health.single_holder.is_empty(), names(health.single_holder)),
    ]
}

async fn read(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let health = state.app.look(&caller, async |ctx| doctor::health(ctx).await).await?;
    let findings = findings(&page, health);
    show(&Read { page, findings })
}
