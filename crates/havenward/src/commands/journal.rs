//! `havenward journal`: hold the journal against its hashes, its head, its checkpoints, and what others have kept.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use havenward_app::App;
use havenward_app::journal::{self, Proof, ProofError, Shown};
use havenward_domain::id::EntryId;
use havenward_vault::checkpoint::VerifyingKey;
use serde_json::json;

use crate::config::Config;
use crate::exit::{BadInput, Refused};
use crate::{exit, input, output, start};

/// The journal.
#[derive(Subcommand)]
pub enum Journal {
    /// Read every entry and verify the tree and its signed checkpoints.
    Verify,
    /// Print the newest signed checkpoint, for somebody outside to keep.
    Checkpoint,
    /// Print the public key with which checkpoints and proofs are checked.
    Key,
    /// Prove that an entry is in the journal.
    Prove {
        /// Id of the entry.
        entry: EntryId,
    },
    /// Prove that the journal continues a checkpoint that somebody kept.
    Consistency {
        /// File with the checkpoint.
        checkpoint: String,
    },
    /// Check a proof with the public key alone; no database is asked.
    Check {
        /// File with the proof, as `prove` or `consistency` printed it.
        proof: String,
        /// The public key, as `havenward journal key` printed it.
        #[arg(long)]
        key: String,
    },
}

impl Journal {
    /// Runs the command.
    pub async fn run(self, config: &Path, json: bool) -> Result<ExitCode> {
        match self {
            Self::Verify => verify(config, json).await,
            Self::Checkpoint => {
                let app = start::operator(&Config::read(config)?).await?;
                let note = journal::newest_checkpoint(&app).await;
                app.stop().await;
                let note = note.map_err(refusal)?;
                output::answer(json, &json!({ "checkpoint": note }), || note.trim_end().to_owned())?;
                Ok(ExitCode::SUCCESS)
            }
            Self::Key => {
                let key = start::secrets(&Config::read(config)?)?.signing.verifying_key().text();
                output::answer(json, &json!({ "key": key }), || key.clone())?;
                Ok(ExitCode::SUCCESS)
            }
            Self::Prove { entry } => prove(config, async |app| journal::prove_entry(app, entry).await).await,
            Self::Consistency { checkpoint } => {
                let older = input::text(&checkpoint)?;
                prove(config, async |app| journal::prove_growth(app, &older).await).await
            }
            Self::Check { proof, key } => check(&proof, &key, json),
        }
    }
}

/// Makes a proof and prints it: JSON, for it is read by `journal check` and by other people's tools.
async fn prove(config: &Path, make: impl AsyncFnOnce(&App) -> Result<Proof, ProofError>) -> Result<ExitCode> {
    let app = start::operator(&Config::read(config)?).await?;
    let proof = make(&app).await;
    app.stop().await;
    output::answer(true, &serde_json::to_value(proof.map_err(refusal)?)?, String::new)?;
    Ok(ExitCode::SUCCESS)
}

fn check(path: &str, key: &str, json: bool) -> Result<ExitCode> {
    let key: VerifyingKey = VerifyingKey::parse(key).map_err(|_| {
        BadInput("--key: not a public key (mend: havenward journal key prints it)".to_owned())
    })?;
    let proof: Proof = serde_json::from_str(&input::text(path)?)
        .map_err(|error| BadInput(format!("{path}:{}: not a proof: {error}", error.line())))?;
    let shown = journal::check(&proof, &key).map_err(refusal)?;
    let (value, said) = match shown {
        Shown::Entry(index, size) => (
            json!({ "holds": true, "index": index, "size": size }),
            format!("The proof holds: the entry is number {index} of a journal of {size} entries."),
        ),
        Shown::Growth(from, to) => (
            json!({ "holds": true, "from": from, "to": to }),
            format!(
                "The proof holds: the journal grew from {from} to {to} entries, and nothing before changed."
            ),
        ),
    };
    output::answer(json, &value, || said)?;
    Ok(ExitCode::SUCCESS)
}

fn refusal(error: ProofError) -> anyhow::Error {
    match error {
        ProofError::App(error) => error.into(),
        ProofError::Checkpoint(_) | ProofError::NoEntry => BadInput(error.to_string()).into(),
        other => Refused(other.to_string()).into(),
    }
}

async fn verify(config: &Path, json: bool) -> Result<ExitCode> {
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
