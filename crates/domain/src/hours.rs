//! Hours of a week: when a door is open, a line is answered, a person may be called.

use jiff::civil::{DateTime, Time};
use serde::{Deserialize, Serialize};

/// Why hours are not hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// Not a day of the ISO week.
    #[error("a day of the week is 1 (Monday) to 7 (Sunday)")]
    Day,
    /// It ends when it begins.
    #[error("hours end later than they begin")]
    Empty,
}

/// Hours on one day of the week. If they end earlier than they begin, they end on the next morning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "RawSpan")]
pub struct Span {
    day: i8,
    from: Time,
    until: Time,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSpan {
    day: i8,
    from: Time,
    until: Time,
}

impl Span {
    /// Hours on a day of the ISO week, 1 for Monday to 7 for Sunday.
    pub fn new(day: i8, from: Time, until: Time) -> Result<Self, HoursError> {
        if !(1..=7).contains(&day) {
            return Err(HoursError::Day);
        }
        if from == until {
            return Err(HoursError::Empty);
        }
        Ok(Self { day, from, until })
    }

    fn contains(&self, at: DateTime) -> bool {
        let today = at.weekday().to_monday_one_offset();
        let yesterday = if today == 1 { 7 } else { today - 1 };
        let past_midnight = self.until < self.from;
        let time = at.time();
        if past_midnight {
            (self.day == today && time >= self.from) || (self.day == yesterday && time < self.until)
        } else {
            self.day == today && time >= self.from && time < self.until
        }
    }
}

impl TryFrom<RawSpan> for Span {
    type Error = HoursError;

    fn try_from(raw: RawSpan) -> Result<Self, HoursError> {
        Self::new(raw.day, raw.from, raw.until)
    }
}

/// Hours of a week, in local time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hours {
    /// Day and night.
    Always,
    /// These hours only; an empty list means never.
    Weekly(Vec<Span>),
}

impl Hours {
    /// Whether this local instant falls within the hours.
    pub fn contain(&self, at: DateTime) -> bool {
        match self {
            Self::Always => true,
            Self::Weekly(spans) => spans.iter().any(|span| span.contains(at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn a_night_shift_belongs_to_the_evening_it_began() {
        // Sunday 18:00 to Monday 08:00; 2024-03-10 was a Sunday.
        let hours = Hours::Weekly(vec![Span::new(7, time(18, 0, 0, 0), time(8, 0, 0, 0)).unwrap()]);
        assert!(hours.contain(date(2024, 3, 10).at(23, 0, 0, 0)));
        assert!(hours.contain(date(2024, 3, 11).at(7, 59, 0, 0)));
        assert!(!hours.contain(date(2024, 3, 11).at(8, 0, 0, 0)));
        assert!(!hours.contain(date(2024, 3, 10).at(7, 0, 0, 0)));
    }

    #[test]
    fn no_hours_means_never() {
        assert!(!Hours::Weekly(Vec::new()).contain(date(2024, 3, 10).at(12, 0, 0, 0)));
        assert!(Hours::Always.contain(date(2024, 3, 10).at(3, 0, 0, 0)));
        assert_eq!(Span::new(8, time(1, 0, 0, 0), time(2, 0, 0, 0)), Err(HoursError::Day));
        assert_eq!(Span::new(1, time(1, 0, 0, 0), time(1, 0, 0, 0)), Err(HoursError::Empty));
    }
}
