//! The demonstration's own doors: who can be played, signing in as them, moving the clock.
//!
//! These routes are mounted in a demonstration or an exercise only; a live installation does not have them.

pub(crate) mod pages;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use havenward_app::demo;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::AppState;
use crate::body::Parsed;
use crate::problem::{ApiResult, Problem};
use crate::session::SessionView;

/// The routes of a demonstration.
pub(crate) fn api() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(roles)).routes(routes!(begin_session)).routes(routes!(move_clock))
}

/// Somebody who can be played.
#[derive(Serialize, ToSchema)]
pub struct RoleView {
    /// What to sign in as.
    login: String,
    /// The role.
    role: &'static str,
    /// An invented name.
    name: String,
    /// Their unit.
    unit: Uuid,
}

/// Who can be played, and what it is made of.
#[derive(Serialize, ToSchema)]
pub struct RolesView {
    /// Everybody in this installation is invented.
    invented: bool,
    /// Attribution of the figures that the mix is drawn from.
    attribution: &'static str,
    /// Cases whose story is told so far.
    cases_ready: usize,
    /// Cases of the plan.
    cases_planned: usize,
    /// Who can be played.
    roles: Vec<RoleView>,
}

/// List who can be played.
#[utoipa::path(get, path = "/api/v1/demo/roles", tag = "demo",
    responses((status = 200, body = RolesView), (status = "4XX", response = Problem)))]
pub async fn roles(State(state): State<AppState>) -> ApiResult<Json<RolesView>> {
    let roles = demo::accounts(&state.app)?
        .into_iter()
        .map(|one| RoleView {
            login: one.login,
            role: one.role.code(),
            name: one.name,
            unit: one.unit.uuid(),
        })
        .collect();
    let progress = demo::progress(&state.app);
    Ok(Json(RolesView {
        invented: true,
        attribution: demo::ATTRIBUTION,
        cases_ready: progress.done,
        cases_planned: progress.of,
        roles,
    }))
}

/// Whom to play.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleForm {
    /// A login or a role of the list.
    #[schema(example = "fr_border")]
    role: String,
}

/// Sign in without a passphrase.
#[utoipa::path(post, path = "/api/v1/demo/session", tag = "demo", request_body = RoleForm,
    responses((status = 201, body = SessionView), (status = "4XX", response = Problem)))]
pub async fn begin_session(
    State(state): State<AppState>,
    Parsed(form): Parsed<RoleForm>,
) -> ApiResult<(StatusCode, Json<SessionView>)> {
    let account = demo::account(&state.app, &form.role)?;
    let begun = demo::sign_in(&state.app, account.user).await?;
    Ok((StatusCode::CREATED, Json(SessionView::of(&begun))))
}

/// By how much to move the clock on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClockForm {
    /// Days.
    #[schema(minimum = 1, maximum = 366)]
    days: u16,
}

/// What the clock shows.
#[derive(Serialize, ToSchema)]
pub struct DemoClockView {
    /// The instant.
    now: String,
}

/// Move the clock on; what fell due in between is done.
#[utoipa::path(post, path = "/api/v1/demo/clock", tag = "demo", request_body = ClockForm,
    responses((status = 200, body = DemoClockView), (status = "4XX", response = Problem)))]
pub async fn move_clock(
    State(state): State<AppState>,
    Parsed(form): Parsed<ClockForm>,
) -> ApiResult<Json<DemoClockView>> {
    let now = demo::move_clock(&state.app, form.days).await?;
    Ok(Json(DemoClockView { now: now.to_string() }))
}
