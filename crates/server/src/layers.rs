//! What stands around every route: limits, headers, and a wall between a client's hang-up and an act.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::problem::Problem;

/// No request body is larger, unless its route says so.
const BODY_LIMIT: usize = 256 * 1024;
/// No request takes longer.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Wraps the whole service.
pub fn around(router: Router) -> Router {
    let set = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    let csp = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
               frame-ancestors 'none'; base-uri 'none'";
    router.layer(
        ServiceBuilder::new()
            .layer(set(header::CACHE_CONTROL, "no-store"))
            .layer(set(header::CONTENT_SECURITY_POLICY, csp))
            .layer(set(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .layer(set(header::REFERRER_POLICY, "no-referrer"))
            .layer(CsrfLayer::new().with_rejection_response(|_| cross_site().into_response()))
            .layer(from_fn(detached))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIME_LIMIT))
            .layer(DefaultBodyLimit::max(BODY_LIMIT)),
    )
}

/// Runs the request on a task of its own: a client that hangs up cannot cut an act in two.
async fn detached(request: Request, next: Next) -> Response {
    match tokio::spawn(next.run(request)).await {
        Ok(response) => response,
        Err(_) => internal().into_response(),
    }
}

/// A page of another site must not act in the name of whoever looks at it.
fn cross_site() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "cross_site", "this request came from a page of another site")
}

/// The text of a panic can hold what a person typed: it goes nowhere.
fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    internal().into_response()
}

fn internal() -> Problem {
    Problem::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "internal",
        "something went wrong inside; ask again whether it was saved",
    )
}
