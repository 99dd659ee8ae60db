//! The journal's rows: insert in the act's transaction, number at commit, read for verification.
//!
//! SQLite: the batch leader numbers just before the commit, so what is acknowledged is in the tree.
//! PostgreSQL: one node at a time numbers what has been committed.

mod oversight;
mod readings;

use std::sync::Arc;

use havenward_domain::journal::Entry;
use jiff::Timestamp;

use crate::conn::Conn;
use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

pub use oversight::{Overseen, Overview, keep_for_oversight, of_officers, overseen};
pub use readings::{
    Numbered, OpenedBy, Seen, Written, latest_of_case, numbered_from, of_case, opened_by_author,
    opened_by_unit, opened_in_unit, seen_by_unit,
};

/// The tree's head as stored: only complete subtree hashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Entries in the tree.
    pub size: u64,
    /// The hashes of its complete subtrees, largest first, joined.
    pub frontier: Vec<u8>,
    /// Size and instant of the newest checkpoint.
    pub checkpoint: Option<(u64, Timestamp)>,
}

/// The tree after some leaves were added.
#[derive(Debug, Clone)]
pub struct Extended {
    /// The new frontier.
    pub frontier: Vec<u8>,
    /// A signed checkpoint over the new size, if one is due.
    pub checkpoint: Option<(Timestamp, String)>,
}

/// Extends the tree by leaf hashes. The vault's arithmetic, handed in from above.
pub type Extend = Arc<dyn Fn(&Head, &[[u8; 32]]) -> Result<Extended, String> + Send + Sync>;

struct HeadRow(u64, Vec<u8>);

impl FromRow for HeadRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(size_of(row, "size")?, row.bytes("frontier")?))
    }
}

struct CheckpointMark(u64, Timestamp);

impl FromRow for CheckpointMark {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(size_of(row, "size")?, row.at("at")?))
    }
}

struct Leaf([u8; 32]);

impl FromRow for Leaf {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.digest("leaf")?))
    }
}

fn size_of(row: &Row, column: &'static str) -> Result<u64, StoreError> {
    u64::try_from(row.int(column)?).map_err(|_| StoreError::Corrupt(column))
}

fn as_int(size: u64) -> Result<i64, StoreError> {
    i64::try_from(size).map_err(|_| StoreError::Corrupt("size"))
}

async fn head(conn: &mut Conn<'_>) -> Result<Head, StoreError> {
    let HeadRow(size, frontier) = conn
        .one("select size, frontier from journal_head where one = 1", vec![])
        .await?
        .ok_or(StoreError::Corrupt("journal_head"))?;
    let checkpoint = conn
        .one::<CheckpointMark>("select size, at from journal_checkpoints order by size desc limit 1", vec![])
        .await?
        .map(|CheckpointMark(size, at)| (size, at));
    Ok(Head { size, frontier, checkpoint })
}

/// Gives every unnumbered entry its index, extends the head, and writes a checkpoint if one is due.
pub(crate) async fn number(conn: &mut Conn<'_>, extend: &Extend) -> Result<(), StoreError> {
    let head = head(conn).await?;
    let first = as_int(head.size)?;
    let numbered = conn
        .run(
            "update journal_entries
             set tree_index = fresh.tree_index
             from (
                 select id, $1 - 1 + row_number() over (order by at, ordinal, id) as tree_index
                 from journal_entries
                 where tree_index is null
             ) fresh
             where journal_entries.id = fresh.id",
            vec![first.into()],
        )
        .await?;
    let mut leaves = Vec::new();
    if numbered > 0 {
        let rows: Vec<Leaf> = conn
            .all(
                "select leaf from journal_entries where tree_index >= $1 order by tree_index",
                vec![first.into()],
            )
            .await?;
        leaves.extend(rows.into_iter().map(|Leaf(hash)| hash));
    }
    let extended = extend(&head, &leaves).map_err(StoreError::Journal)?;
    let size = as_int(head.size.saturating_add(numbered))?;
    if numbered > 0 {
        conn.run(
            "update journal_head set size = $1, frontier = $2 where one = 1",
            vec![size.into(), extended.frontier.into()],
        )
        .await?;
    }
    if let Some((at, note)) = extended.checkpoint {
        conn.run(
            "insert into journal_checkpoints (size, at, note)
             values ($1, $2, $3)
             on conflict do nothing",
            vec![size.into(), at.into(), note.into()],
        )
        .await?;
    }
    Ok(())
}

/// Inserts an entry into the act's own transaction; its place in the tree comes at commit.
pub async fn insert(tx: &mut Tx, entry: &Entry, leaf: [u8; 32]) -> Result<(), StoreError> {
    tx.run(
        "insert into journal_entries (id, at, ordinal, author, unit_id, action, case_id, object, opened,
             purpose, basis, outcome, commitment, leaf, sealed_details)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        vec![
            entry.id.into(),
            entry.at.into(),
            i64::from(entry.ordinal).into(),
            entry.author.to_string().into(),
            entry.unit.into(),
            entry.action.code().into(),
            entry.case.into(),
            entry.object.as_str().into(),
            entry.opened.bits().into(),
            entry.purpose.as_str().into(),
            entry.basis.as_str().into(),
            entry.outcome.code().into(),
            entry.commitment.into(),
            leaf.into(),
            entry.details.as_ref().into(),
        ],
    )
    .await?;
    Ok(())
}

struct Count(i64);

impl FromRow for Count {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.int("n")?))
    }
}

/// Counts entries that stand in no place of the tree, but for those written between `since` and `until`,
/// which may still be waiting for theirs.
pub async fn count_outside(tx: &mut Tx, since: Timestamp, until: Timestamp) -> Result<i64, StoreError> {
    let count: Option<Count> = tx
        .one(
            "select count(*) as n
             from journal_entries
             where tree_index < 0 or tree_index is null and (at < $1 or at > $2)",
            vec![since.into(), until.into()],
        )
        .await?;
    Ok(count.map_or(0, |Count(n)| n))
}

struct At(Timestamp);

impl FromRow for At {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.at("at")?))
    }
}

/// Says whether nothing was ever written, numbered or not.
pub async fn is_empty(tx: &mut Tx) -> Result<bool, StoreError> {
    let any: Option<At> = tx.one("select at from journal_entries order by at limit 1", vec![]).await?;
    Ok(any.is_none())
}

/// When the newest entry in the tree was written.
pub async fn newest_at(tx: &mut Tx) -> Result<Option<Timestamp>, StoreError> {
    let row: Option<At> = tx
        .one(
            "select at from journal_entries where tree_index is not null order by tree_index desc limit 1",
            vec![],
        )
        .await?;
    Ok(row.map(|At(at)| at))
}

/// Reads the head.
pub async fn read_head(tx: &mut Tx) -> Result<Head, StoreError> {
    head(&mut tx.conn()?).await
}

/// A stored checkpoint.
#[derive(Debug, Clone)]
pub struct CheckpointRow {
    /// The size it signs.
    pub size: u64,
    /// The signed note.
    pub note: String,
}

impl FromRow for CheckpointRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { size: size_of(row, "size")?, note: row.text("note")? })
    }
}

/// Reads at most `limit` checkpoints that sign more than `after` entries, smallest first.
pub async fn checkpoints_after(
    tx: &mut Tx,
    after: u64,
    limit: i64,
) -> Result<Vec<CheckpointRow>, StoreError> {
    tx.all(
        "select size, note from journal_checkpoints where size > $1 order by size limit $2",
        vec![as_int(after)?.into(), limit.into()],
    )
    .await
}
