//! A database as one file: written while it is in use, checked, and brought back.
//!
//! SQLite writes the file itself; for PostgreSQL its own `pg_dump` and `pg_restore` do, which must be as new as
//! the server. The file holds what the database holds and is for the owner's eyes only.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use percent_encoding::percent_decode_str;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use url::Url;

use crate::conn::Conn;
use crate::db::make_for_the_owner;
use crate::row::{FromRow, Row};
use crate::{Schema, Standing, StoreError};

/// Which engine a database is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Engine {
    /// The engine of an address.
    pub fn of(url: &str) -> Self {
        if url.starts_with("sqlite:") { Self::Sqlite } else { Self::Postgres }
    }

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// Why a file was not written, checked or brought back.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The database itself.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file.
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    /// A program of PostgreSQL is not there.
    #[error(
        "{0} is not there (mend: install PostgreSQL's client programs, on Debian 'apt-get install postgresql-client')"
    )]
    NoProgram(&'static str),
    /// A program of PostgreSQL refused; what it said names no value of a row.
    #[error("{0}: {1}")]
    Program(&'static str, String),
    /// The address holds its password where it cannot be hidden from others on the machine.
    #[error(
        "write the password as postgres://USER:PASSWORD@HOST/NAME or keep it in ~/.pgpass, not behind '?'"
    )]
    Password,
    /// The file is damaged.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// Something is there already.
    #[error("{0} is there already (mend: name an empty place; nothing is ever written over a database)")]
    Occupied(String),
}

impl From<sqlx::Error> for SnapshotError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Writes everything that was committed before this call, and nothing half committed, to a new file.
/// Others go on writing meanwhile.
pub async fn take(url: &str, to: &Path) -> Result<(), SnapshotError> {
    if to.exists() {
        return Err(SnapshotError::Occupied(to.display().to_string()));
    }
    make_for_the_owner(to);
    let Some(path) = url.strip_prefix("sqlite:") else {
        let mut dump = command("pg_dump", url)?;
        dump.args(["--format=custom", "--no-owner", "--file"]).arg(to);
        return run(dump, "pg_dump").await;
    };
    let mut conn = sqlite(Path::new(path)).connect().await?;
    let to = to.to_str().ok_or_else(|| SnapshotError::Damaged("a path that is no text".to_owned()))?;
    let written = Conn::Sqlite(&mut conn).run("vacuum into $1", vec![to.to_owned().into()]).await;
    conn.close().await?;
    Ok(written.map(|_| ())?)
}

/// Refuses an address at which there is a database already.
pub async fn refuse_occupied(url: &str, schema: Schema) -> Result<(), SnapshotError> {
    match url.strip_prefix("sqlite:") {
        Some(path) if Path::new(path).exists() => Err(SnapshotError::Occupied(path.to_owned())),
        Some(_) => Ok(()),
        None if Standing::of(url, schema).await?.is_empty() => Ok(()),
        None => Err(SnapshotError::Occupied("the database".to_owned())),
    }
}

/// Makes a file a database again, at an address where none is, and looks whether it is whole.
pub async fn bring_back(file: &Path, url: &str, schema: Schema) -> Result<(), SnapshotError> {
    refuse_occupied(url, schema).await?;
    if let Some(path) = url.strip_prefix("sqlite:") {
        check(file).await?;
        return std::fs::rename(file, path).map_err(|error| SnapshotError::File(path.into(), error));
    }
    let mut restore = command("pg_restore", url)?;
    restore.args(["--no-owner", "--exit-on-error", "--single-transaction"]).arg(file);
    run(restore, "pg_restore").await
}

struct Text(String);

impl FromRow for Text {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.text("value")?))
    }
}

/// Reads every page of a SQLite file, and follows every reference.
async fn check(file: &Path) -> Result<(), SnapshotError> {
    let mut conn = sqlite(file).connect().await?;
    let found = look_through(&mut conn).await;
    conn.close().await?;
    match found?.as_slice() {
        [Text(said)] if said == "ok" => Ok(()),
        [Text(first), ..] => Err(SnapshotError::Damaged(first.clone())),
        [] => Err(SnapshotError::Damaged("it says nothing".to_owned())),
    }
}

async fn look_through(conn: &mut SqliteConnection) -> Result<Vec<Text>, StoreError> {
    let mut conn = Conn::Sqlite(conn);
    let whole = "select integrity_check as value from pragma_integrity_check";
    let loose = "select 'a row of ' || \"table\" || ' hangs on nothing' as value from pragma_foreign_key_check limit 1";
    let mut found: Vec<Text> = conn.all(whole, vec![]).await?;
    let loose: Vec<Text> = conn.all(loose, vec![]).await?;
    if !loose.is_empty() {
        found = loose;
    }
    Ok(found)
}

fn sqlite(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(path).create_if_missing(false).disable_statement_logging()
}

/// A program of PostgreSQL with its address; a password goes by the environment, which others cannot read.
fn command(program: &'static str, url: &str) -> Result<Command, SnapshotError> {
    let (url, password) = without_password(url)?;
    let mut command = Command::new(program);
    command.arg("--dbname").arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    Ok(command)
}

/// An address without its password, and the password. What is no URL, such as `host=/run`, holds none.
fn without_password(url: &str) -> Result<(String, Option<String>), SnapshotError> {
    let Ok(mut parsed) = Url::parse(url) else { return Ok((url.to_owned(), None)) };
    if parsed.query_pairs().any(|(name, _)| name == "password") {
        return Err(SnapshotError::Password);
    }
    let Some(password) = parsed.password() else { return Ok((url.to_owned(), None)) };
    let password =
        percent_decode_str(password).decode_utf8().map_err(|_| SnapshotError::Password)?.into_owned();
    parsed.set_password(None).map_err(|()| SnapshotError::Password)?;
    Ok((parsed.into(), Some(password)))
}

async fn run(mut command: Command, program: &'static str) -> Result<(), SnapshotError> {
    let done = tokio::task::spawn_blocking(move || command.output()).await;
    let output = match done {
        Ok(Ok(output)) => output,
        Ok(Err(error)) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(SnapshotError::NoProgram(program));
        }
        Ok(Err(error)) => return Err(SnapshotError::File(program.into(), error)),
        Err(_) => return Err(SnapshotError::Program(program, "it was interrupted".to_owned())),
    };
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    // The first line tells what is wrong; later ones may quote a row.
    let said = said.lines().next().unwrap_or("it failed and said nothing");
    Err(SnapshotError::Program(program, said.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_in_no_argument() {
        let (url, password) =
            without_password("postgres://nrm:a%2Fb@db.example/havenward?sslmode=require").unwrap();
        assert_eq!(url, "postgres://nrm@db.example/havenward?sslmode=require");
        assert_eq!(password.as_deref(), Some("a/b"));
        for plain in ["postgres://nrm@db/havenward", "postgres:///havenward?host=/run", "host=/run"] {
            assert_eq!(without_password(plain).unwrap(), (plain.to_owned(), None));
        }
        assert!(matches!(without_password("postgres://db/x?password=p"), Err(SnapshotError::Password)));
    }
}
