//! Proofs in full: what every test run shows with a few rounds is shown here with as many as a release claims.
//!
//! The figures of the last full run stand in `docs/proof.md`.

use std::path::Path;
use std::process::{ExitCode, Stdio};

use anyhow::Context as _;

use crate::command::cargo;
use crate::interrupt::Interrupt;
use crate::pages;
use crate::postgres::Cluster;

/// The variable by which a test learns that it runs in full.
const WHOLE: &str = "HAVENWARD_PROOF";

/// Name, package and test of each proof but that of the pages.
const PROOFS: [(&str, &str, &str); 2] =
    [("backup", "havenward-app", "backups::backups_under_load"), ("kill", "havenward", "kill::many_kills")];

/// `cargo xtask prove WHAT`.
pub fn run(root: &Path, interrupt: &Interrupt, what: &str) -> anyhow::Result<ExitCode> {
    if what == "pages" {
        return pages::prove(root, interrupt);
    }
    let names = PROOFS.map(|(name, _, _)| name).join("`, `");
    let (_, package, test) = PROOFS
        .iter()
        .find(|(name, _, _)| *name == what)
        .with_context(|| format!("there is no proof of `{what}`; there are `{names}` and `pages`"))?;
    let cluster = Cluster::start()?;
    let mut command = cargo(root, &["test", "-p", package, "--test", "it", "--", test, "--nocapture"]);
    command
        .env("HAVENWARD_TEST_POSTGRES", cluster.url())
        .env("HAVENWARD_TEST_REQUIRE_POSTGRES", "1")
        .env(WHOLE, "whole")
        .stdout(Stdio::inherit());
    let status = interrupt.run(&mut command, |_| Ok(()))?;
    anyhow::ensure!(status.success(), "the proof of `{what}` failed ({status})");
    Ok(ExitCode::SUCCESS)
}
