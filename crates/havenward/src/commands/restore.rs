//! `havenward restore` and `havenward verify-backup`: from two sealed files to two databases.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use havenward_app::backups::{self, Copies, Whole};
use havenward_vault::archive::HolderPrivateKey;
use serde_json::json;
use zeroize::Zeroizing;

use super::backup::{end_progress, progress, refusal, scratch};
use crate::config::{Config, Database};
use crate::exit::BadInput;
use crate::{output, start};

/// Two sealed files, and the key that opens them.
#[derive(Args)]
struct Sealed {
    /// The sealed main database.
    main: PathBuf,
    /// The sealed shred store, taken with it or later.
    shred: PathBuf,
    /// File with the private half of a backup key.
    #[arg(long)]
    key: PathBuf,
}

/// Brings a backup back to where the configuration says that the databases are. Nothing may be there yet.
#[derive(Args)]
pub struct Restore {
    #[command(flatten)]
    sealed: Sealed,
}

/// Opens a backup for a moment, looks through all of it, and takes it away again.
#[derive(Args)]
pub struct VerifyBackup {
    #[command(flatten)]
    sealed: Sealed,
    /// For PostgreSQL: an empty database to open the main copy in; it is left filled, drop it afterwards.
    #[arg(long, value_name = "URL", requires = "into_shred")]
    into_database: Option<String>,
    /// For PostgreSQL: an empty database to open the copy of the shred store in.
    #[arg(long, value_name = "URL", requires = "into_database")]
    into_shred: Option<String>,
}

impl Sealed {
    fn key(&self) -> Result<HolderPrivateKey> {
        start::refuse_open_permissions(&self.key)?;
        let text = std::fs::read_to_string(&self.key).map(Zeroizing::new);
        let text = text.map_err(|error| BadInput(format!("{}: {error}", self.key.display())))?;
        HolderPrivateKey::parse(&text).map_err(|_| {
            let path = self.key.display();
            BadInput(format!("{path}: not the private half of a backup key")).into()
        })
    }

    async fn open(self, config: &Config, scratch: PathBuf) -> Result<Whole> {
        let key = self.key()?;
        let settings = start::settings(config)?;
        let copies = Copies { main: self.main, shred: self.shred, scratch };
        let whole = backups::restore(&copies, &key, settings, progress("opened")).await;
        end_progress();
        whole.map_err(refusal)
    }
}

fn value(whole: &Whole) -> serde_json::Value {
    json!({
        "taken_at": whole.taken_at, "entries": whole.entries, "root": whole.root, "cases": whole.cases,
    })
}

fn told(whole: &Whole) -> String {
    format!(
        "Copied on {}. {} entries of the journal, each held against its hashes and signatures; \
         {} cases, each with its key.\nRoot {}",
        whole.taken_at.strftime("%Y-%m-%d %H:%M UTC"),
        whole.entries,
        whole.cases,
        whole.root,
    )
}

impl Restore {
    /// Runs the command.
    pub async fn run(self, path: &Path, json: bool) -> Result<ExitCode> {
        let config = Config::read(path)?;
        let whole = self.sealed.open(&config, scratch(path, &config)).await?;
        output::answer(json, &value(&whole), || {
            format!(
                "The backup is back. {}\n\
                 What was written after it is not in it, and whoever was let in since must be let in again.\n\
                 Next: havenward doctor, havenward serve.",
                told(&whole)
            )
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

impl VerifyBackup {
    /// Runs the command.
    pub async fn run(self, path: &Path, json: bool) -> Result<ExitCode> {
        let mut config = Config::read(path)?;
        // As safe as the database, and as large.
        let folder = tempfile::Builder::new().prefix(".verify-").tempdir_in(scratch(path, &config))?;
        let embedded =
            |name: &str| Database { url: format!("sqlite:{}", folder.path().join(name).display()) };
        config.database = self.into_database.map_or(embedded("main.db"), |url| Database { url });
        config.shred = self.into_shred.map_or(embedded("shred.db"), |url| Database { url });
        let whole = self.sealed.open(&config, folder.path().to_owned()).await?;
        folder.close()?;
        output::answer(json, &value(&whole), || format!("The backup is whole. {}", told(&whole)))?;
        Ok(ExitCode::SUCCESS)
    }
}
