//! Enquiries: whether there is room, without personal data. The asked unit never learns the case.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::enquiry::{Answer, Enquiry};
use havenward_domain::id::{CaseId, EnquiryId, UnitId};
use havenward_domain::sealed::Sealed;
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx, Value};

/// An enquiry between two units.
#[derive(Debug, Clone)]
pub struct EnquiryRow {
    /// The case of the unit that asks.
    pub case: CaseId,
    /// The unit that asks.
    pub from: UnitId,
    /// The unit that is asked.
    pub to: UnitId,
    /// Where it stands.
    pub enquiry: Enquiry,
    /// What is asked, sealed to the asked unit; gone once there is an answer.
    pub question: Option<Sealed>,
    /// Grows by one with each change.
    pub revision: i64,
}

impl FromRow for EnquiryRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { question: row.maybe_sealed("sealed_question")?, ..Self::plain(row)? })
    }
}

impl EnquiryRow {
    /// Reads where it stands, without the question.
    fn plain(row: &Row) -> Result<Self, StoreError> {
        let enquiry = serde_json::from_str(&row.text("body")?).map_err(|_| StoreError::Corrupt("body"))?;
        Ok(Self {
            case: row.parsed("case_id")?,
            from: row.parsed("from_unit")?,
            to: row.parsed("to_unit")?,
            enquiry,
            question: None,
            revision: row.int("revision")?,
        })
    }
}

fn body(enquiry: &Enquiry) -> Result<Value, StoreError> {
    serde_json::to_string(enquiry).map(Value::from).map_err(|_| StoreError::Corrupt("body"))
}

fn answered(enquiry: &Enquiry) -> Value {
    (*enquiry.answer() != Answer::Awaited).into()
}

/// Asks about the permit's case.
pub async fn insert(
    tx: &mut Tx,
    permit: &Permit<act::Enquire>,
    from: UnitId,
    to: UnitId,
    enquiry: &Enquiry,
    question: &Sealed,
) -> Result<(), StoreError> {
    tx.run(
        "insert into enquiries (id, case_id, from_unit, to_unit, service_id, answer_by, answered, body,
             sealed_question, revision)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
        vec![
            enquiry.id().into(),
            permit.case()?.into(),
            from.into(),
            to.into(),
            enquiry.service().into(),
            enquiry.answer_by().into(),
            answered(enquiry),
            body(enquiry)?,
            question.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The enquiries of the permit's case, newest answer time first.
pub async fn of_case<A: Act>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<EnquiryRow>, StoreError> {
    tx.all(
        "select case_id, from_unit, to_unit, body, sealed_question, revision
         from enquiries
         where case_id = $1
         order by answer_by desc, id
         limit 200",
        vec![permit.case()?.into()],
    )
    .await
}

/// Enquiries that wait for the permit's unit, the most urgent first.
pub async fn to_unit(
    tx: &mut Tx,
    permit: &Permit<act::AnswerEnquiry>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<EnquiryRow>, StoreError> {
    tx.all(
        "select case_id, from_unit, to_unit, body, sealed_question, revision
         from enquiries
         where to_unit = $1 and answered = $4 and answer_by > $2
         order by answer_by, id
         limit $3",
        vec![permit.unit()?.into(), now.into(), limit.into(), false.into()],
    )
    .await
}

/// One enquiry to the permit's unit.
pub async fn one_to_unit(
    tx: &mut Tx,
    permit: &Permit<act::AnswerEnquiry>,
    enquiry: EnquiryId,
) -> Result<Option<EnquiryRow>, StoreError> {
    tx.one(
        "select case_id, from_unit, to_unit, body, sealed_question, revision
         from enquiries
         where id = $1 and to_unit = $2",
        vec![enquiry.into(), permit.unit()?.into()],
    )
    .await
}

struct Plain(EnquiryRow);

impl FromRow for Plain {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        EnquiryRow::plain(row).map(Self)
    }
}

/// Enquiries whose time to answer is over, for the ticker, which reads no question.
pub async fn overdue(
    tx: &mut Tx,
    _permit: &Permit<act::Tick>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<EnquiryRow>, StoreError> {
    let rows: Vec<Plain> = tx
        .all(
            "select case_id, from_unit, to_unit, body, revision
             from enquiries
             where answered = $3 and answer_by <= $1
             order by answer_by, id
             limit $2",
            vec![now.into(), limit.into(), false.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|Plain(row)| row).collect())
}

/// Keeps what became of an enquiry, and drops the question once it is answered or
/// taken back. Only one that the permit could read; somebody else's change is a conflict.
pub async fn save<A: Act>(tx: &mut Tx, _permit: &Permit<A>, row: &EnquiryRow) -> Result<(), StoreError> {
    tx.run_one(
        "update enquiries
         set answered = $2, body = $3, sealed_question = $5, revision = revision + 1
         where id = $1 and revision = $4",
        vec![
            row.enquiry.id().into(),
            answered(&row.enquiry),
            body(&row.enquiry)?,
            row.revision.into(),
            row.question.as_ref().filter(|_| *row.enquiry.answer() == Answer::Awaited).into(),
        ],
    )
    .await
}
