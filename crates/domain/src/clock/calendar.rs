//! The calendar of a country: its zone, working week and public holidays.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::holiday::Holiday;
use super::{ClockError, MAX_STEP};

/// A zone, a working week and public holidays.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    zone: TimeZone,
    week: Vec<Weekday>,
    holidays: Vec<Holiday>,
}

impl Calendar {
    /// Makes a calendar; a week without a working day has no working days to count.
    pub fn new(zone: TimeZone, week: Vec<Weekday>, holidays: Vec<Holiday>) -> Result<Calendar, ClockError> {
        if week.is_empty() {
            return Err(ClockError::NoWorkingDay);
        }
        Ok(Calendar { zone, week, holidays })
    }

    /// The zone whose midnights count.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The civil date of an instant.
    pub fn date_of(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// The first instant of a civil date, also where a clock change skips midnight.
    pub fn start_of(&self, day: Date) -> Result<Timestamp, ClockError> {
        let zoned = day.to_zoned(self.zone.clone()).map_err(|_| ClockError::OutOfRange)?;
        Ok(zoned.timestamp())
    }

    /// The first instant after a civil date: what is due on that day is overdue from here.
    pub fn end_of(&self, day: Date) -> Result<Timestamp, ClockError> {
        self.start_of(day.tomorrow().map_err(|_| ClockError::OutOfRange)?)
    }

    /// Says whether this day is worked.
    pub fn is_working_day(&self, day: Date) -> bool {
        self.week.contains(&day.weekday()) && !self.holidays_in(day.year()).contains(&day)
    }

    /// The day that is the given number of working days after a day, which itself does not count.
    pub fn add_working_days(&self, day: Date, count: u32) -> Result<Date, ClockError> {
        let mut here = day;
        let mut left = count;
        let mut year = here.year();
        let mut free = self.holidays_in(year);
        for _ in 0..MAX_STEP {
            if left == 0 {
                return Ok(here);
            }
            here = here.tomorrow().map_err(|_| ClockError::OutOfRange)?;
            if here.year() != year {
                year = here.year();
                free = self.holidays_in(year);
            }
            if self.week.contains(&here.weekday()) && !free.contains(&here) {
                left -= 1;
            }
        }
        Err(ClockError::OutOfRange)
    }

    /// This day if it is worked, otherwise the next that is.
    pub fn next_working_day(&self, day: Date) -> Result<Date, ClockError> {
        if self.is_working_day(day) { Ok(day) } else { self.add_working_days(day, 1) }
    }

    /// The free days of a year, substitutes in place of the days they stand for.
    fn holidays_in(&self, year: i16) -> BTreeSet<Date> {
        let mut free: BTreeSet<Date> = BTreeSet::new();
        let mut moved: Vec<Date> = Vec::new();
        // A substitute of last year's end may fall into this January.
        for rule_year in [year.saturating_sub(1), year] {
            for holiday in &self.holidays {
                let Some(day) = holiday.in_year(rule_year) else { continue };
                let substitutes = matches!(holiday, Holiday::Fixed { substitute: true, .. });
                if substitutes && !self.week.contains(&day.weekday()) {
                    moved.push(day);
                } else {
                    let _ = free.insert(day);
                }
            }
        }
        moved.sort();
        for mut day in moved {
            for _ in 0..14 {
                let Ok(next) = day.checked_add(Span::new().days(1)) else { break };
                day = next;
                if self.week.contains(&day.weekday()) && !free.contains(&day) {
                    break;
                }
            }
            free.insert(day);
        }
        free
    }
}
