//! Documents point at files that exist, and decisions have a number.

use super::problem::Problem;
use super::tree::{Tree, has_extension};

/// Checks relative links of Markdown files and the names in `docs/adr`.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (path, text) in tree.texts().filter(|(path, _)| has_extension(path, "md")) {
        for (line, target) in links(text) {
            if !resolve(path, &target).is_some_and(|file| tree.has(&file)) {
                let what = format!("the link to `{target}` leads nowhere");
                problems.push(Problem::refusal(path, line, what, "mend the path or write the document"));
            }
        }
    }
    for path in tree.paths() {
        if path.strip_prefix("docs/adr/").is_some_and(|name| !is_decision(name)) {
            let mend = "call it docs/adr/NNNN-title-in-words.md";
            problems.push(Problem::refusal(path, 1, "a decision record has a number and a title", mend));
        }
    }
    problems
}

/// Relative link targets with their lines, without anchors; code is not searched.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    for (index, line) in text.lines().enumerate() {
        let start = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, None) => {
                let prose = without_code(line);
                let targets = prose.match_indices("](").filter_map(|(at, _)| {
                    let rest = prose.get(at + 2..)?;
                    rest.get(..rest.find(')')?)
                });
                let definition =
                    prose.strip_prefix('[').and_then(|rest| rest.split_once("]: ")).map(|(_, target)| target);
                found
                    .extend(targets.chain(definition).filter_map(relative).map(|target| (index + 1, target)));
            }
        }
    }
    found
}

/// Blanks out what stands between backticks.
fn without_code(line: &str) -> String {
    line.split('`').enumerate().map(|(index, part)| if index % 2 == 0 { part } else { " " }).collect()
}

/// The path of a link to a file of the repository; nothing for addresses and anchors of the same page.
fn relative(target: &str) -> Option<String> {
    let target = target.split_whitespace().next()?.trim_start_matches('<').trim_end_matches('>');
    let path = target.split(['#', '?']).next()?;
    let is_address = path.contains("://") || path.starts_with("mailto:") || path.starts_with("tel:");
    (!path.is_empty() && !is_address).then(|| path.replace("%20", " "))
}

/// The path from the root that a link in `document` means; nothing if it leaves the repository.
fn resolve(document: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => document.rsplit_once('/').map_or_else(Vec::new, |(folder, _)| folder.split('/').collect()),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// `NNNN-title.md` in lower case.
fn is_decision(name: &str) -> bool {
    let Some((number, title)) = name.strip_suffix(".md").and_then(|stem| stem.split_once('-')) else {
        return false;
    };
    let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    number.len() == 4
        && number.chars().all(|digit| digit.is_ascii_digit())
        && !title.is_empty()
        && title.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::super::problem::shown::refusals;
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let tree =
            Tree::of(&[(path, text), ("README.md", ""), ("docs/guide/start.md", ""), ("docs/a b.md", "")]);
        refusals(&check(&tree))
    }

    #[test]
    fn broken_links_are_refused() {
        let text = "# A\n[x](start.md) and [y](gone.md#part)\n[z]: ../nowhere.md\n[up](../../../README.md)\n";

        assert_eq!(
            found("docs/guide/use.md", text),
            ["docs/guide/use.md:2", "docs/guide/use.md:3", "docs/guide/use.md:4"]
        );
    }

    #[test]
    fn good_links_addresses_and_anchors_are_fine() {
        let text = "[a](start.md#top \"Title\") [b](../../README.md) [c](/docs/guide/) [d](#here) [e](<../a%20b.md>)\n\
                    [f](https://example.org/x.md) [g](mailto:a@example.org) ![h](./start.md)\n";

        assert_eq!(found("docs/guide/use.md", text), [""; 0]);
    }

    #[test]
    fn code_is_not_searched_for_links() {
        assert_eq!(
            found("a.md", "`[x](gone.md)`\n```\n[y](gone.md)\n~~~\n```\n~~~\n[z](gone.md)\n~~~\n"),
            [""; 0]
        );
    }

    #[test]
    fn decisions_have_a_number_and_a_title() {
        assert_eq!(found("docs/adr/0001-one-binary.md", ""), [""; 0]);
        for name in
            ["1-one.md", "0001.md", "0001-.md", "one.md", "0001-One.md", "0001-one.txt", "x/0001-one.md"]
        {
            assert_eq!(found(&format!("docs/adr/{name}"), "").len(), 1, "{name}");
        }
    }
}
