//! Disqualification from protection.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::{Why, disqualifications};
use havenward_domain::author::MoveReason;
use havenward_domain::disqualification::Review;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::AppState;
use crate::body::Parsed;
use crate::moves::{self, WhyForm};
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// A disqualification.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisqualifyForm {
    /// Why, a code such as told_by_person or own_wish.
    #[schema(value_type = String, example = "told_by_person")]
    reason: MoveReason,
    /// Why in words, where words are needed.
    #[schema(max_length = 4000)]
    words: Option<String>,
    /// The ground, a code of the profile.
    #[schema(example = "bad_faith")]
    ground: String,
}

/// The outcome of a review.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewOutcome {
    /// The disqualification is lifted.
    Lifted,
    /// It stands.
    Upheld,
}

/// A review as it is decided.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewForm {
    /// Why, a code such as told_by_person or own_wish.
    #[schema(value_type = String, example = "told_by_person")]
    reason: MoveReason,
    /// Why in words, where words are needed.
    #[schema(max_length = 4000)]
    words: Option<String>,
    /// lifted or upheld.
    outcome: ReviewOutcome,
}

/// Disqualify a presumed or identified person; recognition stays.
#[utoipa::path(post, path = "/api/v1/cases/{id}/disqualification", tag = "disqualifications", security(("bearer" = [])),
    request_body = DisqualifyForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn write(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<DisqualifyForm>,
) -> ApiResult<StatusCode> {
    let why = Why::new(form.reason, form.words)?;
    moves::run(&state, &caller, &id, async |ctx, case| {
        disqualifications::write(ctx, case, why, &form.ground).await
    })
    .await
}

/// Ask for review; effects wait for it.
#[utoipa::path(post, path = "/api/v1/cases/{id}/disqualification/review", tag = "disqualifications", security(("bearer" = [])),
    request_body = WhyForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn ask_review(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<WhyForm>,
) -> ApiResult<StatusCode> {
    let why = form.why()?;
    moves::run(&state, &caller, &id, async |ctx, case| disqualifications::ask_review(ctx, case, why).await)
        .await
}

/// Decide the review; never the person who disqualified.
#[utoipa::path(post, path = "/api/v1/cases/{id}/disqualification/review/decide", tag = "disqualifications", security(("bearer" = [])),
    request_body = ReviewForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn decide_review(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<ReviewForm>,
) -> ApiResult<StatusCode> {
    let why = Why::new(form.reason, form.words)?;
    let outcome = match form.outcome {
        ReviewOutcome::Lifted => Review::Lifted,
        ReviewOutcome::Upheld => Review::Upheld,
    };
    moves::run(&state, &caller, &id, async |ctx, case| {
        disqualifications::decide_review(ctx, case, why, outcome).await
    })
    .await
}
