//! The permit: proof that one actor may do one thing to one object.

use std::marker::PhantomData;

use super::{Act, Actor, Member, Relation, SeesThrough, decide, who};
use crate::compartment::Compartments;
use crate::id::{CaseId, UnitId};

/// What a permit is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Object {
    Installation,
    Unit(UnitId),
    Case(CaseId),
}

/// Proof that `actor` may do `A` to one object.
///
/// Only [`authorize`](super::authorize) makes one. The store takes the object's id from the permit,
/// so that a permit for one case cannot touch another.
#[derive(Debug)]
pub struct Permit<A: Act> {
    actor: Actor,
    object: Object,
    compartments: Compartments,
    act: PhantomData<A>,
}

/// A permit asked for an object that it is not about. A fault in the program, never in the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the permit is about another kind of object")]
pub struct WrongObject;

impl<A: Act> Permit<A> {
    pub(super) fn new(actor: Actor, object: Object, compartments: Compartments) -> Self {
        Self { actor, object, compartments, act: PhantomData }
    }

    /// Who may.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The signed-in person who may, if it is one.
    pub fn member(&self) -> Option<&Member> {
        self.actor.member()
    }

    /// Through which grants the holder sees cases; nobody who has not signed in sees any by a unit's.
    pub fn sees_through(&self) -> SeesThrough {
        self.member().map_or(SeesThrough::NamedGrants, |member| who::sees_through(member.role))
    }

    /// Whether there is any case of which the holder may know; for the others no case exists.
    pub fn may_know_of_cases(&self) -> bool {
        self.member().is_some_and(|member| decide::may_ever_know_of_a_case(member.role))
    }

    /// Whether the holder knows of children only: among the cases of its own unit, and among those of others.
    pub fn knows_children_only(&self) -> (bool, bool) {
        self.member().map_or((true, true), |member| {
            let only = |relation| who::is_for_children_only(member.role, relation);
            (only(Relation::Owner), only(Relation::Granted))
        })
    }

    /// The case this is about.
    pub fn case(&self) -> Result<CaseId, WrongObject> {
        match self.object {
            Object::Case(case) => Ok(case),
            Object::Installation | Object::Unit(_) => Err(WrongObject),
        }
    }

    /// The unit this is about.
    pub fn unit(&self) -> Result<UnitId, WrongObject> {
        match self.object {
            Object::Unit(unit) => Ok(unit),
            Object::Installation | Object::Case(_) => Err(WrongObject),
        }
    }

    /// What may be opened under this permit.
    pub fn compartments(&self) -> Compartments {
        self.compartments
    }
}
