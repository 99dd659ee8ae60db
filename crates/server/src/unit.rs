//! The key and the members of one's own unit, and the units that others work in.

pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, State};
use havenward_app::{AppError, Ctx, units};
use havenward_domain::compartment::Compartment;
use havenward_domain::id::UserId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::Parsed;
use crate::ids::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Where the unit stands with its key.
#[derive(Serialize, ToSchema)]
pub struct HoldingView {
    /// Whether this request made the unit's first key.
    made: bool,
    /// How many members hold it now. With one, losing that account loses the unit's cases.
    holders: i64,
    /// How many colleagues wait to be let in.
    waiting: usize,
}

/// Make the unit's first key, or see how many hold it and wait for it.
#[utoipa::path(post, path = "/api/v1/unit/key", tag = "unit", security(("bearer" = [])),
    responses((status = 200, body = HoldingView), (status = "4XX", response = Problem)))]
pub async fn hold_key(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<HoldingView>> {
    let holding = state.app.run(&caller, async |ctx| units::hold_key(ctx).await).await?;
    Ok(Json(HoldingView { made: holding.made, holders: holding.holders, waiting: holding.waiting }))
}

/// The unit's new key.
#[derive(Serialize, ToSchema)]
pub struct RenewalView {
    /// Version of the new pair of keys.
    version: u32,
    /// How many members hold it now. With one, losing that account loses the unit's cases.
    holders: i64,
}

/// Follow the unit's key by a new one, as is due when somebody has left or lost hers. Nothing is lost by it.
#[utoipa::path(post, path = "/api/v1/unit/key/renewal", tag = "unit", security(("bearer" = [])),
    responses((status = 200, body = RenewalView), (status = "4XX", response = Problem)))]
pub async fn renew_key(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<RenewalView>> {
    let renewed = state.app.run(&caller, async |ctx| units::renew_key(ctx).await).await?;
    Ok(Json(RenewalView { version: renewed.version, holders: renewed.holders }))
}

/// What somebody who has left had opened of a case.
#[derive(Serialize, ToSchema)]
pub struct OpenedByLeaverView {
    /// The case.
    case: Uuid,
    /// The compartments that were opened, all in all.
    compartments: Vec<&'static str>,
    /// When for the last time.
    last_at: String,
}

/// List what somebody who has left the unit had opened here, to judge who must be warned or moved. It is journalled.
#[utoipa::path(get, path = "/api/v1/unit/left/{id}", tag = "unit", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The closed account.")),
    responses((status = 200, body = [OpenedByLeaverView]), (status = "4XX", response = Problem)))]
pub async fn opened_by(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(user): Path<String>,
) -> ApiResult<Json<Vec<OpenedByLeaverView>>> {
    let user: UserId = id(&user)?;
    let opened = state.app.run(&caller, async |ctx| units::opened_by(ctx, user).await).await?;
    let view = |one: units::Opened| OpenedByLeaverView {
        case: one.case.uuid(),
        compartments: one.compartments.members().map(Compartment::code).collect(),
        last_at: one.last_at.to_string(),
    };
    Ok(Json(opened.into_iter().map(view).collect()))
}

/// A colleague who waits for the unit's key.
#[derive(Serialize, ToSchema)]
pub struct WaitingColleagueView {
    /// The account.
    user: Uuid,
    /// What they sign in with.
    login: String,
    /// The staff member's name.
    name: String,
    /// The role here.
    role: &'static str,
    /// Fingerprint of their public key, eight groups of five digits. They see the same when they sign in:
    /// let them read it to you, face to face or by telephone, before you let them in.
    fingerprint: String,
    /// Since when they are a member with this key.
    since: String,
}

/// List the colleagues who wait for the unit's key. Only who holds it sees them.
#[utoipa::path(get, path = "/api/v1/unit/waiting", tag = "unit", security(("bearer" = [])),
    responses((status = 200, body = [WaitingColleagueView]), (status = "4XX", response = Problem)))]
pub async fn waiting(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<Vec<WaitingColleagueView>>> {
    let waiting = state.app.look(&caller, async |ctx| units::waiting(ctx).await).await?;
    let view = |one: units::Waiting| WaitingColleagueView {
        user: one.user.uuid(),
        login: one.login,
        name: one.name,
        role: one.role.code(),
        fingerprint: one.fingerprint.to_string(),
        since: one.since.to_string(),
    };
    Ok(Json(waiting.into_iter().map(view).collect()))
}

/// The key that was seen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdmissionForm {
    /// The fingerprint, as it was listed and as the colleague read it aloud. Spaces do not matter.
    fingerprint: String,
}

/// What became of letting a colleague in.
#[derive(Serialize, ToSchema)]
pub struct AdmissionView {
    /// Whether the key was wrapped just now; if not, the colleague held it already.
    admitted: bool,
    /// How many members hold the key now.
    holders: i64,
}

/// Let one colleague in: wrap the unit's key to the key that was seen. One that has changed is refused.
#[utoipa::path(post, path = "/api/v1/unit/waiting/{id}/admit", tag = "unit", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The colleague's account.")), request_body = AdmissionForm,
    responses((status = 200, body = AdmissionView), (status = "4XX", response = Problem)))]
pub async fn admit(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(colleague): Path<String>,
    Parsed(form): Parsed<AdmissionForm>,
) -> ApiResult<Json<AdmissionView>> {
    let colleague: UserId = id(&colleague)?;
    let seen = form.fingerprint.parse().map_err(|_| {
        AppError::invalid("fingerprint", "give the eight groups of five digits, as listed under waiting")
    })?;
    let admitted = state.app.run(&caller, async |ctx| units::admit(ctx, colleague, &seen).await).await?;
    Ok(Json(AdmissionView { admitted: admitted.now, holders: admitted.holders }))
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
    /// Whether they have left: the account is closed.
    left: bool,
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
    /// Since when a new key is due, because somebody left or lost hers.
    renewal_due_at: Option<String>,
}

/// List the members of one's unit, with who holds its key and who waits.
#[utoipa::path(get, path = "/api/v1/unit/members", tag = "unit", security(("bearer" = [])),
    responses((status = 200, body = MembersView), (status = "4XX", response = Problem)))]
pub async fn members(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<MembersView>> {
    let look = async |ctx: &mut Ctx| {
        Ok((units::members(ctx).await?, units::warn_single_holder(ctx).await?, units::own(ctx).await?))
    };
    let (members, holders, own) = state.app.look(&caller, look).await?;
    let view = |member: units::Member| MemberView {
        user: member.user.uuid(),
        name: member.name,
        role: member.role.code(),
        enrolled: member.public_key.is_some(),
        holds_key: member.holds_key,
        left: !member.active,
    };
    Ok(Json(MembersView {
        members: members.into_iter().map(view).collect(),
        holders: holders.people,
        single_holder: holders.single,
        renewal_due_at: own.renewal_due_at.map(|at| at.to_string()),
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
