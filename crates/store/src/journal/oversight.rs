//! What the journal keeps for data protection: details of listed kinds, sealed to the officers' units.

use havenward_domain::access::{Action, Permit, act};
use havenward_domain::id::{CaseId, EntryId, UnitId};
use havenward_domain::journal::Entry;
use havenward_domain::sealed::Sealed;

use super::readings::{entries, entry_of};
use crate::row::{FromRow, Row};
use crate::units::Unit;
use crate::{StoreError, Tx};

/// The details of an entry as they are sealed to one unit.
#[derive(Debug, Clone)]
pub struct Overview {
    /// A key of this entry alone, wrapped to the unit.
    pub wrap: Sealed,
    /// Salt and details under that key and the case's shred key.
    pub details: Sealed,
}

/// An entry with its details for the unit that reads.
#[derive(Debug, Clone)]
pub struct Overseen {
    /// The entry.
    pub entry: Entry,
    /// Its details.
    pub overview: Overview,
}

impl FromRow for Overseen {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let (entry, _) = entry_of(row)?;
        let overview = Overview { wrap: row.sealed("sealed_wrap")?, details: row.sealed("sealed_copy")? };
        Ok(Self { entry, overview })
    }
}

/// The units whose key only data-protection officers hold.
///
/// A unit in which somebody else holds the key as well is none: what is sealed to it could be opened by them.
pub async fn of_officers(tx: &mut Tx) -> Result<Vec<Unit>, StoreError> {
    tx.all(
        "select id, name, body, public_key, key_version, renewal_due_at
         from units
         where public_key is not null
             and id in (select memberships.unit_id
                 from memberships
                 join unit_wraps on unit_wraps.unit_id = memberships.unit_id
                     and unit_wraps.user_id = memberships.user_id
                 group by memberships.unit_id
                 having min(memberships.role) = 'dpo' and max(memberships.role) = 'dpo')
         order by id
         limit 8",
        vec![],
    )
    .await
}

/// Keeps the details of an entry about a case for a unit of officers, in the act's own transaction.
pub async fn keep_for_oversight(
    tx: &mut Tx,
    (entry, case): (EntryId, CaseId),
    unit: UnitId,
    overview: &Overview,
) -> Result<(), StoreError> {
    tx.run(
        "insert into oversight_details (entry_id, of_case, of_unit, sealed_wrap, sealed_copy)
         values ($1, $2, $3, $4, $5)",
        vec![entry.into(), case.into(), unit.into(), (&overview.wrap).into(), (&overview.details).into()],
    )
    .await?;
    Ok(())
}

/// Reads at most `limit` entries kept for the permit's unit after the entry `after`, oldest first, of some
/// kinds only; of none means of all.
pub async fn overseen(
    tx: &mut Tx,
    permit: &Permit<act::ReadOversight>,
    (after, only): (Option<EntryId>, &[Action]),
    limit: i64,
) -> Result<Vec<Overseen>, StoreError> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    let only: String = only.iter().map(|action| format!(" {} ", action.code())).collect();
    tx.all(
        entries!(
            ", sealed_wrap, sealed_copy",
            "join oversight_details on entry_id = id
         where of_unit = $1 and ($4 = '' or $4 like '% ' || action || ' %') and ($2 = '' or (at, ordinal, id) > (
             select seen.at, seen.ordinal, seen.id
             from journal_entries seen
             where seen.id = $2
         ))
         order by at, ordinal, id
         limit $3"
        ),
        vec![permit.unit()?.into(), after.into(), limit.into(), only.into()],
    )
    .await
}
