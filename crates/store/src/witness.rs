//! Which statements ran on which engine, written down while the tests run.
//!
//! A statement that only ever met one engine is a surprise waiting for the country that moves to the other.
//! `cargo xtask test` names a folder in [`FOLDER`] and compares afterwards what is in the sources with what
//! ran. Statements hold placeholders only, never a value. A release build does not have this file.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

/// The variable that names the folder; without it nothing is written.
const FOLDER: &str = "HAVENWARD_TEST_STATEMENTS";

/// The statements one process has seen on one engine, and the file that tells of them.
struct Seen {
    statements: BTreeSet<&'static str>,
    file: File,
}

/// Writes a statement down, once a process and engine.
pub fn note(engine: &'static str, sql: &'static str) {
    static SQLITE: OnceLock<Option<Mutex<Seen>>> = OnceLock::new();
    static POSTGRES: OnceLock<Option<Mutex<Seen>>> = OnceLock::new();
    let seen = if engine == "sqlite" { &SQLITE } else { &POSTGRES };
    let Some(seen) = seen.get_or_init(|| open(engine)) else { return };
    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    if seen.statements.insert(sql) {
        // The proof compares what it finds: a line that could not be written shows there as missing.
        let _ = writeln!(seen.file, "{}", sql.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

fn open(engine: &str) -> Option<Mutex<Seen>> {
    let folder = PathBuf::from(std::env::var_os(FOLDER)?);
    let name = format!("{engine}-{}.txt", std::process::id());
    let file = OpenOptions::new().create(true).append(true).open(folder.join(name)).ok()?;
    Some(Mutex::new(Seen { statements: BTreeSet::new(), file }))
}
