//! Being counted: the person's objection. No figure leaves here.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::statistics;

use crate::AppState;
use crate::moves;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Write that the person wants to be counted nowhere. What was counted of her is taken out at once.
#[utoipa::path(post, path = "/api/v1/cases/{id}/statistics/objection", tag = "statistics",
    security(("bearer" = [])), params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn object(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
) -> ApiResult<StatusCode> {
    moves::run(&state, &caller, &id, statistics::object).await
}
