//! A stay: the nights that people spend in a house, counted for whoever pays it and named for nobody.
//!
//! A night belongs to the day on which it begins. While somebody is away by arrangement her bed is kept:
//! such a night is counted apart and never as a bed-night. A day of entitlement is a calendar day on which
//! the stay stands, the first and the last among them, whether she is in the house or away by arrangement.
//! Which of the three figures is paid is for the contract to say.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{ReferralId, ServiceId};

/// A time away by arrangement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Away {
    /// The first night away.
    pub from: Date,
    /// The day on which she is expected back.
    pub expected: Date,
    /// The day on which she came back.
    pub back: Option<Date>,
}

/// Why a change of a stay does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StayError {
    /// It has ended.
    #[error("the stay has ended")]
    Ended,
    /// She is away already.
    #[error("the person is away already")]
    AwayAlready,
    /// She is not away.
    #[error("the person is not away")]
    NotAway,
    /// The day lies before what has been written already, or in the future.
    #[error("this day does not fit what is written about the stay")]
    Day,
}

/// A stay of a person, with the children who came along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stay {
    /// The service that runs the house.
    pub service: ServiceId,
    referral: Option<ReferralId>,
    people: u16,
    began: Date,
    ended: Option<Date>,
    away: Vec<Away>,
}

/// What is counted, each in people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Nights {
    /// Nights in the house.
    pub bed_nights: u32,
    /// Nights away by arrangement, the bed kept.
    pub kept_nights: u32,
    /// Calendar days on which the stay stands.
    pub entitlement_days: u32,
}

impl Nights {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            bed_nights: self.bed_nights.saturating_add(other.bed_nights),
            kept_nights: self.kept_nights.saturating_add(other.kept_nights),
            entitlement_days: self.entitlement_days.saturating_add(other.entitlement_days),
        }
    }
}

impl Stay {
    /// The people of a referral arrive.
    pub fn begin(service: ServiceId, referral: ReferralId, people: u16, on: Date) -> Self {
        Self { service, referral: Some(referral), people, began: on, ended: None, away: Vec::new() }
    }

    /// She leaves for a while, and it is known until when.
    pub fn leave(mut self, from: Date, expected: Date) -> Result<Self, StayError> {
        self.is_open()?;
        if self.is_away() {
            return Err(StayError::AwayAlready);
        }
        if from < self.last_day() || expected < from {
            return Err(StayError::Day);
        }
        self.away.push(Away { from, expected, back: None });
        Ok(self)
    }

    /// She is back.
    pub fn come_back(mut self, on: Date) -> Result<Self, StayError> {
        self.is_open()?;
        let away = self.away.last_mut().filter(|away| away.back.is_none()).ok_or(StayError::NotAway)?;
        if on < away.from {
            return Err(StayError::Day);
        }
        away.back = Some(on);
        Ok(self)
    }

    /// The stay ends. From then on it says of nobody whose it was.
    pub fn end(mut self, on: Date) -> Result<Self, StayError> {
        self.is_open()?;
        if on < self.last_day() {
            return Err(StayError::Day);
        }
        if let Some(away) = self.away.last_mut().filter(|away| away.back.is_none()) {
            away.back = Some(on);
        }
        self.ended = Some(on);
        self.referral = None;
        Ok(self)
    }

    fn is_open(&self) -> Result<(), StayError> {
        if self.ended.is_some() { Err(StayError::Ended) } else { Ok(()) }
    }

    /// The last day of which something is written.
    fn last_day(&self) -> Date {
        self.away.last().map_or(self.began, |away| away.back.unwrap_or(away.from))
    }

    /// The referral with which it began, until it ends.
    pub fn referral(&self) -> Option<ReferralId> {
        self.referral
    }

    /// How many people.
    pub fn people(&self) -> u16 {
        self.people
    }

    /// The first day.
    pub fn began(&self) -> Date {
        self.began
    }

    /// The last day, once it has ended.
    pub fn ended(&self) -> Option<Date> {
        self.ended
    }

    /// The time away that is not over, if she is away.
    pub fn away(&self) -> Option<&Away> {
        self.away.last().filter(|away| away.back.is_none())
    }

    /// Whether she is away by arrangement.
    pub fn is_away(&self) -> bool {
        self.away().is_some()
    }

    /// Counts nights and days from `first` to `last`, both among them, as they are known on `today`.
    ///
    /// A night is counted once it is over, a day once it has begun.
    pub fn count(&self, first: Date, last: Date, today: Date) -> Nights {
        let mut nights = Nights::default();
        let until = self.ended.unwrap_or(today).min(last).min(today);
        let mut day = first.max(self.began);
        let people = u32::from(self.people);
        while day <= until {
            nights.entitlement_days = nights.entitlement_days.saturating_add(people);
            let slept = day < today && self.ended.is_none_or(|ended| day < ended);
            if slept && self.away.iter().any(|away| away.has(day)) {
                nights.kept_nights = nights.kept_nights.saturating_add(people);
            } else if slept {
                nights.bed_nights = nights.bed_nights.saturating_add(people);
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        nights
    }
}

impl Away {
    /// Whether the night that begins on this day is one of those away.
    fn has(&self, day: Date) -> bool {
        self.from <= day && self.back.is_none_or(|back| day < back)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 12, 31);

    fn stay(people: u16) -> Stay {
        Stay::begin(
            ServiceId::from_random([1; 16]),
            ReferralId::from_random([2; 16]),
            people,
            date(2026, 11, 10),
        )
    }

    fn november(stay: &Stay) -> Nights {
        stay.count(date(2026, 11, 1), date(2026, 11, 30), TODAY)
    }

    #[test]
    fn a_night_belongs_to_the_day_on_which_it_begins_and_the_last_day_has_none() {
        let three = stay(1).end(date(2026, 11, 13)).unwrap();
        assert_eq!(november(&three), Nights { bed_nights: 3, kept_nights: 0, entitlement_days: 4 });
        let over_the_month = stay(1).end(date(2026, 12, 2)).unwrap();
        assert_eq!(november(&over_the_month).bed_nights, 21, "10 to 30 November");
        let december = over_the_month.count(date(2026, 12, 1), date(2026, 12, 31), TODAY);
        assert_eq!(december, Nights { bed_nights: 1, kept_nights: 0, entitlement_days: 2 });
    }

    #[test]
    fn a_mother_and_two_children_are_three() {
        let nights = november(&stay(3).end(date(2026, 11, 11)).unwrap());
        assert_eq!(nights, Nights { bed_nights: 3, kept_nights: 0, entitlement_days: 6 });
    }

    #[test]
    fn a_bed_kept_is_no_bed_night_and_takes_no_day_of_entitlement_away() {
        let away = stay(1).leave(date(2026, 11, 12), date(2026, 11, 14)).unwrap();
        let back = away.come_back(date(2026, 11, 15)).unwrap().end(date(2026, 11, 16)).unwrap();
        assert_eq!(november(&back), Nights { bed_nights: 3, kept_nights: 3, entitlement_days: 7 });
    }

    #[test]
    fn the_night_to_come_is_not_counted_before_it_is_over() {
        let today = date(2026, 11, 10);
        let nights = stay(1).count(date(2026, 11, 1), date(2026, 11, 30), today);
        assert_eq!(nights, Nights { bed_nights: 0, kept_nights: 0, entitlement_days: 1 });
    }

    #[test]
    fn a_stay_that_has_ended_forgets_whose_it_was() {
        assert!(stay(1).referral().is_some());
        assert_eq!(stay(1).end(date(2026, 11, 12)).unwrap().referral(), None);
    }

    #[test]
    fn days_that_do_not_fit_are_refused() {
        assert_eq!(stay(1).end(date(2026, 11, 9)), Err(StayError::Day));
        assert_eq!(stay(1).come_back(date(2026, 11, 12)), Err(StayError::NotAway));
        let away = stay(1).leave(date(2026, 11, 12), date(2026, 11, 14)).unwrap();
        assert_eq!(away.clone().leave(date(2026, 11, 13), date(2026, 11, 14)), Err(StayError::AwayAlready));
        assert_eq!(away.clone().come_back(date(2026, 11, 11)), Err(StayError::Day));
        assert_eq!(away.clone().end(date(2026, 11, 11)), Err(StayError::Day));
        let ended = away.end(date(2026, 11, 13)).unwrap();
        assert_eq!(ended.end(date(2026, 11, 14)), Err(StayError::Ended));
    }

    proptest! {
        #[test]
        fn months_add_up_to_the_whole(length in 0i32..200, gone in 0i32..60, back in 0i32..60) {
            let began = date(2026, 1, 10);
            let on = |days: i32| began.checked_add(jiff::Span::new().days(days)).unwrap();
            let stay = Stay::begin(
                ServiceId::from_random([1; 16]), ReferralId::from_random([2; 16]), 2, began,
            );
            let stay = stay.leave(on(gone), on(gone + back)).unwrap().come_back(on(gone + back)).unwrap();
            let stay = stay.end(on(gone + back + length)).unwrap();
            let (first, last) = (date(2026, 1, 1), date(2026, 12, 31));
            let whole = stay.count(first, last, TODAY);
            let months = (1..=12).map(|month| date(2026, month, 1));
            let sum = months.fold(Nights::default(), |sum, month| {
                sum.plus(stay.count(month, month.last_of_month(), TODAY))
            });
            prop_assert_eq!(sum, whole);
            let all = u32::try_from(gone + back + length).unwrap() * 2;
            prop_assert_eq!(whole.bed_nights + whole.kept_nights, all);
            prop_assert_eq!(whole.entitlement_days, all + 2);
        }
    }
}
