//! Profiles as cases began under them: each file word for word. Nothing about anybody.

use havenward_domain::access::{Permit, act};
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// A profile that was in force here once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileRow {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// The file's name.
    pub file: String,
    /// The file, word for word.
    pub body: String,
    /// Keyed digest of all this, so that a change behind the program's back is seen.
    pub digest: Vec<u8>,
    /// Since when it is kept.
    pub kept_at: Timestamp,
}

impl FromRow for ProfileRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let version = row.int("version")?;
        Ok(Self {
            id: row.text("id")?,
            version: u32::try_from(version).map_err(|_| StoreError::Corrupt("version"))?,
            file: row.text("file")?,
            body: row.text("body")?,
            digest: row.bytes("digest")?,
            kept_at: row.at("kept_at")?,
        })
    }
}

/// Keeps a profile; a conflict if this version is kept already.
pub async fn keep(tx: &mut Tx, _permit: &Permit<act::Tick>, row: &ProfileRow) -> Result<(), StoreError> {
    tx.run(
        "insert into profiles (id, version, file, body, digest, kept_at)
         values ($1, $2, $3, $4, $5, $6)",
        vec![
            row.id.as_str().into(),
            i64::from(row.version).into(),
            row.file.as_str().into(),
            row.body.as_str().into(),
            row.digest.clone().into(),
            row.kept_at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The profile of this id and version, if it was ever in force here.
pub async fn with_version(tx: &mut Tx, id: &str, version: u32) -> Result<Option<ProfileRow>, StoreError> {
    tx.one(
        "select id, version, file, body, digest, kept_at
         from profiles
         where id = $1 and version = $2",
        vec![id.into(), i64::from(version).into()],
    )
    .await
}
