//! The one binary: commands, configuration, wiring. No rules.

mod client;
mod commands;
mod config;
mod exit;
mod input;
mod output;
mod start;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

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
    /// Look around: invented people on a temporary database, on this machine only.
    Demo(commands::demo::Demo),
    /// Make a configuration, secrets and a new database.
    Init(commands::init::Init),
    /// Serve the API.
    Serve,
    /// Look whether everything is well, and change nothing.
    Doctor,
    /// Check and show the configuration.
    #[command(subcommand)]
    Config(commands::config::ConfigCommand),
    /// Make and list units; let colleagues into one's own.
    #[command(subcommand)]
    Units(commands::units::Units),
    /// Make and list accounts.
    #[command(subcommand)]
    Users(commands::users::Users),
    /// Verify the journal.
    #[command(subcommand)]
    Journal(commands::journal::Journal),
    /// Sign in to a server.
    Login(commands::login::Login),
    /// Sign out and forget the session.
    Logout,
    /// List and open cases, as the signed-in person may see them.
    #[command(subcommand)]
    Cases(commands::cases::Cases),
    /// Record first contacts.
    #[command(subcommand)]
    Contacts(commands::contacts::Contacts),
    /// Evaluate a screening on this machine.
    Screen(commands::screen::Screen),
    /// Check, show and compare the rules of countries.
    #[command(subcommand)]
    Profile(commands::profile::ProfileCommand),
    /// Print completions for a shell.
    Completions(commands::paper::Completions),
    /// Write the manual pages.
    Man(commands::paper::Man),
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
        Command::Demo(demo) => demo.run(json).await,
        Command::Init(init) => init.run(&config, json).await,
        Command::Serve => commands::serve::run(&config).await,
        Command::Doctor => commands::doctor::run(&config, json).await,
        Command::Config(command) => command.run(&config, json),
        Command::Units(units) => units.run(&config, json).await,
        Command::Users(users) => users.run(&config, json).await,
        Command::Journal(journal) => journal.run(&config, json).await,
        Command::Login(login) => login.run(json),
        Command::Logout => commands::login::logout(json),
        Command::Cases(cases) => cases.run(json),
        Command::Contacts(contacts) => contacts.run(json),
        Command::Screen(screen) => screen.run(json),
        Command::Profile(profile) => profile.run(&config, json),
        Command::Completions(completions) => completions.run(Arguments::command()),
        Command::Man(man) => man.run(Arguments::command(), json),
    }
}
