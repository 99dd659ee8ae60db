//! The name of an instrument in a message: `id@version`.

use std::fmt;

use crate::instrument::Instrument;

use super::AnswerProblem;

/// An instrument's id and version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The id.
    pub id: String,
    /// The version, exactly as the file has it.
    pub version: String,
}

impl Reference {
    /// Reads `id@version`.
    pub fn parse(text: &str) -> Option<Reference> {
        let (id, version) = text.split_once('@')?;
        let plain = |part: &str, more: &[char]| {
            let allowed = |character: char| {
                character.is_ascii_lowercase() || character.is_ascii_digit() || more.contains(&character)
            };
            !part.is_empty() && part.len() <= 64 && part.chars().all(allowed)
        };
        let fits = plain(id, &['-']) && plain(version, &['.', '-', '+']);
        fits.then(|| Reference { id: id.to_owned(), version: version.to_owned() })
    }

    /// What differs between this reference and the instrument.
    pub(crate) fn differences(&self, instrument: &Instrument) -> Vec<AnswerProblem> {
        let (code, message, mend) = if self.id != instrument.id {
            (
                "answers.wrong_instrument",
                "the answers were given to another instrument",
                "evaluate them with the instrument they name",
            )
        } else if self.version != instrument.version {
            (
                "answers.wrong_version",
                "the answers were given to another version of this instrument",
                "keep old versions and evaluate with the version they name",
            )
        } else {
            return Vec::new();
        };
        vec![AnswerProblem::new(code, "instrument", message, mend)]
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}@{}", self.id, self.version)
    }
}
