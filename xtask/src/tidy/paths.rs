//! Nothing in the repository points at somebody's machine.

use super::problem::Problem;
use super::tree::Tree;

/// Checks every text file, data and documents too.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let needles = needles();
    let mut problems = Vec::new();
    for (path, text) in tree.texts() {
        // Most files have none; only then is it worth looking at lines.
        if needles.iter().any(|needle| text.contains(needle.as_str())) {
            for (index, line) in text.lines().enumerate() {
                if let Some(needle) = needles.iter().find(|needle| names_machine(line, needle)) {
                    let what = format!("`{needle}` exists on one machine only");
                    let mend = "use a path from the root of the repository, or leave it out";
                    problems.push(Problem::refusal(path, index + 1, what, mend));
                }
            }
        }
    }
    problems
}

/// In pieces, so that this file does not contain what it looks for.
fn needles() -> [String; 4] {
    [["/wo", "rk/"], ["/fa", "rm/"], ["../sha", "red"], ["/tmp/bash", "_jobs"]].map(|pieces| pieces.concat())
}

/// The same letters inside a longer path or an address are something else.
fn names_machine(line: &str, needle: &str) -> bool {
    line.match_indices(needle).any(|(index, _)| {
        let before = line.get(..index).and_then(|text| text.chars().next_back());
        !before.is_some_and(|last| last.is_alphanumeric() || matches!(last, '_' | '-' | '.' | '}'))
    })
}

#[cfg(test)]
mod tests {
    use super::super::problem::shown::refusals;
    use super::*;

    #[test]
    fn machine_paths_are_refused_in_every_file() {
        let [first, second, third, fourth] = needles();
        let text = format!("fine\nsee {first}x\n\"{second}\"\n({third}/a.md)\ncd {fourth}.0\n");
        let tree = Tree::of(&[("docs/a.md", &text)]);

        assert_eq!(refusals(&check(&tree)), ["docs/a.md:2", "docs/a.md:3", "docs/a.md:4", "docs/a.md:5"]);
    }

    #[test]
    fn addresses_and_longer_paths_are_fine() {
        let [first, second, ..] = needles();
        let tree =
            Tree::of(&[("docs/a.md", &format!("https://example.org{first}page\nsrc{second}animals\n"))]);

        assert!(check(&tree).is_empty());
    }
}
