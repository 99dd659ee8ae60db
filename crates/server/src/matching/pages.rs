//! Services that fit, with reasons; the nearest that nearly do; and a gap that somebody must hear of.
//!
//! What the person keeps away from is not on the page, not even as a number.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::matching::{self, Wish};
use havenward_app::services::{self, ServiceRow};
use havenward_app::{AppError, Ctx, first_steps};
use havenward_domain::coded::Coded;
use havenward_domain::codes::ServiceType;
use havenward_domain::id::{CaseId, ServiceId};
use havenward_domain::matching::{Found, Reach, Reason};
use havenward_domain::need::NeedsAssessment;
use havenward_domain::place::Region;
use havenward_domain::service::SecurityLevel;

use crate::AppState;
use crate::frame::form::digits;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// Matches on the page.
const MOST: usize = 12;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/cases/{id}/matches", look)
        .post("/cases/{id}/matches", look_again)
        .get("/cases/{id}/gaps", ask_gap)
        .post("/cases/{id}/gaps", raise_gap)
}

/// What was found.
#[derive(Template)]
#[template(path = "matching/found.html")]
struct Matches {
    page: Page,
    form: Form,
    id: CaseId,
    regions: Vec<String>,
    children: u8,
    services: BTreeMap<ServiceId, ServiceRow>,
    found: Option<Found>,
    none_open: bool,
}

impl HasForm for Matches {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Matches {
    fn name(&self, service: &ServiceId) -> &str {
        self.services.get(service).map_or("", |row| &row.name)
    }

    /// A reason in words; the way is left out, since the page did not ask how far it is.
    fn reason(&self, reason: &Reason) -> Option<String> {
        let page = &self.page;
        let say = match reason {
            Reason::Meets(kind) => page.t("because-meets").s("need", page.coded("need", kind).plain()),
            Reason::Speaks(language) => page.t("because-speaks").s("language", page.tongue(language)),
            Reason::ThroughInterpreter => page.t("because-interpreter"),
            Reason::FreePlaces(count) => page.t("because-places").n("count", *count),
            Reason::ChildrenOnly => page.t("because-children"),
            Reason::FamilyStaysTogether => page.t("because-family"),
            Reason::WaitingDays(0) => page.t("because-no-wait"),
            Reason::WaitingDays(days) => page.t("because-wait").n("days", *days),
            Reason::Kilometres(_) => return None,
            Reason::Security(level) => page.coded("security", level),
            Reason::Costs(cost) => page.coded("cost", cost),
            Reason::CountIsStale => page.t("because-stale"),
        };
        Some(say.plain())
    }

    fn matches(&self) -> &[havenward_domain::matching::Match] {
        let all = self.found.as_ref().map(|found| found.matches.as_slice()).unwrap_or_default();
        all.get(..MOST).unwrap_or(all)
    }

    fn alternatives(&self) -> &[havenward_domain::matching::Alternative] {
        let all = self.found.as_ref().map(|found| found.alternatives.as_slice()).unwrap_or_default();
        all.get(..MOST).unwrap_or(all)
    }

    /// Where the person is asked: tonight about what is for tonight, about all else in a fuller agreement.
    fn asks_at(&self, service: &ServiceId, mut meets: impl Iterator<Item = ServiceType>) -> String {
        if meets.any(ServiceType::is_for_tonight) {
            format!("/cases/{}/agreements/tonight/{service}", self.id)
        } else {
            format!("/cases/{}/agreements/new", self.id)
        }
    }

    fn ask_about(&self, one: &havenward_domain::matching::Match) -> String {
        let meets = one.reasons.iter().filter_map(|reason| match reason {
            Reason::Meets(kind) => Some(*kind),
            _ => None,
        });
        self.asks_at(&one.service, meets)
    }

    fn ask_near(&self, one: &havenward_domain::matching::Alternative) -> String {
        self.asks_at(&one.service, one.would_meet.iter().copied())
    }

    fn gaps(&self) -> BTreeSet<ServiceType> {
        self.found.as_ref().map(|found| found.gaps.clone()).unwrap_or_default()
    }
}

fn regions_of(rows: &[ServiceRow]) -> Vec<String> {
    let all: BTreeSet<String> = rows.iter().map(|row| row.service.region.to_string()).collect();
    all.into_iter().collect()
}

async fn look(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let rows = state.app.look(&caller, async |ctx| services::list(ctx).await).await?;
    let mut form = Form::empty(&page).with("security", SecurityLevel::Open.code());
    for region in regions_of(&rows) {
        form = form.with("regions", region);
    }
    show(&find(&state, (caller, page), &case, (form, rows)).await?)
}

async fn look_again(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    form: Form,
) -> Answer {
    let rows = state.app.look(&caller, async |ctx| services::list(ctx).await).await?;
    show_form(&find(&state, (caller, page), &case, (form, rows)).await?)
}

fn wish(form: &mut Form, regions: &[String]) -> Option<Wish> {
    let chosen = regions.iter().filter(|region| form.has("regions", region));
    let reach: BTreeMap<Region, u16> = chosen.filter_map(|code| Some((code.parse().ok()?, 0))).collect();
    if reach.is_empty() {
        form.flaw("regions", "match-no-region");
    }
    let ages = form.value("ages").to_owned();
    let ages = ages.split([',', ' ', '،']).filter(|part| !part.is_empty());
    let ages: Option<Vec<u8>> = ages.map(|part| u8::try_from(digits(part)?).ok()).collect();
    if ages.is_none() {
        form.flaw("ages", "match-ages-wrong");
    }
    Some(Wish {
        reach: Reach { regions: reach, at_most_km: u16::MAX },
        children_ages: ages?,
        trans: form.is_ticked("trans"),
        disability: form.is_ticked("disability"),
        security: form.code("security")?,
    })
}

async fn find(
    state: &AppState,
    (caller, page): (havenward_app::Caller, Page),
    case: &str,
    (mut form, rows): (Form, Vec<ServiceRow>),
) -> Result<Matches, crate::frame::Fault> {
    let id: CaseId = id(case)?;
    let steps = state.app.run(&caller, async |ctx| first_steps::read(ctx, id).await).await?;
    let children = if steps.is_child() { 0 } else { steps.contact.children_with };
    let regions = regions_of(&rows);
    let (mut found, mut none_open) = (None, false);
    let waits_for_ages = children > 0 && form.value("ages").is_empty();
    if waits_for_ages {
        // The first look at the page is no mistake; a second one without ages is.
        if form.value("asked") == "yes" {
            form.flaw("ages", "match-ages-missing");
        }
    } else if let Some(wish) = form.read(|form| wish(form, &regions)) {
        match state.app.run(&caller, async |ctx| matching::find(ctx, id, wish).await).await {
            Ok(those) => found = Some(those),
            Err(error) if error.code() == "needs.none_open" => none_open = true,
            Err(AppError::Invalid { field: "children_ages", .. }) => {
                form.flaw("ages", "match-ages-missing");
            }
            Err(error) => form.refused(error)?,
        }
    }
    let services = rows.into_iter().map(|row| (row.service.id, row)).collect();
    Ok(Matches { page, form, id, regions, children, services, found, none_open })
}

/// A need that nobody meets.
#[derive(Template)]
#[template(path = "matching/gap.html")]
struct Gap {
    page: Page,
    form: Form,
    id: CaseId,
    needs: Vec<&'static str>,
    regions: Vec<String>,
}

impl HasForm for Gap {
    fn form(&self) -> &Form {
        &self.form
    }
}

async fn gap(
    state: &AppState,
    (caller, page): (&havenward_app::Caller, Page),
    id: CaseId,
    form: Form,
) -> Result<Gap, AppError> {
    let read = async |ctx: &mut Ctx| Ok((first_steps::read(ctx, id).await?, services::list(ctx).await?));
    let (steps, rows) = state.app.run(caller, read).await?;
    let needs = steps.needs.iter().flat_map(NeedsAssessment::open).map(|need| need.of.code());
    Ok(Gap { page, form, id, needs: needs.collect(), regions: regions_of(&rows) })
}

async fn ask_gap(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let form = Form::empty(&page);
    show(&gap(&state, (&caller, page), id, form).await?)
}

async fn raise_gap(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let id: CaseId = id(&case)?;
    let read = |form: &mut Form| {
        let (need, region) = (form.code::<ServiceType>("need"), form.value("region").parse::<Region>().ok());
        if region.is_none() {
            form.flaw("region", "form-choose");
        }
        Some((need?, region?))
    };
    if let Some((need, region)) = form.read(read) {
        let raise = async |ctx: &mut Ctx| matching::raise_gap(ctx, id, need, region).await;
        match form.act(&state.app, &caller, raise).await {
            Ok(()) => return see_other(&format!("/cases/{id}/waits")),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&gap(&state, (&caller, page), id, form).await?)
}

/// The code of what stands in between.
pub(crate) fn short(shortfall: havenward_domain::matching::Shortfall) -> &'static str {
    use havenward_domain::matching::Shortfall;
    match shortfall {
        Shortfall::NotEnoughPlaces => "not_enough_places",
        Shortfall::TooFar => "too_far",
        Shortfall::NoLanguage => "no_language",
        Shortfall::ClosedNow => "closed_now",
        Shortfall::Waiting => "waiting",
    }
}
