//! What a stranger, a careless client and another site's page get.

use havenward_domain::role::Role;
use serde_json::json;

use crate::house::{Ask, House, Reply, a_contact, each_house};

const UNKNOWN_CASE: &str = "/api/v1/cases/00000000-0000-4000-8000-000000000000";

#[tokio::test]
async fn an_unknown_case_and_a_forbidden_one_get_the_same_bytes() {
    each_house(async |house| {
        let guard = house.member("guard", Role::FrBorder).await;
        let other = house.member("other", Role::FrBorder).await;
        let case = house.case(&guard, "k-1").await;

        let forbidden = house.expect(404, Ask::get(format!("/api/v1/cases/{case}")).bearer(&other)).await;
        let unknown = house.expect(404, Ask::get(UNKNOWN_CASE).bearer(&other)).await;
        let no_id = house.expect(404, Ask::get("/api/v1/cases/Canary").bearer(&other)).await;

        assert_eq!(forbidden, unknown);
        assert_eq!(forbidden, no_id);
    })
    .await;
}

#[tokio::test]
async fn without_a_token_with_junk_and_after_signing_out_nothing_is_told() {
    each_house(async |house| {
        let guard = house.member("guard", Role::FrBorder).await;
        let case = format!("/api/v1/cases/{}", house.case(&guard, "k-1").await);
        house.expect(204, Ask::new("DELETE", "/api/v1/session").bearer(&guard)).await;
        for path in ["/api/v1/cases", case.as_str(), UNKNOWN_CASE] {
            let refused = [
                Ask::get(path),
                Ask::get(path).bearer("junk"),
                Ask::get(path).bearer(&"A".repeat(43)),
                Ask::get(path).bearer(&guard),
                Ask::get(path).header("Authorization", format!("bearer {guard}")),
                Ask::get(path).header("Authorization", "Basic Z3VhcmQ6eA=="),
                Ask::get(path).header("Authorization", "Bearer "),
            ];
            let mut replies: Vec<Reply> = Vec::new();
            for ask in refused {
                replies.push(house.expect(401, ask).await);
            }
            replies.dedup();
            assert_eq!(replies.len(), 1, "{replies:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_refused_without_an_echo() {
    let house = House::new(havenward_testkit::Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    let mut unknown_value = a_contact();
    unknown_value["origin"] = json!("Canary Oksana");
    let mut other_type = a_contact();
    other_type["name"] = json!({ "Canary": 1 });
    let mut unknown_field = a_contact();
    unknown_field["Canary Oksana"] = json!(1);
    for body in [
        unknown_value.to_string(),
        other_type.to_string(),
        unknown_field.to_string(),
        "Canary Oksana".to_owned(),
        "{\"name\": \"Canary Oksana".to_owned(),
        "[\"Canary\"]".to_owned(),
        "[".repeat(10_000),
        String::new(),
    ] {
        let refused = house.expect(422, Ask::contact(&guard, "k-1").body(&body)).await;
        assert_eq!(refused.code(), "body.invalid");
        assert!(!refused.text().contains("Canary"), "{}", refused.text());
    }
    assert_eq!(house.case_count(&guard).await, 0);
}

#[tokio::test]
async fn every_form_refuses_an_unknown_field() {
    let house = House::new(havenward_testkit::Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    let mut contact = a_contact();
    contact["more"] = json!(1);
    for (path, body) in [
        ("/api/v1/contacts", contact),
        ("/api/v1/enrolment/factor", json!({ "link": "x", "more": 1 })),
        (
            "/api/v1/enrolment",
            json!({ "link": "x", "passphrase": "x", "factor": "x", "code": "x", "more": 1 }),
        ),
        ("/api/v1/session", json!({ "login": "x", "passphrase": "x", "code": "x", "more": 1 })),
    ] {
        let refused = house.expect(422, Ask::post(path).bearer(&guard).key("k-1").json(&body)).await;
        assert_eq!(refused.code(), "body.invalid", "{path}");
    }
}

#[tokio::test]
async fn a_page_of_another_site_can_do_nothing() {
    each_house(async |house| {
        let guard = house.member("guard", Role::FrBorder).await;
        for (name, value) in [
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-site"),
            ("Origin", "https://example.org"),
        ] {
            let ask = Ask::contact(&guard, "k-1").header("Host", "havenward.test").header(name, value);
            let refused = house.expect(403, ask).await;
            assert_eq!(refused.code(), "cross_site", "{name}");
        }
        assert_eq!(house.case_count(&guard).await, 0);

        let own = Ask::contact(&guard, "k-1").header("Sec-Fetch-Site", "same-origin");
        house.expect(201, own).await;
    })
    .await;
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_a_browser_honest() {
    let house = House::new(havenward_testkit::Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    let large = vec![0; 256 * 1024 + 1];
    for (status, ask) in [
        (200, Ask::get("/")),
        (204, Ask::get("/healthz")),
        (200, Ask::get("/api/openapi.json")),
        (200, Ask::get("/api/v1/cases").bearer(&guard)),
        (201, Ask::contact(&guard, "k-1")),
        (200, Ask::contact(&guard, "k-1")),
        (400, Ask::contact(&guard, "").without("Idempotency-Key")),
        (401, Ask::get("/api/v1/cases")),
        (403, Ask::contact(&guard, "k-2").header("Sec-Fetch-Site", "cross-site")),
        (404, Ask::get("/nothing")),
        (405, Ask::new("PATCH", "/api/v1/contacts")),
        (413, Ask::contact(&guard, "k-3").body(&large)),
        (422, Ask::contact(&guard, "k-4").body("x")),
    ] {
        let reply = house.expect(status, ask).await;
        for (name, value) in [
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
        ] {
            assert_eq!(reply.headers.get(name).map(|found| found.to_str().unwrap()), Some(value), "{status}");
        }
        let policy = reply.headers["content-security-policy"].to_str().unwrap();
        for rule in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"]
        {
            assert!(policy.contains(rule), "{status}: {policy}");
        }
        assert!(!reply.headers.contains_key("server"));
    }
}
