//! The project's own checks, `cargo xtask test` and its parts, and its benchmarks.
//!
//! Each subcommand is one noun with one file. Nothing here is shipped.

mod bench;
mod command;
mod install;
mod interrupt;
mod lint;
mod openapi;
mod pages;
mod postgres;
mod prove;
mod pyxform;
mod statements;
mod step;
mod suite;
mod test;
mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};

use crate::interrupt::Interrupt;

/// The project's own checks.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Run everything a change must pass: format, clippy, tidy and all tests on both engines.
    Test {
        /// Run only the tests whose name contains this text.
        #[arg(long, value_name = "FILTER")]
        only: Option<String>,
    },
    /// Run a benchmark of the release build and print its figures beside the goals.
    Bench {
        /// Which: `intake`, `open`, `pages`, `mixed`, `start`, `estimate`, `coverage`, `trends`, `scan`, `detection`,
        /// `link`, `release`, `screening` or `surge`.
        name: String,
        /// Where to write the figures as JSON; otherwise `target/bench/<NAME>.json`.
        #[arg(long, value_name = "PATH")]
        json: Option<PathBuf>,
    },
    /// Prove in full what every test run proves in part.
    Prove {
        /// What: `backup`, `kill` or `pages`.
        what: String,
    },
    /// Take the pictures of the pages into `docs/images/pages`.
    Screenshots,
    /// Write `docs/openapi.json` from the program.
    Openapi,
    /// Check the format and run clippy, refusing any warning.
    Lint,
    /// Check the rules that no compiler knows: walls, sizes, names, licences, links.
    Tidy,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<ExitCode> {
    let root = workspace_root()?;
    let interrupt = Interrupt::listen().context("listening for signals")?;
    match task {
        Task::Test { only } => Ok(test::run(&root, &interrupt, only.as_deref())),
        Task::Bench { name, json } => bench::run(&root, &interrupt, &name, json),
        Task::Prove { what } => prove::run(&root, &interrupt, &what),
        Task::Screenshots => pages::screenshots(&root, &interrupt),
        Task::Openapi => openapi::run(&root, &interrupt),
        Task::Lint => Ok(lint::run(&root, &interrupt)),
        Task::Tidy => tidy::run(&root),
    }
}

/// Finds the folder that holds the workspace, from the place of this crate.
fn workspace_root() -> anyhow::Result<PathBuf> {
    // Cargo sets the variable when it runs this program; the fallback is for the bare binary.
    let manifest_dir =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("xtask"), PathBuf::from);
    let root = manifest_dir.parent().map(PathBuf::from).context("xtask has no parent folder")?;
    Ok(if root.as_os_str().is_empty() { PathBuf::from(".") } else { root })
}
