//! The rules of the tracks, each with the act that breaks it.

use havenward_domain::age::{Age, AgeBasis, BornOn};
use havenward_domain::author::{Act, Author, Member, MoveReason};
use havenward_domain::challenge::{Brought, ToldTo};
use havenward_domain::decision::{
    Answer, Decider, DecisionReason, Grounds, Matter, MissingEvidence, NotADecider, Sitting, SittingError,
};
use havenward_domain::disqualification::Review;
use havenward_domain::id::{DecisionId, OffenceId};
use havenward_domain::proceedings::Proceedings;
use havenward_domain::profile::{AgreementOf, Origin, Profile, SHIPPED};
use havenward_domain::recognition::{PresumptionGround, Recognition};
use havenward_domain::role::Role;
use havenward_domain::status::{FollowUp, NotMoved, Status};
use havenward_domain::support::EndReason;
use havenward_domain::whereabouts::Whereabouts;
use havenward_domain::words::Words;
use jiff::civil::date;

use crate::tracks_given::*;

fn raised(profile: &Profile, age: Age) -> Status {
    let status = Status::at_first_contact(profile, age, day(0));
    status.raise(profile, &act(Role::FrNgo, day(0)), Origin::Responder).unwrap().status
}

fn sent(profile: &Profile) -> Status {
    raised(profile, Age::Adult)
        .send(profile, &act(Role::FrNgo, day(1)), &[AgreementOf::Person])
        .unwrap()
        .status
}

fn stage(code: &str) -> Matter {
    Matter::Stage(code.to_owned())
}

#[test]
fn only_a_member_of_a_deciding_body_in_a_deciding_role_yields_a_decider() {
    let gb = profile("gb-ew");
    let matter = stage("reasonable_grounds");
    let of = |author: &Author| Decider::of(author, &gb, &matter).map(|_| ());
    assert_eq!(of(&Author::Software), Err(NotADecider::Software));
    assert_eq!(of(&Author::Person(member(Role::CompetentAuthority))), Err(NotADecider::WrongBody));
    let ngo = Member { body: Some("sca".to_owned()), ..member(Role::FrNgo) };
    assert_eq!(of(&Author::Person(ngo)), Err(NotADecider::WrongRole));
    assert_eq!(of(&on_body(&gb, "administrative_court", 3)), Err(NotADecider::WrongBody));
    assert_eq!(of(&on_body(&gb, "sca", 3)), Ok(()));
    let unknown = Decider::of(&on_body(&gb, "sca", 3), &gb, &stage("court_of_last_judgement"));
    assert_eq!(unknown.map(|_| ()), Err(NotADecider::UnknownMatter));
}

#[test]
fn a_responder_presumes_only_where_the_profile_says_so() {
    let gb = profile("gb-ew");
    let grounds = [PresumptionGround::Disclosure];
    assert_eq!(sent(&gb).presume(&gb, &act(Role::FrPolice, day(2)), &grounds), Err(NotMoved::RoleMayNot));
    let lv = profile("lv");
    assert!(sent(&lv).presume(&lv, &act(Role::FrNgo, day(2)), &grounds).is_ok());
    assert_eq!(sent(&lv).presume(&lv, &act(Role::FrHealth, day(2)), &grounds), Err(NotMoved::RoleMayNot));
}

#[test]
fn a_vulnerability_alone_never_presumes() {
    let lv = profile("lv");
    for grounds in [&[][..], &[PresumptionGround::Vulnerability][..]] {
        let refused = sent(&lv).presume(&lv, &act(Role::FrNgo, day(2)), grounds);
        assert_eq!(refused, Err(NotMoved::VulnerabilityIsNotEnough));
    }
    let both = [PresumptionGround::Vulnerability, PresumptionGround::Indicators];
    assert!(sent(&lv).presume(&lv, &act(Role::FrNgo, day(2)), &both).is_ok());
}

#[test]
fn an_adult_is_never_sent_without_agreeing() {
    for (id, role) in [("gb-ew", Role::FrNgo), ("es", Role::FrNgo), ("lv", Role::FrNgo), ("ua", Role::FrNgo)]
    {
        let profile = profile(id);
        let act = act(role, day(1));
        let refused = raised(&profile, Age::Adult).send(&profile, &act, &[AgreementOf::Representative]);
        assert_eq!(refused, Err(NotMoved::AgreementMissing), "{id}");
    }
}

#[test]
fn a_child_in_spain_waits_for_the_representative() {
    let es = profile("es");
    let status = raised(&es, Age::Child).start_child_path(&es, &act(Role::FrSocial, day(0))).unwrap().status;
    let act = act(Role::ChildProtection, day(1));
    assert_eq!(status.clone().send(&es, &act, &[AgreementOf::Person]), Err(NotMoved::AgreementMissing));
    assert!(status.send(&es, &act, &[AgreementOf::Representative]).is_ok());
}

#[test]
fn want_of_information_is_no_reason_before_it_was_asked_for_and_the_time_is_over() {
    let gb = profile("gb-ew");
    let matter = stage("reasonable_grounds");
    let refuse = |status: &Status, days| {
        let decision = decided(&gb, status, &matter, (Answer::No, insufficient()), 100, day(days)).unwrap();
        status.clone().decide(&gb, decision)
    };
    let status = sent(&gb);
    assert_eq!(refuse(&status, 5).unwrap_err(), NotMoved::EvidenceNotAskedFor);
    let decider = Decider::of(&on_body(&gb, "sca", 100), &gb, &matter).unwrap();
    let nothing = status.clone().ask_for_evidence(&gb, &decider, vec![Words::new(" ")], day(5));
    assert_eq!(nothing, Err(NotMoved::NothingAskedFor));
    let status =
        status.ask_for_evidence(&gb, &decider, vec![Words::new("pay slips")], day(5)).unwrap().status;
    assert_eq!(refuse(&status, 19).unwrap_err(), NotMoved::EvidenceNotAskedFor);
    let refused = refuse(&status, 20).unwrap();
    assert!(refused.follow.contains(&FollowUp::ListMissingEvidence));
    assert!(refused.follow.contains(&FollowUp::StartChallengeClock));
    assert!(matches!(refused.status.refusals()[0].missing, MissingEvidence::Listed(_)));
}

#[test]
fn reasons_fit_the_answer() {
    let gb = profile("gb-ew");
    let status = sent(&gb);
    let attempt = |answer, grounds| {
        decided(&gb, &status, &stage("reasonable_grounds"), (answer, grounds), 100, day(3)).map(|_| ())
    };
    let none = MissingEvidence::NoneWouldChangeIt;
    assert_eq!(attempt(Answer::No, Grounds::for_no(vec![], none.clone())), Err(SittingError::NoReason));
    let praise = Grounds::for_no(vec![DecisionReason::CredibleAccount], none.clone());
    assert_eq!(attempt(Answer::No, praise), Err(SittingError::ReasonsDoNotFit));
    assert_eq!(attempt(Answer::Yes, grounds(Answer::No)), Err(SittingError::ReasonsDoNotFit));
    let unlisted = Grounds::for_no(vec![DecisionReason::InsufficientInformation], none);
    assert_eq!(attempt(Answer::No, unlisted), Err(SittingError::MissingEvidenceNotListed));
    assert_eq!(attempt(Answer::SendBack, grounds(Answer::Yes)), Err(SittingError::CannotSendBack));
}

#[test]
fn a_child_needs_no_means() {
    let lv = profile("lv");
    let status =
        raised(&lv, Age::Disputed).presume(&lv, &act(Role::FrNgo, day(1)), &[PresumptionGround::Indicators]);
    let status = status.unwrap().status;
    let reasons = Grounds::for_no(vec![DecisionReason::NoMeansAdult], MissingEvidence::NoneWouldChangeIt);
    let matter = stage("recognition_by_authority");
    let decision = decided(&lv, &status, &matter, (Answer::No, reasons), 100, day(3)).unwrap();
    assert_eq!(status.decide(&lv, decision).unwrap_err(), NotMoved::ChildNeedsNoMeans);
}

#[test]
fn nobody_decides_a_case_they_referred_unless_the_law_says_so() {
    for (id, code, refused) in [("ua", "status", true), ("lv", "recognition_by_authority", false)] {
        let profile = profile(id);
        let matter = stage(code);
        let body = profile.stage(code).unwrap().bench.bodies[0].clone();
        let role = profile.bodies()[&body].roles[0];
        let both = Member { body: Some(body), ..member(role) };
        let status = Status::at_first_contact(&profile, Age::Adult, day(0));
        let status = status.raise(&profile, &act(role, day(0)), Origin::Responder).unwrap().status;
        let status = status.send(&profile, &act(role, day(1)), &[AgreementOf::Person]).unwrap().status;
        let decider = Decider::of(&Author::Person(both), &profile, &matter).unwrap();
        let vote = Sitting::open(&profile, &status, matter).unwrap().vote(&decider, None, Answer::Yes, None);
        assert_eq!(vote.err(), refused.then_some(SittingError::ReferredItThemselves), "{id}");
    }
}

#[test]
fn nobody_reviews_their_own_decision() {
    let gb = profile("gb-ew");
    let status = after_stage(&gb, sent(&gb), "reasonable_grounds", Answer::No, day(3));
    let brought = Brought {
        id: challenge_id(1),
        rule: "reconsideration",
        ground: Some("new_evidence"),
        late_because: None,
    };
    let status = status.challenge(&gb, &act(Role::Survivor, day(4)), brought).unwrap().status;
    let matter = Matter::Challenge("reconsideration".to_owned(), challenge_id(1));
    // User 100 refused.
    let again = decided(&gb, &status, &matter, (Answer::No, grounds(Answer::No)), 100, day(5));
    assert_eq!(again.unwrap_err(), SittingError::DecidedItThemselves);
}

#[test]
fn a_committee_needs_its_quorum_its_seats_and_a_majority() {
    let lv = profile("lv");
    let status = sent(&lv);
    let matter = stage("recognition_by_commission");
    let decider = |number| Decider::of(&on_body(&lv, "ngo_commission", number), &lv, &matter).unwrap();
    let open = || Sitting::open(&lv, &status, matter.clone()).unwrap();
    let id = DecisionId::from_random([1; 16]);
    let close = |sitting: Sitting| sitting.close(&decider(60), id, grounds(Answer::No), day(3));

    let two = open().vote(&decider(60), Some("lawyer"), Answer::No, None).unwrap();
    let taken = two.clone().vote(&decider(61), Some("lawyer"), Answer::No, None);
    assert_eq!(taken, Err(SittingError::NoSuchSeat));
    assert_eq!(two.clone().vote(&decider(61), None, Answer::No, None), Err(SittingError::NoSuchSeat));
    let twice = two.clone().vote(&decider(60), Some("psychologist"), Answer::No, None);
    assert_eq!(twice, Err(SittingError::VotedAlready));
    let aside =
        two.clone().step_aside(&decider(62)).vote(&decider(62), Some("psychologist"), Answer::No, None);
    assert_eq!(aside, Err(SittingError::SteppedAside));
    let aside = two.clone().step_aside(&decider(60));
    assert!(aside.votes().is_empty(), "who steps aside after her vote takes it along");
    assert_eq!(close(aside).unwrap_err(), SittingError::CloserDidNotVote);
    let two = two.vote(&decider(61), Some("social_worker"), Answer::No, None).unwrap();
    assert_eq!(close(two.clone()).unwrap_err(), SittingError::NoQuorum);

    let dissent = Some(Words::new("I believe her"));
    let three = two.vote(&decider(62), Some("psychologist"), Answer::Yes, dissent).unwrap();
    let decision = close(three.clone()).unwrap();
    assert_eq!(decision.record().answer, Answer::No);
    assert!(decision.record().votes[2].dissent.is_some());
    let tie = three.vote(&decider(63), Some("police_officer"), Answer::Yes, None).unwrap();
    assert_eq!(close(tie).unwrap_err(), SittingError::NoMajority);
}

#[test]
fn a_committee_with_a_chair_does_not_decide_without_it() {
    let gb = profile("gb-ew");
    let status = sent(&gb);
    let matter = stage("child_panel_reasonable_grounds");
    let decider = |number| Decider::of(&on_body(&gb, "child_panel", number), &gb, &matter).unwrap();
    let sitting = Sitting::open(&gb, &status, matter.clone()).unwrap();
    let sitting = sitting.vote(&decider(60), Some("police"), Answer::Yes, None).unwrap();
    let sitting = sitting.vote(&decider(61), Some("health"), Answer::Yes, None).unwrap();
    let id = DecisionId::from_random([1; 16]);
    assert_eq!(
        sitting.close(&decider(60), id, grounds(Answer::Yes), day(3)).unwrap_err(),
        SittingError::NoChair
    );
}

#[test]
fn software_moves_nothing_but_a_birthday() {
    for (name, text) in SHIPPED {
        let profile = Profile::parse(name, text).unwrap();
        let act = Act::of_software(MoveReason::SignsSeen, day(5));
        let status = raised(&profile, Age::Disputed);
        let refused = [
            status.clone().raise(&profile, &act, Origin::Responder),
            status.clone().send(&profile, &act, &[AgreementOf::Nobody]),
            status.clone().presume(&profile, &act, &[PresumptionGround::Indicators]),
            status.clone().stop(&profile, &act),
            status.clone().start_child_path(&profile, &act),
            status.clone().open_support(&profile, &act),
            status.clone().write_whereabouts(&profile, &act, Whereabouts::Concern),
            status.clone().find_adult(&profile, &act, AgeBasis::Documents),
            status.clone().confirm_child(&profile, &act),
            status.clone().disqualify(&profile, &act, "bad_faith"),
            status.clone().write_proceedings(
                &profile,
                &act,
                OffenceId::from_random([1; 16]),
                Proceedings::Charge,
            ),
        ];
        for attempt in refused {
            assert!(matches!(attempt, Err(NotMoved::SoftwareMayNot)), "{attempt:?}");
        }
    }
}

#[test]
fn a_role_that_runs_the_machines_moves_nothing() {
    let gb = profile("gb-ew");
    for role in [Role::Sysadmin, Role::Analyst, Role::Dpo, Role::NationalRapporteur, Role::SurvivorCouncil] {
        let status = Status::at_first_contact(&gb, Age::Adult, day(0));
        assert_eq!(status.give_emergency_support(&gb, &act(role, day(0))), Err(NotMoved::RoleMayNot));
    }
}

#[test]
fn a_case_keeps_its_rules_and_its_order_in_time() {
    let (gb, ua) = (profile("gb-ew"), profile("ua"));
    let status = raised(&gb, Age::Adult);
    let other = status.clone().send(&ua, &act(Role::FrNgo, day(1)), &[AgreementOf::Person]);
    assert_eq!(other, Err(NotMoved::OtherProfile));
    let status = status.open_support(&gb, &act(Role::CaseManager, day(3))).unwrap().status;
    let earlier = status.agree_plan(&gb, &act(Role::CaseManager, day(2)));
    assert_eq!(earlier, Err(NotMoved::BeforeTheLastMove));
}

#[test]
fn a_missing_child_is_looked_for_at_once_and_never_closed() {
    let gb = profile("gb-ew");
    let status = Status::at_first_contact(&gb, Age::Disputed, day(0));
    let status = status.open_support(&gb, &act(Role::CaseManager, day(0))).unwrap().status;
    let done = status.write_whereabouts(&gb, &act(Role::Shelter, day(1)), Whereabouts::Missing).unwrap();
    assert_eq!(done.follow, [FollowUp::MissingProtocol, FollowUp::CallChildDutyOfficer]);
    for reason in [EndReason::Missing, EndReason::LostContact] {
        let ended = done.status.clone().end_support(&gb, &act(Role::CaseManager, day(2)), reason);
        assert_eq!(ended, Err(NotMoved::ChildIsLookedFor));
    }
    let adult = Status::at_first_contact(&gb, Age::Adult, day(0));
    let done = adult.write_whereabouts(&gb, &act(Role::Shelter, day(1)), Whereabouts::Missing).unwrap();
    assert_eq!(done.follow, [FollowUp::StepsAgreedAtIntake]);
}

#[test]
fn age_is_decided_by_those_the_profile_names_and_not_by_one_side() {
    let gb = profile("gb-ew");
    let disputed = Status::at_first_contact(&gb, Age::Disputed, day(0));
    let by = |role, basis| {
        disputed.clone().find_adult(&gb, &act(role, day(1)), basis).map(|done| done.status.age())
    };
    assert_eq!(by(Role::FrBorder, AgeBasis::Documents), Err(NotMoved::RoleMayNot));
    assert_eq!(by(Role::FrSocial, AgeBasis::OwnAccount), Err(NotMoved::BasisTooWeak));
    assert_eq!(by(Role::FrSocial, AgeBasis::AgreedAssessment), Ok(Age::Adult));
    let doubt =
        Status::at_first_contact(&gb, Age::Adult, day(0)).presume_child(&gb, &act(Role::FrHealth, day(1)));
    assert!(doubt.unwrap().status.age().is_treated_as_child());
}

#[test]
fn birthday_tasks_come_at_90_30_and_0_days() {
    let gb = profile("gb-ew");
    let tasks = |born: BornOn| {
        let tasks = born.birthday_tasks(gb.calendar()).unwrap();
        tasks.iter().map(|task| (task.days_before, task.on.to_string())).collect::<Vec<_>>()
    };
    let expect = |days: [&str; 3]| [90, 30, 0].into_iter().zip(days.map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(tasks(BornOn::Day(date(2010, 6, 1))), expect(["2028-03-03", "2028-05-02", "2028-06-01"]));
    // Born on 29 February: a child for the whole of 28 February.
    assert_eq!(tasks(BornOn::Day(date(2008, 2, 29))), expect(["2025-12-01", "2026-01-30", "2026-03-01"]));
    // Only the month or the year is known: the latest day it can be.
    assert_eq!(BornOn::Month(2008, 2).adult_on(), Some(date(2026, 3, 1)));
    assert_eq!(BornOn::Year(2008).adult_on(), Some(date(2026, 12, 31)));
    assert_eq!(BornOn::Month(2008, 13).adult_on(), None);
}

#[test]
fn a_stop_is_the_persons_own_wish() {
    let gb = profile("gb-ew");
    let status = raised(&gb, Age::Adult);
    assert_eq!(status.clone().stop(&gb, &act(Role::CaseManager, day(1))), Err(NotMoved::NotHerWish));
    assert!(status.stop(&gb, &wish(Role::CaseManager, day(1))).is_ok());
    let child = raised(&gb, Age::Child);
    assert_eq!(child.clone().stop(&gb, &wish(Role::Survivor, day(1))), Err(NotMoved::RoleMayNot));
    assert!(child.stop(&gb, &wish(Role::Guardian, day(1))).is_ok());
}

#[test]
fn a_disqualification_waits_for_its_review_and_another_person_decides_it() {
    let gb = profile("gb-ew");
    let status = after_stage(&gb, sent(&gb), "reasonable_grounds", Answer::Yes, day(3));
    let by = |number, days| Act { by: on_body(&gb, "sca", number), ..act(Role::FrNgo, day(days)) };
    assert_eq!(status.clone().disqualify(&gb, &by(50, 4), "bad_weather"), Err(NotMoved::NoGround));
    let status = status.disqualify(&gb, &by(50, 4), "bad_faith").unwrap().status;
    let status = status.ask_review_of_disqualification(&gb, &act(Role::Lawyer, day(5))).unwrap().status;
    assert!(!status.disqualification_takes_effect(day(500)));
    assert!(status.clone().decide_review_of_disqualification(&gb, &by(50, 6), Review::Upheld).is_err());
    let upheld =
        status.clone().decide_review_of_disqualification(&gb, &by(51, 6), Review::Upheld).unwrap().status;
    assert!(upheld.disqualification_takes_effect(day(6)));
    let lifted = status.decide_review_of_disqualification(&gb, &by(51, 6), Review::Lifted).unwrap().status;
    assert!(!lifted.disqualification_takes_effect(day(500)));
    assert_eq!(lifted.recognition().position, Recognition::Presumed);
}

#[test]
fn more_time_to_challenge_is_given_for_a_listed_reason_only() {
    let gb = profile("gb-ew");
    let status = after_stage(&gb, sent(&gb), "reasonable_grounds", Answer::No, day(3));
    let status = status.tell_refusal(&gb, &act(Role::CaseManager, day(3)), ToldTo::Person).unwrap().status;
    let before = status.refusals()[0].ways[0].deadline.unwrap();
    let matter = Matter::Challenge("reconsideration".to_owned(), challenge_id(1));
    let decider = Decider::of(&on_body(&gb, "sca", 50), &gb, &matter).unwrap();
    assert!(status.clone().extend_time_to_challenge(&gb, &decider, "holiday", day(4)).is_err());
    let status =
        status.extend_time_to_challenge(&gb, &decider, "exceptional_circumstances", day(4)).unwrap().status;
    assert!(status.refusals()[0].ways[0].deadline.unwrap().at > before.at);
    assert!(status.extend_time_to_challenge(&gb, &decider, "exceptional_circumstances", day(4)).is_err());
}

#[test]
fn a_step_against_the_person_asks_for_the_check_before_it() {
    let gb = profile("gb-ew");
    let offence = OffenceId::from_random([1; 16]);
    let status = raised(&gb, Age::Adult);
    let done =
        status.write_proceedings(&gb, &act(Role::Lawyer, day(1)), offence, Proceedings::Arrest).unwrap();
    assert_eq!(done.follow, [FollowUp::CheckNonPunishment]);
    assert_eq!(done.status.proceedings()[&offence], Proceedings::Arrest);
    // Once somebody has decided that she is a victim, there is nothing left to check and a notice to draft.
    let identified = after_stage(
        &gb,
        after_stage(&gb, sent(&gb), "reasonable_grounds", Answer::Yes, day(2)),
        "conclusive_grounds",
        Answer::Yes,
        day(20),
    );
    let charged =
        identified.write_proceedings(&gb, &act(Role::Lawyer, day(21)), offence, Proceedings::Charge);
    assert_eq!(charged.unwrap().follow, [FollowUp::DraftNonPunishmentNotice]);
}
