//! What data protection reads: the journal's listed kinds, what was shared, what is due to go, and whether
//! the journal is whole. Each reading is itself in the journal.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use havenward_app::details::Fault;
use havenward_app::journal::{self, MOST_ON_A_PAGE, Standing, Verified};
use havenward_app::oversight::{self, Act};
use havenward_app::retention::{self, Retained};
use havenward_app::shares::{self, Rests, Share, What};
use havenward_app::units::Unit;
use havenward_domain::access::Action;
use havenward_domain::id::{CaseId, EntryId};
use havenward_domain::role::Role;
use serde::Deserialize;
use uuid::Uuid;

use crate::AppState;
use crate::cases::pages::{reference, told};
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, show, show_form};

/// The kinds that can be looked at alone.
const KINDS: [(&str, &[Action]); 3] = [
    ("agreements", &[Action::GiveAgreement, Action::WithdrawAgreement]),
    ("accesses", &[Action::GiveAccess]),
    ("disclosures", &[Action::DiscloseByLaw]),
];

pub(crate) fn routes() -> Pages {
    let reads = |role| role == Role::Dpo;
    Pages::new()
        .get("/oversight/acts", acts)
        .get("/oversight/shares", shared)
        .get("/oversight/retention", retained)
        .get("/oversight/journal", ask_verify)
        .post("/oversight/journal", verify)
        .in_navigation("/oversight/acts", "nav-oversight", 12, reads)
        .in_navigation("/oversight/shares", "nav-shares", 13, reads)
        .in_navigation("/oversight/retention", "nav-retention", 14, reads)
        .in_navigation("/oversight/journal", "nav-journal", 15, reads)
}

/// Which acts.
#[derive(Deserialize, Default)]
pub(crate) struct Which {
    after: Option<Uuid>,
    #[serde(default)]
    kind: String,
}

/// The acts.
#[derive(Template)]
#[template(path = "oversight/acts.html")]
#[expect(clippy::struct_field_names, reason = "a page shows what it is named after")]
struct Acts {
    page: Page,
    acts: Vec<Act>,
    next: Option<EntryId>,
    kind: String,
    units: Vec<Unit>,
}

impl Acts {
    /// The words of a detail: units by their names, codes without their joints.
    fn words(&self, words: &str) -> String {
        let named = words.split(' ').map(|word| {
            let unit = self.units.iter().find(|unit| unit.id.to_string() == word);
            unit.map_or_else(|| told(&self.page, word), |unit| unit.name.clone())
        });
        named.collect::<Vec<_>>().join(", ")
    }

    fn is_gone(act: &Act) -> bool {
        act.details == Err(Fault::Missing)
    }

    fn reference(case: &CaseId) -> String {
        reference(*case)
    }
}

async fn acts(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    which: Result<Query<Which>, QueryRejection>,
) -> Answer {
    let which = which.map_or_else(|_| Which::default(), |Query(which)| which);
    let found = KINDS.iter().find(|(code, _)| *code == which.kind);
    let (kind, only) = found.map_or(("", [].as_slice()), |(code, only)| (*code, *only));
    let after = which.after.map(EntryId::from);
    let read = state.app.run(&caller, async |ctx| oversight::read_only(ctx, after, only).await).await?;
    show(&Acts { page, acts: read.acts, next: read.next, kind: kind.to_owned(), units: read.units })
}

/// Shares on a page.
const ON_A_PAGE: usize = 25;

/// Which page of the shares.
#[derive(Deserialize, Default)]
pub(crate) struct Nth {
    #[serde(default)]
    page: usize,
}

/// What was shared.
#[derive(Template)]
#[template(path = "oversight/shares.html")]
struct Shared {
    page: Page,
    shares: Vec<Share>,
    found: usize,
    nth: usize,
}

impl Shared {
    fn has_more(&self) -> bool {
        (self.nth + 1) * ON_A_PAGE < self.found
    }

    fn reference(share: &Share) -> String {
        reference(share.case)
    }

    fn what(&self, share: &Share) -> String {
        match &share.what {
            What::Referral { .. } => self.page.t("shares-referral").plain(),
            What::Access(compartments) => {
                let names =
                    compartments.members().map(|one| self.page.code("compartment", one.code()).plain());
                names.collect::<Vec<_>>().join(", ")
            }
        }
    }

    fn stands(&self, share: &Share) -> String {
        match &share.what {
            What::Referral { status, is_there, .. } => {
                let readable = if *is_there { "shares-there" } else { "shares-gone" };
                format!("{}; {}", self.page.coded("referral", status).plain(), self.page.t(readable).plain())
            }
            What::Access(_) => self.page.t("shares-open").plain(),
        }
    }

    fn rests(&self, share: &Share) -> String {
        match &share.rests {
            Rests::Agreement => self.page.t("shares-agreement").plain(),
            Rests::Law(law) => law.replace('_', " "),
        }
    }
}

async fn shared(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    nth: Result<Query<Nth>, QueryRejection>,
) -> Answer {
    let nth = nth.map_or(0, |Query(nth)| nth.page.min(1_000));
    let shares = state.app.run(&caller, async |ctx| shares::list(ctx).await).await?;
    let found = shares.len();
    let shares = shares.into_iter().skip(nth * ON_A_PAGE).take(ON_A_PAGE).collect();
    show(&Shared { page, shares, found, nth })
}

/// What has served its time.
#[derive(Template)]
#[template(path = "oversight/retention.html")]
struct RetainedPage {
    page: Page,
    retained: Retained,
}

async fn retained(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let retained = state.app.run(&caller, async |ctx| retention::due(ctx).await).await?;
    show(&RetainedPage { page, retained })
}

/// How the journal stands, and what reading it through has found.
#[derive(Template)]
#[template(path = "oversight/journal.html")]
struct JournalPage {
    page: Page,
    form: Form,
    standing: Standing,
    verified: Option<Verified>,
}

impl HasForm for JournalPage {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl JournalPage {
    fn may_verify(&self) -> bool {
        self.standing.entries <= MOST_ON_A_PAGE
    }
}

async fn ask_verify(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let standing = state.app.run(&caller, async |ctx| journal::standing(ctx).await).await?;
    let form = Form::empty(&page);
    show(&JournalPage { page, form, standing, verified: None })
}

async fn verify(State(state): State<AppState>, Visit { caller, page }: Visit, mut form: Form) -> Answer {
    let standing = state.app.run(&caller, async |ctx| journal::standing(ctx).await).await?;
    let is_asked = form.read(|_| Some(())).is_some() && standing.entries <= MOST_ON_A_PAGE;
    let verified = if is_asked { Some(journal::verify(&state.app, |_| ()).await?) } else { None };
    show_form(&JournalPage { page, form, standing, verified })
}
