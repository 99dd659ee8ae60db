//! The person's own space: code and phrase, and nothing else, open her own record and no other.

use havenward_app::{App, AppError, Caller, access, cases, sessions, spaces};
use havenward_domain::access::Action;
use havenward_domain::id::CaseId;
use havenward_domain::request::RequestKind;
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;
use zeroize::Zeroizing;

use crate::a_story::open_tasks;
use crate::contacts::record;

const PHRASE: &str = "three quiet blue boats";

fn phrase(words: &str) -> Zeroizing<String> {
    Zeroizing::new(words.to_owned())
}

/// A case, and the code that the person was given.
async fn with_space(site: &Site) -> (Caller, CaseId, String) {
    let worker = site.member("worker", Role::CaseManager).await;
    let case = record(&site.app, &worker).await.unwrap();
    let made = spaces::open(&site.app, &worker, case, phrase(PHRASE)).await.unwrap();
    (worker, case, made.code.to_string())
}

async fn come_in(app: &App, code: &str) -> Result<Caller, AppError> {
    let begun = spaces::begin(app, code, phrase(PHRASE)).await?;
    sessions::caller(app, &begun.token).await
}

#[tokio::test]
async fn code_and_phrase_open_the_persons_own_record_and_nothing_of_the_units() {
    each_site(async |site| {
        let (worker, case, code) = with_space(&site).await;
        let other = record(&site.app, &worker).await.unwrap();
        let she = come_in(&site.app, &code).await.unwrap();

        let own = site.app.run(&she, async |ctx| spaces::read(ctx).await).await.unwrap();

        assert_eq!(own.case.plain.id, case);
        assert!(own.case.core.is_some() && own.case.contact_safety.is_none());
        assert!(own.looks.iter().any(|look| look.action == Action::RecordContact || !look.opened.is_empty()));
        let refused = site.app.run(&she, async |ctx| cases::open(ctx, other).await.map(drop)).await;
        assert!(matches!(refused, Err(AppError::NotFound)));
        let nobodys = site.app.run(&worker, async |ctx| spaces::read(ctx).await.map(drop)).await;
        assert!(matches!(nobodys, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn an_unknown_code_and_a_wrong_phrase_are_told_the_same_and_wait_the_same() {
    each_site(async |site| {
        let (_, _, code) = with_space(&site).await;
        for typed in [code.as_str(), "0000 0000 0000", "hello"] {
            let mut answers = Vec::new();
            for _ in 0..4 {
                let answer = spaces::begin(&site.app, typed, phrase("some other words")).await;
                answers.push(answer.err().map(|error| error.to_string()).unwrap());
            }
            let wrong = AppError::SignInRefused.to_string();
            assert!(answers.iter().take(3).all(|answer| *answer == wrong), "{typed:?}: {answers:?}");
            assert_ne!(answers[3], wrong, "{typed:?}: the fourth waits");
        }
        // Delay, never lock: after the wait the right words open.
        site.clock.advance(SignedDuration::from_secs(61));
        assert!(come_in(&site.app, &code).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn ten_minutes_without_a_step_end_the_session_and_a_step_makes_it_last() {
    each_site(async |site| {
        let (_, _, code) = with_space(&site).await;
        let token = spaces::begin(&site.app, &code, phrase(PHRASE)).await.unwrap().token;
        let she = sessions::caller(&site.app, &token).await.unwrap();
        site.clock.advance(SignedDuration::from_mins(9));
        site.app.run(&she, async |ctx| spaces::read(ctx).await.map(drop)).await.unwrap();
        site.clock.advance(SignedDuration::from_mins(9));
        assert!(sessions::caller(&site.app, &token).await.is_ok());
        site.clock.advance(spaces::IDLE);
        assert!(matches!(sessions::caller(&site.app, &token).await, Err(AppError::SignedOut)));
    })
    .await;
}

#[tokio::test]
async fn what_she_asks_for_is_read_by_those_who_carry_her_case_and_becomes_a_task() {
    each_site(async |site| {
        let (worker, case, code) = with_space(&site).await;
        let she = come_in(&site.app, &code).await.unwrap();
        let ask = async |kind, words: Option<&str>| {
            let words = words.map(str::to_owned);
            site.app.run(&she, async |ctx| spaces::ask(ctx, kind, words).await).await
        };
        ask(RequestKind::Advocate, None).await.unwrap();
        ask(RequestKind::Correction, Some("My name is spelled with an i.")).await.unwrap();
        assert!(matches!(ask(RequestKind::Complaint, None).await, Err(AppError::Invalid { .. })));

        let (requests, has_space) =
            site.app.run(&worker, async |ctx| spaces::requests(ctx, case).await).await.unwrap();

        assert!(has_space);
        let kinds: Vec<_> = requests.iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [RequestKind::Advocate, RequestKind::Correction]);
        let tasks = open_tasks(&site, &worker).await;
        assert_eq!(tasks.iter().filter(|kind| *kind == "answer_request").count(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_closed_or_renewed_space_ends_the_old_code_and_every_session() {
    each_site(async |site| {
        let (worker, case, old) = with_space(&site).await;
        let token = spaces::begin(&site.app, &old, phrase(PHRASE)).await.unwrap().token;
        let made = spaces::open(&site.app, &worker, case, phrase(PHRASE)).await.unwrap();

        assert!(matches!(sessions::caller(&site.app, &token).await, Err(AppError::SignedOut)));
        assert!(matches!(come_in(&site.app, &old).await, Err(AppError::SignInRefused)));
        assert!(come_in(&site.app, &made.code).await.is_ok());

        site.app.run(&worker, async |ctx| spaces::close(ctx, case).await).await.unwrap();
        assert!(matches!(come_in(&site.app, &made.code).await, Err(AppError::SignInRefused)));
        let listed = site.app.look(&worker, async |ctx| access::list(ctx, case).await).await.unwrap();
        assert_eq!(listed.len(), 1, "the unit alone");
    })
    .await;
}

#[tokio::test]
async fn only_those_who_carry_the_case_make_a_way_in_and_a_short_phrase_is_refused() {
    each_site(async |site| {
        let (worker, case, _) = with_space(&site).await;
        let stranger = site.member("stranger", Role::CaseManager).await;
        let made = spaces::open(&site.app, &stranger, case, phrase(PHRASE)).await.map(drop);
        assert!(matches!(made, Err(AppError::NotFound)));
        let short = spaces::open(&site.app, &worker, case, phrase("short")).await.map(drop);
        assert!(matches!(short, Err(AppError::Invalid { field: "phrase", .. })));
    })
    .await;
}
