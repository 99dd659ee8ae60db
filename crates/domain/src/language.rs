//! Languages people speak, as short checked tags.
//!
//! A subset of BCP 47 (RFC 5646): language, script, region, variants. Extensions and private use are refused:
//! they carry nothing an interpreter could be booked by.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A text that is not a language tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language tag")]
pub struct LanguageError;

/// A language, in its canonical spelling: `uk`, `prs`, `sr-Latn`, `pt-BR`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// The language without script, region and variants.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Whether speakers of the two tags understand each other in speech: script and region do not matter.
    pub fn is_spoken_like(&self, other: &Language) -> bool {
        self.primary() == other.primary()
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        let mut parts = text.split('-');
        let primary = parts.next().unwrap_or_default();
        if !(2..=3).contains(&primary.len()) || !is_alphabetic(primary) {
            return Err(LanguageError);
        }
        let mut tag = primary.to_ascii_lowercase();
        let mut last = Part::Primary;
        for part in parts {
            let (next, spelled) = Part::of(part).ok_or(LanguageError)?;
            let in_order = next > last || (next == Part::Variant && last == Part::Variant);
            if !in_order || tag.len() + part.len() >= 35 {
                return Err(LanguageError);
            }
            tag.push('-');
            tag.push_str(&spelled);
            last = next;
        }
        Ok(Self(tag))
    }
}

/// Parts of a tag in the order in which they may stand.
#[derive(PartialEq, PartialOrd)]
enum Part {
    Primary,
    Script,
    Region,
    Variant,
}

impl Part {
    fn of(part: &str) -> Option<(Part, String)> {
        let is_digits = part.bytes().all(|b| b.is_ascii_digit());
        let starts_with_digit = part.bytes().next().is_some_and(|b| b.is_ascii_digit());
        if !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        match part.len() {
            4 if is_alphabetic(part) => {
                let (first, rest) = part.split_at(1);
                Some((Part::Script, first.to_ascii_uppercase() + &rest.to_ascii_lowercase()))
            }
            2 if is_alphabetic(part) => Some((Part::Region, part.to_ascii_uppercase())),
            3 if is_digits => Some((Part::Region, part.to_owned())),
            4 if starts_with_digit => Some((Part::Variant, part.to_ascii_lowercase())),
            5..=8 => Some((Part::Variant, part.to_ascii_lowercase())),
            _ => None,
        }
    }
}

fn is_alphabetic(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphabetic())
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Language {
    type Error = LanguageError;

    fn try_from(text: String) -> Result<Self, LanguageError> {
        text.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> String {
        language.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_takes_its_canonical_spelling() {
        for (given, kept) in [
            ("UK", "uk"),
            ("prs", "prs"),
            ("SR-latn", "sr-Latn"),
            ("pt-br", "pt-BR"),
            ("es-419", "es-419"),
            ("de-1996", "de-1996"),
            ("sl-rozaj-biske", "sl-rozaj-biske"),
        ] {
            assert_eq!(given.parse::<Language>().unwrap().as_str(), kept);
        }
    }

    #[test]
    fn what_is_not_a_tag_is_refused() {
        for bad in [
            "",
            "e",
            "english",
            "en_GB",
            "en-",
            "-en",
            "en-GB-Latn",
            "x-private",
            "en-u-ca-buddhist",
            "ук",
            "en-GB-US",
        ] {
            assert_eq!(bad.parse::<Language>(), Err(LanguageError), "{bad}");
        }
        assert!(serde_json::from_str::<Language>("\"not a tag\"").is_err());
    }

    #[test]
    fn script_and_region_do_not_stand_between_speakers() {
        let (cyrillic, latin): (Language, Language) =
            ("sr-Cyrl".parse().unwrap(), "sr-Latn".parse().unwrap());
        assert!(cyrillic.is_spoken_like(&latin));
        assert!(!cyrillic.is_spoken_like(&"uk".parse().unwrap()));
    }
}
