//! Support plans.

pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::Idempotency;
use havenward_app::plans::{self, NewAction, NewGoal};
use havenward_domain::coded::Coded;
use havenward_domain::codes::ServiceType;
use havenward_domain::id::{CaseId, UserId};
use havenward_domain::plan::{Goal, GoalState, Outcome, Owner};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::{OnceBody, Parsed};
use crate::ids::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// When the plan is looked at again.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanReviewForm {
    /// The day of the next review.
    #[schema(value_type = String, format = Date)]
    next_review: Date,
}

/// The plan just begun.
#[derive(Serialize, ToSchema)]
pub struct PlanBegunView {
    /// The plan.
    plan: Uuid,
}

/// A goal to propose.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoalForm {
    /// The kind of need it answers.
    #[schema(value_type = String)]
    area: ServiceType,
    /// The goal.
    #[schema(max_length = 2000)]
    text: String,
    /// In the person's own words, if she likes.
    #[schema(max_length = 2000)]
    own_words: Option<String>,
}

/// The place of a goal in its plan.
#[derive(Serialize, ToSchema)]
pub struct GoalNumberView {
    /// Its number, from 0. Left out if the request had come before: read the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<usize>,
}

/// What came of a goal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoalEndForm {
    /// reached, partly_reached, not_reached, no_longer_wanted or continued_elsewhere.
    #[schema(value_type = String)]
    outcome: Outcome,
}

/// An action towards a goal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionForm {
    /// What.
    #[schema(max_length = 2000)]
    what: String,
    /// The worker who does it; left out if the person does it herself.
    worker: Option<Uuid>,
    /// By when.
    #[schema(value_type = String, format = Date)]
    due: Date,
}

/// An action.
#[derive(Serialize, ToSchema)]
pub struct ActionView {
    /// What.
    what: String,
    /// The worker who does it; none if the person does it herself.
    worker: Option<Uuid>,
    /// By when.
    due: String,
    /// When it was done.
    done_on: Option<String>,
}

/// A goal.
#[derive(Serialize, ToSchema)]
pub struct GoalView {
    /// The kind of need it answers.
    area: &'static str,
    /// The goal.
    text: String,
    /// In the person's own words.
    own_words: Option<String>,
    /// proposed, agreed, not_wanted or ended.
    state: &'static str,
    /// What came of it, once it has ended.
    outcome: Option<&'static str>,
    /// Its actions.
    actions: Vec<ActionView>,
}

/// A support plan.
#[derive(Serialize, ToSchema)]
pub struct PlanView {
    /// The plan.
    plan: Uuid,
    /// The goals, in the order in which they were proposed.
    goals: Vec<GoalView>,
    /// When it was last reviewed.
    reviewed_on: String,
    /// When it is next.
    next_review: String,
    /// Whether it is time.
    review_due: bool,
    /// Actions past their date.
    overdue: usize,
}

fn goal_view(goal: &Goal) -> GoalView {
    let (state, outcome) = match goal.state() {
        GoalState::Proposed => ("proposed", None),
        GoalState::Agreed { .. } => ("agreed", None),
        GoalState::NotWanted { .. } => ("not_wanted", None),
        GoalState::Ended { outcome, .. } => ("ended", Some(outcome.code())),
    };
    let action = |action: &havenward_domain::plan::Action| ActionView {
        what: action.what.expose().clone(),
        worker: match action.owner {
            Owner::Person => None,
            Owner::Worker(user) => Some(user.uuid()),
        },
        due: action.due.to_string(),
        done_on: action.done_on.map(|on| on.to_string()),
    };
    GoalView {
        area: goal.area().code(),
        text: goal.text().expose().clone(),
        own_words: goal.own_words().map(|words| words.expose().clone()),
        state,
        outcome,
        actions: goal.actions().iter().map(action).collect(),
    }
}

/// Read the support plan.
#[utoipa::path(get, path = "/api/v1/cases/{id}/plan", tag = "plans", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = PlanView), (status = "4XX", response = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
) -> ApiResult<Json<PlanView>> {
    let case: CaseId = id(&case)?;
    let read = state.app.run(&caller, async |ctx| plans::read(ctx, case).await).await?;
    let (reviewed_on, next_review) = read.plan.reviews();
    Ok(Json(PlanView {
        plan: read.plan.id().uuid(),
        goals: read.plan.goals().iter().map(goal_view).collect(),
        reviewed_on: reviewed_on.to_string(),
        next_review: next_review.to_string(),
        review_due: read.review_due,
        overdue: read.overdue,
    }))
}

/// Begin the support plan.
#[utoipa::path(post, path = "/api/v1/cases/{id}/plan", tag = "plans", security(("bearer" = [])),
    request_body = PlanReviewForm,
    params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new plan.", min_length = 1, max_length = 64)),
    responses((status = 201, body = PlanBegunView), (status = 200, body = PlanBegunView, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn begin(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<PlanBegunView>)> {
    let case: CaseId = id(&case)?;
    let form: PlanReviewForm = body.json()?;
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let done = state
        .app
        .run_once(&caller, once, async |ctx| plans::begin(ctx, case, form.next_review).await)
        .await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(PlanBegunView { plan: done.id.uuid() })))
}

/// Record a review of the plan, with the day of the next.
#[utoipa::path(post, path = "/api/v1/cases/{id}/plan/review", tag = "plans", security(("bearer" = [])),
    request_body = PlanReviewForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Reviewed."), (status = "4XX", response = Problem)))]
pub async fn review(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Parsed(form): Parsed<PlanReviewForm>,
) -> ApiResult<StatusCode> {
    let case: CaseId = id(&case)?;
    state.app.run(&caller, async |ctx| plans::review(ctx, case, form.next_review).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Propose a goal. It carries no action until the person has agreed.
#[utoipa::path(post, path = "/api/v1/cases/{id}/plan/goals", tag = "plans", security(("bearer" = [])),
    request_body = GoalForm, params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new one.", min_length = 1, max_length = 64)),
    responses((status = 201, body = GoalNumberView), (status = 200, body = GoalNumberView, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn propose_goal(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<GoalNumberView>)> {
    let case: CaseId = id(&case)?;
    let form: GoalForm = body.json()?;
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let new = NewGoal { area: form.area, text: form.text, own_words: form.own_words };
    let mut goal = None;
    let done = state
        .app
        .run_once(&caller, once, async |ctx| {
            goal = Some(plans::propose_goal(ctx, case, new).await?);
            Ok(case)
        })
        .await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(GoalNumberView { goal })))
}

/// Record that the person agrees to a goal.
#[utoipa::path(post, path = "/api/v1/cases/{id}/plan/goals/{goal}/agree", tag = "plans", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case."), ("goal" = usize, Path, description = "Its number.")),
    responses((status = 204, description = "Agreed."), (status = "4XX", response = Problem)))]
pub async fn agree_goal(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, goal)): Path<(String, String)>,
) -> ApiResult<StatusCode> {
    let (case, goal): (CaseId, usize) = (id(&case)?, id(&goal)?);
    state.app.run(&caller, async |ctx| plans::agree_goal(ctx, case, goal).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Record that the person does not want a goal.
#[utoipa::path(post, path = "/api/v1/cases/{id}/plan/goals/{goal}/refuse", tag = "plans", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case."), ("goal" = usize, Path, description = "Its number.")),
    responses((status = 204, description = "Not wanted."), (status = "4XX", response = Problem)))]
pub async fn refuse_goal(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, goal)): Path<(String, String)>,
) -> ApiResult<StatusCode> {
    let (case, goal): (CaseId, usize) = (id(&case)?, id(&goal)?);
    state.app.run(&caller, async |ctx| plans::refuse_goal(ctx, case, goal).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End an agreed goal with its outcome.
#[utoipa::path(post, path = "/api/v1/cases/{id}/plan/goals/{goal}/end", tag = "plans", security(("bearer" = [])),
    request_body = GoalEndForm,
    params(("id" = Uuid, Path, description = "The case."), ("goal" = usize, Path, description = "Its number.")),
    responses((status = 204, description = "Ended."), (status = "4XX", response = Problem)))]
pub async fn end_goal(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, goal)): Path<(String, String)>,
    Parsed(form): Parsed<GoalEndForm>,
) -> ApiResult<StatusCode> {
    let (case, goal): (CaseId, usize) = (id(&case)?, id(&goal)?);
    state.app.run(&caller, async |ctx| plans::end_goal(ctx, case, goal, form.outcome).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Add an action to a goal the person agreed to.
#[utoipa::path(post, path = "/api/v1/cases/{id}/plan/goals/{goal}/actions", tag = "plans", security(("bearer" = [])),
    request_body = ActionForm,
    params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new one.", min_length = 1, max_length = 64), ("goal" = usize, Path, description = "Its number.")),
    responses((status = 204, description = "Added."), (status = "4XX", response = Problem)))]
pub async fn add_action(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, goal)): Path<(String, String)>,
    body: OnceBody,
) -> ApiResult<StatusCode> {
    let (case, goal): (CaseId, usize) = (id(&case)?, id(&goal)?);
    let form: ActionForm = body.json()?;
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let owner = form.worker.map_or(Owner::Person, |worker| Owner::Worker(UserId::from(worker)));
    let new = NewAction { what: form.what, owner, due: form.due };
    state
        .app
        .run_once(&caller, once, async |ctx| plans::add_action(ctx, case, goal, new).await.map(|()| case))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mark an action as done.
#[utoipa::path(post, path = "/api/v1/cases/{id}/plan/goals/{goal}/actions/{action}/finish", tag = "plans",
    security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case."), ("goal" = usize, Path, description = "Its number."),
        ("action" = usize, Path, description = "The number of the action.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn finish_action(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, goal, action)): Path<(String, String, String)>,
) -> ApiResult<StatusCode> {
    let case: CaseId = id(&case)?;
    let (goal, action): (usize, usize) = (id(&goal)?, id(&action)?);
    state.app.run(&caller, async |ctx| plans::finish_action(ctx, case, goal, action).await).await?;
    Ok(StatusCode::NO_CONTENT)
}
