//! The journal as a whole: extending the tree at commit, and verifying it from the first entry on.

mod proofs;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use havenward_domain::access::{Actor, act};
use havenward_store::journal::{self, Extend, Extended, Head};
use havenward_vault::merkle::{Frontier, Hash};
use jiff::{SignedDuration, Timestamp};

pub use proofs::{Proof, ProofError, Shown, check, newest_checkpoint, prove_entry, prove_growth};

use crate::record::leaf;
use crate::{App, AppError, Clock, Ctx, Note, Secrets};

/// A checkpoint is due after this many entries …
const CHECKPOINT_ENTRIES: u64 = 1_000;
/// … or after this time, whichever comes first.
const CHECKPOINT_AFTER: SignedDuration = SignedDuration::from_secs(1);
/// An entry that has waited longer than this for its place in the tree was not left there by us.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_secs(10);
/// Entries read at a time while verifying.
const PAGE: i64 = 5_000;

/// The arithmetic that the store calls just before a commit.
///
/// `closing` says that nobody will come later to sign what is fresh.
pub(crate) fn extender(secrets: Arc<Secrets>, clock: Clock, closing: Arc<AtomicBool>) -> Extend {
    Arc::new(move |head: &Head, leaves: &[[u8; 32]]| {
        let mut frontier = frontier_of(head).map_err(|error| error.to_string())?;
        for leaf in leaves {
            frontier.push(Hash(*leaf));
        }
        let now = clock();
        let is_due = match head.checkpoint {
            None => frontier.size() > 0,
            Some((size, at)) => {
                let fresh = frontier.size().saturating_sub(size);
                // A clock that was set back must not stop the signing until it has caught up.
                let passed = now.duration_since(at).abs();
                let is_closing = closing.load(Ordering::SeqCst);
                fresh > 0 && (is_closing || fresh >= CHECKPOINT_ENTRIES || passed >= CHECKPOINT_AFTER)
            }
        };
        let checkpoint = is_due.then(|| (now, secrets.signing.sign(frontier.size(), &frontier.root())));
        Ok(Extended { frontier: frontier.to_bytes(), checkpoint })
    })
}

fn frontier_of(head: &Head) -> Result<Frontier, Fault> {
    if head.size == 0 && head.frontier.is_empty() {
        return Ok(Frontier::new());
    }
    match Frontier::from_bytes(&head.frontier) {
        Ok(frontier) if frontier.size() == head.size => Ok(frontier),
        _ => Err(Fault::Head),
    }
}

/// How the journal stands by its newest checkpoint, without reading it through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Entries in the tree.
    pub entries: u64,
    /// Entries newer than the newest checkpoint.
    pub unsigned: u64,
    /// When the newest checkpoint was signed.
    pub signed_at: Option<Timestamp>,
    /// Whether its signature holds and, if nothing has come since, signs what is stored.
    pub holds: bool,
}

/// More entries than this are verified on the command line: it would take longer than a page may.
pub const MOST_ON_A_PAGE: u64 = 300_000;

/// Reads how the journal stands. For data protection; in the journal itself.
pub async fn standing(ctx: &mut Ctx) -> Result<Standing, AppError> {
    let permit = ctx.permit_in_unit::<act::ReadOversight>()?;
    let note = Note::because("audit", "legal_obligation");
    let head = journal::read_head(&mut ctx.tx).await?;
    let signed = head.checkpoint.map_or(0, |(size, _)| size);
    let newest = journal::checkpoints_after(&mut ctx.tx, signed.saturating_sub(1), 1).await?;
    let verifying = ctx.app.0.secrets.signing.verifying_key();
    let root = frontier_of(&head).ok().map(|frontier| frontier.root());
    let holds = newest.first().is_some_and(|row| {
        verifying
            .verify(&row.note)
            .is_ok_and(|found| found.size == signed && (signed < head.size || Some(found.root) == root))
    });
    ctx.record(&permit, note).await?;
    Ok(Standing {
        entries: head.size,
        unsigned: head.size.saturating_sub(signed),
        signed_at: head.checkpoint.map(|(_, at)| at),
        holds,
    })
}

/// What verification found wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The stored head is not a tree's head.
    #[error("the stored head is damaged")]
    Head,
    /// An index is missing or doubled.
    #[error("entry {0} is missing or out of place")]
    Gap(u64),
    /// The stored hash is not the entry's.
    #[error("entry {0} was altered")]
    Altered(u64),
    /// Entries stand beside the tree, where no hash and no signature covers them.
    #[error("{0} entries stand outside the tree")]
    Outside(i64),
    /// The entries do not add up to the stored head.
    #[error("the entries do not add up to the stored head: entries were cut off or put in")]
    OtherRoot,
    /// A checkpoint does not sign what the entries add up to.
    #[error("the checkpoint over {0} entries does not sign these entries")]
    Checkpoint(u64),
    /// Entries after this many are signed by no checkpoint.
    #[error("entries beyond {0} are signed by no checkpoint")]
    Unsigned(u64),
}

/// What verification has read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Entries in the tree.
    pub entries: u64,
    /// Checkpoints whose signature and root hold.
    pub checkpoints: u64,
    /// Root over all entries, in hexadecimal.
    pub root: String,
    /// Entries newer than the newest checkpoint.
    pub unsigned: u64,
    /// What is wrong; empty if nothing is.
    pub faults: Vec<Fault>,
}

/// Reads the whole journal and holds it against its hashes, its head and its checkpoints.
///
/// `seen` is told how many entries have been read so far.
pub async fn verify(app: &App, mut seen: impl FnMut(u64)) -> Result<Verified, AppError> {
    let mut tx = app.0.db.read(&Actor::Operator, app.now()).await?;
    let head = journal::read_head(&mut tx).await?;
    let verifying = app.0.secrets.signing.verifying_key();
    let mut faults = Vec::new();
    let mut frontier = Frontier::new();
    let mut checkpoints = 0;
    let mut signed = 0;
    let mut pending = journal::checkpoints_after(&mut tx, 0, PAGE).await?.into_iter().peekable();
    let mut next = 0;
    loop {
        let page = journal::numbered_from(&mut tx, next, PAGE).await?;
        if page.is_empty() {
            break;
        }
        for row in page {
            if row.index != next {
                faults.push(Fault::Gap(next));
            }
            next = row.index.saturating_add(1);
            let hash = match &row.entry {
                Some((entry, _)) => leaf(entry)?,
                None => [0; 32],
            };
            if row.entry.is_none_or(|(_, stored)| stored != hash) {
                faults.push(Fault::Altered(row.index));
            }
            frontier.push(Hash(hash));
            while let Some(row) = pending.next_if(|row| row.size <= frontier.size()) {
                signed = row.size;
                let holds = verifying
                    .verify(&row.note)
                    .is_ok_and(|found| found.size == frontier.size() && found.root == frontier.root());
                if holds {
                    checkpoints += 1;
                } else {
                    faults.push(Fault::Checkpoint(row.size));
                }
                if pending.peek().is_none() {
                    pending = journal::checkpoints_after(&mut tx, signed, PAGE).await?.into_iter().peekable();
                }
            }
        }
        seen(frontier.size());
    }
    faults.extend(pending.map(|row| Fault::Checkpoint(row.size)));
    match frontier_of(&head) {
        Ok(stored) if stored.size() == frontier.size() && stored.root() == frontier.root() => {}
        Ok(_) => faults.push(Fault::OtherRoot),
        Err(fault) => faults.push(fault),
    }
    let now = app.now();
    let outside = journal::count_outside(&mut tx, now - LONGEST_WAIT, now + LONGEST_WAIT).await?;
    if outside > 0 {
        faults.push(Fault::Outside(outside));
    }
    tx.undo().await;
    let unsigned = frontier.size().saturating_sub(signed);
    if frontier.size() > 0 && signed == 0 {
        faults.push(Fault::Unsigned(0));
    }
    Ok(Verified {
        entries: frontier.size(),
        checkpoints,
        root: frontier.root().to_string(),
        unsigned,
        faults,
    })
}
