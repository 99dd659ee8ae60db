//! What the ticker does with tasks: calls somebody, turns what is late into an alarm, ends what is over.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::{CaseId, TaskId};
use jiff::Timestamp;

use super::{Task, TaskIdRow};
use crate::{StoreError, Tx};

/// Open calls whose time is over, for the ticker.
pub async fn unanswered_calls(
    tx: &mut Tx,
    _permit: &Permit<act::Tick>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Task>, StoreError> {
    tx.all(
        "select id, case_id, unit_id, assignee, kind, made_at, due_at
         from tasks
         where kind like 'call:%' and done_at is null and due_at <= $1
         order by due_at, id
         limit $2",
        vec![now.into(), limit.into()],
    )
    .await
}

/// Whether somebody is being called for a case.
pub async fn is_being_called(
    tx: &mut Tx,
    _permit: &Permit<act::Tick>,
    case: CaseId,
) -> Result<bool, StoreError> {
    let found: Option<TaskIdRow> = tx
        .one(
            "select id from tasks
             where case_id = $1 and kind like 'call:%' and done_at is null
             order by id
             limit 1",
            vec![case.into()],
        )
        .await?;
    Ok(found.is_some())
}

/// Marks a task as done, for the ticker, which puts the next in its place.
pub async fn close(
    tx: &mut Tx,
    _permit: &Permit<act::Tick>,
    task: TaskId,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run_one(
        "update tasks set done_at = $2 where id = $1 and done_at is null",
        vec![task.into(), now.into()],
    )
    .await
}

/// Tasks that nobody has done long after their time and that are no alarm yet, for the ticker. An appointment is due
/// when it begins, so it is late only after it has ended.
pub async fn overdue(
    tx: &mut Tx,
    _permit: &Permit<act::Tick>,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<Task>, StoreError> {
    tx.all(
        "select id, case_id, unit_id, assignee, kind, made_at, due_at
         from tasks
         where done_at is null and due_at <= $1 and (ends_at is null or ends_at <= $1)
             and kind not like 'overdue:%'
             and kind not like 'call:%' and kind not like 'clock_soon:%' and kind not like 'clock_due:%'
         order by due_at, id
         limit $2",
        vec![since.into(), limit.into()],
    )
    .await
}

/// Turns an open task into an alarm. It stays one task, with its time and whoever has it.
pub async fn raise(tx: &mut Tx, _permit: &Permit<act::Tick>, task: TaskId) -> Result<(), StoreError> {
    tx.run_one(
        "update tasks set kind = 'overdue:' || kind
         where id = $1 and done_at is null and kind not like 'overdue:%'",
        vec![task.into()],
    )
    .await
}

/// Closes what announces a clock of the permit's case that no longer runs, or runs to another day.
pub async fn settle_clocks<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "update tasks set done_at = $2
         where case_id = $1 and done_at is null and (kind like 'clock_due:%' or kind like 'clock_soon:%')
             and not exists (
                 select 1 from clocks
                 where clocks.case_id = $1 and clocks.due_at = tasks.due_at
                     and tasks.kind in ('clock_due:' || clocks.kind, 'clock_soon:' || clocks.kind)
             )",
        vec![permit.case()?.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Closes every call about the permit's case: somebody has answered.
pub async fn end_calls<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    case: CaseId,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.run(
        "update tasks set done_at = $2 where case_id = $1 and kind like 'call:%' and done_at is null",
        vec![case.into(), now.into()],
    )
    .await
}
