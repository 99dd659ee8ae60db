//! The notice to the authority: drafted by the system, released by the person with her lawyer.
//!
//! For a child, guardian and lawyer sign. Only where the law makes a state body notify does it go without them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::age_band::Minor;
use crate::id::UserId;

/// In what capacity somebody signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signatory {
    /// The person herself, an adult.
    Person,
    /// The person herself, before a worker who stands by her and wrote it down: she has no account.
    PersonWitnessed,
    /// The guardian of a child.
    Guardian,
    /// The lawyer.
    Lawyer,
}

impl Signatory {
    /// Whose yes it is: written down by herself or before a witness, hers is one.
    fn stands_for(self) -> Self {
        if self == Self::PersonWitnessed { Self::Person } else { self }
    }
}

/// A signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// In what capacity.
    pub signatory: Signatory,
    /// Who.
    pub user: UserId,
    /// When.
    pub at: Timestamp,
}

/// Where the notice stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Notice {
    /// Drafted; nobody outside sees it.
    Drafted,
    /// Signed by one of two.
    Signed {
        /// The first signature.
        first: Signature,
    },
    /// Signed by both: it may be sent.
    Released {
        /// The first signature.
        first: Signature,
        /// The second signature.
        second: Signature,
    },
    /// Sent by a state body because the law makes it notify.
    NotifiedByLaw {
        /// The law, act and article.
        law: String,
        /// The officer.
        officer: UserId,
        /// When.
        at: Timestamp,
    },
}

/// Why the notice cannot change like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoticeError {
    /// This capacity does not sign for this person.
    #[error("this signatory does not sign for this person")]
    NotASignatory,
    /// The same capacity or the same user has signed.
    #[error("two different people sign, each in one capacity")]
    SameSignatory,
    /// It has been released or sent.
    #[error("the notice has been released")]
    AlreadyReleased,
    /// No law was named that makes a state body notify.
    #[error("no law makes this body notify")]
    NoLaw,
}

impl Notice {
    /// Signs. The second signature releases.
    pub fn sign(self, minor: Minor, signature: Signature) -> Result<Self, NoticeError> {
        let signs = match minor {
            Minor::Adult => {
                matches!(
                    signature.signatory,
                    Signatory::Person | Signatory::PersonWitnessed | Signatory::Lawyer
                )
            }
            Minor::Child => matches!(signature.signatory, Signatory::Guardian | Signatory::Lawyer),
        };
        if !signs {
            return Err(NoticeError::NotASignatory);
        }
        match self {
            Self::Drafted => Ok(Self::Signed { first: signature }),
            Self::Signed { first }
                if first.user == signature.user
                    || first.signatory.stands_for() == signature.signatory.stands_for() =>
            {
                Err(NoticeError::SameSignatory)
            }
            // Somebody who signed as a guardian no longer counts once the person is an adult.
            Self::Signed { first } if first.signatory == Signatory::Guardian && minor == Minor::Adult => {
                Ok(Self::Signed { first: signature })
            }
            Self::Signed { first } => Ok(Self::Released { first, second: signature }),
            Self::Released { .. } | Self::NotifiedByLaw { .. } => Err(NoticeError::AlreadyReleased),
        }
    }

    /// Takes a first signature back, or the draft with it.
    pub fn take_back(self) -> Result<Self, NoticeError> {
        match self {
            Self::Drafted | Self::Signed { .. } => Ok(Self::Drafted),
            Self::Released { .. } | Self::NotifiedByLaw { .. } => Err(NoticeError::AlreadyReleased),
        }
    }

    /// Sends it because the law makes a state body notify. The law comes from the profile.
    pub fn notify_by_law(
        self,
        law: Option<&str>,
        officer: UserId,
        at: Timestamp,
    ) -> Result<Self, NoticeError> {
        let law = law.filter(|law| !law.trim().is_empty()).ok_or(NoticeError::NoLaw)?;
        match self {
            Self::Drafted | Self::Signed { .. } => {
                Ok(Self::NotifiedByLaw { law: law.to_owned(), officer, at })
            }
            Self::Released { .. } | Self::NotifiedByLaw { .. } => Err(NoticeError::AlreadyReleased),
        }
    }

    /// Whether it may leave the house.
    pub fn may_be_sent(&self) -> bool {
        matches!(self, Self::Released { .. } | Self::NotifiedByLaw { .. })
    }
}
