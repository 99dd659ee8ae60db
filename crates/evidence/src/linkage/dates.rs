//! Birth dates as people give them: whole, a year only, or a first of January that stands for "not known".
//!
//! A date need not exist to be compared: day and month that were exchanged give a month 25, and that is
//! what has to be recognised.

use super::letters::digits;

/// A date of birth, or the part of it that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Birth {
    /// Year of the Gregorian calendar.
    pub year: u16,
    /// Month as written, 0 where it is not known.
    pub month: u8,
    /// Day as written, 0 where it is not known.
    pub day: u8,
}

/// In which order day and month stand in dates that do not begin with the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 31/12/1990, as most of the world writes.
    DayFirst,
    /// 12/31/1990.
    MonthFirst,
}

/// Years of births that are taken; anything else is no birth date.
const YEARS: core::ops::RangeInclusive<u16> = 1850..=2150;
/// The Buddhist era of Thailand and its neighbours runs so many years ahead.
const BUDDHIST_ERA: u16 = 543;

impl Birth {
    /// Reads a date; `None` where it is none.
    pub fn parse(text: &str, order: Order) -> Option<Birth> {
        let text = text.trim();
        let text = text.split(['T', ' ']).next().unwrap_or(text);
        let parts: Vec<String> = text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(|part| if part.chars().any(char::is_alphabetic) { "x".to_owned() } else { digits(part) })
            .collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let number = |text: &str| text.parse::<u16>().ok();
        let (year, month, day) = match parts.as_slice() {
            [all] if all.len() == 8 => {
                let (front, back) = (number(all.get(..4)?)?, number(all.get(4..)?)?);
                if is_year(front) {
                    (front, number(all.get(4..6)?)?, number(all.get(6..)?)?)
                } else {
                    let (first, second) = in_order(number(all.get(..2)?)?, number(all.get(2..4)?)?, order);
                    (back, second, first)
                }
            }
            [all] if all.len() == 6 => (number(all.get(..4)?)?, number(all.get(4..)?)?, 0),
            [year] if year.len() == 4 => (number(year)?, 0, 0),
            [year, month] if year.len() == 4 => (number(year)?, number(month)?, 0),
            [month, year] if year.len() == 4 => (number(year)?, number(month)?, 0),
            [year, month, day] if year.len() == 4 => (number(year)?, number(month)?, number(day)?),
            [first, second, year] => {
                let year = if year.len() == 2 { century(number(year)?) } else { number(year)? };
                let (day, month) = in_order(number(first)?, number(second)?, order);
                (year, month, day)
            }
            _ => return None,
        };
        let year = if is_year(year) { year } else { year.checked_sub(BUDDHIST_ERA)? };
        let month = u8::try_from(month).ok().filter(|month| *month <= 31)?;
        let day = u8::try_from(day).ok().filter(|day| *day <= 31)?;
        is_year(year).then_some(Birth { year, month, day })
    }

    /// Whether the day says nothing: none given, or a first of January.
    pub fn is_estimated(self) -> bool {
        self.month == 0 || self.day == 0 || self.month == 1 && self.day == 1
    }

    fn written(self) -> [u8; 8] {
        let digit = |value: u16, of: u16| (value / of % 10) as u8;
        let (month, day) = (u16::from(self.month), u16::from(self.day));
        let year = self.year;
        [
            digit(year, 1000),
            digit(year, 100),
            digit(year, 10),
            digit(year, 1),
            digit(month, 10),
            digit(month, 1),
            digit(day, 10),
            digit(day, 1),
        ]
    }
}

fn is_year(year: u16) -> bool {
    YEARS.contains(&year)
}

/// Two digits of a year; nobody in these lists is older than about ninety-five.
fn century(year: u16) -> u16 {
    if year <= 30 { 2000 + year } else { 1900 + year }
}

fn in_order(first: u16, second: u16, order: Order) -> (u16, u16) {
    match order {
        Order::DayFirst => (first, second),
        Order::MonthFirst => (second, first),
    }
}

/// The order in a column, from dates whose second part can be no month.
pub fn order_of<'a>(texts: impl Iterator<Item = &'a str>) -> Order {
    let (mut day_first, mut month_first) = (0, 0);
    for text in texts {
        let parts: Vec<u32> = text
            .split(|letter: char| !letter.is_ascii_digit())
            .filter_map(|part| part.parse().ok())
            .collect();
        match parts.as_slice() {
            [first, second, _] if (13..=31).contains(first) && *second <= 12 => day_first += 1,
            [first, second, _] if (13..=31).contains(second) && *first <= 12 => month_first += 1,
            _ => {}
        }
    }
    if month_first > day_first { Order::MonthFirst } else { Order::DayFirst }
}

/// How two birth dates agree, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// The same day.
    Same,
    /// Day and month exchanged.
    Exchanged,
    /// One digit differs, or two neighbouring digits are exchanged.
    OneDigit,
    /// The same year, and at least one of them has no real day.
    SameYearEstimated,
    /// Two of year, month and day agree, or the year is off by one or ten.
    TwoParts,
    /// One of them has no real day, and the years are at most three apart.
    NearYearEstimated,
    /// The same year.
    SameYear,
    /// None of these.
    Different,
}

/// Years by which an estimated birth date may be off.
const ESTIMATE_YEARS: u16 = 3;

/// Compares two birth dates.
pub fn compare(a: Birth, b: Birth) -> Agreement {
    let is_estimated = a.is_estimated() || b.is_estimated();
    if a == b {
        return if a.month == 0 || a.day == 0 { Agreement::SameYearEstimated } else { Agreement::Same };
    }
    if a.year == b.year {
        if a.month == b.day && a.day == b.month {
            return Agreement::Exchanged;
        }
        if is_estimated {
            return Agreement::SameYearEstimated;
        }
    }
    let (one, other) = (a.written(), b.written());
    let differing: Vec<usize> = (0..8).filter(|place| one.get(*place) != other.get(*place)).collect();
    let is_one_digit = match differing.as_slice() {
        [_] => true,
        [left, right] => {
            *right == left + 1 && one.get(*left) == other.get(*right) && one.get(*right) == other.get(*left)
        }
        _ => false,
    };
    let apart = a.year.abs_diff(b.year);
    if is_one_digit && !(is_estimated && apart == 0) {
        return Agreement::OneDigit;
    }
    let agreeing = u8::from(apart == 0) + u8::from(a.month == b.month) + u8::from(a.day == b.day);
    let is_near = apart == 1 || apart == 10;
    if !is_estimated && (agreeing == 2 || is_near && a.month == b.day && a.day == b.month) {
        return Agreement::TwoParts;
    }
    if is_estimated && apart <= ESTIMATE_YEARS {
        return Agreement::NearYearEstimated;
    }
    if apart == 0 { Agreement::SameYear } else { Agreement::Different }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn birth(text: &str) -> Birth {
        Birth::parse(text, Order::DayFirst).unwrap()
    }

    #[test]
    fn dates_are_read_in_the_ways_people_write_them() {
        let same = Birth { year: 1990, month: 12, day: 3 };
        for text in [
            "1990-12-03",
            "19901203",
            "3/12/1990",
            "03.12.1990",
            "03121990",
            "1990/12/3",
            "2533-12-03",
            "١٩٩٠-١٢-٠٣",
            "1990-12-03T00:00:00",
        ] {
            assert_eq!(Birth::parse(text, Order::DayFirst), Some(same), "{text}");
        }
        assert_eq!(Birth::parse("12/03/1990", Order::MonthFirst), Some(same));
        assert_eq!(birth("1990"), Birth { year: 1990, month: 0, day: 0 });
        assert_eq!(birth("1990-12").day, 0);
        for text in ["", "unknown", "12", "1990-99-01", "0001-01-01", "31 May 1990"] {
            assert_eq!(Birth::parse(text, Order::DayFirst), None, "{text}");
        }
        assert_eq!(order_of(["12/31/1990", "01/02/1990"].into_iter()), Order::MonthFirst);
    }

    #[test]
    fn agreement_is_graded() {
        for (a, b, expected) in [
            ("1990-12-03", "1990-12-03", Agreement::Same),
            ("1990-12-03", "1990-03-12", Agreement::Exchanged),
            ("1990-05-25", "1990-25-05", Agreement::Exchanged),
            ("1990-12-03", "1990-12-08", Agreement::OneDigit),
            ("1990-12-13", "1990-12-31", Agreement::OneDigit),
            ("1990-12-03", "1990-01-01", Agreement::SameYearEstimated),
            ("1990-12-03", "1990", Agreement::SameYearEstimated),
            ("1990", "1990", Agreement::SameYearEstimated),
            ("1990-12-03", "1978-12-03", Agreement::TwoParts),
            ("1990-12-03", "1988-01-01", Agreement::NearYearEstimated),
            ("1990-12-03", "1990-04-17", Agreement::SameYear),
            ("1990-12-03", "1971-04-17", Agreement::Different),
        ] {
            assert_eq!(compare(birth(a), birth(b)), expected, "{a} {b}");
            assert_eq!(compare(birth(b), birth(a)), expected, "{b} {a}");
        }
    }
}
