//! Matching services to the needs of a case.

pub(crate) mod pages;

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::Idempotency;
use havenward_app::matching::{self, Wish};
use havenward_app::services::{self, ServiceRow};
use havenward_domain::codes::ServiceType;
use havenward_domain::id::{CaseId, ServiceId, UnitId};
use havenward_domain::matching::{Avoid, Found, Reach, Reason, Shortfall};
use havenward_domain::place::Region;
use havenward_domain::service::SecurityLevel;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::{OnceBody, Parsed};
use crate::path::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// What the worker adds to what the file says. Nothing of it is stored.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WishForm {
    /// Regions the person can be taken to, with the way there in kilometres.
    #[schema(value_type = BTreeMap<String, u16>)]
    regions: BTreeMap<Region, u16>,
    /// The longest way that is right now.
    at_most_km: u16,
    /// Ages of the children who come along with an adult.
    #[serde(default)]
    children_ages: Vec<u8>,
    /// Whether she needs a place that welcomes trans people.
    #[serde(default)]
    trans: bool,
    /// Whether she needs support with a disability.
    #[serde(default)]
    disability: bool,
    /// The least protection that is enough: open, protected or high.
    #[schema(value_type = String, example = "protected")]
    security: SecurityLevel,
}

/// A service that fits.
#[derive(Serialize, ToSchema)]
pub struct MatchView {
    /// The service.
    service: Uuid,
    /// The name under which staff know it.
    name: String,
    /// The unit that runs it, to be named in the person's agreement.
    unit: Uuid,
    /// Why, in the order of importance.
    #[schema(value_type = Vec<Object>)]
    reasons: Vec<Reason>,
}

/// A service that would fit but for something that could be arranged.
#[derive(Serialize, ToSchema)]
pub struct AlternativeView {
    /// The service.
    service: Uuid,
    /// The name under which staff know it.
    name: String,
    /// The unit that runs it.
    unit: Uuid,
    /// The needs it would meet.
    #[schema(value_type = Vec<String>)]
    would_meet: BTreeSet<ServiceType>,
    /// What stands in between.
    #[schema(value_type = Vec<String>)]
    shortfalls: BTreeSet<Shortfall>,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub struct FoundView {
    /// Services that fit, best first.
    matches: Vec<MatchView>,
    /// The nearest alternatives for needs that none of them meets.
    alternatives: Vec<AlternativeView>,
    /// Needs that none of the matches meets.
    #[schema(value_type = Vec<String>)]
    gaps: BTreeSet<ServiceType>,
}

fn view(found: Found, listed: Vec<ServiceRow>) -> FoundView {
    let known: BTreeMap<ServiceId, ServiceRow> =
        listed.into_iter().map(|row| (row.service.id, row)).collect();
    let named = |id: ServiceId| known.get(&id).map(|row| (row.name.clone(), row.service.unit.uuid()));
    let fits = |one: havenward_domain::matching::Match| {
        let (name, unit) = named(one.service)?;
        Some(MatchView { service: one.service.uuid(), name, unit, reasons: one.reasons })
    };
    let near = |one: havenward_domain::matching::Alternative| {
        let (name, unit) = named(one.service)?;
        let (would_meet, shortfalls) = (one.would_meet, one.shortfalls);
        Some(AlternativeView { service: one.service.uuid(), name, unit, would_meet, shortfalls })
    };
    FoundView {
        matches: found.matches.into_iter().filter_map(fits).collect(),
        alternatives: found.alternatives.into_iter().filter_map(near).collect(),
        gaps: found.gaps,
    }
}

/// Find services for the open needs of a case, best first, with reasons.
#[utoipa::path(post, path = "/api/v1/cases/{id}/matches", tag = "matching", security(("bearer" = [])),
    request_body = WishForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = FoundView), (status = "4XX", response = Problem)))]
pub async fn find(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Parsed(form): Parsed<WishForm>,
) -> ApiResult<Json<FoundView>> {
    let case = id(&case)?;
    let wish = Wish {
        reach: Reach { regions: form.regions, at_most_km: form.at_most_km },
        children_ages: form.children_ages,
        trans: form.trans,
        disability: form.disability,
        security: form.security,
    };
    // In one transaction, so that whatever was found is in the list.
    let find = async |ctx: &mut _| Ok((matching::find(ctx, case, wish).await?, services::list(ctx).await?));
    let (found, listed) = state.app.run(&caller, find).await?;
    Ok(Json(view(found, listed)))
}

/// What the person keeps away from.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AvoidForm {
    /// Services.
    #[serde(default)]
    services: BTreeSet<Uuid>,
    /// Whole units.
    #[serde(default)]
    units: BTreeSet<Uuid>,
    /// Regions.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    regions: BTreeSet<Region>,
}

/// Write what the person keeps away from. Such services are absent for her from then on.
#[utoipa::path(put, path = "/api/v1/cases/{id}/avoid", tag = "matching", security(("bearer" = [])),
    request_body = AvoidForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn avoid(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Parsed(form): Parsed<AvoidForm>,
) -> ApiResult<StatusCode> {
    let case = id(&case)?;
    let avoid = Avoid {
        services: form.services.into_iter().map(ServiceId::from).collect(),
        units: form.units.into_iter().map(UnitId::from).collect(),
        regions: form.regions,
    };
    state.app.run(&caller, async |ctx| matching::avoid(ctx, case, avoid).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A need that nobody meets.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GapForm {
    /// The need.
    #[schema(value_type = String, example = "dental")]
    need: ServiceType,
    /// The region.
    #[schema(value_type = String, example = "GB-LND")]
    region: Region,
}

/// Raise an open need that nobody meets. It leaves the case as need, region and week.
#[utoipa::path(post, path = "/api/v1/cases/{id}/gaps", tag = "matching", security(("bearer" = [])),
    request_body = GapForm, params(("id" = Uuid, Path, description = "The case."), ("Idempotency-Key" = String, Header, description = "A new one for each new act.", min_length = 1, max_length = 64)),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn raise_gap(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    body: OnceBody,
) -> ApiResult<StatusCode> {
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let (case, form): (CaseId, GapForm) = (id(&case)?, body.json()?);
    let raise =
        async |ctx: &mut _| matching::raise_gap(ctx, case, form.need, form.region).await.map(|()| case);
    state.app.run_once(&caller, once, raise).await?;
    Ok(StatusCode::NO_CONTENT)
}
