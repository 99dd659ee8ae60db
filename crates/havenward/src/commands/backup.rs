//! `havenward backup`: both databases as sealed files, each at its own place, while the service runs.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use havenward_app::backups::{self, BackupError, Plan, Schema, SnapshotError};
use havenward_vault::archive::{HolderKey, HolderPrivateKey};
use serde_json::json;

use crate::config::{self, Config};
use crate::exit::{BadInput, Refused, Unavailable};
use crate::{output, start};

/// Copies both databases while they are in use, sealed, each to its own place.
#[derive(Args)]
pub struct Backup {
    #[command(subcommand)]
    command: Option<BackupCommand>,
}

#[derive(Subcommand)]
enum BackupCommand {
    /// Make the pair of keys with which backups are sealed and opened.
    Key(Key),
}

#[derive(Args)]
struct Key {
    /// Name of the two files: NAME.private opens backups and is kept elsewhere, NAME.public seals them.
    #[arg(long, default_value = "backup-key")]
    out: PathBuf,
}

impl Backup {
    /// Runs the command.
    pub async fn run(self, path: &Path, json: bool) -> Result<ExitCode> {
        match self.command {
            Some(BackupCommand::Key(key)) => key.run(json),
            None => take(path, json).await,
        }
    }
}

impl Key {
    fn run(self, json: bool) -> Result<ExitCode> {
        let (private, public) = (with_ending(&self.out, "private"), with_ending(&self.out, "public"));
        for path in [&private, &public] {
            if path.exists() {
                let path = path.display();
                return Err(BadInput(format!("{path}: exists already (mend: choose another --out)")).into());
            }
        }
        let (key, holder) = HolderPrivateKey::generate();
        write_new(&private, &key.text())?;
        write_new(&public, &holder.text())?;
        output::answer(json, &json!({ "private": private, "public": public }), || {
            format!(
                "Made {0} and {1}.\n\
                 Move {0} away from this machine: on paper or on a stick, in a safe. It alone opens the backups.\n\
                 Name {1} in the configuration, [backup] holders = [{1:?}]. A second pair, held by somebody else, \
                 keeps one lost stick from losing everything.",
                private.display(),
                public.display(),
            )
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

/// Writes a line into a new file for the owner's eyes only.
fn write_new(path: &Path, line: &str) -> Result<()> {
    let mut file = output::new_file(path).with_context(|| path.display().to_string())?;
    writeln!(file, "{line}")?;
    Ok(file.sync_all()?)
}

async fn take(path: &Path, json: bool) -> Result<ExitCode> {
    let config = Config::read(path)?;
    let plan = plan(path, &config)?;
    let taken = backups::take(&plan, (start::wall_clock())(), progress("sealed")).await;
    end_progress();
    let taken = taken.map_err(refusal)?;
    let value = json!({
        "main": taken.main, "shred": taken.shred, "entries": taken.entries, "forgotten": taken.forgotten,
    });
    output::answer(json, &value, || {
        let gone = match taken.forgotten.len() {
            0 => String::new(),
            1 => "\nOne copy of the shred store was older than seven days and is gone.".to_owned(),
            n => format!("\n{n} copies of the shred store were older than seven days and are gone."),
        };
        format!(
            "Sealed {}\nand    {}\n\
             Everything acknowledged before is in them: {} entries of the journal at least.{gone}\n\
             Not in them: pepper.secret, journal.secret. Keep those in two other places.\n\
             Look through it where the private key is: havenward verify-backup MAIN SHRED --key FILE",
            taken.main.display(),
            taken.shred.display(),
            taken.entries,
        )
    })?;
    Ok(ExitCode::SUCCESS)
}

fn plan(path: &Path, config: &Config) -> Result<Plan> {
    let Some(backup) = &config.backup else {
        let path = path.display();
        let message = format!(
            "{path}: no [backup] section (mend: add main_to, shred_to and holders, as havenward.example.toml shows)"
        );
        return Err(BadInput(message).into());
    };
    start::refuse_shared_store(config)?;
    Ok(Plan {
        database: config.database.url.clone(),
        shred: config.shred.url.clone(),
        from: from(config, backup),
        holders: backup.holders.iter().map(|path| holder(path)).collect::<Result<_>>()?,
        main_to: backup.main_to.clone(),
        shred_to: backup.shred_to.clone(),
        scratch: scratch(path, config),
    })
}

/// Where an open copy lies for a moment: where the database lies, for PostgreSQL beside the configuration.
pub fn scratch(path: &Path, config: &Config) -> PathBuf {
    start::sqlite_file(&config.database.url).map_or(start::folder(path), start::folder).to_owned()
}

fn from(config: &Config, backup: &config::Backup) -> Option<[String; 2]> {
    if backup.from_database.is_none() && backup.from_shred.is_none() {
        return None;
    }
    let main = backup.from_database.as_ref().unwrap_or(&config.database.url);
    let shred = backup.from_shred.as_ref().unwrap_or(&config.shred.url);
    Some([main.clone(), shred.clone()])
}

fn holder(path: &Path) -> Result<HolderKey> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        BadInput(format!("{}: {error} (mend: havenward backup key makes one)", path.display()))
    })?;
    HolderKey::parse(&text)
        .map_err(|_| BadInput(format!("{}: not the public half of a backup key", path.display())).into())
}

/// Shows on a terminal how many bytes are done.
pub fn progress(done: &'static str) -> impl FnMut(Schema, u64) {
    const STEP: u64 = 16 * 1024 * 1024;
    let mut shown = 0;
    let is_watched = std::io::stderr().is_terminal();
    move |schema, bytes| {
        let name = if schema == Schema::Main { "database" } else { "shred store" };
        if is_watched && (bytes < shown || bytes - shown >= STEP) {
            shown = bytes;
            // Progress is a courtesy: a closed terminal must not end the backup.
            let _ = write!(std::io::stderr(), "\r\x1b[K{name}: {} MiB {done}", bytes / 1024 / 1024);
        }
    }
}

/// Leaves the line of the progress.
pub fn end_progress() {
    if std::io::stderr().is_terminal() {
        let _ = write!(std::io::stderr(), "\r\x1b[K");
    }
}

/// Finds the exit code of what went wrong.
pub fn refusal(error: BackupError) -> anyhow::Error {
    match error {
        BackupError::App(error) => error.into(),
        BackupError::Places(message) => BadInput(message).into(),
        BackupError::Snapshot(SnapshotError::Store(error)) => havenward_app::AppError::from(error).into(),
        BackupError::Running | BackupError::Snapshot(SnapshotError::NoProgram(_)) => {
            Unavailable(error.to_string()).into()
        }
        BackupError::Pair(_) | BackupError::NotWhole(_) => Refused(error.to_string()).into(),
        BackupError::NeverServed | BackupError::File(_) | BackupError::Snapshot(_) => {
            BadInput(error.to_string()).into()
        }
    }
}
