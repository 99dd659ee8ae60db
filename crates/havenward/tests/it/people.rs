//! People who act through the command line, each in a session of their own, in the words of a story.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

use serde_json::Value;

use crate::demo::Demo;
use crate::ran::{Ran, run_with};

/// What was typed by people of a folder: whether it was done or refused, a noun and what was to be done with it.
const HISTORY: &str = "history";

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
        let ran = run_with(self.folder, &arguments, text);
        if let Some(came) = [(0, "done"), (3, "refused")].iter().find(|(code, _)| *code == ran.code) {
            let mut words = line.split_whitespace().filter(|word| *word != "--json");
            let (noun, verb) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            let history = std::fs::File::options().create(true).append(true).open(self.folder.join(HISTORY));
            writeln!(history.unwrap(), "{} {noun} {verb}", came.1).unwrap();
        }
        ran
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

/// What people of a folder typed.
#[derive(Debug, Default)]
pub struct Typed {
    /// Commands that did their work.
    pub done: BTreeSet<String>,
    /// Commands that were refused by a rule.
    pub refused: BTreeSet<String>,
}

impl Typed {
    /// By everybody of a folder.
    pub fn in_folder(folder: &Path) -> Self {
        let mut typed = Self::default();
        for line in std::fs::read_to_string(folder.join(HISTORY)).unwrap().lines() {
            let (came, command) = line.split_once(' ').unwrap();
            let of = if came == "done" { &mut typed.done } else { &mut typed.refused };
            of.insert(command.to_owned());
        }
        typed
    }
}

/// People of one demonstration of England and Wales, each signed in.
pub struct Cast {
    demo: Demo,
    began: jiff::Timestamp,
    accounts: BTreeMap<&'static str, String>,
    units: Value,
}

impl Cast {
    pub fn new(logins: &[&'static str]) -> Self {
        Self::among("1", logins)
    }

    /// Among so many cases.
    pub fn among(cases: &str, logins: &[&'static str]) -> Self {
        let demo = Demo::of(cases);
        let began = demo.now();
        let sign_in =
            |login: &&'static str| (*login, Person::of_demo(demo.folder.path(), &demo.url, login).1);
        let accounts: BTreeMap<_, _> = logins.iter().map(sign_in).collect();
        let units = Person::new(demo.folder.path(), logins[0]).asks("units directory");
        Self { demo, began, accounts, units }
    }

    pub fn folder(&self) -> &Path {
        self.demo.folder.path()
    }

    pub fn person(&self, login: &'static str) -> Person<'_> {
        assert!(self.accounts.contains_key(login), "{login} is not signed in");
        Person::new(self.folder(), login)
    }

    pub fn account(&self, login: &str) -> &str {
        &self.accounts[login]
    }

    /// A unit by the beginning of its name.
    pub fn unit(&self, name: &str) -> &str {
        let all = self.units.as_array().unwrap();
        let unit = all.iter().find(|unit| text(&unit["name"]).starts_with(name));
        text(&unit.unwrap_or_else(|| panic!("{name}: {}", self.units))["unit"])
    }

    /// A day so many days after the walk began.
    pub fn day(&self, days: i64) -> String {
        let day = self.began + jiff::SignedDuration::from_hours(24 * days);
        day.strftime("%Y-%m-%d").to_string()
    }

    /// Lets a named person see parts of a case until a day that is far away.
    pub fn lets_see(&self, owner: Person<'_>, case: &str, login: &str, compartments: &str) {
        let user = self.account(login);
        owner.does(&format!(
            "access give {case} --user {user} --compartment {compartments} --purpose support --basis public_task \
             --until {LATER}T00:00:00Z"
        ));
    }
}

/// Later than every day of a walk.
pub const LATER: &str = "2099-01-01";
