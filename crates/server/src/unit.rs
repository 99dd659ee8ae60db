//! The key of one's own unit.

use axum::Json;
use axum::extract::State;
use havenward_app::units;
use serde::Serialize;
use utoipa::ToSchema;

use crate::AppState;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Where the unit stands with its key.
#[derive(Serialize, ToSchema)]
pub struct HoldingView {
    /// Whether this request made the unit's first key.
    made: bool,
    /// To how many waiting colleagues this request wrapped it.
    wrapped: usize,
    /// How many members hold it now. With one, losing that account loses the unit's cases.
    holders: i64,
}

/// Make the unit's key, or wrap it to colleagues who wait for it.
#[utoipa::path(post, path = "/api/v1/unit/key", tag = "unit", security(("bearer" = [])),
    responses((status = 200, body = HoldingView), (status = "4XX", response = Problem)))]
pub async fn hold_key(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<HoldingView>> {
    let holding = state.app.run(&caller, async |ctx| units::hold_key(ctx).await).await?;
    Ok(Json(HoldingView { made: holding.made, wrapped: holding.wrapped, holders: holding.holders }))
}
