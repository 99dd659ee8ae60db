//! The journal's rows: insert in the act's transaction, number at commit, read for verification.
//!
//! SQLite: the batch leader numbers just before the commit, so what is acknowledged is in the tree.
//! PostgreSQL: one node at a time numbers what has been committed.

use std::sync::Arc;

use havenward_domain::access::{Act, Action, Permit};
use havenward_domain::compartment::Compartments;
use havenward_domain::id::{CaseId, EntryId, UnitId};
use havenward_domain::journal::{Author, Entry, Outcome};
use jiff::Timestamp;

use crate::conn::Conn;
use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

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

/// An entry with its place in the tree, as verification and the readings of the journal want it.
#[derive(Debug, Clone)]
pub struct Numbered {
    /// The entry and its stored leaf hash, to be compared with one computed from the entry; none if the
    /// row holds what no entry of ours can hold, which verification must be able to say.
    pub entry: Option<(Entry, [u8; 32])>,
    /// Its index in the tree.
    pub index: u64,
}

impl FromRow for Numbered {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { entry: entry_of(row).ok(), index: size_of(row, "tree_index")? })
    }
}

fn entry_of(row: &Row) -> Result<(Entry, [u8; 32]), StoreError> {
    let bits = row.int("opened")?;
    let opened = Compartments::from_bits(bits);
    if opened.bits() != bits {
        return Err(StoreError::Corrupt("opened"));
    }
    let entry = Entry {
        id: row.parsed::<EntryId>("id")?,
        at: row.at("at")?,
        ordinal: u16::try_from(row.int("ordinal")?).map_err(|_| StoreError::Corrupt("ordinal"))?,
        author: row.parsed::<Author>("author")?,
        unit: row.maybe_parsed::<UnitId>("unit_id")?,
        action: row.code("action", Action::from_code)?,
        case: row.maybe_parsed::<CaseId>("case_id")?,
        object: row.text("object")?,
        opened,
        purpose: row.text("purpose")?,
        basis: row.text("basis")?,
        outcome: row.code("outcome", Outcome::from_code)?,
        commitment: row.digest("commitment")?,
        details: row.maybe_sealed("sealed_details")?,
    };
    Ok((entry, row.digest("leaf")?))
}

/// Reads at most `limit` numbered entries from index `first` on, in the order of the tree.
///
/// The skeleton names nobody, so verification needs no permit.
pub async fn numbered_from(tx: &mut Tx, first: u64, limit: i64) -> Result<Vec<Numbered>, StoreError> {
    // Beyond the largest index of a column there is nothing.
    let Ok(first) = i64::try_from(first) else { return Ok(Vec::new()) };
    tx.all(
        "select id, at, ordinal, author, unit_id, action, case_id, object, opened, purpose, basis, outcome,
             commitment, leaf, tree_index, sealed_details
         from journal_entries
         where tree_index >= $1
         order by tree_index
         limit $2",
        vec![first.into(), limit.into()],
    )
    .await
}

/// An entry as the readings of the journal want it, whether numbered yet or not.
#[derive(Debug, Clone)]
pub struct Written {
    /// The entry.
    pub entry: Entry,
}

impl FromRow for Written {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        entry_of(row).map(|(entry, _)| Self { entry })
    }
}

/// Reads at most `limit` entries about the permit's case after the entry `after`, oldest first.
pub async fn of_case<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    after: Option<EntryId>,
    limit: i64,
) -> Result<Vec<Written>, StoreError> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    tx.all(
        "select id, at, ordinal, author, unit_id, action, case_id, object, opened, purpose, basis, outcome,
             commitment, leaf, tree_index, sealed_details
         from journal_entries
         where case_id = $1 and ($2 = '' or (at, ordinal, id) > (
             select seen.at, seen.ordinal, seen.id
             from journal_entries seen
             where seen.id = $2 and seen.case_id = $1
         ))
         order by at, ordinal, id
         limit $3",
        vec![permit.case()?.into(), after.into(), limit.into()],
    )
    .await
}

/// Reads at most `limit` entries in which members of a unit opened something of the permit's case.
pub async fn opened_by_unit<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    unit: UnitId,
    limit: i64,
) -> Result<Vec<Written>, StoreError> {
    tx.all(
        "select id, at, ordinal, author, unit_id, action, case_id, object, opened, purpose, basis, outcome,
             commitment, leaf, tree_index, sealed_details
         from journal_entries
         where case_id = $1 and unit_id = $2 and opened > 0
         order by at, ordinal, id
         limit $3",
        vec![permit.case()?.into(), unit.into(), limit.into()],
    )
    .await
}

/// Reads at most `limit` entries in which one author opened something of the permit's case.
pub async fn opened_by_author<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    author: Author,
    limit: i64,
) -> Result<Vec<Written>, StoreError> {
    tx.all(
        "select id, at, ordinal, author, unit_id, action, case_id, object, opened, purpose, basis, outcome,
             commitment, leaf, tree_index, sealed_details
         from journal_entries
         where case_id = $1 and author = $2 and opened > 0
         order by at, ordinal, id
         limit $3",
        vec![permit.case()?.into(), author.to_string().into(), limit.into()],
    )
    .await
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

/// A reading or export of a case by another unit, in code words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub action: Action,
    /// Compartments that were opened; empty for a package.
    pub opened: Compartments,
}

impl FromRow for Seen {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            at: row.at("at")?,
            action: row.code("action", Action::from_code)?,
            opened: Compartments::from_bits(row.int("opened")?),
        })
    }
}

/// What a unit read or took of the permit's case since an instant: it cannot be recalled.
pub async fn seen_by_unit<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    unit: UnitId,
    since: Timestamp,
) -> Result<Vec<Seen>, StoreError> {
    tx.all(
        "select at, action, opened
         from journal_entries
         where case_id = $1 and unit_id = $2 and at >= $3 and outcome = 'done'
             and (opened <> 0 or action in ('offer.read', 'offer.answer'))
         order by at, ordinal, id
         limit 1000",
        vec![permit.case()?.into(), unit.into(), since.into()],
    )
    .await
}
