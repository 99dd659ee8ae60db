//! How a file names its periods: weeks, months, quarters, days, or plain numbers.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::method::Frequency;

/// A period as a file writes it, with a number that counts on by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// A plain number.
    Number(i64),
    /// `2024-W05`.
    Week(i64),
    /// `2024-05`.
    Month(i64),
    /// `2024-Q2`.
    Quarter(i64),
    /// `2024-05-13`, the first day of something; the frequency says of what.
    Day(Date),
}

impl Period {
    /// Reads a name; nothing where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(number) = text.parse::<i64>() {
            return Some(Self::Number(number));
        }
        if let Ok(date) = text.parse::<Date>()
            && text.len() == 10
        {
            return Some(Self::Day(date));
        }
        let upper = text.to_ascii_uppercase();
        let (year, rest) = upper.split_at_checked(4)?;
        let year: i16 = year.parse().ok().filter(|year| (1000..=9999).contains(year))?;
        let rest = rest.trim_start_matches(['-', ' ']);
        if let Some(week) = rest.strip_prefix('W') {
            let monday = ISOWeekDate::new(year, whole(week)?, Weekday::Monday).ok()?.date();
            return Some(Self::Week(days(monday).div_euclid(7)));
        }
        if let Some(quarter) = rest.strip_prefix('Q') {
            let quarter = i64::from(whole(quarter).filter(|quarter| (1..=4).contains(quarter))?);
            return Some(Self::Quarter(i64::from(year) * 4 + quarter - 1));
        }
        let month = i64::from(whole(rest).filter(|month| rest.len() == 2 && (1..=12).contains(month))?);
        Some(Self::Month(i64::from(year) * 12 + month - 1))
    }

    /// The frequency that the name itself gives.
    pub fn frequency(self) -> Option<Frequency> {
        match self {
            Self::Week(_) => Some(Frequency::Weekly),
            Self::Month(_) => Some(Frequency::Monthly),
            Self::Quarter(_) => Some(Frequency::Quarterly),
            Self::Number(_) | Self::Day(_) => None,
        }
    }

    /// Its number where one period follows another by one; nothing where the name does not fit `frequency`.
    ///
    /// A day is the first day of its period: any weekday for weeks, the first of a month otherwise.
    pub fn ordinal(self, frequency: Frequency, first: Self) -> Option<i64> {
        match (self, frequency) {
            (Self::Number(number), _)
            | (Self::Week(number), Frequency::Weekly)
            | (Self::Month(number), Frequency::Monthly)
            | (Self::Quarter(number), Frequency::Quarterly) => Some(number),
            (Self::Day(date), Frequency::Weekly) => {
                let Self::Day(first) = first else { return None };
                let apart = days(date) - days(first);
                (apart.rem_euclid(7) == 0).then(|| apart.div_euclid(7))
            }
            (Self::Day(date), Frequency::Monthly) => {
                (date.day() == 1).then(|| i64::from(date.year()) * 12 + i64::from(date.month()))
            }
            (Self::Day(date), Frequency::Quarterly) => (date.day() == 1 && date.month() % 3 == 1)
                .then(|| i64::from(date.year()) * 4 + i64::from(date.month()) / 3),
            _ => None,
        }
    }
}

fn whole(text: &str) -> Option<i8> {
    text.parse().ok()
}

fn days(date: Date) -> i64 {
    i64::from(Date::constant(1970, 1, 1).until(date).map_or(0, |span| span.get_days()))
}

/// The frequency of a file that dates its periods by days: from the names alone, and only where one fits.
pub fn of_days(dates: &[Period]) -> Option<Frequency> {
    let first = *dates.first()?;
    let fits = |frequency: Frequency| dates.iter().all(|date| date.ordinal(frequency, first).is_some());
    match [Frequency::Quarterly, Frequency::Monthly, Frequency::Weekly].map(fits) {
        [true, ..] if dates.len() > 1 => Some(Frequency::Quarterly),
        [false, true, _] if dates.len() > 1 => Some(Frequency::Monthly),
        [false, false, true] if dates.len() > 1 => Some(Frequency::Weekly),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_periods_count_on_by_one() {
        let weeks = ["2020-W52", "2020-W53", "2021-W01", "2021W02", "2021 w3"]
            .map(|week| Period::parse(week).unwrap());
        for pair in weeks.windows(2) {
            let [Period::Week(a), Period::Week(b)] = pair else { panic!("{pair:?}") };
            assert_eq!(b - a, 1);
        }
        assert_eq!(Period::parse("2023-Q4"), Period::parse("2023 q4"));
        assert_eq!(Period::parse("2023-12"), Some(Period::Month(2023 * 12 + 11)));
        for wrong in ["", "2023-13", "2023-Q5", "2021-W53", "2023-1", "week 3", "23-01", "2023-02-30", "éé"]
        {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_tell_their_frequency_or_nothing() {
        let of =
            |days: &[&str]| of_days(&days.iter().map(|day| Period::parse(day).unwrap()).collect::<Vec<_>>());
        assert_eq!(of(&["2024-01-01", "2024-04-01"]), Some(Frequency::Quarterly));
        assert_eq!(of(&["2024-01-01", "2024-02-01", "2024-03-01"]), Some(Frequency::Monthly));
        assert_eq!(of(&["2024-01-01", "2024-01-08", "2024-01-22"]), Some(Frequency::Weekly));
        assert_eq!(of(&["2024-01-01", "2024-01-03"]), None);
    }
}
