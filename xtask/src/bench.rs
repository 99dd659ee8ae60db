//! Benchmarks: `cargo xtask bench <NAME>` runs the release build, with PostgreSQL beside it.
//!
//! They print figures and write them to `target/bench`; they are not part of `cargo xtask test`, because
//! a figure from a busy machine proves nothing.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use crate::command::cargo;
use crate::interrupt::Interrupt;
use crate::postgres::Cluster;

/// Benchmarks of the library of figures; the others run the whole program.
const OF_EVIDENCE: [&str; 3] = ["trends", "scan", "detection"];

/// Runs one benchmark of the program. Without PostgreSQL its lines are missing, and that is said.
pub fn run(
    root: &Path,
    interrupt: &Interrupt,
    name: &str,
    json: Option<PathBuf>,
) -> anyhow::Result<ExitCode> {
    let report = json.unwrap_or_else(|| Path::new("target/bench").join(format!("{name}.json")));
    // Cargo runs a benchmark in the folder of its package.
    let report = std::path::absolute(root.join(report)).context("the report's path")?;
    let package = if OF_EVIDENCE.contains(&name) { "havenward-evidence" } else { "havenward" };
    // What counts say needs no database.
    let cluster = if package == "havenward" { cluster() } else { None };
    let mut command = cargo(root, &["bench", "--package", package, "--bench", name, "--"]);
    command.arg("--json").arg(&report);
    if let Some(cluster) = &cluster {
        command.env("HAVENWARD_TEST_POSTGRES", cluster.url());
    }
    let status = interrupt.run(&mut command, |_| Ok(()))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn cluster() -> Option<Cluster> {
    match Cluster::start() {
        Ok(cluster) => Some(cluster),
        Err(error) => {
            eprintln!("without PostgreSQL: {error:#}");
            None
        }
    }
}
