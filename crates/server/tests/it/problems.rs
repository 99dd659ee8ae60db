//! Each kind of problem document, as a client reads it: stable codes, plain words, the same on both engines.

use std::fmt::Write;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use havenward_domain::role::Role;
use havenward_testkit::Engine;
use serde_json::json;
use tower::ServiceExt;

use crate::asking::without_request_id;
use crate::canary::Heard;
use crate::house::{Ask, House, a_contact};

const UNKNOWN_CASE: &str = "/api/v1/cases/00000000-0000-4000-8000-000000000000";

/// Every kind of problem that a request alone can bring about.
async fn kinds(house: &House) -> Vec<(&'static str, Ask)> {
    let guard = house.member("guard", Role::FrBorder).await;
    let device = house.device(&guard).await;
    let unit = house.site.unit("Keyless").await;
    let waiting = house.newcomer("waiting", unit, Role::FrBorder).await;
    let case = house.case(&guard, "taken").await;
    let manager = house.member("manager", Role::CaseManager).await;
    let managed = house.case(&manager, "managed").await;
    let step = |who: &str, case: &str, step: &str, body: serde_json::Value| {
        Ask::post(format!("/api/v1/cases/{case}/{step}")).bearer(who).json(&body)
    };
    let seen = json!({ "reason": "signs_seen" });
    let of_responder = json!({ "reason": "signs_seen", "origin": "responder" });
    let to_stage = json!({ "reason": "signs_seen", "stage": "reasonable_grounds" });
    let on_grounds = json!({ "reason": "signs_seen", "grounds": ["indicators"] });
    let disclosed = json!({ "notice_shown": true, "region": "GB-LND", "form": "unknown" });
    let mut unknown_field = a_contact();
    unknown_field["nationality"] = json!("x");
    let mut other_body = a_contact();
    other_body["setting"] = json!("street_outreach");
    let mut empty_field = a_contact();
    empty_field["name"] = json!(" ");
    let sign_in = json!({ "login": "nobody", "passphrase": "correct horse battery", "code": "000000" });
    let large = vec![b' '; 256 * 1024 + 1];
    vec![
        ("nobody signed in", Ask::get("/api/v1/cases")),
        ("a token that never was", Ask::get("/api/v1/cases").bearer("junk")),
        ("an unknown case", Ask::get(UNKNOWN_CASE).bearer(&guard)),
        ("an unknown route", Ask::get("/api/v1/nothing")),
        ("another method", Ask::new("PUT", "/api/v1/contacts")),
        ("a device that opens the list", Ask::get("/api/v1/cases").bearer(&device)),
        ("no idempotency key", Ask::contact(&guard, "").without("Idempotency-Key")),
        ("a long idempotency key", Ask::contact(&guard, &"k".repeat(65))),
        ("a key used for another request", Ask::contact(&guard, "taken").json(&other_body)),
        ("a large body", Ask::contact(&guard, "k-1").body(&large)),
        ("a large record", Ask::intake(&device, "k-1").body(&large)),
        ("a contact that is not JSON", Ask::contact(&guard, "k-1").header("Content-Type", "text/plain")),
        ("a sign-in that is not JSON", Ask::post("/api/v1/session").body("login=x")),
        ("broken JSON", Ask::contact(&guard, "k-1").body("{\n\"name\": \"Canary Oksana\",,")),
        ("an unknown field", Ask::contact(&guard, "k-1").json(&unknown_field)),
        ("an empty field", Ask::contact(&guard, "k-1").json(&empty_field)),
        ("a record of another size", Ask::intake(&device, "k-1").body("short")),
        ("an urgency that is none", Ask::intake(&device, "k-1").header("Havenward-Urgency", "soon")),
        ("no instrument", Ask::intake(&device, "k-1").without("Havenward-Instrument")),
        ("a unit without a key", Ask::contact(&waiting, "k-1")),
        ("a link that is none", Ask::post("/api/v1/enrolment/factor").json(&json!({ "link": "junk" }))),
        ("a sign-in that fails", Ask::post("/api/v1/session").json(&sign_in)),
        ("a move that does not follow from here", step(&guard, &case, "support/plan", seen.clone())),
        ("raised", step(&guard, &case, "recognition/raise", of_responder.clone())),
        ("raised again", step(&guard, &case, "recognition/raise", of_responder)),
        ("a stop that is not her wish", step(&guard, &case, "recognition/stop", seen)),
        ("a role that the profile does not name", step(&manager, &managed, "recognition/send", to_stage)),
        ("a presumption that is not this role's", step(&guard, &case, "recognition/presume", on_grounds)),
        ("a notice of a body that no law binds", step(&guard, &case, "disclosures", disclosed)),
        ("a page of another site", Ask::contact(&guard, "k-1").header("Sec-Fetch-Site", "cross-site")),
    ]
}

async fn told(engine: Engine) -> String {
    let house = House::new(engine).await;
    let mut text = String::new();
    for (name, ask) in kinds(&house).await {
        let reply = house.ask(ask).await;
        let kind = reply.headers.get("content-type").map_or("none", |value| value.to_str().unwrap());
        let body = String::from_utf8_lossy(&reply.body);
        writeln!(text, "{name}\n  {} {kind}\n  {body}", reply.status.as_u16()).unwrap();
        assert!(kind == "application/problem+json" || name == "raised", "{name}");
        assert!(!body.contains("Canary"), "{name}: {body}");
    }
    text
}

#[tokio::test]
async fn every_problem_has_a_stable_code_and_plain_words() {
    for engine in Engine::all() {
        insta::assert_snapshot!("problems", told(engine).await);
    }
}

#[tokio::test]
async fn failures_in_a_row_are_told_to_wait() {
    let house = House::new(Engine::Sqlite).await;
    let sign_in = json!({ "login": "nobody", "passphrase": "correct horse battery", "code": "000000" });
    let mut statuses = Vec::new();
    for _ in 0..5 {
        let refused = house.ask(Ask::post("/api/v1/session").json(&sign_in)).await;
        statuses.push((refused.status.as_u16(), refused.code()));
    }
    assert!(statuses.starts_with(&[(401, "session.refused".to_owned())]), "{statuses:?}");
    assert_eq!(statuses.last(), Some(&(429, "session.delayed".to_owned())), "{statuses:?}");
}

#[tokio::test]
async fn a_database_that_is_gone_is_told_as_unavailable() {
    let house = House::new(Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    house.expect(204, Ask::get("/healthz")).await;
    house.site.app.stop().await;

    let reply = house.expect(503, Ask::get("/api/v1/cases").bearer(&guard)).await;

    assert_eq!(reply.code(), "unavailable");
    let title = reply.json()["title"].as_str().unwrap().to_owned();
    assert_eq!(title, "the service cannot do this now; ask again whether it was saved");
    house.expect(503, Ask::get("/healthz")).await;
}

#[tokio::test]
async fn a_fault_is_logged_with_the_id_that_its_client_was_told_and_with_nothing_about_who_asked() {
    let house = House::new(Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    house.site.app.stop().await;
    let heard = Heard::default();
    let log = tracing_subscriber::fmt().with_ansi(false).with_writer(heard.clone()).finish();
    let _listening = tracing::subscriber::set_default(log);

    let request = Request::get("/api/v1/cases").header("Authorization", format!("Bearer {guard}"));
    let router = havenward_server::service(house.site.app.clone());
    let (parts, body) = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap().into_parts();

    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    let told = without_request_id(&parts.headers, body).1.unwrap().to_string();
    let logged = String::from_utf8(heard.bytes()).unwrap();
    let line = logged.lines().find(|line| line.contains("request failed")).unwrap();
    assert!(line.contains(&told) && line.contains("the database is not available"), "{line}");
    assert!(!logged.contains(&guard) && !line.contains("/api/v1"), "{line}");
}

#[tokio::test]
async fn a_case_whose_shred_key_is_gone_is_told_as_sealed() {
    let house = House::new(Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    let case = house.case(&guard, "k-1").await;
    let url = house.site.place.shred.clone();
    let mut conn = <sqlx::SqliteConnection as sqlx::Connection>::connect(&url).await.unwrap();
    sqlx::query("delete from shred_keys").execute(&mut conn).await.unwrap();

    let reply = house.expect(409, Ask::get(format!("/api/v1/cases/{case}")).bearer(&guard)).await;

    assert_eq!(reply.code(), "sealed");
}
