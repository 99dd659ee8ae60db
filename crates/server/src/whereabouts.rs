//! Where the person is.

pub(crate) mod pages;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::{Why, whereabouts};
use havenward_domain::author::MoveReason;
use havenward_domain::whereabouts::Whereabouts;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::AppState;
use crate::body::Parsed;
use crate::moves;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Where the person is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WhereaboutsForm {
    /// Why, a code such as told_by_person or own_wish.
    #[schema(value_type = String, example = "told_by_person")]
    reason: MoveReason,
    /// Why in words, where words are needed.
    #[schema(max_length = 4000)]
    words: Option<String>,
    /// known, away_by_arrangement, left_by_choice, concern, missing, detained, abroad or died.
    #[schema(value_type = String, example = "known")]
    to: Whereabouts,
}

/// Write where the person is. A missing child starts the missing protocol at once.
#[utoipa::path(post, path = "/api/v1/cases/{id}/whereabouts", tag = "whereabouts", security(("bearer" = [])),
    request_body = WhereaboutsForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn write(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<WhereaboutsForm>,
) -> ApiResult<StatusCode> {
    let why = Why::new(form.reason, form.words)?;
    moves::run(&state, &caller, &id, async |ctx, case| whereabouts::write(ctx, case, why, form.to).await)
        .await
}
