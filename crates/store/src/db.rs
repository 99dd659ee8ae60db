//! Opening a database of either engine, bringing it up to date, and beginning transactions.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use havenward_domain::access::Actor;
use jiff::Timestamp;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqlSafeStr};

use crate::conn::Conn;
use crate::journal::{self, Extend};
use crate::row::{FromRow, Row};
use crate::turnstile::Turnstile;
use crate::{Standing, StoreError, Tx, wall};

/// Older libraries lack fixes that we rely on (sqlite.org/changes.html).
const OLDEST_SQLITE: &str = "3.51.3";
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const READERS: u32 = 8;
/// Rows that SQLite's thread hands over at once: a page of a list without waiting for its reader.
const ROWS_AT_ONCE: usize = 256;
const POSTGRES_CONNECTIONS: u32 = 24;
/// A reading sees one state of the database, as on SQLite, and cannot write.
const READ_ONLY: &str = "begin isolation level repeatable read read only";
/// Any constant of our own: who holds it numbers the journal (PostgreSQL advisory locks).
pub const NUMBERING_LOCK: i64 = 0x6861_7665_6e77;
/// A lock was waited for as long as allowed (PostgreSQL, error code `lock_not_available`).
const LOCK_NOT_AVAILABLE: &str = "55P03";

/// An open database.
#[derive(Clone)]
pub enum Db {
    /// Embedded.
    Sqlite {
        /// The one writer.
        writer: Arc<TurnstileHandle>,
        /// Snapshots for reading.
        readers: SqlitePool,
    },
    /// PostgreSQL or what speaks it with its guarantees.
    Postgres {
        /// Connections.
        pool: PgPool,
        /// Which tables it holds: those of the shred store are behind no wall but their own database.
        schema: Schema,
        /// The journal's arithmetic; none in the shred store, which has no journal.
        extend: Option<Extend>,
    },
}

/// The turnstile, kept private behind a public enum.
pub struct TurnstileHandle(Arc<Turnstile>);

/// Which set of tables a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// Everything but the shred keys.
    Main,
    /// Shred keys only, kept apart from everything else.
    Shred,
}

macro_rules! migrations {
    ($engine:literal: $($number:literal $name:literal),+ $(,)?) => {
        &[$(($number, $name, include_str!(concat!("../migrations/", $engine, "/", $name, ".sql")))),+]
    };
}

type Migrations = &'static [(i64, &'static str, &'static str)];
const SQLITE: Migrations = migrations!["sqlite": 1 "0001_spine", 2 "0002_story", 3 "0003_refer", 4 "0004_keys", 5 "0005_overlays",
        6 "0006_coarse", 7 "0007_houses", 8 "0008_spaces", 9 "0009_interpreters",
        10 "0010_profiles", 11 "0011_waits", 12 "0012_places",
        13 "0013_appointments", 14 "0014_leavers", 15 "0015_drafts", 16 "0016_others", 17 "0017_walls", 18 "0018_at_once"];
const POSTGRES: Migrations = migrations!["postgres": 1 "0001_spine", 2 "0002_story", 3 "0003_refer", 4 "0004_keys", 5 "0005_overlays",
        6 "0006_coarse", 7 "0007_houses", 8 "0008_spaces", 9 "0009_interpreters",
        10 "0010_profiles", 11 "0011_waits", 12 "0012_places",
        13 "0013_appointments", 14 "0014_leavers", 15 "0015_drafts", 16 "0016_others", 17 "0017_walls", 18 "0018_at_once"];
const SQLITE_SHRED: Migrations = migrations!["sqlite": 1 "shred_0001", 2 "shred_0002"];
const POSTGRES_SHRED: Migrations = migrations!["postgres": 1 "shred_0001", 2 "shred_0002"];

/// The newest step of a schema that this program knows; the same on both engines.
pub(crate) fn newest_step(schema: Schema) -> i64 {
    let steps = if schema == Schema::Main { SQLITE } else { SQLITE_SHRED };
    steps.last().map_or(0, |(number, _, _)| *number)
}

struct Text(String);

impl FromRow for Text {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.text("value")?))
    }
}

impl Db {
    /// Opens by URL: `sqlite:PATH` or `postgres://…`. Migrations are run by [`Db::migrate`].
    pub async fn open(url: &str, schema: Schema, extend: Option<Extend>) -> Result<Self, StoreError> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            Self::open_sqlite(Path::new(path), extend).await
        } else {
            Self::open_postgres(url, schema, extend).await
        }
    }

    async fn open_sqlite(path: &Path, extend: Option<Extend>) -> Result<Self, StoreError> {
        make_for_the_owner(path);
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .pragma("trusted_schema", "off")
            .pragma("secure_delete", "on")
            .row_buffer_size(ROWS_AT_ONCE)
            .disable_statement_logging();
        let mut writer = options.connect().await?;
        refuse_old_library(&mut writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .min_connections(1)
            .connect_with(options.pragma("query_only", "on"))
            .await?;
        let writer = Arc::new(TurnstileHandle(Turnstile::new(writer, extend)));
        Ok(Self::Sqlite { writer, readers })
    }

    async fn open_postgres(url: &str, schema: Schema, extend: Option<Extend>) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url)?
            // Row policies make cheap plans look dear: compiling one takes longer than running it.
            .options([("synchronous_commit", "on"), ("client_min_messages", "warning"), ("jit", "off")])
            .disable_statement_logging();
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(BUSY_TIMEOUT)
            .connect_with(options)
            .await?;
        Ok(Self::Postgres { pool, schema, extend })
    }

    /// Brings the schema up to date. Takes its own connection, before anything else runs.
    pub async fn migrate(url: &str, schema: Schema) -> Result<(), StoreError> {
        let failed = |error: sqlx::migrate::MigrateError| StoreError::Migration(error.to_string());
        if let Some(path) = url.strip_prefix("sqlite:") {
            make_for_the_owner(Path::new(path));
            let options = SqliteConnectOptions::new()
                .filename(path)
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(BUSY_TIMEOUT)
                .disable_statement_logging();
            let mut conn = options.connect().await?;
            let steps = if schema == Schema::Main { SQLITE } else { SQLITE_SHRED };
            migrator(steps).run_direct(None, &mut conn, false).await.map_err(failed)?;
            conn.close().await?;
        } else {
            let standing = Standing::of(url, schema).await?;
            let mut conn = PgConnectOptions::from_str(url)?.disable_statement_logging().connect().await?;
            // Where nothing is to be done, the user need not be the owner.
            if standing.version < standing.newest || wall::is_owner(&mut conn).await? {
                if schema == Schema::Main {
                    wall::make_roles(&mut conn).await?;
                }
                let steps = if schema == Schema::Main { POSTGRES } else { POSTGRES_SHRED };
                migrator(steps).run_direct(None, &mut conn, false).await.map_err(failed)?;
            }
            if schema == Schema::Main {
                wall::check_on(&mut conn).await?;
            }
            conn.close().await?;
        }
        Ok(())
    }

    /// The engine and its version, for a person who looks after it.
    pub async fn version(&self) -> Result<String, StoreError> {
        let mut tx = self.read(&Actor::Operator, Timestamp::UNIX_EPOCH).await?;
        let (engine, found) = match self {
            Self::Sqlite { .. } => ("SQLite", tx.one("select sqlite_version() as value", vec![]).await),
            Self::Postgres { .. } => {
                ("PostgreSQL", tx.one("select current_setting('server_version') as value", vec![]).await)
            }
        };
        tx.undo().await;
        let Some(Text(version)) = found? else { return Err(StoreError::Corrupt("version")) };
        Ok(format!("{engine} {version}"))
    }

    /// Begins a transaction that may write, for an actor at an instant.
    pub async fn write(&self, actor: &Actor, now: Timestamp) -> Result<Tx, StoreError> {
        match self {
            Self::Sqlite { writer, .. } => Ok(Tx::turn(writer.0.enter().await?)),
            Self::Postgres { pool, schema, .. } => {
                wall::introduce(pool.begin().await?, *schema, actor, now).await
            }
        }
    }

    /// Begins a transaction that only reads, on one snapshot of the past; a write in it fails.
    pub async fn read(&self, actor: &Actor, now: Timestamp) -> Result<Tx, StoreError> {
        match self {
            Self::Sqlite { readers, .. } => Ok(Tx::snapshot(readers.begin().await?)),
            Self::Postgres { pool, schema, .. } => {
                wall::introduce(pool.begin_with(READ_ONLY).await?, *schema, actor, now).await
            }
        }
    }

    /// Numbers committed entries that have no number yet, and signs the tree if that is due.
    ///
    /// On SQLite an act is numbered by its own commit; an empty one brings the signature that nobody
    /// else would bring in quiet times. On PostgreSQL one node numbers at a time; whoever waits for another
    /// longer than a moment leaves it to that one.
    pub async fn number_journal(&self) -> Result<(), StoreError> {
        let (pool, extend) = match self {
            Self::Sqlite { writer, .. } => return writer.0.enter().await?.keep().await,
            Self::Postgres { pool, extend: Some(extend), .. } => (pool, extend),
            Self::Postgres { extend: None, .. } => return Ok(()),
        };
        let mut tx = pool.begin().await?;
        {
            let mut conn = Conn::Postgres(&mut tx);
            wall::enter_as(&mut conn, wall::SEQUENCER).await?;
            conn.run("set local lock_timeout = '2s'", vec![]).await?;
            match conn.run("select pg_advisory_xact_lock($1)", vec![NUMBERING_LOCK.into()]).await {
                Err(StoreError::Driver(code)) if code == LOCK_NOT_AVAILABLE => return Ok(()),
                locked => locked?,
            };
            journal::number(&mut conn, extend).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Closes what reads, and on SQLite brings the log of writes home: the database is one whole file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                writer.0.close().await;
            }
            Self::Postgres { pool, .. } => pool.close().await,
        }
    }
}

/// Makes a database file that nobody but its owner reads. SQLite gives the files beside it, the log of writes and
/// its index, the same mode. One that is there stays as it is; what cannot be made is told by SQLite itself.
#[cfg(unix)]
pub(crate) fn make_for_the_owner(path: &Path) {
    use std::os::unix::fs::OpenOptionsExt;
    let made = std::fs::File::options().write(true).create_new(true).mode(0o600).open(path);
    drop(made);
}

/// Modes of files are told apart on Unix only.
#[cfg(not(unix))]
pub(crate) fn make_for_the_owner(_: &Path) {}

async fn refuse_old_library(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    let Some(Text(version)) = Conn::Sqlite(conn).one("select sqlite_version() as value", vec![]).await?
    else {
        return Err(StoreError::Corrupt("sqlite_version"));
    };
    if number_of(&version) < number_of(OLDEST_SQLITE) {
        return Err(StoreError::OldLibrary(version, OLDEST_SQLITE));
    }
    Ok(())
}

fn number_of(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

fn migrator(steps: Migrations) -> Migrator {
    Migrator::with_migrations(
        steps
            .iter()
            .map(|(number, name, sql)| {
                let sql = AssertSqlSafe(*sql).into_sql_str();
                Migration::new(*number, (*name).into(), MigrationType::Simple, sql, false)
            })
            .collect(),
    )
}
