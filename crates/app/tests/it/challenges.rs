//! A refusal takes nothing away until it is final.

use havenward_app::challenges::{self, Bringing};
use havenward_app::{AppError, Caller, supports};
use havenward_domain::author::MoveReason;
use havenward_domain::challenge::{Standing, ToldTo};
use havenward_domain::decision::Answer;
use havenward_domain::id::CaseId;
use havenward_domain::role::Role;
use havenward_domain::support::EndReason;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;

use crate::given::*;

struct Refused {
    worker: Caller,
    first: Caller,
    second: Caller,
    lawyer: Caller,
    case: CaseId,
}

/// Presumed by one member of the body, not recognised by the same one.
async fn a_refused_case(site: &Site) -> Refused {
    let worker = site.member("worker", Role::FrNgo).await;
    let first = site.member_of("sca", Role::CompetentAuthority, "sca").await;
    let second = site.colleague("second", &first, Role::CompetentAuthority).await;
    let case = sent_case(site, &worker, &first).await;
    decide(site, &first, case, &stage("reasonable_grounds"), Answer::Yes).await.unwrap();
    decide(site, &first, case, &stage("conclusive_grounds"), Answer::No).await.unwrap();
    let lawyer = lawyer(site, &worker, case).await;
    Refused { worker, first, second, lawyer, case }
}

async fn tell_refusal(site: &Site, who: &Caller, case: CaseId, to: ToldTo) -> Result<(), AppError> {
    site.app.run(who, async |ctx| challenges::tell_refusal(ctx, case, seen(), to).await).await
}

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

async fn end_support(site: &Site, who: &Caller, case: CaseId) -> Result<(), AppError> {
    let reason = EndReason::NoGroundsSupportElsewhere;
    site.app.run(who, async |ctx| supports::end(ctx, case, why(MoveReason::Decision), reason).await).await
}

#[tokio::test]
async fn rights_stay_while_nobody_was_told_while_it_can_be_challenged_and_while_it_is() {
    each_site(async |site| {
        let Refused { worker, first, second, lawyer, case } = a_refused_case(&site).await;
        let profile = profile("gb-ew");
        let had = rights(&site, &worker, case, &profile).await;
        assert!(had.contains(&"safe_house".to_owned()));
        site.clock.advance(days(30));
        assert_eq!(rights(&site, &worker, case, &profile).await, had, "nobody was told");
        let early = end_support(&site, &worker, case).await.unwrap_err();
        assert_eq!(code(&early), "status.refusal_not_final");

        tell_refusal(&site, &worker, case, ToldTo::Person).await.unwrap();
        assert!(running(&site, &worker, case).await.contains(&"challenges.reconsideration".to_owned()));
        let unfounded = bring(&site, &lawyer, case, "reconsideration", None).await;
        assert_eq!(code(&unfounded.unwrap_err()), "status.no_ground");
        let id = bring(&site, &lawyer, case, "reconsideration", Some("new_evidence")).await.unwrap();
        assert!(!running(&site, &worker, case).await.contains(&"challenges.reconsideration".to_owned()));
        assert!(has_task(&site, &worker, case, "tell_deciding_body").await);
        site.clock.advance(days(60));
        assert_eq!(rights(&site, &worker, case, &profile).await, had, "it is challenged");

        let about = havenward_app::decisions::About::Challenge(id);
        open_sitting(&site, &first, case, &about).await.unwrap();
        let own = vote(&site, &first, case, &about, ballot(Answer::No)).await;
        assert_eq!(own.unwrap_err().to_string(), "nobody reviews their own decision");
        vote(&site, &second, case, &about, ballot(Answer::No)).await.unwrap();
        close(&site, &second, case, &about, Answer::No).await.unwrap();
        let clocks = running(&site, &worker, case).await;
        assert!(clocks.contains(&"challenges.judicial_review".to_owned()), "{clocks:?}");
        assert_eq!(rights(&site, &worker, case, &profile).await, had, "a court can be asked");

        site.clock.advance(days(100));
        assert!(rights(&site, &worker, case, &profile).await.is_empty(), "it is final");
        let course = open(&site, &lawyer, case).await.course.unwrap();
        assert!(matches!(course.refusals[0].standing, Some(Standing::Final { .. })));
        end_support(&site, &worker, case).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_yes_lifts_the_refusal_and_its_clocks_vanish() {
    each_site(async |site| {
        let Refused { worker, second, lawyer, case, .. } = a_refused_case(&site).await;
        tell_refusal(&site, &worker, case, ToldTo::Person).await.unwrap();
        let id = bring(&site, &lawyer, case, "reconsideration", Some("guidance_not_followed")).await.unwrap();
        let about = havenward_app::decisions::About::Challenge(id);
        decide(&site, &second, case, &about, Answer::Yes).await.unwrap();

        assert_eq!(position(&site, &worker, case).await, "identified");
        let clocks = running(&site, &worker, case).await;
        assert!(clocks.iter().all(|kind| !kind.starts_with("challenges.")), "{clocks:?}");
        let again = open_sitting(&site, &second, case, &about).await;
        assert_eq!(code(&again.unwrap_err()), "decision.nothing_to_decide");
    })
    .await;
}

#[tokio::test]
async fn a_late_challenge_needs_a_reason_of_the_law_and_who_would_decide_gives_more_time() {
    each_site(async |site| {
        let Refused { worker, second, lawyer, case, .. } = a_refused_case(&site).await;
        tell_refusal(&site, &worker, case, ToldTo::Person).await.unwrap();
        let extend = async |who: &Caller, reason: &str| {
            site.app
                .run(who, async |ctx| challenges::extend(ctx, case, "reconsideration", reason).await)
                .await
        };
        let refused = extend(&lawyer, "exceptional_circumstances").await;
        assert_eq!(code(&refused.unwrap_err()), "decision.wrong_body");
        let refused = extend(&second, "holiday").await.unwrap_err();
        assert_eq!(refused.to_string(), "this reason does not extend the clock");
        extend(&second, "exceptional_circumstances").await.unwrap();

        site.clock.advance(days(45));
        let bringing = Bringing {
            why: why(MoveReason::OwnWish),
            rule: "reconsideration".to_owned(),
            ground: Some("new_evidence".to_owned()),
            late_because: None,
            unit: None,
        };
        let brought = bringing.clone();
        let id =
            site.app.run(&lawyer, async |ctx| challenges::bring(ctx, case, brought).await).await.unwrap();
        let twice = site.app.run(&lawyer, async |ctx| challenges::bring(ctx, case, bringing).await).await;
        assert_eq!(code(&twice.unwrap_err()), "status.challenged_already");
        let withdraw = async |who: &Caller| {
            let why = why(MoveReason::OwnWish);
            site.app.run(who, async |ctx| challenges::withdraw(ctx, case, id, why).await).await
        };
        let about = havenward_app::decisions::About::Challenge(id);
        open_sitting(&site, &second, case, &about).await.unwrap();
        assert_eq!(code(&withdraw(&worker).await.unwrap_err()), "status.role_may_not");
        withdraw(&lawyer).await.unwrap();
        assert!(open(&site, &second, case).await.course.unwrap().sittings.is_empty());
        let rest = vote(&site, &second, case, &about, ballot(Answer::No)).await;
        assert_eq!(code(&rest.unwrap_err()), "decision.no_sitting");
    })
    .await;
}

#[tokio::test]
async fn after_the_time_a_challenge_is_too_late_and_an_unknown_way_is_none() {
    each_site(async |site| {
        let Refused { worker, lawyer, case, .. } = a_refused_case(&site).await;
        let worker_brings = bring(&site, &worker, case, "reconsideration", Some("new_evidence")).await;
        assert_eq!(code(&worker_brings.unwrap_err()), "status.role_may_not");
        let unknown = bring(&site, &lawyer, case, "prayer", None).await;
        assert!(matches!(unknown, Err(AppError::Invalid { field: "rule", .. })));
        let not_yet = bring(&site, &lawyer, case, "judicial_review", None).await;
        assert_eq!(code(&not_yet.unwrap_err()), "status.no_such_challenge");
        tell_refusal(&site, &worker, case, ToldTo::Person).await.unwrap();
        site.clock.advance(days(32));
        let late = bring(&site, &lawyer, case, "reconsideration", Some("new_evidence")).await;
        assert_eq!(code(&late.unwrap_err()), "status.too_late");
    })
    .await;
}
