//! Every page that is read × every role × every way of standing to the case, as a browser asks for it.
//!
//! What is sent from them is asked in `matrix_forms`.

use std::sync::Arc;

use crate::asking::{Reply, ask};
use crate::matrix::{AT_ONCE, all_ask};
use crate::matrix_answers::{Answered, HOW_TO_READ};
use crate::matrix_people::{Person, Standing, Town, in_town};

/// Not asked for here, because reading them ends the session of whoever does.
const ENDS_THE_SESSION: &[&str] = &["/leave"];

/// Pages of a case that ask for the role first: 403 is said whether or not there is such a case.
const ROLE_FIRST: &[&str] = &[
    "/cases/{id}/evidence/{stage}",
    "/cases/{id}/screenings/new",
    "/cases/{id}/matches",
    "/cases/{id}/agreements/tonight/{service}",
    "/cases/{id}/enquiries/new/{service}",
];

/// A case that does not exist. It is no other thing's id, so that it can be taken out of what was answered.
pub const NO_CASE: &str = "00000000-0000-4000-8000-0000000000ca";

const PREFACE: &str = "\
What every page that is read answered to every role, by its standing to the case.

  200  the page   303  sent on   401  has to sign in   403  sees it and may not   404  not there for this person

There is a screening of the case, an offence, a plan with a goal, and a service. Other parameters beside the
case name a matter of the profile, an instrument, or something that does not exist.

";

/// Every page that is read.
fn pages() -> Vec<&'static str> {
    let all = havenward_server::page_routes();
    let is_read = |(method, path): &(&str, &str)| *method == "get" && !ENDS_THE_SESSION.contains(path);
    all.into_iter().filter(is_read).map(|(_, path)| path).collect()
}

pub fn is_of_the_case(path: &str) -> bool {
    path.starts_with("/cases/{id}")
}

/// The address of a page about this case.
pub fn filled(town: &Town, path: &str, case: &str) -> String {
    let mut path = path
        .replace("{matter}", "reasonable_grounds")
        .replace("{stage}", "reasonable_grounds")
        .replace("{instrument}", "first-contact-6@1")
        .replace("{number}", "0")
        .replace("{scenario}", "factory-raid");
    if is_of_the_case(&path) {
        path = path.replace("{id}", case);
    }
    for (name, id) in &town.things {
        path = path.replace(&format!("{{{name}}}"), id);
    }
    for unknown in ["id", "agreement", "booking", "decision", "enquiry", "referral"] {
        path = path.replace(&format!("{{{unknown}}}"), Town::unknown());
    }
    assert!(!path.contains('{'), "{path}: say for what its parameters stand");
    path
}

async fn read(town: &Town, path: &str, person: &Person) -> Reply {
    let cookie = person.token.as_ref().map(|token| format!("session={token}"));
    let mut headers = vec![("Accept", "text/html")];
    if let Some(cookie) = &cookie {
        headers.push(("Cookie", cookie));
    }
    let reply = ask(&town.router, "GET", path, &headers, b"").await;
    assert!(reply.status.as_u16() < 500, "{path} for {}: {reply:?}", person.name);
    reply
}

async fn read_by(town: &Arc<Town>, path: &str, case: &str, whom: &[usize]) -> Vec<Reply> {
    let path = filled(town, path, case);
    all_ask(town, whom, AT_ONCE, |town, number| {
        let path = path.clone();
        async move { read(&town, &path, &town.people[number]).await }
    })
    .await
}

#[test]
fn every_page_answers_everybody_as_it_is_written_and_a_stranger_as_of_no_case() {
    in_town(async |town| {
        let everybody: Vec<usize> = (0..town.people.len()).collect();
        let mut answered = Answered::default();
        for path in pages() {
            let replies = read_by(&town, path, &town.facts.case.to_string(), &everybody).await;
            if is_of_the_case(path) {
                strangers_learn_nothing(&town, path, &replies).await;
            }
            let answers = replies.iter().map(|reply| reply.status.as_u16().to_string());
            answered.add(path.to_owned(), town.people.iter().zip(answers));
        }
        insta::assert_snapshot!("pages", format!("{PREFACE}{HOW_TO_READ}{answered}"));
    });
}

/// What a stranger was told of the case is, to the byte, what she is told of a case that does not exist.
async fn strangers_learn_nothing(town: &Arc<Town>, path: &'static str, of_the_case: &[Reply]) {
    let is_stranger =
        |number: &usize| matches!(town.people[*number].standing, Standing::Expired | Standing::Stranger);
    let strangers: Vec<usize> = (0..town.people.len()).filter(is_stranger).collect();
    let of_no_case = read_by(town, path, NO_CASE, &strangers).await;
    for (number, none) in strangers.iter().zip(&of_no_case) {
        let (name, real) = (&town.people[*number].name, &of_the_case[*number]);
        assert_eq!(real.status, none.status, "{path} for {name}");
        assert_eq!(words(real, &town.facts.case.to_string()), words(none, NO_CASE), "{path} for {name}");
        let status = real.status.as_u16();
        assert!(status == 404 || status == 403 && ROLE_FIRST.contains(&path), "{path} for {name}: {status}");
    }
}

/// The words of a page without the case, which stands in the address that whoever asks has typed, and without
/// what makes the form on it one of its kind.
pub fn words(reply: &Reply, case: &str) -> String {
    let text = String::from_utf8_lossy(&reply.body).replace(case, "");
    let mut parts = text.split(r#"name="once" value=""#);
    let mut words = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        words.push_str(part.split_once('"').map_or(part, |(_, after)| after));
    }
    words
}

#[test]
fn what_is_left_out_here_exists() {
    let routes = havenward_server::page_routes();
    for path in ENDS_THE_SESSION.iter().chain(ROLE_FIRST) {
        assert!(routes.contains(&("get", path)), "{path} is no page: remove it here");
    }
}
