//! People who act through the command line, each in a session of their own, in the words of a story.

use std::path::Path;

use serde_json::Value;

use crate::ran::{Ran, run_with};

/// Somebody at a command line: a session of its own in a shared folder.
#[derive(Clone, Copy)]
pub struct Person<'d> {
    folder: &'d Path,
    name: &'d str,
}

impl<'d> Person<'d> {
    /// Somebody under this name, not signed in yet.
    pub fn new(folder: &'d Path, name: &'d str) -> Self {
        Self { folder, name }
    }

    /// Somebody of a demonstration, signed in; returns their account too.
    pub fn of_demo(folder: &'d Path, server: &str, login: &'d str) -> (Self, String) {
        let person = Self::new(folder, login);
        let account = person.asks(&format!("login --server {server} --demo-role {login}"));
        (person, account["user"].as_str().unwrap().to_owned())
    }

    /// Runs a line; words are parted by blanks.
    pub fn runs(self, line: &str) -> Ran {
        self.types(line, "")
    }

    /// Runs a line with a text on standard input.
    pub fn types(self, line: &str, text: &str) -> Ran {
        let mut arguments = vec!["--as", self.name];
        arguments.extend(line.split_whitespace());
        run_with(self.folder, &arguments, text)
    }

    /// Does what must succeed, and returns what a person reads.
    pub fn does(self, line: &str) -> String {
        self.does_with(line, "")
    }

    /// Does what must succeed with a text on standard input.
    pub fn does_with(self, line: &str, text: &str) -> String {
        let ran = self.types(line, text);
        assert_eq!(ran.code, 0, "{}: {line}: {}", self.name, ran.err);
        ran.out
    }

    /// Makes something, and returns the reference that is printed.
    pub fn makes(self, line: &str) -> String {
        self.makes_with(line, "")
    }

    /// Makes something with a text on standard input.
    pub fn makes_with(self, line: &str, text: &str) -> String {
        let said = self.does_with(line, text);
        let (_, made) = said.trim().rsplit_once(' ').unwrap_or_else(|| panic!("{line}: {said}"));
        made.to_owned()
    }

    /// Asks for JSON.
    pub fn asks(self, line: &str) -> Value {
        let ran = self.runs(&format!("--json {line}"));
        assert_eq!(ran.code, 0, "{}: {line}: {}", self.name, ran.err);
        ran.json()
    }

    /// Is refused by a rule: exit code 3, and this code of a problem on standard error.
    pub fn is_refused(self, line: &str, code: &str) {
        self.is_refused_with(line, "", code);
    }

    /// Is refused by a rule with a text on standard input.
    pub fn is_refused_with(self, line: &str, text: &str, code: &str) {
        let ran = self.types(line, text);
        assert_eq!(ran.code, 3, "{}: {line}: {}{}", self.name, ran.out, ran.err);
        assert!(ran.err.contains(&format!("({code})")), "{}: {line}: {}", self.name, ran.err);
        assert!(ran.out.is_empty(), "{line}: a refusal answers nothing");
    }

    /// May not know of something: the answer is the same to the byte as for what is not there.
    pub fn does_not_know(self, line: &str, id: &str) {
        let (known, never) = (self.runs(line), self.runs(&line.replace(id, NOWHERE)));
        assert_eq!((known.code, never.code), (3, 3), "{}: {line}: {}{}", self.name, known.out, never.out);
        assert_eq!((known.out, known.err), (never.out, never.err), "{}: {line}", self.name);
    }
}

/// An id that is not there.
pub const NOWHERE: &str = "00000000-0000-4000-8000-000000000000";

/// The element of a list whose field has this value.
pub fn found<'v>(list: &'v Value, field: &str, value: &str) -> &'v Value {
    let all = list.as_array().unwrap();
    all.iter().find(|one| one[field] == value).unwrap_or_else(|| panic!("{field} {value}: {list}"))
}

/// A text of a JSON value.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}
