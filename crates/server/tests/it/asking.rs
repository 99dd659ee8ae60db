//! One request to the service, without a port.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use tower::ServiceExt;
use uuid::Uuid;

/// A whole answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }
}

/// Sends a request and reads the whole answer.
pub async fn ask(
    router: &Router,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: impl AsRef<[u8]>,
) -> Reply {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.as_ref().to_vec())).unwrap();
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    let (body, _) = without_request_id(&parts.headers, body);
    Reply { status: parts.status, headers: parts.headers, body }
}

/// A problem without the id of its request, which every problem has and no two share; and the id.
pub fn without_request_id(headers: &HeaderMap, body: Vec<u8>) -> (Vec<u8>, Option<Uuid>) {
    if headers.get("content-type").is_none_or(|kind| kind != "application/problem+json") {
        return (body, None);
    }
    let text = String::from_utf8(body).expect("a problem is text");
    let (before, id) = text.split_once(r#","request":""#).unwrap_or_else(|| panic!("no request id: {text}"));
    let id = id.strip_suffix(r#""}"#).and_then(|id| id.parse().ok());
    let id = id.unwrap_or_else(|| panic!("no request id: {text}"));
    (format!("{before}}}").into_bytes(), Some(id))
}
