//! Tasks that change hands with their case, and those that come again.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::{TaskId, UnitId, UserId};
use jiff::Timestamp;

use super::{Task, seen, sight};
use crate::known::known_of;
use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// What a unit has open on the permit's case, by due time.
pub async fn about_in_hand(
    tx: &mut Tx,
    permit: &Permit<act::HandOverCase>,
    unit: UnitId,
) -> Result<Vec<Task>, StoreError> {
    tx.all(
        "select id, case_id, unit_id, assignee, kind, made_at, due_at
         from tasks
         where case_id = $1 and unit_id = $2 and done_at is null
         order by due_at, id
         limit 200",
        vec![permit.case()?.into(), unit.into()],
    )
    .await
}

/// Gives all that a unit has open on the permit's case to one member of it.
pub async fn assign_about(
    tx: &mut Tx,
    permit: &Permit<act::HandOverCase>,
    unit: UnitId,
    member: UserId,
) -> Result<u64, StoreError> {
    tx.run(
        "update tasks set assignee = $3 where case_id = $1 and unit_id = $2 and done_at is null",
        vec![permit.case()?.into(), unit.into(), member.into()],
    )
    .await
}

/// Whether a task of this kind is open about the permit's case, an alarm included.
pub async fn is_open<A: Act>(tx: &mut Tx, permit: &Permit<A>, kind: &str) -> Result<bool, StoreError> {
    let found: Option<KindRow> = tx
        .one(
            "select kind from tasks
             where case_id = $1 and kind in ($2, 'overdue:' || $2) and done_at is null
             order by id
             limit 1",
            vec![permit.case()?.into(), kind.into()],
        )
        .await?;
    Ok(found.is_some())
}

struct KindRow(String);

impl FromRow for KindRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.text("kind")?))
    }
}

/// What an open task asks for that the permit's holder sees.
pub async fn kind(
    tx: &mut Tx,
    permit: &Permit<act::WorkTasks>,
    task: TaskId,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let mut values = sight(permit, now, None)?;
    values.push(task.into());
    let found: Option<KindRow> =
        tx.one(concat!("select kind from tasks where id = $9 and ", seen!()), values).await?;
    Ok(found.map(|KindRow(kind)| kind))
}

/// Puts an open task of the permit's unit off: it asks for the same again at a later time, and is no alarm.
pub async fn put_off(
    tx: &mut Tx,
    permit: &Permit<act::WorkTasks>,
    task: TaskId,
    kind: &str,
    due_at: Timestamp,
) -> Result<(), StoreError> {
    tx.run_one(
        "update tasks set kind = $3, due_at = $4 where id = $1 and unit_id = $2 and done_at is null",
        vec![task.into(), permit.unit()?.into(), kind.into(), due_at.into()],
    )
    .await
}
