//! A small installation behind its router, and requests in the words of the tests.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use havenward_app::demo;
use havenward_domain::id::UnitId;
use havenward_domain::role::Role;
use havenward_testkit::{Engine, Site};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::asking::without_request_id;

/// A small installation behind its router.
pub struct House {
    pub site: Site,
    router: Router,
}

/// A request being put together.
pub struct Ask {
    method: &'static str,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// A whole answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_else(|| panic!("no code: {self:?}")).to_owned()
    }
}

impl Ask {
    pub fn new(method: &'static str, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), headers: Vec::new(), body: Vec::new() }
    }

    pub fn get(path: impl Into<String>) -> Self {
        Self::new("GET", path)
    }

    pub fn post(path: impl Into<String>) -> Self {
        Self::new("POST", path)
    }

    /// A first contact with every header it needs.
    pub fn contact(token: &str, key: &str) -> Self {
        Self::post("/api/v1/contacts").bearer(token).key(key).json(&a_contact())
    }

    /// A sealed record with every header it needs.
    pub fn intake(credential: &str, key: &str) -> Self {
        Self::post("/api/v1/intake")
            .bearer(credential)
            .key(key)
            .header("Content-Type", "application/octet-stream")
            .header("Havenward-Instrument", "first-contact@1")
            .header("Havenward-Urgency", "urgent")
            .header("Havenward-Key-Version", "1")
            .body([7; 200])
    }

    /// Sets a header, in place of one of the same name.
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        self.headers.push((name, value.into()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        self
    }

    pub fn bearer(self, token: &str) -> Self {
        self.header("Authorization", format!("Bearer {token}"))
    }

    pub fn key(self, key: &str) -> Self {
        self.header("Idempotency-Key", key)
    }

    pub fn json(self, body: &Value) -> Self {
        self.header("Content-Type", "application/json").body(body.to_string())
    }

    pub fn body(mut self, body: impl AsRef<[u8]>) -> Self {
        self.body = body.as_ref().to_vec();
        self
    }
}

/// What a first responder records.
pub fn a_contact() -> Value {
    json!({
        "origin": "responder", "setting": "border_land", "languages": ["uk"], "age": "unsure",
        "urgency": "urgent", "name": "Canary Oksana", "address_as": "Canary Oks",
    })
}

impl House {
    pub async fn new(engine: Engine) -> Self {
        let site = Site::new(engine).await;
        let router = havenward_server::service(site.app.clone());
        Self { site, router }
    }

    pub async fn ask(&self, ask: Ask) -> Reply {
        let mut request = Request::builder().method(ask.method).uri(ask.path);
        for (name, value) in ask.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(ask.body)).unwrap();
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let (body, _) = without_request_id(&parts.headers, body);
        Reply { status: parts.status, headers: parts.headers, body }
    }

    /// Asks for what must succeed with this status.
    pub async fn expect(&self, status: u16, ask: Ask) -> Reply {
        let reply = self.ask(ask).await;
        assert_eq!(reply.status, status, "{}", String::from_utf8_lossy(&reply.body));
        reply
    }

    /// Signs a new member of a unit in; the key of the unit is not touched.
    pub async fn newcomer(&self, login: &str, unit: UnitId, role: Role) -> String {
        let user = demo::enlist(&self.site.app, login, login, unit, role).await.unwrap();
        demo::sign_in(&self.site.app, user).await.unwrap().token.to_string()
    }

    /// Signs the first member of a new unit in, who makes the unit's key.
    pub async fn member(&self, login: &str, role: Role) -> String {
        let unit = self.site.unit(login).await;
        let token = self.newcomer(login, unit, role).await;
        self.expect(200, Ask::post("/api/v1/unit/key").bearer(&token)).await;
        token
    }

    /// Enrols a device for the unit of a member and returns its credential.
    pub async fn device(&self, token: &str) -> String {
        let device = self.expect(201, Ask::post("/api/v1/devices").bearer(token)).await;
        device.json()["credential"].as_str().unwrap().to_owned()
    }

    /// Records a contact and returns the id of its case.
    pub async fn case(&self, token: &str, key: &str) -> String {
        let opened = self.expect(201, Ask::contact(token, key)).await;
        opened.json()["case"].as_str().unwrap().to_owned()
    }

    /// How many cases the member's unit has.
    pub async fn case_count(&self, token: &str) -> usize {
        self.expect(200, Ask::get("/api/v1/cases").bearer(token)).await.json().as_array().unwrap().len()
    }
}

/// Runs a test on a house of each engine.
pub async fn each_house(test: impl AsyncFn(House)) {
    for engine in Engine::all() {
        test(House::new(engine).await).await;
    }
}
