//! Problem documents (RFC 9457): what a client gets instead of what it asked for.
//!
//! Stable code, plain words, and the request's id. Never a name, a note or a token, and of a fault inside
//! nothing but that there was one: its own words stand in the log, beside the same id.

use axum::Extension;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use havenward_app::AppError;
use havenward_domain::id::RequestId;
use serde::Serialize;
use utoipa::{ToResponse, ToSchema};
use uuid::Uuid;

use crate::AppState;

const JSON: &str = "application/problem+json";

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
    /// The request's id, to be named when help is asked for. It tells nothing about anybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<Uuid>,
    /// What went wrong inside, in code words, for the log.
    #[serde(skip)]
    pub(crate) fault: Option<String>,
}

/// What a handler answers.
pub type ApiResult<T> = Result<T, Problem>;

impl Problem {
    /// A problem without a field.
    pub fn new(status: StatusCode, code: &'static str, title: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: title.into(),
            status: status.as_u16(),
            code,
            field: None,
            request: None,
            fault: None,
        }
    }

    /// A fault inside, told in words of its own; what went wrong goes to the log.
    pub(crate) fn fault(mut self, fault: impl Into<String>) -> Self {
        self.fault = Some(fault.into());
        self
    }
}

/// What is said of an error. The store's and the program's own words are for the log.
fn title(error: &AppError) -> String {
    match error {
        AppError::Store(_) => "the service cannot do this now; ask again whether it was saved".to_owned(),
        AppError::Unrecorded | AppError::Internal(_) => {
            "something went wrong inside; nothing was saved".to_owned()
        }
        other => other.to_string(),
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
        let mut problem = Self::new(status, error.code(), title(&error));
        if status.is_server_error() {
            problem.fault = Some(error.to_string());
        }
        if let AppError::Invalid { field, .. } = error {
            problem.field = Some(field);
        }
        problem
    }
}

impl IntoResponse for Problem {
    /// The document itself is written by [`with_request_id`], around every route.
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, [(header::CONTENT_TYPE, JSON)], Extension(self)).into_response()
    }
}

/// The problem that a page tells a person, for the log.
#[derive(Clone)]
pub(crate) struct ShownAsPage(pub(crate) Problem);

/// Gives a request that ends with a problem an id, and writes it into the document and, for a fault, the log.
pub(crate) async fn with_request_id(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let shown = response.extensions_mut().remove::<ShownAsPage>();
    let is_page = shown.is_some();
    let problem = shown.map(|ShownAsPage(problem)| problem);
    let Some(mut problem) = problem.or_else(|| response.extensions_mut().remove()) else { return response };
    let id: RequestId = state.app.draw();
    if let Some(fault) = problem.fault.take() {
        // The only place where a fault is logged; its text holds code words only.
        tracing::error!(request = %id, code = problem.code, fault, "request failed");
    }
    if is_page {
        return response;
    }
    problem.request = Some(id.uuid());
    // A document of numbers and texts always serialises.
    *response.body_mut() = Body::from(serde_json::to_vec(&problem).unwrap_or_default());
    response
}

pub(crate) async fn not_found() -> Problem {
    AppError::NotFound.into()
}

pub(crate) async fn method_not_allowed() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "this is not done with this method")
}
