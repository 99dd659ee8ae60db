//! The encrypted directory of a unit: who is behind which case. Searched only inside a session.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::sealed::Sealed;
use uuid::Uuid;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx, Value};

/// A sealed entry.
#[derive(Debug, Clone)]
pub struct Entry {
    /// A random id that says nothing about the case.
    pub id: Uuid,
    /// The sealed entry.
    pub sealed: Sealed,
}

impl FromRow for Entry {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { id: row.parsed("id")?, sealed: row.sealed("sealed_entry")? })
    }
}

/// Adds an entry to the directory of the acting unit; a directory is never written by another.
pub async fn insert<A: Act>(tx: &mut Tx, permit: &Permit<A>, entry: &Entry) -> Result<(), StoreError> {
    tx.run(
        "insert into directory (id, unit_id, sealed_entry) values ($1, $2, $3)",
        vec![Value::from(entry.id.to_string()), permit.actor().unit().into(), (&entry.sealed).into()],
    )
    .await?;
    Ok(())
}

/// Every entry of the permit's unit: it is opened and searched in the session, there is no index.
pub async fn all(tx: &mut Tx, permit: &Permit<act::SearchDirectory>) -> Result<Vec<Entry>, StoreError> {
    tx.all(
        "select id, sealed_entry from directory where unit_id = $1 order by id limit 200000",
        vec![permit.unit()?.into()],
    )
    .await
}
