//! What no crisis relaxes, and the few things a crisis may change.
//!
//! A field outside the open list is refused, so a new section of the profile is closed until
//! somebody opens it here.

use super::OverlayRefusal;
use crate::clock::{ClockRule, Event, Extension, Joined, MonthEnd, OnFreeDay, Period, Serves, Term};
use crate::coded::coded;
use crate::profile::{AppliesTo, Profile};

coded! {
    /// What is never relaxed.
    pub enum NeverRelax {
        /// Whoever may be a child is treated as a child.
        ChildPresumption = "child_presumption",
        /// The person is told before the first question.
        ToldBefore = "told_before",
        /// No contact with relatives, companions or embassies until cleared.
        NoContactUntilCleared = "no_contact_until_cleared",
        /// The minimum dataset.
        MinimumDataset = "minimum_dataset",
        /// Non-punishment.
        NonPunishment = "non_punishment",
        /// The rules of agreement.
        AgreementRules = "agreement_rules",
        /// The right to refuse and to stop.
        RightToRefuse = "right_to_refuse",
        /// Confidentiality and retention.
        ConfidentialityAndRetention = "confidentiality_and_retention",
        /// Equal treatment, whatever the nationality.
        EqualTreatment = "equal_treatment",
        /// The journal.
        Journal = "journal",
        /// The lengths of rights.
        LengthsOfRights = "lengths_of_rights",
    }
}

use NeverRelax::{
    AgreementRules, ChildPresumption, ConfidentialityAndRetention, EqualTreatment, Journal, LengthsOfRights,
    MinimumDataset, NoContactUntilCleared, NonPunishment, RightToRefuse, ToldBefore,
};

/// The sections that belong to each item; a path may name a field that no profile has.
pub const NEVER_RELAX: [(NeverRelax, &[&str]); 11] = [
    (
        ChildPresumption,
        &[
            "children",
            "child_start.who",
            "child_start.agreement_of",
            "child_start.order",
            "child_start.body",
            "child_start.hours",
        ],
    ),
    (ToldBefore, &["told_before"]),
    (NoContactUntilCleared, &["contact"]),
    (MinimumDataset, &["dataset"]),
    (NonPunishment, &["non_punishment", "standard_gaps"]),
    (
        AgreementRules,
        &[
            "agreements",
            "recognition.send.agreement_of_adult",
            "recognition.raise.agreement_of_adult",
            "recognition.presume.agreement_of_adult",
            "recognition.stop.agreement_of_adult",
        ],
    ),
    (RightToRefuse, &["recognition.stop", "notice", "interview"]),
    (ConfidentialityAndRetention, &["retention", "controllers", "firewall", "access_requests"]),
    (EqualTreatment, &["eligibility"]),
    (Journal, &["journal"]),
    (LengthsOfRights, &["reflection", "refusal", "challenges", "disqualification", "calendar"]),
];

/// What a crisis may change; `*` stands for one name.
const OPEN: [&str; 15] = [
    "recognition.raise.roles",
    "recognition.raise.origins",
    "recognition.send.roles",
    "recognition.send.origins",
    "recognition.presume.roles",
    "recognition.presume.origins",
    "bodies.*",
    "stages.*.bodies",
    "stages.*.clock",
    "clocks.*",
    "entitlements.*",
    "offers.*",
    "services.on",
    "roles.on",
    "child_start.phone",
];

/// Why a field is closed to every overlay, if it is.
pub(super) fn closed(field: &str) -> Option<OverlayRefusal> {
    let field_keys: Vec<&str> = field.split('.').collect();
    let touches = |section: &&str| section.split('.').zip(&field_keys).all(|(key, other)| key == *other);
    for (item, sections) in NEVER_RELAX {
        if sections.iter().any(touches) {
            return Some(OverlayRefusal::NeverRelaxed { field: field.to_owned(), item });
        }
    }
    let inside = |pattern: &&str| {
        let keys: Vec<&str> = pattern.split('.').collect();
        field_keys.len() >= keys.len()
            && keys.iter().zip(&field_keys).all(|(key, other)| *key == "*" || key == other)
    };
    if OPEN.iter().any(inside) {
        None
    } else {
        Some(OverlayRefusal::NotForACrisis { field: field.to_owned() })
    }
}

/// What a changed profile relaxes that its base gives.
pub(super) fn relaxed(base: &Profile, changed: &Profile) -> Vec<OverlayRefusal> {
    let mut refusals = Vec::new();
    let mut never = |field: String, item| refusals.push(OverlayRefusal::NeverRelaxed { field, item });
    for (code, rule) in base.clocks() {
        let stands = |new: &ClockRule| match (is_owed(base, code, rule), rule.serves) {
            (true, _) => is_no_longer(rule, new),
            (false, Serves::Right) => is_no_shorter(rule, new),
            (false, Serves::Duty) => true,
        };
        if !changed.clock(code).is_some_and(stands) {
            never(format!("clocks.{code}"), LengthsOfRights);
        }
    }
    for (code, right) in base.entitlements() {
        let field = format!("entitlements.{code}");
        let Some(new) = changed.entitlements().get(code) else {
            never(field, LengthsOfRights);
            continue;
        };
        let same = (&new.clock, &new.decided_within, &new.service)
            == (&right.clock, &right.decided_within, &right.service);
        if new.from > right.from || !same {
            never(field.clone(), LengthsOfRights);
        }
        if new.applies_to != right.applies_to && new.applies_to != AppliesTo::Everyone {
            never(field, EqualTreatment);
        }
    }
    for (code, new) in changed.entitlements() {
        if !base.entitlements().contains_key(code) && new.applies_to != AppliesTo::Everyone {
            never(format!("entitlements.{code}"), EqualTreatment);
        }
    }
    refusals.extend(taken_away(base, changed));
    refusals.extend(reviewers_at_the_door(base, changed));
    refusals
}

/// Whether the clock is the time in which somebody answers what the person asked for.
fn is_owed(base: &Profile, code: &str, rule: &ClockRule) -> bool {
    code == base.access_requests().clock || rule.events().contains(&Event::Requested)
}

/// Bodies that decide challenges and would decide first, where they did not.
fn reviewers_at_the_door(base: &Profile, changed: &Profile) -> Vec<OverlayRefusal> {
    let reviews = |body: &String| base.challenges().values().any(|rule| rule.bench.bodies.contains(body));
    let mut refusals = Vec::new();
    for (code, stage) in changed.stages() {
        let old = base.stages().get(code).map_or(&[][..], |old| &old.bench.bodies);
        for body in stage.bench.bodies.iter().filter(|body| !old.contains(body) && reviews(body)) {
            let field = format!("stages.{code}.bodies");
            refusals.push(OverlayRefusal::ReviewsAndDecides { field, body: body.clone() });
        }
    }
    refusals
}

/// Lists from which a crisis may not take.
fn taken_away(base: &Profile, changed: &Profile) -> Vec<OverlayRefusal> {
    let (old, new) = (base.recognition(), changed.recognition());
    let moves = [
        ("recognition.raise", &old.raise, &new.raise),
        ("recognition.send", &old.send, &new.send),
        ("recognition.presume", &old.presume, &new.presume),
    ];
    let mut fields: Vec<String> = Vec::new();
    for (field, old, new) in moves {
        if !keeps(&old.roles, &new.roles) {
            fields.push(format!("{field}.roles"));
        }
        if !keeps(&old.origins, &new.origins) {
            fields.push(format!("{field}.origins"));
        }
    }
    for (code, old) in base.stages() {
        let new = changed.stages().get(code);
        if !new.is_some_and(|new| keeps(&old.bench.bodies, &new.bench.bodies)) {
            fields.push(format!("stages.{code}.bodies"));
        }
    }
    for (code, old) in base.bodies() {
        if !changed.bodies().get(code).is_some_and(|new| keeps(&old.roles, &new.roles)) {
            fields.push(format!("bodies.{code}.roles"));
        }
    }
    if !keeps(&base.offers().escalation, &changed.offers().escalation) {
        fields.push("offers.escalation".to_owned());
    }
    if !base.roles().is_subset(changed.roles()) {
        fields.push("roles.on".to_owned());
    }
    if !base.services().is_subset(changed.services()) {
        fields.push("services.on".to_owned());
    }
    fields.into_iter().map(|field| OverlayRefusal::TakesAway { field }).collect()
}

/// Whether all that stood in a list still stands there.
fn keeps<T: PartialEq>(old: &[T], new: &[T]) -> bool {
    old.iter().all(|one| new.contains(one))
}

/// Says whether a clock that is a right gives at least what it gave.
fn is_no_shorter(old: &ClockRule, new: &ClockRule) -> bool {
    let month_end = old.month_end == new.month_end || new.month_end == MonthEnd::NextMonth;
    let free_day = old.on_free_day == new.on_free_day || new.on_free_day == OnFreeDay::NextWorkingDay;
    let extension = match (&old.extension, &new.extension) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(old), Some(new)) => extends_no_less(old, new),
    };
    let review = old.review_before == new.review_before;
    new.serves == Serves::Right && month_end && free_day && ends(old, new, no_less) && extension && review
}

/// Says whether an answer that is owed to the person comes no later than it did.
fn is_no_longer(old: &ClockRule, new: &ClockRule) -> bool {
    let month_end = old.month_end == new.month_end || new.month_end == MonthEnd::LastDay;
    let free_day = old.on_free_day == new.on_free_day || new.on_free_day == OnFreeDay::Stays;
    let extension = match (&old.extension, &new.extension) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(old), Some(new)) => extends_no_less(new, old),
    };
    let same = old.review_before == new.review_before && old.serves == new.serves;
    same && month_end && free_day && ends(old, new, |old, new| no_less(new, old)) && extension
}

/// Whether the ends of a clock are the same events in the same order, and each period stands.
fn ends(old: &ClockRule, new: &ClockRule, stands: impl Fn(Period, Period) -> bool) -> bool {
    let same_shape = matches!(
        (&old.joined, &new.joined),
        (Joined::One(_), Joined::One(_))
            | (Joined::LaterOf(_), Joined::LaterOf(_))
            | (Joined::EarlierOf(_), Joined::EarlierOf(_))
    );
    same_shape
        && old.terms().len() == new.terms().len()
        && old.terms().iter().zip(new.terms()).all(|(old, new)| match (old, new) {
            (Term::On(old), Term::On(new)) => old == new,
            (Term::After(old, since), Term::After(new, new_since)) => {
                since == new_since && stands(*old, *new)
            }
            _ => false,
        })
}

/// Lengths in different units are not compared: keep the unit.
fn no_less(old: Period, new: Period) -> bool {
    old.unit == new.unit && new.amount >= old.amount
}

fn extends_no_less(old: &Extension, new: &Extension) -> bool {
    no_less(old.by, new.by)
        && new.times >= old.times
        && old.reasons.iter().all(|reason| new.reasons.contains(reason))
}
