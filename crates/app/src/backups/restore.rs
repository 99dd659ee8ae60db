//! From two sealed files back to two databases, looked through from the first entry of the journal to the key of the
//! last case.

use std::path::{Path, PathBuf};

use havenward_domain::access::Actor;
use havenward_store::snapshot::{self, Engine};
use havenward_store::{Db, Schema, journal, listing, shred};
use havenward_vault::archive::HolderPrivateKey;
use jiff::Timestamp;

use super::file::{self, Header, Which};
use super::{BackupError, Scratch};
use crate::doctor::{CLOCK_SLACK, NUMBERED_WITHIN};
use crate::{App, AppError, Settings};

/// Cases looked through at a time.
const PAGE: i64 = 1_000;

/// Two sealed files that are to become databases again.
#[derive(Debug, Clone)]
pub struct Copies {
    /// The sealed main database.
    pub main: PathBuf,
    /// The sealed shred store, of the same time or later.
    pub shred: PathBuf,
    /// Folder in which an opened copy lies until PostgreSQL has taken it in; it must be as safe as the databases.
    pub scratch: PathBuf,
}

/// What was brought back, looked through from the first entry of its journal to the key of its last case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// When the main database was copied.
    pub taken_at: Timestamp,
    /// Entries in the journal, all of them held against its hashes and signatures.
    pub entries: u64,
    /// Root over all entries, in hexadecimal.
    pub root: String,
    /// Cases, each of which has its key.
    pub cases: u64,
}

/// Brings a backup back to where the settings say, where nothing may be yet, and looks through all of it.
///
/// Files lie beside their targets under another name until both are whole; of PostgreSQL the databases must be
/// empty. Nothing is served and nobody is let in.
///
/// # Errors
/// [`BackupError`]; a file that was begun is taken away again.
pub async fn restore(
    copies: &Copies,
    key: &HolderPrivateKey,
    settings: Settings,
    mut seen: impl FnMut(Schema, u64),
) -> Result<Whole, BackupError> {
    let (main, shred) = (file::read_header(&copies.main)?, file::read_header(&copies.shred)?);
    check_pair(&main, &shred, &settings)?;
    let both = [
        // The keys first: a database without its keys would look like one that was erased.
        (&copies.shred, &settings.shred, Schema::Shred),
        (&copies.main, &settings.database, Schema::Main),
    ];
    for (_, url, schema) in both {
        snapshot::refuse_occupied(url, schema).await?;
    }
    let mut opened = Vec::new();
    for (path, url, schema) in both {
        let part = Scratch(beside(url, schema, &copies.scratch));
        part.clear();
        file::open(path, &part.0, key, |bytes| seen(schema, bytes))?;
        opened.push((part, url, schema));
    }
    for (part, url, schema) in &opened {
        snapshot::bring_back(&part.0, url, *schema).await?;
        Db::migrate(url, *schema).await?;
    }
    look_through(&main, settings).await
}

/// Where an opened copy lies until it is a database: beside it, or in the folder for that.
fn beside(url: &str, schema: Schema, scratch: &Path) -> PathBuf {
    match (url.strip_prefix("sqlite:"), schema) {
        (Some(path), _) => format!("{path}.part").into(),
        (None, Schema::Main) => scratch.join(".restore-main.part"),
        (None, Schema::Shred) => scratch.join(".restore-shred.part"),
    }
}

fn check_pair(main: &Header, shred: &Header, settings: &Settings) -> Result<(), BackupError> {
    let wrong = |message: &str| Err(BackupError::Pair(message.to_owned()));
    if main.database != Which::Main || shred.database != Which::Shred {
        return wrong("give the copy of the main database first and that of the shred store second");
    }
    if main.pair != shred.pair {
        return wrong("the two copies are of two installations");
    }
    if shred.taken_at < main.taken_at {
        return wrong(
            "the copy of the shred store is older than that of the main database: cases could miss their keys \
             (mend: give the one that was taken with it, or a later one)",
        );
    }
    for (header, url) in [(main, &settings.database), (shred, &settings.shred)] {
        if header.engine != Engine::of(url).code() {
            return Err(BackupError::Pair(format!(
                "one copy is of {}, and the place for it is not (mend: name places of the same engine)",
                header.engine
            )));
        }
    }
    if main.kind != settings.kind.code() {
        return Err(BackupError::Pair(format!("the copy is of a {} installation", main.kind)));
    }
    Ok(())
}

/// Reads what was brought back: the journal from its first entry on, and for each case whether its key is there.
async fn look_through(header: &Header, settings: Settings) -> Result<Whole, BackupError> {
    let app = App::open(settings).await?;
    let late = number(&app, header.taken_at).await;
    let found = crate::journal::verify(&app, |_| {}).await;
    let without = without_key(&app).await;
    app.stop().await;
    let (late, found, (cases, without)) = (late?, found?, without?);
    if late > 0 {
        return Err(BackupError::NotWhole(format!("{late} entries of the journal stand outside its tree")));
    }
    if let Some(fault) = found.faults.first() {
        return Err(BackupError::NotWhole(fault.to_string()));
    }
    let promised = header.entries.unwrap_or(0);
    if found.entries < promised {
        let message = format!("{promised} entries were in the journal and {} are", found.entries);
        return Err(BackupError::NotWhole(message));
    }
    if without > 0 {
        return Err(BackupError::NotWhole(format!("{without} cases have no key")));
    }
    Ok(Whole { taken_at: header.taken_at, entries: found.entries, root: found.root, cases })
}

/// Gives the entries that were committed and not yet numbered when the copy was taken their place in the tree.
/// Tells how many others have none: they were not left there by us.
async fn number(app: &App, taken_at: Timestamp) -> Result<i64, AppError> {
    let (from, to) = (taken_at - NUMBERED_WITHIN, taken_at + CLOCK_SLACK);
    let mut main = app.0.db.read(&Actor::System, app.now()).await?;
    let late = journal::count_outside(&mut main, from, to).await;
    main.undo().await;
    let late = late?;
    if late == 0 {
        app.0.db.number_journal().await?;
    }
    Ok(late)
}

/// Counts the cases, and those whose key is missing.
async fn without_key(app: &App) -> Result<(u64, u64), AppError> {
    let (mut counted, mut without, mut after) = (0, 0, None);
    loop {
        let mut main = app.0.db.read(&Actor::System, app.now()).await?;
        let page = listing::ids_after(&mut main, after, PAGE).await;
        main.undo().await;
        let page = page?;
        let Some(last) = page.last() else { return Ok((counted, without)) };
        after = Some(*last);
        let mut keys = app.0.reserve.db.read(&Actor::System, app.now()).await?;
        for case in &page {
            counted += 1;
            without += u64::from(shred::key(&mut keys, *case).await?.is_none());
        }
        keys.undo().await;
    }
}
