//! Notices to the authority that alleges an offence.

pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::notices;
use havenward_domain::coded::Coded;
use havenward_domain::id::{CaseId, OffenceId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::ids::id;
use crate::offences::GroundsForm;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Whether a notice is released.
#[derive(Serialize, ToSchema)]
pub struct SignedView {
    /// Whether both have signed.
    released: bool,
}

/// Sign a notice; the second signature releases it.
#[utoipa::path(post, path = "/api/v1/cases/{id}/offences/{offence}/notice/sign", tag = "notices", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case."), ("offence" = Uuid, Path, description = "The record.")),
    responses((status = 200, body = SignedView), (status = "4XX", response = Problem)))]
pub async fn sign(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, offence)): Path<(String, String)>,
) -> ApiResult<Json<SignedView>> {
    let (case, offence): (CaseId, OffenceId) = (id(&case)?, id(&offence)?);
    let released = state.app.run(&caller, async |ctx| notices::sign(ctx, case, offence).await).await?;
    Ok(Json(SignedView { released }))
}

/// Take a first signature back.
#[utoipa::path(post, path = "/api/v1/cases/{id}/offences/{offence}/notice/take-back", tag = "notices", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case."), ("offence" = Uuid, Path, description = "The record.")),
    responses((status = 204, description = "Taken back."), (status = "4XX", response = Problem)))]
pub async fn take_back(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, offence)): Path<(String, String)>,
) -> ApiResult<StatusCode> {
    let (case, offence): (CaseId, OffenceId) = (id(&case)?, id(&offence)?);
    state.app.run(&caller, async |ctx| notices::take_back(ctx, case, offence).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Notify where a law makes this body notify.
#[utoipa::path(post, path = "/api/v1/cases/{id}/offences/{offence}/notice/by-law", tag = "notices", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case."), ("offence" = Uuid, Path, description = "The record.")),
    responses((status = 204, description = "Sent."), (status = "4XX", response = Problem)))]
pub async fn notify_by_law(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, offence)): Path<(String, String)>,
) -> ApiResult<StatusCode> {
    let (case, offence): (CaseId, OffenceId) = (id(&case)?, id(&offence)?);
    state.app.run(&caller, async |ctx| notices::notify_by_law(ctx, case, offence).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A notice.
#[derive(Serialize, ToSchema)]
pub struct NoticeView {
    /// Category.
    category: &'static str,
    /// The authority.
    authority: String,
    /// Its file: the only way in which a notice names the person.
    file: String,
    /// How far the proceedings have come.
    stage: &'static str,
    /// How the request is argued, and what is asked for.
    grounds: GroundsForm,
    /// The law on not punishing the person.
    law: String,
    /// When it was released.
    released_at: String,
}

/// Read a notice: a prosecutor only once it is released.
#[utoipa::path(get, path = "/api/v1/cases/{id}/offences/{offence}/notice", tag = "notices", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case."), ("offence" = Uuid, Path, description = "The record.")),
    responses((status = 200, body = NoticeView), (status = "4XX", response = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, offence)): Path<(String, String)>,
) -> ApiResult<Json<NoticeView>> {
    let (case, offence): (CaseId, OffenceId) = (id(&case)?, id(&offence)?);
    let notice = state.app.run(&caller, async |ctx| notices::read(ctx, case, offence).await).await?;
    Ok(Json(NoticeView {
        category: notice.allegation.category.code(),
        authority: notice.allegation.authority.expose().to_owned(),
        file: notice.allegation.file.expose().to_owned(),
        stage: notice.allegation.stage.code(),
        grounds: (&notice.grounds).into(),
        law: notice.law,
        released_at: notice.released_at.to_string(),
    }))
}

/// A notice that was released to one's unit.
#[derive(Serialize, ToSchema)]
pub struct NoticeLine {
    /// The case.
    case: Uuid,
    /// The record.
    offence: Uuid,
    /// When it was released.
    released_at: String,
}

/// List the notices that were released to one's unit.
#[utoipa::path(get, path = "/api/v1/notices", tag = "notices", security(("bearer" = [])),
    responses((status = 200, body = [NoticeLine]), (status = "4XX", response = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<Vec<NoticeLine>>> {
    let listed = state.app.look(&caller, async |ctx| notices::list(ctx).await).await?;
    let line = |one: notices::Waiting| NoticeLine {
        case: one.case.uuid(),
        offence: one.offence.uuid(),
        released_at: one.released_at.to_string(),
    };
    Ok(Json(listed.into_iter().map(line).collect()))
}
