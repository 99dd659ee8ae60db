//! The daily work: services and roles that are switched on, offers, clocks, gaps to the standard.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use super::provenance::{Fact, Provenance};
use super::reader::Reader;
use crate::age_band::Minor;
use crate::clock::{
    Calendar, ClockRule, Event, Extension, Holiday, Joined, MAX_AMOUNT, MAX_TERMS, MonthEnd, OnFreeDay,
    Period, Term, weekday_named,
};
use crate::coded::coded;

/// The codes of needs and services (nrm 14.9).
pub const SERVICE_CODES: [&str; 43] = [
    "emergency_safety",
    "accommodation_emergency",
    "accommodation_transition",
    "accommodation_long",
    "accommodation_child",
    "food_clothing",
    "cash",
    "medical_urgent",
    "medical_general",
    "sexual_reproductive_health",
    "mental_health",
    "substance_treatment",
    "dental",
    "disability_support",
    "psychosocial",
    "crisis_counselling",
    "interpretation",
    "legal_immigration",
    "legal_criminal_defence",
    "legal_victim_rights",
    "legal_labour_claim",
    "compensation",
    "guardian",
    "bia_bid",
    "family_tracing",
    "family_contact",
    "childcare",
    "education_child",
    "language_course",
    "vocational",
    "employment",
    "documents_id",
    "residence_permit",
    "asylum",
    "tattoo_removal",
    "digital_safety",
    "witness_protection",
    "return_assistance",
    "reintegration",
    "peer_support",
    "spiritual",
    "transport",
    "other",
];

coded! {
    /// Who is asked when no service answers.
    pub enum Escalation {
        /// The night place of last resort.
        NightPlace = "night_place_of_last_resort",
        /// The duty officer for children.
        ChildDutyOfficer = "child_duty_officer",
        /// The co-ordinator on call.
        CoordinatorOnCall = "coordinator_on_call",
    }
}

/// How long an offer waits and what happens when nobody answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offers {
    /// Minutes to answer by day.
    pub reply_day_minutes: u32,
    /// Minutes to answer by night.
    pub reply_night_minutes: u32,
    /// The hour at which night begins.
    pub night_from_hour: u32,
    /// The hour at which night ends.
    pub night_until_hour: u32,
    /// The rule for the night place of last resort.
    pub last_resort: String,
    /// Who is asked, in this order.
    pub escalation: Vec<Escalation>,
    /// Where this is written.
    pub provenance: Provenance,
}

impl Offers {
    /// Whether it is night at this local hour.
    pub fn is_night(&self, hour: i8) -> bool {
        let hour = u32::from(hour.unsigned_abs());
        if self.night_from_hour <= self.night_until_hour {
            (self.night_from_hour..self.night_until_hour).contains(&hour)
        } else {
            hour >= self.night_from_hour || hour < self.night_until_hour
        }
    }

    /// Minutes to answer what is asked at this local hour.
    pub fn reply_minutes(&self, hour: i8) -> u32 {
        if self.is_night(hour) { self.reply_night_minutes } else { self.reply_day_minutes }
    }

    /// Who is called after `tried` did not answer, or first of all. After the last it begins again: a person
    /// is never left without a next call. The duty officer for children is called for children only.
    pub fn call_after(&self, tried: Option<Escalation>, minor: Minor) -> Option<Escalation> {
        let order: Vec<Escalation> = self
            .escalation
            .iter()
            .copied()
            .filter(|call| minor == Minor::Child || *call != Escalation::ChildDutyOfficer)
            .collect();
        let next =
            tried.and_then(|tried| order.iter().position(|call| *call == tried)).map_or(0, |at| at + 1);
        order.get(next).or_else(|| order.first()).copied()
    }
}

/// The longest an offer may wait: a day.
const MAX_REPLY_MINUTES: u32 = 1_440;

impl Offers {
    pub(super) fn read(mut reader: Reader<'_>) -> Offers {
        let offers = Offers {
            reply_day_minutes: reader.whole("reply_day_minutes", 1, MAX_REPLY_MINUTES),
            reply_night_minutes: reader.whole("reply_night_minutes", 1, MAX_REPLY_MINUTES),
            night_from_hour: reader.whole("night_from_hour", 0, 23),
            night_until_hour: reader.whole("night_until_hour", 0, 23),
            last_resort: reader.text("last_resort"),
            escalation: reader.codes("escalation"),
            provenance: reader.provenance(),
        };
        if offers.escalation.is_empty() && reader.has("escalation") {
            reader.wrong("escalation", "nobody is asked when no service answers", "name at least one");
        } else if offers.call_after(None, Minor::Adult).is_none() && reader.has("escalation") {
            let mend = "name night_place_of_last_resort or coordinator_on_call too";
            reader.wrong("escalation", "nobody is asked for an adult when no service answers", mend);
        }
        reader.finish();
        offers
    }
}

/// Where national law is narrower than the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardGap {
    /// What the standard asks.
    pub standard: String,
    /// What the law gives instead.
    pub law: String,
    /// Where this is written.
    pub provenance: Provenance,
}

impl StandardGap {
    pub(super) fn read_all(root: &mut Reader<'_>) -> BTreeMap<String, StandardGap> {
        let read = |mut reader: Reader<'_>| {
            let gap = StandardGap {
                standard: reader.text("standard"),
                law: reader.text("law"),
                provenance: reader.provenance(),
            };
            reader.finish();
            gap
        };
        root.named("standard_gaps").into_iter().map(|(code, reader)| (code, read(reader))).collect()
    }
}

impl Fact {
    pub(super) fn read_all(root: &mut Reader<'_>) -> BTreeMap<String, Fact> {
        let read = |mut reader: Reader<'_>| {
            let fact = Fact { text: reader.text("text"), provenance: reader.provenance() };
            reader.finish();
            fact
        };
        root.named("facts").into_iter().map(|(code, reader)| (code, read(reader))).collect()
    }
}

/// Reads the calendar; the zone comes from the head of the profile.
pub(super) fn calendar(mut reader: Reader<'_>, zone: TimeZone) -> (Calendar, Provenance) {
    let mut week = Vec::new();
    for name in reader.texts("working_week") {
        match weekday_named(&name) {
            Some(day) => week.push(day),
            None => reader.wrong(
                "working_week",
                "this is not a day of the week",
                "use mon, tue, wed, thu, fri, sat, sun",
            ),
        }
    }
    let mut holidays = Vec::new();
    for text in reader.texts("holidays") {
        match Holiday::parse(&text) {
            Some(holiday) => holidays.push(holiday),
            None => reader.wrong(
                "holidays",
                format!("“{}” is not a rule for a holiday", text.chars().take(40).collect::<String>()),
                "write such as \"fixed 12-25 substitute\", \"easter -2\", \"monday last 08\", \"date 2026-06-01\"",
            ),
        }
    }
    if week.is_empty() {
        reader.wrong("working_week", "nobody works in this week", "name at least one day");
        week.push(jiff::civil::Weekday::Monday);
    }
    let provenance = reader.provenance();
    reader.finish();
    // The week was filled above, which is all the calendar asks for.
    let calendar = Calendar::new(zone, week, holidays).unwrap_or_else(|_| unreachable!("the week has a day"));
    (calendar, provenance)
}

/// Reads the clocks.
pub(super) fn clocks(root: &mut Reader<'_>) -> BTreeMap<String, (ClockRule, Provenance)> {
    root.named("clocks").into_iter().map(|(code, reader)| (code, clock(reader))).collect()
}

fn clock(mut reader: Reader<'_>) -> (ClockRule, Provenance) {
    let joined = match (reader.has("later_of"), reader.has("earlier_of")) {
        (true, false) => Joined::LaterOf(terms(&mut reader, "later_of")),
        (false, true) => Joined::EarlierOf(terms(&mut reader, "earlier_of")),
        (false, false) => Joined::One(term(&mut reader)),
        (true, true) => {
            reader.wrong(
                "earlier_of",
                "a clock is either the later or the earlier of its ends",
                "keep one of the two",
            );
            let _ = (terms(&mut reader, "later_of"), terms(&mut reader, "earlier_of"));
            Joined::LaterOf(Vec::new())
        }
    };
    let rule = ClockRule {
        joined,
        month_end: reader.code_or("month_end", MonthEnd::LastDay),
        on_free_day: reader.code_or("on_free_day", OnFreeDay::Stays),
        serves: reader.code("serves"),
        extension: reader.table_if_any("extension").map(extension),
        review_before: reader.table_if_any("review_before").map(|mut reader| {
            let period = period(&mut reader);
            reader.finish();
            period
        }),
    };
    let provenance = reader.provenance();
    reader.finish();
    (rule, provenance)
}

fn terms(reader: &mut Reader<'_>, key: &'static str) -> Vec<Term> {
    let mut terms = Vec::new();
    for mut entry in reader.tables(key) {
        terms.push(term(&mut entry));
        entry.finish();
    }
    if !(2..=MAX_TERMS).contains(&terms.len()) {
        reader.wrong(key, format!("{} ends", terms.len()), format!("name from 2 to {MAX_TERMS}"));
    }
    terms
}

fn term(reader: &mut Reader<'_>) -> Term {
    if reader.has("event") {
        return Term::On(reader.code::<Event>("event"));
    }
    let period = period(reader);
    Term::After(period, reader.code::<Event>("from"))
}

fn period(reader: &mut Reader<'_>) -> Period {
    Period { amount: reader.whole("amount", 1, MAX_AMOUNT), unit: reader.code("unit") }
}

fn extension(mut reader: Reader<'_>) -> Extension {
    let by = period(&mut reader);
    let extension = Extension { by, times: reader.whole("times", 1, 100), reasons: reader.texts("reasons") };
    if extension.reasons.is_empty() && reader.has("reasons") {
        reader.wrong("reasons", "no reason extends this clock", "name the reasons, or remove the extension");
    }
    reader.finish();
    extension
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::shipped;

    #[test]
    fn at_night_the_next_call_is_always_known() {
        use Escalation::{ChildDutyOfficer, CoordinatorOnCall, NightPlace};
        for profile in shipped().unwrap() {
            let offers = profile.offers();
            let calls = |minor| {
                let first = offers.call_after(None, minor);
                let second = offers.call_after(first, minor);
                (first.unwrap(), second.unwrap(), offers.call_after(second, minor).unwrap())
            };
            assert_eq!(calls(Minor::Child), (NightPlace, ChildDutyOfficer, CoordinatorOnCall));
            assert_eq!(calls(Minor::Adult), (NightPlace, CoordinatorOnCall, NightPlace));
        }
    }

    #[test]
    fn a_night_that_spans_midnight_is_one_night() {
        let profiles = shipped().unwrap();
        let offers = profiles[0].offers();
        assert!(offers.is_night(23) && offers.is_night(0) && offers.is_night(7));
        assert!(!offers.is_night(8) && !offers.is_night(19));
        assert!(offers.reply_minutes(3) < offers.reply_minutes(12));
    }
}
