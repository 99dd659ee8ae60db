//! Dates, times and numbers as a language writes them, by ICU4X.

use std::cell::RefCell;
use std::collections::BTreeMap;

use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::{self, YMD};
use icu_datetime::input::{Date as IcuDate, DateTime, Time};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::{Locale, locale};
use jiff::Zoned;
use jiff::civil::Date;

use super::language::Language;

struct Formatters {
    date: Option<DateTimeFormatter<YMD>>,
    moment: Option<DateTimeFormatter<fieldsets::YMDT>>,
    number: Option<DecimalFormatter>,
}

thread_local! {
    // Making one looks up tables; keeping it per thread needs no lock.
    static KEPT: RefCell<BTreeMap<Language, Formatters>> = const { RefCell::new(BTreeMap::new()) };
}

fn locale_of(language: Language) -> Locale {
    match language {
        Language::Uk => locale!("uk"),
        Language::Ar => locale!("ar"),
        _ => locale!("en-GB"),
    }
}

fn with<T>(language: Language, act: impl FnOnce(&Formatters) -> T) -> T {
    KEPT.with_borrow_mut(|kept| {
        let made = kept.entry(language).or_insert_with(|| {
            let locale = locale_of(language);
            Formatters {
                date: DateTimeFormatter::try_new((&locale).into(), YMD::long()).ok(),
                moment: DateTimeFormatter::try_new((&locale).into(), YMD::medium().with_time_hm()).ok(),
                number: DecimalFormatter::try_new(
                    (&locale).into(),
                    icu_decimal::options::DecimalFormatterOptions::default(),
                )
                .ok(),
            }
        });
        act(made)
    })
}

/// Year, month and day as ICU4X takes them.
fn parts(day: Date) -> Option<(i32, u8, u8)> {
    Some((i32::from(day.year()), u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?))
}

/// A day: 22 November 2026.
pub(super) fn date(language: Language, day: Date) -> String {
    let formatted = with(language, |kept| {
        let (year, month, of_month) = parts(day)?;
        let day = IcuDate::try_new_iso(year, month, of_month).ok()?;
        Some(kept.date.as_ref()?.format(&day).to_string())
    });
    formatted.unwrap_or_else(|| day.to_string())
}

/// A moment: 22 Nov 2026, 14:05.
pub(super) fn moment(language: Language, at: &Zoned) -> String {
    let formatted = with(language, |kept| {
        let (hour, minute) = (u8::try_from(at.hour()).ok()?, u8::try_from(at.minute()).ok()?);
        let time = Time::try_new(hour, minute, 0, 0).ok()?;
        let (year, month, of_month) = parts(at.date())?;
        let moment = DateTime { date: IcuDate::try_new_iso(year, month, of_month).ok()?, time };
        Some(kept.moment.as_ref()?.format(&moment).to_string())
    });
    formatted.unwrap_or_else(|| at.strftime("%Y-%m-%d %H:%M").to_string())
}

/// A whole number.
pub(super) fn number(language: Language, number: i64) -> String {
    let formatted =
        with(language, |kept| Some(kept.number.as_ref()?.format(&Decimal::from(number)).to_string()));
    formatted.unwrap_or_else(|| number.to_string())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn each_language_writes_dates_and_numbers_its_own_way() {
        assert_eq!(date(Language::En, day(2026, 11, 22)), "22 November 2026");
        assert_eq!(date(Language::Uk, day(2026, 11, 22)), "22 листопада 2026\u{202f}р.");
        assert_eq!(number(Language::En, 12_345), "12,345");
        assert_eq!(number(Language::Uk, 12_345), "12\u{a0}345");
        assert_ne!(number(Language::Ar, 12_345), "12345");
    }
}
