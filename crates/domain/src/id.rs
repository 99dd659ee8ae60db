//! Ids: newtypes over random version 4 UUIDs.
//!
//! Time-ordered ids would tell when a person was first seen, so the version is always 4.
//! Ids are made from sixteen random bytes that the caller draws; nothing here is random by itself.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text that is not the id it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid id")]
pub struct IdError;

/// What every id of the house has in common.
pub trait Id: Copy + fmt::Display + FromStr<Err = IdError> + Into<Uuid> + Send + Sync + 'static {
    /// Makes an id from sixteen random bytes.
    fn from_random(bytes: [u8; 16]) -> Self;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Makes an id from sixteen random bytes.
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(uuid::Builder::from_random_bytes(bytes).into_uuid())
            }

            /// The underlying UUID.
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl Id for $name {
            fn from_random(bytes: [u8; 16]) -> Self {
                Self::from_random(bytes)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<$name> for [u8; 16] {
            fn from(id: $name) -> Self {
                *id.0.as_bytes()
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Uuid::try_parse(text).map(Self).map_err(|_| IdError)
            }
        }
    )+};
}

ids! {
    /// A user account.
    UserId,
    /// An organisation's unit: the team that owns cases and holds keys.
    UnitId,
    /// A case: one episode of one person.
    CaseId,
    /// A first contact, before and beside the case.
    ContactId,
    /// An agreement the person gave.
    AgreementId,
    /// A capacity enquiry without personal data.
    EnquiryId,
    /// A referral: an offer to one service and what became of it.
    ReferralId,
    /// A service that can be offered.
    ServiceId,
    /// A screening: one instrument, asked once.
    ScreeningId,
    /// A task for a person.
    TaskId,
    /// A decision of a deciding body.
    DecisionId,
    /// A challenge to a refusal.
    ChallengeId,
    /// A non-punishment record about one alleged offence.
    OffenceId,
    /// A support plan.
    PlanId,
    /// An interpreter booking.
    BookingId,
    /// A journal entry.
    EntryId,
    /// A signed-in session.
    SessionId,
    /// A device enrolled for unattended intake.
    DeviceId,
    /// A sealed record that arrived unattended.
    IntakeId,
    /// A coarse record for statistics, which says of nobody whose it is.
    StatisticId,
    /// A request, so that who was told of a fault can name it to who reads the log.
    RequestId,
    /// A stay in a house.
    StayId,
    /// What somebody typed into a form and has not sent.
    DraftId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_version_4_uuid_whatever_the_bytes() {
        let id = CaseId::from_random([0xff; 16]);
        assert_eq!(id.uuid().get_version_num(), 4);
    }

    #[test]
    fn an_id_survives_text_and_a_bad_text_is_refused() {
        let id = CaseId::from_random([7; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("not-an-id".parse::<CaseId>(), Err(IdError));
    }
}
