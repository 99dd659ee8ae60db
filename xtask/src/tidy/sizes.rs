//! Files and functions stay short enough to read in one go.

use super::problem::Problem;
use super::tokens;
use super::tree::RustSource;

const FILE_WARNING: usize = 400;
const FILE_REFUSAL: usize = 700;
const FUNCTION_WARNING: usize = 60;
const FUNCTION_REFUSAL: usize = 80;

/// First line of a file that is a table and not a story.
const DATA_TABLE: &str = "// tidy: data table";

/// Checks one file and its functions; tests, benchmarks and data tables may be long.
pub fn check(source: &RustSource<'_>) -> Vec<Problem> {
    let first_line = source.text.lines().next().unwrap_or_default();
    if source.is_test_file() || first_line.trim_end() == DATA_TABLE {
        return Vec::new();
    }
    let total = source.text.lines().count();
    let lines = total - source.test_lines.count(total);
    let mut problems = Vec::new();
    problems.extend(judge(source.path, 1, "file", lines, FILE_WARNING, FILE_REFUSAL));
    for function in tokens::functions(&source.tokens) {
        if !source.test_lines.contain(function.first_line) {
            let lines = function.last_line - function.first_line + 1;
            let what = format!("function `{}`", function.name);
            let line = function.first_line;
            problems.extend(judge(source.path, line, &what, lines, FUNCTION_WARNING, FUNCTION_REFUSAL));
        }
    }
    problems
}

fn judge(path: &str, line: usize, what: &str, lines: usize, warn: usize, refuse: usize) -> Option<Problem> {
    let mend = "split by action; a table of data starts with `// tidy: data table`";
    if lines > refuse {
        let what = format!("{what} has {lines} lines, more than {refuse}");
        return Some(Problem::refusal(path, line, what, mend));
    }
    let long = format!("{what} has {lines} lines, more than {warn}");
    (lines > warn).then(|| Problem::warning(path, line, long, mend))
}

#[cfg(test)]
mod tests {
    use super::super::problem::shown::{refusals, warnings};
    use super::super::tree::Tree;
    use super::*;

    fn found(path: &str, text: &str) -> Vec<Problem> {
        Tree::of(&[(path, text)]).rust_sources().iter().flat_map(check).collect()
    }

    fn function_of(lines: usize) -> String {
        format!("fn long() {{\n{}}}\n", "    step();\n".repeat(lines - 2))
    }

    #[test]
    fn a_long_file_is_refused_and_a_growing_one_warned_about() {
        assert_eq!(
            refusals(&found("crates/app/src/cases.rs", &"\n".repeat(701))),
            ["crates/app/src/cases.rs:1"]
        );
        let growing = found("crates/app/src/cases.rs", &"\n".repeat(700));
        assert_eq!(refusals(&growing), [""; 0]);
        assert_eq!(warnings(&growing), ["crates/app/src/cases.rs:1"]);
        assert!(found("crates/app/src/cases.rs", &"\n".repeat(400)).is_empty());
    }

    #[test]
    fn a_long_function_is_refused_and_a_growing_one_warned_about() {
        assert_eq!(refusals(&found("xtask/src/a.rs", &function_of(81))), ["xtask/src/a.rs:1"]);
        assert_eq!(warnings(&found("xtask/src/a.rs", &function_of(80))), ["xtask/src/a.rs:1"]);
        assert!(found("xtask/src/a.rs", &function_of(60)).is_empty());
    }

    #[test]
    fn tests_and_tables_may_be_long() {
        let long = function_of(900);

        assert!(found("crates/app/tests/it/cases.rs", &long).is_empty());
        assert!(found("crates/app/benches/intake.rs", &long).is_empty());
        assert!(found("crates/app/src/a.rs", &format!("// tidy: data table\n{long}")).is_empty());
        assert!(found("crates/app/src/a.rs", &format!("#[cfg(test)]\nmod tests {{\n{long}}}\n")).is_empty());
        assert!(!found("crates/app/src/a.rs", &format!("\n// tidy: data table\n{long}")).is_empty());
    }
}
