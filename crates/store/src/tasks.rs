//! Tasks: what a person does next, in code words. The ticker and every act make them.

use std::collections::BTreeSet;

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::{CaseId, TaskId, UnitId, UserId};
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// A task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The task.
    pub id: TaskId,
    /// The case it is about, if about one.
    pub case: Option<CaseId>,
    /// The unit that does it.
    pub unit: UnitId,
    /// The member who does it, once somebody has it.
    pub assignee: Option<UserId>,
    /// What to do, a code.
    pub kind: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// By when.
    pub due_at: Timestamp,
}

impl FromRow for Task {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id")?,
            case: row.maybe_parsed("case_id")?,
            unit: row.parsed("unit_id")?,
            assignee: row.maybe_parsed("assignee")?,
            kind: row.text("kind")?,
            made_at: row.at("made_at")?,
            due_at: row.at("due_at")?,
        })
    }
}

/// Keeps a task. It holds no more than code words and ids, so that the ticker may write it too.
pub async fn insert(tx: &mut Tx, task: &Task) -> Result<(), StoreError> {
    tx.run(
        "insert into tasks (id, case_id, unit_id, assignee, kind, made_at, due_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        vec![
            task.id.into(),
            task.case.into(),
            task.unit.into(),
            task.assignee.into(),
            task.kind.as_str().into(),
            task.made_at.into(),
            task.due_at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Open tasks of the permit's unit by due time.
pub async fn open(tx: &mut Tx, permit: &Permit<act::WorkTasks>, limit: i64) -> Result<Vec<Task>, StoreError> {
    tx.all(
        "select id, case_id, unit_id, assignee, kind, made_at, due_at
         from tasks
         where unit_id = $1 and done_at is null
         order by due_at, id
         limit $2",
        vec![permit.unit()?.into(), limit.into()],
    )
    .await
}

/// Open tasks of the permit's unit that are about no case, by due time.
pub async fn about_no_case(
    tx: &mut Tx,
    permit: &Permit<act::WorkTasks>,
    limit: i64,
) -> Result<Vec<Task>, StoreError> {
    tx.all(
        "select id, case_id, unit_id, assignee, kind, made_at, due_at
         from tasks
         where unit_id = $1 and case_id is null and done_at is null
         order by due_at, id
         limit $2",
        vec![permit.unit()?.into(), limit.into()],
    )
    .await
}

/// Marks an open task of the permit's unit that is about no case as done.
pub async fn done_about_no_case(
    tx: &mut Tx,
    permit: &Permit<act::WorkTasks>,
    task: TaskId,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.run(
        "update tasks set done_at = $3
         where id = $1 and unit_id = $2 and case_id is null and done_at is null",
        vec![task.into(), permit.unit()?.into(), now.into()],
    )
    .await
}

/// Marks an open task of the permit's unit as done.
pub async fn done(
    tx: &mut Tx,
    permit: &Permit<act::WorkTasks>,
    task: TaskId,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run_one(
        "update tasks set done_at = $3 where id = $1 and unit_id = $2 and done_at is null",
        vec![task.into(), permit.unit()?.into(), now.into()],
    )
    .await
}

/// The tasks of one member that are open, by due time.
pub async fn of_member(
    tx: &mut Tx,
    permit: &Permit<act::WorkTasks>,
    member: UserId,
    limit: i64,
) -> Result<Vec<Task>, StoreError> {
    tx.all(
        "select id, case_id, unit_id, assignee, kind, made_at, due_at
         from tasks
         where unit_id = $1 and assignee = $2 and done_at is null
         order by due_at, id
         limit $3",
        vec![permit.unit()?.into(), member.into(), limit.into()],
    )
    .await
}

/// Marks an open task of one member of the permit's unit as done.
pub async fn done_by(
    tx: &mut Tx,
    permit: &Permit<act::WorkTasks>,
    task: TaskId,
    member: UserId,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.run(
        "update tasks set done_at = $4
         where id = $1 and unit_id = $2 and assignee = $3 and done_at is null",
        vec![task.into(), permit.unit()?.into(), member.into(), now.into()],
    )
    .await
}

struct TaskIdRow(TaskId);

impl FromRow for TaskIdRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.parsed("id")?))
    }
}

/// Every open task of the permit's unit. A hand-over names each, so there is no limit a unit reaches.
pub async fn open_ids(
    tx: &mut Tx,
    permit: &Permit<act::HandOverShift>,
) -> Result<BTreeSet<TaskId>, StoreError> {
    let rows: Vec<TaskIdRow> = tx
        .all(
            "select id from tasks where unit_id = $1 and done_at is null order by id limit 100000",
            vec![permit.unit()?.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|TaskIdRow(id)| id).collect())
}

/// Gives an open task of the permit's unit to a member.
pub async fn assign(
    tx: &mut Tx,
    permit: &Permit<act::HandOverShift>,
    task: TaskId,
    member: UserId,
) -> Result<(), StoreError> {
    tx.run_one(
        "update tasks set assignee = $3 where id = $1 and unit_id = $2 and done_at is null",
        vec![task.into(), permit.unit()?.into(), member.into()],
    )
    .await
}

/// Marks an open task as done whose reason has gone: what was asked for by then is answered.
pub async fn settle<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    unit: UnitId,
    kind: &str,
    due_at: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "update tasks set done_at = $4
         where id = (
             select id from tasks
             where unit_id = $1 and kind = $2 and due_at = $3 and done_at is null
             order by id
             limit 1
         )",
        vec![unit.into(), kind.into(), due_at.into(), now.into()],
    )
    .await?;
    Ok(())
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
         where assignee = $1 and due_at = $2 and kind in ('interpret_remote', 'interpret_on_site')
             and done_at is null",
        vec![member.into(), at.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Whether a member has an appointment between two instants.
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
             where assignee = $1 and kind in ('interpret_remote', 'interpret_on_site') and done_at is null
                 and due_at > $2 and due_at < $3
             order by id
             limit 1",
            vec![member.into(), from.into(), until.into()],
        )
        .await?;
    Ok(found.is_some())
}

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

/// Tasks that nobody has done long after their time and that raised no alarm yet, for the ticker.
pub async fn overdue(
    tx: &mut Tx,
    _permit: &Permit<act::Tick>,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<Task>, StoreError> {
    tx.all(
        "select id, case_id, unit_id, assignee, kind, made_at, due_at
         from tasks
         where done_at is null and due_at <= $1 and kind not like 'overdue:%'
             and kind not like 'call:%' and kind not like 'clock_soon:%'
             and not exists (
                 select 1 from tasks alarm
                 where alarm.unit_id = tasks.unit_id and alarm.kind = 'overdue:' || tasks.kind
                     and alarm.due_at = tasks.due_at
                     and coalesce(alarm.case_id, '') = coalesce(tasks.case_id, '')
             )
         order by due_at, id
         limit $2",
        vec![since.into(), limit.into()],
    )
    .await
}

/// Closes the open tasks of one kind about the permit's case, because an act has overtaken them.
pub async fn overtake<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    kind: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.run(
        "update tasks set done_at = $3 where case_id = $1 and kind = $2 and done_at is null",
        vec![permit.case()?.into(), kind.into(), now.into()],
    )
    .await
}
