//! Idempotency keys: the same request twice is done once.
//!
//! A row keeps a keyed digest of method, route and body and the ids that resulted, never a body.

use havenward_domain::access::{Permit, act};
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// What became of an earlier request under the same key.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// Keyed digest of the earlier request.
    pub digest: Vec<u8>,
    /// The ids that resulted.
    pub result: String,
}

impl FromRow for Earlier {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { digest: row.bytes("digest")?, result: row.text("result")? })
    }
}

/// Keeps a key with its result. Tells `false` if the key is taken.
pub async fn claim(
    tx: &mut Tx,
    owner: &str,
    key: &str,
    digest: &[u8],
    result: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let inserted = tx
        .run(
            "insert into idempotency (owner, key, digest, result, at)
             values ($1, $2, $3, $4, $5)
             on conflict do nothing",
            vec![owner.into(), key.into(), digest.into(), result.into(), now.into()],
        )
        .await?;
    Ok(inserted == 1)
}

/// Finds an earlier request under this key.
pub async fn find(tx: &mut Tx, owner: &str, key: &str) -> Result<Option<Earlier>, StoreError> {
    tx.one(
        "select digest, result from idempotency where owner = $1 and key = $2",
        vec![owner.into(), key.into()],
    )
    .await
}

/// Forgets at most `limit` keys older than `before`, and tells how many.
pub async fn forget(
    tx: &mut Tx,
    _permit: &Permit<act::Tick>,
    before: Timestamp,
    limit: i64,
) -> Result<u64, StoreError> {
    tx.run(
        "delete from idempotency
         where (owner, key) in (select owner, key from idempotency where at < $1 order by at limit $2)",
        vec![before.into(), limit.into()],
    )
    .await
}
