//! A message on its way into a page: `{{ page.t("cases-count").n("count", 3) }}`.

use std::fmt;

use askama::filters::{Html, HtmlSafe, escape};
use fluent_bundle::FluentArgs;

use super::language::{self, Language};

/// A message with its arguments.
pub(crate) struct Say<'s> {
    language: Language,
    key: String,
    args: FluentArgs<'s>,
}

impl Say<'_> {
    pub(crate) fn new(language: Language, key: String) -> Self {
        Self { language, key, args: FluentArgs::new() }
    }

    /// Gives a number, which also chooses the plural.
    pub fn n(mut self, name: &'static str, number: impl Count) -> Self {
        self.args.set(name, number.count());
        self
    }

    /// Gives words, such as a date that is already written as the language writes it.
    pub fn s(mut self, name: &'static str, words: impl fmt::Display) -> Self {
        self.args.set(name, words.to_string());
        self
    }

    /// Whether the words are English because the language lacks them.
    pub fn is_english(&self) -> bool {
        language::find(self.language, &self.key, &self.args).is_fallback
    }

    /// The words alone, for titles and attributes, where no part can be marked as English.
    pub fn plain(&self) -> String {
        language::find(self.language, &self.key, &self.args).text
    }
}

impl fmt::Display for Say<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = language::find(self.language, &self.key, &self.args);
        let text = escape(&found.text, Html).map_err(|_| fmt::Error)?;
        if found.is_fallback {
            write!(f, "<span lang=\"en\" dir=\"ltr\">{text}</span>")
        } else {
            write!(f, "{text}")
        }
    }
}

// Display escapes the words and writes no more than a span of its own.
impl HtmlSafe for Say<'_> {}

impl askama::FastWritable for Say<'_> {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(write!(dest, "{self}")?)
    }
}

/// A number that messages can count with, as templates have it at hand.
pub(crate) trait Count {
    /// The number.
    fn count(self) -> i64;
}

macro_rules! counts {
    ($($number:ty),+) => {$(
        impl Count for $number {
            fn count(self) -> i64 {
                i64::try_from(self).unwrap_or(i64::MAX)
            }
        }

        impl Count for &$number {
            fn count(self) -> i64 {
                (*self).count()
            }
        }

        impl Count for &&$number {
            fn count(self) -> i64 {
                (**self).count()
            }
        }
    )+};
}
counts!(usize, u64, i64, u32, u16, u8);
