//! What can be told of an installation's databases without opening anything or changing a byte.

use havenward_domain::access::{Actor, act};
pub use havenward_store::Standing;
use havenward_store::{Db, Schema, Tx, installation, journal, units, wall};
use jiff::{SignedDuration, Timestamp};

use crate::{App, AppError, Caller, Ctx};

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
    wall::check(url).await?;
    let db = Db::open(url, Schema::Main, None).await?;
    let engine = db.version().await?;
    let mut tx = db.read(&Actor::Operator, Timestamp::UNIX_EPOCH).await?;
    let head = journal::read_head(&mut tx).await?;
    tx.undo().await;
    db.close().await;
    Ok(Found { engine, standing, entries: head.size, checkpoint: head.checkpoint })
}

/// A clock that stands behind the newest checkpoint by more than this went backwards.
pub const CLOCK_SLACK: SignedDuration = SignedDuration::from_secs(60);
/// More entries than this without a signature mean that nobody signs any more.
pub const UNSIGNED_AT_MOST: u64 = 1_000;
/// An entry that has no place in the tree after this long is an alarm.
pub const NUMBERED_WITHIN: SignedDuration = SignedDuration::from_secs(10);
/// Units looked at.
const UNITS: i64 = 1_000;

/// How the running installation is, as its administrator is told. Nothing about any case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The database as it was found.
    pub database: Found,
    /// The engine of the shred store; none if it does not answer.
    pub shred_store: Option<String>,
    /// Entries newer than the newest checkpoint.
    pub unsigned: u64,
    /// Entries that have waited too long for their place in the tree: nobody numbers any more.
    pub unnumbered: i64,
    /// Whether somebody still signs the journal, and no checkpoint is ahead of it.
    pub is_signed: bool,
    /// Whether the clock stands where it should.
    pub is_clock_right: bool,
    /// Units that have no key yet: nothing can be shared with them.
    pub without_key: Vec<String>,
    /// Units whose key hangs on one member: with that account all their cases are lost.
    pub single_holder: Vec<String>,
}

/// Counts entries that have waited longer than [`NUMBERED_WITHIN`] for their place in the tree.
pub(crate) async fn unnumbered(tx: &mut Tx, now: Timestamp) -> Result<i64, AppError> {
    // What is dated ahead of the clock is another fault, which another look finds.
    let ahead = now + CLOCK_SLACK + SignedDuration::from_hours(24 * 365);
    Ok(journal::count_outside(tx, now - NUMBERED_WITHIN, ahead).await?)
}

/// Tells whoever looks after the service that nobody numbers the journal.
pub(crate) async fn refuse_unnumbered(app: &App) -> Result<(), AppError> {
    let now = app.now();
    let late = app.look(&Caller::system(), async |ctx| unnumbered(&mut ctx.tx, now).await).await?;
    if late == 0 {
        return Ok(());
    }
    tracing::error!(late, "entries of the journal wait for their place in the tree: nobody numbers them");
    Err(AppError::Internal("nobody numbers the journal"))
}

/// Looks at the running installation. Plain columns only.
pub async fn health(ctx: &mut Ctx) -> Result<Health, AppError> {
    ctx.permit::<act::ManageAccounts>()?;
    let engine = ctx.app.0.db.version().await?;
    let shred_store = ctx.app.0.reserve.db.version().await.ok();
    let kind = installation::kind(&mut ctx.tx).await?;
    let head = journal::read_head(&mut ctx.tx).await?;
    let signed = head.checkpoint.map_or(0, |(size, _)| size);
    let unsigned = head.size.saturating_sub(signed);
    let now = ctx.now();
    let ahead = head.checkpoint.map(|(_, at)| at.duration_since(now));
    let unnumbered = unnumbered(&mut ctx.tx, now).await?;
    let (mut without_key, mut single_holder) = (Vec::new(), Vec::new());
    for unit in units::list(&mut ctx.tx, UNITS).await? {
        if unit.public_key.is_none() {
            without_key.push(unit.name);
        } else if units::holder_count(&mut ctx.tx, unit.id).await? < 2 {
            single_holder.push(unit.name);
        }
    }
    Ok(Health {
        database: Found {
            engine,
            standing: Standing::running(kind),
            entries: head.size,
            checkpoint: head.checkpoint,
        },
        shred_store,
        unsigned,
        unnumbered,
        is_signed: unsigned <= UNSIGNED_AT_MOST && signed <= head.size,
        is_clock_right: ahead.is_none_or(|ahead| ahead <= CLOCK_SLACK),
        without_key,
        single_holder,
    })
}

/// Looks whether the shred store answers.
pub async fn shred_store(url: &str) -> Result<String, AppError> {
    Standing::of(url, Schema::Shred).await?.refuse_other()?;
    let db = Db::open(url, Schema::Shred, None).await?;
    let engine = db.version().await?;
    db.close().await;
    Ok(engine)
}
