//! Failed sign-ins: they delay, they never lock. A lock would be a weapon against the person.

use havenward_domain::access::{Permit, act};
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// How often sign-in has failed in a row for a subject.
#[derive(Debug, Clone, Copy)]
pub struct Attempts {
    /// Failures in a row.
    pub failures: i64,
    /// The last of them.
    pub last_at: Timestamp,
}

impl FromRow for Attempts {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { failures: row.int("failures")?, last_at: row.at("last_at")? })
    }
}

/// Reads the counter of a subject (a keyed hash of the login, so that typing errors are not kept).
pub async fn of(tx: &mut Tx, subject: &[u8]) -> Result<Option<Attempts>, StoreError> {
    tx.one("select failures, last_at from attempts where subject = $1", vec![subject.into()]).await
}

/// Adds a failure.
pub async fn add(tx: &mut Tx, subject: &[u8], now: Timestamp) -> Result<(), StoreError> {
    tx.run(
        "insert into attempts (subject, failures, last_at)
         values ($1, 1, $2)
         on conflict (subject) do update set failures = attempts.failures + 1, last_at = $2",
        vec![subject.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Forgets the failures of a subject.
pub async fn clear(tx: &mut Tx, subject: &[u8]) -> Result<(), StoreError> {
    tx.run("delete from attempts where subject = $1", vec![subject.into()]).await?;
    Ok(())
}

/// Forgets at most `limit` subjects whose last failure lies before `before`, and tells how many.
pub async fn forget(
    tx: &mut Tx,
    _permit: &Permit<act::Tick>,
    before: Timestamp,
    limit: i64,
) -> Result<u64, StoreError> {
    tx.run(
        "delete from attempts
         where subject in (select subject from attempts where last_at < $1 order by last_at limit $2)",
        vec![before.into(), limit.into()],
    )
    .await
}
