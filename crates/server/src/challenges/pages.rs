//! A refusal in pages: that it was told, and the challenge against it.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::challenges::{self, Bringing};
use havenward_app::desk::{self, Stands, WayOpen};
use havenward_app::{AppError, Ctx, Why};
use havenward_domain::author::MoveReason;
use havenward_domain::challenge::ToldTo;
use havenward_domain::id::CaseId;

use crate::AppState;
use crate::decisions::pages::words_of;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// Words of a challenge are at most this long.
const LONGEST: usize = 4_000;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/cases/{id}/refusal/told", ask_told)
        .post("/cases/{id}/refusal/told", tell)
        .get("/cases/{id}/challenge", ask)
        .post("/cases/{id}/challenge", bring)
}

/// To whom was the refusal told?
#[derive(Template)]
#[template(path = "challenges/told.html")]
struct Told {
    page: Page,
    form: Form,
    id: CaseId,
    stands: Stands,
}

impl HasForm for Told {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Told {
    /// Nothing is ever served on a child.
    fn whom(&self) -> &'static [&'static str] {
        if self.stands.child { &["representative", "authority"] } else { &["person", "representative"] }
    }
}

async fn stands(state: &AppState, visit: &Visit, case: CaseId) -> Result<Stands, havenward_app::AppError> {
    state.app.run(&visit.caller, async |ctx| desk::refusal(ctx, case).await).await
}

async fn ask_told(State(state): State<AppState>, visit: Visit, Path(case): Path<String>) -> Answer {
    let id: CaseId = id(&case)?;
    let stands = stands(&state, &visit, id).await?;
    let form = Form::empty(&visit.page);
    show(&Told { page: visit.page, form, id, stands })
}

async fn tell(
    State(state): State<AppState>,
    visit: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let id: CaseId = id(&case)?;
    if let Some(to) = form.read(|form| form.code::<ToldTo>("to")) {
        let why = Why::of(MoveReason::Decision);
        let tell = async |ctx: &mut Ctx| challenges::tell_refusal(ctx, id, why, to).await;
        match form.act(&state.app, &visit.caller, tell).await {
            Ok(()) => return see_other(&format!("/cases/{id}")),
            Err(error) => form.refused(error)?,
        }
    }
    let stands = stands(&state, &visit, id).await?;
    show_form(&Told { page: visit.page, form, id, stands })
}

/// The challenge as it is brought.
#[derive(Template)]
#[template(path = "challenges/bring.html")]
struct Bring {
    page: Page,
    form: Form,
    id: CaseId,
    stands: Stands,
}

impl HasForm for Bring {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Bring {
    /// The ways that this reader may take; one whose time has not begun cannot be taken.
    fn ways(&self) -> Vec<&WayOpen> {
        open_ways(&self.stands)
    }

    fn way(&self, rule: &str) -> String {
        words_of(&self.page, "clock", rule)
    }

    fn ground(&self, code: &str) -> String {
        words_of(&self.page, "challenge-ground", code)
    }

    fn late(&self, code: &str) -> String {
        words_of(&self.page, "challenge-late", code)
    }

    fn grounds(&self) -> Vec<&String> {
        let mut all: Vec<&String> = self.ways().into_iter().flat_map(|way| &way.grounds).collect();
        all.sort();
        all.dedup();
        all
    }

    fn late_reasons(&self) -> Vec<&String> {
        let is_over = |way: &&WayOpen| way.until.is_some_and(|until| self.page.is_over(until));
        let mut all: Vec<&String> =
            self.ways().into_iter().filter(is_over).flat_map(|way| &way.late_because).collect();
        all.sort();
        all.dedup();
        all
    }
}

async fn ask(State(state): State<AppState>, visit: Visit, Path(case): Path<String>) -> Answer {
    let id: CaseId = id(&case)?;
    let stands = stands(&state, &visit, id).await?;
    let form = Form::empty(&visit.page);
    show(&Bring { page: visit.page, form, id, stands })
}

/// Ways that the reader can take, whose time runs.
fn open_ways(stands: &Stands) -> Vec<&WayOpen> {
    stands.ways.iter().filter(|way| way.is_mine && way.until.is_some()).collect()
}

/// What is typed to bring a challenge, by whoever brings it: a ground is one of those that the open ways name.
/// Where no way is open any more there is no list to choose from.
pub(crate) fn typed(
    form: &mut Form,
    ways: &[&WayOpen],
    longest: usize,
) -> Option<Result<Bringing, AppError>> {
    let (rule, ground) = (form.text("rule", 100), form.maybe_text("ground", 100));
    let is_known = |ground| ways.iter().any(|way| way.grounds.contains(ground));
    if !ways.is_empty() && ground.as_ref().is_some_and(|ground| !is_known(ground)) {
        form.flaw("ground", "form-choose");
    }
    let (late_because, words) = (form.maybe_text("late", 100), form.maybe_text("words", longest));
    let rule = rule?;
    let why = Why::new(MoveReason::OwnWish, words);
    Some(why.map(|why| Bringing { why, rule, ground, late_because, unit: None }))
}

/// Where no way is left, what a rule refuses was done by somebody else meanwhile.
pub(crate) fn or_gone(error: AppError, ways: &[&WayOpen]) -> AppError {
    match error {
        AppError::Refused { .. } if ways.is_empty() => AppError::NotFound,
        other => other,
    }
}

async fn bring(
    State(state): State<AppState>,
    visit: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let id: CaseId = id(&case)?;
    let stands = stands(&state, &visit, id).await?;
    let ways = open_ways(&stands);
    let read = form.read(|form| typed(form, &ways, LONGEST));
    if let Some(new) = read.transpose()? {
        let identity = form.identity();
        let bring = async |ctx: &mut Ctx| challenges::bring(ctx, id, new).await;
        match state.app.run_once(&visit.caller, form.once(&identity), bring).await {
            Ok(_) => return see_other(&format!("/cases/{id}")),
            Err(error) => form.refused(or_gone(error, &ways))?,
        }
    }
    show_form(&Bring { page: visit.page, form, id, stands })
}
