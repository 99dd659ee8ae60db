//! From told before to a refusal that was told, over HTTP, with the answers a client gets.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use havenward_app::{Caller, demo, sessions, units};
use havenward_domain::id::UnitId;
use havenward_domain::role::Role;
use havenward_testkit::{Engine, Site};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::asking::without_request_id;

struct Client {
    api: Router,
    token: String,
    caller: Caller,
}

impl Client {
    async fn of(site: &Site, login: &str, unit: UnitId, role: Role) -> Self {
        let user = demo::enlist(&site.app, login, login, unit, role).await.unwrap();
        let token = demo::sign_in(&site.app, user).await.unwrap().token.to_string();
        let caller = sessions::caller(&site.app, &token).await.unwrap();
        // The first member makes the unit's key; a later one waits until a colleague wraps it.
        drop(site.app.run(&caller, async |ctx| units::hold_key(ctx).await).await);
        Self { api: havenward_server::service(site.app.clone()), token, caller }
    }

    fn unit(&self) -> UnitId {
        self.caller.actor().unit().unwrap()
    }

    async fn send(&self, method: &str, path: &str, body: Option<&Value>, key: &str) -> (StatusCode, Value) {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", key)
            .body(body.map_or_else(Body::empty, |value| Body::from(value.to_string())))
            .unwrap();
        let response = self.api.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let status = parts.status;
        let bytes = to_bytes(body, 1 << 20).await.unwrap().to_vec();
        let (bytes, _) = without_request_id(&parts.headers, bytes);
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    async fn post(&self, path: &str, body: Value) -> (StatusCode, Value) {
        // One key for each place that is posted to, so that the same request twice is a replay.
        let key = path.get(path.len().saturating_sub(60)..).unwrap();
        self.send("POST", path, Some(&body), key).await
    }

    async fn get(&self, path: &str) -> (StatusCode, Value) {
        self.send("GET", path, None, "unused").await
    }
}

fn a_contact() -> Value {
    json!({"origin": "responder", "setting": "border_land", "languages": ["uk"], "age": "adult", "urgency": "routine"})
}

fn answers() -> Value {
    json!({"instrument": "first-contact-6@1", "context": {"child": "no"}, "answers": {"FC2": "yes_told"}})
}

async fn a_told_case(client: &Client) -> String {
    let (status, opened) = client.post("/contacts", a_contact()).await;
    assert_eq!(status, StatusCode::CREATED, "{opened}");
    let path = format!("/cases/{}", opened["case"].as_str().unwrap());
    let (status, refused) = client.post(&format!("{path}/screenings"), answers()).await;
    assert_eq!((status, &refused["code"]), (StatusCode::CONFLICT, &json!("told_before.missing")));
    let told = json!({"language": "uk", "how": "interpreter", "limits_of_confidentiality_shown": true, "agreed_to_talk": "yes"});
    let (_, next) = client.post(&format!("{path}/told-before"), told).await;
    assert_eq!(next["next"], "ask");
    path
}

#[tokio::test]
async fn a_screening_is_asked_once_answered_once_and_read_with_its_course() {
    for engine in Engine::all() {
        Box::pin(a_screening(engine)).await;
    }
}

async fn a_screening(engine: Engine) {
    let site = Site::under(engine, "es").await;
    let unit = site.unit("shelter line").await;
    let client = Client::of(&site, "worker", unit, Role::FrPolice).await;
    let path = a_told_case(&client).await;

    let (status, listed) = client.get("/instruments").await;
    assert_eq!((status, listed.as_array().unwrap().len()), (StatusCode::OK, 21));
    let (status, finding) = client.post(&format!("{path}/screenings"), answers()).await;
    assert_eq!((status, &finding["band"]), (StatusCode::CREATED, &json!("protect_now")));
    assert!(!finding["do_now"].as_array().unwrap().is_empty());
    let (status, again) = client.post(&format!("{path}/screenings"), answers()).await;
    assert_eq!((status, &again["screening"]), (StatusCode::OK, &finding["screening"]));
    let (_, read) =
        client.get(&format!("{path}/screenings/{}", finding["screening"].as_str().unwrap())).await;
    assert_eq!(read["band"], "protect_now");
    let (_, opened) = client.get(&format!("{path}/instruments/first-contact-6@1")).await;
    assert_eq!(opened["already_asked"][0]["by"], "you");
    assert_eq!(opened["signs"].as_array().unwrap().len(), 6);

    let raise = json!({"reason": "told_by_person", "origin": "responder"});
    let (status, _) = client.post(&format!("{path}/recognition/raise"), raise).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let presume = json!({"reason": "told_by_person", "grounds": ["disclosure"]});
    let (status, _) = client.post(&format!("{path}/recognition/presume"), presume).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (_, case) = client.get(&path).await;
    assert_eq!(case["recognition"], "presumed");
    let course = &case["course"];
    assert_eq!(
        (&course["audience"], &course["screenings"][0]["band"]),
        (&json!("team"), &json!("protect_now"))
    );
    assert_eq!(course["clocks"][0]["code"], "recovery");
    assert!(
        course["sentences"].as_array().unwrap().iter().any(|one| one["key"] == "status-recognition-presumed")
    );
}

#[tokio::test]
async fn what_does_not_fit_is_a_problem_and_changes_nothing() {
    for engine in Engine::all() {
        Box::pin(what_does_not_fit(engine)).await;
    }
}

async fn what_does_not_fit(engine: Engine) {
    let site = Site::new(engine).await;
    let unit = site.unit("line").await;
    let client = Client::of(&site, "worker", unit, Role::FrNgo).await;
    let path = a_told_case(&client).await;

    for (route, body, status, code) in [
        ("recognition/raise", json!({"reason": "told_by_person"}), 422, "body.invalid"),
        ("recognition/raise", json!({"reason": "score", "origin": "responder"}), 422, "body.invalid"),
        ("whereabouts", json!({"reason": "not_seen", "to": "missing", "by": "x"}), 422, "body.invalid"),
        ("age/born", json!({"year": 2010, "day": 3}), 422, "invalid"),
        ("age/born", json!({"year": 2010, "month": 2, "day": 31}), 422, "invalid"),
        ("sittings", json!({"stage": "reasonable_grounds"}), 403, "forbidden"),
        ("recognition/stop", json!({"reason": "own_wish", "words": " "}), 422, "invalid"),
        ("support/plan", json!({"reason": "plan"}), 409, "status.not_from_here"),
    ] {
        let (found, problem) = client.post(&format!("{path}/{route}"), body).await;
        assert_eq!((found.as_u16(), &problem["code"]), (status, &json!(code)), "{route}: {problem}");
    }
    let stranger_unit = site.unit("elsewhere").await;
    let stranger = Client::of(&site, "stranger", stranger_unit, Role::FrNgo).await;
    let (missing, body) = stranger.post(&format!("{path}/support/open"), json!({"reason": "plan"})).await;
    let nowhere = "/cases/00000000-0000-4000-8000-000000000000/support/open";
    let (never, other) = stranger.post(nowhere, json!({"reason": "plan"})).await;
    assert_eq!((missing, body), (never, other), "unknown and forbidden are one answer");
    assert_eq!(missing, StatusCode::NOT_FOUND);
    let (_, case) = client.get(&path).await;
    assert_eq!((&case["recognition"], &case["whereabouts"]), (&json!("none"), &json!("known")));
}

#[tokio::test]
async fn a_bench_decides_once_and_a_refusal_of_a_child_is_told_to_the_authority() {
    for engine in Engine::all() {
        Box::pin(a_bench_decides(engine)).await;
    }
}

async fn a_bench_decides(engine: Engine) {
    let site = Site::under(engine, "ua").await;
    let office = site.unit_of("office", "local_administration").await;
    let sender = Client::of(&site, "sender", office, Role::FrSocial).await;
    let decider = Client::of(&site, "decider", office, Role::FrSocial).await;
    site.let_in(&sender.caller).await;
    assert_eq!(sender.unit(), decider.unit());
    let mut contact = a_contact();
    contact["age"] = json!("child");
    let (_, opened) = sender.post("/contacts", contact).await;
    let path = format!("/cases/{}", opened["case"].as_str().unwrap());
    let done = StatusCode::NO_CONTENT;
    for (route, body) in [
        ("recognition/raise", json!({"reason": "application", "origin": "self"})),
        ("recognition/child-path", json!({"reason": "application"})),
        ("recognition/send", json!({"reason": "application", "stage": "status"})),
    ] {
        let (status, problem) = sender.post(&format!("{path}/{route}"), body).await;
        assert_eq!(status, done, "{route}: {problem}");
    }
    let matter = json!({"stage": "status"});
    assert_eq!(decider.post(&format!("{path}/sittings"), matter).await.0, done);
    let vote = json!({"stage": "status", "answer": "no"});
    assert_eq!(decider.post(&format!("{path}/sittings/vote"), vote).await.0, done);
    let close = json!({"stage": "status", "reasons": ["no_exploitation_intent"]});
    let (status, first) = decider.post(&format!("{path}/sittings/close"), close.clone()).await;
    assert_eq!(status, StatusCode::CREATED, "{first}");
    let (status, again) = decider.post(&format!("{path}/sittings/close"), close).await;
    assert_eq!((status, &again["decision"]), (StatusCode::OK, &first["decision"]));

    let on_child = json!({"reason": "decision", "to": "person"});
    let (status, _) = sender.post(&format!("{path}/refusal/told"), on_child).await;
    assert_eq!(status, StatusCode::CONFLICT, "nothing is served on a child");
    let told = json!({"reason": "decision", "to": "authority"});
    assert_eq!(sender.post(&format!("{path}/refusal/told"), told).await.0, done);
    let (_, case) = sender.get(&path).await;
    let refusal = &case["course"]["refusals"][0];
    assert_eq!(
        (&refusal["standing"], &refusal["told_to"]),
        (&json!("can_be_challenged"), &json!("authority"))
    );
    assert_eq!(case["course"]["decisions"][0]["answer"], "no");
}
