//! The proof of the pages: the real demonstration, read by a real browser.
//!
//! Node and Chromium are needed for this and for nothing that is shipped. On a Debian machine they are
//! installed when the program runs as root; elsewhere what is missing is named, and the step fails.

use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::Context as _;

use crate::command::cargo;
use crate::install;
use crate::interrupt::Interrupt;
use crate::suite::Count;

/// Where Debian and others keep the browser.
const BROWSERS: [&str; 3] = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/// How much of the matrix is walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Narrow, light, left to right; and wide, dark, right to left. In every run.
    TwoLooks,
    /// Every width, direction and colour scheme.
    Whole,
}

/// Runs the tests of the pages and counts them.
pub fn test(root: &Path, interrupt: &Interrupt, extent: Extent, count: &mut Count) -> anyhow::Result<()> {
    let mut node = prepared(root, interrupt)?;
    node.args(["--test", "--test-concurrency=1", "--test-reporter=tap", "tests/"]);
    if extent == Extent::Whole {
        node.env("HAVENWARD_PAGES", "whole");
    }
    let status = interrupt.run(node.stdout(Stdio::piped()), |child| {
        let output = child.stdout.take().context("node has no output")?;
        for line in std::io::BufRead::lines(BufReader::new(output)) {
            let line = line.context("reading what node says")?;
            add(count, &line);
            println!("{line}");
        }
        Ok(())
    })?;
    anyhow::ensure!(status.success(), "the pages do not hold ({status})");
    Ok(())
}

/// Node's own sum: `# pass 12` and `# fail 0`.
fn add(count: &mut Count, line: &str) {
    let number = |name: &str| line.strip_prefix(name).and_then(|rest| rest.trim().parse::<u64>().ok());
    count.passed += number("# pass ").unwrap_or(0);
    count.failed += number("# fail ").unwrap_or(0);
}

/// `cargo xtask prove pages`.
pub fn prove(root: &Path, interrupt: &Interrupt) -> anyhow::Result<ExitCode> {
    let mut count = Count::default();
    let held = test(root, interrupt, Extent::Whole, &mut count);
    println!("{} passed, {} failed", count.passed, count.failed);
    held.map(|()| ExitCode::SUCCESS)
}

/// `cargo xtask screenshots`.
pub fn screenshots(root: &Path, interrupt: &Interrupt) -> anyhow::Result<ExitCode> {
    let folder = root.join("docs/images/pages");
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    let folder = folder.canonicalize().context("the folder of the pictures")?;
    let status = interrupt.run(prepared(root, interrupt)?.arg("screenshots.mjs").arg(&folder), |_| Ok(()))?;
    anyhow::ensure!(status.success(), "the pictures were not taken ({status})");
    println!("written: docs/images/pages");
    Ok(ExitCode::SUCCESS)
}

/// The same with the program at hand.
fn prepared(root: &Path, interrupt: &Interrupt) -> anyhow::Result<Command> {
    let program = program(root, interrupt)?;
    let mut node = with_packages(root, interrupt)?;
    node.env("HAVENWARD_PROGRAM", program);
    Ok(node)
}

/// The client's half of `cargo xtask bench screening`, which needs a browser and no program.
pub fn client_bench(root: &Path, interrupt: &Interrupt, report: &Path) -> anyhow::Result<Command> {
    let mut node = with_packages(root, interrupt)?;
    node.arg("screen/bench.mjs").arg(report);
    Ok(node)
}

/// Node in `web/`, with its packages and the browser at hand.
fn with_packages(root: &Path, interrupt: &Interrupt) -> anyhow::Result<Command> {
    let browser = browser()?;
    let web = root.join("web");
    let mut install = Command::new("npm");
    install.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&web);
    let status = interrupt.run(install.stdout(Stdio::null()), |_| Ok(())).context("running npm")?;
    anyhow::ensure!(status.success(), "npm ci failed in web/ ({status})");
    let mut node = Command::new("node");
    node.current_dir(web).env("HAVENWARD_CHROMIUM", browser);
    Ok(node)
}

/// Builds the program and asks cargo where it is.
fn program(root: &Path, interrupt: &Interrupt) -> anyhow::Result<PathBuf> {
    let mut found = None;
    let arguments = ["build", "--workspace", "--bins", "--message-format=json-render-diagnostics"];
    let status = interrupt.run(cargo(root, &arguments).stdout(Stdio::piped()), |child| {
        let output = child.stdout.take().context("cargo has no output")?;
        for line in std::io::BufRead::lines(BufReader::new(output)) {
            let line: serde_json::Value = serde_json::from_str(&line?).context("what cargo says")?;
            let is_ours = line["target"]["name"] == "havenward";
            if let Some(path) = line["executable"].as_str().filter(|_| is_ours) {
                found = Some(PathBuf::from(path));
            }
        }
        Ok(())
    })?;
    anyhow::ensure!(status.success(), "the program does not build ({status})");
    found.context("cargo names no program")
}

fn browser() -> anyhow::Result<PathBuf> {
    let find = || BROWSERS.iter().map(PathBuf::from).find(|path| path.is_file());
    let runs = |name| Command::new(name).arg("--version").stdout(Stdio::null()).status().is_ok();
    let missing: Vec<&str> = [("chromium", find().is_some()), ("nodejs", runs("node")), ("npm", runs("npm"))]
        .into_iter()
        .filter_map(|(name, is_there)| (!is_there).then_some(name))
        .collect();
    if !missing.is_empty() {
        let by_hand =
            format!("install {} (Debian: `apt-get install {}`)", missing.join(", "), missing.join(" "));
        let may = Path::new("/etc/debian_version").exists() && install::is_root()?;
        anyhow::ensure!(may, "the tests of the pages need a browser and Node: {by_hand}");
        install::packages(&missing)?;
    }
    find().context("no Chromium was found, also after installing it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_of_node_is_counted() {
        let mut count = Count::default();
        for line in ["ok 1 - a page", "# pass 12", "# fail 2", "# passing"] {
            add(&mut count, line);
        }
        assert_eq!((count.passed, count.failed), (12, 2));
    }
}
