//! What was shared with whom and on what it rests, as data protection reads it: plain columns, no case opened.

use havenward_domain::access::{Holder, Permit, act};
use havenward_domain::agreement::Basis;
use havenward_domain::compartment::Compartments;
use havenward_domain::id::{CaseId, UnitId};
use havenward_domain::referral::Referral;
use jiff::Timestamp;

use crate::cases::holder_from;
use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// A referral that another unit could read.
#[derive(Clone)]
pub struct Referred {
    /// The case, a random id.
    pub case: CaseId,
    /// The sending unit.
    pub from: UnitId,
    /// The referral.
    pub referral: Referral,
    /// On what it rests.
    pub basis: Basis,
    /// Until when it may be read.
    pub until: Timestamp,
    /// Whether a package is still there to be read.
    pub is_there: bool,
}

impl FromRow for Referred {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let referral = serde_json::from_str(&row.text("body")?).map_err(|_| StoreError::Corrupt("body"))?;
        let basis = serde_json::from_str(&row.text("basis")?).map_err(|_| StoreError::Corrupt("basis"))?;
        Ok(Self {
            case: row.parsed("case_id")?,
            from: row.parsed("from_unit")?,
            referral,
            basis,
            until: row.at("granted_until")?,
            is_there: row.int("packages")? > 0,
        })
    }
}

/// Referrals of every case, those that end last first.
pub async fn referred(
    tx: &mut Tx,
    _permit: &Permit<act::ReadOversight>,
    limit: i64,
) -> Result<Vec<Referred>, StoreError> {
    tx.all(
        "select case_id, from_unit, body, basis, granted_until, packages
         from referrals
         where status <> 'draft'
         order by granted_until desc, id
         limit $1",
        vec![limit.into()],
    )
    .await
}

/// An access that another than the owner holds.
#[derive(Debug, Clone)]
pub struct Held {
    /// The case, a random id.
    pub case: CaseId,
    /// The unit that owns the case.
    pub owner: UnitId,
    /// Who holds it.
    pub holder: Holder,
    /// What it opens.
    pub compartments: Compartments,
    /// Why, a code.
    pub purpose: String,
    /// On which legal basis, a code.
    pub basis: String,
    /// Until when.
    pub until: Timestamp,
}

impl FromRow for Held {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            case: row.parsed("case_id")?,
            owner: row.parsed("owner_unit")?,
            holder: holder_from(&row.text("holder")?)?,
            compartments: Compartments::from_bits(row.int("compartments")?),
            purpose: row.text("purpose")?,
            basis: row.text("basis")?,
            until: row.at("expires_at")?,
        })
    }
}

/// Accesses of others than the owners, those that end last first.
pub async fn held(
    tx: &mut Tx,
    _permit: &Permit<act::ReadOversight>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Held>, StoreError> {
    tx.all(
        "select case_id, owner_unit, holder, compartments, purpose, basis, expires_at
         from access
         join cases on cases.id = access.case_id
         where of_other and expires_at > $1
         order by expires_at desc, case_id, holder, purpose
         limit $2",
        vec![now.into(), limit.into()],
    )
    .await
}
