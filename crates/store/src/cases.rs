//! Cases: the plain columns that queues and clocks need, and who has access.

use std::collections::BTreeSet;

use havenward_domain::access::{Act, CaseFacts, Grant, Holder, Permit};
use havenward_domain::coded::Coded;
use havenward_domain::compartment::Compartments;
use havenward_domain::contact::Urgency;
use havenward_domain::id::{AgreementId, CaseId, UnitId};
use havenward_domain::profile::ProfileVersion;
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx, Value};

/// The plain columns of a case.
#[derive(Debug, Clone)]
pub struct CaseRow {
    /// The case.
    pub id: CaseId,
    /// The unit that owns it.
    pub owner: UnitId,
    /// Child, or presumed a child.
    pub child: bool,
    /// How fast somebody must act.
    pub urgency: Urgency,
    /// The rules it began under, a crisis overlay with them.
    pub profile: ProfileVersion,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Positions on the tracks.
    pub positions: Positions,
}

/// Positions on the tracks in clear, each with the instant since when it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Positions {
    /// Track A.
    pub recognition: (String, Timestamp),
    /// Track B.
    pub support: (String, Timestamp),
    /// Track C.
    pub whereabouts: (String, Timestamp),
    /// Track E.
    pub age: (String, Timestamp),
}

impl FromRow for CaseRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id")?,
            owner: row.parsed("owner_unit")?,
            child: row.flag("child")?,
            urgency: row.code("urgency", Urgency::from_code)?,
            profile: profile_from(row)?,
            opened_at: row.at("opened_at")?,
            positions: Positions {
                recognition: (row.text("recognition")?, row.at("recognition_at")?),
                support: (row.text("support")?, row.at("support_at")?),
                whereabouts: (row.text("whereabouts")?, row.at("whereabouts_at")?),
                age: (row.text("age")?, row.at("age_at")?),
            },
        })
    }
}

/// A row of access as it is written.
#[derive(Debug, Clone)]
pub struct Access {
    /// Who, which compartments, until when.
    pub grant: Grant,
    /// Why.
    pub purpose: String,
    /// On which legal basis.
    pub basis: String,
    /// Under which agreement of the person, if on one.
    pub agreement: Option<AgreementId>,
}

struct GrantRow(Grant);

impl FromRow for GrantRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(Grant {
            holder: holder_from(&row.text("holder")?)?,
            compartments: Compartments::from_bits(row.int("compartments")?),
            expires_at: row.at("expires_at")?,
        }))
    }
}

/// The text form of a holder, as rows keep it.
pub fn holder_text(holder: Holder) -> String {
    match holder {
        Holder::Unit(unit) => format!("unit:{unit}"),
        Holder::User(user) => format!("user:{user}"),
    }
}

/// Reads the text form of a holder.
pub(crate) fn holder_from(text: &str) -> Result<Holder, StoreError> {
    let corrupt = StoreError::Corrupt("holder");
    match text.split_once(':') {
        Some(("unit", id)) => id.parse().map(Holder::Unit).map_err(|_| corrupt),
        Some(("user", id)) => id.parse().map(Holder::User).map_err(|_| corrupt),
        _ => Err(corrupt),
    }
}

/// The plain facts by which access to a case is decided. Who may send it is the profile's to say, and is
/// left empty here. With [`facts_of_rules`] the one unguarded reading of a case.
pub async fn facts(tx: &mut Tx, case: CaseId) -> Result<Option<CaseFacts>, StoreError> {
    let row: Option<CaseRow> = tx
        .one(
            "select id, owner_unit, child, urgency, profile_id, profile_version, profile_overlay,
                 opened_at, recognition, recognition_at, support, support_at, whereabouts, whereabouts_at, age, age_at
             from cases
             where id = $1",
            vec![case.into()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let grants: Vec<GrantRow> = tx
        .all(
            "select holder, compartments, expires_at
             from access
             where case_id = $1
             order by holder, purpose
             limit 1000",
            vec![case.into()],
        )
        .await?;
    let grants = grants.into_iter().map(|GrantRow(grant)| grant).collect();
    Ok(Some(CaseFacts { case, owner: row.owner, child: row.child, grants, senders: BTreeSet::new() }))
}

/// Reads the plain columns of the permit's case.
pub async fn plain<A: Act>(tx: &mut Tx, permit: &Permit<A>) -> Result<CaseRow, StoreError> {
    tx.one(
        "select id, owner_unit, child, urgency, profile_id, profile_version, profile_overlay,
             opened_at, recognition, recognition_at, support, support_at, whereabouts, whereabouts_at, age, age_at
         from cases
         where id = $1",
        vec![permit.case()?.into()],
    )
    .await?
    .ok_or(StoreError::Corrupt("cases"))
}

struct Rules(ProfileVersion);

impl FromRow for Rules {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(profile_from(row)?))
    }
}

fn profile_from(row: &Row) -> Result<ProfileVersion, StoreError> {
    let version = row.int("profile_version")?;
    Ok(ProfileVersion {
        id: row.text("profile_id")?,
        version: u32::try_from(version).map_err(|_| StoreError::Corrupt("profile_version"))?,
        overlay: row.maybe_text("profile_overlay")?,
    })
}

/// The rules that a case began under: who may send it is theirs to say, and the ticker, which opens no
/// case, goes by them. They are no secret.
pub async fn facts_of_rules(tx: &mut Tx, case: CaseId) -> Result<Option<ProfileVersion>, StoreError> {
    let row: Option<Rules> = tx
        .one(
            "select profile_id, profile_version, profile_overlay from cases where id = $1",
            vec![case.into()],
        )
        .await?;
    Ok(row.map(|Rules(version)| version))
}

/// Proof that this act has opened a case, and in which unit. What is first written into a case takes its
/// id from here, because no permit is about a case that did not exist when it was asked for.
///
/// ```compile_fail,E0451
/// fn forged(case: havenward_domain::id::CaseId, unit: havenward_domain::id::UnitId) {
///     let _ = havenward_store::cases::Opened { case, unit };
/// }
/// ```
#[derive(Debug)]
pub struct Opened {
    case: CaseId,
    unit: UnitId,
}

impl Opened {
    /// The case.
    pub fn case(&self) -> CaseId {
        self.case
    }

    /// The unit that owns it.
    pub fn unit(&self) -> UnitId {
        self.unit
    }
}

/// Something that is about one case: a permit, or the proof that this act has just opened it.
///
/// Functions that serve both take the case's id from here, so that it cannot be another one.
pub trait OnCase: sealed::OnCase {
    /// The case.
    fn case_id(&self) -> Result<CaseId, StoreError>;
}

mod sealed {
    pub trait OnCase: Sync {}
    impl<A: super::Act> OnCase for super::Permit<A> {}
    impl OnCase for super::Opened {}
}

impl<A: Act> OnCase for Permit<A> {
    fn case_id(&self) -> Result<CaseId, StoreError> {
        Ok(self.case()?)
    }
}

impl OnCase for Opened {
    fn case_id(&self) -> Result<CaseId, StoreError> {
        Ok(self.case)
    }
}

/// Opens a case in the permit's unit.
pub async fn insert(tx: &mut Tx, permit: &Permit<impl Act>, case: &CaseRow) -> Result<Opened, StoreError> {
    let unit = permit.unit()?;
    tx.run(
        "insert into cases (id, owner_unit, child, urgency, profile_id, profile_version, profile_overlay,
             opened_at, revision, recognition, recognition_at, support, support_at, whereabouts, whereabouts_at, age, age_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $11, $12, $13, $14, $15, $16)",
        [
            vec![
                case.id.into(),
                unit.into(),
                case.child.into(),
                case.urgency.code().into(),
                case.profile.id.as_str().into(),
                i64::from(case.profile.version).into(),
                case.profile.overlay.clone().into(),
                case.opened_at.into(),
            ],
            position_values(&case.positions),
        ]
        .concat(),
    )
    .await?;
    Ok(Opened { case: case.id, unit })
}

/// Gives the owner its access to a case just opened.
pub async fn insert_owner_access(tx: &mut Tx, opened: &Opened, access: &Access) -> Result<(), StoreError> {
    let values = access_values(opened.case, Holder::Unit(opened.unit), access);
    tx.run(
        "insert into access (case_id, holder, compartments, purpose, basis, agreement_id, expires_at, of_other)
         values ($1, $2, $3, $4, $5, $6, $7, (1 = 0))",
        values,
    )
    .await?;
    Ok(())
}

fn position_values(positions: &Positions) -> Vec<Value> {
    let of = |(code, since): &(String, Timestamp)| [Value::from(code.as_str()), Value::from(*since)];
    [&positions.recognition, &positions.support, &positions.whereabouts, &positions.age]
        .into_iter()
        .flat_map(of)
        .collect()
}

/// Writes the plain columns of the permit's case after an act.
pub async fn save<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    child: bool,
    urgency: Urgency,
    positions: &Positions,
) -> Result<(), StoreError> {
    tx.run_one(
        "update cases
         set child = $2, urgency = $3, recognition = $4, recognition_at = $5, support = $6, support_at = $7,
             whereabouts = $8, whereabouts_at = $9, age = $10, age_at = $11, revision = revision + 1
         where id = $1",
        [vec![permit.case()?.into(), child.into(), urgency.code().into()], position_values(positions)]
            .concat(),
    )
    .await
}

/// Gives access to the permit's case; an earlier access of the same holder for the same purpose is
/// replaced.
pub async fn give_access<A: Act>(tx: &mut Tx, permit: &Permit<A>, access: &Access) -> Result<(), StoreError> {
    tx.run(
        "insert into access (case_id, holder, compartments, purpose, basis, agreement_id, expires_at, of_other)
         values ($1, $2, $3, $4, $5, $6, $7, $2 <> (select 'unit:' || owner_unit from cases where id = $1))
         on conflict (case_id, holder, purpose) do update
         set compartments = $3, basis = $5, agreement_id = $6, expires_at = $7",
        access_values(permit.case()?, access.grant.holder, access),
    )
    .await?;
    Ok(())
}

/// Moves the end of a holder's standing access to the permit's case, which rests on no agreement.
pub async fn renew_access<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    holder: Holder,
    until: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "update access
         set expires_at = $3
         where case_id = $1 and holder = $2 and purpose = 'support' and agreement_id is null",
        vec![permit.case()?.into(), holder_text(holder).into(), until.into()],
    )
    .await?;
    Ok(())
}

/// Ends what a holder may do on the permit's case for one purpose. Returns how many rows ended.
pub async fn end_access<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    holder: Holder,
    purpose: &str,
) -> Result<u64, StoreError> {
    tx.run(
        "delete from access where case_id = $1 and holder = $2 and purpose = $3",
        vec![permit.case()?.into(), holder_text(holder).into(), purpose.into()],
    )
    .await
}

/// Ends every access to the permit's case that rests on an agreement. Returns the holders that lost it.
pub async fn end_access_under<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    agreement: AgreementId,
) -> Result<Vec<Holder>, StoreError> {
    let values = vec![permit.case()?.into(), agreement.into()];
    let rows: Vec<AccessRow> = tx
        .all(
            "select holder, compartments, expires_at, purpose, basis, agreement_id
             from access
             where case_id = $1 and agreement_id = $2
             order by holder, purpose",
            values.clone(),
        )
        .await?;
    tx.run("delete from access where case_id = $1 and agreement_id = $2", values).await?;
    Ok(rows.into_iter().map(|AccessRow(access)| access.grant.holder).collect())
}

struct AccessRow(Access);

impl FromRow for AccessRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let GrantRow(grant) = GrantRow::from_row(row)?;
        Ok(Self(Access {
            grant,
            purpose: row.text("purpose")?,
            basis: row.text("basis")?,
            agreement: row.maybe_parsed("agreement_id")?,
        }))
    }
}

/// Lists who has access to the permit's case, and why.
pub async fn access<A: Act>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Access>, StoreError> {
    let rows: Vec<AccessRow> = tx
        .all(
            "select holder, compartments, expires_at, purpose, basis, agreement_id
             from access
             where case_id = $1
             order by holder, purpose
             limit 1000",
            vec![permit.case()?.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|AccessRow(access)| access).collect())
}

fn access_values(case: CaseId, holder: Holder, access: &Access) -> Vec<Value> {
    vec![
        case.into(),
        holder_text(holder).into(),
        access.grant.compartments.bits().into(),
        access.purpose.as_str().into(),
        access.basis.as_str().into(),
        access.agreement.into(),
        access.grant.expires_at.into(),
    ]
}
