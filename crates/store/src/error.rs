//! What can go wrong between the house and its database.

/// A fault of the store, as far as a caller can do something about it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else changed the thing in between, or it exists already.
    #[error("changed by somebody else in between")]
    Conflict,
    /// The disk is full or the device fails. Nothing was saved.
    #[error("the disk is full or failing; nothing was saved")]
    Disk,
    /// The database cannot be reached or stays locked. Nothing was saved.
    #[error("the database is not available; nothing was saved")]
    Unavailable,
    /// The batch to which this act belonged was not committed. Nothing was saved.
    #[error("the commit failed; nothing was saved")]
    NotCommitted,
    /// The answer to a commit was lost: it may be on the disk or not.
    #[error("the answer of the database was lost; ask again whether it was saved")]
    InDoubt,
    /// A row holds what it cannot hold.
    #[error("column {0} holds what it cannot hold")]
    Corrupt(&'static str),
    /// A statement and its values do not fit. A fault in the program.
    #[error("a statement wants {wanted} values and was given {given}")]
    BindCount {
        /// Highest placeholder in the text.
        wanted: usize,
        /// Values given.
        given: usize,
    },
    /// A permit is about another kind of object. A fault in the program.
    #[error(transparent)]
    Permit(#[from] havenward_domain::access::WrongObject),
    /// The transaction has already failed.
    #[error("the transaction has already failed; nothing was saved")]
    Failed,
    /// The SQLite library is older than the oldest that is safe for us.
    #[error("SQLite {0} is older than {1}")]
    OldLibrary(String, &'static str),
    /// There is no database, or one without our tables.
    #[error("no database is there (mend: restore it, or havenward init)")]
    NoSchema,
    /// The schema is of an older program.
    #[error(
        "the database's schema is {found}, this program's is {known} (mend: back up, then havenward serve, which brings it up to date)"
    )]
    OlderSchema {
        /// The newest step that was taken.
        found: i64,
        /// The newest step that this program knows.
        known: i64,
    },
    /// The schema is of a newer program.
    #[error("the database's schema is {found}, this program knows {known} (mend: use the newer program)")]
    NewerSchema {
        /// The newest step that was taken.
        found: i64,
        /// The newest step that this program knows.
        known: i64,
    },
    /// The roles of the second wall are missing and the connecting user may not make them.
    #[error(
        "the roles that keep the data of units apart are missing, and this user may not make them \
         (mend: as an administrator of the server run)\n{0}"
    )]
    Roles(String),
    /// The second wall does not stand.
    #[error("the wall between the data of units does not stand: {0}")]
    Wall(String),
    /// The schema could not be brought up to date.
    #[error("the schema could not be brought up to date: {0}")]
    Migration(String),
    /// The journal could not be extended.
    #[error("the journal could not be extended: {0}")]
    Journal(String),
    /// Anything else the driver said: its code only, for its text can quote a value.
    #[error("the database refused a statement ({0})")]
    Driver(String),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(db) => {
                let code = db.code().unwrap_or_default().into_owned();
                if db.is_unique_violation() {
                    return Self::Conflict;
                }
                match code.as_str() {
                    // SQLite: full, I/O error and its extended codes; PostgreSQL: disk full, I/O error.
                    "13" | "53100" | "58030" => Self::Disk,
                    // PostgreSQL: serialization failure, deadlock.
                    "40001" | "40P01" => Self::Conflict,
                    // SQLite: busy, locked; PostgreSQL: too many connections, shutting down.
                    "5" | "6" | "261" | "517" | "53300" | "57P01" | "57P02" | "57P03" => Self::Unavailable,
                    code if is_sqlite_io_error(code) => Self::Disk,
                    _ => Self::Driver(code),
                }
            }
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unavailable,
            _ => Self::Driver("driver".to_owned()),
        }
    }
}

/// SQLITE_IOERR is 10; its extended codes keep 10 in the lowest byte (sqlite.org, result codes).
fn is_sqlite_io_error(code: &str) -> bool {
    code.parse::<i64>().is_ok_and(|code| code & 0xff == 10)
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;

    #[test]
    fn what_the_driver_quotes_reaches_neither_the_error_nor_its_source() {
        for error in [
            sqlx::Error::Protocol("Canary".to_owned()),
            sqlx::Error::Decode("Canary".into()),
            sqlx::Error::InvalidArgument("Canary".to_owned()),
        ] {
            let error = StoreError::from(error);
            assert!(!format!("{error} {error:?}").contains("Canary"));
            assert!(error.source().is_none());
        }
    }
}
