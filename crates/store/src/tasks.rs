//! Tasks: what a person does next, in code words. The ticker and every act make them.

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

/// Marks the open tasks of one kind about the permit's case as done: what they asked for has happened.
pub async fn done_of_case<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    kind: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "update tasks set done_at = $3 where case_id = $1 and kind = $2 and done_at is null",
        vec![permit.case()?.into(), kind.into(), now.into()],
    )
    .await?;
    Ok(())
}
