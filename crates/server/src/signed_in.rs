//! Who calls, from the bearer token.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use havenward_app::{AppError, Caller, sessions};

use crate::AppState;
use crate::problem::Problem;

/// A caller with a valid bearer token: a session or a device.
pub struct SignedIn(pub Caller);

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let token = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or(AppError::SignedOut)?;
        Ok(Self(sessions::caller(&state.app, token).await?))
    }
}
