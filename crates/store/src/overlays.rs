//! Crisis overlays: the signed file as it was switched on, and when it ended. Nothing about anybody.

use std::collections::BTreeSet;

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::UnitId;
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// An overlay that was switched on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlayRow {
    /// Its id.
    pub id: String,
    /// The profile that it changes.
    pub base: (String, i64),
    /// The first instant at which it may be in force.
    pub from: Timestamp,
    /// The first instant at which it is not in force any more.
    pub until: Timestamp,
    /// The signed file.
    pub file: String,
    /// Fingerprint of the file, which the journal names.
    pub digest: String,
    /// The unit that switched it on, which reviews it when it has ended.
    pub unit: UnitId,
    /// When it was switched on.
    pub switched_on_at: Timestamp,
    /// The parts that were switched off on their own.
    pub parts_off: BTreeSet<String>,
    /// When it ended and, if somebody ended it, why.
    pub ended: Option<(Timestamp, Option<String>)>,
}

impl FromRow for OverlayRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let ended_at = row.maybe_int("ended_at")?;
        let at = |micros| Timestamp::from_microsecond(micros).map_err(|_| StoreError::Corrupt("ended_at"));
        let reason = row.maybe_text("end_reason")?;
        Ok(Self {
            id: row.text("id")?,
            base: (row.text("base_id")?, row.int("base_version")?),
            from: row.at("from_at")?,
            until: row.at("until_at")?,
            file: row.text("file")?,
            digest: row.text("digest")?,
            unit: row.parsed("unit_id")?,
            switched_on_at: row.at("switched_on_at")?,
            parts_off: row.text("parts_off")?.split_whitespace().map(str::to_owned).collect(),
            ended: ended_at.map(at).transpose()?.map(|at| (at, reason)),
        })
    }
}

fn parts(off: &BTreeSet<String>) -> String {
    off.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Keeps an overlay; a conflict if its id was used before or another has not ended.
pub async fn insert(
    tx: &mut Tx,
    _permit: &Permit<act::SwitchOverlayOn>,
    row: &OverlayRow,
) -> Result<(), StoreError> {
    tx.run(
        "insert into crisis_overlays (id, base_id, base_version, from_at, until_at, file, digest, unit_id,
             switched_on_at, parts_off)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        vec![
            row.id.as_str().into(),
            row.base.0.as_str().into(),
            row.base.1.into(),
            row.from.into(),
            row.until.into(),
            row.file.as_str().into(),
            row.digest.as_str().into(),
            row.unit.into(),
            row.switched_on_at.into(),
            parts(&row.parts_off).into(),
        ],
    )
    .await?;
    Ok(())
}

/// The overlay that has not ended in the books, whatever the clock says of it.
pub async fn not_ended(tx: &mut Tx) -> Result<Option<OverlayRow>, StoreError> {
    tx.one(
        "select id, base_id, base_version, from_at, until_at, file, digest, unit_id, switched_on_at,
             parts_off, ended_at, end_reason
         from crisis_overlays
         where ended_at is null
         limit 1",
        vec![],
    )
    .await
}

/// The overlay with this id, long after it ended too.
pub async fn with_id(tx: &mut Tx, id: &str) -> Result<Option<OverlayRow>, StoreError> {
    tx.one(
        "select id, base_id, base_version, from_at, until_at, file, digest, unit_id, switched_on_at,
             parts_off, ended_at, end_reason
         from crisis_overlays
         where id = $1",
        vec![id.into()],
    )
    .await
}

/// The overlay that ended last.
pub async fn last_ended(tx: &mut Tx) -> Result<Option<OverlayRow>, StoreError> {
    tx.one(
        "select id, base_id, base_version, from_at, until_at, file, digest, unit_id, switched_on_at,
             parts_off, ended_at, end_reason
         from crisis_overlays
         where ended_at is not null
         order by ended_at desc, id
         limit 1",
        vec![],
    )
    .await
}

/// Writes which parts are switched off.
pub async fn set_parts_off(
    tx: &mut Tx,
    _permit: &Permit<act::SwitchOverlayOff>,
    id: &str,
    off: &BTreeSet<String>,
) -> Result<(), StoreError> {
    tx.run_one(
        "update crisis_overlays set parts_off = $2 where id = $1 and ended_at is null",
        vec![id.into(), parts(off).into()],
    )
    .await
}

/// Ends an overlay by somebody's act, with the reason.
pub async fn end(
    tx: &mut Tx,
    _permit: &Permit<act::SwitchOverlayOff>,
    id: &str,
    at: Timestamp,
    reason: &str,
) -> Result<(), StoreError> {
    tx.run_one(
        "update crisis_overlays set ended_at = $2, end_reason = $3 where id = $1 and ended_at is null",
        vec![id.into(), at.into(), reason.into()],
    )
    .await
}

/// Writes into the books that the time of an overlay is over. It was so by the clock already.
pub async fn expire<A: Act>(tx: &mut Tx, _permit: &Permit<A>, id: &str) -> Result<(), StoreError> {
    tx.run_one(
        "update crisis_overlays set ended_at = until_at where id = $1 and ended_at is null",
        vec![id.into()],
    )
    .await
}
