//! Every form that is sent × every role × every way of standing to the case, as a browser sends it.
//!
//! A form calls the same use case as an operation of the API, whose matrix stands beside this one; whoever is
//! turned away there is turned away here.

use std::sync::Arc;

use havenward_testkit::Engine;

use crate::asking::{Reply, ask};
use crate::matrix::all_ask;
use crate::matrix_answers::{Answered, HOW_TO_READ};
use crate::matrix_pages::{NO_CASE, filled, is_of_the_case, words};
use crate::matrix_people::{Person, Standing, Town};

/// Forms of the frame and of the person herself: no role decides about them.
const OF_EVERYBODY: &[&str] = &["/sign-in", "/sign-out", "/language", "/demo/clock", "/my"];

const PREFACE: &str = "\
What every form that is sent answered to every role, by its standing to the case.

  yes  may: done, or shown again with what is wrong with it
  401  has to sign in   403  sees it and may not   404  it does not exist, or not for this person

Sent to what does not exist any more, a form is answered 409 with what was typed; it is told here as 404.

";

/// Every form, with what is typed so that it gets as far as the decision.
fn forms() -> Vec<(&'static str, &'static str)> {
    let all = havenward_server::page_routes().into_iter();
    let sent = all.filter(|(method, path)| *method == "post" && !OF_EVERYBODY.contains(path));
    sent.map(|(_, path)| (path, typed(path))).collect()
}

fn typed(_path: &str) -> &'static str {
    ""
}

async fn send(town: &Town, path: &str, body: &str, person: &Person) -> Reply {
    let cookie = person.token.as_ref().map(|token| format!("session={token}"));
    let mut headers = vec![
        ("Accept", "text/html"),
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Sec-Fetch-Site", "same-origin"),
    ];
    if let Some(cookie) = &cookie {
        headers.push(("Cookie", cookie));
    }
    let reply = ask(&town.router, "POST", path, &headers, body).await;
    assert!(reply.status.as_u16() < 500, "{path} for {}: {reply:?}", person.name);
    reply
}

async fn sent_by(town: &Arc<Town>, (path, typed): (&str, &str), case: &str, whom: &[usize]) -> Vec<Reply> {
    let path = filled(town, path, case);
    // One after the other: whoever comes first may change what the next one is told.
    all_ask(town, whom, 1, |town, number| {
        let (path, body) = (path.clone(), format!("once=m-{number}&{typed}"));
        async move { send(&town, &path, &body, &town.people[number]).await }
    })
    .await
}

fn shown(reply: &Reply) -> &'static str {
    match reply.status.as_u16() {
        401 => "401",
        403 => "403",
        404 => "404",
        409 if String::from_utf8_lossy(&reply.body).contains("no longer open to you") => "404",
        _ => "yes",
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_answers_everybody_as_it_is_written_and_a_stranger_as_of_no_case() {
    // A town of its own: what is done here would show in the others' answers.
    let town = Arc::new(Town::new(Engine::Sqlite).await);
    let everybody: Vec<usize> = (0..town.people.len()).collect();
    let is_stranger =
        |number: &usize| matches!(town.people[*number].standing, Standing::Expired | Standing::Stranger);
    let strangers: Vec<usize> = everybody.iter().copied().filter(is_stranger).collect();
    let case = town.facts.case.to_string();
    let (mut answered, mut wrong) = (Answered::default(), Vec::new());
    for form in forms() {
        let replies = sent_by(&town, form, &case, &everybody).await;
        if is_of_the_case(form.0) {
            let of_no_case = sent_by(&town, form, NO_CASE, &strangers).await;
            for (number, none) in strangers.iter().zip(&of_no_case) {
                let real = &replies[*number];
                if (real.status, words(real, &case)) != (none.status, words(none, NO_CASE)) {
                    wrong.push(format!(
                        "{} for {}: {} and {}",
                        form.0, town.people[*number].name, real.status, none.status
                    ));
                }
            }
        }
        let answers = replies.iter().map(|reply| shown(reply).to_owned());
        answered.add(form.0.to_owned(), town.people.iter().zip(answers));
    }
    insta::assert_snapshot!("forms", format!("{PREFACE}{HOW_TO_READ}{answered}"));
    assert!(wrong.is_empty(), "a stranger learns of a case:\n{}", wrong.join("\n"));
}
