//! How a database stands to this program, told before anything is made, migrated or written.

use std::path::Path;
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use crate::conn::Conn;
use crate::db::newest_step;
use crate::installation::Kind;
use crate::row::{FromRow, Row};
use crate::{Schema, StoreError};

/// How a database stands to this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How many steps of the schema were taken, or the number of one that this program does not know; 0 for a database without tables, or that is not there.
    pub version: i64,
    /// The newest step that this program knows.
    pub newest: i64,
    /// What the main database is stamped as.
    pub kind: Option<Kind>,
}

impl Standing {
    /// Looks at a database. One that is not there is not made.
    pub async fn of(url: &str, schema: Schema) -> Result<Self, StoreError> {
        let newest = newest_step(schema);
        if let Some(path) = url.strip_prefix("sqlite:") {
            if !Path::new(path).exists() {
                return Ok(Self { version: 0, newest, kind: None });
            }
            let options = SqliteConnectOptions::new().filename(path).create_if_missing(false);
            let mut conn = options.disable_statement_logging().connect().await?;
            let tables = "select count(*) as value from sqlite_master where name = '_sqlx_migrations'";
            let standing = Self::read(&mut Conn::Sqlite(&mut conn), tables, schema).await;
            conn.close().await?;
            standing
        } else {
            let mut conn = PgConnectOptions::from_str(url)?.disable_statement_logging().connect().await?;
            let tables = "select count(*) as value
                          from information_schema.tables
                          where table_schema = current_schema() and table_name = '_sqlx_migrations'";
            let standing = Self::read(&mut Conn::Postgres(&mut conn), tables, schema).await;
            conn.close().await?;
            standing
        }
    }

    /// A database that a running program has open: it would have refused another schema at its start.
    pub fn running(kind: Option<Kind>) -> Self {
        let newest = newest_step(Schema::Main);
        Self { version: newest, newest, kind }
    }

    async fn read(conn: &mut Conn<'_>, tables: &'static str, schema: Schema) -> Result<Self, StoreError> {
        let mut standing = Self { version: 0, newest: newest_step(schema), kind: None };
        let Some(Number(1)) = conn.one(tables, vec![]).await? else { return Ok(standing) };
        // Steps are numbered without a gap: where one is missing, the count falls behind the highest.
        let highest = "select coalesce(max(version), 0) as value from _sqlx_migrations";
        let taken = "select count(*) as value from _sqlx_migrations";
        let (highest, taken) = (conn.one(highest, vec![]).await?, conn.one(taken, vec![]).await?);
        if let (Some(Number(highest)), Some(Number(taken))) = (highest, taken) {
            standing.version = if highest > standing.newest { highest } else { taken };
        }
        if schema == Schema::Main && standing.version > 0 {
            let stamp = "select value from installation where name = 'kind'";
            let found: Option<Stamp> = conn.one(stamp, vec![]).await?;
            standing.kind = found.map(|Stamp(kind)| kind);
        }
        Ok(standing)
    }

    /// Whether nothing of ours is there.
    pub fn is_empty(&self) -> bool {
        self.version == 0
    }

    /// Refuses a schema of a newer program, which this one would misread.
    pub fn refuse_newer(&self) -> Result<(), StoreError> {
        if self.version > self.newest {
            return Err(StoreError::NewerSchema { found: self.version, known: self.newest });
        }
        Ok(())
    }

    /// Refuses every schema but this program's own.
    pub fn refuse_other(&self) -> Result<(), StoreError> {
        self.refuse_newer()?;
        match self.version {
            0 => Err(StoreError::NoSchema),
            version if version < self.newest => {
                Err(StoreError::OlderSchema { found: version, known: self.newest })
            }
            _ => Ok(()),
        }
    }
}

struct Number(i64);

impl FromRow for Number {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.int("value")?))
    }
}

struct Stamp(Kind);

impl FromRow for Stamp {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.code("value", Kind::from_code)?))
    }
}
