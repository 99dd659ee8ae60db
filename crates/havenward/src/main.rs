//! The one binary: commands, configuration, wiring. No rules.

mod api;
mod client;
mod commands;
mod config;
mod exit;
mod input;
mod output;
mod start;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;

use api::Document;
use clap::parser::ValueSource;
use clap::{Command, CommandFactory, FromArgMatches, Parser, Subcommand};

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
    /// Act in the session of this name, for several people or roles on one machine.
    #[arg(long = "as", global = true, value_name = "NAME", env = "HAVENWARD_AS")]
    who: Option<String>,
    #[command(subcommand)]
    command: Own,
}

#[derive(Subcommand)]
enum Own {
    /// Look around: invented people on a temporary database, on this machine only.
    Demo(commands::demo::Demo),
    /// Make a configuration, secrets and a new database.
    Init(commands::init::Init),
    /// Serve the API.
    Serve,
    /// Look whether everything is well, and change nothing.
    Doctor,
    /// Copy both databases while they are in use, sealed, each to its own place.
    Backup(commands::backup::Backup),
    /// Bring a backup back to where nothing is yet.
    Restore(commands::restore::Restore),
    /// Open a backup for a moment, look through all of it, and take it away again.
    VerifyBackup(commands::restore::VerifyBackup),
    /// Check and show the configuration.
    #[command(subcommand)]
    Config(commands::config::ConfigCommand),
    /// Make and list units; make their keys, let colleagues in.
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
    /// Set passphrase and second factor with a one-time link.
    Enrol(commands::enrol::Enrol),
    /// Sign out and forget the session.
    Logout,
    /// Evaluate a screening on this machine.
    Screen(commands::screen::Screen),
    /// Estimate how many people are not yet reached, from lists that overlap.
    Estimate(commands::estimate::Estimate),
    /// Make figures that may leave: tables and synthetic records.
    #[command(subcommand)]
    Release(commands::release::Release),
    /// Say which counts are rising, against the years before.
    Trends(commands::trends::Trends),
    /// Look for places with more cases than expected.
    Scan(commands::scan::Scan),
    /// Say how often a screening instrument finds people, and how often it errs.
    Accuracy(commands::accuracy::Accuracy),
    /// Say which records are probably one person (--config link.toml: columns, rules).
    Link(commands::link::Link),
    /// Check, show and compare the rules of countries.
    #[command(subcommand)]
    Profile(commands::profile::ProfileCommand),
    /// Simulate a surge: where a gap opens, when, and what closes it.
    #[command(subcommand)]
    Surge(commands::surge::Surge),
    /// Print completions for a shell.
    #[command(display_order = 900)]
    Completions(commands::paper::Completions),
    /// Write the manual pages.
    #[command(display_order = 901)]
    Man(commands::paper::Man),
}

/// The whole program: its own commands, and those that are requests to the API.
fn program(document: &Document) -> anyhow::Result<Command> {
    api::commands(Arguments::command(), document, commands::NOUNS)
}

fn main() -> ExitCode {
    output::trace();
    match start() {
        Ok(code) => code,
        Err(error) => exit::report(&error),
    }
}

fn start() -> anyhow::Result<ExitCode> {
    let document = Document::read()?;
    let mut program = program(&document)?;
    let matches = program.get_matches_mut();
    let who = matches.get_one::<String>("who").map(String::as_str);
    if let Some(done) = api::run(&document, commands::NOUNS, &matches, matches.get_flag("json"), who) {
        return done;
    }
    let arguments =
        Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.format(&mut program).exit());
    // The file with the settings of a linkage has no place of its own: only one that was named is read.
    let named = matches.value_source("config") == Some(ValueSource::CommandLine);
    tokio::runtime::Runtime::new()?.block_on(run(arguments, named, &document))
}

async fn run(arguments: Arguments, is_config_named: bool, document: &Document) -> anyhow::Result<ExitCode> {
    let Arguments { config, json, who, command } = arguments;
    let who = who.as_deref();
    match command {
        Own::Demo(demo) => demo.run(json).await,
        Own::Init(init) => init.run(&config, json).await,
        Own::Serve => commands::serve::run(&config).await,
        Own::Doctor => commands::doctor::run(&config, json).await,
        Own::Backup(backup) => backup.run(&config, json).await,
        Own::Restore(restore) => restore.run(&config, json).await,
        Own::VerifyBackup(verify) => verify.run(&config, json).await,
        Own::Config(command) => command.run(&config, json),
        Own::Units(units) => units.run(&config, json).await,
        Own::Users(users) => users.run(&config, json).await,
        Own::Journal(journal) => journal.run(&config, json).await,
        Own::Login(login) => login.run(json, who),
        Own::Enrol(enrol) => enrol.run(json),
        Own::Logout => commands::login::logout(json, who),
        Own::Screen(screen) => screen.run(json),
        Own::Profile(profile) => profile.run(&config, json, who),
        Own::Completions(completions) => completions.run(program(document)?),
        Own::Man(man) => man.run(program(document)?, json),
        Own::Trends(trends) => trends.run(json),
        Own::Scan(scan) => scan.run(json),
        Own::Accuracy(accuracy) => accuracy.run(json),
        Own::Surge(surge) => surge.run(json).await,
        Own::Link(link) => link.run(is_config_named.then_some(config.as_path()), json),
        Own::Estimate(estimate) => estimate.run(json),
        Own::Release(release) => release.run(json),
    }
}
