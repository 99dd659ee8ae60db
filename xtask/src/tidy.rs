//! The rules of the house that no compiler knows.
//!
//! Each rule is a function from the tracked files, or from cargo's metadata, to a list of problems.
//! A rule never changes a file: it names the place, says what is wrong and how to mend it.

mod documents;
mod lexer;
mod licences;
mod manifests;
mod metadata;
mod migrations;
mod names;
mod panics;
mod paths;
mod problem;
mod sizes;
mod sql;
mod tokens;
mod tree;
mod unfinished;
mod walls;

use std::path::Path;
use std::process::ExitCode;

use crate::tidy::metadata::Metadata;
use crate::tidy::problem::{Problem, Severity};
use crate::tidy::tree::Tree;

/// Runs all rules and prints what they found.
pub fn run(root: &Path) -> anyhow::Result<ExitCode> {
    check(root)?;
    println!("tidy: nothing to mend");
    Ok(ExitCode::SUCCESS)
}

/// Runs all rules, prints every problem and fails if one of them is more than a warning.
pub fn check(root: &Path) -> anyhow::Result<()> {
    let tree = Tree::read(root)?;
    let metadata = Metadata::read(root)?;
    let mut problems = of_tree(&tree);
    problems.extend(walls::check(&metadata, &tree));
    problems.extend(licences::check(&metadata, &tree)?);
    problems.sort();
    for problem in &problems {
        println!("{problem}");
    }
    let refusals = problems.iter().filter(|problem| problem.severity == Severity::Refusal).count();
    anyhow::ensure!(refusals == 0, "{refusals} problems to mend");
    Ok(())
}

/// The rules that need only the tracked files.
fn of_tree(tree: &Tree) -> Vec<Problem> {
    let rules =
        [names::check, manifests::check, paths::check, migrations::check, documents::check, of_rust_files];
    rules.into_iter().flat_map(|rule| rule(tree)).collect()
}

/// The rules about Rust sources, which share one reading of each file.
fn of_rust_files(tree: &Tree) -> Vec<Problem> {
    let rules = [sizes::check, unfinished::check, panics::check, sql::check];
    tree.rust_sources().iter().flat_map(|source| rules.into_iter().flat_map(|rule| rule(source))).collect()
}
