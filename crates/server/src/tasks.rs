//! Tasks of the unit.

pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use havenward_app::tasks;
use havenward_domain::id::{CaseId, UserId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
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
