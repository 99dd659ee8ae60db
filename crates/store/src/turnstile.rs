//! The turnstile: how acts take turns on the one SQLite writer, and share a commit.
//!
//! Each act runs inside a savepoint of a common transaction. Whoever leaves while nobody waits, or as
//! the 64th of a batch, numbers the batch in the journal and commits it; every act of the batch
//! answers only after that commit. A commit that fails refuses the whole batch. An act that dies in
//! the middle (panic, dropped future) leaves its savepoint behind; the next one to come, or the task
//! that its drop sends, rolls the whole batch back. The commit itself runs on a task of its own: whoever
//! leaves last can be cut off, the batch cannot.
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

/// The open transaction and who waits for its commit.
#[derive(Default)]
struct Batch {
    acts: u32,
    /// An act or a commit is under way; found so by the next to come, it died there.
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
        let writer = Arc::clone(&self.writer).lock_owned().await;
        waiting.seated = true;
        drop(waiting);

        // From here on a turn that is dropped must be cleaned up after, so it exists before it waits.
        let mut turn = Turn { turnstile: Arc::clone(self), writer: Some(writer) };
        turn.writer()?.open().await?;
        Ok(turn)
    }

    /// Commits or clears whatever was left behind.
    async fn flush(self: &Arc<Self>) {
        let writer = Arc::clone(&self.writer).lock_owned().await;
        let left = writer.batch.as_ref().map(|batch| batch.inside);
        let mut turn = Turn { turnstile: Arc::clone(self), writer: Some(writer) };
        match left {
            Some(true) => turn.refuse().await,
            Some(false) if self.waiting.load(Ordering::SeqCst) == 0 => turn.settle().await,
            _ => turn.writer = None,
        }
    }

    /// Commits what waits and brings the log of writes home, so that the database is one whole file again.
    pub async fn close(self: &Arc<Self>) {
        self.flush().await;
        let mut writer = self.writer.lock().await;
        if let Err(error) = writer.execute("pragma wal_checkpoint(passive)").await {
            tracing::warn!(%error, "the log of writes stays beside the database");
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
        if let (Some(batch), Ok(())) = (&mut writer.batch, released) {
            batch.kept.push(seat);
        } else {
            // The savepoint is gone: SQLite rolled everything back by itself, say on a full disk.
            writer.refuse().await;
            let _ = seat.send(false);
        }
        // Nothing waits between taking the seat and leaving, so nothing can come between them.
        self.leave();
        match committed.await {
            Ok(true) => Ok(()),
            Ok(false) => Err(StoreError::NotCommitted),
            // The process is going down in the middle of the commit.
            Err(_) => Err(StoreError::InDoubt),
        }
    }

    /// Undoes what the act wrote, leaving the rest of the batch alone.
    pub async fn undo(mut self) {
        let Ok(writer) = self.writer() else { return };
        if writer.execute("rollback to act").await.is_err() || writer.execute("release act").await.is_err() {
            writer.refuse().await;
        }
        self.leave();
    }

    /// Ends the turn; sends somebody to commit the batch if nobody else would.
    fn leave(&mut self) {
        let Some(mut writer) = self.writer.take() else { return };
        let is_full = writer.batch.as_mut().is_some_and(|batch| {
            batch.inside = false;
            batch.acts += 1;
            batch.acts >= BATCH_LIMIT
        });
        if is_full || self.turnstile.waiting.load(Ordering::SeqCst) == 0 {
            let mut last = Self { turnstile: Arc::clone(&self.turnstile), writer: Some(writer) };
            tokio::spawn(async move { last.settle().await });
        }
    }

    async fn settle(&mut self) {
        if let Some(writer) = self.writer.as_deref_mut() {
            writer.settle(self.turnstile.extend.as_ref()).await;
        }
        self.writer = None;
    }

    async fn refuse(&mut self) {
        if let Some(writer) = self.writer.as_deref_mut() {
            writer.refuse().await;
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

    /// Opens a batch if there is none, and a savepoint in it.
    async fn open(&mut self) -> Result<(), StoreError> {
        if self.batch.as_ref().is_some_and(|batch| batch.inside) {
            self.refuse().await;
        }
        let is_new = self.batch.is_none();
        self.batch.get_or_insert_default().inside = true;
        if is_new {
            self.execute("begin immediate").await?;
        }
        self.execute("savepoint act").await
    }

    /// Numbers the batch in the journal, commits, and tells everybody.
    async fn settle(&mut self, extend: Option<&Extend>) {
        let Some(batch) = &mut self.batch else { return };
        batch.inside = true;
        if batch.kept.is_empty() {
            self.refuse().await;
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
        match committed {
            Ok(()) => self.tell(true),
            Err(error) => {
                tracing::error!(%error, "batch not committed");
                self.refuse().await;
            }
        }
    }

    /// Rolls the whole batch back and tells everybody.
    async fn refuse(&mut self) {
        // SQLite may have rolled back by itself; then there is nothing left to roll back.
        let _ = self.execute("rollback").await;
        self.tell(false);
    }

    /// Ends the batch and tells everybody in it whether it is on the disk.
    fn tell(&mut self, committed: bool) {
        for seat in self.batch.take().map(|batch| batch.kept).unwrap_or_default() {
            // Whoever no longer listens has given up its answer, not its act.
            let _ = seat.send(committed);
        }
    }
}
