//! Every form that is sent × every role × every way of standing to the case, as a browser sends it.
//!
//! A form calls the same use case as an operation of the API, whose matrix stands beside this one; whoever is
//! turned away there is turned away here.

use std::sync::Arc;

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

/// What is typed into a form. A form that is not here asks for nothing, or for what does not exist.
const TYPED: &[(&str, &str)] = &[
    ("/contacts/new", "urgency=urgent&age=adult&setting=border_land&language=uk"),
    ("/cases/{id}/told-before", "how=interpreter&language=uk&limits=yes&agreed=yes"),
    ("/cases/{id}/screenings/new/{instrument}", "go=done&FC2=yes_told"),
    ("/cases/{id}/needs", "tonight=accommodation_emergency&review=7"),
    ("/cases/{id}/risks", "retaliation=high&review=7"),
    ("/cases/{id}/gaps", "need=accommodation_emergency&region=GB-LND"),
    ("/cases/{id}/presumption", "reason=told_by_person"),
    ("/cases/{id}/card", "carry=nothing"),
    ("/cases/{id}/notes", "text=words&step=call_person&days=1"),
    ("/cases/{id}/plan", "weeks=4"),
    ("/cases/{id}/plan/goals", "area=accommodation_emergency&text=words"),
    ("/cases/{id}/plan/goals/{goal}", "say=agree"),
    ("/cases/{id}/whereabouts", "to=missing&reason=not_seen"),
    ("/cases/{id}/reach", "step=add"),
    ("/cases/{id}/refusal", "way=duty_line"),
    ("/cases/{id}/refusal/told", "to=person"),
    ("/cases/{id}/challenge", "rule=reconsideration&ground=new_evidence"),
    ("/cases/{id}/objections", "to=contact&words=words"),
    ("/cases/{id}/objections/{number}", "outcome=plan_kept&words=words"),
    (
        "/cases/{id}/best-interests",
        "about=contact&view=did_not_wish&guardian=words&what-1=words&good-1=words",
    ),
    ("/cases/{id}/decide/{matter}", "step=vote&answer=yes&seat=x"),
    ("/cases/{id}/evidence/{stage}", "asked_for=words"),
    ("/cases/{id}/enquiries/new/{service}", "need=accommodation_emergency&when=tonight"),
    (
        "/cases/{id}/agreements/tonight/{service}",
        "kind=accommodation_emergency&answer=agreed&language=uk&how=interpreter&teach_back=in_own_words&giver=self&view=agrees",
    ),
    (
        "/cases/{id}/bookings",
        "language=uk&mode=remote&on-day=3&on-month=6&on-year=2099&time=14:30&minutes=30",
    ),
    ("/cases/{id}/waits", "need=accommodation_emergency&how=found_elsewhere"),
    ("/cases/{id}/space", "phrase=three+quiet+blue+boats&repeat=three+quiet+blue+boats"),
    ("/cases/{id}/offences/{offence}/notice", "say=sign"),
    ("/accounts/new", "login=x&name=x&role=case_manager&unit=00000000-0000-4000-8000-0000000000aa"),
    ("/units/new", "name=House&body=ngo"),
    ("/overlay/on", "file=words"),
    ("/overlay/off", "reason=words"),
    ("/places/{id}", "free=1&places=2"),
    ("/shift", "hours=8"),
    ("/unit/waiting/{id}", "seen=words"),
    ("/interpreting", "languages=uk&modes=remote&sex=female"),
    ("/drafts", "which=00000000-0000-4000-8000-0000000000aa"),
];

fn typed(path: &str) -> &'static str {
    TYPED.iter().find(|(form, _)| *form == path).map_or("", |(_, typed)| typed)
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
    // A key of its own for each form: under a key that was used, another request is a mismatch.
    let key = path.replace(['/', '{', '}'], ".");
    let path = filled(town, path, case);
    // One after the other: whoever comes first may change what the next one is told.
    all_ask(town, whom, 1, |town, number| {
        let (path, body) = (path.clone(), format!("once={key}{number}&{typed}"));
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
    let town = Arc::new(Town::with_things().await);
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

#[test]
fn what_is_typed_is_typed_into_a_form() {
    let routes = havenward_server::page_routes();
    for path in OF_EVERYBODY.iter().chain(TYPED.iter().map(|(path, _)| path)) {
        assert!(routes.contains(&("post", path)), "{path} is no form: remove it here");
    }
}
