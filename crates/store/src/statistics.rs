//! Coarse records on their way out of cases. No row here tells of which case it is, or when it came.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::StatisticId;
use havenward_domain::need::UnmetNeed;
use havenward_domain::statistic::Coarse;

use crate::cases::OnCase;
use crate::row::{FromRow, Row};
use crate::{StoreError, Tx, Value};

fn body(coarse: &Coarse) -> Result<Value, StoreError> {
    serde_json::to_string(coarse).map(Value::from).map_err(|_| StoreError::Corrupt("body"))
}

/// Lets a record wait for the next batch. The case stays where it is: only the proof of it is asked for.
pub async fn add(tx: &mut Tx, _on: &impl OnCase, id: StatisticId, coarse: &Coarse) -> Result<(), StoreError> {
    tx.run(
        "insert into statistics_pending (record, change, body) values ($1, 'add', $2)",
        vec![id.into(), body(coarse)?],
    )
    .await?;
    Ok(())
}

/// Corrects a record that still waits. Says whether it did.
pub async fn correct_waiting<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    id: StatisticId,
    coarse: &Coarse,
) -> Result<bool, StoreError> {
    let corrected = tx
        .run(
            "update statistics_pending set body = $2 where record = $1 and change = 'add'",
            vec![id.into(), body(coarse)?],
        )
        .await?;
    Ok(corrected == 1)
}

/// Asks that a record which was put away be taken out with the next batch.
pub async fn remove_later<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    id: StatisticId,
) -> Result<(), StoreError> {
    tx.run(
        "insert into statistics_pending (record, change, body) values ($1, 'remove', '')",
        vec![id.into()],
    )
    .await?;
    Ok(())
}

/// Takes a record out at once, wherever it is.
pub async fn remove_now(
    tx: &mut Tx,
    _permit: &Permit<act::ObjectToStatistics>,
    id: StatisticId,
) -> Result<(), StoreError> {
    tx.run("delete from statistics_pending where record = $1", vec![id.into()]).await?;
    tx.run("delete from statistics where id = $1", vec![id.into()]).await?;
    Ok(())
}

/// What waits for a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Records to be added.
    pub added: i64,
    /// Changes of any kind.
    pub all: i64,
    /// The month of the newest batch, as `2026-11`, or that in which the installation began.
    pub month: Option<String>,
}

impl FromRow for Waiting {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { added: row.int("added")?, all: row.int("changes")?, month: row.maybe_text("month")? })
    }
}

/// Counts what waits.
pub async fn waiting(tx: &mut Tx, _permit: &Permit<act::Tick>) -> Result<Waiting, StoreError> {
    tx.one(
        "select (select count(*) from statistics_pending where change = 'add') as added,
             (select count(*) from statistics_pending) as changes,
             (select value from installation where name = 'statistics_month') as month",
        vec![],
    )
    .await?
    .ok_or(StoreError::Corrupt("statistics_pending"))
}

/// Writes down the month from which the first batch is counted, unless one is written.
pub async fn begin_month(tx: &mut Tx, month: &str) -> Result<(), StoreError> {
    tx.run(
        "insert into installation (name, value) values ('statistics_month', $1) on conflict do nothing",
        vec![month.into()],
    )
    .await?;
    Ok(())
}

/// Puts away everything that waits, in the order of random ids: what comes out of one batch is in no order
/// of time.
pub async fn put_away(tx: &mut Tx, _permit: &Permit<act::Tick>, month: &str) -> Result<(), StoreError> {
    tx.run(
        "delete from statistics where id in (select record from statistics_pending where change = 'remove')",
        vec![],
    )
    .await?;
    tx.run(
        "insert into statistics (id, body)
         select record, body
         from statistics_pending
         where change = 'add'
             and record not in (select record from statistics_pending where change = 'remove')
         order by record",
        vec![],
    )
    .await?;
    tx.run("delete from statistics_pending", vec![]).await?;
    tx.run("update installation set value = $1 where name = 'statistics_month'", vec![month.into()]).await?;
    Ok(())
}

struct BodyRow(String);

impl FromRow for BodyRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.text("body")?))
    }
}

/// Unmet needs that were put away, in the order of their random ids.
pub async fn unmet_needs(
    tx: &mut Tx,
    _permit: &Permit<act::ReadQueues>,
    limit: i64,
) -> Result<Vec<UnmetNeed>, StoreError> {
    let rows: Vec<BodyRow> = tx
        .all(
            r#"select body from statistics where body like '{"kind":"unmet_need"%' order by id limit $1"#,
            vec![limit.into()],
        )
        .await?;
    let read = |BodyRow(body): BodyRow| match serde_json::from_str(&body) {
        Ok(Coarse::UnmetNeed(need)) => Ok(need),
        _ => Err(StoreError::Corrupt("body")),
    };
    rows.into_iter().map(read).collect()
}
