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
    let cluster = if package(root, name) == PROGRAM { with_postgres() } else { None };
    let mut command = cargo(root, &["bench", "--package", package(root, name), "--bench", name, "--"]);
    command.arg("--json").arg(&report);
    if let Some(cluster) = &cluster {
        command.env("HAVENWARD_TEST_POSTGRES", cluster.url());
    }
    let status = interrupt.run(&mut command, |_| Ok(()))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The program's own package.
const PROGRAM: &str = "havenward";

/// The package that holds a benchmark: a library's own, or the program's.
fn package(root: &Path, name: &str) -> &'static str {
    let of_library = root.join("crates/evidence/benches").join(name).with_extension("rs");
    if of_library.is_file() { "havenward-evidence" } else { PROGRAM }
}

fn with_postgres() -> Option<Cluster> {
    Cluster::start().inspect_err(|error| eprintln!("without PostgreSQL: {error:#}")).ok()
}
