//! Lists of people, read and made comparable.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use rayon::prelude::*;

use super::compare::Name;
use super::dates::{Birth, Order, order_of};
use super::diminutives;
use super::role::Role;
use super::settings::{Settings, SettingsError};
use super::words::{Texts, Words};
use crate::rows::{Malformed, Rows};

/// A list that cannot be linked: file, line, column and the mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// The text is no table.
    #[error("{list}: line {}: {malformed}", malformed.line.unwrap_or(1))]
    NotATable {
        /// Name of the list.
        list: String,
        /// What the reader met.
        malformed: Malformed,
    },
    /// A row or the header says nothing usable.
    #[error("{list}: line {line}: column `{column}`: {what} (mend: {mend})")]
    Field {
        /// Name of the list.
        list: String,
        /// Line, from 1.
        line: u64,
        /// Column by name.
        column: String,
        /// What is wrong.
        what: String,
        /// What to write.
        mend: &'static str,
    },
    /// The list as a whole cannot be linked.
    #[error("{list}: {what} (mend: {mend})")]
    Whole {
        /// Name of the list.
        list: String,
        /// What is wrong.
        what: String,
        /// What to do.
        mend: String,
    },
    /// The settings ask for what is not there.
    #[error("settings: {0}")]
    Settings(#[from] SettingsError),
}

/// One compared property of all people.
#[derive(Debug, Clone)]
pub struct Field {
    /// What it is.
    pub role: Role,
    /// The name of its column in the first list that has it.
    pub name: String,
    /// Values by number from 1; 0 is missing and has an empty text.
    pub texts: Texts,
    /// Skeletons of names and places by the same numbers.
    pub bones: Texts,
    /// Dates of birth by the same numbers.
    pub births: Vec<Birth>,
    /// Lines of the list of short forms, by the same numbers.
    short_forms: Vec<u64>,
    /// How often each value stands in all lists.
    pub counts: Vec<u32>,
}

impl Field {
    /// A value as names and places are compared.
    pub fn value(&self, number: u32) -> Name<'_> {
        let at = number as usize;
        let short_forms = self.short_forms.get(at).copied().unwrap_or(0);
        Name { text: self.texts.get(at), bones: self.bones.get(at), short_forms }
    }
}

/// All records of all lists.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// What is compared.
    pub fields: Vec<Field>,
    /// Identifiers as they stand in the lists.
    pub ids: Texts,
    /// Names of the lists.
    pub lists: Vec<String>,
    /// Where each list ends, as a number of records.
    pub ends: Vec<usize>,
    /// What was done to columns and values, in sentences.
    pub notes: Vec<String>,
    /// Numbers of values, `fields.len()` for each record.
    pub(super) rows: Vec<u32>,
}

impl People {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Numbers of the values of a record.
    pub fn row(&self, record: usize) -> &[u32] {
        let width = self.fields.len();
        self.rows.get(record * width..(record + 1) * width).unwrap_or_default()
    }

    /// The list of a record, from 0.
    pub fn list_of(&self, record: usize) -> usize {
        self.ends.partition_point(|end| *end <= record)
    }

    /// Whether pairs lie between lists (and not inside the one).
    pub fn is_between_lists(&self) -> bool {
        self.lists.len() > 1
    }

    /// All pairs that could be one person.
    pub fn pairs(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "records are far below 2^53")]
        let choose = |n: usize| n as f64 * (n as f64 - 1.0) / 2.0;
        if !self.is_between_lists() {
            return choose(self.len());
        }
        let mut before = 0;
        let inside: f64 = self
            .ends
            .iter()
            .map(|end| {
                let size = end - before;
                before = *end;
                choose(size)
            })
            .sum();
        choose(self.len()) - inside
    }
}

/// Reads lists one after the other.
pub struct Reading<'s> {
    settings: &'s Settings,
    people: People,
    raw: Vec<RawColumn>,
    rows: Vec<u32>,
    found: BTreeSet<String>,
}

/// A column before its values are prepared.
struct RawColumn {
    role: Role,
    name: String,
    words: Words,
    lists: BTreeSet<usize>,
    /// How many records had been read when it first came: it is missing in all of them.
    column_of: Vec<u32>,
}

/// No more columns than this are compared.
const MOST_FIELDS: usize = 15;
/// Names of columns with the identifier of a row, the likelier first.
const ID_COLUMNS: [&str; 8] =
    ["id", "rec_id", "record_id", "unique_id", "row_id", "uid", "case_id", "person_id"];

impl<'s> Reading<'s> {
    /// Begins with settings that [`Settings::check`] accepted.
    pub fn new(settings: &'s Settings) -> Reading<'s> {
        Reading {
            settings,
            people: People::default(),
            raw: Vec::new(),
            rows: Vec::new(),
            found: BTreeSet::new(),
        }
    }

    /// Reads one list.
    pub fn list(&mut self, name: &str, source: impl Read) -> Result<(), ListError> {
        let not_a_table = |malformed| ListError::NotATable { list: name.to_owned(), malformed };
        let mut table = Rows::open(source).map_err(not_a_table)?;
        let header = table.header();
        check_header(name, &header)?;
        self.found.extend(header.iter().cloned());
        let list = self.people.lists.len();
        self.people.lists.push(name.to_owned());
        let (id, columns) = self.columns(name, list, &header)?;
        let mut seen = Words::default();
        let mut count = 0_usize;
        while let Some((line, record)) = table.next_row().map_err(not_a_table)? {
            count += 1;
            let number = count.to_string();
            let own = id.map_or(number.as_str(), |at| record.get(at).unwrap_or_default());
            let column = || id.and_then(|at| header.get(at)).cloned().unwrap_or_default();
            if own.is_empty() || !seen.number(own).1 {
                let what = if own.is_empty() {
                    "is empty".to_owned()
                } else {
                    format!("`{own}` stands in an earlier row")
                };
                let mend = "give every row an identifier of its own";
                return Err(ListError::Field { list: name.to_owned(), line, column: column(), what, mend });
            }
            self.people.ids.push(own);
            for (at, raw) in &columns {
                if let Some(column) = self.raw.get_mut(*raw) {
                    let (word, _) = column.words.number(record.get(*at).unwrap_or_default());
                    column.column_of.push(word);
                }
            }
            let records = self.people.ids.len();
            for column in &mut self.raw {
                if column.column_of.len() < records {
                    column.column_of.push(column.words.number("").0);
                }
            }
        }
        if count == 0 {
            let what = "the list has no row".to_owned();
            return Err(ListError::Whole {
                list: name.to_owned(),
                what,
                mend: "give one row a person".to_owned(),
            });
        }
        self.people.ends.push(self.people.ids.len());
        Ok(())
    }

    /// The column of identifiers, and for each compared column its place and its raw column.
    #[expect(clippy::type_complexity, reason = "two answers of one look at the header")]
    fn columns(
        &mut self,
        list: &str,
        number: usize,
        header: &[String],
    ) -> Result<(Option<usize>, Vec<(usize, usize)>), ListError> {
        let at = |name: &str| header.iter().position(|column| column == name);
        let id = match &self.settings.id {
            Some(name) => Some(at(name).ok_or_else(|| {
                let what = format!("id: `{list}` has no column `{name}`");
                SettingsError::new(what, format!("one of {}", header.join(", ")))
            })?),
            None => ID_COLUMNS
                .iter()
                .find_map(|name| header.iter().position(|column| column.eq_ignore_ascii_case(name))),
        };
        let mut roles: Vec<(usize, Role)> = Vec::new();
        for (place, name) in header.iter().enumerate() {
            let given = self.settings.columns.iter().find(|(_, columns)| columns.names().contains(name));
            let role = match given {
                Some((role, _)) => Some(*role),
                None => Role::of_column(name).filter(|role| !self.settings.columns.contains_key(role)),
            };
            if let Some(role) = role
                && Some(place) != id
                && !self.settings.ignore.contains(name)
            {
                roles.push((place, role));
            }
        }
        for (role, columns) in &self.settings.columns {
            if !roles.iter().any(|(_, found)| found == role) {
                let what = format!(
                    "columns.{}: `{list}` has no column `{}`",
                    role.name(),
                    columns.names().join("` or `")
                );
                return Err(SettingsError::new(what, format!("one of {}", header.join(", "))).into());
            }
        }
        if roles.iter().any(|(_, role)| role.is_name()) {
            roles.retain(|(_, role)| *role != Role::Name);
        }
        if roles.is_empty() {
            let what = format!("no column to compare among {}", header.join(", "));
            let mend =
                "name columns such as given_name, surname, birth_date, or say in the settings which is which";
            return Err(ListError::Whole { list: list.to_owned(), what, mend: mend.to_owned() });
        }
        let mut nth: BTreeMap<Role, usize> = BTreeMap::new();
        let mut columns = Vec::new();
        for (place, role) in roles {
            let turn = nth.entry(role).or_default();
            let name = header.get(place).map_or("", String::as_str);
            columns.push((place, self.raw_column(role, name, *turn, number)));
            *turn += 1;
        }
        Ok((id, columns))
    }

    /// The raw column of the same role and name, or else of the same role and turn.
    fn raw_column(&mut self, role: Role, name: &str, turn: usize, list: usize) -> usize {
        let named = self.raw.iter().position(|raw| raw.role == role && raw.name == name);
        let in_turn = || {
            let mut same = self.raw.iter().enumerate().filter(|(_, raw)| raw.role == role);
            same.nth(turn).filter(|(_, raw)| !raw.lists.contains(&list)).map(|(at, _)| at)
        };
        let at = named.or_else(in_turn).unwrap_or_else(|| {
            let mut words = Words::default();
            let empty = words.number("").0;
            let column_of = vec![empty; self.people.ids.len()];
            self.raw.push(RawColumn {
                role,
                name: name.to_owned(),
                words,
                lists: BTreeSet::new(),
                column_of,
            });
            self.raw.len() - 1
        });
        if let Some(raw) = self.raw.get_mut(at) {
            raw.lists.insert(list);
        }
        at
    }

    /// All lists, ready to be compared.
    pub fn finish(mut self) -> Result<People, ListError> {
        let all = self.people.lists.len();
        if self.people.len() < 2 {
            let what = "one record has nobody to be linked with".to_owned();
            return Err(self.whole(what, "give at least two rows"));
        }
        for name in &self.settings.ignore {
            if !self.found.contains(name) {
                let found: Vec<&str> = self.found.iter().map(String::as_str).collect();
                let what = format!("ignore: there is no column `{name}`");
                return Err(SettingsError::new(what, format!("one of {}", found.join(", "))).into());
            }
        }
        let raw = core::mem::take(&mut self.raw);
        let (kept, lone): (Vec<RawColumn>, Vec<RawColumn>) =
            raw.into_iter().partition(|column| all == 1 || column.lists.len() > 1);
        for column in lone {
            self.people
                .notes
                .push(format!("Column `{}` stands in one list only and is not compared.", column.name));
        }
        let mut kept: Vec<(Field, Vec<u32>)> = kept.into_iter().flat_map(prepare).collect();
        kept.retain(|(field, _)| {
            let says_something = field.texts.len() > 1;
            if !says_something {
                self.people.notes.push(format!("Column `{}` is empty and is not compared.", field.name));
            }
            says_something
        });
        kept.sort_by_key(|(field, _)| field.role);
        if kept.is_empty() || kept.len() > MOST_FIELDS {
            let what = format!("{} columns to compare", kept.len());
            return Err(self.whole(what, "between 1 and 15; leave others out with `ignore`"));
        }
        let width = kept.len();
        self.rows = vec![0; width * self.people.len()];
        for (at, (_, values)) in kept.iter().enumerate() {
            for (row, value) in self.rows.chunks_exact_mut(width).zip(values) {
                if let Some(place) = row.get_mut(at) {
                    *place = *value;
                }
            }
        }
        self.people.rows = self.rows;
        self.people.fields = kept.into_iter().map(|(field, _)| field).collect();
        Ok(self.people)
    }

    fn whole(&self, what: String, mend: &str) -> ListError {
        ListError::Whole { list: self.people.lists.join(", "), what, mend: mend.to_owned() }
    }
}

fn check_header(list: &str, header: &[String]) -> Result<(), ListError> {
    let wrong = |column: &str, what: &str, mend| {
        Err(ListError::Field {
            list: list.to_owned(),
            line: 1,
            column: column.to_owned(),
            what: what.to_owned(),
            mend,
        })
    };
    if header.iter().all(String::is_empty) {
        let what = "the file is empty".to_owned();
        let mend = "give a table with a header line and one row a person".to_owned();
        return Err(ListError::Whole { list: list.to_owned(), what, mend });
    }
    let mut seen = BTreeSet::new();
    for (place, name) in header.iter().enumerate() {
        if !name.is_empty() && !seen.insert(name.to_lowercase()) {
            return wrong(name, "stands twice in the header", "give every column its own name");
        }
        if name.is_empty() && place > 0 {
            return wrong(&(place + 1).to_string(), "has no name", "name every column in the first line");
        }
    }
    Ok(())
}

/// Values made comparable, equal ones under one number; a whole name becomes two fields.
fn prepare(column: RawColumn) -> Vec<(Field, Vec<u32>)> {
    let raw = column.words.into_texts();
    if column.role == Role::Name {
        let parts = [(Role::GivenName, 0), (Role::Surname, 1)];
        return parts
            .into_iter()
            .map(|(role, part)| {
                field(role, &column.name, &raw, &column.column_of, |text| {
                    let (given, family) = apart(text);
                    if part == 0 { given } else { family }
                })
            })
            .collect();
    }
    vec![field(column.role, &column.name, &raw, &column.column_of, str::to_owned)]
}

/// Given and family name of a whole name: what follows a comma is given, else the first word.
fn apart(name: &str) -> (String, String) {
    if let Some((family, given)) = name.split_once(',') {
        return (given.to_owned(), family.to_owned());
    }
    let name = name.trim();
    let (given, family) = name.split_once(' ').unwrap_or(("", name));
    (given.to_owned(), family.to_owned())
}

fn field(
    role: Role,
    name: &str,
    raw: &Texts,
    column_of: &[u32],
    part: impl Fn(&str) -> String + Sync,
) -> (Field, Vec<u32>) {
    let order = if role == Role::BirthDate {
        order_of((0..raw.len()).map(|at| raw.get(at)))
    } else {
        Order::DayFirst
    };
    let prepared: Vec<Option<(String, String)>> =
        (0..raw.len()).into_par_iter().map(|at| role.prepare(&part(raw.get(at)), order)).collect();
    let mut words = Words::default();
    words.number("");
    let mut bones = Texts::default();
    bones.push("");
    let numbers: Vec<u32> = prepared
        .iter()
        .map(|value| {
            let Some((text, skeleton)) = value else { return 0 };
            let (number, is_new) = words.number(text);
            if is_new {
                bones.push(skeleton);
            }
            number
        })
        .collect();
    drop(prepared);
    let texts = words.into_texts();
    let values: Vec<u32> =
        column_of.iter().map(|word| numbers.get(*word as usize).copied().unwrap_or(0)).collect();
    let mut counts = vec![0_u32; texts.len()];
    for value in &values {
        if let Some(count) = counts.get_mut(*value as usize) {
            *count += 1;
        }
    }
    let nowhere = Birth { year: 0, month: 0, day: 0 };
    let births = if role == Role::BirthDate {
        let read = |at| {
            Birth::parse(texts.get(at), Order::DayFirst).unwrap_or_else(|| year_only(texts.get(at), nowhere))
        };
        (0..texts.len()).map(read).collect()
    } else {
        Vec::new()
    };
    let short_forms = if role == Role::GivenName {
        (0..texts.len()).into_par_iter().map(|at| diminutives::groups(texts.get(at))).collect()
    } else {
        Vec::new()
    };
    (Field { role, name: name.to_owned(), texts, bones, births, short_forms, counts }, values)
}

/// The prepared text of a date has always four digits of a year in front.
fn year_only(text: &str, otherwise: Birth) -> Birth {
    text.get(..4).and_then(|year| year.parse().ok()).map_or(otherwise, |year| Birth {
        year,
        month: 0,
        day: 0,
    })
}
