//! The readings of the journal: verification, a case's timeline, who opened what.

use havenward_domain::access::{Act, Action, Permit, act};
use havenward_domain::compartment::Compartments;
use havenward_domain::id::{CaseId, EntryId, UnitId};
use havenward_domain::journal::{Author, Entry, Outcome};
use jiff::Timestamp;

use super::size_of;
use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// Selects whole entries: the columns are listed here and nowhere else.
macro_rules! entries {
    ($rest:literal) => {
        entries!("", $rest)
    };
    ($more:literal, $rest:literal) => {
        concat!(
            "select id, at, ordinal, author, unit_id, action, case_id, object, opened, purpose, basis, outcome,
             commitment, leaf, tree_index, sealed_details",
            $more,
            "
         from journal_entries
         ",
            $rest
        )
    };
}
pub(crate) use entries;

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

pub(super) fn entry_of(row: &Row) -> Result<(Entry, [u8; 32]), StoreError> {
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
        entries!(
            "where tree_index >= $1
         order by tree_index
         limit $2"
        ),
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

/// What an account has opened of a case in one way.
#[derive(Debug, Clone, Copy)]
pub struct OpenedBy {
    /// The case.
    pub case: CaseId,
    /// The compartments.
    pub opened: Compartments,
    /// When for the last time.
    pub last_at: Timestamp,
}

impl FromRow for OpenedBy {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            case: row.parsed("case_id")?,
            opened: Compartments::from_bits(row.int("opened")?),
            last_at: row.at("last_at")?,
        })
    }
}

/// What an author has opened as a member of the permit's unit, the latest first. Of cases that the reader may
/// not know, too: whoever asks leaves those out.
pub async fn opened_in_unit(
    tx: &mut Tx,
    permit: &Permit<act::ReadWhatTheyOpened>,
    author: Author,
    limit: i64,
) -> Result<Vec<OpenedBy>, StoreError> {
    tx.all(
        "select case_id, opened, max(at) as last_at
         from journal_entries
         where author = $1 and unit_id = $2 and opened > 0 and case_id is not null
         group by case_id, opened
         order by last_at desc, case_id, opened
         limit $3",
        vec![author.to_string().into(), permit.unit()?.into(), limit.into()],
    )
    .await
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
        entries!(
            "where case_id = $1 and ($2 = '' or (at, ordinal, id) > (
             select seen.at, seen.ordinal, seen.id
             from journal_entries seen
             where seen.id = $2 and seen.case_id = $1
         ))
         order by at, ordinal, id
         limit $3"
        ),
        vec![permit.case()?.into(), after.into(), limit.into()],
    )
    .await
}

/// Reads the last `limit` entries about the permit's case, the latest first.
pub async fn latest_of_case<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    limit: i64,
) -> Result<Vec<Written>, StoreError> {
    tx.all(
        entries!(
            "where case_id = $1
         order by at desc, ordinal desc, id desc
         limit $2"
        ),
        vec![permit.case()?.into(), limit.into()],
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
        entries!(
            "where case_id = $1 and unit_id = $2 and opened > 0
         order by at, ordinal, id
         limit $3"
        ),
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
        entries!(
            "where case_id = $1 and author = $2 and opened > 0
         order by at, ordinal, id
         limit $3"
        ),
        vec![permit.case()?.into(), author.to_string().into(), limit.into()],
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
