//! Decisions of benches: sittings, votes, and their end.

pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::decisions::{self, About, Ballot, Reasons};
use havenward_app::{AppError, Idempotency};
use havenward_domain::decision::{Answer, DecisionReason};
use havenward_domain::id::{CaseId, ChallengeId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::{OnceBody, Parsed};
use crate::moves::{self, id_of};
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// On what a bench sits: a stage, or a challenge of this case.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MatterForm {
    /// A stage, a code of the profile; or leave it out and name a challenge.
    #[schema(example = "reasonable_grounds")]
    stage: Option<String>,
    /// A challenge that was brought; or leave it out and name a stage.
    challenge: Option<Uuid>,
}

/// A vote.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VoteForm {
    /// A stage, a code of the profile; or leave it out and name a challenge.
    #[schema(example = "reasonable_grounds")]
    stage: Option<String>,
    /// A challenge that was brought; or leave it out and name a stage.
    challenge: Option<Uuid>,
    /// The seat, in a committee.
    seat: Option<String>,
    /// yes, no, or send_back for a challenge.
    #[schema(value_type = String, example = "yes")]
    answer: Answer,
    /// Why this member sees it differently.
    #[schema(max_length = 4000)]
    dissent: Option<String>,
}

/// The end of a sitting, with structured reasons. There is no place for a score.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseForm {
    /// A stage, a code of the profile; or leave it out and name a challenge.
    #[schema(example = "reasonable_grounds")]
    stage: Option<String>,
    /// A challenge that was brought; or leave it out and name a stage.
    challenge: Option<Uuid>,
    /// Reasons, codes such as credible_account or no_act.
    #[schema(value_type = Vec<String>, example = json!(["credible_account"]), min_items = 1)]
    reasons: Vec<DecisionReason>,
    /// The reasons in words, as the person is told them.
    #[schema(max_length = 4000)]
    words: Option<String>,
    /// For a refusal: the evidence that is missing; left out, none would change it.
    #[schema(max_items = 40)]
    missing_evidence: Option<Vec<String>>,
}

/// A decision on the case.
#[derive(Serialize, ToSchema)]
pub struct DecidedView {
    /// The decision.
    decision: Uuid,
}

fn about(stage: Option<String>, challenge: Option<Uuid>) -> Result<About, AppError> {
    match (stage, challenge) {
        (Some(stage), None) => Ok(About::Stage(stage)),
        (None, Some(challenge)) => Ok(About::Challenge(ChallengeId::from(challenge))),
        _ => Err(AppError::invalid("stage", "name a stage or a challenge, not both")),
    }
}

/// Open a sitting on a stage or a challenge.
#[utoipa::path(post, path = "/api/v1/cases/{id}/sittings", tag = "decisions", security(("bearer" = [])),
    request_body = MatterForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn open_sitting(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<MatterForm>,
) -> ApiResult<StatusCode> {
    let about = about(form.stage, form.challenge)?;
    moves::run(&state, &caller, &id, async |ctx, case| decisions::open_sitting(ctx, case, about).await).await
}

/// Cast the own vote.
#[utoipa::path(post, path = "/api/v1/cases/{id}/sittings/vote", tag = "decisions", security(("bearer" = [])),
    request_body = VoteForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn vote(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<VoteForm>,
) -> ApiResult<StatusCode> {
    let about = about(form.stage, form.challenge)?;
    let ballot = Ballot { seat: form.seat, answer: form.answer, dissent: form.dissent };
    moves::run(&state, &caller, &id, async |ctx, case| decisions::vote(ctx, case, about, ballot).await).await
}

/// Take no part.
#[utoipa::path(post, path = "/api/v1/cases/{id}/sittings/step-aside", tag = "decisions", security(("bearer" = [])),
    request_body = MatterForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn step_aside(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<MatterForm>,
) -> ApiResult<StatusCode> {
    let about = about(form.stage, form.challenge)?;
    moves::run(&state, &caller, &id, async |ctx, case| decisions::step_aside(ctx, case, about).await).await
}

/// Vote again after a vote that gave no answer a majority.
#[utoipa::path(post, path = "/api/v1/cases/{id}/sittings/vote-again", tag = "decisions", security(("bearer" = [])),
    request_body = MatterForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn vote_again(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<MatterForm>,
) -> ApiResult<StatusCode> {
    let about = about(form.stage, form.challenge)?;
    moves::run(&state, &caller, &id, async |ctx, case| decisions::vote_again(ctx, case, about).await).await
}

/// Close a sitting: the answer of the majority is put on the case.
#[utoipa::path(post, path = "/api/v1/cases/{id}/sittings/close", tag = "decisions", security(("bearer" = [])),
    request_body = CloseForm,
    params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new decision.", min_length = 1, max_length = 64)),
    responses((status = 201, body = DecidedView), (status = 200, body = DecidedView, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn close(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<DecidedView>)> {
    let case: CaseId = id_of(&id)?;
    let form: CloseForm = body.json()?;
    let about = about(form.stage, form.challenge)?;
    let reasons = Reasons { reasons: form.reasons, words: form.words, missing: form.missing_evidence };
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let done = state
        .app
        .run_once(&caller, once, async |ctx| decisions::close(ctx, case, about, reasons).await)
        .await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(DecidedView { decision: done.id.uuid() })))
}
