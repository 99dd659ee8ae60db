//! The key and the members of one's own unit, and the units that others work in.

use axum::Json;
use axum::extract::State;
use havenward_app::units;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Where the unit stands with its key.
#[derive(Serialize, ToSchema)]
pub struct HoldingView {
    /// Whether this request made the unit's first key.
    made: bool,
    /// To how many waiting colleagues this request wrapped it.
    wrapped: usize,
    /// How many members hold it now. With one, losing that account loses the unit's cases.
    holders: i64,
}

/// Make the unit's key, or wrap it to colleagues who wait for it.
#[utoipa::path(post, path = "/api/v1/unit/key", tag = "unit", security(("bearer" = [])),
    responses((status = 200, body = HoldingView), (status = "4XX", response = Problem)))]
pub async fn hold_key(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<HoldingView>> {
    let holding = state.app.run(&caller, async |ctx| units::hold_key(ctx).await).await?;
    Ok(Json(HoldingView { made: holding.made, wrapped: holding.wrapped, holders: holding.holders }))
}

/// A member of the unit.
#[derive(Serialize, ToSchema)]
pub struct MemberView {
    /// The account.
    user: Uuid,
    /// The staff member's name.
    name: String,
    /// The role here.
    role: &'static str,
    /// Whether they have enrolled.
    enrolled: bool,
    /// Whether they hold the unit's key; if enrolled and not, they wait for it.
    holds_key: bool,
}

/// The members of the unit, and whether its key hangs on one.
#[derive(Serialize, ToSchema)]
pub struct MembersView {
    /// Members by name.
    members: Vec<MemberView>,
    /// Members who hold the key.
    holders: i64,
    /// A warning: with one, losing that account loses the unit's cases.
    single_holder: bool,
}

/// List the members of one's unit, with who holds its key and who waits.
#[utoipa::path(get, path = "/api/v1/unit/members", tag = "unit", security(("bearer" = [])),
    responses((status = 200, body = MembersView), (status = "4XX", response = Problem)))]
pub async fn members(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<MembersView>> {
    let (members, holders) = state
        .app
        .look(&caller, async |ctx| Ok((units::members(ctx).await?, units::warn_single_holder(ctx).await?)))
        .await?;
    let view = |member: units::Member| MemberView {
        user: member.user.uuid(),
        name: member.name,
        role: member.role.code(),
        enrolled: member.enrolled,
        holds_key: member.holds_key,
    };
    Ok(Json(MembersView {
        members: members.into_iter().map(view).collect(),
        holders: holders.people,
        single_holder: holders.single,
    }))
}

/// A unit as everybody who refers may know it.
#[derive(Serialize, ToSchema)]
pub struct UnitView {
    /// The unit.
    unit: Uuid,
    /// Its name, as staff know it.
    name: String,
    /// Kind of body, a code of the profile.
    body: String,
    /// Whether it has a key, without which nothing can be shared with it.
    keyed: bool,
}

/// List the units of the country, to refer to and to name in agreements.
#[utoipa::path(get, path = "/api/v1/units", tag = "unit", security(("bearer" = [])),
    responses((status = 200, body = [UnitView]), (status = "4XX", response = Problem)))]
pub async fn directory(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<Vec<UnitView>>> {
    let units = state.app.look(&caller, async |ctx| units::directory(ctx).await).await?;
    let view = |unit: units::Unit| UnitView {
        unit: unit.id.uuid(),
        name: unit.name,
        body: unit.body,
        keyed: unit.public_key.is_some(),
    };
    Ok(Json(units.into_iter().map(view).collect()))
}
