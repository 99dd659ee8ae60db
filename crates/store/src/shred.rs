//! The shred store: a second database, one key a case.
//!
//! Keys are made durable here before the case is committed in the main database, in blocks, so that a
//! crash leaves orphans, never a case without its key. Orphans are swept once no process can still
//! hold them.

use havenward_domain::id::CaseId;
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// A key of the shred store, in the clear: apart from everything else it opens nothing.
pub struct ShredKey(pub Vec<u8>);

impl FromRow for ShredKey {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.bytes("key")?))
    }
}

/// Keeps a key for a case that is about to be opened.
pub async fn reserve(tx: &mut Tx, case: CaseId, key: &[u8], now: Timestamp) -> Result<(), StoreError> {
    tx.run(
        "insert into shred_keys (id, key, reserved_at) values ($1, $2, $3)",
        vec![case.into(), key.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Reads the key of a case.
pub async fn key(tx: &mut Tx, case: CaseId) -> Result<Option<ShredKey>, StoreError> {
    tx.one("select key from shred_keys where id = $1", vec![case.into()]).await
}

struct IdRow(CaseId);

impl FromRow for IdRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.parsed("id")?))
    }
}

/// Lists at most `limit` keys reserved before `before`, after the id `after`.
pub async fn reserved_before(
    tx: &mut Tx,
    before: Timestamp,
    after: Option<CaseId>,
    limit: i64,
) -> Result<Vec<CaseId>, StoreError> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    let rows: Vec<IdRow> = tx
        .all(
            "select id from shred_keys where reserved_at < $1 and id > $2 order by id limit $3",
            vec![before.into(), after.into(), limit.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|IdRow(id)| id).collect())
}

/// Says whether no key is kept at all.
pub async fn is_empty(tx: &mut Tx) -> Result<bool, StoreError> {
    let first: Option<IdRow> = tx.one("select id from shred_keys limit 1", vec![]).await?;
    Ok(first.is_none())
}

/// Destroys the key of a case.
pub async fn destroy(tx: &mut Tx, case: CaseId) -> Result<(), StoreError> {
    tx.run("delete from shred_keys where id = $1", vec![case.into()]).await?;
    Ok(())
}
