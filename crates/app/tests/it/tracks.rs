//! Whereabouts, age, support and disqualification: each track moves on its own.

use havenward_app::{AppError, Caller, ages, disqualifications, supports, whereabouts};
use havenward_domain::age::{AgeBasis, BornOn};
use havenward_domain::author::MoveReason;
use havenward_domain::contact::AgeClaim;
use havenward_domain::decision::Answer;
use havenward_domain::disqualification::Review;
use havenward_domain::id::CaseId;
use havenward_domain::role::Role;
use havenward_domain::support::EndReason;
use havenward_domain::whereabouts::Whereabouts;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;
use jiff::civil::date;

use crate::given::*;

async fn away(site: &Site, who: &Caller, case: CaseId, to: Whereabouts) -> Result<(), AppError> {
    let reason = why(MoveReason::NotSeen);
    site.app.run(who, async |ctx| whereabouts::write(ctx, case, reason, to).await).await
}

#[tokio::test]
async fn a_missing_child_calls_the_duty_officer_now() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrSocial).await;
        let case = case_of(&site, &worker, AgeClaim::Unsure).await;
        away(&site, &worker, case, Whereabouts::Missing).await.unwrap();

        let tasks = tasks_of(&site, &worker, case).await;
        for kind in ["missing_protocol", "call_child_duty_officer"] {
            assert!(tasks.contains(&(kind.to_owned(), 0)), "{kind}: {tasks:?}");
        }
        assert_eq!(open(&site, &worker, case).await.plain.positions.whereabouts.0, "missing");
        let again = away(&site, &worker, case, Whereabouts::Missing).await;
        assert_eq!(code(&again.unwrap_err()), "status.not_from_here");
        let close = site
            .app
            .run(&worker, async |ctx| supports::end(ctx, case, seen(), EndReason::Missing).await)
            .await;
        assert_eq!(code(&close.unwrap_err()), "status.child_is_looked_for");
    })
    .await;
}

#[tokio::test]
async fn an_adult_who_leaves_is_free_and_only_the_agreed_steps_follow_a_worry() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let case = case_of(&site, &worker, AgeClaim::Adult).await;
        away(&site, &worker, case, Whereabouts::LeftByChoice).await.unwrap();
        assert!(tasks_of(&site, &worker, case).await.is_empty());

        away(&site, &worker, case, Whereabouts::Missing).await.unwrap();
        assert_eq!(tasks_of(&site, &worker, case).await, [("steps_agreed_at_intake".to_owned(), 0)]);
        let lawyer = lawyer(&site, &worker, case).await;
        let refused = away(&site, &lawyer, case, Whereabouts::Known).await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
    })
    .await;
}

async fn born(site: &Site, who: &Caller, case: CaseId, born: BornOn) -> Result<(), AppError> {
    site.app.run(who, async |ctx| ages::set_born(ctx, case, born).await).await
}

/// Days until the tasks before the 18th birthday are due.
async fn birthday_tasks(site: &Site, who: &Caller, case: CaseId) -> Vec<i64> {
    let all = tasks_of(site, who, case).await;
    let ahead = all.into_iter().filter(|(kind, _)| kind == "look_at_age");
    ahead.map(|(_, hours)| hours.div_euclid(24)).collect()
}

#[tokio::test]
async fn a_known_birth_date_makes_tasks_that_tell_no_birthday_and_a_correction_replaces_them() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrSocial).await;
        let case = case_of(&site, &worker, AgeClaim::Child).await;
        // The clock stands on 1 March 2026; from the end of March days are an hour shorter in London.
        born(&site, &worker, case, BornOn::Day(date(2008, 9, 17))).await.unwrap();
        // 90, 30 and 0 days before 17 September lie in June, August and September; due is the first of each.
        assert_eq!(birthday_tasks(&site, &worker, case).await, [91, 152, 183]);

        born(&site, &worker, case, BornOn::Day(date(2008, 4, 10))).await.unwrap();
        assert_eq!(birthday_tasks(&site, &worker, case).await, [0, 30]);

        born(&site, &worker, case, BornOn::Year(2007)).await.unwrap();
        assert_eq!(birthday_tasks(&site, &worker, case).await, [0]);
        let future = born(&site, &worker, case, BornOn::Year(2031)).await;
        assert!(matches!(future, Err(AppError::Invalid { field: "born", .. })));
        let no_day = born(&site, &worker, case, BornOn::Month(2009, 13)).await;
        assert!(matches!(no_day, Err(AppError::Invalid { field: "born", .. })));
    })
    .await;
}

#[tokio::test]
async fn turning_18_is_written_by_a_person_on_the_day_and_not_before() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrSocial).await;
        let case = case_of(&site, &worker, AgeClaim::Child).await;
        let turn = async || site.app.run(&worker, async |ctx| ages::turn_18(ctx, case).await).await;
        assert_eq!(code(&turn().await.unwrap_err()), "age.birth_unknown");
        born(&site, &worker, case, BornOn::Day(date(2008, 3, 3))).await.unwrap();
        assert_eq!(code(&turn().await.unwrap_err()), "status.not_yet_18");
        site.clock.advance(SignedDuration::from_hours(48));
        turn().await.unwrap();

        assert!(!open(&site, &worker, case).await.plain.child);
        for task in ["ask_agreement_again", "close_guardians_view", "review_plan_placement_and_letters"] {
            assert!(has_task(&site, &worker, case, task).await, "{task}");
        }
    })
    .await;
}

#[tokio::test]
async fn anybody_presumes_a_child_and_only_who_decides_on_age_finds_an_adult() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let social = site.colleague("social", &worker, Role::FrSocial).await;
        let case = case_of(&site, &worker, AgeClaim::Adult).await;
        let why = || why(MoveReason::Assessment);
        site.app.run(&worker, async |ctx| ages::presume_child(ctx, case, why()).await).await.unwrap();
        assert!(open(&site, &worker, case).await.plain.child);
        assert!(has_task(&site, &worker, case, "call_child_protection").await);
        site.app.run(&worker, async |ctx| ages::dispute(ctx, case, why()).await).await.unwrap();

        let find = async |who: &Caller, basis| {
            site.app.run(who, async |ctx| ages::find_adult(ctx, case, why(), basis).await).await
        };
        let refused = find(&worker, AgeBasis::Documents).await.unwrap_err();
        assert_eq!(code(&refused), "status.role_may_not");
        let weak = find(&social, AgeBasis::OwnAccount).await.unwrap_err();
        assert_eq!(code(&weak), "status.basis_too_weak");
        site.app.run(&social, async |ctx| ages::confirm(ctx, case, why()).await).await.unwrap();
        assert_eq!(open(&site, &worker, case).await.plain.positions.age.0, "child");
    })
    .await;
}

#[tokio::test]
async fn support_needs_no_decision_and_is_ended_with_a_reason() {
    each_site(async |site| {
        let worker = site.member("worker", Role::CaseManager).await;
        let case = case_of(&site, &worker, AgeClaim::Adult).await;
        let plan = || why(MoveReason::Plan);
        let early = site.app.run(&worker, async |ctx| supports::agree_plan(ctx, case, plan()).await).await;
        assert_eq!(code(&early.unwrap_err()), "status.not_from_here");
        site.app.run(&worker, async |ctx| supports::open(ctx, case, plan()).await).await.unwrap();
        site.app.run(&worker, async |ctx| supports::agree_plan(ctx, case, plan()).await).await.unwrap();
        site.app.run(&worker, async |ctx| supports::move_on(ctx, case, plan()).await).await.unwrap();
        let end = async |reason| {
            site.app.run(&worker, async |ctx| supports::end(ctx, case, plan(), reason).await).await
        };
        let early = end(EndReason::NoGroundsSupportElsewhere).await.unwrap_err();
        assert_eq!(code(&early), "status.refusal_not_final");
        end(EndReason::MovedOnIndependent).await.unwrap();
        assert_eq!(open(&site, &worker, case).await.plain.positions.support.0, "ended");
        site.app.run(&worker, async |ctx| supports::give_emergency(ctx, case, seen()).await).await.unwrap();
        assert_eq!(open(&site, &worker, case).await.plain.positions.support.0, "emergency");
    })
    .await;
}

#[tokio::test]
async fn a_disqualification_leaves_recognition_waits_for_review_and_is_reviewed_by_another() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let first = site.member_of("sca", Role::CompetentAuthority, "sca").await;
        let second = site.colleague("second", &first, Role::CompetentAuthority).await;
        let case = sent_case(&site, &worker, &first).await;
        decide(&site, &first, case, &stage("reasonable_grounds"), Answer::Yes).await.unwrap();
        let profile = profile("gb-ew");
        let had = rights(&site, &worker, case, &profile).await;
        let write = async |who: &Caller, ground: &str| {
            site.app.run(who, async |ctx| disqualifications::write(ctx, case, seen(), ground).await).await
        };
        let refused = write(&worker, "bad_faith").await.unwrap_err();
        assert_eq!(code(&refused), "forbidden");
        assert!(write(&first, "rudeness").await.is_err());
        write(&first, "bad_faith").await.unwrap();

        assert_eq!(position(&site, &worker, case).await, "presumed");
        assert!(running(&site, &worker, case).await.contains(&"disqualification.review".to_owned()));
        let lawyer = lawyer(&site, &worker, case).await;
        site.app
            .run(&lawyer, async |ctx| disqualifications::ask_review(ctx, case, seen()).await)
            .await
            .unwrap();
        assert!(!running(&site, &worker, case).await.contains(&"disqualification.review".to_owned()));
        site.clock.advance(SignedDuration::from_hours(24 * 60));
        assert_eq!(rights(&site, &worker, case, &profile).await, had, "review is asked");
        let review = async |who: &Caller, outcome| {
            site.app
                .run(who, async |ctx| disqualifications::decide_review(ctx, case, seen(), outcome).await)
                .await
        };
        assert!(review(&first, Review::Upheld).await.is_err(), "nobody reviews their own act");
        review(&second, Review::Upheld).await.unwrap();
        let left = rights(&site, &worker, case, &profile).await;
        assert!(left.len() < had.len() && left.contains(&"legal_aid".to_owned()), "{left:?}");
    })
    .await;
}
