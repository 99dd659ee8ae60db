//! Needs by when they must be met, and risks by level: two assessments, looked at again on a day.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::first_steps::{self, FirstSteps};
use havenward_app::{Ctx, needs, risks};
use havenward_domain::coded::Coded;
use havenward_domain::codes::{RiskLevel, RiskType, ServiceType};
use havenward_domain::id::CaseId;
use havenward_domain::need::{Met, Need, NeedBy, NeedsAssessment};
use havenward_domain::risk::{Risk, RiskAssessment};
use havenward_domain::secret::Secret;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// After how many days an assessment is looked at again, to choose from.
const REVIEWS: [&str; 4] = ["1", "7", "28", "84"];
/// Why a risk has fallen, in a few words.
const LONGEST: usize = 500;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/cases/{id}/needs", ask_needs)
        .post("/cases/{id}/needs", assess_needs)
        .get("/cases/{id}/risks", ask_risks)
        .post("/cases/{id}/risks", assess_risks)
}

/// The day of the next look.
fn review(form: &mut Form, today: Date) -> Option<Date> {
    let days: i64 = form.one_of("review", &REVIEWS)?.parse().ok()?;
    today.checked_add(days.days()).ok()
}

/// The field of each time.
const TIMES: [(&str, NeedBy); 3] =
    [("tonight", NeedBy::Tonight), ("this_week", NeedBy::ThisWeek), ("later", NeedBy::Later)];

/// What the person needs.
#[derive(Template)]
#[template(path = "assessments/needs.html")]
struct Needs {
    page: Page,
    form: Form,
    id: CaseId,
    /// What is open now, with the field of its time.
    open: Vec<(&'static str, &'static str)>,
    for_tonight: Vec<&'static str>,
    all: Vec<&'static str>,
}

impl Needs {
    fn of(page: Page, form: Form, id: CaseId, steps: &FirstSteps) -> Self {
        let is_child = steps.is_child();
        // A child is never housed with adults, and an adult never in a house for children.
        let fits = |kind: &&ServiceType| match kind {
            ServiceType::AccommodationChild => is_child,
            ServiceType::AccommodationEmergency => !is_child,
            _ => true,
        };
        let codes = |tonight: bool| {
            let kinds = ServiceType::ALL.iter().filter(fits).filter(|kind| !tonight || kind.is_for_tonight());
            kinds.map(|kind| kind.code()).collect()
        };
        let open = steps.needs.iter().flat_map(NeedsAssessment::open);
        let open = open.map(|need| (need.of.code(), field_of(need))).collect();
        Self { page, form, id, open, for_tonight: codes(true), all: codes(false) }
    }
}

impl HasForm for Needs {
    fn form(&self) -> &Form {
        &self.form
    }
}

async fn ask_needs(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let steps = state.app.run(&caller, async |ctx| first_steps::read(ctx, id).await).await?;
    let mut form = Form::empty(&page).with("review", "7");
    for need in steps.needs.iter().flat_map(NeedsAssessment::open) {
        if let Some((field, _)) = TIMES.iter().find(|(_, by)| *by == need.by) {
            form = form.with(field, need.of.code());
        }
    }
    let form = form.drawn_from(needs_mark(steps.needs.as_ref()));
    show(&Needs::of(page, form, id, &steps))
}

/// The field in which a need stands.
fn field_of(need: &Need) -> &'static str {
    TIMES.iter().find(|(_, by)| *by == need.by).map_or("later", |(field, _)| field)
}

/// What changes whenever somebody assesses the needs otherwise.
fn needs_mark(assessed: Option<&NeedsAssessment>) -> String {
    let Some(assessed) = assessed else { return "none".to_owned() };
    let needs = assessed.needs().iter();
    let needs = needs.map(|need| format!(" {}:{}", need.of.code(), field_of(need)));
    format!("{} {}{}", assessed.on(), assessed.next_review(), needs.collect::<String>())
}

/// The same of the risks.
fn risks_mark(assessed: Option<&RiskAssessment>) -> String {
    let Some(assessed) = assessed else { return "none".to_owned() };
    let risks = assessed.risks().iter();
    let risks = risks.map(|(kind, risk)| format!(" {}:{}", kind.code(), risk.level.code()));
    format!("{} {}{}", assessed.on(), assessed.next_review(), risks.collect::<String>())
}

/// What is ticked, beside what is no longer open; a note goes on with its need.
fn read_needs(form: &mut Form, steps: &FirstSteps) -> Option<(Vec<Need>, Date)> {
    let earlier = steps.needs.as_ref().map(NeedsAssessment::needs).unwrap_or_default();
    let mut listed: Vec<Need> = Vec::new();
    for (field, by) in TIMES {
        for of in form.codes::<ServiceType>(field) {
            if listed.iter().any(|need| need.of == of) {
                form.flaw(field, "needs-twice");
                continue;
            }
            let note = earlier.iter().find(|need| need.of == of).and_then(|need| need.note.clone());
            listed.push(Need { of, by, met: Met::Open, note });
        }
    }
    if listed.is_empty() {
        form.flaw("tonight", "needs-none");
    }
    let settled = earlier.iter().filter(|need| need.met != Met::Open);
    let settled: Vec<Need> =
        settled.filter(|need| !listed.iter().any(|new| new.of == need.of)).cloned().collect();
    listed.extend(settled);
    Some((listed, review(form, steps.today)?))
}

async fn assess_needs(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let id: CaseId = id(&case)?;
    let steps = state.app.run(&caller, async |ctx| first_steps::read(ctx, id).await).await?;
    if let Some((listed, day)) = form.read(|form| read_needs(form, &steps)) {
        let assess = async |ctx: &mut Ctx| {
            form.check_drawn_from(needs_mark(needs::read(ctx, id).await?.as_ref()))?;
            needs::assess(ctx, id, listed, day).await
        };
        match form.act(&state.app, &caller, assess).await {
            Ok(()) => return see_other(&format!("/cases/{id}/matches")),
            Err(error) => form.refused(error)?,
        }
    }
    let steps = state.app.run(&caller, async |ctx| first_steps::read(ctx, id).await).await?;
    let form = form.drawn_from(needs_mark(steps.needs.as_ref()));
    show_form(&Needs::of(page, form, id, &steps))
}

/// What threatens the person.
#[derive(Template)]
#[template(path = "assessments/risks.html")]
struct Risks {
    page: Page,
    form: Form,
    id: CaseId,
    /// Each risk with its fields, and whether it was immediate: then a lower level needs a reason.
    rows: Vec<(&'static str, String, bool)>,
    /// Each risk that is there now, with its level.
    now: Vec<(&'static str, &'static str)>,
}

impl Risks {
    fn of(page: Page, form: Form, id: CaseId, steps: &FirstSteps) -> Self {
        let immediate: Vec<RiskType> = steps.risks.iter().flat_map(RiskAssessment::immediate).collect();
        let row = |kind: &RiskType| (kind.code(), why_field(*kind), immediate.contains(kind));
        let now = steps.risks.iter().flat_map(RiskAssessment::risks);
        let now = now.map(|(kind, risk)| (kind.code(), risk.level.code())).collect();
        Self { page, form, id, rows: RiskType::ALL.iter().map(row).collect(), now }
    }
}

fn why_field(kind: RiskType) -> String {
    format!("why_{}", kind.code())
}

impl HasForm for Risks {
    fn form(&self) -> &Form {
        &self.form
    }
}

async fn ask_risks(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let steps = state.app.run(&caller, async |ctx| first_steps::read(ctx, id).await).await?;
    let mut form = Form::empty(&page).with("review", "1");
    for (kind, risk) in steps.risks.iter().flat_map(RiskAssessment::risks) {
        form = form.with(kind.code(), risk.level.code());
    }
    let form = form.drawn_from(risks_mark(steps.risks.as_ref()));
    show(&Risks::of(page, form, id, &steps))
}

fn read_risks(form: &mut Form, today: Date) -> Option<(BTreeMap<RiskType, Risk>, Date)> {
    let mut found = BTreeMap::new();
    for kind in RiskType::ALL {
        let level = form.maybe_code::<RiskLevel>(kind.code());
        let why = form.maybe_text(&why_field(*kind), LONGEST).map(Secret::new);
        if let Some(level) = level {
            found.insert(*kind, Risk { level, why });
        }
    }
    Some((found, review(form, today)?))
}

async fn assess_risks(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let id: CaseId = id(&case)?;
    let steps = state.app.run(&caller, async |ctx| first_steps::read(ctx, id).await).await?;
    if let Some((found, day)) = form.read(|form| read_risks(form, steps.today)) {
        let assess = async |ctx: &mut Ctx| {
            form.check_drawn_from(risks_mark(risks::read(ctx, id).await?.as_ref()))?;
            risks::assess(ctx, id, found, day).await
        };
        match form.act(&state.app, &caller, assess).await {
            Ok(()) => return see_other(&format!("/cases/{id}/next")),
            Err(error) => form.refused(error)?,
        }
    }
    let steps = state.app.run(&caller, async |ctx| first_steps::read(ctx, id).await).await?;
    let form = form.drawn_from(risks_mark(steps.risks.as_ref()));
    show_form(&Risks::of(page, form, id, &steps))
}
