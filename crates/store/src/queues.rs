//! Queues of the whole country as counts: how many wait where, and for how long. No row names a case.

use havenward_domain::access::{Permit, act};
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// How many cases stand at one place of recognition for about as long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Position of recognition, a code.
    pub recognition: String,
    /// Which band of waiting, from the newest to the oldest.
    pub band: i64,
    /// How many.
    pub count: i64,
}

impl FromRow for Standing {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { recognition: row.text("recognition")?, band: row.int("band")?, count: row.int("n")? })
    }
}

/// Counts the cases on which something has still to be decided by where they stand and for how long. The
/// instants part the bands, the latest first.
pub async fn standing(
    tx: &mut Tx,
    _permit: &Permit<act::ReadQueues>,
    since: [Timestamp; 3],
) -> Result<Vec<Standing>, StoreError> {
    tx.all(
        "select recognition, band, count(*) as n
         from (
             select recognition,
                 cast(case when recognition_at > $1 then 0 when recognition_at > $2 then 1
                     when recognition_at > $3 then 2 else 3 end as bigint) as band
             from cases
             where recognition in ('none', 'raised', 'sent', 'presumed')
         ) waiting
         group by recognition, band
         order by recognition, band",
        since.into_iter().map(Into::into).collect(),
    )
    .await
}

/// How many clocks of a kind run, and how many of them are over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clocks {
    /// The profile's code.
    pub kind: String,
    /// How many run.
    pub running: i64,
    /// How many of them are over.
    pub over: i64,
}

impl FromRow for Clocks {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { kind: row.text("kind")?, running: row.int("running")?, over: row.int("late")? })
    }
}

/// Counts clocks by kind.
pub async fn clocks(
    tx: &mut Tx,
    _permit: &Permit<act::ReadQueues>,
    now: Timestamp,
) -> Result<Vec<Clocks>, StoreError> {
    tx.all(
        "select kind, count(*) as running, cast(sum(case when due_at <= $1 then 1 else 0 end) as bigint) as late
         from clocks
         group by kind
         order by kind
         limit 200",
        vec![now.into()],
    )
    .await
}

/// What waits for the answer of a service.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    /// Enquiries that nobody has answered.
    pub enquiries: i64,
    /// Offers that nobody has answered.
    pub offers: i64,
    /// People on waiting lists.
    pub waitlisted: i64,
    /// People who were expected and did not come.
    pub did_not_arrive: i64,
}

impl FromRow for Asked {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            enquiries: row.int("enquiries")?,
            offers: row.int("offers")?,
            waitlisted: row.int("waitlisted")?,
            did_not_arrive: row.int("did_not_arrive")?,
        })
    }
}

/// Counts what waits for the answer of a service.
pub async fn asked(
    tx: &mut Tx,
    _permit: &Permit<act::ReadQueues>,
    now: Timestamp,
) -> Result<Asked, StoreError> {
    let found = tx
        .one(
            "select (select count(*) from enquiries where answered = $2 and answer_by > $1) as enquiries,
                 (select count(*) from referrals where status in ('sent', 'received')) as offers,
                 (select count(*) from referrals where status = 'waitlisted') as waitlisted,
                 (select count(*) from referrals where status = 'did_not_arrive') as did_not_arrive",
            vec![now.into(), false.into()],
        )
        .await?;
    Ok(found.unwrap_or_default())
}

/// How many enquiries of late were answered in one way, and where what was offered on them stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// What was answered: a code of the enquiry.
    pub answer: String,
    /// Status of the referral that came of it; none, if nobody was offered.
    pub status: Option<String>,
    /// How many.
    pub count: i64,
}

impl FromRow for Came {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { answer: row.text("answer")?, status: row.maybe_text("status")?, count: row.int("n")? })
    }
}

/// Counts the enquiries that were to be answered since an instant by what became of them.
pub async fn came(
    tx: &mut Tx,
    _permit: &Permit<act::ReadQueues>,
    since: Timestamp,
) -> Result<Vec<Came>, StoreError> {
    tx.all(
        r#"select answer, status, count(*) as n
         from (
             select r.status as status,
                 case when e.body like '%"is":"yes"%' then 'yes' when e.body like '%"is":"no"%' then 'no'
                     when e.body like '%"is":"silence"%' then 'silence'
                     when e.body like '%"is":"withdrawn"%' then 'withdrawn' else 'awaited' end as answer
             from enquiries e
             left join referrals r on r.enquiry_id = e.id
             where e.answer_by > $1
         ) came
         group by answer, status
         order by answer, status"#,
        vec![since.into()],
    )
    .await
}
