//! What every move of a track has in common on the wire: the case in the path, a reason in the body,
//! and an empty answer.

use axum::http::StatusCode;
use havenward_app::{AppError, Caller, Ctx, Idempotency, Why};
use havenward_domain::author::MoveReason;
use havenward_domain::id::CaseId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::AppState;
use crate::body::OnceBody;
use crate::problem::ApiResult;

/// Why a track moves.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WhyForm {
    /// Why, a code such as told_by_person or own_wish.
    #[schema(value_type = String, example = "told_by_person")]
    reason: MoveReason,
    /// Why in words, where words are needed.
    #[schema(max_length = 4000)]
    words: Option<String>,
}

impl WhyForm {
    /// The reason, checked.
    pub fn why(self) -> Result<Why, AppError> {
        Why::new(self.reason, self.words)
    }
}

/// The id in a path. A text that is no id is as unknown as an id that is not there.
pub fn id_of<I: std::str::FromStr>(text: &str) -> Result<I, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
}

/// Runs a move on the case of the path.
pub async fn run(
    state: &AppState,
    caller: &Caller,
    id: &str,
    act: impl AsyncFnOnce(&mut Ctx, CaseId) -> Result<(), AppError>,
) -> ApiResult<StatusCode> {
    let case: CaseId = id_of(id)?;
    state.app.run(caller, async |ctx| act(ctx, case).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The same for a move that must not be made twice: a request that comes again under its key is told "done".
pub async fn run_once(
    state: &AppState,
    caller: &Caller,
    id: &str,
    body: &OnceBody,
    act: impl AsyncFnOnce(&mut Ctx, CaseId) -> Result<(), AppError>,
) -> ApiResult<StatusCode> {
    let case: CaseId = id_of(id)?;
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    state.app.run_once(caller, once, async |ctx| act(ctx, case).await.map(|()| case)).await?;
    Ok(StatusCode::NO_CONTENT)
}
