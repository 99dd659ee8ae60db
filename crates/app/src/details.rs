//! Details of the journal: sealed with a salt under the core of the case, bound to their entry by a
//! salted commitment.
//!
//! The commitment is part of the leaf and so of the tree. Whoever changes, swaps or removes details is
//! found by whoever may open the core; once the core is erased, what stays tells nothing.

use std::collections::BTreeMap;

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{CaseId, EntryId};
use havenward_domain::journal::Entry;
use havenward_domain::sealed::Sealed;
use havenward_domain::words::Words;
use havenward_store::journal;
use havenward_vault::key::{Key, sealed_version};
use havenward_vault::keyed_hash::{KeyedHash, Salt};
use havenward_vault::place::Place;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::keys::json;
use crate::{AppError, Ctx, Note};

/// Bytes of the salt in front of the details.
const SALT: usize = 32;
/// What an entry without details commits to.
const NOTHING: [u8; 32] = [0; 32];
/// Entries read at a time.
const PAGE: i64 = 1_000;

/// What an entry tells beside its skeleton: words by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Details(BTreeMap<String, Words>);

impl Details {
    pub(crate) fn with(mut self, name: &str, words: impl Into<String>) -> Self {
        self.0.insert(name.to_owned(), Words::new(words));
        self
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words of one name.
    pub fn of(&self, name: &str) -> Option<&Words> {
        self.0.get(name)
    }

    /// Every name with its words, for a page made for somebody who may read them.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Words)> {
        self.0.iter().map(|(name, words)| (name.as_str(), words))
    }
}

/// What is wrong with the details of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The entry commits to details that are gone.
    #[error("the details are gone")]
    Missing,
    /// They are not what the entry commits to.
    #[error("the details were altered")]
    Altered,
}

fn place(entry: EntryId) -> Place {
    Place::new("journal_entries", "sealed_details", entry)
}

fn commit(salt: &Salt, entry: EntryId, details: &[u8]) -> [u8; 32] {
    let id: [u8; 16] = entry.into();
    KeyedHash::salted(salt, "journal details").digest(&[&id, details])
}

/// Details behind their salt, as they are sealed.
pub(crate) struct Salted(Zeroizing<Vec<u8>>);

impl Salted {
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Ctx {
    pub(crate) async fn seal_details<A: Act>(
        &mut self,
        permit: &Permit<A>,
        entry: EntryId,
        details: &Details,
    ) -> Result<([u8; 32], Sealed, Salted), AppError> {
        let (version, key) = self.core_key_to_seal(permit).await?;
        let salt = Salt::generate();
        let words = json(details)?;
        let mut plain = Zeroizing::new(salt.expose().to_vec());
        plain.extend_from_slice(&words);
        let sealed = key.seal(&place(entry), version, &plain);
        Ok((commit(&salt, entry, &words), sealed, Salted(plain)))
    }
}

/// Opens the details of an entry and holds them against its commitment.
pub(crate) fn open(keys: &BTreeMap<u32, Key>, entry: &Entry) -> Result<Details, Fault> {
    let sealed = match (&entry.details, entry.commitment == NOTHING) {
        (None, true) => return Ok(Details::default()),
        (None, false) => return Err(Fault::Missing),
        (Some(_), true) => return Err(Fault::Altered),
        (Some(sealed), false) => sealed,
    };
    let (_, version) = sealed_version(sealed).ok_or(Fault::Altered)?;
    let key = keys.get(&version).ok_or(Fault::Altered)?;
    let plain = key.open(&place(entry.id), sealed).map_err(|_| Fault::Altered)?;
    parse(entry, plain.expose())
}

/// Reads salt and details that were opened, and holds them against the commitment of their entry.
pub(crate) fn parse(entry: &Entry, plain: &[u8]) -> Result<Details, Fault> {
    let (salt, words) = plain.split_first_chunk::<SALT>().ok_or(Fault::Altered)?;
    if commit(&Salt::from_bytes(*salt), entry.id, words) != entry.commitment {
        return Err(Fault::Altered);
    }
    serde_json::from_slice(words).map_err(|_| Fault::Altered)
}

/// Holds the details of every entry about a case against their commitments, in a session.
///
/// Returns the entries whose details do not hold. That the commitments themselves hold is what
/// [`crate::journal::verify`] shows, without opening anything.
pub async fn verify(ctx: &mut Ctx, case: CaseId) -> Result<Vec<(EntryId, Fault)>, AppError> {
    let permit = ctx.permit_on::<act::ReadTimeline>(case).await?;
    let note = Note::because("audit", "legal_obligation").opening(&[Compartment::Core]);
    let recorded = ctx.record(&permit, note).await?;
    let keys = ctx.core_keys(&permit, &recorded).await?;
    let mut faults = Vec::new();
    let mut after = None;
    loop {
        let page = journal::of_case(&mut ctx.tx, &permit, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(faults) };
        after = Some(last.entry.id);
        let found = page.iter().filter_map(|row| Some((row.entry.id, open(&keys, &row.entry).err()?)));
        faults.extend(found);
    }
}
