//! Names say what a thing holds: nothing is called after being shared or handy.

use super::problem::Problem;
use super::tree::{Tree, has_extension};

const EMPTY_NAMES: [&str; 9] =
    ["util", "utils", "common", "helper", "helpers", "manager", "managers", "misc", "miscellaneous"];

/// Checks files, folders (and so crates) and inline modules.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for path in tree.paths() {
        let of_code =
            path.starts_with("crates/") || ["rs", "ts"].iter().any(|kind| has_extension(path, kind));
        let empty =
            path.split('/').map(stem).find(|part| EMPTY_NAMES.contains(&part.to_lowercase().as_str()));
        if let Some(part) = empty.filter(|_| of_code) {
            problems.push(refusal(path, 1, part));
        }
    }
    for source in tree.rust_sources() {
        for window in source.tokens.windows(3) {
            if let [keyword, name, open] = window
                && keyword.is_word("mod")
                && open.is_mark('{')
                && let Some(word) = name.word().filter(|word| EMPTY_NAMES.contains(word))
            {
                problems.push(refusal(source.path, name.line, word));
            }
        }
    }
    problems
}

fn stem(part: &str) -> &str {
    part.split('.').next().unwrap_or(part)
}

fn refusal(path: &str, line: usize, name: &str) -> Problem {
    let what = format!("`{name}` does not say what it holds");
    Problem::refusal(path, line, what, "name it after its noun, or move each part to the noun it serves")
}

#[cfg(test)]
mod tests {
    use super::super::problem::shown::refusals;
    use super::*;

    #[test]
    fn empty_names_are_refused_for_crates_files_and_modules() {
        let tree = Tree::of(&[
            ("crates/common/Cargo.toml", ""),
            ("crates/app/src/utils.rs", ""),
            ("crates/app/src/cases/helpers/mod.rs", ""),
            ("crates/app/src/units.rs", "mod a {}\nmod manager { }"),
            ("web/src/misc.ts", ""),
        ]);

        assert_eq!(
            refusals(&check(&tree)),
            [
                "crates/app/src/cases/helpers/mod.rs:1",
                "crates/app/src/utils.rs:1",
                "crates/common/Cargo.toml:1",
                "web/src/misc.ts:1",
                "crates/app/src/units.rs:2",
            ]
        );
    }

    #[test]
    fn words_of_the_field_are_fine() {
        let tree = Tree::of(&[
            ("crates/app/src/case_manager.rs", "mod commonwealth {}"),
            ("docs/guide/common.md", ""),
        ]);

        assert!(check(&tree).is_empty());
    }
}
