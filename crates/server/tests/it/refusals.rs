//! What a stranger, a careless client and another site's page get.

use std::cell::Cell;

use havenward_domain::role::Role;
use serde_json::{Value, json};

use crate::house::{Ask, House, Reply, a_contact, each_house};
use crate::matrix_rows::{Sends, operations};

const UNKNOWN: &str = "00000000-0000-4000-8000-000000000000";
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

/// Bodies of those operations that no row of the matrix sends.
const BESIDE_THE_MATRIX: &[(&str, &str, &str)] = &[
    ("POST", "/api/v1/enrolment/factor", r#"{"link":"x"}"#),
    ("POST", "/api/v1/enrolment", r#"{"link":"x","passphrase":"x","factor":"x","code":"x"}"#),
    ("POST", "/api/v1/session", r#"{"login":"x","passphrase":"x","code":"x"}"#),
    ("POST", "/api/v1/receipts/open", r#"{"code":"x"}"#),
];

/// The body with a field more in each of its objects in turn, wherever it lies.
fn with_a_field_more(body: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    match body {
        Value::Object(fields) => {
            let mut more = fields.clone();
            // A list is no value of any map here: where any name may stand, this one is refused for its value.
            more.insert("more".to_owned(), json!([]));
            all.push(Value::Object(more));
            for (name, value) in fields {
                all.extend(with_a_field_more(value).into_iter().map(|value| {
                    let mut changed = fields.clone();
                    changed.insert(name.clone(), value);
                    Value::Object(changed)
                }));
            }
        }
        Value::Array(values) => {
            for (at, value) in values.iter().enumerate() {
                all.extend(with_a_field_more(value).into_iter().map(|value| {
                    let mut changed = values.clone();
                    changed[at] = value;
                    Value::Array(changed)
                }));
            }
        }
        _ => {}
    }
    all
}

/// Method, path and a good body of every operation that takes JSON.
fn bodies() -> Vec<(&'static str, &'static str, &'static str)> {
    let of_rows = operations().filter_map(|(_, (method, path, sends))| match sends {
        Sends::Json(body) => Some((*method, *path, *body)),
        Sends::Nothing | Sends::SealedRecord => None,
    });
    of_rows.chain(BESIDE_THE_MATRIX.iter().copied()).collect()
}

fn filled(path: &str, case: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{compartment}" => "narrative",
        "{goal}" => "0",
        _ if part.starts_with('{') => case,
        _ => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

#[test]
fn every_form_is_described_as_closed_and_has_a_body_here() {
    let document: Value = serde_json::from_str(&havenward_server::openapi_json()).unwrap();
    let tried = bodies();
    let mut forms = 0;
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let form = &operation["requestBody"]["content"]["application/json"]["schema"];
            let Some(name) = form["$ref"].as_str() else {
                assert!(form.is_null(), "{method} {path} takes a body without a name");
                continue;
            };
            let form = document.pointer(name.trim_start_matches('#')).unwrap();
            // One of several shapes is told by its only key, so that it is closed by itself.
            let is_closed = form["additionalProperties"] == false || form["oneOf"].is_array();
            assert!(is_closed, "{name} says not that it takes no other field: deny_unknown_fields");
            let is_tried = tried.iter().any(|(of, at, _)| of.eq_ignore_ascii_case(method) && at == path);
            assert!(is_tried, "{method} {path} sends no body in the matrix, so that {name} is not tried");
            forms += 1;
        }
    }
    assert_eq!(forms, tried.len());
}

#[tokio::test]
async fn every_form_refuses_an_unknown_field() {
    let house = House::new(havenward_testkit::Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    let case = house.case(&guard, "k-1").await;
    let asked = Cell::new(1);
    let ask = |method, path: &str, body: &Value| {
        asked.set(asked.get() + 1);
        Ask::new(method, path).bearer(&guard).key(&format!("k-{}", asked.get())).json(body)
    };
    // Without this the answers of a screening are refused before they are read.
    let told = json!({"language": "uk", "how": "interpreter", "limits_of_confidentiality_shown": true,
        "agreed_to_talk": "yes"});
    house.expect(200, ask("POST", &format!("/api/v1/cases/{case}/told-before"), &told)).await;
    let mut taken = Vec::new();
    for (method, path, body) in bodies() {
        let body: Value = serde_json::from_str(body).unwrap();
        // The answers of a screening have a reader of their own, which reads those of a case that is there.
        let has_own_reader = path.ends_with("/screenings");
        let (at, code) = if has_own_reader { (case.as_str(), "invalid") } else { (UNKNOWN, "body.invalid") };
        let good = house.ask(ask(method, &filled(path, at), &body)).await;
        let is_read = good.status != 422 || good.code() != code;
        assert!(is_read, "{method} {path}: what is sent here does not fit: {}", good.text());
        for more in with_a_field_more(&body) {
            let refused = house.ask(ask(method, &filled(path, &case), &more)).await;
            if refused.status != 422 || refused.code() != code {
                taken.push(format!("{method} {path} {more}: {}", refused.text()));
            }
        }
    }
    assert!(taken.is_empty(), "{taken:#?}");
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
