//! Challenges to a refusal.

pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::challenges::{self, Bringing};
use havenward_app::{Idempotency, Why};
use havenward_domain::author::MoveReason;
use havenward_domain::challenge::ToldTo;
use havenward_domain::id::{CaseId, ChallengeId, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::{OnceBody, Parsed};
use crate::moves::{self, WhyForm, id_of};
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// To whom a refusal was told.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToldForm {
    /// Why, a code such as told_by_person or own_wish.
    #[schema(value_type = String, example = "told_by_person")]
    reason: MoveReason,
    /// Why in words, where words are needed.
    #[schema(max_length = 4000)]
    words: Option<String>,
    /// person, representative or authority; for a child never the person.
    #[schema(value_type = String, example = "person")]
    to: ToldTo,
}

/// A challenge as it is brought.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChallengeForm {
    /// Why, a code such as told_by_person or own_wish.
    #[schema(value_type = String, example = "told_by_person")]
    reason: MoveReason,
    /// Why in words, where words are needed.
    #[schema(max_length = 4000)]
    words: Option<String>,
    /// The way, a code of the profile.
    #[schema(example = "reconsideration")]
    rule: String,
    /// The ground, where the law names grounds.
    ground: Option<String>,
    /// Why it is late, if it is; a code of the profile.
    late_because: Option<String>,
    /// The unit that decides, where several could.
    unit: Option<Uuid>,
}

/// More time to challenge.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoreTimeForm {
    /// The way, a code of the profile.
    #[schema(example = "reconsideration")]
    rule: String,
    /// The reason, a code of the profile.
    #[schema(example = "exceptional_circumstances")]
    reason: String,
}

/// A challenge that was brought.
#[derive(Serialize, ToSchema)]
pub struct BroughtView {
    /// The challenge.
    challenge: Uuid,
}

/// Write that a refusal was told; the time to challenge runs from here.
#[utoipa::path(post, path = "/api/v1/cases/{id}/refusal/told", tag = "challenges", security(("bearer" = [])),
    request_body = ToldForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn tell_refusal(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<ToldForm>,
) -> ApiResult<StatusCode> {
    let why = Why::new(form.reason, form.words)?;
    moves::run(&state, &caller, &id, async |ctx, case| {
        challenges::tell_refusal(ctx, case, why, form.to).await
    })
    .await
}

/// Bring a challenge; the body that decides it sees the case from then on.
#[utoipa::path(post, path = "/api/v1/cases/{id}/challenges", tag = "challenges", security(("bearer" = [])),
    request_body = ChallengeForm,
    params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new challenge.", min_length = 1, max_length = 64)),
    responses((status = 201, body = BroughtView), (status = 200, body = BroughtView, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn bring(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<BroughtView>)> {
    let case: CaseId = id_of(&id)?;
    let form: ChallengeForm = body.json()?;
    let bringing = Bringing {
        why: Why::new(form.reason, form.words)?,
        rule: form.rule,
        ground: form.ground,
        late_because: form.late_because,
        unit: form.unit.map(UnitId::from),
    };
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let done =
        state.app.run_once(&caller, once, async |ctx| challenges::bring(ctx, case, bringing).await).await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(BroughtView { challenge: done.id.uuid() })))
}

/// Take a challenge back.
#[utoipa::path(post, path = "/api/v1/cases/{id}/challenges/{challenge}/withdraw", tag = "challenges",
    security(("bearer" = [])), request_body = WhyForm,
    params(("id" = Uuid, Path, description = "The case."), ("challenge" = Uuid, Path, description = "The challenge.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn withdraw(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((id, challenge)): Path<(String, String)>,
    Parsed(form): Parsed<WhyForm>,
) -> ApiResult<StatusCode> {
    let challenge: ChallengeId = id_of(&challenge)?;
    let why = form.why()?;
    moves::run(&state, &caller, &id, async |ctx, case| challenges::withdraw(ctx, case, challenge, why).await)
        .await
}

/// Give more time to challenge, for a reason the law names.
#[utoipa::path(post, path = "/api/v1/cases/{id}/challenges/more-time", tag = "challenges", security(("bearer" = [])),
    request_body = MoreTimeForm,
    params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new act.", min_length = 1, max_length = 64)),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn extend(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    body: OnceBody,
) -> ApiResult<StatusCode> {
    let form: MoreTimeForm = body.json()?;
    moves::run_once(&state, &caller, &id, &body, async |ctx, case| {
        challenges::extend(ctx, case, &form.rule, &form.reason).await
    })
    .await
}
