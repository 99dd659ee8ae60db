//! `havenward init`: configuration, secrets, a new database.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use havenward_vault::archive::HolderPrivateKey;
use havenward_vault::checkpoint::{Origin, SigningKey};
use havenward_vault::password::Pepper;
use serde_json::json;

use crate::config::Config;
use crate::exit::BadInput;
use crate::{output, start};

/// Makes a configuration, secrets and a new database.
#[derive(Args)]
pub struct Init {
    /// Database: sqlite:PATH or postgres://…
    #[arg(long, default_value = "sqlite:havenward.db")]
    database: String,
    /// Shred store, in another place than the database.
    #[arg(long, default_value = "sqlite:shred.db")]
    shred: String,
    /// Address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:8088")]
    listen: std::net::SocketAddr,
    /// Name of the journal in its signed checkpoints; the host name of the installation is a good one.
    #[arg(long, default_value = "havenward.local/journal")]
    journal: String,
    /// Folder for sealed copies of the main database; makes the pair of keys too. Nothing is copied yet.
    #[arg(long, value_name = "FOLDER", requires = "backup_shred")]
    backup_main: Option<PathBuf>,
    /// Folder for sealed copies of the shred store, in another place.
    #[arg(long, value_name = "FOLDER", requires = "backup_main")]
    backup_shred: Option<PathBuf>,
}

/// The keys of the first holder of backups, beside the configuration.
const BACKUP_KEY: &str = "backup-key";

impl Init {
    /// Runs the command.
    pub async fn run(self, path: &Path, json: bool) -> Result<ExitCode> {
        let origin: Origin =
            self.journal.parse().map_err(|_| BadInput("--journal: no spaces or plus signs".to_owned()))?;
        let base = start::folder(path);
        let (pepper, journal) = (base.join("pepper.secret"), base.join("journal.secret"));
        let [private, public] = ["private", "public"].map(|half| base.join(format!("{BACKUP_KEY}.{half}")));
        // All or nothing: what stays half made would refuse the next attempt.
        for path in [path, &pepper, &journal, &private, &public] {
            if path.exists() {
                let path = path.display();
                let message = format!("{path}: exists already (mend: choose another folder with --config)");
                return Err(BadInput(message).into());
            }
        }
        let text = self.text();
        let config = Config::parse_at(path, &text)?;
        let mut made = Made::default();
        made.folder(base)?;
        start::refuse_shared_store(&config)?;
        for url in [&config.database.url, &config.shred.url] {
            made.database(url)?;
        }
        made.secret(&pepper, Pepper::generate().text().as_str())?;
        made.secret(&journal, SigningKey::generate(origin).text().as_str())?;
        if self.backup_main.is_some() {
            let (key, holder) = HolderPrivateKey::generate();
            made.secret(&private, key.text().as_str())?;
            made.secret(&public, &holder.text())?;
        }
        made.file(path, &text)?;

        let app = start::live(&Config::read(path)?).await?;
        app.stop().await;
        made.stays();
        output::answer(json, &json!({ "config": path }), || {
            let backup = match self.backup_main {
                Some(_) => format!(
                    "Move {} away from this machine, into a safe: it alone opens the backups.\n",
                    private.display()
                ),
                None => String::new(),
            };
            format!(
                "Made {0}, two secrets beside it, and a new database.\n\
                 Keep pepper.secret, journal.secret, the database and the shred store in different backups.\n\
                 {backup}Next: havenward units add, havenward users add, havenward serve.",
                path.display()
            )
        })?;
        Ok(ExitCode::SUCCESS)
    }

    fn text(&self) -> String {
        let backup = match (&self.backup_main, &self.backup_shred) {
            (Some(main), Some(shred)) => format!(
                "\n[backup]\nmain_to = {:?}\nshred_to = {:?}\nholders = [\"{BACKUP_KEY}.public\"]\n",
                main.display().to_string(),
                shred.display().to_string()
            ),
            _ => String::new(),
        };
        format!(
            "[database]\nurl = {:?}\n\n[shred]\nurl = {:?}\n\n\
             [secrets]\npepper_file = \"pepper.secret\"\njournal_key_file = \"journal.secret\"\n\n\
             [server]\nlisten = \"{}\"\n{backup}",
            self.database, self.shred, self.listen
        )
    }
}

/// What was made so far; it is taken away again unless all of it could be made.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    /// From the outermost to the innermost.
    folders: Vec<PathBuf>,
}

impl Made {
    /// Makes a folder for the owner's eyes only, with those above it. One that is there stays as it is.
    fn folder(&mut self, folder: &Path) -> Result<()> {
        let missing = folder.ancestors().take_while(|one| !one.as_os_str().is_empty() && !one.exists());
        let mut missing: Vec<PathBuf> = missing.map(Path::to_path_buf).collect();
        missing.reverse();
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        for one in missing {
            builder.create(&one).with_context(|| one.display().to_string())?;
            self.folders.push(one);
        }
        Ok(())
    }

    /// A database that is not there yet will be made with the application.
    fn database(&mut self, url: &str) -> Result<()> {
        let Some(path) = start::sqlite_file(url) else { return Ok(()) };
        let folder = start::folder(path);
        if !folder.is_dir() {
            let folder = folder.display();
            let message = format!("{url}: there is no folder {folder} (mend: mkdir -m 700 {folder})");
            return Err(BadInput(message).into());
        }
        if !path.exists() {
            self.files.extend(start::sqlite_files(path));
        }
        Ok(())
    }

    fn secret(&mut self, path: &Path, text: &str) -> Result<()> {
        self.file(path, &format!("{text}\n"))
    }

    /// Writes a new file for the owner's eyes only.
    fn file(&mut self, path: &Path, text: &str) -> Result<()> {
        let mut file = output::new_file(path).with_context(|| path.display().to_string())?;
        self.files.push(path.to_owned());
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        Ok(())
    }

    /// Everything is there.
    fn stays(&mut self) {
        self.files.clear();
        self.folders.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        // What cannot be taken away was not made, or somebody put something beside it.
        for file in &self.files {
            let _ = std::fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = std::fs::remove_dir(folder);
        }
    }
}
