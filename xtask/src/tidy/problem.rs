//! One problem: where, what, and how to mend it.

use std::fmt;

/// Whether a problem stops the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; the build goes on.
    Warning,
    /// The build is refused.
    Refusal,
}

/// Something to mend.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pub path: String,
    pub line: usize,
    pub severity: Severity,
    pub what: String,
    pub mend: String,
}

impl Problem {
    /// A problem that refuses the build.
    pub fn refusal(path: &str, line: usize, what: impl Into<String>, mend: impl Into<String>) -> Problem {
        Problem {
            path: path.to_owned(),
            line,
            severity: Severity::Refusal,
            what: what.into(),
            mend: mend.into(),
        }
    }

    /// A problem that is only mentioned.
    pub fn warning(path: &str, line: usize, what: impl Into<String>, mend: impl Into<String>) -> Problem {
        Problem { severity: Severity::Warning, ..Problem::refusal(path, line, what, mend) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Warning => "warning: ",
            Severity::Refusal => "",
        };
        let Problem { path, line, what, mend, .. } = self;
        write!(formatter, "{path}:{line}: {severity}{what} (mend: {mend})")
    }
}

/// The line, counted from one, on which a text first appears; the first line if it does not.
pub fn line_of(text: &str, needle: &str) -> usize {
    text.lines().position(|line| line.contains(needle)).map_or(1, |index| index + 1)
}

/// Short forms for the tests of the rules.
#[cfg(test)]
pub mod shown {
    use super::{Problem, Severity};

    /// `path:line` of every refusal.
    pub fn refusals(problems: &[Problem]) -> Vec<String> {
        places(problems, Severity::Refusal)
    }

    /// `path:line` of every warning.
    pub fn warnings(problems: &[Problem]) -> Vec<String> {
        places(problems, Severity::Warning)
    }

    fn places(problems: &[Problem], severity: Severity) -> Vec<String> {
        problems
            .iter()
            .filter(|problem| problem.severity == severity)
            .map(|problem| format!("{}:{}", problem.path, problem.line))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_place_fault_and_remedy() {
        let problem = Problem::refusal("crates/app/src/cases.rs", 7, "too long", "split by action");

        assert_eq!(problem.to_string(), "crates/app/src/cases.rs:7: too long (mend: split by action)");
    }

    #[test]
    fn lines_are_counted_from_one() {
        assert_eq!(line_of("a\nb\n", "b"), 2);
        assert_eq!(line_of("a\nb\n", "c"), 1);
    }
}
