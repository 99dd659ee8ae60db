//! Runs `cargo test` for the whole workspace and counts what it says.

use std::io::BufReader;
use std::path::Path;
use std::process::Stdio;

use anyhow::Context as _;

use crate::command::cargo;
use crate::interrupt::Interrupt;
use crate::postgres::Cluster;
use crate::statements;

/// The sum of all `test result:` lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
    pub ignored: u64,
}

impl Count {
    /// Adds what one line of output says, if it is a result line.
    fn add(&mut self, line: &str) {
        let Some((_, result)) = line.split_once("test result: ") else {
            return;
        };
        for part in result.split(['.', ';']) {
            let mut words = part.split_whitespace();
            let (Some(number), Some(kind)) = (words.next(), words.next()) else {
                continue;
            };
            let Ok(number) = number.parse::<u64>() else {
                continue;
            };
            match kind {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }
}

/// What tests find beside them.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// PostgreSQL.
    pub cluster: &'a Cluster,
    /// The Python that knows pyxform, if it could be had.
    pub python: Option<&'a Path>,
    /// The folder in which the store notes which statements ran on which engine.
    pub notes: &'a Path,
}

/// Runs all tests, or those whose name contains `only`, and passes their output on.
///
/// `count` grows while the tests run, so that it is right also when the run ends early.
pub fn run(
    root: &Path,
    interrupt: &Interrupt,
    beside: Beside<'_>,
    only: Option<&str>,
    count: &mut Count,
) -> anyhow::Result<()> {
    let mut command = cargo(root, &["test", "--workspace", "--no-fail-fast"]);
    if let Some(filter) = only {
        command.arg("--").arg(filter);
    }
    command
        .env("HAVENWARD_TEST_POSTGRES", beside.cluster.url())
        .env("HAVENWARD_TEST_REQUIRE_POSTGRES", "1")
        .env("HAVENWARD_TEST_REQUIRE_PYXFORM", "1")
        .env(statements::FOLDER, beside.notes)
        .stdout(Stdio::piped());
    if let Some(python) = beside.python {
        command.env("HAVENWARD_TEST_PYXFORM", python);
    }
    let status = interrupt.run(&mut command, |child| {
        let output = child.stdout.take().context("cargo test has no output")?;
        stream(BufReader::new(output), &mut std::io::stdout().lock(), count)
    })?;
    anyhow::ensure!(!interrupt.is_requested(), "interrupted");
    judge(*count, status.success(), only)
}

/// Copies the output line by line and counts the results in it.
fn stream(
    mut output: impl std::io::BufRead,
    to: &mut impl std::io::Write,
    count: &mut Count,
) -> anyhow::Result<()> {
    let mut line = Vec::new();
    while output.read_until(b'\n', &mut line)? > 0 {
        count.add(&String::from_utf8_lossy(&line));
        to.write_all(&line)?;
        to.flush()?;
        line.clear();
    }
    Ok(())
}

/// Decides whether a run counts as passed.
fn judge(count: Count, cargo_succeeded: bool, only: Option<&str>) -> anyhow::Result<()> {
    anyhow::ensure!(count.failed == 0, "{} tests failed", count.failed);
    anyhow::ensure!(cargo_succeeded, "cargo test failed: a test did not build or ended early");
    if let Some(filter) = only {
        anyhow::ensure!(count.passed > 0, "no test has `{filter}` in its name");
    } else {
        anyhow::ensure!(count.passed > 0, "no test ran");
        anyhow::ensure!(count.ignored == 0, "{} tests are ignored: mend or remove them", count.ignored);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "running 2 tests\n..\n\
        test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
        half a line test result: FAILED. 1 passed; 3 failed; 1 ignored; 0 measured; 9 filtered out; finished in 1.20s\n";

    #[test]
    fn all_result_lines_are_summed_and_all_output_is_passed_on() {
        let mut count = Count::default();
        let mut shown = Vec::new();

        stream(OUTPUT.as_bytes(), &mut shown, &mut count).unwrap();

        assert_eq!(count, Count { passed: 3, failed: 3, ignored: 1 });
        assert_eq!(shown, OUTPUT.as_bytes());
    }

    #[test]
    fn output_that_is_not_utf_8_is_passed_on_unchanged() {
        let mut shown = Vec::new();

        stream(&b"\xff\xfe"[..], &mut shown, &mut Count::default()).unwrap();

        assert_eq!(shown, b"\xff\xfe");
    }

    #[test]
    fn a_run_passes_only_if_tests_ran_and_none_failed_or_was_ignored() {
        let ran = Count { passed: 3, ..Count::default() };

        assert!(judge(ran, true, None).is_ok());
        assert!(judge(Count::default(), true, None).is_err());
        assert!(judge(Count::default(), true, Some("no_such_test")).is_err());
        assert!(judge(ran, false, None).is_err());
        assert!(judge(Count { failed: 1, ..ran }, true, None).is_err());
        assert!(judge(Count { ignored: 1, ..ran }, true, None).is_err());
        assert!(judge(Count { ignored: 1, ..ran }, true, Some("name")).is_ok());
    }
}
