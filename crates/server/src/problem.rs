//! Problem documents (RFC 9457): what a client gets instead of what it asked for.
//!
//! Stable code, plain words, and the request's id. Never a name, a note or a token.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use havenward_app::AppError;
use serde::Serialize;
use utoipa::{ToResponse, ToSchema};

/// A problem document.
#[derive(Debug, Clone, Serialize, ToSchema, ToResponse)]
#[response(description = "A problem document with a stable code.", content_type = "application/problem+json")]
pub struct Problem {
    /// Always `about:blank`: the code tells the kind.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What happened, in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Stable code, for programs.
    pub code: &'static str,
    /// The field to mend, if one is at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'static str>,
}

/// What a handler answers.
pub type ApiResult<T> = Result<T, Problem>;

impl Problem {
    /// A problem without a field.
    pub fn new(status: StatusCode, code: &'static str, title: impl Into<String>) -> Self {
        Self { kind: "about:blank", title: title.into(), status: status.as_u16(), code, field: None }
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        let status = match &error {
            AppError::NotFound => StatusCode::NOT_FOUND,
            AppError::Forbidden => StatusCode::FORBIDDEN,
            AppError::SignedOut | AppError::SignInRefused => StatusCode::UNAUTHORIZED,
            AppError::Delayed(_) => StatusCode::TOO_MANY_REQUESTS,
            AppError::LinkRefused | AppError::Invalid { .. } | AppError::IdempotencyMismatch => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            AppError::Refused { .. } | AppError::Conflict | AppError::WaitingForKey | AppError::Sealed => {
                StatusCode::CONFLICT
            }
            AppError::Busy | AppError::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
            AppError::Unrecorded | AppError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        if status.is_server_error() {
            // The only place where a fault is logged; its text holds code words only.
            tracing::error!(%error, "request failed");
        }
        let mut problem = Self::new(status, error.code(), error.to_string());
        if let AppError::Invalid { field, .. } = error {
            problem.field = Some(field);
        }
        problem
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (status, kind, Json(&self)).into_response();
        // For the pages, which say the same to a person.
        response.extensions_mut().insert(self);
        response
    }
}

pub(crate) async fn not_found() -> Problem {
    AppError::NotFound.into()
}

pub(crate) async fn method_not_allowed() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "this is not done with this method")
}
