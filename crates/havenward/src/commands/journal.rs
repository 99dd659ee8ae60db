//! `havenward journal`: hold the journal against its hashes, its head and its checkpoints.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use havenward_app::journal;
use serde_json::json;

use crate::config::Config;
use crate::{exit, output, start};

/// The journal.
#[derive(Subcommand)]
pub enum Journal {
    /// Read every entry and verify the tree and its signed checkpoints.
    Verify,
}

impl Journal {
    /// Runs the command.
    pub async fn run(self, config: &Path, json: bool) -> Result<ExitCode> {
        let Self::Verify = self;
        let app = start::operator(&Config::read(config)?).await?;
        let mut progress = std::io::stderr();
        let is_watched = progress.is_terminal();
        let verified = journal::verify(&app, |seen| {
            if is_watched {
                // Progress is a courtesy: a closed terminal must not end the verification.
                let _ = write!(progress, "\r{seen} entries read");
            }
        })
        .await?;
        if is_watched {
            writeln!(progress)?;
        }
        app.stop().await;
        let faults: Vec<String> = verified.faults.iter().map(ToString::to_string).collect();
        let value = json!({
            "entries": verified.entries, "checkpoints": verified.checkpoints, "root": verified.root,
            "unsigned": verified.unsigned, "faults": faults,
        });
        output::answer(json, &value, || {
            let verdict = if faults.is_empty() {
                "The journal holds.".to_owned()
            } else {
                format!("THE JOURNAL DOES NOT HOLD:\n- {}", faults.join("\n- "))
            };
            format!(
                "{verdict}\n{} entries, {} checkpoints, {} entries newer than the last checkpoint.\nRoot {}",
                verified.entries, verified.checkpoints, verified.unsigned, verified.root
            )
        })?;
        Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(exit::REFUSED) })
    }
}
