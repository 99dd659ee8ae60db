//! Referrals: where each stands in clear, what it tells sealed to the receiving unit.
//!
//! The sender reaches them through a permit on the case, the receiver through one for its unit.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::agreement::{Basis, Grounds};
use havenward_domain::coded::Coded;
use havenward_domain::id::{CaseId, ReferralId, UnitId};
use havenward_domain::referral::{Referral, State};
use havenward_domain::sealed::Sealed;
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx, Value};

/// A referral between two units.
#[derive(Clone)]
pub struct ReferralRow {
    /// The sending unit.
    pub from: UnitId,
    /// The referral.
    pub referral: Referral,
    /// On what the sharing rests, and until when: all that the receiver knows of the agreement.
    pub grounds: Grounds,
    /// The minimum dataset; gone as soon as the receiver loses sight.
    pub minimum: Option<Sealed>,
    /// The agreed hand-over; gone likewise.
    pub hand_over: Option<Sealed>,
    /// Grows by one with each change.
    pub revision: i64,
}

impl ReferralRow {
    /// Reads where it stands, without the packages.
    fn plain(row: &Row) -> Result<Self, StoreError> {
        let referral = serde_json::from_str(&row.text("body")?).map_err(|_| StoreError::Corrupt("body"))?;
        let basis = serde_json::from_str(&row.text("basis")?).map_err(|_| StoreError::Corrupt("basis"))?;
        Ok(Self {
            from: row.parsed("from_unit")?,
            referral,
            grounds: Grounds { basis, until: row.at("granted_until")? },
            minimum: None,
            hand_over: None,
            revision: row.int("revision")?,
        })
    }
}

impl FromRow for ReferralRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let (minimum, hand_over) =
            (row.maybe_sealed("sealed_minimum")?, row.maybe_sealed("sealed_hand_over")?);
        Ok(Self { minimum, hand_over, ..Self::plain(row)? })
    }
}

fn reply_by(referral: &Referral) -> Option<Timestamp> {
    match referral.state() {
        State::Sent { reply_by, .. } | State::Received { reply_by, .. } => Some(*reply_by),
        _ => None,
    }
}

fn changing(row: &ReferralRow) -> Result<Vec<Value>, StoreError> {
    let agreement = match row.grounds.basis {
        Basis::Agreement(id) => Some(id),
        Basis::Law(_) => None,
    };
    let basis = serde_json::to_string(&row.grounds.basis).map_err(|_| StoreError::Corrupt("basis"))?;
    let body = serde_json::to_string(&row.referral).map_err(|_| StoreError::Corrupt("body"))?;
    let packages = i64::from(row.minimum.is_some()) + i64::from(row.hand_over.is_some());
    Ok(vec![
        row.referral.id().into(),
        row.referral.state().status().code().into(),
        reply_by(&row.referral).into(),
        agreement.into(),
        basis.into(),
        row.grounds.until.into(),
        body.into(),
        row.minimum.as_ref().into(),
        row.hand_over.as_ref().into(),
        packages.into(),
    ])
}

/// Sends a referral of the permit's case.
pub async fn insert(tx: &mut Tx, permit: &Permit<act::Refer>, row: &ReferralRow) -> Result<(), StoreError> {
    let referral = &row.referral;
    let more = vec![
        permit.case()?.into(),
        referral.enquiry().into(),
        referral.service().into(),
        row.from.into(),
        referral.unit().into(),
    ];
    tx.run(
        "insert into referrals (id, status, reply_by, agreement_id, basis, granted_until, body,
             sealed_minimum, sealed_hand_over, packages, case_id, enquiry_id, service_id, from_unit, to_unit,
             revision)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0)",
        [changing(row)?, more].concat(),
    )
    .await?;
    Ok(())
}

/// The referrals of the permit's case in a stable order.
pub async fn of_case<A: Act>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<ReferralRow>, StoreError> {
    tx.all(
        "select from_unit, body, basis, granted_until, sealed_minimum, sealed_hand_over, revision
         from referrals
         where case_id = $1
         order by id
         limit 200",
        vec![permit.case()?.into()],
    )
    .await
}

/// One referral of the permit's case.
pub async fn one_of_case<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    referral: ReferralId,
) -> Result<Option<ReferralRow>, StoreError> {
    tx.one(
        "select from_unit, body, basis, granted_until, sealed_minimum, sealed_hand_over, revision
         from referrals
         where id = $1 and case_id = $2",
        vec![referral.into(), permit.case()?.into()],
    )
    .await
}

/// Open referrals to the permit's unit, those that wait for an answer first.
pub async fn to_unit<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<ReferralRow>, StoreError> {
    tx.all(
        "select from_unit, body, basis, granted_until, sealed_minimum, sealed_hand_over, revision
         from referrals
         where to_unit = $1 and granted_until > $2
             and status in ('sent', 'received', 'waitlisted', 'accepted', 'in_service', 'did_not_arrive')
         order by coalesce(reply_by, granted_until), id
         limit $3",
        vec![permit.unit()?.into(), now.into(), limit.into()],
    )
    .await
}

/// One referral to the permit's unit.
pub async fn one_to_unit<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    referral: ReferralId,
) -> Result<Option<ReferralRow>, StoreError> {
    tx.one(
        "select from_unit, body, basis, granted_until, sealed_minimum, sealed_hand_over, revision
         from referrals
         where id = $1 and to_unit = $2",
        vec![referral.into(), permit.unit()?.into()],
    )
    .await
}

struct CaseOf(CaseId, ReferralRow);

impl FromRow for CaseOf {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.parsed("case_id")?, ReferralRow::plain(row)?))
    }
}

/// Offers that nobody answered in time, with their cases, for the ticker, which reads no package.
pub async fn overdue(
    tx: &mut Tx,
    _permit: &Permit<act::Tick>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<(CaseId, ReferralRow)>, StoreError> {
    let rows: Vec<CaseOf> = tx
        .all(
            "select case_id, from_unit, body, basis, granted_until, revision
             from referrals
             where status in ('sent', 'received') and reply_by <= $1
             order by reply_by, id
             limit $2",
            vec![now.into(), limit.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|CaseOf(case, row)| (case, row)).collect())
}

/// Referrals that still carry packages though what they rested on has run out, for the ticker.
pub async fn run_out(
    tx: &mut Tx,
    _permit: &Permit<act::Tick>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<(CaseId, ReferralRow)>, StoreError> {
    let rows: Vec<CaseOf> = tx
        .all(
            "select case_id, from_unit, body, basis, granted_until, revision
             from referrals
             where granted_until <= $1 and packages > 0
             order by granted_until, id
             limit $2",
            vec![now.into(), limit.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|CaseOf(case, row)| (case, row)).collect())
}

/// Keeps what became of a referral that the permit could read; somebody else's change is a conflict.
pub async fn save<A: Act>(tx: &mut Tx, _permit: &Permit<A>, row: &ReferralRow) -> Result<(), StoreError> {
    tx.run_one(
        "update referrals
         set status = $2, reply_by = $3, agreement_id = $4, basis = $5, granted_until = $6, body = $7,
             sealed_minimum = $8, sealed_hand_over = $9, packages = $10, revision = revision + 1
         where id = $1 and revision = $11",
        [changing(row)?, vec![row.revision.into()]].concat(),
    )
    .await
}
