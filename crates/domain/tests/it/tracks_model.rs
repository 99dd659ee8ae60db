//! The tracks against a plain model written from the rules, not from the code: random acts must be
//! accepted and refused alike and lead to the same positions.
//!
//! The model counts whole days and knows the four shipped countries by heart: England and Wales, where only a
//! body presumes and two stages decide; Spain, where the police presume and identify; Latvia, where responders
//! presume and one of several doors decides; Ukraine, where responders presume and one stage decides.

use std::collections::BTreeMap;

use havenward_domain::age::{Age, AgeBasis, BornOn};
use havenward_domain::author::{Act, Author, Member, MoveReason};
use havenward_domain::challenge::{Brought, ToldTo};
use havenward_domain::coded::Coded;
use havenward_domain::decision::{Answer, Decider, Matter, Sitting};
use havenward_domain::id::{DecisionId, OffenceId};
use havenward_domain::proceedings::Proceedings;
use havenward_domain::profile::{AgreementOf, Origin, Profile, SHIPPED};
use havenward_domain::recognition::PresumptionGround;
use havenward_domain::role::Role;
use havenward_domain::status::Status;
use havenward_domain::support::EndReason;
use havenward_domain::whereabouts::Whereabouts;
use havenward_domain::words::Words;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::tracks_given::{challenge_id, day, grounds, insufficient, member, on_body};

/// Who may appear; `None` is the software.
const ACTORS: [Option<Role>; 9] = [
    None,
    Some(Role::FrNgo),
    Some(Role::FrTransport),
    Some(Role::FrSocial),
    Some(Role::Survivor),
    Some(Role::Guardian),
    Some(Role::ChildProtection),
    Some(Role::Sysadmin),
    Some(Role::CaseManager),
];

#[derive(Debug, Clone, Copy)]
enum Deed {
    Raise,
    ChildPath,
    Send { agreed: bool },
    Presume { only_vulnerable: bool },
    AskEvidence { second: bool },
    Decide { second: bool, yes: bool, insufficient: bool, outsider: bool },
    Stop { own_wish: bool },
    Resume,
    Tell { to_person: bool },
    Challenge { second: bool },
    DecideChallenge { second: bool, answer: u8, same_people: bool },
    Where { place: usize },
    Support { what: u8 },
    Age { what: u8 },
    Disqualify,
    Step { offence: u8, to: usize },
}

fn a_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => Just(Deed::Raise),
        1 => Just(Deed::ChildPath),
        4 => any::<bool>().prop_map(|agreed| Deed::Send { agreed }),
        3 => any::<bool>().prop_map(|only_vulnerable| Deed::Presume { only_vulnerable }),
        2 => any::<bool>().prop_map(|second| Deed::AskEvidence { second }),
        8 => (any::<bool>(), any::<bool>(), any::<bool>(), prop::bool::weighted(0.1)).prop_map(
            |(second, yes, insufficient, outsider)| Deed::Decide { second, yes, insufficient, outsider }
        ),
        1 => any::<bool>().prop_map(|own_wish| Deed::Stop { own_wish }),
        2 => Just(Deed::Resume),
        4 => any::<bool>().prop_map(|to_person| Deed::Tell { to_person }),
        4 => any::<bool>().prop_map(|second| Deed::Challenge { second }),
        4 => (any::<bool>(), 0_u8..3, prop::bool::weighted(0.2)).prop_map(
            |(second, answer, same_people)| Deed::DecideChallenge { second, answer, same_people }
        ),
        2 => (0..Whereabouts::ALL.len()).prop_map(|place| Deed::Where { place }),
        4 => (0_u8..9).prop_map(|what| Deed::Support { what }),
        2 => (0_u8..5).prop_map(|what| Deed::Age { what }),
        1 => Just(Deed::Disqualify),
        4 => (0_u8..3, 0..Proceedings::ALL.len()).prop_map(|(offence, to)| Deed::Step { offence, to }),
    ]
}

/// What happens: days pass, then somebody tries something.
fn a_step() -> impl Strategy<Value = (i64, usize, Deed)> {
    (prop_oneof![3 => 0_i64..3, 1 => 0_i64..60], 0..ACTORS.len(), a_deed())
}

/// A country as the model knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Land {
    EnglandAndWales,
    Spain,
    Latvia,
    Ukraine,
}

impl Land {
    fn has_two_stages(self) -> bool {
        matches!(self, Land::EnglandAndWales | Land::Spain)
    }

    /// Who presumes without a decision; in Spain the police, who are not among the actors.
    fn presume(self) -> &'static [Role] {
        match self {
            Land::EnglandAndWales | Land::Spain => &[],
            Land::Latvia => &[Role::FrNgo, Role::FrSocial],
            Land::Ukraine => &[Role::FrSocial, Role::ChildProtection, Role::CaseManager],
        }
    }

    /// Who decides that somebody is a child or an adult.
    fn decide_age(self) -> &'static [Role] {
        match self {
            Land::EnglandAndWales | Land::Ukraine => &[Role::FrSocial, Role::ChildProtection],
            Land::Spain | Land::Latvia => &[Role::ChildProtection],
        }
    }

    /// Whether somebody agrees for a child before the case is sent.
    fn asks_for_a_child(self) -> bool {
        matches!(self, Land::Spain | Land::Latvia)
    }

    /// The last days of the first and of the second challenge, told and opened on these days.
    fn last_days(self, told: Option<i64>, opened: Option<i64>) -> (Option<Date>, Option<Date>) {
        let months =
            |day: i64, months: i32| civil(day).checked_add(jiff::Span::new().months(months)).unwrap();
        let first = |day: i64| match self {
            Land::EnglandAndWales | Land::Ukraine => civil(day + 30),
            Land::Spain | Land::Latvia => months(day, 1),
        };
        let second = |day: i64| match self {
            Land::EnglandAndWales | Land::Ukraine => months(day, 3),
            Land::Spain => months(day, 2),
            Land::Latvia => months(day, 1),
        };
        (told.map(first), opened.map(second))
    }
}

#[derive(Debug, Clone, PartialEq)]
struct Model {
    land: Land,
    recognition: &'static str,
    since: i64,
    before_stop: &'static str,
    support: &'static str,
    place: usize,
    age: &'static str,
    child_path: bool,
    last: i64,
    asked: Vec<(bool, i64)>,
    refused: Option<Refused>,
    disqualified: bool,
    /// Track F, by offence.
    steps: BTreeMap<u8, &'static str>,
}

#[derive(Debug, Clone, PartialEq)]
struct Refused {
    before: &'static str,
    yes: &'static str,
    told: Option<i64>,
    first: Challenged,
    /// The second way opens when the first challenge failed, on that day.
    second_opened: Option<i64>,
    second: Challenged,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Challenged {
    No,
    Pending,
    Over,
}

fn civil(days: i64) -> Date {
    date(2026, 3, 2).checked_add(jiff::Span::new().days(days)).unwrap()
}

impl Refused {
    /// Days after which it is too late.
    fn last_days(&self, land: Land) -> (Option<Date>, Option<Date>) {
        land.last_days(self.told, self.second_opened)
    }

    fn is_final(&self, land: Land, now: i64) -> bool {
        if self.first == Challenged::Pending || self.second == Challenged::Pending || self.told.is_none() {
            return false;
        }
        let (first, second) = self.last_days(land);
        let open = |state, last: Option<Date>| {
            state == Challenged::No && last.is_some_and(|last| civil(now) <= last)
        };
        !open(self.first, first) && !open(self.second, second)
    }
}

impl Model {
    fn is_child(&self) -> bool {
        self.age != "adult"
    }

    fn is_refused(&self) -> bool {
        ["presumption_refused", "not_recognised"].contains(&self.recognition)
    }

    fn effect(&self, now: i64) -> bool {
        self.is_refused() && self.refused.as_ref().is_some_and(|refused| refused.is_final(self.land, now))
    }

    fn to(&mut self, recognition: &'static str, now: i64) -> bool {
        self.recognition = recognition;
        self.since = now;
        self.moved(now)
    }

    fn moved(&mut self, now: i64) -> bool {
        self.last = now;
        true
    }

    /// Whether a person in this role moves anything at all.
    fn acts(role: Option<Role>) -> bool {
        role.is_some_and(|role| role != Role::Sysadmin)
    }

    fn may_raise(role: Role) -> bool {
        role != Role::Guardian && role != Role::Sysadmin
    }

    fn may_send(&self, role: Role) -> bool {
        match (self.land, self.is_child()) {
            (Land::EnglandAndWales, _) => {
                [Role::FrNgo, Role::FrSocial, Role::ChildProtection].contains(&role)
            }
            (Land::Spain | Land::Latvia, true) => Self::may_raise(role) && role != Role::Survivor,
            _ => Self::may_raise(role),
        }
    }

    /// What a stage answers here: the position after yes and after no.
    fn outcomes(&self, second: bool) -> Option<(&'static str, &'static str)> {
        match (self.land.has_two_stages(), second, self.recognition) {
            (true, false, "sent") => Some(("presumed", "presumption_refused")),
            (false, _, "sent") => Some(("identified", "presumption_refused")),
            (true, true, "presumed") | (false, _, "presumed") => Some(("identified", "not_recognised")),
            _ => None,
        }
    }

    /// Does it, or says no.
    fn apply(&mut self, now: i64, role: Option<Role>, deed: Deed) -> bool {
        match deed {
            Deed::Decide { .. }
            | Deed::AskEvidence { .. }
            | Deed::DecideChallenge { .. }
            | Deed::Disqualify => {
                return self.apply_body(now, deed);
            }
            Deed::Age { what: 4 } => {
                // Born on 18 September 2008: 200 days after the start.
                let turns = self.is_child() && now >= 200 && (role.is_none() || Self::acts(role));
                if turns {
                    self.age = "adult";
                    self.last = now;
                }
                return turns;
            }
            _ => {}
        }
        let Some(role) = role.filter(|_| Self::acts(role)) else { return false };
        match deed {
            Deed::Raise => {
                let again = self.effect(now);
                if !Self::may_raise(role) || (self.recognition != "none" && !again) {
                    return false;
                }
                self.to("raised", now)
            }
            Deed::ChildPath => {
                let first = self.is_child() && !self.child_path;
                self.child_path |= first;
                first
            }
            Deed::Send { agreed } => {
                let nobody_asked = self.is_child() && !self.land.asks_for_a_child();
                let ready = (agreed || nobody_asked) && (self.child_path || !self.is_child());
                if self.recognition != "raised" || !self.may_send(role) || !ready {
                    return false;
                }
                self.to("sent", now)
            }
            Deed::Presume { only_vulnerable } => {
                let may = self.land.presume().contains(&role);
                let here = ["raised", "sent"].contains(&self.recognition);
                if !may || !here || only_vulnerable {
                    return false;
                }
                self.to("presumed", now)
            }
            Deed::Stop { own_wish } => {
                let here = ["raised", "sent", "presumed"].contains(&self.recognition);
                if !here || !own_wish || !self.speaks(role) {
                    return false;
                }
                self.before_stop = self.recognition;
                self.to("stopped_by_person", now)
            }
            Deed::Resume => {
                if self.recognition != "stopped_by_person" || !self.speaks(role) {
                    return false;
                }
                self.to(self.before_stop, now)
            }
            Deed::Tell { to_person } => {
                let child = self.is_child();
                let Some(refused) = self.refused.as_mut().filter(|refused| refused.told.is_none()) else {
                    return false;
                };
                if !["presumption_refused", "not_recognised"].contains(&self.recognition)
                    || (child && to_person)
                {
                    return false;
                }
                refused.told = Some(now);
                true
            }
            Deed::Challenge { second } => self.challenge(now, role, second),
            Deed::Where { place } => {
                let moves = self.place != place;
                self.place = place;
                if moves { self.moved(now) } else { false }
            }
            Deed::Support { what } => self.support(now, role, what),
            Deed::Age { what } => self.change_age(now, role, what),
            Deed::Step { offence, to } => self.step(now, offence, Proceedings::ALL[to].code()),
            _ => unreachable!(),
        }
    }

    fn speaks(&self, role: Role) -> bool {
        let child = [Role::Guardian, Role::ChildProtection];
        let adult = [Role::Survivor, Role::CaseManager, Role::FrNgo, Role::FrSocial];
        child.contains(&role) || (!self.is_child() && adult.contains(&role))
    }

    fn challenge(&mut self, now: i64, role: Role, second: bool) -> bool {
        if !self.is_refused() || ![Role::Survivor, Role::Guardian].contains(&role) {
            return false;
        }
        let Some(refused) = self.refused.as_mut() else { return false };
        let (first_last, second_last) = refused.last_days(self.land);
        let (state, last) = if second {
            if refused.second_opened.is_none() {
                return false;
            }
            (&mut refused.second, second_last)
        } else {
            (&mut refused.first, first_last)
        };
        if *state != Challenged::No || last.is_some_and(|last| civil(now) > last) {
            return false;
        }
        *state = Challenged::Pending;
        true
    }

    fn support(&mut self, now: i64, role: Role, what: u8) -> bool {
        let given = !["none", "ended"].contains(&self.support);
        let child = self.is_child();
        let speaks_for_child = [Role::Guardian, Role::ChildProtection].contains(&role);
        let next = match what {
            0 if !given => "emergency",
            1 if self.support != "open" => "open",
            2 if ["open", "moving_on"].contains(&self.support) => "plan",
            3 if ["open", "plan"].contains(&self.support) => "moving_on",
            4 if given => "ended",
            5 if given && self.effect(now) => "ended",
            6 if given && self.place == Whereabouts::ALL.len() - 1 => "ended",
            7 if given && !child => "ended",
            8 if given && (!child || speaks_for_child) => "ended",
            _ => return false,
        };
        self.support = next;
        self.moved(now)
    }

    /// Nothing moves to where it is, and what was never known does not end.
    fn step(&mut self, now: i64, offence: u8, to: &'static str) -> bool {
        let before = self.steps.get(&offence).copied();
        if before == Some(to) || (before.is_none() && to == "ended") {
            return false;
        }
        self.steps.insert(offence, to);
        self.moved(now)
    }

    fn change_age(&mut self, now: i64, role: Role, what: u8) -> bool {
        let decides = self.land.decide_age().contains(&role);
        self.age = match (what, self.age) {
            (0, "adult" | "disputed") => "presumed_child",
            (1, "child" | "presumed_child") => "disputed",
            (2, age) if age != "child" && decides => "child",
            (3, "presumed_child" | "disputed") if decides => "adult",
            _ => return false,
        };
        self.moved(now)
    }

    fn apply_body(&mut self, now: i64, deed: Deed) -> bool {
        match deed {
            Deed::AskEvidence { second } => {
                let here = self.outcomes(second).is_some();
                if here {
                    self.asked.push((second && self.land.has_two_stages(), now));
                }
                here
            }
            Deed::Decide { second, yes, insufficient, outsider } => {
                let stage = second && self.land.has_two_stages();
                let asked = self.asked.iter().rev().find(|(of, at)| *of == stage && *at >= self.since);
                let lapsed = asked.is_some_and(|(_, at)| now > at + 14);
                let Some((if_yes, if_no)) = self.outcomes(second) else { return false };
                if outsider || (!yes && insufficient && !lapsed) {
                    return false;
                }
                if yes {
                    return self.to(if_yes, now);
                }
                self.refused = Some(Refused {
                    before: self.recognition,
                    yes: if_yes,
                    told: None,
                    first: Challenged::No,
                    second_opened: None,
                    second: Challenged::No,
                });
                self.to(if_no, now)
            }
            Deed::DecideChallenge { second, answer, same_people } => {
                let Some(refused) = self.refused.as_mut() else { return false };
                let state = if second { &mut refused.second } else { &mut refused.first };
                if *state != Challenged::Pending || same_people {
                    return false;
                }
                *state = Challenged::Over;
                let (before, yes) = (refused.before, refused.yes);
                match answer {
                    0 => self.to(yes, now),
                    1 => self.to(before, now),
                    _ => {
                        if !second {
                            refused.second_opened = Some(now);
                        }
                        true
                    }
                }
            }
            Deed::Disqualify => {
                let may = ["presumed", "identified"].contains(&self.recognition) && !self.disqualified;
                self.disqualified |= may;
                may
            }
            _ => unreachable!(),
        }
    }
}

struct Country {
    profile: Profile,
    stages: [&'static str; 2],
    rules: [&'static str; 2],
    body: &'static str,
    disqualifies: &'static str,
    review_bodies: [&'static str; 2],
    ground: &'static str,
}

/// The rules of a country. Free days are left to the tests of clocks: the model counts plain days.
fn country(land: Land) -> Country {
    let parse = |index: usize| {
        let (name, text) = SHIPPED[index];
        let text = text.replace("on_free_day = \"next_working_day\"\n", "").replace(
            "amount = 10\nunit = \"working_days\"\nfrom = \"evidence_asked\"",
            "amount = 14\nunit = \"days\"\nfrom = \"evidence_asked\"",
        );
        Profile::parse(name, &text).unwrap()
    };
    match land {
        Land::EnglandAndWales => Country {
            profile: parse(1),
            stages: ["reasonable_grounds", "conclusive_grounds"],
            rules: ["reconsideration", "judicial_review"],
            body: "sca",
            disqualifies: "sca",
            review_bodies: ["sca", "administrative_court"],
            ground: "bad_faith",
        },
        Land::Spain => Country {
            profile: parse(0),
            stages: ["reasonable_grounds", "formal_identification"],
            rules: ["administrative_appeal", "court"],
            body: "police_unit",
            disqualifies: "government_delegation",
            review_bodies: ["higher_authority", "contentious_court"],
            ground: "threat_to_public_order",
        },
        Land::Latvia => Country {
            profile: parse(2),
            stages: ["recognition_by_authority", "recognition_by_authority"],
            rules: ["appeal", "court"],
            body: "police",
            disqualifies: "police",
            review_bodies: ["social_integration_state_agency", "administrative_court"],
            ground: "threat_to_public_order",
        },
        Land::Ukraine => Country {
            profile: parse(3),
            stages: ["status", "status"],
            rules: ["complaint", "court"],
            body: "local_administration",
            disqualifies: "local_administration",
            review_bodies: ["ministry", "administrative_court"],
            ground: "status_claimed_improperly",
        },
    }
}

impl Country {
    /// Does the same to the real status.
    fn apply(&self, status: &Status, now: i64, role: Option<Role>, deed: Deed) -> Option<Status> {
        let profile = &self.profile;
        let by = role.map_or(Author::Software, |role| Author::Person(member(role)));
        let reason = match deed {
            Deed::Stop { own_wish: true } | Deed::Resume => MoveReason::OwnWish,
            _ => MoveReason::SignsSeen,
        };
        let act = Act { by, reason, words: None, at: day(now) };
        let status = status.clone();
        let done = match deed {
            Deed::Raise => status.raise(profile, &act, Origin::Responder),
            Deed::ChildPath => status.start_child_path(profile, &act),
            Deed::Send { agreed: true } => {
                let agreed = [AgreementOf::Person, AgreementOf::Representative];
                status.send(profile, &act, &agreed)
            }
            Deed::Send { agreed: false } => status.send(profile, &act, &[]),
            Deed::Presume { only_vulnerable: true } => {
                status.presume(profile, &act, &[PresumptionGround::Vulnerability])
            }
            Deed::Presume { .. } => status.presume(profile, &act, &[PresumptionGround::Indicators]),
            Deed::Stop { .. } => status.stop(profile, &act),
            Deed::Resume => status.resume(profile, &act),
            Deed::Tell { to_person: true } => status.tell_refusal(profile, &act, ToldTo::Person),
            Deed::Tell { .. } => status.tell_refusal(profile, &act, ToldTo::Representative),
            Deed::Challenge { second } => {
                let rule = self.rules[usize::from(second)];
                // Each refusal has challenges of its own, so ids count refusals.
                let id = challenge_id(challenge_number(&status, second));
                let brought = Brought { id, rule, ground: Some("new_evidence"), late_because: None };
                status.challenge(profile, &act, brought)
            }
            Deed::Where { place } => status.write_whereabouts(profile, &act, Whereabouts::ALL[place]),
            Deed::Support { what } => self.support(status, &act, what),
            Deed::Age { what } => match what {
                0 => status.presume_child(profile, &act),
                1 => status.dispute_age(profile, &act),
                2 => status.confirm_child(profile, &act),
                3 => status.find_adult(profile, &act, AgeBasis::Documents),
                _ => status.turn_18(profile, &act, BornOn::Day(date(2008, 9, 18))),
            },
            Deed::Step { offence, to } => {
                status.write_proceedings(profile, &act, offence_id(offence), Proceedings::ALL[to])
            }
            _ => return self.apply_body(status, now, deed),
        };
        done.ok().map(|done| done.status)
    }

    fn support(
        &self,
        status: Status,
        act: &Act,
        what: u8,
    ) -> Result<havenward_domain::status::Done, havenward_domain::status::NotMoved> {
        let profile = &self.profile;
        match what {
            0 => status.give_emergency_support(profile, act),
            1 => status.open_support(profile, act),
            2 => status.agree_plan(profile, act),
            3 => status.move_on(profile, act),
            4 => status.end_support(profile, act, EndReason::PlanCompleted),
            5 => status.end_support(profile, act, EndReason::NoGroundsSupportElsewhere),
            6 => status.end_support(profile, act, EndReason::Died),
            7 => status.end_support(profile, act, EndReason::Missing),
            _ => status.end_support(profile, act, EndReason::PersonEnded),
        }
    }

    fn apply_body(&self, status: Status, now: i64, deed: Deed) -> Option<Status> {
        let profile = &self.profile;
        let done = match deed {
            Deed::AskEvidence { second } => {
                let matter = Matter::Stage(self.stages[usize::from(second)].to_owned());
                let decider = Decider::of(&on_body(profile, self.body, 100), profile, &matter).unwrap();
                status.ask_for_evidence(profile, &decider, vec![Words::new("a letter")], day(now))
            }
            Deed::Decide { second, yes, insufficient: want, outsider } => {
                let matter = Matter::Stage(self.stages[usize::from(second)].to_owned());
                let author = if outsider {
                    Author::Person(Member { body: None, ..member(Role::CompetentAuthority) })
                } else {
                    on_body(profile, self.body, 100)
                };
                let (answer, why) = match (yes, want) {
                    (true, _) => (Answer::Yes, grounds(Answer::Yes)),
                    (false, true) => (Answer::No, insufficient()),
                    (false, false) => (Answer::No, grounds(Answer::No)),
                };
                let decider = Decider::of(&author, profile, &matter).ok()?;
                let sitting = Sitting::open(profile, &status, matter).unwrap();
                let sitting = sitting.vote(&decider, None, answer, None).ok()?;
                let decision = sitting.close(&decider, decision_id(&status), why, day(now)).ok()?;
                status.decide(profile, decision)
            }
            Deed::DecideChallenge { second, answer, same_people } => {
                let rule = self.rules[usize::from(second)];
                let id = challenge_id(challenge_number(&status, second));
                let matter = Matter::Challenge(rule.to_owned(), id);
                let number = if same_people { 100 } else { 120 + u8::from(second) };
                let author = on_body(profile, self.review_bodies[usize::from(second)], number);
                let decider = Decider::of(&author, profile, &matter).unwrap();
                let answer = [Answer::Yes, Answer::SendBack, Answer::No][usize::from(answer)];
                let sitting = Sitting::open(profile, &status, matter).unwrap();
                let sitting = sitting.vote(&decider, None, answer, None).ok()?;
                let decision =
                    sitting.close(&decider, decision_id(&status), grounds(answer), day(now)).ok()?;
                status.decide(profile, decision)
            }
            Deed::Disqualify => {
                let by = on_body(profile, self.disqualifies, 110);
                let act = Act { by, reason: MoveReason::Decision, words: None, at: day(now) };
                status.disqualify(profile, &act, self.ground)
            }
            _ => unreachable!(),
        };
        done.ok().map(|done| done.status)
    }
}

fn offence_id(number: u8) -> OffenceId {
    OffenceId::from_random([number + 1; 16])
}

fn challenge_number(status: &Status, second: bool) -> u8 {
    u8::try_from(status.refusals().len() * 2 + usize::from(second)).unwrap()
}

fn decision_id(status: &Status) -> DecisionId {
    DecisionId::from_random([u8::try_from(status.decisions().len() + 1).unwrap(); 16])
}

fn same(model: &Model, status: &Status, now: i64) -> Result<(), TestCaseError> {
    prop_assert_eq!(model.recognition, status.recognition().position.code());
    prop_assert_eq!(model.support, status.support().code());
    prop_assert_eq!(Whereabouts::ALL[model.place], status.whereabouts());
    prop_assert_eq!(model.age, status.age().code());
    prop_assert_eq!(model.disqualified, status.disqualification().is_some());
    let steps: Vec<(OffenceId, &str)> =
        status.proceedings().iter().map(|(id, at)| (*id, at.code())).collect();
    let expected: Vec<(OffenceId, &str)> =
        model.steps.iter().map(|(number, at)| (offence_id(*number), *at)).collect();
    prop_assert_eq!(expected, steps);
    for days in [0, 1, 30, 31, 89, 95, 400] {
        prop_assert_eq!(
            model.effect(now + days),
            status.refusal_takes_effect(day(now + days)),
            "in {} days",
            days
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn the_tracks_and_a_plain_model_agree(
        land in prop::sample::select(&[Land::EnglandAndWales, Land::Spain, Land::Latvia, Land::Ukraine]),
        child: bool, steps in prop::collection::vec(a_step(), 1..80),
    ) {
        let country = country(land);
        let age = if child { Age::PresumedChild } else { Age::Adult };
        let mut status = Status::at_first_contact(&country.profile, age, day(0));
        let mut model = Model {
            land, recognition: "none", since: 0, before_stop: "none", support: "none", place: 0,
            age: age.code(), child_path: false, last: 0, asked: Vec::new(), refused: None, disqualified: false,
            steps: BTreeMap::new(),
        };
        let mut now = 0;
        for (days, actor, deed) in steps {
            now += days;
            let role = ACTORS[actor];
            let accepted = model.apply(now, role, deed);
            let next = country.apply(&status, now, role, deed);
            prop_assert_eq!(accepted, next.is_some(), "{:?} by {:?} on day {}: {:?}", deed, role, now, model);
            let Some(next) = next else { continue };
            laws(&country.profile, &status, &next, role, deed, now)?;
            status = next;
            same(&model, &status, now)?;
        }
    }
}

/// The laws of the tracks, whatever the model says.
fn laws(
    profile: &Profile,
    before: &Status,
    after: &Status,
    role: Option<Role>,
    deed: Deed,
    now: i64,
) -> Result<(), TestCaseError> {
    // No change deletes history.
    prop_assert!(after.history().starts_with(before.history()));
    prop_assert!(after.decisions().starts_with(before.decisions()));
    // Support never ends by a move on another track.
    if !matches!(deed, Deed::Support { .. }) {
        prop_assert_eq!(before.support(), after.support());
    }
    // Software moves no recognition.
    let by_body = matches!(deed, Deed::Decide { .. } | Deed::DecideChallenge { .. });
    if role.is_none() && !by_body {
        prop_assert_eq!(before.recognition(), after.recognition());
    }
    // Disqualification changes no recognition.
    if matches!(deed, Deed::Disqualify) {
        prop_assert_eq!(before.recognition(), after.recognition());
    }
    // A child can become missing in one act, by anybody who cares for the child.
    if after.age().is_treated_as_child() && after.whereabouts() != Whereabouts::Missing {
        let act = Act::of(member(Role::Shelter), MoveReason::NotSeen, day(now));
        prop_assert!(after.clone().write_whereabouts(profile, &act, Whereabouts::Missing).is_ok());
    }
    // A status is the same after storage.
    let text = serde_json::to_string(after).unwrap();
    prop_assert_eq!(&serde_json::from_str::<Status>(&text).unwrap(), after);
    Ok(())
}
