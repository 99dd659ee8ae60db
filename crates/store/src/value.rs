//! Values that go into statements: typed, nulls too, the same for both engines.

use havenward_domain::id::{
    AgreementId, BookingId, CaseId, ChallengeId, ContactId, DecisionId, DeviceId, DraftId, EnquiryId,
    EntryId, IntakeId, OffenceId, PlanId, ReferralId, ServiceId, SessionId, StatisticId, StayId, TaskId,
    UnitId, UserId,
};
use havenward_domain::sealed::Sealed;
use jiff::Timestamp;

/// A value bound to a placeholder.
#[derive(Clone)]
pub enum Value {
    /// Text or null.
    Text(Option<String>),
    /// A number, an instant in microseconds, or null.
    Int(Option<i64>),
    /// Bytes or null.
    Bytes(Option<Vec<u8>>),
    /// A flag.
    Flag(bool),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(Some(number))
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Timestamp> for Value {
    fn from(at: Timestamp) -> Self {
        Self::Int(Some(at.as_microsecond()))
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(Some(bytes.to_vec()))
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(Some(bytes))
    }
}

impl From<[u8; 32]> for Value {
    fn from(bytes: [u8; 32]) -> Self {
        Self::Bytes(Some(bytes.to_vec()))
    }
}

impl From<&Sealed> for Value {
    fn from(sealed: &Sealed) -> Self {
        Self::Bytes(Some(sealed.as_bytes().to_vec()))
    }
}

impl From<Option<&Sealed>> for Value {
    fn from(sealed: Option<&Sealed>) -> Self {
        Self::Bytes(sealed.map(|sealed| sealed.as_bytes().to_vec()))
    }
}

impl From<Option<Timestamp>> for Value {
    fn from(at: Option<Timestamp>) -> Self {
        Self::Int(at.map(Timestamp::as_microsecond))
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

macro_rules! ids {
    ($($id:ident),+ $(,)?) => {$(
        impl From<$id> for Value {
            fn from(id: $id) -> Self {
                Self::Text(Some(id.to_string()))
            }
        }

        impl From<Option<$id>> for Value {
            fn from(id: Option<$id>) -> Self {
                Self::Text(id.map(|id| id.to_string()))
            }
        }
    )+};
}

ids![
    AgreementId,
    BookingId,
    CaseId,
    ChallengeId,
    ContactId,
    DecisionId,
    DeviceId,
    DraftId,
    EnquiryId,
    EntryId,
    IntakeId,
    OffenceId,
    PlanId,
    ReferralId,
    ServiceId,
    StatisticId,
    StayId,
    SessionId,
    TaskId,
    UnitId,
    UserId,
];
