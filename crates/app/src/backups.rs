//! Backups: both databases as sealed files, taken while the service runs; looked through; brought back.
//!
//! The main database is copied first and the shred store second, so that no case in the pair misses its key, and
//! never to one place: whoever finds one of the two opens nothing, and the copies of the shred store are kept for
//! a short time only, because erasing a case ends when the last copy of its key is gone.
//! The machine holds public keys only: it can make backups and open none.

mod file;
mod restore;

use std::path::{Path, PathBuf};

use havenward_domain::access::Actor;
pub use havenward_store::Schema;
pub use havenward_store::snapshot::SnapshotError;
use havenward_store::snapshot::{self, Engine};
use havenward_store::{Db, Standing, installation, journal};
use havenward_vault::archive::HolderKey;
use jiff::{SignedDuration, Timestamp};

pub use file::{FileError, Header};
pub use restore::{Copies, Whole, restore};

use crate::AppError;

/// How long copies of the shred store are kept: what was erased longer ago is in no backup any more.
pub const SHRED_COPIES_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);
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
    /// One backup at a time.
    #[error("another backup is running (mend: wait until it has ended)")]
    Running,
    /// Nothing was ever written there.
    #[error("the database was never served (mend: havenward serve, once)")]
    NeverServed,
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
/// [`BackupError`]; then no new file stands at either place, unless both are whole and it was an old copy of the keys
/// that could not be taken away.
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
        Err(std::fs::TryLockError::WouldBlock) => Err(BackupError::Running),
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
        _ => Err(BackupError::NeverServed),
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
