//! One person, a committee, any of several doors: votes, quorum, chair, recusal and structured reasons.

use havenward_app::decisions::{self, About, Ballot, Reasons};
use havenward_app::{AppError, Caller, recognition};
use havenward_domain::contact::AgeClaim;
use havenward_domain::decision::{Answer, DecisionReason};
use havenward_domain::id::CaseId;
use havenward_domain::role::Role;
use havenward_testkit::{Engine, Site, each_site};
use jiff::SignedDuration;

use crate::given::*;

fn grounds() -> About {
    stage("reasonable_grounds")
}

#[tokio::test]
async fn one_of_several_bodies_decides_alone_and_only_who_votes_closes() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let sca = site.member_of("sca", Role::CompetentAuthority, "sca").await;
        let second = site.colleague("second", &sca, Role::CompetentAuthority).await;
        let case = sent_case(&site, &worker, &sca).await;

        open_sitting(&site, &sca, case, &grounds()).await.unwrap();
        let again = open_sitting(&site, &second, case, &grounds()).await;
        assert_eq!(code(&again.unwrap_err()), "decision.sitting_open");
        let early = close(&site, &sca, case, &grounds(), Answer::Yes).await;
        assert_eq!(early.unwrap_err().to_string(), "only a member who voted closes the sitting");
        vote(&site, &sca, case, &grounds(), ballot(Answer::Yes)).await.unwrap();
        let more = vote(&site, &second, case, &grounds(), ballot(Answer::No)).await;
        assert_eq!(more.unwrap_err().to_string(), "one person decides here");
        let other = close(&site, &second, case, &grounds(), Answer::Yes).await;
        assert_eq!(other.unwrap_err().to_string(), "only a member who voted closes the sitting");
        close(&site, &sca, case, &grounds(), Answer::Yes).await.unwrap();

        assert_eq!(position(&site, &worker, case).await, "presumed");
        assert_eq!(running(&site, &worker, case).await, ["recovery", "review.recovery"]);
        assert!(has_task(&site, &worker, case, "switch_entitlements_on").await);
        let none = close(&site, &sca, case, &grounds(), Answer::Yes).await;
        assert_eq!(code(&none.unwrap_err()), "decision.no_sitting");
    })
    .await;
}

#[tokio::test]
async fn who_is_of_another_body_or_role_does_not_decide() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let sca = site.member_of("sca", Role::CompetentAuthority, "sca").await;
        let case = sent_case(&site, &worker, &sca).await;
        let court = site.member_of("court", Role::CompetentAuthority, "administrative_court").await;
        let_see(&site, &worker, case, &court).await;
        let investigator = site.colleague("investigator", &sca, Role::PoliceInvestigator).await;

        for (other, reason) in [(&court, "decision.wrong_body"), (&investigator, "decision.wrong_role")] {
            let refused = open_sitting(&site, other, case, &grounds()).await;
            assert_eq!(code(&refused.unwrap_err()), reason);
        }
        let refused = open_sitting(&site, &worker, case, &grounds()).await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
        let unknown = open_sitting(&site, &sca, case, &stage("no_such_stage")).await;
        assert_eq!(code(&unknown.unwrap_err()), "decision.unknown_matter");
    })
    .await;
}

/// A child of a pilot site goes to a committee of three seats, quorum two, with a chair.
async fn a_child_before_a_panel(site: &Site) -> (Caller, [Caller; 4], CaseId) {
    let worker = site.member("worker", Role::FrSocial).await;
    let chair = site.member_of("panel", Role::PanelMember, "child_panel").await;
    let police = site.colleague("police", &chair, Role::PanelMember).await;
    let health = site.colleague("health", &chair, Role::PanelMember).await;
    let spare = site.colleague("spare", &chair, Role::PanelMember).await;
    let case = case_of(site, &worker, AgeClaim::Child).await;
    raise(site, &worker, case).await.unwrap();
    site.app.run(&worker, async |ctx| recognition::start_child_path(ctx, case, seen()).await).await.unwrap();
    send(site, &worker, case, to("child_panel_reasonable_grounds")).await.unwrap();
    (worker, [chair, police, health, spare], case)
}

fn in_seat(seat: &str, answer: Answer) -> Ballot {
    Ballot { seat: Some(seat.to_owned()), answer, dissent: None }
}

#[tokio::test]
async fn a_committee_needs_its_quorum_and_its_chair_and_keeps_dissent_for_itself() {
    each_site(async |site| {
        let (worker, [chair, police, health, spare], case) = a_child_before_a_panel(&site).await;
        let panel = stage("child_panel_reasonable_grounds");
        open_sitting(&site, &chair, case, &panel).await.unwrap();
        vote(&site, &police, case, &panel, in_seat("police", Answer::Yes)).await.unwrap();
        let alone = close(&site, &police, case, &panel, Answer::Yes).await;
        assert_eq!(alone.unwrap_err().to_string(), "too few members voted");
        vote(&site, &health, case, &panel, in_seat("health", Answer::Yes)).await.unwrap();
        let headless = close(&site, &police, case, &panel, Answer::Yes).await;
        assert_eq!(headless.unwrap_err().to_string(), "the chair did not vote");
        let taken = vote(&site, &spare, case, &panel, in_seat("health", Answer::No)).await;
        assert_eq!(taken.unwrap_err().to_string(), "there is no free seat of this name");
        let against = Ballot {
            dissent: Some("the account leaves gaps".to_owned()),
            ..in_seat("local_authority", Answer::No)
        };
        vote(&site, &chair, case, &panel, against).await.unwrap();
        let with_votes = open(&site, &chair, case).await.course.unwrap().sittings;
        assert_eq!((with_votes[0].voted, with_votes[0].votes.len()), (3, 3));
        let without = open(&site, &worker, case).await.course.unwrap().sittings;
        assert_eq!((without[0].voted, without[0].votes.len()), (3, 0));

        close(&site, &chair, case, &panel, Answer::Yes).await.unwrap();

        let read = open(&site, &worker, case).await;
        assert_eq!(read.plain.positions.recognition.0, "presumed");
        assert!(read.course.unwrap().decisions[0].record.votes.is_empty());
        let record = open(&site, &chair, case).await.course.unwrap().decisions[0].record.clone();
        assert_eq!(record.votes.iter().filter(|vote| vote.dissent.is_some()).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_tie_is_voted_on_again_and_who_stepped_aside_stays_aside() {
    let site = Site::new(Engine::Sqlite).await;
    let (_, [chair, police, health, spare], case) = a_child_before_a_panel(&site).await;
    let panel = stage("child_panel_reasonable_grounds");
    let again = async |who: &Caller| {
        site.app.run(who, async |ctx| decisions::vote_again(ctx, case, panel.clone()).await).await
    };
    open_sitting(&site, &chair, case, &panel).await.unwrap();
    site.app.run(&spare, async |ctx| decisions::step_aside(ctx, case, panel.clone()).await).await.unwrap();
    vote(&site, &chair, case, &panel, in_seat("local_authority", Answer::Yes)).await.unwrap();
    assert_eq!(again(&chair).await.unwrap_err().to_string(), "too few members voted");
    vote(&site, &police, case, &panel, in_seat("police", Answer::No)).await.unwrap();
    let tied = close(&site, &chair, case, &panel, Answer::Yes).await;
    assert_eq!(tied.unwrap_err().to_string(), "no answer has a majority");

    again(&chair).await.unwrap();
    let aside = vote(&site, &spare, case, &panel, in_seat("health", Answer::Yes)).await;
    assert_eq!(aside.unwrap_err().to_string(), "this member stepped aside");
    vote(&site, &chair, case, &panel, in_seat("local_authority", Answer::Yes)).await.unwrap();
    vote(&site, &health, case, &panel, in_seat("health", Answer::Yes)).await.unwrap();
    assert_eq!(again(&chair).await.unwrap_err().to_string(), "an answer has a majority");
    close(&site, &chair, case, &panel, Answer::Yes).await.unwrap();
}

#[tokio::test]
async fn nobody_decides_a_case_they_referred_even_if_they_refer_while_the_bench_sits() {
    let site = Site::under(Engine::Sqlite, "ua").await;
    let office = site.member_of("office", Role::FrSocial, "local_administration").await;
    let colleague = site.colleague("colleague", &office, Role::FrSocial).await;
    let case = case_of(&site, &office, AgeClaim::Adult).await;
    raise(&site, &office, case).await.unwrap();
    agree(&site, &office, case, &office).await;
    send(&site, &office, case, to("status")).await.unwrap();
    let status = stage("status");

    open_sitting(&site, &colleague, case, &status).await.unwrap();
    let own = vote(&site, &office, case, &status, ballot(Answer::Yes)).await;
    assert_eq!(own.unwrap_err().to_string(), "nobody decides a case they referred");
    vote(&site, &colleague, case, &status, ballot(Answer::Yes)).await.unwrap();
    let ground = [havenward_domain::recognition::PresumptionGround::Disclosure];
    site.app
        .run(&colleague, async |ctx| recognition::presume(ctx, case, seen(), &ground).await)
        .await
        .unwrap();
    let own = close(&site, &colleague, case, &status, Answer::Yes).await;
    assert_eq!(own.unwrap_err().to_string(), "nobody decides a case they referred");
    assert_eq!(position(&site, &office, case).await, "presumed");
}

#[tokio::test]
async fn reasons_fit_the_answer_and_want_of_information_is_none_before_it_was_asked_for() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let sca = site.member_of("sca", Role::CompetentAuthority, "sca").await;
        let case = sent_case(&site, &worker, &sca).await;
        open_sitting(&site, &sca, case, &grounds()).await.unwrap();
        vote(&site, &sca, case, &grounds(), ballot(Answer::No)).await.unwrap();
        let close = async |reasons: &[DecisionReason], missing: Option<&str>| {
            let given = Reasons {
                reasons: reasons.to_vec(),
                words: None,
                missing: missing.map(|text| vec![text.to_owned()]),
            };
            site.app
                .run(&sca, async |ctx| decisions::close(ctx, case, grounds(), given).await)
                .await
                .map_err(|error| error.to_string())
        };
        let insufficient = [DecisionReason::InsufficientInformation];

        assert_eq!(close(&[], None).await, Err("a decision gives its reasons".to_owned()));
        let kind = [DecisionReason::CredibleAccount];
        assert_eq!(close(&kind, None).await, Err("the reasons do not fit the answer".to_owned()));
        let unlisted = "a refusal for want of information says what is missing";
        assert_eq!(close(&insufficient, None).await, Err(unlisted.to_owned()));
        let unasked =
            "information must be asked for, with a deadline that is over, before its want is a reason";
        assert_eq!(close(&insufficient, Some("pay slips")).await, Err(unasked.to_owned()));

        let asked = vec!["pay slips".to_owned()];
        site.app
            .run(&sca, async |ctx| {
                recognition::ask_for_evidence(ctx, case, "reasonable_grounds", asked).await
            })
            .await
            .unwrap();
        assert_eq!(close(&insufficient, Some("pay slips")).await, Err(unasked.to_owned()));
        site.clock.advance(SignedDuration::from_hours(24 * 16));
        close(&insufficient, Some("pay slips")).await.unwrap();

        assert_eq!(position(&site, &worker, case).await, "presumption_refused");
        for task in ["tell_person_or_representative", "tell_advocate"] {
            assert!(has_task(&site, &worker, case, task).await, "{task}");
        }
        for done in ["list_missing_evidence", "start_challenge_clock"] {
            assert!(!has_task(&site, &worker, case, done).await, "the refusal itself does it: {done}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_sitting_belongs_to_its_case_and_a_decision_reaches_no_other() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let sca = site.member_of("sca", Role::CompetentAuthority, "sca").await;
        let one = sent_case(&site, &worker, &sca).await;
        let other = sent_case(&site, &worker, &sca).await;
        open_sitting(&site, &sca, one, &grounds()).await.unwrap();
        vote(&site, &sca, one, &grounds(), ballot(Answer::Yes)).await.unwrap();

        let refused = close(&site, &sca, other, &grounds(), Answer::Yes).await;
        assert_eq!(code(&refused.unwrap_err()), "decision.no_sitting");
        close(&site, &sca, one, &grounds(), Answer::Yes).await.unwrap();
        assert_eq!(position(&site, &worker, one).await, "presumed");
        assert_eq!(position(&site, &worker, other).await, "sent");
    })
    .await;
}
