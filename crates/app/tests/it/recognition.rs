//! Raised, sent, presumed, stopped: by whom the profile names, with the agreement it asks for.

use havenward_app::{AppError, Caller, recognition};
use havenward_domain::access::{Holder, act};
use havenward_domain::author::MoveReason;
use havenward_domain::contact::AgeClaim;
use havenward_domain::recognition::PresumptionGround;
use havenward_domain::role::Role;
use havenward_testkit::{Engine, Site, each_site};
use jiff::SignedDuration;

use crate::given::*;

#[tokio::test]
async fn a_case_is_sent_only_with_the_agreement_and_then_the_one_unit_agreed_to_sees_it() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let sca = site.member_of("sca", Role::CompetentAuthority, "sca").await;
        let ieca = site.member_of("ieca", Role::CompetentAuthority, "ieca").await;
        let case = case_of(&site, &worker, AgeClaim::Adult).await;
        raise(&site, &worker, case).await.unwrap();

        let refused = send(&site, &worker, case, to("reasonable_grounds")).await.unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the agreement to formal identification is missing; ask for it first"
        );
        let read =
            site.app.run(&sca, async |ctx| havenward_app::cases::open(ctx, case).await.map(drop)).await;
        assert!(matches!(read, Err(AppError::NotFound)));

        agree(&site, &worker, case, &sca).await;
        send(&site, &worker, case, to("reasonable_grounds")).await.unwrap();

        assert_eq!(position(&site, &sca, case).await, "sent");
        assert_eq!(running(&site, &worker, case).await, ["reasonable_grounds_target"]);
        let read =
            site.app.run(&ieca, async |ctx| havenward_app::cases::open(ctx, case).await.map(drop)).await;
        assert!(matches!(read, Err(AppError::NotFound)));
        let access = access(&site, &worker, case).await;
        let given = access.iter().find(|one| one.purpose == "formal_identification").unwrap();
        assert_eq!(given.grant.holder, Holder::Unit(member(&sca).unit));
        assert_eq!(given.basis, "agreement");
        assert!(given.agreement.is_some());
        assert_eq!(given.grant.expires_at, site.clock.now() + SignedDuration::from_hours(24 * 300));
    })
    .await;
}

#[tokio::test]
async fn the_sight_of_a_deciding_body_ends_with_its_time() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let sca = site.member_of("sca", Role::CompetentAuthority, "sca").await;
        let case = sent_case(&site, &worker, &sca).await;
        site.clock.advance(SignedDuration::from_hours(24 * 300));
        let read =
            site.app.run(&sca, async |ctx| havenward_app::cases::open(ctx, case).await.map(drop)).await;
        assert!(matches!(read, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn where_several_units_could_decide_the_sender_names_one() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let first = site.member_of("sca north", Role::CompetentAuthority, "sca").await;
        let second = site.member_of("sca south", Role::CompetentAuthority, "sca").await;
        let case = case_of(&site, &worker, AgeClaim::Adult).await;
        raise(&site, &worker, case).await.unwrap();
        agree(&site, &worker, case, &first).await;
        agree(&site, &worker, case, &second).await;

        let refused = send(&site, &worker, case, to("reasonable_grounds")).await;
        assert_eq!(code(&refused.unwrap_err()), "recognition.which_unit");

        let mut named = to("reasonable_grounds");
        named.unit = Some(member(&second).unit);
        send(&site, &worker, case, named).await.unwrap();
        assert_eq!(position(&site, &second, case).await, "sent");
        let read =
            site.app.run(&first, async |ctx| havenward_app::cases::open(ctx, case).await.map(drop)).await;
        assert!(matches!(read, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn nothing_is_sent_to_a_body_that_is_not_here_or_to_a_stage_that_comes_later() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let case = case_of(&site, &worker, AgeClaim::Adult).await;
        raise(&site, &worker, case).await.unwrap();
        let refused = send(&site, &worker, case, to("reasonable_grounds")).await;
        assert_eq!(code(&refused.unwrap_err()), "recognition.no_unit");

        let sca = site.member_of("sca", Role::CompetentAuthority, "sca").await;
        agree(&site, &worker, case, &sca).await;
        let refused = send(&site, &worker, case, to("conclusive_grounds")).await;
        assert_eq!(code(&refused.unwrap_err()), "recognition.other_stage_first");
        let refused = send(&site, &worker, case, to("no_such_stage")).await;
        assert!(matches!(refused, Err(AppError::Invalid { field: "stage", .. })));
        assert_eq!(position(&site, &worker, case).await, "raised");
    })
    .await;
}

async fn presume(
    site: &Site,
    caller: &Caller,
    case: havenward_domain::id::CaseId,
    ground: PresumptionGround,
) -> Result<(), AppError> {
    site.app.run(caller, async |ctx| recognition::presume(ctx, case, seen(), &[ground]).await).await
}

#[tokio::test]
async fn only_whom_the_profile_names_presumes_and_never_on_a_vulnerability_alone() {
    let site = Site::new(Engine::Sqlite).await;
    let police = site.member("police", Role::FrPolice).await;
    let case = case_of(&site, &police, AgeClaim::Adult).await;
    raise(&site, &police, case).await.unwrap();
    let refused = presume(&site, &police, case, PresumptionGround::Disclosure).await;
    assert_eq!(code(&refused.unwrap_err()), "status.role_may_not");

    let site = Site::under(Engine::Sqlite, "es").await;
    let police = site.member("police", Role::FrPolice).await;
    let case = case_of(&site, &police, AgeClaim::Adult).await;
    raise(&site, &police, case).await.unwrap();
    let refused = presume(&site, &police, case, PresumptionGround::Vulnerability).await;
    assert_eq!(code(&refused.unwrap_err()), "status.ground_missing");
    presume(&site, &police, case, PresumptionGround::Indicators).await.unwrap();
    for task in ["switch_entitlements_on", "check_non_punishment"] {
        assert!(has_task(&site, &police, case, task).await, "{task}");
    }
    assert_eq!(running(&site, &police, case).await, ["recovery"]);
}

#[tokio::test]
async fn the_person_stops_and_goes_on_and_support_stays() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let case = case_of(&site, &worker, AgeClaim::Adult).await;
        raise(&site, &worker, case).await.unwrap();
        let stop = async |reason| {
            site.app.run(&worker, async |ctx| recognition::stop(ctx, case, why(reason)).await).await
        };

        let refused = stop(MoveReason::SignsSeen).await.unwrap_err();
        assert_eq!(code(&refused), "status.not_her_wish");
        stop(MoveReason::OwnWish).await.unwrap();
        let stopped = open(&site, &worker, case).await;
        assert_eq!(stopped.plain.positions.recognition.0, "stopped_by_person");
        assert_eq!(stopped.plain.positions.support.0, "emergency");
        site.app
            .run(&worker, async |ctx| recognition::resume(ctx, case, why(MoveReason::OwnWish)).await)
            .await
            .unwrap();
        assert_eq!(position(&site, &worker, case).await, "raised");
    })
    .await;
}

#[tokio::test]
async fn a_child_is_protected_before_the_procedure_and_is_sent_without_an_agreement_where_the_law_says_so() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrSocial).await;
        let sca = site.member_of("sca", Role::CompetentAuthority, "sca").await;
        let case = case_of(&site, &worker, AgeClaim::Child).await;
        raise(&site, &worker, case).await.unwrap();
        let refused = send(&site, &worker, case, to("reasonable_grounds")).await.unwrap_err();
        assert_eq!(code(&refused), "status.child_path_first");

        site.app
            .run(&worker, async |ctx| recognition::start_child_path(ctx, case, seen()).await)
            .await
            .unwrap();
        let tasks = tasks_of(&site, &worker, case).await;
        for kind in ["call_child_protection", "ask_emergency_guardian"] {
            assert!(tasks.contains(&(kind.to_owned(), 0)), "{kind} is due now");
        }
        send(&site, &worker, case, to("reasonable_grounds")).await.unwrap();

        assert_eq!(position(&site, &sca, case).await, "sent");
        let access = access(&site, &worker, case).await;
        let given = access.iter().find(|one| one.purpose == "formal_identification").unwrap();
        assert_eq!((given.basis.as_str(), given.agreement), ("public_task", None));
    })
    .await;
}

#[tokio::test]
async fn evidence_is_asked_for_by_the_bench_with_a_clock_of_its_own() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let sca = site.member_of("sca", Role::CompetentAuthority, "sca").await;
        let case = sent_case(&site, &worker, &sca).await;
        let ask = async |who: &Caller, what: &str| {
            let asked = vec![what.to_owned()];
            site.app
                .run(who, async |ctx| {
                    recognition::ask_for_evidence(ctx, case, "reasonable_grounds", asked).await
                })
                .await
        };
        assert!(matches!(ask(&worker, "pay slips").await, Err(AppError::Forbidden)));
        assert!(matches!(ask(&sca, "  ").await, Err(AppError::Invalid { field: "asked_for", .. })));
        ask(&sca, "pay slips").await.unwrap();

        let clocks = running(&site, &worker, case).await;
        assert!(clocks.contains(&"evidence.reasonable_grounds".to_owned()), "{clocks:?}");
        assert!(has_task(&site, &worker, case, "tell_person_or_representative").await);
    })
    .await;
}

#[tokio::test]
async fn the_permit_for_one_act_is_not_given_for_another() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let case = case_of(&site, &worker, AgeClaim::Adult).await;
        let lawyer = lawyer(&site, &worker, case).await;
        // A lawyer raises, and neither presumes nor sends nor decides.
        raise(&site, &lawyer, case).await.unwrap();
        let presumed = presume(&site, &lawyer, case, PresumptionGround::Disclosure).await;
        assert!(matches!(presumed, Err(AppError::Forbidden)));
        let sent = send(&site, &lawyer, case, to("reasonable_grounds")).await;
        assert!(matches!(sent, Err(AppError::Forbidden)));
        let decided =
            site.app.run(&lawyer, async |ctx| ctx.permit_on::<act::Decide>(case).await.map(drop)).await;
        assert!(matches!(decided, Err(AppError::Forbidden)));
    })
    .await;
}
