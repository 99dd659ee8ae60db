//! What stands around every route: limits, headers, and a wall between a client's hang-up and an act.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
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
            .layer(from_fn(without_address))
            .layer(CsrfLayer::new())
            .layer(from_fn(with_address))
            .layer(from_fn(detached))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIME_LIMIT))
            .layer(DefaultBodyLimit::max(BODY_LIMIT)),
    )
}

/// Where the request really goes, while layers that log addresses look at it.
#[derive(Clone)]
struct Address(Uri);

/// Hides path and query from the layers within: one of them writes every path to the log at its finest
/// level, and a path can hold an id or whatever somebody typed.
async fn without_address(mut request: Request, next: Next) -> Response {
    let mut parts = request.uri().clone().into_parts();
    let address = Address(std::mem::take(request.uri_mut()));
    parts.path_and_query = Some(PathAndQuery::from_static("/"));
    // An address without its path is as valid as it was with it; if not, none at all is passed on.
    *request.uri_mut() = Uri::from_parts(parts).unwrap_or_default();
    request.extensions_mut().insert(address);
    next.run(request).await
}

/// Gives the request its path and query back.
async fn with_address(mut request: Request, next: Next) -> Response {
    if let Some(Address(uri)) = request.extensions_mut().remove() {
        *request.uri_mut() = uri;
    }
    next.run(request).await
}

/// Runs the request on a task of its own: a client that hangs up cannot cut an act in two.
async fn detached(request: Request, next: Next) -> Response {
    match tokio::spawn(next.run(request)).await {
        Ok(response) => response,
        Err(_) => internal().into_response(),
    }
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
