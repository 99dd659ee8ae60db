//! Rows as they come back: read by column name into domain types, never serialised.

use std::fmt;
use std::str::FromStr;

use havenward_domain::sealed::Sealed;
use jiff::Timestamp;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

use crate::StoreError;

/// A row of either engine.
pub enum Row {
    /// From SQLite.
    Sqlite(SqliteRow),
    /// From PostgreSQL.
    Postgres(PgRow),
}

/// What can be read from a row.
pub trait FromRow: Sized {
    /// Reads the columns it needs by name.
    fn from_row(row: &Row) -> Result<Self, StoreError>;
}

macro_rules! get {
    ($self:ident, $column:ident) => {
        match $self {
            Row::Sqlite(row) => row.try_get($column),
            Row::Postgres(row) => row.try_get($column),
        }
        .map_err(|_| StoreError::Corrupt($column))
    };
}

impl Row {
    /// A text.
    pub fn text(&self, column: &'static str) -> Result<String, StoreError> {
        get!(self, column)
    }

    /// A text or null.
    pub fn maybe_text(&self, column: &'static str) -> Result<Option<String>, StoreError> {
        get!(self, column)
    }

    /// A number.
    pub fn int(&self, column: &'static str) -> Result<i64, StoreError> {
        get!(self, column)
    }

    /// A number or null.
    pub fn maybe_int(&self, column: &'static str) -> Result<Option<i64>, StoreError> {
        get!(self, column)
    }

    /// A flag.
    pub fn flag(&self, column: &'static str) -> Result<bool, StoreError> {
        get!(self, column)
    }

    /// Bytes.
    pub fn bytes(&self, column: &'static str) -> Result<Vec<u8>, StoreError> {
        get!(self, column)
    }

    /// Bytes or null.
    pub fn maybe_bytes(&self, column: &'static str) -> Result<Option<Vec<u8>>, StoreError> {
        get!(self, column)
    }

    /// Thirty-two bytes.
    pub fn digest(&self, column: &'static str) -> Result<[u8; 32], StoreError> {
        self.bytes(column)?.try_into().map_err(|_| StoreError::Corrupt(column))
    }

    /// Sealed bytes.
    pub fn sealed(&self, column: &'static str) -> Result<Sealed, StoreError> {
        self.bytes(column).map(Sealed::from_bytes)
    }

    /// Sealed bytes or null.
    pub fn maybe_sealed(&self, column: &'static str) -> Result<Option<Sealed>, StoreError> {
        Ok(self.maybe_bytes(column)?.map(Sealed::from_bytes))
    }

    /// An instant or null.
    pub fn maybe_at(&self, column: &'static str) -> Result<Option<Timestamp>, StoreError> {
        let micros = self.maybe_int(column)?.map(Timestamp::from_microsecond).transpose();
        micros.map_err(|_| StoreError::Corrupt(column))
    }

    /// An instant.
    pub fn at(&self, column: &'static str) -> Result<Timestamp, StoreError> {
        Timestamp::from_microsecond(self.int(column)?).map_err(|_| StoreError::Corrupt(column))
    }

    /// Anything with a text form: an id, a code. Only the spelling that we write is accepted: another
    /// would mean the same here and be overlooked by every query that compares the text.
    pub fn parsed<T: FromStr + fmt::Display>(&self, column: &'static str) -> Result<T, StoreError> {
        one_spelling(&self.text(column)?).ok_or(StoreError::Corrupt(column))
    }

    /// Anything with a text form, or null.
    pub fn maybe_parsed<T: FromStr + fmt::Display>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, StoreError> {
        self.maybe_text(column)?
            .map(|text| one_spelling(&text).ok_or(StoreError::Corrupt(column)))
            .transpose()
    }

    /// A code that a domain enum knows.
    pub fn code<T>(&self, column: &'static str, find: fn(&str) -> Option<T>) -> Result<T, StoreError> {
        find(&self.text(column)?).ok_or(StoreError::Corrupt(column))
    }
}

fn one_spelling<T: FromStr + fmt::Display>(text: &str) -> Option<T> {
    text.parse().ok().filter(|value: &T| value.to_string() == text)
}
