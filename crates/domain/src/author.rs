//! Who acts on a case, and why and when.
//!
//! What a role may see is decided elsewhere; here is only whose hand moved a track.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::id::{UnitId, UserId};
use crate::role::Role;
use crate::words::Words;

/// A member of a unit, in the role they act in now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The user.
    pub user: UserId,
    /// The role they act in.
    pub role: Role,
    /// The unit they act for.
    pub unit: UnitId,
    /// The deciding body the unit belongs to, with the profile's code.
    pub body: Option<String>,
}

/// Who makes a move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Author {
    /// A person.
    Person(Member),
    /// The software itself, such as the ticker on a birthday.
    Software,
}

/// Roles that look at the mechanism from outside or run its machines; they move nothing.
const NEVER_MOVES: [Role; 8] = [
    Role::Sysadmin,
    Role::Analyst,
    Role::NationalRapporteur,
    Role::SurvivorCouncil,
    Role::LinkageOffice,
    Role::Dpo,
    Role::Interpreter,
    Role::Trainer,
];

impl Author {
    /// The person, if it is one.
    pub fn member(&self) -> Option<&Member> {
        match self {
            Author::Person(member) => Some(member),
            Author::Software => None,
        }
    }
}

/// Says whether this role may move a track at all.
pub(crate) fn moves(role: Role) -> bool {
    !NEVER_MOVES.contains(&role)
}

coded! {
    /// Why a track moved, for aggregated review; never a score.
    pub enum MoveReason {
        /// The person told it.
        ToldByPerson = "told_by_person",
        /// Signs were seen.
        SignsSeen = "signs_seen",
        /// The person applied.
        Application = "application",
        /// Another authority said so.
        OtherAuthority = "other_authority",
        /// The person agreed.
        Agreed = "agreed",
        /// A deciding body decided.
        Decision = "decision",
        /// A challenge was decided.
        Challenge = "challenge",
        /// The person wished it.
        OwnWish = "own_wish",
        /// There was danger.
        Danger = "danger",
        /// It was arranged.
        Arranged = "arranged",
        /// The person was not where she was expected.
        NotSeen = "not_seen",
        /// The person was found or came back.
        Found = "found",
        /// An authority took a step against the person.
        LawfulOrder = "lawful_order",
        /// The plan went on.
        Plan = "plan",
        /// Documents showed it.
        Documents = "documents",
        /// An assessment showed it.
        Assessment = "assessment",
        /// A birthday came.
        Birthday = "birthday",
        /// The person died.
        Death = "death",
        /// An entry was wrong.
        Correction = "correction",
    }
}

/// An act: who, why, when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Who acts.
    pub by: Author,
    /// Why.
    pub reason: MoveReason,
    /// Why, in words, where words are needed.
    pub words: Option<Words>,
    /// When.
    pub at: Timestamp,
}

impl Act {
    /// An act of a person.
    pub fn of(member: Member, reason: MoveReason, at: Timestamp) -> Act {
        Act { by: Author::Person(member), reason, words: None, at }
    }

    /// An act of the software.
    pub fn of_software(reason: MoveReason, at: Timestamp) -> Act {
        Act { by: Author::Software, reason, words: None, at }
    }
}
