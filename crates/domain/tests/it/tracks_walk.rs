//! Each shipped profile from the first contact to the end of every road.

use std::collections::BTreeSet;

use havenward_domain::age::{Age, BornOn};
use havenward_domain::author::{Act, Author, MoveReason};
use havenward_domain::challenge::{Brought, Standing, ToldTo};
use havenward_domain::clock::Event;
use havenward_domain::decision::Answer;
use havenward_domain::profile::{AgreementOf, AppliesTo, From, Origin, Profile, RefusalKind};
use havenward_domain::recognition::{PresumptionGround, Recognition};
use havenward_domain::request::{Request, RequestKind};
use havenward_domain::role::Role;
use havenward_domain::status::{FollowUp, NotMoved, Status};
use havenward_domain::support::{EndReason, Support};
use havenward_domain::whereabouts::Whereabouts;
use jiff::civil::date;

use crate::tracks_given::*;

/// A road through one country.
struct Road {
    id: &'static str,
    sender: Role,
    /// Who presumes: a responder, or the first stage.
    presumes: Result<Role, &'static str>,
    /// The stage that decides a case that was sent.
    first: &'static str,
    /// The stage that decides on a presumed person.
    second: &'static str,
    challenge: &'static str,
    ground: Option<&'static str>,
    then: &'static str,
    disqualifies: (&'static str, &'static str),
}

const ROADS: [Road; 5] = [
    Road {
        id: "gb-ew",
        sender: Role::FrNgo,
        presumes: Err("reasonable_grounds"),
        first: "reasonable_grounds",
        second: "conclusive_grounds",
        challenge: "reconsideration",
        ground: Some("new_evidence"),
        then: "judicial_review",
        disqualifies: ("ieca", "bad_faith"),
    },
    Road {
        id: "es",
        sender: Role::FrNgo,
        presumes: Ok(Role::FrPolice),
        first: "reasonable_grounds",
        second: "formal_identification",
        challenge: "administrative_appeal",
        ground: None,
        then: "court",
        disqualifies: ("government_delegation", "threat_to_public_order"),
    },
    Road {
        id: "lv",
        sender: Role::Survivor,
        presumes: Ok(Role::FrNgo),
        first: "recognition_by_commission",
        second: "recognition_by_commission",
        challenge: "appeal",
        ground: None,
        then: "court",
        disqualifies: ("police", "status_claimed_improperly"),
    },
    Road {
        id: "lv",
        sender: Role::FrPolice,
        presumes: Ok(Role::FrPolice),
        first: "recognition_by_authority",
        second: "recognition_by_authority",
        challenge: "appeal",
        ground: None,
        then: "court",
        disqualifies: ("police", "status_claimed_improperly"),
    },
    Road {
        id: "ua",
        sender: Role::Survivor,
        presumes: Ok(Role::FrSocial),
        first: "status",
        second: "status",
        challenge: "complaint",
        ground: None,
        then: "court",
        disqualifies: ("local_administration", "status_claimed_improperly"),
    },
];

impl Road {
    fn profile(&self) -> Profile {
        profile(self.id)
    }

    fn sent(&self, profile: &Profile, origin: Origin) -> Status {
        let status = Status::at_first_contact(profile, Age::Adult, day(0));
        let status = status.give_emergency_support(profile, &act(Role::FrNgo, day(0))).unwrap().status;
        let status = status.raise(profile, &act(self.sender, day(0)), origin).unwrap().status;
        status.send(profile, &act(self.sender, day(1)), &[AgreementOf::Person]).unwrap().status
    }

    fn presumed(&self, profile: &Profile) -> Status {
        self.presume(profile, self.sent(profile, Origin::Responder))
    }

    fn presume(&self, profile: &Profile, status: Status) -> Status {
        match self.presumes {
            Ok(role) => {
                let done =
                    status.presume(profile, &act(role, day(2)), &[PresumptionGround::Disclosure]).unwrap();
                assert!(done.follow.contains(&FollowUp::StartReflection));
                done.status
            }
            Err(stage) => after_stage(profile, status, stage, Answer::Yes, day(2)),
        }
    }

    fn brought(&self) -> Brought<'static> {
        Brought { id: challenge_id(1), rule: self.challenge, ground: self.ground, late_because: None }
    }
}

/// Codes of what the person has, without first help.
fn has(profile: &Profile, status: &Status, days: i64) -> Vec<String> {
    let rights = status.entitlements(profile, AppliesTo::Everyone, day(days));
    rights
        .iter()
        .filter(|(_, right)| right.from != From::FirstContact)
        .map(|(code, _)| (*code).clone())
        .collect()
}

fn at(status: &Status) -> Recognition {
    status.recognition().position
}

#[test]
fn a_yes_all_the_way() {
    for road in ROADS {
        let profile = road.profile();
        let status = road.presumed(&profile);
        assert_eq!(at(&status), Recognition::Presumed, "{}", road.id);
        assert!(!has(&profile, &status, 2).is_empty());
        let clocks = status.running_clocks(&profile, day(2));
        assert!(clocks.iter().any(|clock| clock.code == profile.reflection().clock));
        let status = after_stage(&profile, status, road.second, Answer::Yes, day(60));
        assert_eq!(at(&status), Recognition::Identified);
        assert_eq!(status.refusal_standing(day(61)), None);
        assert_eq!(status.support(), Support::Emergency);
    }
}

#[test]
fn a_refusal_after_presumption_takes_effect_only_when_both_challenges_are_over() {
    for road in ROADS {
        let profile = road.profile();
        let before = road.presumed(&profile);
        let rights = has(&profile, &before, 3);
        let status = after_stage(&profile, before, road.second, Answer::No, day(10));
        assert_eq!(at(&status), Recognition::NotRecognised, "{}", road.id);
        assert_eq!(status.refusals()[0].kind, RefusalKind::NotRecognised);
        // Nobody was told: no time runs, whatever the year.
        assert_eq!(status.refusal_standing(day(900)), Some(Standing::NotTold));
        assert_eq!(has(&profile, &status, 900), rights);

        let told = status.tell_refusal(&profile, &act(Role::CaseManager, day(11)), ToldTo::Person).unwrap();
        assert!(told.follow.contains(&FollowUp::TellAdvocate));
        let status = told.status;
        assert!(matches!(status.refusal_standing(day(12)), Some(Standing::CanBeChallenged { .. })));
        let end = status.clone().end_support(
            &profile,
            &act(Role::CaseManager, day(12)),
            EndReason::NoGroundsSupportElsewhere,
        );
        assert_eq!(end, Err(NotMoved::RefusalNotFinal));

        let status =
            status.challenge(&profile, &act(Role::Survivor, day(20)), road.brought()).unwrap().status;
        assert_eq!(status.refusal_standing(day(500)), Some(Standing::Challenged));
        assert_eq!(has(&profile, &status, 500), rights);
        let status =
            after_challenge(&profile, status, (road.challenge, challenge_id(1)), Answer::No, day(40));
        assert!(matches!(status.refusal_standing(day(41)), Some(Standing::CanBeChallenged { .. })));
        assert_eq!(has(&profile, &status, 41), rights);

        let next = Brought { id: challenge_id(2), rule: road.then, ground: None, late_because: None };
        let status = status.challenge(&profile, &act(Role::Survivor, day(50)), next).unwrap().status;
        let status = after_challenge(&profile, status, (road.then, challenge_id(2)), Answer::No, day(80));
        assert_eq!(status.refusal_standing(day(80)), Some(Standing::Final { since: day(80) }));
        assert_eq!(has(&profile, &status, 80), Vec::<String>::new());
        // First help stays, and nothing but a person's act ends support.
        assert!(!status.entitlements(&profile, AppliesTo::Everyone, day(81)).is_empty());
        assert_eq!(status.support(), Support::Emergency);
        let act = act(Role::CaseManager, day(81));
        let status = status.end_support(&profile, &act, EndReason::NoGroundsSupportElsewhere).unwrap().status;
        assert_eq!(status.support(), Support::Ended(EndReason::NoGroundsSupportElsewhere));
        // A later contact begins with emergency help again, and recognition can be raised again.
        let act = crate::tracks_given::act(Role::FrNgo, day(100));
        let status = status.give_emergency_support(&profile, &act).unwrap().status;
        let status = status.raise(&profile, &act, Origin::SelfReferred).unwrap().status;
        assert_eq!(at(&status), Recognition::Raised);
        assert_eq!(status.refusal_standing(day(100)), None);
    }
}

#[test]
fn a_refusal_at_the_first_decision_can_be_lifted() {
    for road in ROADS {
        let profile = road.profile();
        let sent = road.sent(&profile, Origin::SelfReferred);
        let status = after_stage(&profile, sent, road.first, Answer::No, day(5));
        assert_eq!(at(&status), Recognition::PresumptionRefused, "{}", road.id);
        let yes = status.refusals()[0].had_it_been_yes;
        let status =
            status.tell_refusal(&profile, &act(Role::CaseManager, day(6)), ToldTo::Person).unwrap().status;
        let status =
            status.challenge(&profile, &act(Role::Survivor, day(20)), road.brought()).unwrap().status;
        let lifted = after_challenge(
            &profile,
            status.clone(),
            (road.challenge, challenge_id(1)),
            Answer::Yes,
            day(40),
        );
        assert_eq!(at(&lifted), yes);
        assert_eq!(lifted.refusal_standing(day(41)), None);
        let back =
            after_challenge(&profile, status, (road.challenge, challenge_id(1)), Answer::SendBack, day(40));
        assert_eq!(at(&back), Recognition::Sent);
        // The body decides anew.
        let again = after_stage(&profile, back, road.first, Answer::Yes, day(45));
        assert_eq!(at(&again), yes);
    }
}

#[test]
fn a_refusal_nobody_challenges_is_final_when_the_time_is_over() {
    for road in ROADS {
        let profile = road.profile();
        let status = after_stage(&profile, road.presumed(&profile), road.second, Answer::No, day(10));
        let status =
            status.tell_refusal(&profile, &act(Role::CaseManager, day(11)), ToldTo::Person).unwrap().status;
        let until = status.refusals()[0].ways[0].deadline.unwrap().at;
        let just_before = until - jiff::SignedDuration::from_nanos(1);
        assert_eq!(status.refusal_standing(just_before), Some(Standing::CanBeChallenged { until }));
        assert_eq!(status.refusal_standing(until), Some(Standing::Final { since: until }));
        let late = status.clone().challenge(&profile, &act(Role::Survivor, until), road.brought());
        assert_eq!(late, Err(NotMoved::TooLate));
        // A late challenge for a reason the law names makes the effects wait again.
        let excuse = profile.challenge(road.challenge).unwrap().extendable_when[0].clone();
        let brought = Brought { late_because: Some(&excuse), ..road.brought() };
        let status = status.challenge(&profile, &act(Role::Survivor, until), brought).unwrap().status;
        assert!(!status.refusal_takes_effect(day(900)));
    }
}

#[test]
fn every_other_ending_can_be_told_in_every_profile() {
    for road in ROADS {
        let profile = road.profile();
        // Stopped by the person, and taken up again where she stopped.
        let stopped = road.presumed(&profile).stop(&profile, &wish(Role::Survivor, day(5))).unwrap().status;
        assert_eq!(at(&stopped), Recognition::StoppedByPerson, "{}", road.id);
        assert_eq!(stopped.support(), Support::Emergency);
        assert!(!has(&profile, &stopped, 6).is_empty());
        let resumed = stopped.resume(&profile, &wish(Role::Survivor, day(7))).unwrap().status;
        assert_eq!(at(&resumed), Recognition::Presumed);

        // Disqualified: track A stays.
        let (body, ground) = road.disqualifies;
        let by_body = Act { by: on_body(&profile, body, 120), ..act(Role::FrNgo, day(8)) };
        let disqualified = resumed.disqualify(&profile, &by_body, ground).unwrap().status;
        assert_eq!(at(&disqualified), Recognition::Presumed);
        assert!(!disqualified.disqualification_takes_effect(day(9)));
        let until = disqualified.disqualification().unwrap().review.at;
        assert!(disqualified.disqualification_takes_effect(until));
        assert!(!disqualified.entitlements(&profile, AppliesTo::Everyone, until).is_empty());

        // Recognised abroad.
        let abroad = road.sent(&profile, Origin::ForeignAuthority);
        assert_eq!(abroad.recognition().origin, Some(Origin::ForeignAuthority));
        let abroad = after_stage(&profile, road.presume(&profile, abroad), road.second, Answer::Yes, day(9));
        assert_eq!(at(&abroad), Recognition::Identified);

        // Died.
        let death = Act::of(member(Role::FrHealth), MoveReason::Death, day(20));
        let died = abroad.write_whereabouts(&profile, &death, Whereabouts::Died).unwrap().status;
        let ended =
            died.end_support(&profile, &act(Role::CaseManager, day(21)), EndReason::Died).unwrap().status;
        assert_eq!(ended.support(), Support::Ended(EndReason::Died));
        assert!(ended.entitlements(&profile, AppliesTo::Everyone, day(22)).is_empty());

        // Turned 18, by the software.
        let child = Status::at_first_contact(&profile, Age::Child, day(0));
        let born = BornOn::Day(date(2008, 3, 5));
        let birthday = |days| Act::of_software(MoveReason::Birthday, day(days));
        assert_eq!(child.clone().turn_18(&profile, &birthday(2), born), Err(NotMoved::NotYet18));
        let done = child.turn_18(&profile, &birthday(3), born).unwrap();
        assert_eq!(done.status.age(), Age::Adult);
        assert!(done.follow.contains(&FollowUp::CloseGuardiansView));
    }
}

#[test]
fn a_child_is_protected_first_and_then_goes_through_the_same_stages() {
    for road in ROADS {
        let profile = road.profile();
        let status = Status::at_first_contact(&profile, Age::PresumedChild, day(0));
        let status = status.raise(&profile, &act(Role::FrSocial, day(0)), Origin::Responder).unwrap().status;
        let agreed = [profile.child_start().agreement_of];
        let sender = act(Role::ChildProtection, day(1));
        assert_eq!(status.clone().send(&profile, &sender, &agreed), Err(NotMoved::ChildProtectionFirst));
        let done = status.start_child_path(&profile, &act(Role::FrSocial, day(0))).unwrap();
        assert_eq!(done.follow, [FollowUp::CallChildProtection, FollowUp::AskEmergencyGuardian]);
        let sent = done.status.send(&profile, &sender, &agreed).unwrap().status;
        let refused = after_stage(&profile, sent, road.first, Answer::No, day(5));
        let act = act(Role::CaseManager, day(6));
        let on_child = refused.clone().tell_refusal(&profile, &act, ToldTo::Person);
        assert_eq!(on_child, Err(NotMoved::NeverServedOnAChild), "{}", road.id);
        let told = refused.tell_refusal(&profile, &act, ToldTo::Representative).unwrap().status;
        let guardian = crate::tracks_given::act(Role::Guardian, day(7));
        assert!(told.challenge(&profile, &guardian, road.brought()).is_ok());
    }
}

#[test]
fn the_status_is_told_in_whole_sentences() {
    let road = &ROADS[0];
    let profile = road.profile();
    let status = after_stage(&profile, road.presumed(&profile), road.second, Answer::No, day(10));
    let status =
        status.tell_refusal(&profile, &act(Role::CaseManager, day(11)), ToldTo::Person).unwrap().status;
    let keys: Vec<String> =
        status.describe(&profile, day(12)).into_iter().map(|message| message.key).collect();
    assert_eq!(
        keys,
        [
            "status-whereabouts-known",
            "status-support-emergency",
            "status-recognition-not-recognised",
            "status-refusal-can-be-challenged",
            "status-age-adult",
        ]
    );
}

#[test]
fn a_status_survives_storage() {
    let road = &ROADS[2];
    let profile = road.profile();
    let status = after_stage(&profile, road.presumed(&profile), road.second, Answer::No, day(10));
    let offence = havenward_domain::id::OffenceId::from_random([9; 16]);
    let step = havenward_domain::proceedings::Proceedings::Charge;
    let act = Act { by: Author::Person(member(Role::Lawyer)), ..act(Role::Lawyer, day(11)) };
    let status = status.write_proceedings(&profile, &act, offence, step).unwrap().status;
    let text = serde_json::to_string(&status).unwrap();
    assert_eq!(serde_json::from_str::<Status>(&text).unwrap(), status);
    assert!(!format!("{status:?}").contains("statement"));
}

impl Road {
    /// The events that acts write on the roads of this country.
    fn events(&self, profile: &Profile) -> BTreeSet<Event> {
        let mut seen = BTreeSet::new();
        let mut see = |status: &Status| seen.extend(status.events().keys().copied());
        let mut status = self.presumed(profile);
        for right in profile.entitlements().values() {
            status.service_asked(profile, &right.service, day(3));
        }
        see(&status);
        for right in profile.entitlements().values() {
            status.service_began(profile, &right.service, day(4));
        }
        let status = after_stage(profile, status, self.second, Answer::Yes, day(60));
        let manager = |days| act(Role::CaseManager, day(days));
        see(&status.end_support(profile, &manager(70), EndReason::PlanCompleted).unwrap().status);

        let refused = after_stage(profile, self.presumed(profile), self.second, Answer::No, day(10));
        let told = refused.tell_refusal(profile, &manager(11), ToldTo::Person).unwrap().status;
        let asked = told.challenge(profile, &act(Role::Survivor, day(12)), self.brought()).unwrap().status;
        see(&after_challenge(profile, asked, (self.challenge, challenge_id(1)), Answer::No, day(13)));

        let (body, ground) = self.disqualifies;
        let by_body = Act { by: on_body(profile, body, 120), ..act(Role::FrNgo, day(8)) };
        see(&self.presumed(profile).disqualify(profile, &by_body, ground).unwrap().status);
        seen
    }
}

#[test]
fn every_clock_of_a_country_is_named_by_a_rule_and_starts_by_some_act() {
    for road in ROADS {
        let profile = road.profile();
        let seen = road.events(&profile);
        let mut named: BTreeSet<&String> = BTreeSet::new();
        for stage in profile.stages().values() {
            named.extend(stage.clock.iter().chain([&stage.evidence_must_ask_first]));
        }
        named.extend(profile.challenges().values().map(|rule| &rule.deadline));
        for right in profile.entitlements().values() {
            named.extend(right.clock.iter().chain(&right.decided_within));
        }
        let reflection = profile.reflection();
        named.extend(reflection.child_clock.iter().chain([&reflection.clock]));
        named.extend([&profile.disqualification().review, &profile.access_requests().clock]);
        // What is asked of a person has a time of its own for each request, which `tracks_rules` and
        // `a_request_about_her_own_file_is_answered_in_the_profiles_time` look at.
        let own = [&profile.access_requests().clock];
        for (code, rule) in profile.clocks() {
            assert!(named.contains(code), "{}: no rule follows clocks.{code}", road.id);
            for event in rule.events().iter().filter(|event| **event != Event::EvidenceAsked) {
                assert!(own.contains(&code) || seen.contains(event), "{}: clocks.{code}: {event}", road.id);
            }
        }
    }
}

#[test]
fn in_latvia_a_service_is_decided_in_three_days_lasts_and_is_followed_by_consultations() {
    let road = ROADS.iter().find(|road| road.id == "lv").unwrap();
    let profile = road.profile();
    let runs = |status: &Status, code: &str, now: i64| {
        let clocks = status.running_clocks(&profile, day(now)).into_iter();
        clocks.filter(|clock| clock.code == code).map(|clock| clock.due.on).next()
    };
    let mut status = road.presumed(&profile);
    for clock in ["service_decision", "service", "consultations"] {
        assert_eq!(runs(&status, clock, 3), None, "{clock}");
    }
    // Asked on Thursday 5 March: three working days.
    status.service_asked(&profile, "psychosocial", day(3));
    status.service_asked(&profile, "psychosocial", day(5));
    status.service_asked(&profile, "cash", day(1));
    assert_eq!(runs(&status, "service_decision", 3), Some(date(2026, 3, 10)));
    status.service_began(&profile, "cash", day(4));
    assert_eq!(runs(&status, "service", 4), None, "another service starts nothing");
    status.service_began(&profile, "psychosocial", day(4));
    status.service_began(&profile, "psychosocial", day(40));
    assert_eq!(runs(&status, "service_decision", 4), None);
    assert_eq!(runs(&status, "service", 4), Some(date(2026, 9, 2)), "180 days after 6 March");

    let status = after_stage(&profile, status, road.second, Answer::Yes, day(60));
    let act = |days| act(Role::CaseManager, day(days));
    let ended = status.end_support(&profile, &act(70), EndReason::PlanCompleted).unwrap().status;
    assert_eq!(runs(&ended, "consultations", 70), Some(date(2028, 5, 11)));
    let again = ended.open_support(&profile, &act(80)).unwrap().status;
    assert_eq!(runs(&again, "consultations", 80), None);
}

#[test]
fn a_request_about_her_own_file_is_answered_in_the_profiles_time() {
    let ua = profile("ua");
    let asked = |kind| Request { kind, words: None, at: day(0), answered_at: None };
    assert_eq!(asked(RequestKind::Correction).due(&ua).unwrap().on, date(2026, 4, 1));
    let answered = Request { answered_at: Some(day(1)), ..asked(RequestKind::Correction) };
    assert!(answered.due(&ua).is_none());
    assert!(asked(RequestKind::Complaint).due(&ua).is_none());
}
