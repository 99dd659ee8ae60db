//! Recognition, moved by people.

pub(crate) mod more_time;
pub(crate) mod pages;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::recognition::{self, Sending};
use havenward_app::{Ctx, Idempotency, Why};
use havenward_domain::author::MoveReason;
use havenward_domain::id::{CaseId, UnitId};
use havenward_domain::profile::Origin;
use havenward_domain::recognition::PresumptionGround;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::{OnceBody, Parsed};
use crate::moves::{self, WhyForm};
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Somebody thinks the person may be a victim.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RaiseForm {
    /// Why, a code such as told_by_person or own_wish.
    #[schema(value_type = String, example = "told_by_person")]
    reason: MoveReason,
    /// Why in words, where words are needed.
    #[schema(max_length = 4000)]
    words: Option<String>,
    /// self, responder, court, foreign_authority or decided_elsewhere.
    #[schema(value_type = String, example = "responder")]
    origin: Origin,
}

/// A responder presumes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PresumeForm {
    /// Why, a code such as told_by_person or own_wish.
    #[schema(value_type = String, example = "told_by_person")]
    reason: MoveReason,
    /// Why in words, where words are needed.
    #[schema(max_length = 4000)]
    words: Option<String>,
    /// disclosure, indicators, documents, other_authority or vulnerability; the last never alone.
    #[schema(value_type = Vec<String>, example = json!(["disclosure"]), min_items = 1)]
    grounds: Vec<PresumptionGround>,
}

/// To whom the case goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendForm {
    /// Why, a code such as told_by_person or own_wish.
    #[schema(value_type = String, example = "told_by_person")]
    reason: MoveReason,
    /// Why in words, where words are needed.
    #[schema(max_length = 4000)]
    words: Option<String>,
    /// The stage that is to decide, a code of the profile.
    #[schema(example = "reasonable_grounds")]
    stage: String,
    /// The unit that decides, where several could.
    unit: Option<Uuid>,
}

/// Evidence that a bench asks for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceForm {
    /// The stage that asks, a code of the profile.
    #[schema(example = "reasonable_grounds")]
    stage: String,
    /// What is asked for.
    #[schema(min_items = 1, max_items = 40)]
    asked_for: Vec<String>,
}

/// Raise recognition.
#[utoipa::path(post, path = "/api/v1/cases/{id}/recognition/raise", tag = "recognition", security(("bearer" = [])),
    request_body = RaiseForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn raise(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<RaiseForm>,
) -> ApiResult<StatusCode> {
    let why = Why::new(form.reason, form.words)?;
    moves::run(&state, &caller, &id, async |ctx, case| recognition::raise(ctx, case, why, form.origin).await)
        .await
}

/// Presume that the person is a victim, where the profile lets this role do so.
#[utoipa::path(post, path = "/api/v1/cases/{id}/recognition/presume", tag = "recognition", security(("bearer" = [])),
    request_body = PresumeForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn presume(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<PresumeForm>,
) -> ApiResult<StatusCode> {
    let why = Why::new(form.reason, form.words)?;
    moves::run(&state, &caller, &id, async |ctx, case| {
        recognition::presume(ctx, case, why, &form.grounds).await
    })
    .await
}

/// Send the case to a deciding body, which sees it from then on.
#[utoipa::path(post, path = "/api/v1/cases/{id}/recognition/send", tag = "recognition", security(("bearer" = [])),
    request_body = SendForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn send(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<SendForm>,
) -> ApiResult<StatusCode> {
    let sending = Sending {
        why: Why::new(form.reason, form.words)?,
        stage: form.stage,
        unit: form.unit.map(UnitId::from),
    };
    moves::run(&state, &caller, &id, async |ctx, case| recognition::send(ctx, case, sending).await).await
}

/// A right that is made to last longer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LongerForm {
    /// The clock, a code of the profile; the reflection period unless named.
    clock: Option<String>,
    /// Why, one of the reasons that the profile lists for this clock.
    #[schema(example = "serious_health")]
    reason: String,
}

/// Make a right of the person last longer, for a reason the law lists; the deciding body does.
#[utoipa::path(post, path = "/api/v1/cases/{id}/recognition/more-time", tag = "recognition", security(("bearer" = [])),
    request_body = LongerForm,
    params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new act.", min_length = 1, max_length = 64)),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn give_more_time(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    body: OnceBody,
) -> ApiResult<StatusCode> {
    let form: LongerForm = body.json()?;
    moves::run_once(&state, &caller, &id, &body, async |ctx, case| {
        recognition::give_more_time(ctx, case, form.clock.as_deref(), &form.reason).await
    })
    .await
}

/// Write that the person stops the procedure; support goes on.
#[utoipa::path(post, path = "/api/v1/cases/{id}/recognition/stop", tag = "recognition", security(("bearer" = [])),
    request_body = WhyForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn stop(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<WhyForm>,
) -> ApiResult<StatusCode> {
    let why = form.why()?;
    moves::run(&state, &caller, &id, async |ctx, case| recognition::stop(ctx, case, why).await).await
}

/// Write that the person goes on.
#[utoipa::path(post, path = "/api/v1/cases/{id}/recognition/resume", tag = "recognition", security(("bearer" = [])),
    request_body = WhyForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn resume(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<WhyForm>,
) -> ApiResult<StatusCode> {
    let why = form.why()?;
    moves::run(&state, &caller, &id, async |ctx, case| recognition::resume(ctx, case, why).await).await
}

/// Start a child's path: authority for children and emergency guardian first.
#[utoipa::path(post, path = "/api/v1/cases/{id}/recognition/child-path", tag = "recognition", security(("bearer" = [])),
    request_body = WhyForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn start_child_path(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<WhyForm>,
) -> ApiResult<StatusCode> {
    let why = form.why()?;
    moves::run(&state, &caller, &id, async |ctx, case| recognition::start_child_path(ctx, case, why).await)
        .await
}

/// Ask for evidence, with the deadline of the profile.
#[utoipa::path(post, path = "/api/v1/cases/{id}/recognition/evidence", tag = "recognition", security(("bearer" = [])),
    request_body = EvidenceForm, params(("id" = Uuid, Path, description = "The case."), ("Idempotency-Key" = String, Header, description = "A new one for each new act.", min_length = 1, max_length = 64)),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn ask_for_evidence(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    body: OnceBody,
) -> ApiResult<StatusCode> {
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let (case, form): (CaseId, EvidenceForm) = (moves::id_of(&id)?, body.json()?);
    let ask = async |ctx: &mut Ctx| {
        recognition::ask_for_evidence(ctx, case, &form.stage, form.asked_for).await.map(|()| case)
    };
    state.app.run_once(&caller, once, ask).await?;
    Ok(StatusCode::NO_CONTENT)
}
