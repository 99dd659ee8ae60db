//! Waiting as the plain tasks tell it: which cases wait, since when, and whom to tell of a place.
//!
//! For what a case waits is sealed; a task says no more than that it does. The index `tasks_that_wait` holds
//! these tasks alone; a query finds it by repeating its two conditions word for word.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::UnitId;
use jiff::Timestamp;

use crate::known::{known, reader};
use crate::row::{FromRow, Row};
use crate::tasks::Task;
use crate::{StoreError, Tx};

/// Cases that wait, as the permit's unit knows, and of which its holder may know; the longest first.
pub async fn of_unit(
    tx: &mut Tx,
    permit: &Permit<act::ListServices>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Task>, StoreError> {
    let mut values = reader(permit, now)?;
    values.push(limit.into());
    tx.all(
        concat!(
            "select id, case_id, unit_id, assignee, kind, made_at, due_at
         from tasks
         where kind in ('look_for_service', 'overdue:look_for_service') and done_at is null
             and unit_id = $5
             and exists (select 1 from cases where cases.id = tasks.case_id and ",
            known!(),
            ")
         order by made_at, id
         limit $8"
        ),
        values,
    )
    .await
}

struct Found;

impl FromRow for Found {
    fn from_row(_: &Row) -> Result<Self, StoreError> {
        Ok(Self)
    }
}

/// Whether the permit's case waits, as this unit knows.
pub async fn is_waiting<A: Act>(tx: &mut Tx, permit: &Permit<A>, unit: UnitId) -> Result<bool, StoreError> {
    let found: Option<Found> = tx
        .one(
            "select id from tasks
             where kind in ('look_for_service', 'overdue:look_for_service') and done_at is null
                 and unit_id = $2 and case_id = $1
             order by id
             limit 1",
            vec![permit.case()?.into(), unit.into()],
        )
        .await?;
    Ok(found.is_some())
}

struct UnitRow(UnitId);

impl FromRow for UnitRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.parsed("unit_id")?))
    }
}

/// Units with a case that waits which were not told yet by an open task of this kind.
pub async fn units_to_tell<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    told: &str,
) -> Result<Vec<UnitId>, StoreError> {
    let rows: Vec<UnitRow> = tx
        .all(
            "select unit_id from units_that_wait
             where not exists (
                     select 1 from tasks told
                     where told.unit_id = units_that_wait.unit_id and told.kind in ($1, 'overdue:' || $1)
                         and told.done_at is null
                 )
             order by unit_id
             limit 1000",
            vec![told.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|UnitRow(unit)| unit).collect())
}

/// Closes what the permit's unit was told by tasks of this kind: it has looked.
pub async fn settle_in_unit(
    tx: &mut Tx,
    permit: &Permit<act::ListServices>,
    kind: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.run(
        "update tasks set done_at = $3
         where unit_id = $1 and kind in ($2, 'overdue:' || $2) and done_at is null",
        vec![permit.unit()?.into(), kind.into(), now.into()],
    )
    .await
}

struct Counted(i64, i64);

impl FromRow for Counted {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.int("band")?, row.int("n")?))
    }
}

/// Counts the cases of the country that wait, by how long: band and count. The instants part the bands, the
/// latest first.
pub async fn by_age(
    tx: &mut Tx,
    _permit: &Permit<act::ReadQueues>,
    since: [Timestamp; 3],
) -> Result<Vec<(i64, i64)>, StoreError> {
    let rows: Vec<Counted> = tx
        .all(
            "select band, count(*) as n
             from (
                 select cast(case when made_at > $1 then 0 when made_at > $2 then 1
                         when made_at > $3 then 2 else 3 end as bigint) as band
                 from (
                     select min(made_at) as made_at
                     from tasks
                     where kind in ('look_for_service', 'overdue:look_for_service') and done_at is null
                         and case_id is not null
                     group by case_id
                 ) cases_that_wait
             ) waiting
             group by band
             order by band",
            since.into_iter().map(Into::into).collect(),
        )
        .await?;
    Ok(rows.into_iter().map(|Counted(band, count)| (band, count)).collect())
}
