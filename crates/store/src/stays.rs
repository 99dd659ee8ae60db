//! Stays: sealed to the unit that runs the house. In clear is only the month in which one ended.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::StayId;
use havenward_domain::sealed::Sealed;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// A stay as it is kept.
#[derive(Clone)]
pub struct StayRow {
    /// Its id.
    pub id: StayId,
    /// The stay, under the unit's key.
    pub sealed: Sealed,
    /// Grows by one with each change.
    pub revision: i64,
}

impl FromRow for StayRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { id: row.parsed("id")?, sealed: row.sealed("sealed_stay")?, revision: row.int("revision")? })
    }
}

/// Keeps a stay that begins in the permit's unit.
pub async fn insert(
    tx: &mut Tx,
    permit: &Permit<act::AnswerOffer>,
    id: StayId,
    sealed: &Sealed,
) -> Result<(), StoreError> {
    tx.run(
        "insert into stays (id, unit_id, sealed_stay, revision) values ($1, $2, $3, 0)",
        vec![id.into(), permit.unit()?.into(), sealed.into()],
    )
    .await?;
    Ok(())
}

/// Stays of the permit's unit that had not ended before a month such as `2026-11`.
pub async fn since<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    month: &str,
    limit: i64,
) -> Result<Vec<StayRow>, StoreError> {
    tx.all(
        "select id, sealed_stay, revision
         from stays
         where unit_id = $1 and (until_month is null or until_month >= $2)
         order by id
         limit $3",
        vec![permit.unit()?.into(), month.into(), limit.into()],
    )
    .await
}

/// Stays of the permit's unit that have not ended.
pub async fn open<A: Act>(tx: &mut Tx, permit: &Permit<A>, limit: i64) -> Result<Vec<StayRow>, StoreError> {
    tx.all(
        "select id, sealed_stay, revision
         from stays
         where unit_id = $1 and until_month is null
         order by id
         limit $2",
        vec![permit.unit()?.into(), limit.into()],
    )
    .await
}

/// One stay of the permit's unit.
pub async fn one<A: Act>(tx: &mut Tx, permit: &Permit<A>, id: StayId) -> Result<Option<StayRow>, StoreError> {
    tx.one(
        "select id, sealed_stay, revision from stays where id = $1 and unit_id = $2",
        vec![id.into(), permit.unit()?.into()],
    )
    .await
}

/// Keeps a changed stay; somebody else's change in between is a conflict.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<act::AnswerOffer>,
    row: &StayRow,
    until_month: Option<String>,
) -> Result<(), StoreError> {
    tx.run_one(
        "update stays set sealed_stay = $3, until_month = $4, revision = revision + 1
         where id = $1 and unit_id = $2 and revision = $5",
        vec![
            row.id.into(),
            permit.unit()?.into(),
            (&row.sealed).into(),
            until_month.into(),
            row.revision.into(),
        ],
    )
    .await
}
