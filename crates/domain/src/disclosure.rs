//! What a law obliges a body to pass on about an adult who does not agree: a month, a region, a form.
//!
//! In England and Wales it is the duty to notify of the Modern Slavery Act 2015, s. 52. Which body is bound is
//! the profile's to say; where it names none, nothing is passed on. The person is shown what will be said.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::age_band::Minor;
use crate::id::UserId;
use crate::profile::StatutoryNotice;
use crate::recognition::Recognition;

/// A disclosure that was made, as the case keeps it. The notice itself has no way back to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// The law, as the profile names it.
    pub law: String,
    /// Who made it.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
}

/// Why nothing is passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotDisclosed {
    /// The law does not bind this kind of body.
    #[error("no law of the profile binds this kind of body; tell nobody")]
    NotBound,
    /// A child is referred, with or without agreement.
    #[error("a child is referred whatever was said; start the child path")]
    Child,
    /// The person agreed and was sent: the referral has said more than the notice would.
    #[error("the person was sent to a deciding body; nothing more is owed")]
    SentAlready,
    /// It was made before.
    #[error("this was passed on before; it is done once")]
    DisclosedAlready,
    /// The person was not shown the notice.
    #[error("the person must be shown the notice first")]
    NotShown,
}

impl NotDisclosed {
    /// The stable code of the reason, for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotBound => "disclosure.not_bound",
            Self::Child => "disclosure.child",
            Self::SentAlready => "disclosure.sent_already",
            Self::DisclosedAlready => "disclosure.made_already",
            Self::NotShown => "disclosure.not_shown",
        }
    }
}

/// Whether a body must and may pass a notice on now.
///
/// `before` is what was passed on about this case already; `shown` says when the person was shown the notice.
pub fn is_owed(
    rule: &StatutoryNotice,
    kind_of_body: &str,
    (minor, recognition): (Minor, Recognition),
    before: &[Disclosure],
    shown: Option<Timestamp>,
) -> Result<(), NotDisclosed> {
    if !rule.binds(kind_of_body) {
        return Err(NotDisclosed::NotBound);
    }
    if minor == Minor::Child {
        return Err(NotDisclosed::Child);
    }
    if matches!(recognition, Recognition::Sent | Recognition::Presumed | Recognition::Identified) {
        return Err(NotDisclosed::SentAlready);
    }
    if !before.is_empty() {
        return Err(NotDisclosed::DisclosedAlready);
    }
    shown.map(|_| ()).ok_or(NotDisclosed::NotShown)
}
