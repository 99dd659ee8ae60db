//! The API's document: committed, served, and true.

use havenward_domain::role::Role;
use havenward_testkit::Engine;
use serde_json::Value;

use crate::house::{Ask, House};
use crate::matrix_rows;

/// Routes outside the API and the pages, which the document leaves out.
const PLAIN_ROUTES: [&str; 4] = ["/api/openapi.json", "/api/reference", "/assets/{name}", "/healthz"];
/// Routes of demonstrations and exercises only, which the committed document leaves out.
const DEMO_ROUTES: &str = "/api/v1/demo";
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

fn document() -> Value {
    serde_json::from_str(&havenward_server::openapi_json()).unwrap()
}

/// Path, method and description of every documented operation.
fn operations() -> Vec<(String, String, Value)> {
    let document = document();
    let paths = document["paths"].as_object().unwrap().clone();
    paths
        .into_iter()
        .flat_map(|(path, operations)| {
            let operations = operations.as_object().unwrap().clone();
            operations.into_iter().map(move |(method, described)| (path.clone(), method, described))
        })
        .collect()
}

fn filled(path: &str) -> String {
    path.replace("{id}", "00000000-0000-4000-8000-000000000000")
}

fn upper(method: &str) -> &'static str {
    METHODS.into_iter().find(|known| known.eq_ignore_ascii_case(method)).unwrap()
}

#[test]
fn the_committed_document_is_the_program_s() {
    let committed = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json"));

    let is_same = committed.is_ok_and(|text| text.trim_end() == havenward_server::openapi_json().trim_end());

    assert!(is_same, "docs/openapi.json is not what the program serves (mend: cargo xtask openapi)");
}

#[tokio::test]
async fn the_served_document_is_the_program_s() {
    let house = House::new(Engine::Sqlite).await;

    let served = house.expect(200, Ask::get("/api/openapi.json")).await;

    // What the tests run on is no live installation: it serves the routes of demonstrations besides.
    let (served, committed) = (served.json(), document());
    for (path, described) in served["paths"].as_object().unwrap() {
        if !path.starts_with(DEMO_ROUTES) {
            assert_eq!(Some(described), committed["paths"].get(path), "{path}");
        }
    }
    for part in ["paths", "components/schemas"] {
        let (served, committed) = (at(&served, part), at(&committed, part));
        for (name, described) in committed.as_object().unwrap() {
            assert_eq!(Some(described), served.get(name), "{part}/{name}");
        }
    }
    assert!(committed["paths"].as_object().unwrap().keys().all(|path| !path.starts_with(DEMO_ROUTES)));
}

fn at<'v>(document: &'v Value, part: &str) -> &'v Value {
    document.pointer(&format!("/{part}")).unwrap()
}

/// Who may do what is written once for the table of access and once for the page.
#[tokio::test]
async fn the_reference_says_who_may_as_the_table_does() {
    let house = House::new(Engine::Sqlite).await;

    let page = house.expect(200, Ask::get("/api/reference")).await.text();

    for (row, (method, path, _)) in matrix_rows::operations() {
        let (_, rest) = page.split_once(&format!("<code>{method} {path}</code></h3>")).unwrap();
        let part = rest.split_once("</section>").unwrap().0.replace("&#39;", "'");
        for said in [format!("may:</strong> {}.", row.may), format!("may not:</strong> {}.", row.may_not)] {
            assert!(part.contains(&said), "{method} {path}: {said} (mend: src/reference/who_may.txt)");
        }
    }
}

#[tokio::test]
async fn every_documented_operation_exists_and_no_other_method_does() {
    let house = House::new(Engine::Sqlite).await;
    let all = operations();
    assert!(all.len() >= 10, "{} operations", all.len());
    for (path, method, described) in &all {
        let asked = house.ask(Ask::new(upper(method), filled(path))).await;
        assert!(!matches!(asked.status.as_u16(), 404 | 405), "{method} {path}: {asked:?}");
        if described["security"].is_array() {
            assert_eq!(asked.status, 401, "{method} {path} answers somebody who has not signed in");
        }
    }
    for (path, _, _) in &all {
        for method in METHODS {
            let is_documented =
                all.iter().any(|(other, known, _)| other == path && known.eq_ignore_ascii_case(method));
            if !is_documented {
                let asked = house.ask(Ask::new(method, filled(path))).await;
                assert_eq!(asked.status, 405, "{method} {path} exists and is not documented");
            }
        }
    }
}

#[test]
fn every_route_is_documented() {
    let source = include_str!("../../src/lib.rs");
    let mut plain: Vec<&str> =
        source.split(".route(\"").skip(1).filter_map(|after| after.split('"').next()).collect();
    plain.sort_unstable();
    assert_eq!(plain, PLAIN_ROUTES, "a route beside the document: add it with `routes!`");

    // A handler with a description that no `routes!` names would be dead code, which does not compile.
    let named = source.matches("routes!(").count();
    assert!(named > 0 && !source.contains(".nest("), "this test reads `routes!` and `.route` only");
}

#[tokio::test]
async fn every_documented_key_is_asked_for() {
    let house = House::new(Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    let device = house.device(&guard).await;
    for (path, method, described) in operations() {
        let parameters = described["parameters"].as_array().cloned().unwrap_or_default();
        if parameters.iter().any(|parameter| parameter["name"] == "Idempotency-Key") {
            for token in [&guard, &device] {
                let asked = house.expect(400, Ask::new(upper(&method), filled(&path)).bearer(token)).await;
                assert_eq!(asked.code(), "idempotency.missing", "{method} {path}");
            }
        }
    }
}

#[test]
fn whatever_makes_something_takes_a_key_or_is_named_with_the_reason() {
    let described = document()["info"]["description"].as_str().unwrap().to_owned();
    let (mut keyed, mut named) = (0, 0);
    for (path, method, operation) in operations() {
        if operation["responses"].get("201").is_none() {
            continue;
        }
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let has_key = parameters.iter().any(|parameter| parameter["name"] == "Idempotency-Key");
        let short = format!("{} {}", upper(&method), path.trim_start_matches("/api/v1"));
        assert_ne!(has_key, described.contains(&short), "{short}");
        if has_key { keyed += 1 } else { named += 1 }
    }
    assert!(keyed > 10, "{keyed} with a key");
    assert_eq!(named, 4, "a fifth needs a reason");
}

/// A name that two shapes share is described as one of them, and the other's fields are told to nobody.
#[test]
fn no_two_shapes_share_a_name() {
    let mut seen = std::collections::BTreeMap::<String, String>::new();
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap_or_default();
            for described in source.split("ToSchema)]").skip(1) {
                let mut words =
                    described.split_whitespace().skip_while(|word| !["struct", "enum"].contains(word));
                let name = words.nth(1).unwrap_or_default();
                let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
                let file = path.display().to_string();
                if let Some(other) = seen.insert(name.clone(), file.clone()) {
                    panic!("{name} is in {other} and in {file}: name one of them anew");
                }
            }
        }
    }
    assert!(seen.len() > 100, "{}", seen.len());
}
