//! Cases: the plain columns that queues and clocks need, and who has access.

use havenward_domain::access::{Act, CaseFacts, Grant, Holder, Permit, act};
use havenward_domain::compartment::Compartments;
use havenward_domain::contact::Urgency;
use havenward_domain::id::{AgreementId, CaseId, UnitId};
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
    /// The country profile it began under.
    pub profile: String,
    /// And that profile's version.
    pub profile_version: i64,
    /// When it was opened.
    pub opened_at: Timestamp,
}

impl FromRow for CaseRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id")?,
            owner: row.parsed("owner_unit")?,
            child: row.flag("child")?,
            urgency: row.code("urgency", Urgency::from_code)?,
            profile: row.text("profile_id")?,
            profile_version: row.int("profile_version")?,
            opened_at: row.at("opened_at")?,
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

fn holder_from(text: &str) -> Result<Holder, StoreError> {
    let corrupt = StoreError::Corrupt("holder");
    match text.split_once(':') {
        Some(("unit", id)) => id.parse().map(Holder::Unit).map_err(|_| corrupt),
        Some(("user", id)) => id.parse().map(Holder::User).map_err(|_| corrupt),
        _ => Err(corrupt),
    }
}

/// The plain facts by which access to a case is decided. The one unguarded reading of a case.
pub async fn facts(tx: &mut Tx, case: CaseId) -> Result<Option<CaseFacts>, StoreError> {
    let row: Option<CaseRow> = tx
        .one(
            "select id, owner_unit, child, urgency, profile_id, profile_version, opened_at
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
    Ok(Some(CaseFacts { case, owner: row.owner, child: row.child, grants }))
}

/// Reads the plain columns of the permit's case.
pub async fn plain<A: Act>(tx: &mut Tx, permit: &Permit<A>) -> Result<CaseRow, StoreError> {
    tx.one(
        "select id, owner_unit, child, urgency, profile_id, profile_version, opened_at
         from cases
         where id = $1",
        vec![permit.case()?.into()],
    )
    .await?
    .ok_or(StoreError::Corrupt("cases"))
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

/// Opens a case in the permit's unit.
pub async fn insert(
    tx: &mut Tx,
    permit: &Permit<act::RecordContact>,
    case: &CaseRow,
) -> Result<Opened, StoreError> {
    let unit = permit.unit()?;
    tx.run(
        "insert into cases (id, owner_unit, child, urgency, profile_id, profile_version, opened_at, revision)
         values ($1, $2, $3, $4, $5, $6, $7, 0)",
        vec![
            case.id.into(),
            unit.into(),
            case.child.into(),
            case.urgency.code().into(),
            case.profile.as_str().into(),
            case.profile_version.into(),
            case.opened_at.into(),
        ],
    )
    .await?;
    Ok(Opened { case: case.id, unit })
}

/// Gives the owner its access to a case just opened.
pub async fn insert_owner_access(tx: &mut Tx, opened: &Opened, access: &Access) -> Result<(), StoreError> {
    let values = access_values(opened.case, Holder::Unit(opened.unit), access);
    tx.run(
        "insert into access (case_id, holder, compartments, purpose, basis, agreement_id, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        values,
    )
    .await?;
    Ok(())
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

/// Lists cases of the permit's unit by plain columns, newest first.
pub async fn list(
    tx: &mut Tx,
    permit: &Permit<act::ListCases>,
    limit: i64,
) -> Result<Vec<CaseRow>, StoreError> {
    tx.all(
        "select id, owner_unit, child, urgency, profile_id, profile_version, opened_at
         from cases
         where owner_unit = $1
         order by opened_at desc, id
         limit $2",
        vec![permit.unit()?.into(), limit.into()],
    )
    .await
}
