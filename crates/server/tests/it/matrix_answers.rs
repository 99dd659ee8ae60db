//! What was really answered to everybody, as a table for people to review.
//!
//! Operations that answer everybody alike stand together; below them, a line for each answer of a standing
//! names the roles that got it. Standings that were answered alike share their lines. Whoever is let in is
//! always named; of those turned away the largest group is "the others".

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

use havenward_domain::role::Role;

use crate::matrix_people::{Person, Standing};

/// How to read a table; what the answers mean stands above it.
pub const HOW_TO_READ: &str = "\
Ways of standing to the case:
  owner     a member of the unit that owns the case
  granted   of another unit, to which its core and contact safety were granted
  named     of another unit, granted all of it by name
  expired   the same, and run out
  stranger  of another unit, granted nothing
  members   all of these alike
  outside   a device of the owning unit, somebody who has not signed in, somebody whose token is none

What answers everybody alike stands together, above the lines that say how. fr_* are all first responders.
Rewrite: INSTA_UPDATE=always cargo test -p havenward-server --test it matrix
Read the difference before you commit it: each role more that is let in needs a reason.
";

/// Who of one standing got which answer.
type Told = BTreeMap<String, BTreeSet<String>>;

/// Every operation with what was told to each standing, in the order in which they were asked.
#[derive(Default)]
pub struct Answered(Vec<(String, BTreeMap<Standing, Told>)>);

impl Answered {
    /// Takes in what everybody was answered.
    pub fn add<'p>(&mut self, operation: String, answers: impl Iterator<Item = (&'p Person, String)>) {
        let mut told: BTreeMap<Standing, Told> = BTreeMap::new();
        for (person, answer) in answers {
            let name = person.role.map_or(person.name.as_str(), |role| role.code());
            let of_standing = told.entry(person.standing).or_default();
            of_standing.entry(answer).or_default().insert(name.to_owned());
        }
        self.0.push((operation, told));
    }
}

fn turns_away(answer: &str) -> bool {
    matches!(answer, "401" | "403" | "404")
}

/// The names, with the whole family of first responders in one word.
fn listed(names: &BTreeSet<String>) -> String {
    let family: Vec<&str> =
        Role::ALL.iter().filter(|role| role.is_first_responder()).map(|role| role.code()).collect();
    let has_all = family.iter().all(|one| names.contains(*one));
    let mut words: Vec<&str> =
        names.iter().map(String::as_str).filter(|name| !has_all || !family.contains(name)).collect();
    if has_all {
        words.push("fr_*");
    }
    words.join(" ")
}

/// The lines of those who were answered alike: whom it lets in first.
fn lines(told: &Told) -> Vec<(&str, String)> {
    let away = |answer: &&String| turns_away(answer);
    let others = told.keys().filter(away).max_by_key(|answer| told[*answer].len());
    let mut lines: Vec<(&str, String)> = Vec::new();
    for (answer, names) in told {
        let text = match (told.len(), others == Some(answer)) {
            (1, _) => "everybody".to_owned(),
            (_, true) => "the others".to_owned(),
            _ => listed(names),
        };
        lines.push((answer, text));
    }
    lines.sort_by_key(|(answer, text)| (turns_away(answer), text == "the others"));
    lines
}

/// Standings that were told the same, in the order in which they first appear.
fn alike(told: &BTreeMap<Standing, Told>) -> Vec<(Vec<Standing>, &Told)> {
    let mut groups: Vec<(Vec<Standing>, &Told)> = Vec::new();
    for (standing, told) in told {
        match groups.iter_mut().find(|(_, other)| *other == told) {
            Some((standings, _)) => standings.push(*standing),
            None => groups.push((vec![*standing], told)),
        }
    }
    groups
}

impl Display for Answered {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut written = BTreeSet::new();
        for (first, told) in &self.0 {
            if written.contains(first) {
                continue;
            }
            writeln!(f)?;
            for (operation, _) in self.0.iter().filter(|(_, other)| other == told) {
                written.insert(operation);
                writeln!(f, "{operation}")?;
            }
            for (standings, told) in alike(told) {
                let names: Vec<&str> = standings.iter().map(|one| one.name()).collect();
                let mut name =
                    if standings == Standing::OF_MEMBERS { "members".to_owned() } else { names.join(", ") };
                for (answer, text) in lines(told) {
                    writeln!(f, "    {name:<24}{answer}  {text}")?;
                    name.clear();
                }
            }
        }
        Ok(())
    }
}
