//! A panic in product code needs its reason in the line above.

use super::problem::Problem;
use super::tree::RustSource;

/// Checks `.unwrap()` and `.expect(…)` in product code; tests may panic.
pub fn check(source: &RustSource<'_>) -> Vec<Problem> {
    if !source.is_product() {
        return Vec::new();
    }
    let lines: Vec<&str> = source.text.lines().collect();
    let calls = source.tokens.windows(3).filter_map(|window| match window {
        [dot, name, open] if dot.is_mark('.') && open.is_mark('(') => {
            let method = name.word().filter(|word| matches!(*word, "unwrap" | "expect"))?;
            Some((name.line, method))
        }
        _ => None,
    });
    calls
        .filter(|(line, _)| !source.test_lines.contain(*line) && !is_explained(&lines, *line))
        .map(|(line, method)| {
            let what = format!("`.{method}` without a reason");
            let mend = "return an error, or say in a comment above why it cannot fail";
            Problem::refusal(source.path, line, what, mend)
        })
        .collect()
}

/// Looks above the line, or above the chain of calls that the line continues.
fn is_explained(lines: &[&str], line: usize) -> bool {
    let at = |number: usize| number.checked_sub(1).and_then(|index| lines.get(index)).map(|text| text.trim());
    let mut first = line;
    while at(first).is_some_and(|text| text.starts_with('.')) && !above_is_comment(at(first - 1)) {
        first -= 1;
    }
    above_is_comment(at(first.saturating_sub(1)))
}

/// A documentation comment describes; it does not explain.
fn above_is_comment(line: Option<&str>) -> bool {
    line.is_some_and(|text| text.starts_with("// ") && text.len() > "// ".len())
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

    const PRODUCT: &str = "crates/app/src/a.rs";

    #[test]
    fn an_unexplained_panic_is_refused() {
        assert_eq!(
            found(PRODUCT, "fn a() {\n    b.unwrap();\n    c.expect(\"why\");\n}"),
            ["crates/app/src/a.rs:2", "crates/app/src/a.rs:3"]
        );
        assert_eq!(found(PRODUCT, "/// Documentation.\nfn a() { b.unwrap() }"), ["crates/app/src/a.rs:2"]);
        assert_eq!(found(PRODUCT, "// Why.\n\nb.unwrap()"), ["crates/app/src/a.rs:3"]);
    }

    #[test]
    fn a_reason_in_the_line_above_is_enough() {
        assert_eq!(found(PRODUCT, "    // The pattern is a literal.\n    b.unwrap();"), [""; 0]);
        assert_eq!(found(PRODUCT, "// Cannot fail.\nlet a = b(x)\n    .c()\n    .unwrap();"), [""; 0]);
        assert_eq!(found(PRODUCT, "let a = b(x)\n    // Cannot fail.\n    .unwrap();"), [""; 0]);
    }

    #[test]
    fn tests_and_the_test_kit_may_panic() {
        let text = "fn a() { b.unwrap() }";

        assert_eq!(found("crates/testkit/src/a.rs", text), [""; 0]);
        assert_eq!(found("crates/app/tests/it/a.rs", text), [""; 0]);
        assert_eq!(found("xtask/src/a.rs", text), [""; 0]);
        assert_eq!(found(PRODUCT, &format!("#[cfg(test)]\nmod tests {{ {text} }}")), [""; 0]);
    }

    #[test]
    fn methods_that_do_not_panic_are_fine() {
        assert_eq!(found(PRODUCT, "a.unwrap_or(1); b.unwrap_or_default(); #[expect(x)] fn c() {}"), [""; 0]);
    }
}
