//! The danger list of a case.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::Idempotency;
use havenward_app::dangers::{self, NewDanger, Seen};
use havenward_domain::coded::Coded;
use havenward_domain::danger::HowKnown;
use havenward_domain::id::CaseId;
use havenward_domain::secret::Secret;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::AppState;
use crate::body::OnceBody;
use crate::ids::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Somebody to watch for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DangerForm {
    /// Who: name or description.
    #[schema(max_length = 1000)]
    who: String,
    /// The face.
    #[schema(max_length = 1000)]
    face: Option<String>,
    /// The vehicle.
    #[schema(max_length = 1000)]
    vehicle: Option<String>,
    /// person_said, seen, partner, authority or message.
    #[schema(value_type = String)]
    how_known: HowKnown,
}

/// Somebody to watch for, as the reader may see it.
#[derive(Serialize, ToSchema)]
pub struct DangerView {
    /// Who.
    who: String,
    /// The face.
    face: Option<String>,
    /// The vehicle.
    vehicle: Option<String>,
    /// How it is known; never at the shelter's door.
    #[serde(skip_serializing_if = "Option::is_none")]
    how_known: Option<&'static str>,
}

/// Read the danger list.
#[utoipa::path(get, path = "/api/v1/cases/{id}/dangers", tag = "dangers", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = [DangerView]), (status = "4XX", response = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
) -> ApiResult<Json<Vec<DangerView>>> {
    let case: CaseId = id(&case)?;
    let seen = state.app.run(&caller, async |ctx| dangers::list(ctx, case).await).await?;
    let view = |seen: Seen| DangerView {
        who: seen.who.into_exposed(),
        face: seen.face.map(Secret::into_exposed),
        vehicle: seen.vehicle.map(Secret::into_exposed),
        how_known: seen.how_known.map(HowKnown::code),
    };
    Ok(Json(seen.into_iter().map(view).collect()))
}

/// Add somebody to the danger list.
#[utoipa::path(post, path = "/api/v1/cases/{id}/dangers", tag = "dangers", security(("bearer" = [])),
    request_body = DangerForm, params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new one.", min_length = 1, max_length = 64)),
    responses((status = 204, description = "Added."), (status = "4XX", response = Problem)))]
pub async fn add(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    body: OnceBody,
) -> ApiResult<StatusCode> {
    let case: CaseId = id(&case)?;
    let form: DangerForm = body.json()?;
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let new = NewDanger { who: form.who, face: form.face, vehicle: form.vehicle, how_known: form.how_known };
    state.app.run_once(&caller, once, async |ctx| dangers::add(ctx, case, new).await.map(|()| case)).await?;
    Ok(StatusCode::NO_CONTENT)
}
