//! Reading lists of people: capture-history tables and person-by-list rows, as CSV.
//!
//! Three forms are understood, told apart by their header: one 0/1 column a list and `count`; one 0/1 column
//! a list and one row a person (with or without a column `person`); the two columns `person` and `list`.
//! Anything else is refused with its line, its column and the mend. Nothing is guessed in silence: what was
//! added up or taken once is said in the notes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use super::cells::{Cells, MOST_LISTS};
use crate::rows::{Malformed, Rows};

/// Named lists and how many people show each pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Names of the lists, in the order of the file.
    pub names: Vec<String>,
    /// Counts by pattern.
    pub cells: Cells,
    /// What was done to the rows, in sentences.
    pub notes: Vec<String>,
}

impl Table {
    /// The lists of a term joined by colons, `LA:NG`.
    pub fn term(&self, term: usize) -> String {
        let names = self.names.iter().enumerate().filter(|(list, _)| term >> list & 1 == 1);
        names.map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(":")
    }

    /// The name of a list.
    pub fn name(&self, list: usize) -> &str {
        self.names.get(list).map_or("", String::as_str)
    }
}

/// Why a file was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Problem {
    /// Line of the file, from 1, where there is one.
    pub line: Option<u64>,
    /// Name of the column, where there is one.
    pub column: Option<String>,
    /// What is wrong, and what would mend it.
    pub message: String,
}

impl core::fmt::Display for Problem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if let Some(column) = &self.column {
            write!(f, "column `{column}`: ")?;
        }
        f.write_str(&self.message)
    }
}

/// No more problems than this are listed.
const MOST_PROBLEMS: usize = 20;
/// More people than this in a pattern are an error of the file.
const MOST_PEOPLE: u64 = 10_000_000_000;
/// Longest name of a list or a person that is kept.
const LONGEST_NAME: usize = 200;
const COUNT: &str = "count";
const LIST: &str = "list";
const PERSON: [&str; 3] = ["person", "person_id", "id"];

fn problem(line: Option<u64>, column: Option<&str>, message: impl Into<String>) -> Problem {
    Problem { line, column: column.map(str::to_owned), message: message.into() }
}

/// Reads a table.
pub fn read(input: impl Read) -> Result<Table, Vec<Problem>> {
    let mut rows = Rows::open(input).map_err(|malformed| vec![malformed.into()])?;
    let mut gathering = Gathering::new(Columns::of(rows.header())?);
    loop {
        match rows.next_row() {
            Ok(None) => break,
            Ok(Some((line, record))) => gathering.take(Some(line), record),
            Err(malformed) => gathering.problems.push(malformed.into()),
        }
        if gathering.problems.len() >= MOST_PROBLEMS {
            break;
        }
    }
    gathering.finish()
}

impl From<Malformed> for Problem {
    fn from(malformed: Malformed) -> Problem {
        problem(malformed.line, None, malformed.to_string())
    }
}

/// Which column is what.
enum Columns {
    Long { person: usize, list: usize },
    Wide { lists: Vec<(usize, String)>, count: Option<usize>, person: Option<usize> },
}

impl Columns {
    fn of(names: Vec<String>) -> Result<Columns, Vec<Problem>> {
        let is = |name: &str, what: &[&str]| what.iter().any(|word| name.eq_ignore_ascii_case(word));
        let person = names.iter().position(|name| is(name, &PERSON));
        let list = names.iter().position(|name| is(name, &[LIST]));
        if let (Some(person), Some(list), 2) = (person, list, names.len()) {
            return Ok(Columns::Long { person, list });
        }
        let mut problems = Vec::new();
        let mut seen = BTreeSet::new();
        for (place, name) in names.iter().enumerate() {
            if name.is_empty() {
                let message = "has no name (mend: give each list a name in the first row)";
                problems.push(problem(Some(1), Some(&(place + 1).to_string()), message));
            } else if !seen.insert(name.to_lowercase()) {
                let message =
                    "stands twice in the header (mend: name each list once; the first row must be a header)";
                problems.push(problem(Some(1), Some(name), message));
            } else if name.contains(':') || name.len() > LONGEST_NAME {
                let message = "a name with a colon or of more than 200 letters cannot be shown in a model (mend: shorten it)";
                problems.push(problem(Some(1), Some(name), message));
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let count = names.iter().position(|name| is(name, &[COUNT]));
        let lists: Vec<(usize, String)> = names
            .into_iter()
            .enumerate()
            .filter(|(place, _)| Some(*place) != count && Some(*place) != person)
            .collect();
        check_number(lists.len()).map_err(|problem| vec![problem])?;
        Ok(Columns::Wide { lists, count, person })
    }
}

fn check_number(lists: usize) -> Result<(), Problem> {
    let message = match lists {
        0 => "no lists (mend: one 0/1 column a list and `count`, or the columns `person` and `list`)"
            .to_owned(),
        1 => "one list says nothing about people on no list (mend: give at least two lists)".to_owned(),
        _ if lists > MOST_LISTS => {
            format!("{lists} lists, more than {MOST_LISTS} (mend: merge lists that serve the same people)")
        }
        _ => return Ok(()),
    };
    Err(problem(None, None, message))
}

/// Rows taken so far.
struct Gathering {
    columns: Columns,
    counts: Vec<u64>,
    rows: u64,
    empty_rows: u64,
    repeated: u64,
    /// Long form: names of lists in order of appearance, and the pattern of each person.
    names: Vec<String>,
    people: BTreeMap<String, u16>,
    seen_patterns: BTreeSet<usize>,
    problems: Vec<Problem>,
}

impl Gathering {
    fn new(columns: Columns) -> Gathering {
        Gathering {
            columns,
            counts: vec![0; 1 << MOST_LISTS],
            rows: 0,
            empty_rows: 0,
            repeated: 0,
            names: Vec::new(),
            people: BTreeMap::new(),
            seen_patterns: BTreeSet::new(),
            problems: Vec::new(),
        }
    }

    fn take(&mut self, line: Option<u64>, record: &csv::StringRecord) {
        self.rows += 1;
        let taken = match &self.columns {
            Columns::Long { person, list } => {
                let (person, list) =
                    (record.get(*person).unwrap_or_default(), record.get(*list).unwrap_or_default());
                let (person, list) = (person.to_owned(), list.to_owned());
                self.take_membership(line, person, list)
            }
            Columns::Wide { lists, count, person } => {
                let pattern = pattern(record, line, lists);
                let count =
                    count.map_or(Ok(1), |column| people(record.get(column).unwrap_or_default(), line));
                let person = person.map(|column| record.get(column).unwrap_or_default().to_owned());
                pattern.and_then(|pattern| self.take_pattern(line, pattern, count?, person))
            }
        };
        self.problems.extend(taken.err());
    }

    fn take_pattern(
        &mut self,
        line: Option<u64>,
        pattern: usize,
        count: u64,
        person: Option<String>,
    ) -> Result<(), Problem> {
        if let Some(person) = person {
            check_name(&person, line, "person")?;
            if self.people.insert(person, 0).is_some() {
                let message =
                    "this person stands in an earlier row (mend: link the rows of one person first)";
                return Err(problem(line, Some("person"), message));
            }
        }
        if pattern == 0 {
            if count == 0 {
                self.empty_rows += 1;
                return Ok(());
            }
            let message = "people on no list at all (mend: take the row out; nobody can have counted them)";
            return Err(problem(line, None, message));
        }
        self.repeated += u64::from(!self.seen_patterns.insert(pattern));
        if let Some(total) = self.counts.get_mut(pattern) {
            *total += count;
        }
        Ok(())
    }

    fn take_membership(&mut self, line: Option<u64>, person: String, list: String) -> Result<(), Problem> {
        check_name(&person, line, "person")?;
        check_name(&list, line, "list")?;
        let place = self.names.iter().position(|name| *name == list).unwrap_or(self.names.len());
        if place == self.names.len() {
            if place == MOST_LISTS {
                let message =
                    format!("more than {MOST_LISTS} lists (mend: merge lists that serve the same people)");
                return Err(problem(line, Some(LIST), message));
            }
            self.names.push(list);
        }
        let pattern = self.people.entry(person).or_default();
        self.repeated += u64::from(*pattern >> place & 1);
        *pattern |= 1 << place;
        Ok(())
    }

    fn finish(mut self) -> Result<Table, Vec<Problem>> {
        if !self.problems.is_empty() {
            self.problems.truncate(MOST_PROBLEMS);
            return Err(self.problems);
        }
        let notes = self.notes();
        let names = match self.columns {
            Columns::Long { .. } => {
                check_number(self.names.len()).map_err(|problem| vec![problem])?;
                for pattern in self.people.values() {
                    if let Some(count) = self.counts.get_mut(usize::from(*pattern)) {
                        *count += 1;
                    }
                }
                self.names
            }
            Columns::Wide { lists, .. } => lists.into_iter().map(|(_, name)| name).collect(),
        };
        let counts: Vec<f64> = self.counts.iter().take(1 << names.len()).map(|count| *count as f64).collect();
        let cells = Cells::from_counts(names.len(), counts);
        if cells.observed() == 0.0 {
            return Err(vec![problem(None, None, "nobody is in this table (mend: give rows with people)")]);
        }
        let problems: Vec<Problem> = (0..names.len())
            .filter(|list| cells.overlap(1 << list) == 0.0)
            .map(|list| {
                let message = "nobody is on this list (mend: take the column out)";
                problem(None, names.get(list).map(String::as_str), message)
            })
            .collect();
        if problems.is_empty() { Ok(Table { names, cells, notes }) } else { Err(problems) }
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let is_long = matches!(self.columns, Columns::Long { .. });
        let counted = matches!(self.columns, Columns::Wide { count: Some(_), .. });
        if !counted && !is_long {
            notes.push("No column `count`: each row was taken as one person.".to_owned());
        }
        if is_long && self.repeated > 0 {
            let rows = self.repeated;
            notes.push(format!(
                "{rows} rows repeat a person on the same list; each person counts once a list."
            ));
        }
        if counted && self.repeated > 0 {
            let rows = self.repeated;
            notes.push(format!("{rows} rows repeat a pattern of an earlier row; their counts were added."));
        }
        if self.empty_rows > 0 {
            notes.push("A row for people on no list with count 0 was left out.".to_owned());
        }
        notes
    }
}

fn check_name(name: &str, line: Option<u64>, column: &str) -> Result<(), Problem> {
    if name.is_empty() {
        return Err(problem(line, Some(column), "missing (mend: fill it in, or take the row out)"));
    }
    if name.len() > LONGEST_NAME || column == LIST && name.contains(':') {
        return Err(problem(
            line,
            Some(column),
            "longer than 200 letters or with a colon (mend: shorten it)",
        ));
    }
    Ok(())
}

fn pattern(
    record: &csv::StringRecord,
    line: Option<u64>,
    lists: &[(usize, String)],
) -> Result<usize, Problem> {
    let mut pattern = 0;
    for (bit, (column, name)) in lists.iter().enumerate() {
        match record.get(*column).unwrap_or_default() {
            "0" => {}
            "1" => pattern |= 1 << bit,
            "" => return Err(problem(line, Some(name), "missing (mend: 1 on the list, 0 not on it)")),
            _ => return Err(problem(line, Some(name), "neither 0 nor 1 (mend: 1 on the list, 0 not on it)")),
        }
    }
    Ok(pattern)
}

fn people(text: &str, line: Option<u64>) -> Result<u64, Problem> {
    let refuse = |message: &str| Err(problem(line, Some(COUNT), message));
    if text.is_empty() {
        return refuse("missing (mend: the number of people with this pattern)");
    }
    match text.parse::<u64>() {
        Ok(count) if count <= MOST_PEOPLE => Ok(count),
        Ok(_) => refuse("more people than there are on earth (mend: check the number)"),
        Err(_) if text.parse::<f64>().is_ok_and(|value| value < 0.0) => {
            refuse("negative (mend: a count of people is 0 or more)")
        }
        Err(_) if text.parse::<f64>().is_ok() => {
            refuse("not a whole number (mend: count people; weights and decimals cannot be used)")
        }
        Err(_) => refuse("not a number (mend: a whole number such as 54, without thousands separators)"),
    }
}
