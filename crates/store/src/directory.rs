//! The encrypted directory of a unit: who is behind which case. Searched only inside a session.

use havenward_domain::sealed::Sealed;
use uuid::Uuid;

use crate::cases::Opened;
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

/// Adds an entry to the directory of the unit that has just opened a case.
pub async fn insert(tx: &mut Tx, opened: &Opened, entry: &Entry) -> Result<(), StoreError> {
    tx.run(
        "insert into directory (id, unit_id, sealed_entry) values ($1, $2, $3)",
        vec![Value::from(entry.id.to_string()), opened.unit().into(), (&entry.sealed).into()],
    )
    .await?;
    Ok(())
}
