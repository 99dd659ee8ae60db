//! Tasks of the unit, and the hand-over of a shift.

pub(crate) mod pages;

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use havenward_app::{shifts, tasks};
use havenward_domain::id::{CaseId, TaskId, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::Parsed;
use crate::path::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;
use crate::window::WindowQuery;

/// A task.
#[derive(Serialize, ToSchema)]
pub struct TaskView {
    /// The task.
    id: Uuid,
    /// The case it is about, if about one that the unit knows of.
    case: Option<Uuid>,
    /// The member who does it, once somebody has it.
    assignee: Option<Uuid>,
    /// What to do, a code.
    kind: String,
    /// By when.
    due_at: String,
}

/// List a page of the open tasks of the unit: who is called and what cannot wait first, then by due time.
#[utoipa::path(get, path = "/api/v1/tasks", tag = "tasks", security(("bearer" = [])), params(WindowQuery),
    responses((status = 200, body = [TaskView]), (status = "4XX", response = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Query(which): Query<WindowQuery>,
) -> ApiResult<Json<Vec<TaskView>>> {
    let open = state.app.look(&caller, async |ctx| tasks::list(ctx, which.window()).await).await?;
    let view = |task: tasks::Task| TaskView {
        id: task.id.uuid(),
        case: task.case.map(CaseId::uuid),
        assignee: task.assignee.map(UserId::uuid),
        kind: task.kind,
        due_at: task.due_at.to_string(),
    };
    Ok(Json(open.into_iter().map(view).collect()))
}

/// Mark a task as done.
#[utoipa::path(post, path = "/api/v1/tasks/{id}/done", tag = "tasks", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The task.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn done(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(task): Path<String>,
) -> ApiResult<StatusCode> {
    let task = id(&task)?;
    state.app.run(&caller, async |ctx| tasks::done(ctx, task).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Every open task with the member who takes it over.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOverForm {
    /// The member for each task.
    #[serde(default)]
    moves: BTreeMap<Uuid, Uuid>,
    /// The member for every open task that is not named.
    #[serde(default)]
    rest: Option<Uuid>,
}

/// Hand over a shift: every open task goes to a named member of the unit.
#[utoipa::path(post, path = "/api/v1/shift/hand-over", tag = "tasks", security(("bearer" = [])),
    request_body = HandOverForm, responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn hand_over(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Parsed(form): Parsed<HandOverForm>,
) -> ApiResult<StatusCode> {
    let moves = form.moves.into_iter().map(|(task, to)| (TaskId::from(task), UserId::from(to))).collect();
    let rest = form.rest.map(UserId::from);
    state.app.run(&caller, async |ctx| shifts::hand_over(ctx, moves, rest).await).await?;
    Ok(StatusCode::NO_CONTENT)
}
