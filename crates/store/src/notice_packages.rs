//! Released notices: each sealed to the unit of the authority it is meant for, and to nobody else.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::{CaseId, OffenceId, UnitId};
use havenward_domain::sealed::Sealed;
use jiff::Timestamp;

use crate::known::{known, reader};
use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// A released notice, sealed to the unit that may read it.
#[derive(Debug, Clone)]
pub struct Package {
    /// The record it belongs to, a random id.
    pub offence: OffenceId,
    /// The case.
    pub case: CaseId,
    /// The unit that may read it.
    pub unit: UnitId,
    /// When it was released.
    pub released_at: Timestamp,
    /// The notice.
    pub sealed: Sealed,
}

impl FromRow for Package {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            offence: row.parsed("offence_id")?,
            case: row.parsed("case_id")?,
            unit: row.parsed("unit_id")?,
            released_at: row.at("released_at")?,
            sealed: row.sealed("sealed_notice")?,
        })
    }
}

/// Keeps a notice of the permit's case for a unit; a later one about the same offence replaces it.
pub async fn put<A: Act>(tx: &mut Tx, permit: &Permit<A>, package: &Package) -> Result<(), StoreError> {
    tx.run(
        "insert into notice_packages (offence_id, case_id, unit_id, released_at, sealed_notice)
         values ($1, $2, $3, $4, $5)
         on conflict (offence_id, unit_id) do update set released_at = $4, sealed_notice = $5",
        vec![
            package.offence.into(),
            permit.case()?.into(),
            package.unit.into(),
            package.released_at.into(),
            (&package.sealed).into(),
        ],
    )
    .await?;
    Ok(())
}

/// The notice about one offence of the permit's case, as sealed to a unit.
pub async fn find(
    tx: &mut Tx,
    permit: &Permit<act::ReadNotice>,
    offence: OffenceId,
    unit: UnitId,
) -> Result<Option<Package>, StoreError> {
    tx.one(
        "select offence_id, case_id, unit_id, released_at, sealed_notice
         from notice_packages
         where offence_id = $1 and case_id = $2 and unit_id = $3",
        vec![offence.into(), permit.case()?.into(), unit.into()],
    )
    .await
}

/// Lists the notices that were released to the permit's unit about cases of which its holder may know, the newest
/// first.
pub async fn to_unit(
    tx: &mut Tx,
    permit: &Permit<act::ListNotices>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Package>, StoreError> {
    let mut values = reader(permit, now)?;
    values.push(limit.into());
    tx.all(
        concat!(
            "select offence_id, case_id, unit_id, released_at, sealed_notice
         from notice_packages
         where unit_id = $5 and exists (select 1 from cases where cases.id = notice_packages.case_id and ",
            known!(),
            ")
         order by released_at desc, offence_id
         limit $8"
        ),
        values,
    )
    .await
}
