//! Appointments of interpreters: tasks with an end. What begins and what ends at one instant do not collide.

use havenward_domain::access::{Act, Permit};
use havenward_domain::id::UserId;
use jiff::Timestamp;

use super::{Task, TaskIdRow, insert};
use crate::{StoreError, Tx};

/// Keeps an appointment: it begins when the task is due and takes until `ends_at`.
pub async fn insert_appointment(tx: &mut Tx, task: &Task, ends_at: Timestamp) -> Result<(), StoreError> {
    insert(tx, task).await?;
    tx.run_one("update tasks set ends_at = $2 where id = $1", vec![task.id.into(), ends_at.into()]).await
}

/// Marks an appointment of a member as done.
pub async fn settle_appointment<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    member: UserId,
    at: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "update tasks set done_at = $3
         where assignee = $1 and due_at = $2 and ends_at is not null and done_at is null",
        vec![member.into(), at.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Whether an appointment of a member takes any of the time between two instants.
pub async fn has_appointment<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    member: UserId,
    from: Timestamp,
    until: Timestamp,
) -> Result<bool, StoreError> {
    let found: Option<TaskIdRow> = tx
        .one(
            "select id from tasks
             where assignee = $1 and done_at is null and due_at < $3 and ends_at > $2
             order by id
             limit 1",
            vec![member.into(), from.into(), until.into()],
        )
        .await?;
    Ok(found.is_some())
}
