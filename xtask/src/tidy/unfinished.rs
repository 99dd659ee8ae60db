//! Nothing half done and nothing switched off: no placeholders, debugging left-overs, ignored tests
//! or silenced lints.

use super::problem::Problem;
use super::tokens::{self, Token};
use super::tree::RustSource;

const PLACEHOLDERS: [&str; 3] = ["todo", "unimplemented", "dbg"];

/// Checks one file, tests included.
pub fn check(source: &RustSource<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, token) in source.tokens.iter().enumerate() {
        let called = |ahead: usize, mark: char| {
            source.tokens.get(index + ahead).is_some_and(|next| next.is_mark(mark))
        };
        if let Some(name) = PLACEHOLDERS.into_iter().find(|name| token.is_word(name))
            && called(1, '!')
            && !called(2, '=')
        {
            let what = format!("`{name}!` is left in the code");
            problems.push(Problem::refusal(source.path, token.line, what, "finish it or take it out"));
        }
    }
    for attribute in tokens::attributes(&source.tokens) {
        problems.extend(refuse_attribute(source.path, attribute.line, attribute.content));
    }
    problems
}

fn refuse_attribute(path: &str, line: usize, content: &[Token]) -> Option<Problem> {
    match content.first()?.word()? {
        "ignore" => {
            let mend = "mend the test or remove it";
            Some(Problem::refusal(path, line, "an ignored test proves nothing", mend))
        }
        "allow" => {
            let mend = "use `#[expect(lint, reason = \"…\")]`, or the root manifest for the whole workspace";
            Some(Problem::refusal(path, line, "a lint is silenced with `allow`", mend))
        }
        // What a condition switches on follows a comma.
        "cfg_attr" => content
            .iter()
            .enumerate()
            .filter(|(_, token)| token.is_mark(','))
            .find_map(|(index, _)| refuse_attribute(path, line, content.get(index + 1..)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::problem::shown::refusals;
    use super::super::tree::Tree;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let tree = Tree::of(&[("a.rs", text)]);
        refusals(&tree.rust_sources().iter().flat_map(check).collect::<Vec<_>>())
    }

    #[test]
    fn placeholders_are_refused() {
        assert_eq!(
            found("fn a() {\n    todo!()\n}\nfn b() { unimplemented!(\"x\"); dbg!(1); }"),
            ["a.rs:2", "a.rs:4", "a.rs:4"]
        );
    }

    #[test]
    fn words_in_strings_comments_and_comparisons_are_not_placeholders() {
        assert_eq!(found("// todo!()\nlet a = \"dbg!(1)\"; let b = todo != c; todo();"), [""; 0]);
    }

    #[test]
    fn ignored_tests_and_silenced_lints_are_refused() {
        assert_eq!(
            found("#![allow(x)]\n#[ignore]\n#[ignore = \"slow\"]\n#[allow(a, b)]"),
            ["a.rs:1", "a.rs:2", "a.rs:3", "a.rs:4"]
        );
        assert_eq!(
            found("#[cfg_attr(windows, ignore)]\n#[cfg_attr(all(a, b), must_use, allow(x))]"),
            ["a.rs:1", "a.rs:2"]
        );
    }

    #[test]
    fn other_attributes_with_such_words_are_fine() {
        assert_eq!(
            found("#[expect(lint, reason = \"allow(x)\")]\n#[arg(ignore_case = true)]\n#[schema(ignore)]"),
            [""; 0]
        );
    }
}
