//! What is wrong with a profile or an overlay: where, what, and how to mend it.

use std::fmt;

/// One thing wrong in a file, told so that the person who wrote the file can mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file's name as the caller gave it.
    pub file: String,
    /// The line, counted from one.
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
        write!(f, "{}:{}: {}: {}; {}", self.file, self.line, self.field, self.message, self.mend)
    }
}

/// Collects problems, so that all are told in one pass.
#[derive(Debug)]
pub(crate) struct Log {
    file: String,
    problems: std::cell::RefCell<Vec<Problem>>,
}

impl Log {
    pub(crate) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), problems: std::cell::RefCell::new(Vec::new()) }
    }

    pub(crate) fn add(&self, line: usize, field: &str, message: impl Into<String>, mend: impl Into<String>) {
        self.problems.borrow_mut().push(Problem {
            file: self.file.clone(),
            line,
            field: field.to_owned(),
            message: message.into(),
            mend: mend.into(),
        });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.problems.borrow().is_empty()
    }

    /// All problems in the order of the file.
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by(|a, b| (a.line, &a.field, &a.message).cmp(&(b.line, &b.field, &b.message)));
        problems.dedup();
        problems
    }
}
