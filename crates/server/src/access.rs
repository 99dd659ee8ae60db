//! Access to a case: given, listed, ended.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::AppError;
use havenward_app::access::{self, Holders, Listed, Opened};
use havenward_app::grants::Giving;
use havenward_domain::access::Holder;
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{AgreementId, CaseId, UnitId, UserId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::Parsed;
use crate::ids::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// An access to give.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveForm {
    /// To which unit …
    unit: Option<Uuid>,
    /// … or to which named person.
    user: Option<Uuid>,
    /// Which compartments.
    #[schema(value_type = Vec<String>, max_items = 10)]
    compartments: Vec<Compartment>,
    /// Why: support, safeguarding, child_protection, guardianship, legal_aid, advocacy, formal_identification,
    /// police_cooperation, interpretation, own_case or data_protection.
    #[schema(max_length = 64)]
    purpose: String,
    /// On which legal basis, a code.
    #[schema(max_length = 64)]
    basis: String,
    /// Under which agreement of the person, if on one.
    agreement: Option<Uuid>,
    /// Until when.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

/// An access to end.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessEndForm {
    /// Of which unit …
    unit: Option<Uuid>,
    /// … or of which named person.
    user: Option<Uuid>,
    /// For which purpose it was given.
    #[schema(max_length = 64)]
    purpose: String,
}

/// Something that had been opened before an access ended.
#[derive(Serialize, ToSchema)]
pub struct OpenedBeforeView {
    /// The entry of the journal.
    entry: Uuid,
    /// When.
    at: String,
    /// What.
    compartments: Vec<&'static str>,
}

/// What ending an access does not undo.
#[derive(Serialize, ToSchema)]
pub struct EndedAccessView {
    /// What had been opened: that cannot be recalled.
    cannot_be_recalled: Vec<OpenedBeforeView>,
}

/// An access.
#[derive(Serialize, ToSchema)]
pub struct AccessView {
    /// The unit.
    unit: Option<Uuid>,
    /// Its name.
    unit_name: Option<String>,
    /// The named person.
    user: Option<Uuid>,
    /// What may be opened.
    compartments: Vec<&'static str>,
    /// Why.
    purpose: String,
    /// On which legal basis.
    basis: String,
    /// Under which agreement.
    agreement: Option<Uuid>,
    /// Until when.
    until: String,
    /// Whether it has run out.
    over: bool,
}

/// How many people can open a compartment.
#[derive(Serialize, ToSchema)]
pub struct CompartmentHoldersView {
    /// The compartment.
    compartment: &'static str,
    /// People who hold its key.
    people: i64,
    /// A warning: with one, losing that account loses it.
    single_holder: bool,
}

fn holder(unit: Option<Uuid>, user: Option<Uuid>) -> Result<Holder, AppError> {
    match (unit, user) {
        (Some(unit), None) => Ok(Holder::Unit(UnitId::from(unit))),
        (None, Some(user)) => Ok(Holder::User(UserId::from(user))),
        _ => Err(AppError::invalid("unit", "name either a unit or a user")),
    }
}

fn codes(set: havenward_domain::compartment::Compartments) -> Vec<&'static str> {
    set.members().map(Compartment::code).collect()
}

/// Give another unit or a named person access.
#[utoipa::path(post, path = "/api/v1/cases/{id}/access", tag = "access", security(("bearer" = [])),
    request_body = GiveForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Given."), (status = "4XX", response = Problem)))]
pub async fn give(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Parsed(form): Parsed<GiveForm>,
) -> ApiResult<StatusCode> {
    let case: CaseId = id(&case)?;
    let giving = Giving {
        holder: holder(form.unit, form.user)?,
        compartments: form.compartments,
        purpose: form.purpose,
        basis: form.basis,
        agreement: form.agreement.map(AgreementId::from),
        until: form.until,
    };
    state.app.run(&caller, async |ctx| access::give(ctx, case, giving).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End an access. The answer lists what cannot be recalled.
#[utoipa::path(post, path = "/api/v1/cases/{id}/access/end", tag = "access", security(("bearer" = [])),
    request_body = AccessEndForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = EndedAccessView), (status = "4XX", response = Problem)))]
pub async fn end(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Parsed(form): Parsed<AccessEndForm>,
) -> ApiResult<Json<EndedAccessView>> {
    let case: CaseId = id(&case)?;
    let holder = holder(form.unit, form.user)?;
    let opened =
        state.app.run(&caller, async |ctx| access::end(ctx, case, holder, &form.purpose).await).await?;
    let view = |opened: Opened| OpenedBeforeView {
        entry: opened.entry.uuid(),
        at: opened.at.to_string(),
        compartments: codes(opened.compartments),
    };
    Ok(Json(EndedAccessView { cannot_be_recalled: opened.into_iter().map(view).collect() }))
}

/// List who has access.
#[utoipa::path(get, path = "/api/v1/cases/{id}/access", tag = "access", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = [AccessView]), (status = "4XX", response = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
) -> ApiResult<Json<Vec<AccessView>>> {
    let case: CaseId = id(&case)?;
    let listed = state.app.look(&caller, async |ctx| access::list(ctx, case).await).await?;
    let view = |listed: Listed| {
        let access = listed.access;
        let (unit, user) = match access.grant.holder {
            Holder::Unit(unit) => (Some(unit.uuid()), None),
            Holder::User(user) => (None, Some(user.uuid())),
        };
        AccessView {
            unit,
            unit_name: listed.unit,
            user,
            compartments: codes(access.grant.compartments),
            purpose: access.purpose,
            basis: access.basis,
            agreement: access.agreement.map(AgreementId::uuid),
            until: access.grant.expires_at.to_string(),
            over: listed.over,
        }
    };
    Ok(Json(listed.into_iter().map(view).collect()))
}

/// Count who can open each compartment; one alone is a warning.
#[utoipa::path(get, path = "/api/v1/cases/{id}/access/holders", tag = "access", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = [CompartmentHoldersView]), (status = "4XX", response = Problem)))]
pub async fn holders(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
) -> ApiResult<Json<Vec<CompartmentHoldersView>>> {
    let case: CaseId = id(&case)?;
    let counted = state.app.look(&caller, async |ctx| access::holders(ctx, case).await).await?;
    let view = |one: Holders| CompartmentHoldersView {
        compartment: one.compartment.code(),
        people: one.people,
        single_holder: one.is_single(),
    };
    Ok(Json(counted.into_iter().map(view).collect()))
}
