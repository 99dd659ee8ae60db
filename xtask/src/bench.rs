//! Benchmarks: `cargo xtask bench <NAME>` runs the release build, with PostgreSQL beside it.
//!
//! They print figures and write them to `target/bench`; they are not part of `cargo xtask test`, because
//! a figure from a busy machine proves nothing.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use crate::command::cargo;
use crate::interrupt::Interrupt;
use crate::pages;
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
    let package = package(root, name);
    // A library needs no database.
    let cluster = if package == PROGRAM { with_postgres() } else { None };
    let mut command = cargo(root, &["bench", "--package", package, "--bench", name, "--"]);
    command.arg("--json").arg(&report);
    if let Some(cluster) = &cluster {
        command.env("HAVENWARD_TEST_POSTGRES", cluster.url());
    }
    let mut status = interrupt.run(&mut command, |_| Ok(()))?;
    if status.success() && name == CLIENT {
        let report = report.with_file_name("screening-client.json");
        status = interrupt.run(&mut pages::client_bench(root, interrupt, &report)?, |_| Ok(()))?;
    }
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The benchmark that has a second half in a browser.
const CLIENT: &str = "screening";

/// The program's own package.
const PROGRAM: &str = "havenward";

/// Libraries with benchmarks of their own.
const LIBRARIES: [(&str, &str); 4] = [
    ("crates/disclosure", "havenward-disclosure"),
    ("crates/evidence", "havenward-evidence"),
    ("crates/screening", "havenward-screening"),
    ("crates/simulation", "havenward-simulation"),
];

/// The package that holds a benchmark: a library's own, or the program's.
fn package(root: &Path, name: &str) -> &'static str {
    let holds = |folder: &str| root.join(folder).join("benches").join(name).with_extension("rs").is_file();
    LIBRARIES.iter().find(|(folder, _)| holds(folder)).map_or(PROGRAM, |(_, package)| *package)
}

fn with_postgres() -> Option<Cluster> {
    Cluster::start().inspect_err(|error| eprintln!("without PostgreSQL: {error:#}")).ok()
}
