//! Cases that have been at rest for long, as data protection looks for them: plain columns only.

use havenward_domain::access::{Permit, act};
use havenward_domain::id::{CaseId, UnitId};
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// A case at rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtRest {
    /// The case, a random id.
    pub case: CaseId,
    /// The unit that owns it.
    pub owner: UnitId,
    /// Whether it never came further than the first contact.
    pub contact_only: bool,
    /// Since when no track has moved.
    pub since: Timestamp,
}

impl FromRow for AtRest {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            case: row.parsed("id")?,
            owner: row.parsed("owner_unit")?,
            contact_only: row.int("contact_only")? == 1,
            since: row.at("since")?,
        })
    }
}

/// Cases at rest, the oldest first: contacts of which no case came and that have not moved since `contact`,
/// and cases whose support has ended and that have not moved since `case`.
pub async fn at_rest(
    tx: &mut Tx,
    _permit: &Permit<act::ReadOversight>,
    (contact, case): (Timestamp, Timestamp),
    limit: i64,
) -> Result<Vec<AtRest>, StoreError> {
    tx.all(
        "select id, owner_unit, contact_only, since
         from (
             select id, owner_unit,
                 cast(case when recognition = 'none' and support in ('none', 'emergency') then 1 else 0 end as bigint)
                     as contact_only,
                 case when recognition_at >= support_at and recognition_at >= whereabouts_at
                         and recognition_at >= age_at then recognition_at
                     when support_at >= whereabouts_at and support_at >= age_at then support_at
                     when whereabouts_at >= age_at then whereabouts_at
                     else age_at end as since
             from cases
             where (recognition = 'none' and support in ('none', 'emergency')) or support = 'ended'
         ) resting
         where (contact_only = 1 and since <= $1) or (contact_only = 0 and since <= $2)
         order by since, id
         limit $3",
        vec![contact.into(), case.into(), limit.into()],
    )
    .await
}
