//! Needs that wait for room.

pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::waits::{self, Waiting};
use havenward_domain::coded::Coded;
use havenward_domain::codes::ServiceType;
use havenward_domain::id::CaseId;
use havenward_domain::wait::WaitEnd;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::Parsed;
use crate::moves;
use crate::path::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// A need that waits, or waited.
#[derive(Serialize, ToSchema)]
pub struct WaitView {
    /// The need.
    need: &'static str,
    /// Where it is looked for.
    region: String,
    /// Since when.
    since: String,
    /// How it ended: place_found, person_declined or not_needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<&'static str>,
    /// Services that may have it now.
    room: Vec<Uuid>,
}

fn wait_view(waiting: Waiting) -> WaitView {
    let Waiting { wait, room } = waiting;
    WaitView {
        need: wait.need.code(),
        region: wait.region.to_string(),
        since: wait.since.to_string(),
        ended: wait.ended.map(|(how, _)| how.code()),
        room: room.into_iter().map(|(service, _)| service.uuid()).collect(),
    }
}

/// List what a case waits for, with the services that may have it now.
#[utoipa::path(get, path = "/api/v1/cases/{id}/waits", tag = "waits", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = [WaitView]), (status = "4XX", response = Problem)))]
pub async fn of_case(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
) -> ApiResult<Json<Vec<WaitView>>> {
    let case: CaseId = id(&case)?;
    let waiting = state.app.run(&caller, async |ctx| waits::of_case(ctx, case).await).await?;
    Ok(Json(waiting.into_iter().map(wait_view).collect()))
}

/// How a wait ended.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WaitEndForm {
    /// The need.
    #[schema(value_type = String, example = "dental")]
    need: ServiceType,
    /// place_found, person_declined or not_needed.
    #[schema(value_type = String, example = "place_found")]
    how: WaitEnd,
}

/// Write how the wait of a need ended.
#[utoipa::path(post, path = "/api/v1/cases/{id}/waits/end", tag = "waits", security(("bearer" = [])),
    request_body = WaitEndForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn end(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Parsed(form): Parsed<WaitEndForm>,
) -> ApiResult<StatusCode> {
    let end = async |ctx: &mut _, case| waits::end(ctx, case, form.need, form.how).await;
    moves::run(&state, &caller, &case, end).await
}

/// A case for which something may have room now.
#[derive(Serialize, ToSchema)]
pub struct FitsView {
    /// The case.
    case: Uuid,
    /// The needs that may be met, and where.
    waits: Vec<WaitView>,
}

/// Look through the cases of the unit that wait: which of them may have room now. Each is opened for it.
#[utoipa::path(post, path = "/api/v1/waits/look-through", tag = "waits", security(("bearer" = [])),
    responses((status = 200, body = [FitsView]), (status = "4XX", response = Problem)))]
pub async fn look_through(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<Vec<FitsView>>> {
    let found = state.app.run(&caller, async |ctx| waits::look_through(ctx).await).await?;
    let fits = |(case, waits): (CaseId, Vec<Waiting>)| FitsView {
        case: case.uuid(),
        waits: waits.into_iter().map(wait_view).collect(),
    };
    Ok(Json(found.into_iter().map(fits).collect()))
}

/// A case that waits, by its plain columns.
#[derive(Serialize, ToSchema)]
pub struct CaseWaitsView {
    /// The case.
    case: Uuid,
    /// Since when.
    since: String,
    /// By when it is looked at again.
    look_again: String,
}

/// List the cases of the unit that wait for room, the longest first.
#[utoipa::path(get, path = "/api/v1/waits", tag = "waits", security(("bearer" = [])),
    responses((status = 200, body = [CaseWaitsView]), (status = "4XX", response = Problem)))]
pub async fn of_unit(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<Vec<CaseWaitsView>>> {
    let waiting = state.app.look(&caller, async |ctx| waits::of_unit(ctx).await).await?;
    let view = |one: waits::CaseWaits| CaseWaitsView {
        case: one.case.uuid(),
        since: one.since.to_string(),
        look_again: one.look_again.to_string(),
    };
    Ok(Json(waiting.into_iter().map(view).collect()))
}
