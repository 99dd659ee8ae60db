//! A transaction of either engine.

use sqlx::{Postgres, Sqlite, Transaction};

use crate::conn::Conn;
use crate::row::FromRow;
use crate::turnstile::Turn;
use crate::{StoreError, Value};

/// A transaction: a turn on the SQLite writer, a snapshot of a SQLite reader, or one of PostgreSQL.
pub struct Tx {
    inner: Inner,
    writes: u64,
    failed: bool,
}

enum Inner {
    Turn(Turn),
    Snapshot(Box<Transaction<'static, Sqlite>>),
    Postgres(Box<Transaction<'static, Postgres>>),
}

impl Tx {
    pub(crate) fn turn(turn: Turn) -> Self {
        Self::new(Inner::Turn(turn))
    }

    pub(crate) fn snapshot(tx: Transaction<'static, Sqlite>) -> Self {
        Self::new(Inner::Snapshot(Box::new(tx)))
    }

    pub(crate) fn postgres(tx: Transaction<'static, Postgres>) -> Self {
        Self::new(Inner::Postgres(Box::new(tx)))
    }

    fn new(inner: Inner) -> Self {
        Self { inner, writes: 0, failed: false }
    }

    /// How many statements that write have run.
    pub fn writes(&self) -> u64 {
        self.writes
    }

    /// Runs a statement that writes and tells how many rows it touched.
    pub async fn run(&mut self, sql: &'static str, values: Vec<Value>) -> Result<u64, StoreError> {
        self.writes += 1;
        let result = self.conn()?.run(sql, values).await;
        self.remember(result)
    }

    /// Runs a statement that must touch exactly one row; none means somebody was faster.
    pub async fn run_one(&mut self, sql: &'static str, values: Vec<Value>) -> Result<(), StoreError> {
        match self.run(sql, values).await? {
            1 => Ok(()),
            _ => Err(StoreError::Conflict),
        }
    }

    /// Runs a query and reads every row.
    pub async fn all<T: FromRow>(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Vec<T>, StoreError> {
        let result = self.conn()?.all(sql, values).await;
        self.remember(result)
    }

    /// Runs a query and reads the first row, if there is one.
    pub async fn one<T: FromRow>(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Option<T>, StoreError> {
        let result = self.conn()?.one(sql, values).await;
        self.remember(result)
    }

    /// Makes the writes durable; returns only once they are.
    pub async fn commit(self) -> Result<(), StoreError> {
        if self.failed {
            self.undo().await;
            return Err(StoreError::Failed);
        }
        match self.inner {
            Inner::Turn(turn) => turn.keep().await,
            Inner::Snapshot(tx) => Ok(tx.rollback().await?),
            Inner::Postgres(tx) => tx.commit().await.map_err(|error| match error {
                // Sent, and no answer: the server may have committed.
                sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) => StoreError::InDoubt,
                other => other.into(),
            }),
        }
    }

    /// Undoes the writes.
    pub async fn undo(self) {
        match self.inner {
            Inner::Turn(turn) => turn.undo().await,
            // A connection that cannot roll back is closed by the pool, which undoes as well.
            Inner::Snapshot(tx) => drop(tx.rollback().await),
            Inner::Postgres(tx) => drop(tx.rollback().await),
        }
    }

    /// After a failed statement the engines differ in what is left of a transaction: nothing more runs.
    fn remember<T>(&mut self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        self.failed |= result.is_err();
        result
    }

    pub(crate) fn conn(&mut self) -> Result<Conn<'_>, StoreError> {
        if self.failed {
            return Err(StoreError::Failed);
        }
        match &mut self.inner {
            Inner::Turn(turn) => turn.conn(),
            Inner::Snapshot(tx) => Ok(Conn::Sqlite(tx)),
            Inner::Postgres(tx) => Ok(Conn::Postgres(tx)),
        }
    }
}
