//! The one binary: commands, configuration, wiring. No rules.

mod commands;
mod config;
mod exit;
mod output;
mod start;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A National Referral Mechanism against human trafficking, in one program.
#[derive(Parser)]
#[command(name = "havenward", version, max_term_width = 100)]
struct Arguments {
    /// Configuration file.
    #[arg(long, global = true, env = "HAVENWARD_CONFIG", default_value = "havenward.toml")]
    config: PathBuf,
    /// Answer as JSON.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a configuration, secrets and a new database.
    Init(commands::init::Init),
    /// Serve the API.
    Serve,
    /// Make and list units.
    #[command(subcommand)]
    Units(commands::units::Units),
    /// Make and list accounts.
    #[command(subcommand)]
    Users(commands::users::Users),
    /// Verify the journal.
    #[command(subcommand)]
    Journal(commands::journal::Journal),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    output::trace();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return exit::report(&error.into()),
    };
    match runtime.block_on(run(arguments)) {
        Ok(code) => code,
        Err(error) => exit::report(&error),
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let Arguments { config, json, command } = arguments;
    match command {
        Command::Init(init) => init.run(&config, json).await,
        Command::Serve => commands::serve::run(&config).await,
        Command::Units(units) => units.run(&config, json).await,
        Command::Users(users) => users.run(&config, json).await,
        Command::Journal(journal) => journal.run(&config, json).await,
    }
}
