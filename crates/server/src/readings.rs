//! Readings of the journal about one case: the timeline and the access log.

use axum::Json;
use axum::extract::{Path, Query, State};
use havenward_app::details::Details;
use havenward_app::timeline::Happened;
use havenward_app::{Who, access_log, oversight, timeline};
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{CaseId, EntryId};
use havenward_domain::role::Role;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::AppState;
use crate::ids::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Which page.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// After this entry; from the beginning if left out.
    after: Option<Uuid>,
}

/// Who acted, as far as the reader may know.
#[derive(Serialize, ToSchema)]
pub struct WhoView {
    /// person, device, operator, system or nobody.
    kind: &'static str,
    /// The unit for which they acted.
    unit: Option<String>,
    /// Their role there.
    role: Option<&'static str>,
    /// Their name, for a data-protection officer only.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

impl From<Who> for WhoView {
    fn from(who: Who) -> Self {
        Self { kind: who.kind, unit: who.unit, role: who.role.map(Role::code), name: who.name }
    }
}

/// A detail in words.
#[derive(Serialize, ToSchema)]
pub struct DetailView {
    /// What it is.
    name: String,
    /// The words.
    words: String,
}

/// One thing that happened.
#[derive(Serialize, ToSchema)]
pub struct HappenedView {
    /// The entry of the journal.
    entry: Uuid,
    /// When.
    at: String,
    /// Who did it.
    who: WhoView,
    /// What was done, a code.
    action: &'static str,
    /// Kind of another object it was done to.
    object: Option<String>,
    /// done or refused.
    outcome: &'static str,
    /// Further words.
    details: Vec<DetailView>,
    /// Whether the details are what the journal committed to.
    details_hold: bool,
}

/// A page of the timeline.
#[derive(Serialize, ToSchema)]
pub struct TimelineView {
    /// What happened, oldest first.
    happened: Vec<HappenedView>,
    /// Give this as `after` for the next page.
    next: Option<Uuid>,
}

/// One look at the case.
#[derive(Serialize, ToSchema)]
pub struct LookView {
    /// The entry of the journal.
    entry: Uuid,
    /// When.
    at: String,
    /// Who looked.
    who: WhoView,
    /// In the course of what, a code.
    action: &'static str,
    /// What was opened.
    opened: Vec<&'static str>,
    /// Why, a code.
    purpose: String,
    /// On which legal basis, a code.
    basis: String,
}

/// A page of the access log.
#[derive(Serialize, ToSchema)]
pub struct AccessLogView {
    /// Who looked, oldest first.
    looks: Vec<LookView>,
    /// Give this as `after` for the next page.
    next: Option<Uuid>,
}

/// An act that data protection oversees.
#[derive(Serialize, ToSchema)]
pub struct OverseenView {
    /// The entry of the journal.
    entry: Uuid,
    /// When.
    at: String,
    /// Who did it.
    who: WhoView,
    /// What was done, a code.
    action: &'static str,
    /// To which case.
    case: Option<Uuid>,
    /// Why, a code.
    purpose: String,
    /// On which legal basis, a code.
    basis: String,
    /// done or refused.
    outcome: &'static str,
    /// Further words.
    details: Vec<DetailView>,
    /// Whether the details are there and what the journal committed to. Those of an erased case are gone.
    details_hold: bool,
}

/// A page of what data protection oversees.
#[derive(Serialize, ToSchema)]
pub struct OversightView {
    /// The acts, oldest first.
    acts: Vec<OverseenView>,
    /// Give this as `after` for the next page.
    next: Option<Uuid>,
}

fn told(details: &Details) -> Vec<DetailView> {
    let detail = |(name, words): (&str, &havenward_domain::words::Words)| DetailView {
        name: name.to_owned(),
        words: words.read().to_owned(),
    };
    details.all().map(detail).collect()
}

fn overseen(one: oversight::Act) -> OverseenView {
    OverseenView {
        entry: one.entry.uuid(),
        at: one.at.to_string(),
        who: one.who.into(),
        action: one.action.code(),
        case: one.case.map(CaseId::uuid),
        purpose: one.purpose,
        basis: one.basis,
        outcome: one.outcome.code(),
        details_hold: one.details.is_ok(),
        details: told(&one.details.unwrap_or_default()),
    }
}

fn happened(one: Happened) -> HappenedView {
    HappenedView {
        entry: one.entry.uuid(),
        at: one.at.to_string(),
        who: one.who.into(),
        action: one.action.code(),
        object: one.object,
        outcome: one.outcome.code(),
        details_hold: one.details.is_ok(),
        details: told(&one.details.unwrap_or_default()),
    }
}

/// Read what happened in a case, in order.
#[utoipa::path(get, path = "/api/v1/cases/{id}/timeline", tag = "journal", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case."), PageQuery),
    responses((status = 200, body = TimelineView), (status = "4XX", response = Problem)))]
pub async fn timeline(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<TimelineView>> {
    let case: CaseId = id(&case)?;
    let after = page.after.map(EntryId::from);
    let read = state.app.run(&caller, async |ctx| timeline::of_case(ctx, case, after).await).await?;
    Ok(Json(TimelineView {
        happened: read.happened.into_iter().map(happened).collect(),
        next: read.next.map(EntryId::uuid),
    }))
}

/// Read who has looked at a case. This reading is itself in the log.
#[utoipa::path(get, path = "/api/v1/cases/{id}/access-log", tag = "journal", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case."), PageQuery),
    responses((status = 200, body = AccessLogView), (status = "4XX", response = Problem)))]
pub async fn access_log(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<AccessLogView>> {
    let case: CaseId = id(&case)?;
    let after = page.after.map(EntryId::from);
    let read = state.app.run(&caller, async |ctx| access_log::of_case(ctx, case, after).await).await?;
    let look = |look: access_log::Look| LookView {
        entry: look.entry.uuid(),
        at: look.at.to_string(),
        who: look.who.into(),
        action: look.action.code(),
        opened: look.opened.members().map(Compartment::code).collect(),
        purpose: look.purpose,
        basis: look.basis,
    };
    Ok(Json(AccessLogView {
        looks: read.looks.into_iter().map(look).collect(),
        next: read.next.map(EntryId::uuid),
    }))
}

/// Read who was let in, what was agreed to and what left because of a law, of every case. For
/// data-protection officers; no case is opened, and this reading is itself in the journal.
#[utoipa::path(get, path = "/api/v1/oversight", tag = "journal", security(("bearer" = [])),
    params(PageQuery),
    responses((status = 200, body = OversightView), (status = "4XX", response = Problem)))]
pub async fn oversight(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<OversightView>> {
    let after = page.after.map(EntryId::from);
    let read = state.app.run(&caller, async |ctx| oversight::read(ctx, after).await).await?;
    Ok(Json(OversightView {
        acts: read.acts.into_iter().map(overseen).collect(),
        next: read.next.map(EntryId::uuid),
    }))
}
