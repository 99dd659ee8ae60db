//! The cells of the table of who may do what: every action, role and way of standing to its object.

use havenward_domain::access::{
    Action, Actor, CaseFacts, Facts, Grant, Holder, Member, Refusal, Scope, decision,
};
use havenward_domain::compartment::{Compartment, Compartments};
use havenward_domain::id::{CaseId, DeviceId, SessionId, UnitId, UserId};
use havenward_domain::role::Role;
use jiff::Timestamp;

pub type Cell = Result<Compartments, Refusal>;

/// The instant at which every grant of the table ends.
pub const END: i64 = 1_000;

/// How a member of a unit stands to a case on which everything that can be granted is granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In the unit that owns the case.
    Owner,
    /// In the unit that owns the case, and granted everything by name.
    OwnerByName,
    /// In another unit that is granted everything.
    Unit,
    /// In another unit that is granted nothing, but granted everything by name.
    Name,
    /// In another unit, granted nothing.
    Stranger,
}

impl Standing {
    pub const ALL: [Standing; 5] =
        [Standing::Owner, Standing::OwnerByName, Standing::Unit, Standing::Name, Standing::Stranger];

    pub fn heading(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::OwnerByName => "owner+name",
            Self::Unit => "unit",
            Self::Name => "name",
            Self::Stranger => "stranger",
        }
    }

    fn is_of_owner(self) -> bool {
        matches!(self, Self::Owner | Self::OwnerByName)
    }

    fn is_by_name(self) -> bool {
        matches!(self, Self::OwnerByName | Self::Name)
    }
}

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

pub fn everything() -> Compartments {
    Compartments::of(Compartment::ALL)
}

pub fn unit(number: u8) -> UnitId {
    UnitId::from_random([number; 16])
}

const OWNER: u8 = 1;
const OTHER: u8 = 2;

pub fn member(role: Role, unit_number: u8) -> Actor {
    Actor::Member(Member {
        user: UserId::from_random([7; 16]),
        unit: unit(unit_number),
        role,
        session: SessionId::from_random([9; 16]),
    })
}

/// Everybody who is not a signed-in person.
pub fn others() -> [(&'static str, Actor); 4] {
    [
        ("(device)", Actor::Device { device: DeviceId::from_random([3; 16]), unit: unit(OWNER) }),
        ("(nobody)", Actor::Nobody),
        ("(operator)", Actor::Operator),
        ("(system)", Actor::System),
    ]
}

pub fn case(child: bool, grants: Vec<Grant>) -> Facts {
    // A profile that names every role: what is refused then is refused whatever a profile says.
    let senders = Role::ALL.iter().copied().collect();
    Facts::Case(CaseFacts { case: CaseId::from_random([1; 16]), owner: unit(OWNER), child, grants, senders })
}

pub fn grant(holder: Holder, compartments: Compartments) -> Grant {
    Grant { holder, compartments, expires_at: at(END) }
}

/// The actor and the facts of one way of standing to a case, with these compartments granted.
pub fn standing(role: Role, how: Standing, child: bool, granted: Compartments) -> (Actor, Facts) {
    let actor = member(role, if how.is_of_owner() { OWNER } else { OTHER });
    let mut grants = vec![grant(Holder::Unit(unit(OWNER)), granted)];
    if how == Standing::Unit {
        grants.push(grant(Holder::Unit(unit(OTHER)), granted));
    }
    if how.is_by_name() {
        grants.push(grant(Holder::User(actor.member().unwrap().user), granted));
    }
    (actor, case(child, grants))
}

/// The decision about a case.
pub fn on_case(action: Action, role: Role, how: Standing, child: bool) -> Cell {
    let (actor, facts) = standing(role, how, child, everything());
    decision(action, &actor, &facts, at(0))
}

pub fn actions(scope: Scope) -> impl Iterator<Item = Action> {
    Action::ALL.iter().copied().filter(move |action| action.scope() == scope)
}
