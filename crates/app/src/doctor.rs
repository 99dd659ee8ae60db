//! What can be told of an installation's databases without opening anything or changing a byte.

use havenward_domain::access::Actor;
pub use havenward_store::Standing;
use havenward_store::{Db, Schema, journal};
use jiff::Timestamp;

use crate::AppError;

/// A database as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The engine with its version.
    pub engine: String,
    /// How its schema stands to this program's, and what it is stamped as.
    pub standing: Standing,
    /// Entries in the journal.
    pub entries: u64,
    /// Entries under the newest checkpoint, and when it was signed.
    pub checkpoint: Option<(u64, Timestamp)>,
}

/// Looks at a database that exists. Nothing is migrated, stamped or swept.
pub async fn database(url: &str) -> Result<Found, AppError> {
    let standing = Standing::of(url, Schema::Main).await?;
    standing.refuse_other()?;
    let db = Db::open(url, None).await?;
    let engine = db.version().await?;
    let mut tx = db.read(&Actor::Operator).await?;
    let head = journal::read_head(&mut tx).await?;
    tx.undo().await;
    db.close().await;
    Ok(Found { engine, standing, entries: head.size, checkpoint: head.checkpoint })
}

/// Looks whether the shred store answers.
pub async fn shred_store(url: &str) -> Result<String, AppError> {
    Standing::of(url, Schema::Shred).await?.refuse_other()?;
    let db = Db::open(url, None).await?;
    let engine = db.version().await?;
    db.close().await;
    Ok(engine)
}
