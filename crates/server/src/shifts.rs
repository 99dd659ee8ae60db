//! Shifts: who is on tonight, and the hand-over.

pub(crate) mod pages;

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use havenward_app::shifts;
use havenward_domain::id::{TaskId, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::Parsed;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Somebody on shift.
#[derive(Serialize, ToSchema)]
pub struct OnShiftView {
    /// The account.
    user: Uuid,
    /// The staff member's name.
    name: String,
    /// Since when.
    from: String,
    /// Until when.
    until: String,
}

/// List who of the unit is on shift now.
#[utoipa::path(get, path = "/api/v1/shift", tag = "shifts", security(("bearer" = [])),
    responses((status = 200, body = [OnShiftView]), (status = "4XX", response = Problem)))]
pub async fn on(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<Vec<OnShiftView>>> {
    let on = state.app.look(&caller, async |ctx| shifts::on(ctx).await).await?;
    let view = |one: shifts::OnShift| OnShiftView {
        user: one.user.uuid(),
        name: one.name,
        from: one.from.to_string(),
        until: one.until.to_string(),
    };
    Ok(Json(on.into_iter().map(view).collect()))
}

/// For how long somebody comes on shift.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShiftForm {
    /// For how many hours, 1 to 24.
    #[schema(minimum = 1, maximum = 24)]
    hours: u8,
}

/// Come on shift for so many hours, or say anew for how long.
#[utoipa::path(post, path = "/api/v1/shift/on", tag = "shifts", security(("bearer" = [])),
    request_body = ShiftForm, responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn come_on(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Parsed(form): Parsed<ShiftForm>,
) -> ApiResult<StatusCode> {
    state.app.run(&caller, async |ctx| shifts::come_on(ctx, form.hours.into()).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Go off shift. Open tasks stay where they are until they are handed over.
#[utoipa::path(post, path = "/api/v1/shift/off", tag = "shifts", security(("bearer" = [])),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn go_off(State(state): State<AppState>, SignedIn(caller): SignedIn) -> ApiResult<StatusCode> {
    state.app.run(&caller, async |ctx| shifts::go_off(ctx).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Every open task with the member who takes it over.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOverForm {
    /// The member for each task.
    #[serde(default)]
    moves: BTreeMap<Uuid, Uuid>,
    /// The member for every open task that is not named.
    #[serde(default)]
    rest: Option<Uuid>,
}

/// Hand over a shift: every open task goes to a named member of the unit.
#[utoipa::path(post, path = "/api/v1/shift/hand-over", tag = "shifts", security(("bearer" = [])),
    request_body = HandOverForm, responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn hand_over(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Parsed(form): Parsed<HandOverForm>,
) -> ApiResult<StatusCode> {
    let moves = form.moves.into_iter().map(|(task, to)| (TaskId::from(task), UserId::from(to))).collect();
    let rest = form.rest.map(UserId::from);
    state.app.run(&caller, async |ctx| shifts::hand_over(ctx, moves, rest).await).await?;
    Ok(StatusCode::NO_CONTENT)
}
