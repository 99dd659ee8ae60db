//! The turnstile: how acts take turns on the one SQLite writer, and share a commit.
//!
//! Each act runs inside a savepoint of a common transaction. Whoever leaves while nobody waits, or as
//! the 64th of a batch, numbers the batch in the journal and commits it; every act of the batch
//! answers only after that commit. A commit that fails refuses the whole batch. An act that dies in
//! the middle (panic, dropped future) leaves its savepoint behind; the next one to come, or the task
//! that its drop sends, rolls the whole batch back.
//!
//! No hashing of passwords, no network and no loop over rows happens inside a turn.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::sqlite::SqliteConnection;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use crate::StoreError;
use crate::conn::Conn;
use crate::journal::{self, Extend};

/// Acts that share one commit at most.
const BATCH_LIMIT: u32 = 64;

pub(crate) struct Turnstile {
    writer: Arc<Mutex<Writer>>,
    waiting: AtomicUsize,
    extend: Option<Extend>,
}

struct Writer {
    conn: SqliteConnection,
    batch: Option<Batch>,
}

/// The open transaction: who waits for its commit, and whether somebody is inside.
#[derive(Default)]
struct Batch {
    acts: u32,
    inside: bool,
    kept: Vec<oneshot::Sender<bool>>,
}

/// One act's turn on the writer.
pub(crate) struct Turn {
    turnstile: Arc<Turnstile>,
    /// Taken only when the turn ends.
    writer: Option<OwnedMutexGuard<Writer>>,
}

/// Counts somebody who waits; if the wait is given up, nobody may be left to commit the batch.
struct Waiting<'t> {
    turnstile: &'t Arc<Turnstile>,
    seated: bool,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.turnstile.waiting.fetch_sub(1, Ordering::SeqCst);
        if !self.seated {
            Turnstile::send_flush(self.turnstile);
        }
    }
}

impl Turnstile {
    pub fn new(conn: SqliteConnection, extend: Option<Extend>) -> Arc<Self> {
        let writer = Arc::new(Mutex::new(Writer { conn, batch: None }));
        Arc::new(Self { writer, waiting: AtomicUsize::new(0), extend })
    }

    /// Waits for a turn and opens a savepoint.
    pub async fn enter(self: &Arc<Self>) -> Result<Turn, StoreError> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let mut waiting = Waiting { turnstile: self, seated: false };
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        waiting.seated = true;
        drop(waiting);

        if writer.batch.as_ref().is_some_and(|batch| batch.inside) {
            writer.refuse().await;
        }
        if writer.batch.is_none() {
            writer.execute("begin immediate").await?;
            writer.batch = Some(Batch::default());
        }
        // From here on a turn that is dropped must be cleaned up after, so it exists before it waits.
        let mut turn = Turn { turnstile: Arc::clone(self), writer: Some(writer) };
        turn.writer()?.open_savepoint().await?;
        Ok(turn)
    }

    /// Commits or clears whatever was left behind.
    async fn flush(&self) {
        let mut writer = self.writer.lock().await;
        match &writer.batch {
            Some(batch) if batch.inside => writer.refuse().await,
            Some(_) if self.waiting.load(Ordering::SeqCst) == 0 => writer.settle(self.extend.as_ref()).await,
            _ => {}
        }
    }

    fn send_flush(turnstile: &Arc<Self>) {
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let turnstile = Arc::clone(turnstile);
            runtime.spawn(async move { turnstile.flush().await });
        }
    }
}

impl Turn {
    pub fn conn(&mut self) -> Result<Conn<'_>, StoreError> {
        Ok(Conn::Sqlite(&mut self.writer()?.conn))
    }

    fn writer(&mut self) -> Result<&mut Writer, StoreError> {
        self.writer.as_deref_mut().ok_or(StoreError::Failed)
    }

    /// Keeps what the act wrote and answers once it is on the disk.
    pub async fn keep(mut self) -> Result<(), StoreError> {
        let writer = self.writer()?;
        let released = writer.execute("release act").await;
        let (seat, committed) = oneshot::channel();
        match (&mut writer.batch, released) {
            (Some(batch), Ok(())) => batch.kept.push(seat),
            // The savepoint is gone: SQLite rolled everything back by itself, say on a full disk.
            _ => writer.refuse().await,
        }
        self.leave().await;
        match committed.await {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(StoreError::NotCommitted),
        }
    }

    /// Undoes what the act wrote, leaving the rest of the batch alone.
    pub async fn undo(mut self) {
        let Ok(writer) = self.writer() else { return };
        if writer.execute("rollback to act").await.is_err() || writer.execute("release act").await.is_err() {
            writer.refuse().await;
        }
        self.leave().await;
    }

    /// Ends the turn; commits the batch if nobody else would.
    async fn leave(&mut self) {
        let Some(writer) = self.writer.as_deref_mut() else { return };
        let full = match &mut writer.batch {
            Some(batch) => {
                batch.inside = false;
                batch.acts += 1;
                batch.acts >= BATCH_LIMIT
            }
            None => false,
        };
        if full || self.turnstile.waiting.load(Ordering::SeqCst) == 0 {
            writer.settle(self.turnstile.extend.as_ref()).await;
        }
        self.writer = None;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if self.writer.take().is_some() {
            Turnstile::send_flush(&self.turnstile);
        }
    }
}

impl Writer {
    async fn execute(&mut self, sql: &'static str) -> Result<(), StoreError> {
        Conn::Sqlite(&mut self.conn).run(sql, Vec::new()).await.map(|_| ())
    }

    async fn open_savepoint(&mut self) -> Result<(), StoreError> {
        if let Some(batch) = &mut self.batch {
            batch.inside = true;
        }
        self.execute("savepoint act").await
    }

    /// Numbers the batch in the journal, commits, and tells everybody.
    async fn settle(&mut self, extend: Option<&Extend>) {
        let Some(batch) = self.batch.take() else { return };
        if batch.kept.is_empty() {
            self.abandon().await;
            return;
        }
        let numbered = match extend {
            Some(extend) => journal::number(&mut Conn::Sqlite(&mut self.conn), extend).await,
            None => Ok(()),
        };
        let committed = match numbered {
            Ok(()) => self.execute("commit").await,
            Err(error) => Err(error),
        };
        if let Err(error) = &committed {
            tracing::error!(%error, "batch not committed");
            self.abandon().await;
        }
        for seat in batch.kept {
            // Whoever no longer listens has given up its answer, not its act.
            let _ = seat.send(committed.is_ok());
        }
    }

    /// Rolls the whole batch back and tells everybody.
    async fn refuse(&mut self) {
        self.abandon().await;
        for seat in self.batch.take().map(|batch| batch.kept).unwrap_or_default() {
            let _ = seat.send(false);
        }
    }

    async fn abandon(&mut self) {
        // SQLite may have rolled back by itself; then there is nothing left to roll back.
        let _ = self.execute("rollback").await;
    }
}
