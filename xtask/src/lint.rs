//! Format and clippy. Any warning is refused.

use std::path::Path;
use std::process::ExitCode;

use crate::command::cargo;
use crate::interrupt::Interrupt;
use crate::step::Step;

/// Runs both checks and prints how long they took.
pub fn run(root: &Path, interrupt: &Interrupt) -> ExitCode {
    let (formatted, _) = Step::measure("format", || format(root, interrupt));
    let (linted, _) = Step::measure("clippy", || clippy(root, interrupt));
    println!("{formatted}\n{linted}");
    if formatted.passed() && linted.passed() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Refuses code that rustfmt would write differently.
pub fn format(root: &Path, interrupt: &Interrupt) -> anyhow::Result<()> {
    let status = interrupt.run(&mut cargo(root, &["fmt", "--all", "--", "--check"]), |_| Ok(()))?;
    anyhow::ensure!(status.success(), "run `cargo fmt --all`");
    Ok(())
}

/// Refuses any warning of clippy or the compiler, in products and tests.
pub fn clippy(root: &Path, interrupt: &Interrupt) -> anyhow::Result<()> {
    let arguments = ["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"];
    let status = interrupt.run(&mut cargo(root, &arguments), |_| Ok(()))?;
    anyhow::ensure!(status.success(), "clippy refuses the code ({status})");
    Ok(())
}
