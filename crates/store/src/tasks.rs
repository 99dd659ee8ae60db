//! Tasks: what a person does next, in code words. The ticker and every act make them.

mod alarms;
mod appointments;
mod in_hand;

use std::collections::BTreeSet;

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::{CaseId, TaskId, UnitId, UserId};
use jiff::Timestamp;

use crate::known::{known_of, reader};
use crate::row::{FromRow, Row};
use crate::{StoreError, Tx, Value};

pub use alarms::{close, end_calls, is_being_called, overdue, raise, settle_clocks, unanswered_calls};
pub use appointments::{has_appointment, insert_appointment, settle_appointment};
pub use in_hand::{about_in_hand, assign_about, is_open, kind, put_off};

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

/// The tasks that a reader sees: those of her unit that are about no case or about one she may know of, and, where
/// `$8` names a member, of these that member's alone. `$1` to `$8` are [`sight`]'s values.
macro_rules! seen {
    () => {
        concat!(
            "unit_id = $5 and done_at is null and ($8 = '' or assignee = $8)
             and (case_id is null or ",
            known_of!("tasks.case_id"),
            ")"
        )
    };
}
use seen;

/// The values of what is seen: by whom, when, and of which member only.
fn sight<A: Act>(permit: &Permit<A>, now: Timestamp, of: Option<UserId>) -> Result<Vec<Value>, StoreError> {
    let mut values = reader(permit, now)?;
    values.push(of.map_or_else(String::new, |member| member.to_string()).into());
    Ok(values)
}

/// What stands first in a list: somebody is called, and what was due the moment it was asked, such as when a child
/// waits, nobody answered or somebody is in danger. The newest of these comes first, so that what happens tonight is never behind what nobody ticked off; the rest goes by due time.
macro_rules! in_order {
    ($which:literal, $page:literal) => {
        concat!(
            "select id, case_id, unit_id, assignee, kind, made_at, due_at
         from tasks
         where ",
            seen!(),
            $which,
            "
         order by
             case when kind like 'call:%' or due_at <= made_at then -made_at else due_at end, id
         ",
            $page
        )
    };
}

/// Open tasks of the permit's unit that its holder sees, or of one member among them, in order: `limit` of them
/// after `skip`.
pub async fn open(
    tx: &mut Tx,
    permit: &Permit<act::WorkTasks>,
    now: Timestamp,
    of: Option<UserId>,
    (skip, limit): (i64, i64),
) -> Result<Vec<Task>, StoreError> {
    let mut values = sight(permit, now, of)?;
    values.extend([limit.into(), skip.into()]);
    tx.all(in_order!("", "limit $9 offset $10"), values).await
}

/// What the permit's unit has open on one case, if its holder may know of it, in order.
pub async fn about(
    tx: &mut Tx,
    permit: &Permit<act::WorkTasks>,
    now: Timestamp,
    case: CaseId,
    limit: i64,
) -> Result<Vec<Task>, StoreError> {
    let mut values = sight(permit, now, None)?;
    values.extend([limit.into(), case.into()]);
    tx.all(in_order!(" and case_id = $10", "limit $9"), values).await
}

/// How much is open in the permit's unit, and how much of it is past its time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    /// Open tasks.
    pub open: i64,
    /// Those of them past their time.
    pub late: i64,
}

impl FromRow for Load {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { open: row.int("open_tasks")?, late: row.int("late_tasks")? })
    }
}

/// Counts what [`open`] would list on all its pages.
pub async fn load(
    tx: &mut Tx,
    permit: &Permit<act::WorkTasks>,
    now: Timestamp,
    of: Option<UserId>,
) -> Result<Load, StoreError> {
    let counted = tx
        .one(
            concat!(
                "select count(*) as open_tasks, count(case when due_at < $4 then 1 end) as late_tasks
             from tasks
             where ",
                seen!()
            ),
            sight(permit, now, of)?,
        )
        .await?;
    Ok(counted.unwrap_or_default())
}

/// Marks an open task that the permit's holder sees as done, or one among those of one member. Gives back how
/// many were marked: one, or none where nothing of the kind is seen.
pub async fn done(
    tx: &mut Tx,
    permit: &Permit<act::WorkTasks>,
    task: TaskId,
    now: Timestamp,
    of: Option<UserId>,
) -> Result<u64, StoreError> {
    let mut values = sight(permit, now, of)?;
    values.push(task.into());
    tx.run(concat!("update tasks set done_at = $4 where id = $9 and ", seen!()), values).await
}

struct TaskIdRow(TaskId);

impl FromRow for TaskIdRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.parsed("id")?))
    }
}

/// Every open task of the permit's unit that its holder sees. A hand-over names each, so there is no limit a unit
/// reaches.
pub async fn open_ids(
    tx: &mut Tx,
    permit: &Permit<act::HandOverShift>,
    now: Timestamp,
) -> Result<BTreeSet<TaskId>, StoreError> {
    let rows: Vec<TaskIdRow> = tx
        .all(
            concat!("select id from tasks where ", seen!(), " order by id limit 100000"),
            sight(permit, now, None)?,
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

/// Gives every open task of the permit's unit to one member, those about cases that the holder may not know of
/// too: nothing is left behind.
pub async fn assign_all(
    tx: &mut Tx,
    permit: &Permit<act::HandOverShift>,
    member: UserId,
) -> Result<u64, StoreError> {
    tx.run(
        "update tasks set assignee = $2 where unit_id = $1 and done_at is null",
        vec![permit.unit()?.into(), member.into()],
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
             where unit_id = $1 and kind in ($2, 'overdue:' || $2) and due_at = $3 and done_at is null
             order by id
             limit 1
         )",
        vec![unit.into(), kind.into(), due_at.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Closes the open tasks of one kind about a case, because what they ask for is done.
pub async fn settle_about<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    case: CaseId,
    kind: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.run(
        "update tasks set done_at = $3
         where case_id = $1 and kind in ($2, 'overdue:' || $2) and done_at is null",
        vec![case.into(), kind.into(), now.into()],
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
    settle_about(tx, permit, permit.case()?, kind, now).await
}
