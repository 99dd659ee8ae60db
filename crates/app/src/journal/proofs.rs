//! Proofs for people outside: that an entry is in the journal, and that the journal only grew.
//!
//! Whoever keeps a checkpoint, a newspaper or a colleague in another ministry, holds the journal to it: it can be
//! added to, and nothing before the checkpoint can be changed without it showing. A proof is checked with the
//! journal's public key alone, without the database.

use havenward_domain::access::Actor;
use havenward_domain::id::EntryId;
use havenward_store::journal;
use havenward_vault::checkpoint::{Checkpoint, CheckpointError, VerifyingKey};
use havenward_vault::hex;
use havenward_vault::merkle::{
    Hash, consistency_proof, inclusion_proof, leaf_hash, root, verify_consistency, verify_inclusion,
};
use serde::{Deserialize, Serialize};

use super::PAGE;
use crate::record::{leaf, leaf_bytes};
use crate::{App, AppError};

/// A proof that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, tag = "proves", rename_all = "snake_case")]
pub enum Proof {
    /// That an entry is in the journal.
    Entry {
        /// The skeleton of the entry as it was hashed, in hexadecimal: deterministic CBOR, nothing sealed.
        entry: String,
        /// Its place, counted from 0.
        index: u64,
        /// The hashes on the way to the root, in hexadecimal.
        path: Vec<String>,
        /// The signed checkpoint over the tree.
        checkpoint: String,
    },
    /// That one checkpoint continues another.
    Growth {
        /// The older checkpoint, as somebody kept it.
        older: String,
        /// The newer one.
        newer: String,
        /// The hashes that lead from one root to the other, in hexadecimal.
        path: Vec<String>,
    },
}

/// Why a proof was not made, or does not hold.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// The installation.
    #[error(transparent)]
    App(#[from] AppError),
    /// What was given as a checkpoint of this journal is none.
    #[error("the checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// No such entry has a place under a signature.
    #[error("no entry of this id stands under a signed checkpoint (mend: wait a second, or look at the id)")]
    NoEntry,
    /// Nothing was signed yet.
    #[error("nothing was signed yet (mend: havenward serve, once)")]
    NothingSigned,
    /// The journal is shorter than what somebody was shown, or another: entries were changed or cut off.
    #[error("THE JOURNAL DOES NOT CONTINUE THIS CHECKPOINT: entries before it were changed or cut off")]
    NotContinued,
    /// The proof itself.
    #[error("the proof does not hold: {0}")]
    DoesNotHold(&'static str),
}

impl From<havenward_store::StoreError> for ProofError {
    fn from(error: havenward_store::StoreError) -> Self {
        Self::App(error.into())
    }
}

/// The leaves under the newest checkpoint, the checkpoint, and where the wanted entry stands.
struct Tree {
    leaves: Vec<Hash>,
    note: String,
    found: Option<(u64, Vec<u8>)>,
}

/// The newest signed checkpoint, to be kept by somebody else.
///
/// # Errors
/// [`ProofError::NothingSigned`] before the first.
pub async fn newest_checkpoint(app: &App) -> Result<String, ProofError> {
    let mut tx = app.0.db.read(&Actor::Operator, app.now()).await?;
    let head = journal::read_head(&mut tx).await;
    let note = match head.as_ref().ok().and_then(|head| head.checkpoint) {
        Some((size, _)) => {
            journal::checkpoints_after(&mut tx, size.saturating_sub(1), 1).await.map(|mut rows| rows.pop())
        }
        None => Ok(None),
    };
    tx.undo().await;
    head?;
    note?.map(|row| row.note).ok_or(ProofError::NothingSigned)
}

/// Proves that an entry is in the journal, under its newest checkpoint.
///
/// # Errors
/// [`ProofError::NoEntry`] for an id that has no place there.
pub async fn prove_entry(app: &App, id: EntryId) -> Result<Proof, ProofError> {
    let tree = read(app, Some(id)).await?;
    let (index, entry) = tree.found.ok_or(ProofError::NoEntry)?;
    let at = usize::try_from(index).map_err(|_| ProofError::NoEntry)?;
    let path = inclusion_proof(&tree.leaves, at).map_err(|_| ProofError::NoEntry)?;
    Ok(Proof::Entry { entry: hex::encode(&entry), index, path: texts(&path), checkpoint: tree.note })
}

/// Proves that the journal continues a checkpoint that somebody kept.
///
/// # Errors
/// [`ProofError::Checkpoint`] if this journal's key never signed it, [`ProofError::NotContinued`] if the journal is
/// another one by now: then somebody changed what had been signed.
pub async fn prove_growth(app: &App, older: &str) -> Result<Proof, ProofError> {
    let kept = app.0.secrets.signing.verifying_key().verify(older)?;
    let tree = read(app, None).await?;
    let size = usize::try_from(kept.size).map_err(|_| ProofError::NotContinued)?;
    let before = tree.leaves.get(..size).ok_or(ProofError::NotContinued)?;
    if root(before) != kept.root {
        return Err(ProofError::NotContinued);
    }
    let path = consistency_proof(&tree.leaves, size).map_err(|_| ProofError::NotContinued)?;
    Ok(Proof::Growth { older: older.to_owned(), newer: tree.note, path: texts(&path) })
}

async fn read(app: &App, wanted: Option<EntryId>) -> Result<Tree, ProofError> {
    let note = newest_checkpoint(app).await?;
    let signed = app.0.secrets.signing.verifying_key().verify(&note)?;
    let mut tx = app.0.db.read(&Actor::Operator, app.now()).await?;
    let found = leaves(&mut tx, signed.size, wanted).await;
    tx.undo().await;
    let (leaves, found) = found?;
    if leaves.len() as u64 != signed.size || root(&leaves) != signed.root {
        return Err(ProofError::NotContinued);
    }
    Ok(Tree { leaves, note, found })
}

type Found = (Vec<Hash>, Option<(u64, Vec<u8>)>);

/// Hashes the entries themselves: what is stored as their hash could have been changed with them.
async fn leaves(
    tx: &mut havenward_store::Tx,
    size: u64,
    wanted: Option<EntryId>,
) -> Result<Found, ProofError> {
    let (mut leaves, mut found) = (Vec::new(), None);
    while (leaves.len() as u64) < size {
        let page = journal::numbered_from(tx, leaves.len() as u64, PAGE).await?;
        if page.is_empty() {
            break;
        }
        for row in page.into_iter().take_while(|row| row.index < size) {
            let Some((entry, _)) = row.entry else { return Err(ProofError::NotContinued) };
            if wanted == Some(entry.id) {
                found = Some((row.index, leaf_bytes(&entry)?));
            }
            leaves.push(Hash(leaf(&entry)?));
        }
    }
    Ok((leaves, found))
}

/// What a proof shows, once it was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// An entry with this leaf is at this place of a journal of this size.
    Entry(u64, u64),
    /// A journal grew from one size to another, and nothing before changed.
    Growth(u64, u64),
}

/// Checks a proof with the journal's public key. No database is asked.
///
/// # Errors
/// [`ProofError::Checkpoint`] for a signature of somebody else, [`ProofError::DoesNotHold`] for everything else.
pub fn check(proof: &Proof, key: &VerifyingKey) -> Result<Shown, ProofError> {
    match proof {
        Proof::Entry { entry, index, path, checkpoint } => {
            let Checkpoint { size, root, .. } = key.verify(checkpoint)?;
            let bytes = hex::decode(entry).ok_or(ProofError::DoesNotHold("the entry is no hexadecimal"))?;
            verify_inclusion(&leaf_hash(&bytes), *index, size, &hashes(path)?, &root)
                .map_err(|_| ProofError::DoesNotHold("this entry is not at this place"))?;
            Ok(Shown::Entry(*index, size))
        }
        Proof::Growth { older, newer, path } => {
            let (older, newer) = (key.verify(older)?, key.verify(newer)?);
            verify_consistency(older.size, &older.root, newer.size, &newer.root, &hashes(path)?)
                .map_err(|_| ProofError::DoesNotHold("the newer checkpoint does not continue the older"))?;
            Ok(Shown::Growth(older.size, newer.size))
        }
    }
}

fn texts(path: &[Hash]) -> Vec<String> {
    path.iter().map(ToString::to_string).collect()
}

fn hashes(path: &[String]) -> Result<Vec<Hash>, ProofError> {
    let one = |text: &String| hex::decode(text).and_then(|bytes| Hash::from_slice(&bytes));
    path.iter().map(one).collect::<Option<_>>().ok_or(ProofError::DoesNotHold("a hash is none"))
}
