//! `havenward config`: is the configuration right, and what is in force.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use serde_json::json;

use crate::config::Config;
use crate::{output, start};

/// Configuration.
#[derive(Subcommand)]
pub enum ConfigCommand {
    /// Check the configuration, its secrets and the country's profile.
    Check,
    /// Show what is in force: file, environment and defaults together. Secrets are never shown.
    Show,
}

impl ConfigCommand {
    /// Runs the command.
    pub fn run(&self, path: &Path, json: bool) -> Result<ExitCode> {
        let config = Config::read(path)?;
        match self {
            Self::Check => {
                start::refuse_shared_store(&config)?;
                start::secrets(&config)?;
                start::profiles(&config)?;
                start::instruments(&config)?;
                let value = json!({ "config": path, "ok": true });
                output::answer(json, &value, || format!("{}: good.", path.display()))?;
            }
            Self::Show => {
                let shown = config.shown();
                let text = toml::to_string(&shown)?;
                output::answer(json, &shown, || text)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
