//! The person's own space: code and phrase, and nothing else, open her own record and no other.

use havenward_app::agreements::{self, NewAgreement};
use havenward_app::grants::{self, Giving};
use havenward_app::{
    App, AppError, Caller, access, accounts, cases, journal, notes, sessions, spaces, supports, units,
};
use havenward_domain::access::{Action, Holder};
use havenward_domain::agreement::{Answer, Category, Purpose, Standing};
use havenward_domain::author::MoveReason;
use havenward_domain::compartment::Compartment;
use havenward_domain::id::CaseId;
use havenward_domain::request::RequestKind;
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;
use zeroize::Zeroizing;

use crate::a_story::{BED, asked, open_tasks, unit};
use crate::contacts::record;
use crate::given::why;
use crate::rows::texts;

const PHRASE: &str = "three quiet blue boats";

fn phrase(words: &str) -> Zeroizing<String> {
    Zeroizing::new(words.to_owned())
}

/// A case, and the code that the person was given.
pub async fn with_space(site: &Site) -> (Caller, CaseId, String) {
    let worker = site.member("worker", Role::CaseManager).await;
    let case = record(&site.app, &worker).await.unwrap();
    let made = spaces::open(&site.app, &worker, case, phrase(PHRASE)).await.unwrap();
    (worker, case, made.code.to_string())
}

pub async fn come_in(app: &App, code: &str) -> Result<Caller, AppError> {
    let arrived = spaces::begin(app, code, phrase(PHRASE)).await?;
    spaces::caller(app, &arrived.token).await
}

#[tokio::test]
async fn code_and_phrase_open_the_persons_own_record_and_nothing_of_the_units() {
    each_site(async |site| {
        let (worker, case, code) = with_space(&site).await;
        let other = record(&site.app, &worker).await.unwrap();
        let she = come_in(&site.app, &code).await.unwrap();

        let opened = async |who| site.app.run(who, async |ctx| cases::open(ctx, case).await).await;
        site.clock.advance(SignedDuration::from_secs(1));
        opened(&worker).await.unwrap();
        let own = site.app.run(&she, async |ctx| spaces::read(ctx).await).await.unwrap();
        let again = site.app.run(&she, async |ctx| spaces::read(ctx).await).await.unwrap();

        assert_eq!(own.looks[0].action, Action::ReadCase, "the last look comes first");
        assert_eq!(own.looks.len(), again.looks.len(), "her own looks are left out");
        let seen = opened(&she).await.unwrap();
        assert!(seen.core.is_some() && seen.contact_safety.is_none());
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
        // Delay, never lock: after the wait the right words open, and she is told of what came before.
        site.clock.advance(SignedDuration::from_secs(61));
        let arrived = spaces::begin(&site.app, &code, phrase(PHRASE)).await.unwrap();
        assert_eq!(arrived.failures, 3);
        let again = spaces::begin(&site.app, &code, phrase(PHRASE)).await.unwrap();
        assert_eq!(again.failures, 0);
    })
    .await;
}

#[tokio::test]
async fn ten_minutes_without_a_step_end_the_session_and_a_step_makes_it_last() {
    each_site(async |site| {
        let (_, _, code) = with_space(&site).await;
        let token = spaces::begin(&site.app, &code, phrase(PHRASE)).await.unwrap().token;
        let she = spaces::caller(&site.app, &token).await.unwrap();
        site.clock.advance(SignedDuration::from_mins(9));
        site.app.run(&she, async |ctx| spaces::read(ctx).await.map(drop)).await.unwrap();
        site.clock.advance(SignedDuration::from_mins(9));
        assert!(spaces::caller(&site.app, &token).await.is_ok());
        site.clock.advance(spaces::IDLE);
        assert!(matches!(spaces::caller(&site.app, &token).await, Err(AppError::SignedOut)));
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

        let seen = site.app.run(&worker, async |ctx| spaces::requests(ctx, case).await).await.unwrap();

        assert!(seen.made_at.is_some());
        let kinds: Vec<_> = seen.requests.iter().map(|one| one.kind).collect();
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

        assert!(matches!(spaces::caller(&site.app, &token).await, Err(AppError::SignedOut)));
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
        for weak in ["short", "aaaaaaaaaaaaaaaa", "121212121212"] {
            let refused = spaces::open(&site.app, &worker, case, phrase(weak)).await.map(drop);
            assert!(matches!(refused, Err(AppError::Invalid { field: "phrase", .. })), "{weak}");
        }
    })
    .await;
}

#[tokio::test]
async fn guessing_waits_longer_and_longer_and_is_seen_by_the_team() {
    each_site(async |site| {
        let (worker, case, code) = with_space(&site).await;
        let mut waits = Vec::new();
        for _ in 0..16 {
            match spaces::begin(&site.app, &code, phrase("some other words")).await.map(drop) {
                Err(AppError::SignInRefused) => {}
                Err(AppError::Delayed(seconds)) => {
                    waits.push(seconds);
                    site.clock.advance(SignedDuration::from_secs(seconds));
                }
                other => panic!("{other:?}"),
            }
        }
        assert!(waits.is_sorted(), "{waits:?}");
        for _ in 0..40 {
            if let Err(AppError::Delayed(seconds)) =
                spaces::begin(&site.app, &code, phrase("some other words")).await.map(drop)
            {
                waits.push(seconds);
                site.clock.advance(SignedDuration::from_secs(seconds));
            }
        }
        assert_eq!(waits.last(), Some(&900), "a quarter of an hour and no more: {waits:?}");
        let seen = site.app.run(&worker, async |ctx| spaces::requests(ctx, case).await).await.unwrap();
        assert!(seen.failures > 10, "{}", seen.failures);
        site.clock.advance(SignedDuration::from_secs(900));
        assert!(come_in(&site.app, &code).await.is_ok(), "delayed and never locked");
        let seen = site.app.run(&worker, async |ctx| spaces::requests(ctx, case).await).await.unwrap();
        assert_eq!(seen.failures, 0);
    })
    .await;
}

#[tokio::test]
async fn her_session_and_a_workers_are_never_taken_for_each_other() {
    each_site(async |site| {
        let (_, _, code) = with_space(&site).await;
        let arrived = spaces::begin(&site.app, &code, phrase(PHRASE)).await.unwrap();
        assert!(matches!(sessions::caller(&site.app, &arrived.token).await, Err(AppError::SignedOut)));
        assert!(matches!(spaces::caller(&site.app, "not a token").await, Err(AppError::SignedOut)));
    })
    .await;
}

#[tokio::test]
async fn her_account_is_no_colleague_of_anybody_and_nobody_can_reset_it() {
    each_site(async |site| {
        let (worker, case, _) = with_space(&site).await;
        let members = site.app.look(&worker, async |ctx| units::members(ctx).await).await.unwrap();
        assert_eq!(members.len(), 1);
        assert!(site.app.look(&worker, async |ctx| units::waiting(ctx).await).await.unwrap().is_empty());
        let listed = site.app.look(&Caller::operator(), async |ctx| accounts::list(ctx).await).await.unwrap();
        assert!(listed.iter().all(|account| !account.name.is_empty()), "{}", listed.len());
        let accesses = site.app.look(&worker, async |ctx| access::list(ctx, case).await).await.unwrap();
        let user = accesses.iter().find_map(|one| match one.access.grant.holder {
            Holder::User(user) => Some(user),
            Holder::Unit(_) => None,
        });
        let login = format!("space:{}", user.unwrap());
        let reset = async |ctx: &mut _| accounts::reset(ctx, &login, accounts::Loss::Refused).await.map(drop);
        let refused = site.app.run(&Caller::operator(), reset).await;
        assert!(matches!(refused, Err(AppError::Invalid { field: "login", .. })), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn what_she_stops_closes_at_once_and_she_is_told_what_was_read() {
    each_site(async |site| {
        let (worker, case, code) = with_space(&site).await;
        let shelter = site.member("shelter", Role::Shelter).await;
        let to = unit(&shelter);
        let new: NewAgreement = asked(to, &[(Category::MinimumDataset, Answer::Agreed)]);
        let give = async |ctx: &mut _| agreements::give_tonight(ctx, case, new).await;
        let agreement = site.app.run(&worker, give).await.unwrap();
        let giving = Giving {
            holder: Holder::Unit(to),
            compartments: vec![Compartment::Core],
            purpose: "support".to_owned(),
            basis: "agreement".to_owned(),
            agreement: Some(agreement),
            until: site.app.now() + SignedDuration::from_hours(100),
        };
        site.app.run(&worker, async |ctx| grants::give(ctx, case, giving).await).await.unwrap();
        let open = async |who| site.app.run(who, async |ctx| cases::open(ctx, case).await.map(drop)).await;
        open(&shelter).await.unwrap();
        let she = come_in(&site.app, &code).await.unwrap();
        site.clock.advance(SignedDuration::from_secs(1));

        let purpose = Purpose::Service(BED);
        let stop = async || site.app.run(&she, async |ctx| spaces::withdraw(ctx, &purpose, to).await).await;
        let stopped = stop().await.unwrap();

        assert_eq!(stopped.withdrawal.access_ended, 1);
        assert!(!stopped.withdrawal.cannot_be_recalled.is_empty() && !stopped.name(to).is_empty());
        assert!(matches!(open(&shelter).await, Err(AppError::NotFound)));
        open(&worker).await.unwrap();
        let own = site.app.run(&she, async |ctx| spaces::read(ctx).await).await.unwrap();
        assert_eq!(own.agreements[0].standing[0].1, Standing::Withdrawn);
        let again = stop().await.unwrap();
        assert!(again.withdrawal.agreements.is_empty() && again.withdrawal.objections.is_empty());
        assert_eq!(journal::verify(&site.app, |_| ()).await.unwrap().faults, []);
    })
    .await;
}

#[tokio::test]
async fn what_she_could_not_lock_herself_gets_a_new_key_with_the_next_act_of_who_carries_her_case() {
    each_site(async |site| {
        let (worker, case, code) = with_space(&site).await;
        let write = async |ctx: &mut _| {
            let (words, holding) = ("What she told.".to_owned(), notes::Holding::TwoOrMore);
            notes::write(ctx, case, Compartment::Narrative, words, holding).await.map(drop)
        };
        site.app.run(&worker, write).await.unwrap();
        let shelter = site.member("shelter", Role::Shelter).await;
        let to = unit(&shelter);
        let new: NewAgreement = asked(to, &[(Category::MinimumDataset, Answer::Agreed)]);
        let give = async |ctx: &mut _| agreements::give_tonight(ctx, case, new).await;
        let agreement = site.app.run(&worker, give).await.unwrap();
        let giving = Giving {
            holder: Holder::Unit(to),
            compartments: vec![Compartment::Core, Compartment::Narrative],
            purpose: "support".to_owned(),
            basis: "agreement".to_owned(),
            agreement: Some(agreement),
            until: site.app.now() + SignedDuration::from_hours(100),
        };
        site.app.run(&worker, async |ctx| grants::give(ctx, case, giving).await).await.unwrap();
        let she = come_in(&site.app, &code).await.unwrap();
        let purpose = Purpose::Service(BED);
        site.app.run(&she, async |ctx| spaces::withdraw(ctx, &purpose, to).await).await.unwrap();

        // She opens no narrative, and yet nobody of the shelter holds a key to it from now on.
        let holders = "select compartment || ' ' || key_version || ' ' || holder from compartment_keys";
        let of = |rows: &[String], holder: String| rows.iter().filter(|row| row.ends_with(&holder)).count();
        let rows = texts(&site, holders).await;
        assert_eq!(of(&rows, format!("unit:{to}")), 0, "{rows:?}");
        let narrative = |rows: &[String]| {
            let newest = rows.iter().filter_map(|row| row.strip_prefix("narrative ")?.split(' ').next());
            newest.filter_map(|version| version.parse::<u32>().ok()).max()
        };
        assert_eq!(narrative(&rows), Some(1));
        let asked_for = async || open_tasks(&site, &worker).await.contains(&"make_new_keys".to_owned());
        assert!(asked_for().await);

        let help = why(MoveReason::OwnWish);
        site.app.run(&worker, async |ctx| supports::open(ctx, case, help).await).await.unwrap();
        assert_eq!(narrative(&texts(&site, holders).await), Some(2));
        assert!(!asked_for().await);
    })
    .await;
}

#[tokio::test]
async fn a_way_in_that_was_not_renewed_for_a_year_is_told_like_an_unknown_code() {
    each_site(async |site| {
        let (_, _, code) = with_space(&site).await;
        site.clock.advance(SignedDuration::from_hours(24 * 365 + 1));
        assert!(matches!(come_in(&site.app, &code).await, Err(AppError::SignInRefused)));
    })
    .await;
}
