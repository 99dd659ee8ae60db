//! What the ticker forgets: rows that have served their time. Nothing of a case, and nothing of the journal.

use std::sync::PoisonError;

use havenward_domain::access::act;
use havenward_store::{attempts, drafts, idempotency, sessions, users};
use jiff::SignedDuration;

use crate::{App, AppError, Caller};

/// An idempotency key is kept so long: a phone that was away for weeks may still repeat a request safely, and
/// what a key was used for is not kept for good.
pub const IDEMPOTENCY_KEPT: SignedDuration = SignedDuration::from_hours(60 * 24);
/// Failed sign-ins are forgotten after this time without another one: long past the longest wait of a minute,
/// and soon enough that nobody can read from a copy of the database who mistyped a passphrase last year.
pub const ATTEMPTS_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// A session that ended is kept so long: what its holder had typed is given back to that person alone, and
/// only the row still says whose it was.
pub const SESSIONS_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// What somebody typed and did not send waits so long: over a week-end, an illness of some days, a long shift; and
/// no form lies half written beside the case for good.
pub const DRAFTS_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How often the ticker looks for what can be forgotten …
const EVERY: SignedDuration = SignedDuration::from_hours(1);
/// … and how many rows of a kind go in one turn; if there are more, the next tick goes on.
const BATCH: i64 = 500;

/// Forgets what is due, if it is time to look again.
///
/// Like the lease this is nobody's act: rows that no request can see any more go without an entry.
pub(crate) async fn forget(app: &App) -> Result<(), AppError> {
    let now = app.now();
    if now < *app.0.forgets_at.lock().unwrap_or_else(PoisonError::into_inner) {
        return Ok(());
    }
    let permit = app.look(&Caller::system(), async |ctx| ctx.permit::<act::Tick>()).await?;
    let mut tx = app.0.db.write(Caller::system().actor(), now).await?;
    let gone = [
        idempotency::forget(&mut tx, &permit, now - IDEMPOTENCY_KEPT, BATCH).await,
        sessions::forget(&mut tx, &permit, now - SESSIONS_KEPT, BATCH).await,
        users::forget_enrolments(&mut tx, &permit, now, BATCH).await,
        attempts::forget(&mut tx, &permit, now - ATTEMPTS_KEPT, BATCH).await,
        drafts::forget(&mut tx, &permit, now - DRAFTS_KEPT, BATCH).await,
    ];
    // A statement that failed fails the commit as well; nothing is half done.
    tx.commit().await?;
    let is_all = gone.into_iter().all(|rows| rows.is_ok_and(|rows| rows < BATCH.unsigned_abs()));
    if is_all {
        *app.0.forgets_at.lock().unwrap_or_else(PoisonError::into_inner) = now + EVERY;
    }
    Ok(())
}
