//! A case handed to a colleague of the unit.

pub(crate) mod pages;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::transfers;
use havenward_domain::id::UserId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::Parsed;
use crate::moves;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// To whom a case goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferForm {
    /// The colleague.
    to: Uuid,
    /// What she must know first.
    #[schema(max_length = 4000)]
    words: Option<String>,
}

/// Hand a case to a colleague of the unit, with what is open on it.
#[utoipa::path(post, path = "/api/v1/cases/{id}/transfer", tag = "transfers", security(("bearer" = [])),
    request_body = TransferForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn hand_over(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<TransferForm>,
) -> ApiResult<StatusCode> {
    let to = UserId::from(form.to);
    let hand = async |ctx: &mut _, case| transfers::hand_over(ctx, case, to, form.words).await;
    moves::run(&state, &caller, &id, hand).await
}
