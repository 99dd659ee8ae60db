//! What is wrong with a scenario: where, what, and how to mend it.

use std::cell::RefCell;
use std::fmt;

/// One thing wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as the caller called it.
    pub file: String,
    /// The line, from one.
    pub line: usize,
    /// The field, as a dotted path; empty for the whole file.
    pub field: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub mend: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { file, line, field, message, mend } = self;
        if field.is_empty() {
            write!(f, "{file}:{line}: {message} (mend: {mend})")
        } else {
            write!(f, "{file}:{line}: {field}: {message} (mend: {mend})")
        }
    }
}

impl std::error::Error for Problem {}

/// Collects problems, so that all are told in one pass.
#[derive(Debug)]
pub(crate) struct Log {
    file: String,
    problems: RefCell<Vec<Problem>>,
}

impl Log {
    pub(crate) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), problems: RefCell::new(Vec::new()) }
    }

    pub(crate) fn add(&self, line: usize, field: &str, message: impl Into<String>, mend: impl Into<String>) {
        let file = self.file.clone();
        self.add_in(file, line, field, message, mend);
    }

    pub(crate) fn add_in(
        &self,
        file: String,
        line: usize,
        field: &str,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) {
        let (message, mend) = (message.into(), mend.into());
        self.problems.borrow_mut().push(Problem { file, line, field: field.to_owned(), message, mend });
    }

    pub(crate) fn count(&self) -> usize {
        self.problems.borrow().len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.problems.borrow().is_empty()
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort();
        problems.dedup();
        problems
    }
}
