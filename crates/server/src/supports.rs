//! Support.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::{Why, supports};
use havenward_domain::author::MoveReason;
use havenward_domain::support::EndReason;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::AppState;
use crate::body::Parsed;
use crate::moves::{self, WhyForm};
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Why support ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndForm {
    /// Why, a code such as told_by_person or own_wish.
    #[schema(value_type = String, example = "told_by_person")]
    reason: MoveReason,
    /// Why in words, where words are needed.
    #[schema(max_length = 4000)]
    words: Option<String>,
    /// plan_completed, moved_on_independent, returned_safely, transferred, person_ended and so on.
    #[schema(value_type = String, example = "plan_completed")]
    end: EndReason,
}

/// Give emergency help again, after support had ended.
#[utoipa::path(post, path = "/api/v1/cases/{id}/support/emergency", tag = "supports", security(("bearer" = [])),
    request_body = WhyForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn give_emergency(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<WhyForm>,
) -> ApiResult<StatusCode> {
    let why = form.why()?;
    moves::run(&state, &caller, &id, async |ctx, case| supports::give_emergency(ctx, case, why).await).await
}

/// Open support; it waits for no decision.
#[utoipa::path(post, path = "/api/v1/cases/{id}/support/open", tag = "supports", security(("bearer" = [])),
    request_body = WhyForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn open(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<WhyForm>,
) -> ApiResult<StatusCode> {
    let why = form.why()?;
    moves::run(&state, &caller, &id, async |ctx, case| supports::open(ctx, case, why).await).await
}

/// Write that a plan is agreed.
#[utoipa::path(post, path = "/api/v1/cases/{id}/support/plan", tag = "supports", security(("bearer" = [])),
    request_body = WhyForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn agree_plan(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<WhyForm>,
) -> ApiResult<StatusCode> {
    let why = form.why()?;
    moves::run(&state, &caller, &id, async |ctx, case| supports::agree_plan(ctx, case, why).await).await
}

/// Write that the person is moving on.
#[utoipa::path(post, path = "/api/v1/cases/{id}/support/moving-on", tag = "supports", security(("bearer" = [])),
    request_body = WhyForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn move_on(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<WhyForm>,
) -> ApiResult<StatusCode> {
    let why = form.why()?;
    moves::run(&state, &caller, &id, async |ctx, case| supports::move_on(ctx, case, why).await).await
}

/// End support; "no grounds" is a reason only once a refusal is final.
#[utoipa::path(post, path = "/api/v1/cases/{id}/support/end", tag = "supports", security(("bearer" = [])),
    request_body = EndForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn end(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<EndForm>,
) -> ApiResult<StatusCode> {
    let why = Why::new(form.reason, form.words)?;
    moves::run(&state, &caller, &id, async |ctx, case| supports::end(ctx, case, why, form.end).await).await
}
