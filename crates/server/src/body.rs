//! Request bodies: read whole, within limits, digested for idempotency, parsed strictly.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, OriginalUri, Request};
use axum::http::{HeaderMap, Method, StatusCode, header, request::Parts};
use serde::de::DeserializeOwned;

use crate::problem::Problem;

/// No request body is larger, unless its route says so.
pub(crate) const BODY_LIMIT: usize = 256 * 1024;

/// A JSON body.
pub struct Parsed<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Parsed<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        expect_json(is_json(request.headers()))?;
        let bytes = read(request, state).await?;
        parse(&bytes).map(Self)
    }
}

/// A request that may come twice: its key, what identifies it, and its body.
pub struct OnceBody {
    /// The client's key.
    pub key: String,
    /// The body as it came.
    pub bytes: Bytes,
    method: Method,
    path: String,
    is_json: bool,
}

impl OnceBody {
    /// What tells this request from another under the same key.
    pub fn identity<'b>(&'b self, more: &'b [u8]) -> [&'b [u8]; 4] {
        [self.method.as_str().as_bytes(), self.path.as_bytes(), more, &self.bytes]
    }

    /// The body as JSON.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        expect_json(self.is_json)?;
        parse(&self.bytes)
    }
}

impl<S: Send + Sync> FromRequest<S> for OnceBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let key = idempotency_key(&parts)?;
        let method = parts.method.clone();
        let is_json = is_json(&parts.headers);
        let path = match OriginalUri::from_request_parts(&mut parts, state).await {
            Ok(OriginalUri(uri)) => uri.path().to_owned(),
            Err(never) => match never {},
        };
        let bytes = read(Request::from_parts(parts, body), state).await?;
        Ok(Self { key, bytes, method, path, is_json })
    }
}

fn idempotency_key(parts: &Parts) -> Result<String, Problem> {
    let missing = || {
        let title = "send an Idempotency-Key of 1 to 64 visible characters, a new one for each new request";
        Problem {
            field: Some("Idempotency-Key"),
            ..Problem::new(StatusCode::BAD_REQUEST, "idempotency.missing", title)
        }
    };
    let value = parts.headers.get("idempotency-key").ok_or_else(missing)?;
    value.to_str().map(str::to_owned).map_err(|_| missing())
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.and_then(|kind| kind.split(';').next()).is_some_and(|kind| kind.trim() == "application/json")
}

fn expect_json(is_json: bool) -> Result<(), Problem> {
    if is_json {
        Ok(())
    } else {
        let title = "send the body as application/json";
        Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "body.not_json", title))
    }
}

/// A form as a browser sends it.
pub(crate) async fn form<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).map(str::trim);
    if kind != Some("application/x-www-form-urlencoded") {
        let title = "send the form as application/x-www-form-urlencoded";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "body.not_form", title));
    }
    read(request, state).await
}

pub(crate) fn too_large() -> Problem {
    let title = "the body is larger than is taken here";
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body.too_large", title)
}

async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state).await.map_err(|rejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            too_large()
        } else {
            Problem::new(StatusCode::BAD_REQUEST, "body.unreadable", "the body could not be read to its end")
        }
    })
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(bytes).map_err(|error| {
        // Where, never what: the text of a parser error can quote what a person typed.
        let title =
            format!("the JSON body is not as described, line {}, column {}", error.line(), error.column());
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "body.invalid", title)
    })
}
