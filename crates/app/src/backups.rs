//! Backups: both databases as sealed files, taken while the service runs; looked through; brought back.
//!
//! The main database is copied first and the shred store second, so that no case in the pair misses its key, and
//! never to one place: whoever finds one of the two opens nothing, and the copies of the shred store are kept for
//! a short time only, because erasing a case ends when the last copy of its key is gone.
//! The machine holds public keys only: it can make backups and open none.

mod file;

use std::path::{Path, PathBuf};

use havenward_domain::access::Actor;
pub use havenward_store::Schema;
pub use havenward_store::snapshot::SnapshotError;
use havenward_store::snapshot::{self, Engine};
use havenward_store::{Db, Standing, cases, installation, journal, shred};
use havenward_vault::archive::{HolderKey, HolderPrivateKey};
use jiff::{SignedDuration, Timestamp};

pub use file::{FileError, Header};

use crate::doctor::{CLOCK_SLACK, NUMBERED_WITHIN};
use crate::{App, AppError, Settings};

/// How long copies of the shred store are kept: what was erased longer ago is in no backup any more.
pub const SHRED_COPIES_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Cases looked through at a time.
const PAGE: i64 = 1_000;
/// How the files of both databases are called.
const ENDING: &str = "archive";

/// Why a backup was not made, or is none.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The databases.
    #[error(transparent)]
    App(#[from] AppError),
    /// A copy could not be made or brought back.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// A sealed file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The places are not what they must be.
    #[error("{0}")]
    Places(String),
    /// The two files do not belong together.
    #[error("{0}")]
    Pair(String),
    /// It was opened, and what was found is not whole.
    #[error("the backup is not whole: {0}")]
    NotWhole(String),
}

impl From<havenward_store::StoreError> for BackupError {
    fn from(error: havenward_store::StoreError) -> Self {
        Self::App(error.into())
    }
}

/// What is copied, for whom, and to where.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Address of the main database.
    pub database: String,
    /// Address of the shred store.
    pub shred: String,
    /// Addresses under which both are copied, if not those: on PostgreSQL a login that may pass row policies.
    pub from: Option<[String; 2]>,
    /// Who can open the backups.
    pub holders: Vec<HolderKey>,
    /// Folder for copies of the main database.
    pub main_to: PathBuf,
    /// Folder for copies of the shred store, in another place.
    pub shred_to: PathBuf,
    /// Folder in which a copy lies until it is sealed; it must be as safe as the databases.
    pub scratch: PathBuf,
}

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The sealed main database.
    pub main: PathBuf,
    /// The sealed shred store.
    pub shred: PathBuf,
    /// Entries of the journal that are in it at least.
    pub entries: u64,
    /// Copies of the shred store that were too old and are gone.
    pub forgotten: Vec<PathBuf>,
}

/// Takes a backup of everything that was acknowledged before this call, while others go on writing.
///
/// # Errors
/// [`BackupError`]; then no new file stands at either place.
pub async fn take(
    plan: &Plan,
    now: Timestamp,
    mut seen: impl FnMut(Schema, u64),
) -> Result<Taken, BackupError> {
    check_places(plan)?;
    let _alone = alone(&plan.scratch)?;
    let (kind, pair, entries) = described(&plan.database, now).await?;
    let header = |schema: Schema| Header {
        format: 1,
        database: schema.into(),
        engine: Engine::of(address(plan, schema)).code().to_owned(),
        kind: kind.code().to_owned(),
        pair: pair.clone(),
        taken_at: now,
        entries: (schema == Schema::Main).then_some(entries),
    };
    let main = seal(plan, &header(Schema::Main), Schema::Main, &mut seen).await?;
    let shred = match seal(plan, &header(Schema::Shred), Schema::Shred, &mut seen).await {
        Ok(shred) => shred,
        Err(error) => {
            // Half a backup would be taken for a whole one.
            let _ = std::fs::remove_file(&main);
            return Err(error);
        }
    };
    let forgotten = forget_old_keys(&plan.shred_to, &pair, now)?;
    Ok(Taken { main, shred, entries, forgotten })
}

/// One backup at a time: two would write to the same copy.
fn alone(scratch: &Path) -> Result<std::fs::File, BackupError> {
    let path = scratch.join(".backup.lock");
    let wrong = |error| FileError::Io(path.clone(), error);
    let lock = std::fs::File::options().create(true).append(true).open(&path).map_err(wrong)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(std::fs::TryLockError::WouldBlock) => {
            Err(BackupError::Places("another backup is running (mend: wait until it has ended)".to_owned()))
        }
        Err(std::fs::TryLockError::Error(error)) => Err(wrong(error).into()),
    }
}

fn address(plan: &Plan, schema: Schema) -> &str {
    let [main, shred] = plan.from.as_ref().map_or([&plan.database, &plan.shred], <[String; 2]>::each_ref);
    match schema {
        Schema::Main => main,
        Schema::Shred => shred,
    }
}

async fn seal(
    plan: &Plan,
    header: &Header,
    schema: Schema,
    seen: &mut impl FnMut(Schema, u64),
) -> Result<PathBuf, BackupError> {
    let (name, folder) = match schema {
        Schema::Main => ("main", &plan.main_to),
        Schema::Shred => ("shred", &plan.shred_to),
    };
    let target = folder.join(format!("{name}-{}.{ENDING}", header.taken_at.strftime("%Y%m%dT%H%M%SZ")));
    if target.exists() {
        return Err(SnapshotError::Occupied(target.display().to_string()).into());
    }
    // Under the same name each time: what a killed backup left behind goes with the next.
    let copy = Scratch(plan.scratch.join(format!(".backup-{name}.copy")));
    copy.clear();
    snapshot::take(address(plan, schema), &copy.0).await?;
    file::write(&copy.0, &target, header, &plan.holders, |bytes| seen(schema, bytes))?;
    Ok(target)
}

/// A copy that is not sealed yet, and goes whatever happens.
struct Scratch(PathBuf);

impl Scratch {
    fn clear(&self) {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let mut path = self.0.clone().into_os_string();
            path.push(ending);
            // What is not there need not go.
            let _ = std::fs::remove_file(path);
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.clear();
    }
}

/// What kind of installation it is, the mark of its pair, and how far its journal has come.
async fn described(url: &str, now: Timestamp) -> Result<(installation::Kind, String, u64), BackupError> {
    Standing::of(url, Schema::Main).await?.refuse_other()?;
    let db = Db::open(url, Schema::Main, None).await?;
    let mut tx = db.read(&Actor::Operator, now).await?;
    let kind = installation::kind(&mut tx).await;
    let pair = installation::pair(&mut tx).await;
    let head = journal::read_head(&mut tx).await;
    tx.undo().await;
    db.close().await;
    match (kind?, pair?) {
        (Some(kind), Some(pair)) => Ok((kind, pair, head?.size)),
        _ => {
            Err(BackupError::Places("the database was never served (mend: havenward serve, once)".to_owned()))
        }
    }
}

/// Two folders, neither inside the other, that are there.
fn check_places(plan: &Plan) -> Result<(), BackupError> {
    let real = |name: &str, path: &Path| {
        path.canonicalize().map_err(|error| {
            let path = path.display();
            BackupError::Places(format!("backup.{name}: {path}: {error} (mend: mkdir -m 700 {path})"))
        })
    };
    let (main, shred) = (real("main_to", &plan.main_to)?, real("shred_to", &plan.shred_to)?);
    if main.starts_with(&shred) || shred.starts_with(&main) {
        let message = "backup.shred_to: name another place than backup.main_to: \
                       whoever finds both copies together holds what erasing should have ended";
        return Err(BackupError::Places(message.to_owned()));
    }
    if plan.holders.is_empty() {
        let message = "backup.holders: name at least one key file (mend: havenward backup key)";
        return Err(BackupError::Places(message.to_owned()));
    }
    Ok(())
}

/// Takes away our own copies of the shred store that have become too old.
fn forget_old_keys(folder: &Path, pair: &str, now: Timestamp) -> Result<Vec<PathBuf>, BackupError> {
    let mut gone = Vec::new();
    for (path, header) in archives(folder)? {
        let is_ours = header.database == file::Which::Shred && header.pair == pair;
        if is_ours && now.duration_since(header.taken_at) > SHRED_COPIES_FOR {
            std::fs::remove_file(&path).map_err(|error| FileError::Io(path.clone(), error))?;
            gone.push(path);
        }
    }
    Ok(gone)
}

/// The sealed files in a folder with what they say of themselves; others are passed over.
fn archives(folder: &Path) -> Result<Vec<(PathBuf, Header)>, FileError> {
    let wrong = |error| FileError::Io(folder.to_path_buf(), error);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        if path.extension().is_some_and(|ending| ending == ENDING)
            && let Ok(header) = file::read_header(&path)
        {
            found.push((path, header));
        }
    }
    found.sort_by_key(|(_, header)| header.taken_at);
    Ok(found)
}

/// When the newest copy in a folder was taken, as the files say.
pub fn newest(folder: &Path) -> Result<Option<Timestamp>, BackupError> {
    Ok(archives(folder)?.last().map(|(_, header)| header.taken_at))
}

/// Two sealed files that are to become databases again.
#[derive(Debug, Clone)]
pub struct Copies {
    /// The sealed main database.
    pub main: PathBuf,
    /// The sealed shred store, of the same time or later.
    pub shred: PathBuf,
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
        let part = Scratch(beside(url));
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

/// Where an opened copy lies until it is a database: beside it, or in the folder for passing files.
fn beside(url: &str) -> PathBuf {
    if let Some(path) = url.strip_prefix("sqlite:") {
        return format!("{path}.part").into();
    }
    let name = url.rsplit('/').next().unwrap_or_default().split('?').next().unwrap_or_default();
    std::env::temp_dir().join(format!("havenward-{}-{name}.part", std::process::id()))
}

fn check_pair(main: &Header, shred: &Header, settings: &Settings) -> Result<(), BackupError> {
    use file::Which;
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
        let page = cases::ids_after(&mut main, after, PAGE).await;
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
