//! Checks that look across sections: every name leads somewhere, and every outcome can be reached.

use std::collections::BTreeSet;

use super::children::ChildStep;
use super::deciding::{Bench, BenchKind, Decides, RefusalKind};
use super::document::Node;
use super::operations::SERVICE_CODES;
use super::privacy::DatasetField;
use super::problem::Log;
use super::rights::{AppliesTo, From};
use super::{AgreementOf, Profile};
use crate::clock::{Calendar, ClockRule, Event, Events, Serves, Unit};
use crate::coded::Coded;
use crate::role::Role;

/// The shortest recovery period: CoE Convention Art. 13(1).
const LEAST_REFLECTION_DAYS: i64 = 30;

/// Tells all that is wrong between the sections of a profile that could be read.
pub(super) fn across(profile: &Profile, tree: &Node, log: &Log) {
    let check = Check { profile, tree, log };
    check.head();
    check.clocks();
    check.benches();
    check.outcomes();
    check.challenges();
    check.rights();
    check.vocabulary();
    check.roles();
}

struct Check<'a> {
    profile: &'a Profile,
    tree: &'a Node,
    log: &'a Log,
}

impl Check<'_> {
    fn wrong(&self, field: &str, message: impl Into<String>, mend: impl Into<String>) {
        self.log.add(self.tree.line_of(field), field, message, mend);
    }

    fn head(&self) {
        let id = &self.profile.version.id;
        let letters =
            id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if !letters || id.len() > 20 {
            self.wrong("id", "this is not an id", "use small letters, digits and hyphens, such as gb-ew");
        }
        let country = &self.profile.country;
        if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
            self.wrong(
                "country",
                "this is not a country code",
                "use two capital letters of ISO 3166-1, such as GB",
            );
        }
        if self.profile.valid_to.is_some_and(|last| last < self.profile.valid_from) {
            self.wrong("valid_to", "it ends before it begins", "write a later date, or leave it out");
        }
    }

    fn clock(&self, field: &str, code: &str) -> Option<&ClockRule> {
        let rule = self.profile.clocks.get(code);
        if rule.is_none() && !code.is_empty() {
            self.wrong(field, format!("there is no clock “{code}”"), format!("add [clocks.{code}]"));
        }
        rule
    }

    fn clocks(&self) {
        let profile = self.profile;
        for (code, stage) in &profile.stages {
            if let Some(clock) = &stage.clock {
                self.clock(&format!("stages.{code}.clock"), clock);
            }
            let field = format!("stages.{code}.evidence_must_ask_first");
            if let Some(rule) = self.clock(&field, &stage.evidence_must_ask_first) {
                self.right_from(&field, &stage.evidence_must_ask_first, rule, Event::EvidenceAsked);
            }
        }
        let answer = &profile.access_requests.clock;
        if let Some(clock) = self.clock("access_requests.clock", answer) {
            self.right_from("access_requests.clock", answer, clock, Event::Requested);
        }
        for (code, rule) in &profile.challenges {
            let field = format!("challenges.{code}.deadline");
            if let Some(clock) = self.clock(&field, &rule.deadline) {
                let start = if rule.after.is_some() { Event::ChallengeDecided } else { Event::RefusalTold };
                self.right_from(&field, &rule.deadline, clock, start);
            }
        }
        let review = &profile.disqualification.review;
        if let Some(clock) = self.clock("disqualification.review", review) {
            self.right_from("disqualification.review", review, clock, Event::Disqualified);
        }
    }

    fn right_from(&self, field: &str, code: &str, clock: &ClockRule, start: Event) {
        self.starts_from(field, code, clock, start);
        self.serves_right(field, code, clock);
    }

    fn starts_from(&self, field: &str, code: &str, clock: &ClockRule, start: Event) {
        if clock.events().iter().any(|event| *event != start) {
            let mend = format!("write from = \"{start}\" in [clocks.{code}]");
            self.wrong(field, "this clock starts from another event", mend);
        }
    }

    fn serves_right(&self, field: &str, code: &str, clock: &ClockRule) {
        if clock.serves != Serves::Right {
            self.wrong(
                field,
                "this time is a right of the person",
                format!("write serves = \"right\" in [clocks.{code}]"),
            );
        }
    }

    fn benches(&self) {
        for (code, stage) in &self.profile.stages {
            self.bench(&format!("stages.{code}"), &stage.bench);
        }
        for (code, rule) in &self.profile.challenges {
            self.bench(&format!("challenges.{code}.decided_by"), &rule.bench);
        }
        self.bodies("disqualification.bodies", &self.profile.disqualification.bodies);
    }

    fn bench(&self, field: &str, bench: &Bench) {
        self.bodies(&format!("{field}.bodies"), &bench.bodies);
        if bench.kind == BenchKind::Committee && bench.quorum < 2 {
            self.wrong(&format!("{field}.quorum"), "one vote is not a committee", "write quorum = 2 or more");
        }
    }

    fn bodies(&self, field: &str, codes: &[String]) {
        if codes.is_empty() {
            self.wrong(field, "nobody decides", "name at least one body");
        }
        for code in codes.iter().filter(|code| !self.profile.bodies.contains_key(*code)) {
            self.wrong(field, format!("there is no body “{code}”"), format!("add [bodies.{code}]"));
        }
    }

    /// A negative first decision, a negative second decision and recognition must each be reachable.
    fn outcomes(&self) {
        let decides: BTreeSet<Decides> = self.profile.stages.values().map(|stage| stage.decides).collect();
        let both = decides.contains(&Decides::Both);
        if !both && !decides.contains(&Decides::Presumption) {
            let mend = "add a stage with decides = \"presumption\" or \"both\"";
            self.wrong("stages", "no stage can decide a case that was sent", mend);
        }
        if !both && !decides.contains(&Decides::Recognition) {
            let mend = "add a stage with decides = \"recognition\" or \"both\"";
            self.wrong("stages", "no stage can identify a presumed person", mend);
        }
        let responders = !self.profile.recognition.presume.roles.is_empty();
        if !responders && !decides.contains(&Decides::Presumption) {
            let mend = "name the responders who may, or add a stage with decides = \"presumption\"";
            self.wrong("recognition.presume.roles", "nobody can presume", mend);
        }
    }

    fn challenges(&self) {
        for kind in RefusalKind::ALL {
            let open =
                self.profile.challenges.values().any(|rule| rule.of.contains(kind) && rule.after.is_none());
            if !open {
                let mend = format!("add a challenge with of = [\"{kind}\"] and without `after`");
                self.wrong("challenges", format!("a refusal ({kind}) cannot be challenged"), mend);
            }
        }
        for (code, rule) in &self.profile.challenges {
            let field = format!("challenges.{code}");
            if let Some(before) = &rule.after {
                let known = self.profile.challenges.get(before);
                if known.is_none_or(|before| before.after.is_some() || before.of != rule.of) || before == code
                {
                    let mend = "name a challenge of the same refusals that stands first";
                    self.wrong(&format!("{field}.after"), "this does not follow another challenge", mend);
                }
            }
            if !rule.who_may.contains(&Role::Survivor) {
                self.wrong(&format!("{field}.who_may"), "the person cannot challenge", "add survivor");
            }
        }
    }

    fn rights(&self) {
        let profile = self.profile;
        for clock in
            [Some(&profile.reflection.clock), profile.reflection.child_clock.as_ref()].into_iter().flatten()
        {
            let field = "reflection.clock";
            let Some(rule) = self.clock(field, clock) else { continue };
            if rule.serves != Serves::Right {
                self.wrong(
                    field,
                    "reflection is a right",
                    format!("write serves = \"right\" in [clocks.{clock}]"),
                );
            }
            if !lasts(rule, &profile.calendar, LEAST_REFLECTION_DAYS) {
                let mend = "CoE Convention Art. 13 gives at least 30 days";
                self.wrong(field, "the recovery period is too short", mend);
            }
        }
        let from_first = profile.entitlements.values().any(|right| right.from == From::FirstContact);
        if !from_first {
            let mend = "add an entitlement with from = \"first_contact\"";
            self.wrong("entitlements", "nothing is given from the first contact", mend);
        }
        for (code, right) in &profile.entitlements {
            if let Some(clock) = &right.clock {
                let field = format!("entitlements.{code}.clock");
                if let Some(rule) = self.clock(&field, clock) {
                    self.serves_right(&field, clock, rule);
                }
            }
            if let Some(clock) = &right.decided_within {
                let field = format!("entitlements.{code}.decided_within");
                if let Some(rule) = self.clock(&field, clock) {
                    self.starts_from(&field, clock, rule, Event::Requested);
                }
            }
            if !profile.services.contains(&right.service) {
                let mend = "switch the service on in [services], or name another";
                self.wrong(&format!("entitlements.{code}.service"), "this service is not switched on", mend);
            }
            if right.applies_to != AppliesTo::Everyone && right.from == From::FirstContact {
                let mend = "write applies_to = \"everyone\"";
                self.wrong(&format!("entitlements.{code}.applies_to"), "first help is for everyone", mend);
            }
        }
        for code in &profile.disqualification.ends_entitlements {
            match profile.entitlements.get(code).map(|right| right.from) {
                None => self.wrong(
                    "disqualification.ends_entitlements",
                    format!("no entitlement “{code}”"),
                    "remove it",
                ),
                Some(From::FirstContact) => {
                    let mend = "emergency help never ends by disqualification";
                    self.wrong("disqualification.ends_entitlements", "first help cannot end", mend);
                }
                Some(_) => {}
            }
        }
        if profile.recognition.send.agreement_of_adult != AgreementOf::Person {
            let mend = "write agreement_of_adult = \"person\"";
            self.wrong("recognition.send.agreement_of_adult", "an adult is not sent against her will", mend);
        }
        let order = &profile.child_start.order;
        if order.iter().position(|step| *step == ChildStep::Recognition) == Some(0) {
            self.wrong("child_start.order", "protection comes before the procedure", "put recognition last");
        }
    }

    fn vocabulary(&self) {
        let profile = self.profile;
        for code in profile.services.iter().filter(|code| !SERVICE_CODES.contains(&code.as_str())) {
            let mend = format!("use codes such as {}", SERVICE_CODES.first().unwrap_or(&""));
            self.wrong("services.on", format!("“{code}” is not a service"), mend);
        }
        for (code, controller) in &profile.controllers {
            for other in
                controller.joint_with.iter().filter(|other| !profile.controllers.contains_key(*other))
            {
                let mend = format!("add [controllers.{other}]");
                self.wrong(
                    &format!("controllers.{code}.joint_with"),
                    format!("no controller “{other}”"),
                    mend,
                );
            }
        }
        for kind in ["contact_only", "case", "journal"] {
            if !profile.retention.contains_key(kind) {
                self.wrong(
                    "retention",
                    format!("nothing is said about {kind}"),
                    format!("add [retention.{kind}]"),
                );
            }
        }
        for purpose in ["support", "formal_identification", "police_cooperation"] {
            if !profile.agreements.values().any(|text| text.purpose == purpose) {
                let mend = format!("add an agreement with purpose = \"{purpose}\"");
                self.wrong("agreements", format!("the person cannot be asked about {purpose}"), mend);
            }
        }
        if profile.controllers.is_empty() {
            self.wrong("controllers", "nobody answers for the data", "add [controllers.…]");
        }
        if !profile.protection.dataset.contains(&DatasetField::CaseCode) {
            self.wrong("dataset.fields", "a referral needs the case code", "add case_code");
        }
    }

    fn roles(&self) {
        let profile = self.profile;
        let rules = &profile.recognition;
        let mut used: Vec<(&str, &[Role])> = vec![
            ("recognition.raise.roles", &rules.raise.roles),
            ("recognition.send.roles", &rules.send.roles),
            ("recognition.presume.roles", &rules.presume.roles),
            ("recognition.stop.roles", &rules.stop.roles),
            ("child_start.who", &profile.child_start.who),
            ("children.age_decided_by", &profile.children.age_decided_by),
            ("children.letters_to", &profile.children.letters_to),
        ];
        used.extend(profile.bodies.values().map(|body| ("bodies.roles", body.roles.as_slice())));
        used.extend(profile.challenges.values().map(|rule| ("challenges.who_may", rule.who_may.as_slice())));
        for (field, roles) in used {
            for role in roles.iter().filter(|role| !profile.roles.contains(role)) {
                self.wrong(
                    field,
                    format!("the role {} is switched off", role.code()),
                    "switch it on in [roles]",
                );
            }
        }
        if !profile.roles.contains(&Role::Survivor) {
            self.wrong("roles.on", "the person has no role", "add survivor");
        }
    }
}

/// Says whether a clock that starts on some day of a leap cycle always lasts this many days.
fn lasts(rule: &ClockRule, calendar: &Calendar, least_days: i64) -> bool {
    let starts = [1_735_732_800_i64, 1_738_324_800, 1_707_040_000, 1_767_268_800];
    starts.iter().all(|second| {
        let Ok(at) = jiff::Timestamp::from_second(*second) else { return false };
        // Events still to come are left out, so that a rule that may end earlier shows its full length.
        let events: Events = rule
            .terms()
            .iter()
            .filter_map(|term| match term {
                crate::clock::Term::After(period, event) => {
                    (period.unit != Unit::Hours).then_some((*event, at))
                }
                crate::clock::Term::On(_) => None,
            })
            .collect();
        rule.due(&events, calendar).is_ok_and(|due| {
            calendar.date_of(at).until(due.on).is_ok_and(|span| i64::from(span.get_days()) >= least_days)
        })
    })
}
