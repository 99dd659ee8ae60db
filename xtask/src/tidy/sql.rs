//! SQL lives in the store crate and nowhere else.

use super::problem::Problem;
use super::tokens::Kind;
use super::tree::RustSource;

/// Refuses string literals of product code that look like SQL, outside the store.
pub fn check(source: &RustSource<'_>) -> Vec<Problem> {
    if !source.is_product() || source.path.starts_with("crates/store/") {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for token in &source.tokens {
        if let Kind::Text(text) = &token.kind
            && !source.test_lines.contain(token.line)
            && is_sql(text)
        {
            let what = "SQL outside the store crate";
            let mend = "move the query to crates/store; if it is prose, reword it";
            problems.push(Problem::refusal(source.path, token.line, what, mend));
        }
    }
    problems
}

/// Prose has `select` too: it counts at the start of a clause, or when `from` follows.
fn is_sql(text: &str) -> bool {
    let lower = text.to_lowercase().replace('(', " ( ");
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.iter().enumerate().any(|(index, word)| {
        let next = |ahead: usize| words.get(index + ahead).copied();
        match *word {
            "insert" => next(1) == Some("into"),
            "delete" => next(1) == Some("from"),
            "update" => next(2) == Some("set") && text.contains('='),
            "select" => {
                let opens_clause = index == 0 || words.get(index - 1) == Some(&"(");
                let lower_or_upper = !text.contains("Select");
                (opens_clause && lower_or_upper && next(1).is_some())
                    || words.get(index..).is_some_and(|rest| rest.contains(&"from"))
            }
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::problem::shown::refusals;
    use super::super::tree::Tree;
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let tree = Tree::of(&[(path, text)]);
        refusals(&tree.rust_sources().iter().flat_map(check).collect::<Vec<_>>())
    }

    #[test]
    fn queries_outside_the_store_are_refused() {
        for query in [
            "select 1",
            "SELECT id\\n FROM cases",
            "with open as (select id) table open",
            "insert into cases values ($1)",
            "update cases set state = $1",
            "delete from cases",
            "explain select id from cases",
        ] {
            assert_eq!(
                found("crates/app/src/a.rs", &format!("f(\"{query}\")")),
                ["crates/app/src/a.rs:1"],
                "{query}"
            );
        }
    }

    #[test]
    fn the_store_and_tests_may_speak_sql() {
        let query = "f(\"select id from cases\")";

        assert_eq!(found("crates/store/src/cases.rs", query), [""; 0]);
        assert_eq!(found("crates/server/tests/it/main.rs", query), [""; 0]);
        assert_eq!(found("crates/app/src/a.rs", &format!("#[cfg(test)]\nmod tests {{ {query} }}")), [""; 0]);
    }

    #[test]
    fn prose_is_not_sql() {
        for prose in
            ["select", "Select a unit", "please select a unit", "update the set", "delete", "inserted into"]
        {
            assert_eq!(found("crates/app/src/a.rs", &format!("f(\"{prose}\")")), [""; 0], "{prose}");
        }
    }
}
