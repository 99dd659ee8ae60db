//! The hand-over of a shift: every open task goes to a named person, and nothing is left behind.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Serialize;

use crate::id::{TaskId, UserId};

/// A hand-over of a shift that is complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShiftHandOver {
    by: UserId,
    at: Timestamp,
    moves: BTreeMap<TaskId, UserId>,
}

/// Why the shift cannot end yet. Each names the tasks, so that the screen can show them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotHandedOver {
    /// Tasks nobody takes over.
    #[error("{} open tasks go to nobody", .0.len())]
    Unassigned(BTreeSet<TaskId>),
    /// Tasks that would go to somebody who is not on the next shift.
    #[error("{} tasks go to somebody who is not on the next shift", .0.len())]
    NotOnShift(BTreeSet<TaskId>),
    /// Tasks that are not open.
    #[error("{} tasks are not open", .0.len())]
    NotOpen(BTreeSet<TaskId>),
}

impl ShiftHandOver {
    /// Hands every open task to somebody on the next shift, or says which task is in the way.
    pub fn new(
        by: UserId,
        at: Timestamp,
        open: &BTreeSet<TaskId>,
        next_shift: &BTreeSet<UserId>,
        moves: BTreeMap<TaskId, UserId>,
    ) -> Result<Self, NotHandedOver> {
        let named: BTreeSet<TaskId> = moves.keys().copied().collect();
        let left: BTreeSet<TaskId> = open.difference(&named).copied().collect();
        if !left.is_empty() {
            return Err(NotHandedOver::Unassigned(left));
        }
        let closed: BTreeSet<TaskId> = named.difference(open).copied().collect();
        if !closed.is_empty() {
            return Err(NotHandedOver::NotOpen(closed));
        }
        let astray: BTreeSet<TaskId> =
            moves.iter().filter(|(_, to)| !next_shift.contains(to)).map(|(task, _)| *task).collect();
        if !astray.is_empty() {
            return Err(NotHandedOver::NotOnShift(astray));
        }
        Ok(Self { by, at, moves })
    }

    /// Each task with its new owner.
    pub fn moves(&self) -> &BTreeMap<TaskId, UserId> {
        &self.moves
    }

    /// Who handed over, and when.
    pub fn by(&self) -> (UserId, Timestamp) {
        (self.by, self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(n: u8) -> TaskId {
        TaskId::from_random([n; 16])
    }

    fn user(n: u8) -> UserId {
        UserId::from_random([n; 16])
    }

    fn hand_over(moves: &[(u8, u8)]) -> Result<ShiftHandOver, NotHandedOver> {
        let open = BTreeSet::from([task(1), task(2)]);
        let next = BTreeSet::from([user(8), user(9)]);
        let moves = moves.iter().map(|(t, u)| (task(*t), user(*u))).collect();
        ShiftHandOver::new(user(7), Timestamp::UNIX_EPOCH, &open, &next, moves)
    }

    #[test]
    fn a_shift_does_not_end_while_a_task_belongs_to_nobody() {
        assert_eq!(hand_over(&[(1, 8)]), Err(NotHandedOver::Unassigned(BTreeSet::from([task(2)]))));
        assert!(hand_over(&[(1, 8), (2, 9)]).is_ok());
    }

    #[test]
    fn tasks_go_only_to_people_who_are_there() {
        assert_eq!(hand_over(&[(1, 8), (2, 7)]), Err(NotHandedOver::NotOnShift(BTreeSet::from([task(2)]))));
        let unknown = hand_over(&[(1, 8), (2, 9), (3, 9)]);
        assert_eq!(unknown, Err(NotHandedOver::NotOpen(BTreeSet::from([task(3)]))));
    }
}
