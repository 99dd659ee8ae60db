//! The person's own space as those work with it who carry her case: made with her, ended, and what she asked for.
//!
//! What she herself reads and does there has pages and no programs: her session is a browser's.

mod challenge;
pub(crate) mod pages;
mod withdraw;
mod worker;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::spaces;
use havenward_domain::coded::Coded;
use havenward_domain::id::CaseId;
use havenward_domain::request::Request;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zeroize::Zeroizing;

use crate::AppState;
use crate::body::Parsed;
use crate::path::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// The phrase that the person chose and typed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpaceForm {
    /// At least twelve characters, five of them different.
    #[schema(value_type = String)]
    phrase: Zeroizing<String>,
}

/// A space just made.
#[derive(Serialize, ToSchema)]
pub struct SpaceMade {
    /// The code; shown once and kept nowhere.
    code: String,
}

/// Something the person asked for.
#[derive(Serialize, ToSchema)]
pub struct RequestView {
    /// advocate, correction or complaint.
    kind: &'static str,
    /// In her words.
    words: Option<String>,
    /// When.
    at: String,
}

/// The person's own space.
#[derive(Serialize, ToSchema)]
pub struct SpaceView {
    /// Since when she has a way in, if she has one.
    made_at: Option<String>,
    /// How often wrong words were typed with her code since the right ones were.
    failures: i64,
    /// What she asked for, oldest first.
    requests: Vec<RequestView>,
}

fn request_view(request: &Request) -> RequestView {
    RequestView {
        kind: request.kind.code(),
        words: request.words.as_ref().map(|words| words.expose().clone()),
        at: request.at.to_string(),
    }
}

/// Make the person's way into her record, with the phrase she chose. One that was there ends.
#[utoipa::path(post, path = "/api/v1/cases/{id}/space", tag = "spaces", security(("bearer" = [])),
    request_body = SpaceForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 201, body = SpaceMade), (status = "4XX", response = Problem)))]
pub async fn open(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Parsed(form): Parsed<SpaceForm>,
) -> ApiResult<(StatusCode, Json<SpaceMade>)> {
    let made = spaces::open(&state.app, &caller, id(&case)?, form.phrase).await?;
    Ok((StatusCode::CREATED, Json(SpaceMade { code: made.code.to_string() })))
}

/// Read whether the person has a way in, and what she asked for.
#[utoipa::path(get, path = "/api/v1/cases/{id}/space", tag = "spaces", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = SpaceView), (status = "4XX", response = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
) -> ApiResult<Json<SpaceView>> {
    let case: CaseId = id(&case)?;
    let seen = state.app.run(&caller, async |ctx| spaces::requests(ctx, case).await).await?;
    Ok(Json(SpaceView {
        made_at: seen.made_at.map(|at| at.to_string()),
        failures: seen.failures,
        requests: seen.requests.iter().map(request_view).collect(),
    }))
}

/// End the person's way in; her sessions end with it.
#[utoipa::path(post, path = "/api/v1/cases/{id}/space/close", tag = "spaces", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Ended."), (status = "4XX", response = Problem)))]
pub async fn close(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
) -> ApiResult<StatusCode> {
    let case: CaseId = id(&case)?;
    state.app.run(&caller, async |ctx| spaces::close(ctx, case).await).await?;
    Ok(StatusCode::NO_CONTENT)
}
