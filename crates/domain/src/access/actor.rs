//! Who acts.

use crate::id::{DeviceId, SessionId, UnitId, UserId};
use crate::role::Role;

/// A signed-in person, acting in one unit in one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub user: UserId,
    /// The unit for which the person acts in this session.
    pub unit: UnitId,
    /// The role in that unit.
    pub role: Role,
    /// The session in which the person acts.
    pub session: SessionId,
}

/// Whoever asks for something to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// A signed-in person.
    Member(Member),
    /// An enrolled device that hands in sealed records for its unit and can do nothing else.
    Device {
        /// The device.
        device: DeviceId,
        /// The unit that opens what it hands in.
        unit: UnitId,
    },
    /// The operator at the server's own command line: accounts and units, never cases.
    Operator,
    /// The system's own ticker: plain columns only, no key.
    System,
    /// Somebody who has not signed in yet.
    Nobody,
}

impl Actor {
    /// The unit for which the actor acts, if any.
    pub fn unit(&self) -> Option<UnitId> {
        match self {
            Self::Member(member) => Some(member.unit),
            Self::Device { unit, .. } => Some(*unit),
            Self::Operator | Self::System | Self::Nobody => None,
        }
    }

    /// The signed-in person, if it is one.
    pub fn member(&self) -> Option<&Member> {
        match self {
            Self::Member(member) => Some(member),
            _ => None,
        }
    }
}
