//! Every operation × every role × every way of standing to the case, over HTTP.
//!
//! What must be answered is derived from the table of access, which is reviewed as its own snapshot. What was
//! really answered is a snapshot too, of operation × role × standing × status: whoever reviews a change sees it,
//! also where the profile of the country decides.
//! "Allowed" means allowed to try: the answer is neither 401 nor 403 nor 404.

use std::collections::BTreeSet;
use std::sync::Arc;

use havenward_domain::access::{Action, Facts, Refusal, Scope, decision};
use havenward_domain::compartment::Compartments;
use havenward_domain::role::Role;
use havenward_testkit::Engine;
use serde_json::Value;
use tokio::task::JoinSet;

use crate::asking::{Reply, ask};
use crate::matrix_answers::{Answered, HOW_TO_READ};
use crate::matrix_people::{Person, Town, in_town};
use crate::matrix_rows::{
    BY_CODE, Names, Narrows, Operation, PUBLIC, Row, SIGNED_IN, Sends, UNCOVERED, operations,
};

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

    fn shown(self) -> &'static str {
        match self {
            Self::Allowed => "yes",
            Self::SignedOut => "401",
            Self::Forbidden => "403",
            Self::NotFound => "404",
        }
    }
}

fn documented() -> BTreeSet<(String, String)> {
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
    let documented = documented();
    let listed: Vec<(String, String)> = operations()
        .map(|(_, (method, path, _))| (*method, *path))
        .chain(UNCOVERED.iter().chain(SIGNED_IN).map(|(method, path, _)| (*method, *path)))
        .chain([BY_CODE])
        .map(|(method, path)| (method.to_owned(), path.to_owned()))
        .collect();
    for (method, path) in &documented {
        assert!(
            listed.contains(&(method.clone(), path.clone())),
            "{method} {path} is in no row: add it in tests/it/matrix_rows_*.rs"
        );
    }
    for one in &listed {
        assert!(documented.contains(one), "{one:?} is listed and does not exist: remove its row");
        assert_eq!(listed.iter().filter(|other| *other == one).count(), 1, "{one:?} is listed twice");
    }
    for (row, (_, path, _)) in operations() {
        assert!(!row.may.is_empty() && !row.may_not.is_empty() && !row.uses.is_empty(), "{path}");
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
    if row.narrows == Narrows::ReachesSomething && reach.is_empty() {
        return Answer::NotFound;
    }
    if row.narrows == Narrows::NotAtTheDoor && is_at_the_door(town, person) {
        return Answer::Forbidden;
    }
    if row.opens.iter().all(|one| reach.has(*one)) { Answer::Allowed } else { Answer::Forbidden }
}

/// A shelter in another unit than the owner.
fn is_at_the_door(town: &Town, person: &Person) -> bool {
    person.role == Some(Role::Shelter) && person.actor.unit() != Some(town.facts.owner)
}

/// Whether an answer keeps what the table and the row promise.
///
/// A device has no session: where a use case asks for the member first, it is told to sign in.
fn keeps(row: &Row, person: &Person, must: Answer, reply: &Reply) -> bool {
    let found = Answer::of(reply);
    if person.role.is_none() && found == Answer::SignedOut {
        return must != Answer::Allowed;
    }
    match (row.names, row.narrows, must) {
        (Names::UnknownThing, narrows, Answer::Allowed) => match found {
            Answer::Allowed => !reply.status.is_success(),
            Answer::NotFound => true,
            Answer::Forbidden => narrows == Narrows::Profile,
            Answer::SignedOut => false,
        },
        (_, Narrows::Profile, Answer::Allowed) => matches!(found, Answer::Allowed | Answer::Forbidden),
        _ => found == must,
    }
}

async fn send(town: &Town, (method, path, sends): &Operation, person: &Person, id: &str, key: &str) -> Reply {
    let bearer = person.token.as_ref().map(|token| format!("Bearer {token}"));
    let mut headers: Vec<(&str, &str)> = vec![("Idempotency-Key", key)];
    if let Some(bearer) = &bearer {
        headers.push(("Authorization", bearer));
    }
    let body = match sends {
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
    let reply = ask(&town.router, method, &filled(path, id), &headers, body).await;
    // A body that is refused unread would prove nothing about who asks.
    assert!(!String::from_utf8_lossy(&reply.body).contains("body.invalid"), "mend the body of {path}");
    reply
}

/// The path with `id` in it, and with what the other parameters stand for.
fn filled(path: &str, id: &str) -> String {
    let mut path = path
        .replace("/notes/{compartment}/share", "/notes/legal_privileged/share")
        .replace("{id}", id)
        .replace("{compartment}", "narrative")
        .replace("{instrument}", "first-contact-6@1");
    for number in ["{channel}", "{other}", "{goal}", "{action}"] {
        path = path.replace(number, "0");
    }
    path = path.replace("{objection}", "999");
    for unknown in ["{screening}", "{challenge}", "{referral}", "{booking}", "{offence}"] {
        path = path.replace(unknown, Town::unknown());
    }
    assert!(!path.contains('{'), "{path}: say for what its parameters stand");
    path
}

fn is_on_the_case(path: &str) -> bool {
    path.starts_with("/api/v1/cases/{id}")
}

fn named(town: &Town, row: &Row, path: &str) -> String {
    match row.names {
        Names::OwnUnit => String::new(),
        Names::TheCase => town.facts.case.to_string(),
        Names::UnknownThing if is_on_the_case(path) => town.facts.case.to_string(),
        Names::UnknownThing => Town::unknown().to_owned(),
    }
}

/// Requests that are under way at once: more would wait for each other until they are told to come back.
pub const AT_ONCE: usize = 8;

const PREFACE: &str = "\
What every operation of the API answered to every role, by its standing to the case.

  yes  may: done, or refused for another reason than who asks
  401  has to sign in   403  sees it and may not   404  it does not exist, or not for this person

Where the thing that is named does not exist, 404 is also what those are told who may: the test holds every
answer against the table of access too.

";

/// Asks as these people, a few at once, and answers in their order.
pub async fn all_ask<F: Future<Output = Reply> + Send + 'static>(
    town: &Arc<Town>,
    whom: &[usize],
    at_once: usize,
    ask: impl Fn(Arc<Town>, usize) -> F,
) -> Vec<Reply> {
    let mut replies = Vec::new();
    for some in whom.chunks(at_once) {
        let mut asking = JoinSet::new();
        for &number in some {
            let asked = ask(Arc::clone(town), number);
            asking.spawn(async move { (number, asked.await) });
        }
        let mut answered = asking.join_all().await;
        answered.sort_by_key(|(number, _)| *number);
        replies.extend(answered.into_iter().map(|(_, reply)| reply));
    }
    replies
}

/// Asks for one operation as these people. Where the profile decides, one after the other: whoever comes first
/// may change what the next one is told.
async fn asked_by(
    town: &Arc<Town>,
    row: &'static Row,
    operation: &'static Operation,
    whom: &[usize],
) -> Vec<Reply> {
    let (method, path, _) = operation;
    let id = named(town, row, path);
    let at_once = if row.narrows == Narrows::Profile { 1 } else { AT_ONCE };
    all_ask(town, whom, at_once, |town, number| {
        let id = id.clone();
        let key: String = format!("{number}{method}").chars().chain(path.chars().rev()).take(60).collect();
        async move { send(&town, operation, &town.people[number], &id, &key).await }
    })
    .await
}

/// Asks for every operation, holds each answer against the table of access, and tells what was answered.
async fn every_operation(town: &Arc<Town>, whom: fn(&Town, &Row) -> Vec<usize>) -> Answered {
    let nowhere = ask(&town.router, "GET", "/api/v1/nowhere", &[], b"").await;
    let (mut wrong, mut answered) = (Vec::new(), Answered::default());
    for (row, operation) in operations() {
        let (method, path, _) = operation;
        let whom = whom(town, row);
        let replies = asked_by(town, row, operation, &whom).await;
        let people: Vec<&Person> = whom.iter().map(|number| &town.people[*number]).collect();
        for (person, reply) in people.iter().zip(&replies) {
            let (found, must) = (Answer::of(reply), expected(town, row, person));
            let is_same_not_found = found != Answer::NotFound || *reply == nowhere;
            if !keeps(row, person, must, reply) || !is_same_not_found {
                let (name, body) = (&person.name, String::from_utf8_lossy(&reply.body));
                wrong.push(format!("{method} {path} {name}: {found:?}, must be {must:?}: {body}"));
            }
        }
        let answers = replies.iter().map(|reply| Answer::of(reply).shown().to_owned());
        answered.add(format!("{method} {path}"), people.into_iter().zip(answers));
    }
    assert!(wrong.is_empty(), "{} cells are wrong:\n{}", wrong.len(), wrong.join("\n"));
    answered
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_gets_from_every_operation_what_the_table_says() {
    // A town of its own: what is done here would show in the others' answers.
    let town = Arc::new(Town::new(Engine::Sqlite).await);
    let answered = every_operation(&town, |town, _| (0..town.people.len()).collect()).await;
    insta::assert_snapshot!("answers", format!("{PREFACE}{HOW_TO_READ}{answered}"));
}

/// On both sides of the line, of each standing: the first whom the table lets through, and the first whom it
/// turns away.
fn beside_the_line(town: &Town, row: &Row) -> Vec<usize> {
    let mut sides = BTreeSet::new();
    let is_first = |(_, person): &(usize, &Person)| {
        sides.insert((person.standing, expected(town, row, person) == Answer::Allowed))
    };
    town.people.iter().enumerate().filter(is_first).map(|(number, _)| number).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_line_of_every_operation_is_the_same_on_the_other_engines() {
    for engine in Engine::all().into_iter().filter(|engine| *engine != Engine::Sqlite) {
        let town = Arc::new(Town::new(engine).await);
        every_operation(&town, beside_the_line).await;
    }
}

#[test]
fn what_asks_for_no_action_still_asks_who_it_is() {
    in_town(async |town| {
        for (method, path, _) in SIGNED_IN {
            for person in &town.people {
                let reply = send(&town, &(method, path, Sends::Nothing), person, "", "who").await;
                let found = Answer::of(&reply);
                let must = if person.token.is_none() || person.actor.unit().is_none() {
                    Answer::SignedOut
                } else {
                    Answer::Allowed
                };
                // A device has nothing to ask here; whether it is told or turned away, no case is touched.
                assert!(found == must || person.role.is_none(), "{method} {path} {}: {found:?}", person.name);
            }
        }
    });
}

#[test]
fn a_code_that_is_no_receipt_s_is_not_found_for_everybody() {
    in_town(async |town| {
        let nowhere = ask(&town.router, "GET", "/api/v1/nowhere", &[], b"").await;
        let (method, path) = BY_CODE;
        let code = format!(r#"{{"code":"{}"}}"#, "A".repeat(43));
        for person in &town.people {
            let bearer = format!("Bearer {}", person.token.as_deref().unwrap_or_default());
            let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
            assert_eq!(ask(&town.router, method, path, &headers, &code).await, nowhere, "{}", person.name);
        }
    });
}

#[test]
fn unknown_and_forbidden_are_the_same_bytes_for_everybody() {
    in_town(async |town| {
        // An address that leads nowhere answers like a case that does not exist.
        let nowhere = ask(&town.router, "GET", "/api/v1/nowhere", &[], b"").await;
        let signed_out = ask(&town.router, "GET", "/api/v1/cases", &[], b"").await;
        assert_eq!((nowhere.status.as_u16(), signed_out.status.as_u16()), (404, 401));
        let mut seen = 0;
        for (_, operation) in operations().filter(|(_, (_, path, _))| is_on_the_case(path)) {
            let (method, path, _) = operation;
            // To a case that is nowhere nobody stands in any way: one of each role will do.
            let unit = |person: &&Person| person.actor.unit() == Some(town.facts.owner);
            for person in town.people.iter().filter(unit) {
                for id in [Town::unknown(), "no-id"] {
                    seen += 1;
                    let reply = send(&town, operation, person, id, &format!("same-{seen}")).await;
                    // A device that is told to sign in is told so whether or not there is such a case.
                    let is_same = reply == nowhere || (person.role.is_none() && reply == signed_out);
                    assert!(is_same, "{method} {path} {}: {reply:?}", person.name);
                }
            }
        }
        assert!(seen > 0);
    });
}

#[test]
fn a_list_names_a_case_to_those_for_whom_it_exists_and_to_nobody_else() {
    in_town(async |town| {
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
    });
}
