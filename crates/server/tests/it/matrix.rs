//! Every operation × every role × every way of standing to the case, over HTTP.
//!
//! What must be answered is derived from the table of access, which is reviewed as its own snapshot.
//! "Allowed" means allowed to try: the answer is neither 401 nor 403 nor 404.

use std::collections::BTreeSet;

use havenward_domain::access::{Action, Facts, Refusal, Scope, decision};
use havenward_domain::compartment::{Compartment, Compartments};
use serde_json::Value;

use crate::asking::{Reply, ask};
use crate::matrix_people::{Person, Town};
use crate::matrix_rows::{Names, PUBLIC, ROWS, Row, Sends, UNCOVERED};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Allowed,
    SignedOut,
    Forbidden,
    NotFound,
}

impl Answer {
    fn of(reply: &Reply) -> Self {
        match reply.status.as_u16() {
            401 => Self::SignedOut,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            other => {
                assert!(other < 500, "a fault of the server: {}", String::from_utf8_lossy(&reply.body));
                Self::Allowed
            }
        }
    }
}

fn operations() -> BTreeSet<(String, String)> {
    let document: Value = serde_json::from_str(&havenward_server::openapi_json()).unwrap();
    let mut all = BTreeSet::new();
    for (path, described) in document["paths"].as_object().unwrap() {
        for method in described.as_object().unwrap().keys() {
            all.insert((method.to_uppercase(), path.clone()));
        }
    }
    all
}

#[test]
fn every_operation_has_its_row_and_every_row_its_operation() {
    let operations = operations();
    let listed: Vec<(String, String)> = ROWS
        .iter()
        .map(|row| (row.method, row.path))
        .chain(UNCOVERED.iter().map(|(method, path, _)| (*method, *path)))
        .map(|(method, path)| (method.to_owned(), path.to_owned()))
        .collect();
    for (method, path) in &operations {
        assert!(
            listed.contains(&(method.clone(), path.clone())),
            "{method} {path} is in no row. Add to tests/it/matrix_rows.rs:\n    Row {{\n        \
             method: \"{method}\",\n        path: \"{path}\",\n        may: \"who\",\n        may_not: \
             \"who not\",\n        uses: &[Action::…],\n        opens: &[],\n        names: Names::…,\n        \
             sends: Sends::…,\n    }},"
        );
    }
    for one in &listed {
        assert!(operations.contains(one), "{one:?} is listed and does not exist: remove its row");
        assert_eq!(listed.iter().filter(|other| *other == one).count(), 1, "{one:?} is listed twice");
    }
    for row in ROWS {
        assert!(!row.may.is_empty() && !row.may_not.is_empty() && !row.uses.is_empty(), "{}", row.path);
    }
}

#[test]
fn what_is_outside_the_table_is_enrolment_and_session_only() {
    for (method, path, reason) in UNCOVERED {
        let is_about_signing_in =
            path.starts_with("/api/v1/enrolment") || path.starts_with("/api/v1/session");
        assert!(is_about_signing_in && !reason.is_empty(), "{method} {path} needs a row");
    }
    assert!(UNCOVERED.len() <= 4, "this list may only shrink");
    for path in PUBLIC {
        assert!(!path.starts_with("/api/v1"), "{path} belongs into the document and into a row");
    }
}

/// What must be answered, from the actor, the table and the grants alone.
fn expected(town: &Town, row: &Row, person: &Person) -> Answer {
    let Some(unit) = person.actor.unit() else { return Answer::SignedOut };
    let now = town.site.clock.now();
    let mut reach: Option<Compartments> = None;
    for action in row.uses {
        let facts = match action.scope() {
            Scope::Installation => Facts::Installation,
            Scope::Unit => Facts::Unit(unit),
            Scope::Case => Facts::Case(town.facts.clone()),
        };
        match decision(*action, &person.actor, &facts, now) {
            Err(Refusal::NotFound) => return Answer::NotFound,
            Err(Refusal::Forbidden) => return Answer::Forbidden,
            Ok(found) => reach = Some(reach.map_or(found, |reach| reach.intersect(found))),
        }
    }
    let reach = reach.unwrap_or_default();
    if row.opens.iter().all(|one| reach.has(*one)) { Answer::Allowed } else { Answer::Forbidden }
}

async fn send(town: &Town, row: &Row, person: &Person, id: &str, key: &str) -> Reply {
    let bearer = person.token.as_ref().map(|token| format!("Bearer {token}"));
    let mut headers: Vec<(&str, &str)> = vec![("Idempotency-Key", key)];
    if let Some(bearer) = &bearer {
        headers.push(("Authorization", bearer));
    }
    let body = match row.sends {
        Sends::Nothing => Vec::new(),
        Sends::Json(json) => {
            headers.push(("Content-Type", "application/json"));
            json.as_bytes().to_vec()
        }
        Sends::SealedRecord => {
            headers.extend([
                ("Content-Type", "application/octet-stream"),
                ("Havenward-Instrument", "first-contact@1"),
                ("Havenward-Urgency", "urgent"),
                ("Havenward-Key-Version", "1"),
            ]);
            vec![7; 200]
        }
    };
    let path = row.path.replace("{id}", id);
    assert!(!path.contains('{'), "{path}: say in `Names` for what its parameters stand");
    ask(&town.router, row.method, &path, &headers, body).await
}

fn named(town: &Town, row: &Row) -> String {
    match row.names {
        Names::OwnUnit => String::new(),
        Names::TheCase => town.facts.case.to_string(),
    }
}

#[tokio::test]
async fn everybody_gets_from_every_operation_what_the_table_says() {
    let town = Town::new().await;
    let mut wrong = Vec::new();
    let mut cells = 0;
    for row in ROWS {
        let id = named(&town, row);
        for person in &town.people {
            cells += 1;
            let reply = send(&town, row, person, &id, &format!("cell-{cells}")).await;
            let (found, must) = (Answer::of(&reply), expected(&town, row, person));
            if found != must {
                let name = &person.name;
                wrong.push(format!("{} {} {name}: {found:?}, must be {must:?}", row.method, row.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {cells} cells are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(cells, ROWS.len() * town.people.len());
}

#[tokio::test]
async fn unknown_and_forbidden_are_the_same_bytes_for_everybody() {
    let town = Town::new().await;
    let mut not_found: Option<Reply> = None;
    let mut seen = 0;
    for row in ROWS.iter().filter(|row| matches!(row.names, Names::TheCase)) {
        let id = named(&town, row);
        for person in town.people.iter().filter(|person| person.actor.unit().is_some()) {
            for id in [&id, Town::unknown(), "no-id"] {
                seen += 1;
                let reply = send(&town, row, person, id, &format!("same-{seen}")).await;
                if id != town.facts.case.to_string() {
                    assert_eq!(reply.status, 404, "{} {} {}", row.method, row.path, person.name);
                }
                if reply.status == 404 {
                    let first = not_found.get_or_insert_with(|| reply.clone());
                    assert_eq!(&reply, first, "{} {} {}", row.method, row.path, person.name);
                }
            }
        }
    }
    // An address that leads nowhere answers like a case that does not exist.
    let nowhere = ask(&town.router, "GET", "/api/v1/nowhere", &[], b"").await;
    assert_eq!(Some(nowhere), not_found);
}

#[tokio::test]
async fn an_opened_case_shows_what_is_within_reach_and_nothing_else() {
    let town = Town::new().await;
    let case = format!("/api/v1/cases/{}", town.facts.case);
    for person in town.people.iter().filter(|person| person.role.is_some()) {
        let bearer = format!("Bearer {}", person.token.as_ref().unwrap());
        let facts = Facts::Case(town.facts.clone());
        let reach = decision(Action::ReadCase, &person.actor, &facts, town.site.clock.now());
        let reply = ask(&town.router, "GET", &case, &[("Authorization", &bearer)], b"").await;
        let Ok(reach) = reach else { continue };
        assert_eq!(reply.status, 200, "{}: {reply:?}", person.name);
        let shown = reply.json();
        for (field, compartment) in
            [("contact", Compartment::Core), ("address_as", Compartment::ContactSafety)]
        {
            assert_eq!(shown.get(field).is_some(), reach.has(compartment), "{field} for {}", person.name);
        }
    }
}

#[tokio::test]
async fn a_list_names_a_case_to_those_for_whom_it_exists_and_to_nobody_else() {
    let town = Town::new().await;
    let id = town.facts.case.to_string();
    for person in town.people.iter().filter(|person| person.role.is_some()) {
        let bearer = format!("Bearer {}", person.token.as_ref().unwrap());
        let reply = ask(&town.router, "GET", "/api/v1/cases", &[("Authorization", &bearer)], b"").await;
        let facts = Facts::Case(town.facts.clone());
        let exists = decision(Action::ReadCase, &person.actor, &facts, town.site.clock.now())
            != Err(Refusal::NotFound);
        let lists = String::from_utf8(reply.body).unwrap().contains(&id);
        assert_eq!(lists, exists, "{}", person.name);
    }
}
