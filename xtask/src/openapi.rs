//! `cargo xtask openapi` writes the API's document as the program would serve it.
//!
//! A test of the server holds the committed document against the program and names this command.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{ExitCode, Stdio};

use anyhow::Context as _;

use crate::command::cargo;
use crate::interrupt::Interrupt;

/// From the root of the repository.
const DOCUMENT: &str = "docs/openapi.json";

/// Builds the server's example that prints the document, and keeps what it prints.
pub fn run(root: &Path, interrupt: &Interrupt) -> anyhow::Result<ExitCode> {
    let arguments = ["run", "--quiet", "--package", "havenward-server", "--example", "openapi"];
    let mut text = String::new();
    let status = interrupt.run(cargo(root, &arguments).stdout(Stdio::piped()), |child| {
        let mut output = child.stdout.take().context("the example has no output")?;
        output.read_to_string(&mut text).context("reading the document")?;
        Ok(())
    })?;
    anyhow::ensure!(status.success(), "the example failed ({status})");
    let path = root.join(DOCUMENT);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    }
    fs::write(&path, text).with_context(|| format!("writing {DOCUMENT}"))?;
    println!("written: {DOCUMENT}");
    Ok(ExitCode::SUCCESS)
}
