//! What stands around every route: limits, headers, and a wall between a client and an act.

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

use crate::problem::Problem;

/// No request body is larger, unless its route says so.
const BODY_LIMIT: usize = 256 * 1024;
/// No client waits longer for an answer.
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
            .layer(from_fn(|request, next| detached(TIME_LIMIT, request, next)))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(DefaultBodyLimit::max(BODY_LIMIT)),
    )
}

/// Runs the request on a task of its own: neither a client that hangs up nor one that has waited long
/// enough cuts an act in two.
async fn detached(limit: Duration, request: Request, next: Next) -> Response {
    match tokio::time::timeout(limit, tokio::spawn(next.run(request))).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => internal().into_response(),
        Err(_) => {
            let title = "this takes too long; ask again whether it was saved";
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", title).into_response()
        }
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
