//! Public holidays as rules, so that a profile need not list every year.
//!
//! The forms are: `fixed 12-25`, `fixed 12-25 substitute` (moves to the next free working day),
//! `monday first 05`, `monday last 08`, `easter -2`, `orthodox_easter +1`, `date 2026-04-01`.

use jiff::civil::{Date, Weekday, date};

/// One rule for public holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holiday {
    /// The same day every year.
    Fixed {
        /// Month, 1 to 12.
        month: i8,
        /// Day of the month.
        day: i8,
        /// Says whether a holiday on a free day moves to the next day that is not free.
        substitute: bool,
    },
    /// The first or last given weekday of a month.
    Nth {
        /// The weekday.
        weekday: Weekday,
        /// 1 for the first, -1 for the last.
        nth: i8,
        /// Month, 1 to 12.
        month: i8,
    },
    /// Days from Easter Sunday of the western churches.
    Easter(i32),
    /// Days from Easter Sunday of the eastern churches.
    OrthodoxEaster(i32),
    /// One day of one year.
    Once(Date),
}

impl Holiday {
    /// Reads one rule; `None` when the text is none of the forms.
    pub fn parse(text: &str) -> Option<Holiday> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["fixed", day] => Self::fixed(day, false),
            ["fixed", day, "substitute"] => Self::fixed(day, true),
            ["easter", days] => offset(days).map(Holiday::Easter),
            ["orthodox_easter", days] => offset(days).map(Holiday::OrthodoxEaster),
            ["date", day] => day.parse().ok().map(Holiday::Once),
            [weekday, which, month] => {
                let nth = match *which {
                    "first" => 1,
                    "last" => -1,
                    _ => return None,
                };
                let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
                Some(Holiday::Nth { weekday: weekday_named(weekday)?, nth, month })
            }
            _ => None,
        }
    }

    fn fixed(text: &str, substitute: bool) -> Option<Holiday> {
        let (month, day) = text.split_once('-')?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        // 2024 is a leap year, so 29 February is a day of the year too.
        Date::new(2024, month, day).ok()?;
        Some(Holiday::Fixed { month, day, substitute })
    }

    /// The day of this holiday in a year, before any substitution.
    pub(super) fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Holiday::Fixed { month, day, .. } => Date::new(year, month, day).ok(),
            Holiday::Nth { weekday, nth, month } => {
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
            }
            Holiday::Easter(days) => shift(western_easter(year)?, days),
            Holiday::OrthodoxEaster(days) => shift(eastern_easter(year)?, days),
            Holiday::Once(day) => (day.year() == year).then_some(day),
        }
    }
}

/// The weekday with this English short or long name.
pub(crate) fn weekday_named(name: &str) -> Option<Weekday> {
    Some(match name {
        "mon" | "monday" => Weekday::Monday,
        "tue" | "tuesday" => Weekday::Tuesday,
        "wed" | "wednesday" => Weekday::Wednesday,
        "thu" | "thursday" => Weekday::Thursday,
        "fri" | "friday" => Weekday::Friday,
        "sat" | "saturday" => Weekday::Saturday,
        "sun" | "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

fn offset(text: &str) -> Option<i32> {
    text.parse().ok().filter(|days: &i32| (-100..=100).contains(days))
}

fn shift(day: Date, days: i32) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

#[expect(clippy::many_single_char_names, reason = "the published rule names its steps by letters")]
/// Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
fn western_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

#[expect(clippy::many_single_char_names, reason = "the published rule names its steps by letters")]
/// Easter Sunday of the Julian calendar, as a Gregorian date (Meeus, chapter 8).
fn eastern_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 4, y % 7, y % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    // The sum counts days from 22 March of the Julian calendar, 13 days behind from 1900 to 2099.
    let shift_days = y / 100 - y / 400 - 2;
    shift(date(year, 3, 22), d + e + shift_days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_published_tables_say() {
        for (year, month, day) in
            [(2000, 4, 23), (2008, 3, 23), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2038, 4, 25)]
        {
            assert_eq!(western_easter(year), Some(date(year, month, day)));
        }
        for (year, month, day) in
            [(2008, 4, 27), (2021, 5, 2), (2022, 4, 24), (2024, 5, 5), (2025, 4, 20), (2026, 4, 12)]
        {
            assert_eq!(eastern_easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn a_holiday_that_is_none_of_the_forms_is_refused() {
        for text in [
            "",
            "fixed",
            "fixed 02-30",
            "fixed 13-01",
            "easter x",
            "easter 900",
            "monday third 05",
            "date 2026-13-01",
        ] {
            assert_eq!(Holiday::parse(text), None, "{text}");
        }
    }
}
