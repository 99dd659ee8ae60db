//! The journal's entry: the skeleton of an act that everybody's accounts rest on.
//!
//! The skeleton is plain and holds no identity; details are sealed elsewhere and bound to it by a
//! salted commitment. Timeline, access log, score of an exercise and audit are readings of it.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

use crate::access::Action;
use crate::compartment::Compartments;
use crate::id::{CaseId, EntryId, UnitId};
use crate::sealed::Sealed;

/// Who acted, as the journal names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// A keyed hash of the account or device, so that the journal alone names nobody.
    Pseudonym([u8; 16]),
    /// The operator at the server's command line.
    Operator,
    /// The system's ticker.
    System,
    /// Somebody not signed in.
    Nobody,
}

impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pseudonym(bytes) => {
                f.write_str("p:")?;
                bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
            Self::Operator => f.write_str("operator"),
            Self::System => f.write_str("system"),
            Self::Nobody => f.write_str("nobody"),
        }
    }
}

/// A text that names no author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an author")]
pub struct AuthorError;

impl FromStr for Author {
    type Err = AuthorError;

    fn from_str(text: &str) -> Result<Self, AuthorError> {
        match text {
            "operator" => Ok(Self::Operator),
            "system" => Ok(Self::System),
            "nobody" => Ok(Self::Nobody),
            _ => {
                let hex = text.strip_prefix("p:").filter(|hex| hex.len() == 32).ok_or(AuthorError)?;
                u128::from_str_radix(hex, 16)
                    .map(|number| Self::Pseudonym(number.to_be_bytes()))
                    .map_err(|_| AuthorError)
            }
        }
    }
}

/// The kinds of act whose details a data-protection officer reads without access to the case: who was let
/// in, what was agreed to and withdrawn, what left because of a law. Never those that tell of the person's
/// life, such as why somebody must not be contacted.
pub const OVERSEEN: &[Action] =
    &[Action::GiveAccess, Action::GiveAgreement, Action::WithdrawAgreement, Action::DiscloseByLaw];

/// How the act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was refused, and the refusal is worth a record.
    Refused,
}

impl Outcome {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// Finds the outcome with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "done" => Some(Self::Done),
            "refused" => Some(Self::Refused),
            _ => None,
        }
    }
}

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// A random id.
    pub id: EntryId,
    /// When it happened.
    pub at: Timestamp,
    /// Position among the entries of one act.
    pub ordinal: u16,
    /// Who acted.
    pub author: Author,
    /// The unit for which they acted.
    pub unit: Option<UnitId>,
    /// What was done.
    pub action: Action,
    /// The case it was done to, if to one.
    pub case: Option<CaseId>,
    /// Any other object, as `kind:id` in code words; empty if none.
    pub object: String,
    /// Compartments that were opened.
    pub opened: Compartments,
    /// Why, as a code of the field (`support`, `formal_identification`, …).
    pub purpose: String,
    /// On which legal basis, as a code.
    pub basis: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Salted commitment to the details.
    pub commitment: [u8; 32],
    /// Details with their salt, sealed under the case's core key.
    pub details: Option<Sealed>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_author_survives_its_text_form() {
        for author in [Author::Pseudonym([0x0f; 16]), Author::Operator, Author::System, Author::Nobody] {
            assert_eq!(author.to_string().parse(), Ok(author));
        }
        assert_eq!("p:zz".parse::<Author>(), Err(AuthorError));
    }
}
