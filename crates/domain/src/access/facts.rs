//! The plain facts on which a decision rests.

use jiff::Timestamp;

use super::{Actor, Member};
use crate::compartment::Compartments;
use crate::id::{CaseId, UnitId, UserId};

/// Who holds a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// Every keyed member of a unit.
    Unit(UnitId),
    /// One named person.
    User(UserId),
}

/// A plain row of access: who, which compartments, until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// Who may.
    pub holder: Holder,
    /// What may be opened under it.
    pub compartments: Compartments,
    /// From this instant on the grant is as if it had never been.
    pub expires_at: Timestamp,
}

impl Grant {
    fn holds_for(&self, member: &Member, now: Timestamp) -> bool {
        let is_holder = match self.holder {
            Holder::Unit(unit) => unit == member.unit,
            Holder::User(user) => user == member.user,
        };
        is_holder && now < self.expires_at
    }
}

/// What is plain about one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    /// The case.
    pub case: CaseId,
    /// The unit that owns it.
    pub owner: UnitId,
    /// Whether the person is, or is presumed to be, a child.
    pub child: bool,
    /// Access rows, of the owner too.
    pub grants: Vec<Grant>,
}

/// How an actor stands to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// A keyed member of the unit that owns the case.
    Owner,
    /// A holder of a grant that has not expired.
    Granted,
    /// Anybody else: for them the case does not exist.
    Stranger,
}

impl CaseFacts {
    /// How this actor stands to the case at this instant, and what the grants allow to open.
    pub fn relation(&self, actor: &Actor, now: Timestamp) -> (Relation, Compartments) {
        let Some(member) = actor.member() else { return (Relation::Stranger, Compartments::NONE) };
        let granted = self
            .grants
            .iter()
            .filter(|grant| grant.holds_for(member, now))
            .fold(None, |sum: Option<Compartments>, grant| {
                Some(sum.unwrap_or_default().union(grant.compartments))
            });
        match granted {
            Some(compartments) if member.unit == self.owner => (Relation::Owner, compartments),
            Some(compartments) => (Relation::Granted, compartments),
            None => (Relation::Stranger, Compartments::NONE),
        }
    }
}

/// The facts about whatever an action is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Facts {
    /// About the installation.
    Installation,
    /// About one unit.
    Unit(UnitId),
    /// About one case.
    Case(CaseFacts),
}
