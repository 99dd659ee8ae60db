//! Every statement of the store ran on both engines while the tests ran.
//!
//! The store writes down what it runs (its `witness.rs`); here the texts in its sources are compared with it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// The variable by which the store learns where to write.
pub const FOLDER: &str = "HAVENWARD_TEST_STATEMENTS";

/// How a statement begins.
const VERBS: [&str; 9] =
    ["select ", "insert ", "update ", "delete ", "with ", "begin", "savepoint ", "release ", "rollback"];

/// What runs on one engine alone, or is sent by the driver itself: the file, how the text begins, and the engine.
const ONE_ENGINE: [(&str, &str, Option<&str>); 13] = [
    ("db.rs", "begin isolation level", None),
    ("db.rs", "select sqlite_version()", Some("sqlite")),
    ("db.rs", "select current_setting(", Some("postgres")),
    ("db.rs", "select pg_advisory_xact_lock(", Some("postgres")),
    ("snapshot.rs", "select integrity_check", Some("sqlite")),
    ("snapshot.rs", "select 'a row of '", Some("sqlite")),
    ("wall.rs", "select ", Some("postgres")),
    ("standing.rs", "select count(*) as value from sqlite_master", Some("sqlite")),
    ("standing.rs", "select count(*) as value from information_schema", Some("postgres")),
    // The batch of the one writer of SQLite.
    ("turnstile.rs", "begin immediate", Some("sqlite")),
    ("turnstile.rs", "savepoint ", Some("sqlite")),
    ("turnstile.rs", "release ", Some("sqlite")),
    ("turnstile.rs", "rollback", Some("sqlite")),
];

/// The notes of one run; they go when it ends.
pub struct Notes(PathBuf);

impl Notes {
    /// An empty folder for them.
    pub fn begin() -> anyhow::Result<Self> {
        let folder = std::env::temp_dir().join(format!("havenward-statements-{}", std::process::id()));
        std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        Ok(Self(folder))
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.0
    }
}

impl Drop for Notes {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Compares the sources with the notes and names what an engine never ran.
pub fn check(root: &Path, notes: &Path) -> anyhow::Result<()> {
    let (sqlite, postgres) = (ran(notes, "sqlite")?, ran(notes, "postgres")?);
    anyhow::ensure!(!sqlite.is_empty() && !postgres.is_empty(), "the tests wrote no statement down");
    let mut missing = Vec::new();
    let mut counted = 0;
    for (file, text) in texts(&root.join("crates/store/src"))? {
        counted += 1;
        for (engine, ran) in [("sqlite", &sqlite), ("postgres", &postgres)] {
            let excused = ONE_ENGINE
                .iter()
                .any(|(of, begins, on)| *of == file && text.starts_with(begins) && *on != Some(engine));
            if !excused && !ran.iter().any(|statement| statement.contains(&text)) {
                missing.push(format!("{file}: {engine} never ran: {}", short(&text)));
            }
        }
    }
    for line in &missing {
        eprintln!("{line}");
    }
    anyhow::ensure!(missing.is_empty(), "{} statements were not run on both engines", missing.len());
    println!("{counted} statements, each run on SQLite and on PostgreSQL");
    Ok(())
}

fn short(text: &str) -> String {
    text.chars().take(100).collect()
}

/// Every statement that some process of the run noted for an engine.
fn ran(notes: &Path, engine: &str) -> anyhow::Result<BTreeSet<String>> {
    let mut all = BTreeSet::new();
    for entry in std::fs::read_dir(notes)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(engine)) {
            all.extend(std::fs::read_to_string(&path)?.lines().map(str::to_owned));
        }
    }
    Ok(all)
}

/// The statements in the sources, each with its file; what stands below `#[cfg(test)]` is left out.
fn texts(folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let source = std::fs::read_to_string(&path)?;
                let product = source.split("#[cfg(test)]").next().unwrap_or_default();
                let file = path.strip_prefix(folder)?.display().to_string();
                let statements = literals(product).into_iter().filter(|text| is_statement(text));
                found.extend(statements.map(|text| (file.clone(), text)));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn is_statement(text: &str) -> bool {
    VERBS.iter().any(|verb| text.starts_with(verb))
}

/// The string literals of a source, with line continuations and white space folded. Comments are skipped.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut chars = source.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '/' if chars.peek() == Some(&'/') => while chars.next_if(|c| *c != '\n').is_some() {},
            // A quote as a character is no text.
            '\'' if chars.peek() == Some(&'"') => {
                chars.next();
            }
            '"' => {
                let mut text = String::new();
                while let Some(inner) = chars.next_if(|c| *c != '"') {
                    if inner == '\\' {
                        text.extend(chars.next().map(|after| if after == '\n' { ' ' } else { after }));
                    } else {
                        text.push(inner);
                    }
                }
                chars.next();
                found.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_found_folded_and_comments_are_not() {
        let source =
            "// \"select 1\"\nlet q = '\"'; tx.run(\"select a \\\n     from t\", x).one(\"with b\");";

        assert_eq!(literals(source), ["select a from t", "with b"]);
    }

    #[test]
    fn a_statement_that_one_engine_never_ran_is_named_and_fails() {
        let root = std::env::temp_dir().join(format!("statements-{}", std::process::id()));
        let (sources, notes) = (root.join("crates/store/src"), root.join("notes"));
        std::fs::create_dir_all(&sources).unwrap();
        std::fs::create_dir_all(&notes).unwrap();
        std::fs::write(sources.join("a.rs"), "tx.run(\"select a from t\"); tx.run(\"delete from t\");")
            .unwrap();
        std::fs::write(notes.join("sqlite-1.txt"), "select a from t\ndelete from t\n").unwrap();
        std::fs::write(notes.join("postgres-2.txt"), "select a from t\n").unwrap();

        let error = check(&root, &notes).unwrap_err();
        assert_eq!(error.to_string(), "1 statements were not run on both engines");

        std::fs::write(notes.join("postgres-3.txt"), "delete from t\n").unwrap();
        check(&root, &notes).unwrap();
        std::fs::remove_dir_all(&root).unwrap();
    }
}
