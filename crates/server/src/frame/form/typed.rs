//! What was typed, read into values that cannot be wrong. Each reading leaves a flaw behind where there is none.

use havenward_domain::coded::Coded;
use zeroize::Zeroizing;

use super::Form;

/// A date as far as it is known (UX-F4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PartialDate {
    /// The year.
    pub year: i16,
    /// The month, if known.
    pub month: Option<i8>,
    /// The day, if known.
    pub day: Option<i8>,
}

/// Reading typed values. Each leaves a flaw behind where there is none to return.
impl Form {
    /// A text that must be there.
    pub fn text(&mut self, field: &str, longest: usize) -> Option<String> {
        let text = self.maybe_text(field, longest);
        if text.is_none() && self.flaw_of(field).is_none() {
            self.push(field, "form-missing", None);
        }
        text
    }

    /// A text that may be left out. Blank is left out.
    pub fn maybe_text(&mut self, field: &str, longest: usize) -> Option<String> {
        let text = self.value(field).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        if text.chars().count() > longest {
            self.push(field, "form-too-long", i64::try_from(longest).ok());
            return None;
        }
        if text.chars().any(is_unfit) {
            self.push(field, "form-unfit", None);
            return None;
        }
        Some(text)
    }

    /// A secret exactly as it was typed. It is never shown again.
    pub fn secret(&mut self, field: &str) -> Option<Zeroizing<String>> {
        let typed = self.values.remove(field).and_then(|all| all.into_iter().next()).map(Zeroizing::new);
        let typed = typed.filter(|text| !text.is_empty());
        if typed.is_none() {
            self.push(field, "form-missing", None);
        }
        typed
    }

    /// One of a closed list.
    pub fn code<T: Coded>(&mut self, field: &str) -> Option<T> {
        let found = T::from_code(self.value(field));
        if found.is_none() {
            self.push(field, "form-choose", None);
        }
        found
    }

    /// One of the texts that the page offers.
    pub fn one_of(&mut self, field: &str, offered: &[&'static str]) -> Option<&'static str> {
        let found = offered.iter().copied().find(|one| *one == self.value(field));
        if found.is_none() {
            self.push(field, "form-choose", None);
        }
        found
    }

    /// One of a closed list, or left out.
    pub fn maybe_code<T: Coded>(&mut self, field: &str) -> Option<T> {
        if self.value(field).is_empty() { None } else { self.code(field) }
    }

    /// Several of a closed list, as many as are ticked.
    pub fn codes<T: Coded>(&mut self, field: &str) -> Vec<T> {
        let typed = self.values.get(field).cloned().unwrap_or_default();
        let known: Vec<T> = typed.iter().filter_map(|code| T::from_code(code)).collect();
        if known.len() < typed.len() {
            self.push(field, "form-choose", None);
        }
        known
    }

    /// Those of the texts that the page offers which are ticked.
    pub fn some_of(&mut self, field: &str, offered: &[&'static str]) -> Vec<&'static str> {
        let chosen: Vec<_> = offered.iter().copied().filter(|one| self.has(field, one)).collect();
        if chosen.len() < self.values.get(field).map_or(0, Vec::len) {
            self.push(field, "form-choose", None);
        }
        chosen
    }

    /// Whether a single box is ticked.
    pub fn is_ticked(&self, field: &str) -> bool {
        !self.value(field).is_empty()
    }

    /// A whole number within bounds.
    pub fn number(&mut self, field: &str, from: i64, to: i64) -> Option<i64> {
        let found = digits(self.value(field)).filter(|number| (from..=to).contains(number));
        if found.is_none() {
            self.push(field, "form-number", Some(to));
        }
        found
    }

    /// A date as far as it is known, from the fields `…-year`, `…-month`, `…-day`; the year must be there.
    pub fn date(&mut self, field: &str) -> Option<PartialDate> {
        let part = |name: &str| {
            let typed = self.value(&format!("{field}-{name}")).trim();
            if typed.is_empty() { Ok(None) } else { digits(typed).map(Some).ok_or(()) }
        };
        let read = || -> Result<PartialDate, ()> {
            let (year, month, day) = (part("year")?.ok_or(())?, part("month")?, part("day")?);
            let year = i16::try_from(year).map_err(drop)?;
            let month = month.map(i8::try_from).transpose().map_err(drop)?;
            let day = day.map(i8::try_from).transpose().map_err(drop)?;
            // A day without its month is none; the rest must be a day of the calendar.
            let fits = (1900..=2200).contains(&year) && (month.is_some() || day.is_none());
            let real = jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).is_ok();
            if fits && real { Ok(PartialDate { year, month, day }) } else { Err(()) }
        };
        let read = read();
        if read.is_err() {
            self.push(field, "form-date", None);
        }
        read.ok()
    }
}

/// Control characters, and those that turn the direction of what follows.
fn is_unfit(letter: char) -> bool {
    let is_break = matches!(letter, '\n' | '\r' | '\t');
    (letter.is_control() && !is_break)
        || matches!(letter, '\u{fffd}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Reads a small whole number in any script's digits that people type: European, Arabic, Persian.
pub(crate) fn digits(text: &str) -> Option<i64> {
    let value = |letter: char| {
        let from = |zero: char| u32::from(letter).checked_sub(u32::from(zero)).filter(|value| *value < 10);
        from('0').or_else(|| from('\u{660}')).or_else(|| from('\u{6f0}'))
    };
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 9 {
        return None;
    }
    text.chars().try_fold(0_i64, |sum, letter| Some(sum * 10 + i64::from(value(letter)?)))
}
