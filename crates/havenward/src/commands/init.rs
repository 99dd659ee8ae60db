//! `havenward init`: configuration, secrets, a new database.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
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
}

impl Init {
    /// Runs the command.
    pub async fn run(self, path: &Path, json: bool) -> Result<ExitCode> {
        let origin: Origin =
            self.journal.parse().map_err(|_| BadInput("--journal: no spaces or plus signs".to_owned()))?;
        let base = path.parent().filter(|base| !base.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (pepper, journal) = (base.join("pepper.secret"), base.join("journal.secret"));
        // All or nothing: what stays half made would refuse the next attempt.
        for path in [path, &pepper, &journal] {
            if path.exists() {
                let path = path.display();
                let message = format!("{path}: exists already (mend: choose another folder with --config)");
                return Err(BadInput(message).into());
            }
        }
        std::fs::create_dir_all(base).with_context(|| base.display().to_string())?;
        let text = self.text();
        start::refuse_shared_store(&Config::parse_at(path, &text)?)?;
        write_secret(&pepper, Pepper::generate().text().as_str())?;
        write_secret(&journal, SigningKey::generate(origin).text().as_str())?;
        write_new(path, &text, 0o600)?;

        let app = start::live(&Config::read(path)?).await?;
        app.stop().await;
        output::answer(json, &json!({ "config": path }), || {
            format!(
                "Made {0}, two secrets beside it, and a new database.\n\
                 Keep pepper.secret, journal.secret, the database and the shred store in different backups.\n\
                 Next: havenward units add, havenward users add, havenward serve.",
                path.display()
            )
        })?;
        Ok(ExitCode::SUCCESS)
    }

    fn text(&self) -> String {
        format!(
            "[database]\nurl = {:?}\n\n[shred]\nurl = {:?}\n\n\
             [secrets]\npepper_file = \"pepper.secret\"\njournal_key_file = \"journal.secret\"\n\n\
             [server]\nlisten = \"{}\"\n",
            self.database, self.shred, self.listen
        )
    }
}

fn write_secret(path: &Path, text: &str) -> Result<()> {
    write_new(path, &format!("{text}\n"), 0o600)
}

fn write_new(path: &Path, text: &str, mode: u32) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    let mut file = options.open(path).with_context(|| path.display().to_string())?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(())
}
