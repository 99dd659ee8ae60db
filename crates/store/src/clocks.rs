//! Clocks of cases: kinds and due instants, plain so that the ticker can watch them.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::{CaseId, UnitId};
use jiff::Timestamp;

use crate::cases::OnCase;
use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// A running clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The case.
    pub case: CaseId,
    /// The profile's code.
    pub kind: String,
    /// When it ends.
    pub due_at: Timestamp,
}

impl FromRow for Clock {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { case: row.parsed("case_id")?, kind: row.text("kind")?, due_at: row.at("due_at")? })
    }
}

/// Replaces the running clocks of a case by these.
pub async fn replace(
    tx: &mut Tx,
    on: &impl OnCase,
    clocks: &[(String, Timestamp)],
) -> Result<(), StoreError> {
    let case = on.case_id()?;
    tx.run("delete from clocks where case_id = $1", vec![case.into()]).await?;
    for (kind, due_at) in clocks {
        tx.run(
            "insert into clocks (case_id, kind, due_at) values ($1, $2, $3)",
            vec![case.into(), kind.as_str().into(), (*due_at).into()],
        )
        .await?;
    }
    Ok(())
}

/// The running clocks of the permit's case.
pub async fn of_case<A: Act>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Clock>, StoreError> {
    tx.all(
        "select case_id, kind, due_at from clocks where case_id = $1 order by due_at, kind limit 200",
        vec![permit.case()?.into()],
    )
    .await
}

/// The running clocks of one case that is listed, for a list that has its permit already.
pub async fn of_listed(
    tx: &mut Tx,
    _permit: &Permit<act::ListCases>,
    case: CaseId,
) -> Result<Vec<Clock>, StoreError> {
    tx.all(
        "select case_id, kind, due_at from clocks where case_id = $1 order by due_at, kind limit 200",
        vec![case.into()],
    )
    .await
}

/// A clock with the unit that owns its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The clock.
    pub clock: Clock,
    /// The owner of the case.
    pub owner: UnitId,
}

impl FromRow for Due {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { clock: Clock::from_row(row)?, owner: row.parsed("owner_unit")? })
    }
}

/// Clocks that end after one instant and not after another, and have no task of this kind for that end yet, for the ticker.
///
/// A clock that is extended has another end, and gets its task anew.
pub async fn without_task(
    tx: &mut Tx,
    _permit: &Permit<act::Tick>,
    kind: &'static str,
    (after, until): (Timestamp, Timestamp),
    limit: i64,
) -> Result<Vec<Due>, StoreError> {
    tx.all(
        "select clocks.case_id, clocks.kind, clocks.due_at, cases.owner_unit
         from clocks
         join cases on cases.id = clocks.case_id
         where clocks.due_at > $4 and clocks.due_at <= $1
             and not exists (
                 select 1 from tasks
                 where tasks.case_id = clocks.case_id and tasks.kind = $2 || clocks.kind
                     and tasks.due_at = clocks.due_at
             )
         order by clocks.due_at, clocks.case_id, clocks.kind
         limit $3",
        vec![until.into(), kind.into(), limit.into(), after.into()],
    )
    .await
}
