//! Facts about the installation itself: what kind of database this is, and which shred store is its own.

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// What a database is for. Live, exercise and demonstration never share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Invented people, for looking around.
    Demo,
    /// Invented people, for an exercise.
    Exercise,
    /// Real people.
    Live,
}

impl Kind {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Exercise => "exercise",
            Self::Live => "live",
        }
    }

    /// Finds the kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "demo" => Some(Self::Demo),
            "exercise" => Some(Self::Exercise),
            "live" => Some(Self::Live),
            _ => None,
        }
    }
}

struct KindRow(Kind);

impl FromRow for KindRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.code("value", Kind::from_code)?))
    }
}

/// Reads the stamp, if the database has one.
pub async fn kind(tx: &mut Tx) -> Result<Option<Kind>, StoreError> {
    let row: Option<KindRow> = tx.one("select value from installation where name = 'kind'", vec![]).await?;
    Ok(row.map(|KindRow(kind)| kind))
}

/// Stamps a new database. A stamp is never changed.
pub async fn stamp(tx: &mut Tx, kind: Kind) -> Result<(), StoreError> {
    tx.run("insert into installation (name, value) values ('kind', $1)", vec![kind.code().into()]).await?;
    Ok(())
}

struct PairRow(String);

impl FromRow for PairRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.text("value")?))
    }
}

/// Reads the mark that a database and its shred store share, of either of them.
pub async fn pair(tx: &mut Tx) -> Result<Option<String>, StoreError> {
    let row: Option<PairRow> = tx.one("select value from installation where name = 'pair'", vec![]).await?;
    Ok(row.map(|PairRow(pair)| pair))
}

/// Marks a new database, or a new shred store, as one of a pair.
pub async fn set_pair(tx: &mut Tx, pair: &str) -> Result<(), StoreError> {
    tx.run("insert into installation (name, value) values ('pair', $1)", vec![pair.into()]).await?;
    Ok(())
}
