//! What a use case may answer instead of doing what was asked.

use havenward_domain::access::Refusal;
use havenward_store::StoreError;

/// A refusal or a fault, as the caller can act on it.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// It does not exist, or the actor may not know that it does.
    #[error("not found")]
    NotFound,
    /// The actor sees it and may not do this to it.
    #[error("not allowed")]
    Forbidden,
    /// Nobody is signed in, or the session has ended.
    #[error("sign in first")]
    SignedOut,
    /// Sign-in failed; whether the account exists is not told.
    #[error("login, passphrase or code is wrong")]
    SignInRefused,
    /// Too many failures; the account is delayed, never locked.
    #[error("wait {0} seconds before the next attempt")]
    Delayed(i64),
    /// More is asked at once than the machine can do.
    #[error("too much is asked at once; try again in a moment")]
    Busy,
    /// A one-time link is wrong, used or too old.
    #[error("the link is wrong, used or too old; ask for a new one")]
    LinkRefused,
    /// A field holds what it cannot hold.
    #[error("{field}: {message}")]
    Invalid {
        /// The field, as the form and the API name it.
        field: &'static str,
        /// What is wrong and how to mend it.
        message: String,
    },
    /// A rule of the mechanism says no. The code is stable.
    #[error("{message}")]
    Refused {
        /// Stable code, `noun.reason`.
        code: &'static str,
        /// What is missing.
        message: String,
    },
    /// The key is taken by another request.
    #[error("this idempotency key was used for another request")]
    IdempotencyMismatch,
    /// Somebody else changed the thing in between.
    #[error("changed by somebody else in between; nothing was saved")]
    Conflict,
    /// The unit has no key pair, or this member waits for it.
    #[error("waiting for key: a keyed member of the unit must sign in first")]
    WaitingForKey,
    /// Sealed bytes cannot be opened with the keys at hand.
    #[error("cannot be opened")]
    Sealed,
    /// An act wrote without leaving an entry in the journal. A fault in the program; nothing was saved.
    #[error("an act left no entry in the journal; nothing was saved")]
    Unrecorded,
    /// The store failed.
    #[error(transparent)]
    Store(StoreError),
    /// Anything else that went wrong inside; nothing was saved.
    #[error("something went wrong inside; nothing was saved")]
    Internal(&'static str),
}

impl AppError {
    /// A refusal by a rule of the mechanism.
    pub fn refused(code: &'static str, message: impl Into<String>) -> Self {
        Self::Refused { code, message: message.into() }
    }

    /// A field that holds what it cannot hold.
    pub fn invalid(field: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid { field, message: message.into() }
    }

    /// The stable code, for problem documents and exit codes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Forbidden => "forbidden",
            Self::SignedOut => "session.missing",
            Self::SignInRefused => "session.refused",
            Self::Delayed(_) => "session.delayed",
            Self::LinkRefused => "enrolment.refused",
            Self::Invalid { .. } => "invalid",
            Self::Refused { code, .. } => code,
            Self::IdempotencyMismatch => "idempotency.mismatch",
            Self::Conflict => "conflict",
            Self::WaitingForKey => "unit.waiting_for_key",
            Self::Sealed => "sealed",
            Self::Unrecorded | Self::Internal(_) => "internal",
            Self::Busy | Self::Store(_) => "unavailable",
        }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::NotFound,
            Refusal::Forbidden => Self::Forbidden,
        }
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::Conflict,
            other => Self::Store(other),
        }
    }
}

impl From<havenward_vault::OpenError> for AppError {
    fn from(_: havenward_vault::OpenError) -> Self {
        Self::Sealed
    }
}
