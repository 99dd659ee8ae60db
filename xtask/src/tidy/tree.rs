//! The files of the project as git knows them, and what kind of code each holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Context as _;

use super::tokens::{self, Lines, Token};

/// Folders that a walk without git leaves out.
const NOT_OURS: [&str; 4] = [".git", "target", "node_modules", "corpus"];

/// All files by their path from the root. A file that is not UTF-8 has no text.
#[derive(Debug, Default)]
pub struct Tree {
    files: BTreeMap<String, Option<String>>,
}

/// A Rust file, read once for all rules.
#[derive(Debug)]
pub struct RustSource<'a> {
    pub path: &'a str,
    pub text: &'a str,
    pub tokens: Vec<Token>,
    /// The lines of `#[cfg(test)]` items.
    pub test_lines: Lines,
}

impl Tree {
    /// Reads tracked files and new ones that git does not ignore.
    pub fn read(root: &Path) -> anyhow::Result<Tree> {
        let paths = match listed_by_git(root) {
            Some(paths) => paths,
            None => walk(root).context("listing files")?,
        };
        let mut files = BTreeMap::new();
        for path in paths {
            let full = root.join(&path);
            // Git still lists a file that was just deleted.
            if full.is_file() {
                let bytes = fs::read(&full).with_context(|| format!("reading {path}"))?;
                files.insert(path, String::from_utf8(bytes).ok());
            }
        }
        Ok(Tree { files })
    }

    /// Every path.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Every file that is text, with its path.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)))
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.as_deref()
    }

    /// Tells whether a file or a folder with files has this path.
    pub fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        path.is_empty()
            || self.files.contains_key(path)
            || self.files.range(folder.clone()..).next().is_some_and(|(file, _)| file.starts_with(&folder))
    }

    /// Every Rust file.
    pub fn rust_sources(&self) -> Vec<RustSource<'_>> {
        self.texts()
            .filter(|(path, _)| has_extension(path, "rs"))
            .map(|(path, text)| {
                let tokens = super::lexer::tokens(text);
                let test_lines = tokens::test_lines(&tokens);
                RustSource { path, text, tokens, test_lines }
            })
            .collect()
    }

    /// A tree for a test.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Tree {
        Tree {
            files: files.iter().map(|(path, text)| ((*path).to_owned(), Some((*text).to_owned()))).collect(),
        }
    }
}

/// Tells whether a path ends in this extension.
pub fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

impl RustSource<'_> {
    /// Tells whether the whole file is a test or a benchmark.
    pub fn is_test_file(&self) -> bool {
        self.path.split('/').any(|part| matches!(part, "tests" | "tests.rs" | "benches" | "fuzz"))
    }

    /// Tells whether the file is part of what is shipped: not a test, not the test kit, not this program.
    pub fn is_product(&self) -> bool {
        self.path.starts_with("crates/") && !self.path.starts_with("crates/testkit/") && !self.is_test_file()
    }
}

/// Git is asked to trust the folder: in a container it may belong to another user.
fn listed_by_git(root: &Path) -> Option<Vec<String>> {
    let output = Command::new("git")
        .args(["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .ok()?;
    let paths = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| paths.split_terminator('\0').map(str::to_owned).collect())
}

/// Lists the files of a source archive, which has no git folder.
fn walk(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let ours = entry.file_name().to_str().is_some_and(|name| !NOT_OURS.contains(&name));
            if kind.is_dir() && ours {
                folders.push(entry.path());
            } else if kind.is_file()
                && let Ok(path) = entry.path().strip_prefix(root)
            {
                found.push(path.to_string_lossy().into_owned());
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_exists_when_a_file_lies_in_it() {
        let tree = Tree::of(&[("docs/guide/start.md", ""), ("docs/guide.md", "")]);

        assert!(tree.has("docs") && tree.has("docs/guide/") && tree.has("docs/guide.md") && tree.has(""));
        assert!(!tree.has("doc") && !tree.has("docs/guid"));
    }

    #[test]
    fn product_code_is_what_is_shipped() {
        let tree = Tree::of(&[
            ("crates/app/src/cases.rs", ""),
            ("crates/app/src/cases/tests.rs", ""),
            ("crates/app/tests/it/main.rs", ""),
            ("crates/testkit/src/lib.rs", ""),
            ("xtask/src/main.rs", ""),
        ]);

        let product: Vec<_> = tree
            .rust_sources()
            .iter()
            .filter(|source| source.is_product())
            .map(|source| source.path)
            .collect();

        assert_eq!(product, ["crates/app/src/cases.rs"]);
    }

    #[test]
    fn a_source_archive_without_git_is_walked() {
        let root = std::env::temp_dir().join(format!("havenward-walk-{}", std::process::id()));
        fs::create_dir_all(root.join("crates/domain/src")).unwrap();
        fs::create_dir_all(root.join("target/debug")).unwrap();
        fs::write(root.join("crates/domain/src/lib.rs"), "").unwrap();
        fs::write(root.join("target/debug/built"), "").unwrap();

        let found = walk(&root).unwrap();
        fs::remove_dir_all(&root).unwrap();

        assert_eq!(found, ["crates/domain/src/lib.rs"]);
    }
}
