//! What stands around every route: limits, headers, and a wall between a client and an act.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::AppState;
use crate::body::BODY_LIMIT;
use crate::frame::error_page::instead_of_problem;
use crate::problem::{Problem, with_request_id};

/// What a page may do (UX 5): nothing from elsewhere, nothing written into the page itself.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    media-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types sw";
/// What a browser may ask of the device it runs on: nothing.
const FEATURES: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()";
/// No client waits longer for an answer.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Wraps the whole service.
pub fn around(router: Router, state: AppState) -> Router {
    let set = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    router.layer(
        ServiceBuilder::new()
            .layer(set(header::CACHE_CONTROL, "no-store"))
            .layer(set(header::CONTENT_SECURITY_POLICY, POLICY))
            .layer(set(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .layer(set(header::REFERRER_POLICY, "no-referrer"))
            .layer(set(HeaderName::from_static("permissions-policy"), FEATURES))
            .layer(set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
            .layer(set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
            // A page of another site cannot make a browser ask in somebody's name, so lengths tell nothing.
            .layer(CompressionLayer::new())
            .layer(from_fn_with_state(state.clone(), with_request_id))
            .layer(from_fn_with_state(state, instead_of_problem))
            .layer(from_fn(without_address))
            .layer(CsrfLayer::new().with_rejection_response(|_| cross_site().into_response()))
            .layer(from_fn(with_address))
            .layer(from_fn(|request, next| detached(TIME_LIMIT, request, next)))
            .layer(CatchPanicLayer::custom(panicked))
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

/// Runs the request on a task of its own: neither a client that hangs up nor one that has waited long
/// enough cuts an act in two.
async fn detached(limit: Duration, request: Request, next: Next) -> Response {
    match tokio::time::timeout(limit, tokio::spawn(next.run(request))).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => internal().fault("a request's task was cut off").into_response(),
        Err(_) => {
            let title = "this takes too long; ask again whether it was saved";
            let problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", title);
            problem.fault("a request took too long").into_response()
        }
    }
}

/// A page of another site must not act in the name of whoever looks at it.
pub(crate) fn cross_site() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "cross_site", "this request came from a page of another site")
}

/// The text of a panic can hold what a person typed: it goes nowhere.
fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    internal().fault("a handler panicked").into_response()
}

fn internal() -> Problem {
    Problem::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "internal",
        "something went wrong inside; ask again whether it was saved",
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::body::Body;
    use axum::routing::post;
    use tokio::sync::Notify;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn a_request_that_takes_too_long_is_answered_and_still_comes_to_its_end() {
        let (go_on, came_to_its_end) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (inner_go_on, inner_end) = (Arc::clone(&go_on), Arc::clone(&came_to_its_end));
        let slow = post(async move || {
            inner_go_on.notified().await;
            inner_end.notify_one();
        });
        let limit = Duration::from_millis(5);
        let router = Router::new()
            .route("/", slow)
            .layer(from_fn(move |request, next| detached(limit, request, next)));

        let answer = router.oneshot(Request::post("/").body(Body::empty()).unwrap()).await.unwrap();

        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/problem+json");
        go_on.notify_one();
        tokio::time::timeout(Duration::from_secs(20), came_to_its_end.notified()).await.unwrap();
    }
}
