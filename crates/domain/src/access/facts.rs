//! The plain facts on which a decision rests.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::Member;
use crate::compartment::Compartments;
use crate::id::{CaseId, UnitId, UserId};
use crate::role::Role;

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

    /// What can be opened under the grant: compartments for named persons never through a whole unit.
    fn reach(&self) -> Compartments {
        match self.holder {
            Holder::User(_) => self.compartments,
            Holder::Unit(_) => {
                let shared: Vec<_> =
                    self.compartments.members().filter(|one| !one.is_for_named_users()).collect();
                Compartments::of(&shared)
            }
        }
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
    /// The roles that the profile of the case lets send it to a deciding body.
    pub senders: BTreeSet<Role>,
}

/// How an actor stands to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// A member of the unit that owns the case.
    Owner,
    /// A holder of a grant that has not expired.
    Granted,
    /// Anybody else: for them the case does not exist.
    Stranger,
}

/// Through which grants a role may see a case at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeesThrough {
    /// Those of the owning unit, of another unit, and those to the person by name.
    AllGrants,
    /// Those that were given to another unit or to the person by name; owning shares nothing.
    GrantsOfOthers,
    /// Those to the person by name.
    NamedGrants,
}

impl CaseFacts {
    /// How this member stands to the case at this instant, and what the grants allow to open.
    pub fn relation(
        &self,
        member: &Member,
        through: SeesThrough,
        now: Timestamp,
    ) -> (Relation, Compartments) {
        let is_of_owner = member.unit == self.owner;
        let counts = |grant: &&Grant| match (grant.holder, through) {
            (Holder::User(_), _) | (Holder::Unit(_), SeesThrough::AllGrants) => true,
            (Holder::Unit(_), SeesThrough::GrantsOfOthers) => !is_of_owner,
            (Holder::Unit(_), SeesThrough::NamedGrants) => false,
        };
        let granted = self
            .grants
            .iter()
            .filter(|grant| grant.holds_for(member, now))
            .filter(counts)
            .fold(None, |sum: Option<Compartments>, grant| {
                Some(sum.unwrap_or_default().union(grant.reach()))
            });
        match granted {
            None => (Relation::Stranger, Compartments::NONE),
            Some(reach) if is_of_owner && through == SeesThrough::AllGrants => (Relation::Owner, reach),
            Some(reach) => (Relation::Granted, reach),
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
