//! A run of the program to its end.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a run said and how it ended.
pub struct Ran {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().expect("it ends by itself"),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }
}

/// A folder for one installation, for its owner's eyes only.
pub fn folder_of_an_owner() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let owners = std::fs::Permissions::from_mode(0o700);
    tempfile::Builder::new().permissions(owners).tempdir().unwrap()
}

/// The program, away from the session and the configuration of whoever runs the tests.
pub fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_havenward"));
    command
        .current_dir(folder)
        .env("HAVENWARD_SESSION", folder.join("session.json"))
        .env("RUST_LOG", "error");
    command
}

/// Runs the program to its end.
pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    Ran::of(&program(folder).args(arguments).output().unwrap())
}

/// Runs the program with a text on its standard input.
pub fn run_with(folder: &Path, arguments: &[&str], input: &str) -> Ran {
    let piped = || Stdio::piped();
    let mut child =
        program(folder).args(arguments).stdin(piped()).stdout(piped()).stderr(piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    Ran::of(&child.wait_with_output().unwrap())
}
