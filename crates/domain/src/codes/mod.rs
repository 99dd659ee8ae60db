//! The code lists of the mechanism: stable codes with an English meaning each.
//!
//! Labels in other languages live with the translations, never here. A country may add codes of its own,
//! as long as each rolls up to one of ours ([`NationalCode`]), so that figures stay comparable.
//! Reasons of decisions and the states of a referral are not here: they belong to those nouns.

mod case;
mod exploitation;
mod offence;
mod service;
mod vulnerability;

use serde::{Deserialize, Serialize};

use crate::coded::Coded;

pub use case::{ClosureReason, RiskLevel, RiskType, Setting};
pub use exploitation::{Act, Channel, Control, Form, Means, RecruiterRelation};
pub use offence::OffenceCategory;
pub use service::{ServiceDomain, ServiceType};
pub use vulnerability::{Rooted, Vulnerability};

/// Why a text is not a national code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NationalCodeError {
    /// Not two lower-case letters, a colon, and a short snake-case word.
    #[error("a national code looks like lv:forest_work")]
    Malformed,
}

/// A country's own code, which rolls up to one of ours.
///
/// Its country prefix keeps it from ever being mistaken for a code of this software.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct NationalCode<C> {
    code: String,
    rolls_up_to: C,
}

impl<C: Coded> NationalCode<C> {
    /// Checks a national code such as `us:advertising`.
    pub fn new(code: &str, rolls_up_to: C) -> Result<Self, NationalCodeError> {
        let (country, word) = code.split_once(':').ok_or(NationalCodeError::Malformed)?;
        let country_ok = country.len() == 2 && country.bytes().all(|b| b.is_ascii_lowercase());
        let word_ok = (1..=60).contains(&word.len())
            && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if country_ok && word_ok {
            Ok(Self { code: code.to_owned(), rolls_up_to })
        } else {
            Err(NationalCodeError::Malformed)
        }
    }

    /// The national code itself.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The code of ours under which it is counted.
    pub fn rolls_up_to(&self) -> C {
        self.rolls_up_to
    }
}

impl<'de, C: Coded + Deserialize<'de>> Deserialize<'de> for NationalCode<C> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Raw<C> {
            code: String,
            rolls_up_to: C,
        }
        let raw = Raw::<C>::deserialize(deserializer)?;
        Self::new(&raw.code, raw.rolls_up_to).map_err(serde::de::Error::custom)
    }
}

/// The code of ours for a code of ours or of one country.
pub fn roll_up<C: Coded>(code: &str, national: &[NationalCode<C>]) -> Option<C> {
    C::from_code(code).or_else(|| national.iter().find(|n| n.code == code).map(NationalCode::rolls_up_to))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn holds_together<C: Coded + Serialize + for<'de> Deserialize<'de>>(count: usize) {
        assert_eq!(C::ALL.len(), count);
        let codes: BTreeSet<&str> = C::ALL.iter().map(|value| value.code()).collect();
        assert_eq!(codes.len(), count, "a code is used twice");
        for value in C::ALL {
            assert_eq!(C::from_code(value.code()), Some(*value));
            let json = serde_json::to_string(value).unwrap();
            assert_eq!(json, format!("\"{}\"", value.code()));
            assert_eq!(serde_json::from_str::<C>(&json).unwrap(), *value);
        }
        assert_eq!(C::from_code("no_such_code"), None);
    }

    #[test]
    fn every_list_agrees_with_its_codes_in_every_direction() {
        holds_together::<Form>(39);
        holds_together::<Act>(5);
        holds_together::<Means>(10);
        holds_together::<Control>(27);
        holds_together::<Channel>(28);
        holds_together::<RecruiterRelation>(13);
        holds_together::<Vulnerability>(40);
        holds_together::<Setting>(28);
        holds_together::<ServiceType>(43);
        holds_together::<RiskType>(12);
        holds_together::<RiskLevel>(4);
        holds_together::<ClosureReason>(11);
        holds_together::<OffenceCategory>(15);
    }

    #[test]
    fn a_national_code_rolls_up_to_one_of_ours() {
        let advertising = NationalCode::new("us:advertising", Act::Recruitment).unwrap();
        let national = [advertising];
        assert_eq!(roll_up("us:advertising", &national), Some(Act::Recruitment));
        assert_eq!(roll_up("harbouring", &national), Some(Act::Harbouring));
        assert_eq!(roll_up("us:patronising", &national), None);
    }

    #[test]
    fn a_national_code_cannot_look_like_one_of_ours_or_carry_text() {
        for bad in ["harbouring", "us:", ":x", "USA:x", "us:Two Words", "us:né"] {
            assert_eq!(NationalCode::new(bad, Act::Receipt), Err(NationalCodeError::Malformed), "{bad}");
        }
        let bad_json = r#"{"code":"receipt","rolls_up_to":"receipt"}"#;
        assert!(serde_json::from_str::<NationalCode<Act>>(bad_json).is_err());
    }
}
