//! `havenward completions` and `havenward man`: what shells and readers of manuals want.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, Command};
use clap_complete::Shell;
use serde_json::json;

use crate::output;

/// Completions of a shell, on standard output.
#[derive(Args)]
pub struct Completions {
    /// The shell.
    shell: Shell,
}

impl Completions {
    /// Runs the command.
    pub fn run(&self, mut command: Command) -> Result<ExitCode> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut command, "havenward", &mut text);
        std::io::stdout().lock().write_all(&text)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Manual pages, one a command.
#[derive(Args)]
pub struct Man {
    /// The folder to write into; it is made if it is not there.
    folder: PathBuf,
}

impl Man {
    /// Runs the command.
    pub fn run(&self, command: Command, json: bool) -> Result<ExitCode> {
        std::fs::create_dir_all(&self.folder).with_context(|| self.folder.display().to_string())?;
        clap_mangen::generate_to(command.disable_help_subcommand(true), &self.folder)
            .with_context(|| self.folder.display().to_string())?;
        let folder = self.folder.display().to_string();
        output::answer(json, &json!({ "folder": folder }), || format!("Manual pages are in {folder}."))?;
        Ok(ExitCode::SUCCESS)
    }
}
