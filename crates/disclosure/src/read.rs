//! Reading a CSV file of persons, column by column, with every complaint saying where and how to mend it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};

use csv::ByteRecord;

use crate::frame::{Column, Frame, MOST_LEVELS, UNKNOWN};

/// A category is a word or a short phrase; longer fields are texts about persons.
pub const LONGEST_VALUE: usize = 500;
/// Most columns of a file.
const MOST_COLUMNS: usize = 2_000;
/// Most persons that one row may stand for, and most rows.
const MOST_ROWS: u64 = 200_000_000;

/// What is read from a file, and how.
#[derive(Debug, Clone)]
pub struct Choice<'a> {
    /// Between fields.
    pub delimiter: u8,
    /// Columns to read, in this order; all but the named below where empty.
    pub columns: &'a [String],
    /// A column that says how many persons a row stands for.
    pub count: Option<&'a str>,
    /// A column that says who a row is about, where a person may have several.
    pub person: Option<&'a str>,
    /// Columns of several values in one field: name, separator, most values.
    pub several: &'a [Several],
}

impl Default for Choice<'_> {
    fn default() -> Self {
        Choice { delimiter: b',', columns: &[], count: None, person: None, several: &[] }
    }
}

/// A column whose fields hold several values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Several {
    /// Its name.
    pub column: String,
    /// Between values.
    pub separator: char,
    /// Most values of a person; the first in the order of the alphabet are kept.
    pub most: usize,
}

/// What is wrong with a file. A value of it is never repeated: it may be about a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// At one place.
    #[error("line {line}: {what} (mend: {mend})")]
    At {
        /// Line, from 1.
        line: u64,
        /// What is wrong.
        what: String,
        /// What to do.
        mend: &'static str,
    },
    /// With the whole.
    #[error("{what} (mend: {mend})")]
    Whole {
        /// What is wrong.
        what: String,
        /// What to do.
        mend: &'static str,
    },
}

fn whole(what: impl Into<String>, mend: &'static str) -> ReadError {
    ReadError::Whole { what: what.into(), mend }
}

fn at(line: u64, what: impl Into<String>, mend: &'static str) -> ReadError {
    ReadError::At { line, what: what.into(), mend }
}

const SAVE_AS_UTF8: &str = "save the file as CSV in UTF-8";

/// Reads the chosen columns.
pub fn frame(file: impl Read, choice: &Choice<'_>) -> Result<Frame, ReadError> {
    let mut file = BufReader::with_capacity(1 << 18, file);
    refuse_encoding(&mut file)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(choice.delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(file);
    let mut record = ByteRecord::new();
    if !next(&mut reader, &mut record)? {
        return Err(whole("empty", "a file with a line of names and a line for each person"));
    }
    let names = names(&record, choice.delimiter)?;
    let mut plan = Plan::new(&names, choice)?;
    while next(&mut reader, &mut record)? {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != names.len() {
            let what = format!("{} fields where the first line has {}", record.len(), names.len());
            return Err(at(line, what, "one delimiter throughout, and quotes around fields that hold it"));
        }
        plan.take(&record, line)?;
    }
    plan.finish()
}

fn next<R: Read>(reader: &mut csv::Reader<R>, record: &mut ByteRecord) -> Result<bool, ReadError> {
    reader.read_byte_record(record).map_err(|error| {
        let line = error.position().map_or(0, csv::Position::line);
        at(line, format!("cannot be read: {error}"), "a readable CSV file")
    })
}

fn refuse_encoding(file: &mut impl BufRead) -> Result<(), ReadError> {
    let start =
        file.fill_buf().map_err(|error| whole(format!("cannot be read: {error}"), "name a readable file"))?;
    if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
        return Err(whole("is in UTF-16", SAVE_AS_UTF8));
    }
    if start.starts_with(b"PK\x03\x04") {
        return Err(whole("is a workbook or an archive", SAVE_AS_UTF8));
    }
    if start.contains(&0) {
        return Err(whole("holds a zero byte, so it is not a text", SAVE_AS_UTF8));
    }
    if start.starts_with(&[0xef, 0xbb, 0xbf]) {
        file.consume(3);
    }
    Ok(())
}

fn names(record: &ByteRecord, delimiter: u8) -> Result<Vec<String>, ReadError> {
    let mut names: Vec<String> = Vec::new();
    for (place, field) in (1..).zip(record.iter()) {
        let name = std::str::from_utf8(field)
            .map_err(|_| at(1, format!("field {place}: not UTF-8"), SAVE_AS_UTF8))?;
        if name.len() > LONGEST_VALUE {
            let what = format!("field {place}: a name of {} bytes", name.len());
            return Err(at(1, what, "begin with a line of short column names"));
        }
        if name.trim().is_empty() {
            return Err(at(1, format!("field {place}: no name"), "name every column once"));
        }
        if names.iter().any(|other| other == name) {
            return Err(at(
                1,
                format!("field {place}: column `{name}` stands here twice"),
                "name every column once",
            ));
        }
        names.push(name.to_owned());
    }
    if names.len() > MOST_COLUMNS {
        return Err(at(1, format!("{} columns", names.len()), "at most 2000"));
    }
    if let [only] = names.as_slice()
        && let Some(other) =
            [';', '\t', ',', '|'].into_iter().find(|other| *other as u8 != delimiter && only.contains(*other))
    {
        let what = format!("one column, and its name holds {other:?}");
        return Err(at(1, what, "give the delimiter with --delimiter"));
    }
    Ok(names)
}

/// Where each field goes.
struct Plan {
    /// Fields that are read, and the columns they make.
    takers: Vec<(usize, Taker)>,
    count: Option<(usize, String)>,
    person: Option<Persons>,
    rows: u64,
}

impl Plan {
    fn new(names: &[String], choice: &Choice<'_>) -> Result<Plan, ReadError> {
        let place = |name: &str| {
            names.iter().position(|other| other == name).ok_or_else(|| {
                at(1, format!("no column `{name}`"), "the names of the first line, as they are written there")
            })
        };
        let count = choice.count.map(|name| Ok((place(name)?, name.to_owned()))).transpose()?;
        let person = choice.person.map(place).transpose()?;
        for several in choice.several {
            place(&several.column)?;
        }
        let is_taken =
            |at: &usize| count.as_ref().is_none_or(|(count, _)| count != at) && person != Some(*at);
        let chosen: Vec<usize> = if choice.columns.is_empty() {
            (0..names.len()).filter(is_taken).collect()
        } else {
            choice.columns.iter().map(|name| place(name)).collect::<Result<_, _>>()?
        };
        let taker = |at: usize| {
            let name = names.get(at).cloned().unwrap_or_default();
            let several = choice.several.iter().find(|several| several.column == name).cloned();
            (at, Taker::new(name, several))
        };
        let takers = chosen.into_iter().map(taker).collect();
        Ok(Plan { takers, count, person: person.map(|at| (at, BTreeMap::new(), Vec::new())), rows: 0 })
    }

    fn take(&mut self, record: &ByteRecord, line: u64) -> Result<(), ReadError> {
        let times = match &self.count {
            None => 1,
            Some((place, name)) => {
                let text =
                    record.get(*place).and_then(|field| std::str::from_utf8(field).ok()).unwrap_or_default();
                text.trim().parse::<u64>().ok().filter(|times| *times <= MOST_ROWS).ok_or_else(|| {
                    at(line, format!("column `{name}`: not a number of persons"), "a whole number, 0 or more")
                })?
            }
        };
        self.rows += times;
        if self.rows > MOST_ROWS {
            return Err(at(line, "more than 200 million persons", "cut the file"));
        }
        if times == 0 {
            return Ok(());
        }
        // At most 200 million.
        let times = usize::try_from(times).unwrap_or(0);
        if let Some((place, known, rows)) = &mut self.person {
            let who = record.get(*place).unwrap_or_default();
            if who.is_empty() {
                return Err(at(line, "nobody is named in the column of persons", "an id in every row"));
            }
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            let id = *known.entry(who.to_vec()).or_insert(next);
            rows.extend(std::iter::repeat_n(id, times));
        }
        for (place, taker) in &mut self.takers {
            taker.take(record.get(*place).unwrap_or_default(), times, line)?;
        }
        Ok(())
    }

    fn finish(self) -> Result<Frame, ReadError> {
        if self.rows == 0 {
            return Err(whole("names of columns, and nobody below them", "a line for each person"));
        }
        let columns = self.takers.into_iter().map(|(_, taker)| taker.finish()).collect();
        let persons = self.person.map(|(_, _, rows)| rows);
        // At most 200 million.
        Ok(Frame { columns, rows: usize::try_from(self.rows).unwrap_or(0), persons })
    }
}

/// Where persons are named, the numbers they got, and the person of each row.
type Persons = (usize, BTreeMap<Vec<u8>, u32>, Vec<u32>);

/// Slots of the shortcut from a value to its code; a power of two.
const SLOTS: usize = 1024;

/// Gives values codes in the order of their coming, and sorts them at the end.
struct Taker {
    name: String,
    several: Option<Several>,
    known: BTreeMap<Vec<u8>, u16>,
    /// The value last seen in each slot.
    shortcut: Vec<(Vec<u8>, u16)>,
    codes: Vec<u16>,
}

impl Taker {
    fn new(name: String, several: Option<Several>) -> Taker {
        let shortcut = vec![(Vec::new(), UNKNOWN); SLOTS];
        Taker { name, several, known: BTreeMap::new(), shortcut, codes: Vec::new() }
    }

    fn take(&mut self, field: &[u8], times: usize, line: u64) -> Result<(), ReadError> {
        let slot =
            field.iter().fold(5381_usize, |sum, &byte| sum.wrapping_mul(33) ^ usize::from(byte)) % SLOTS;
        let seen = self.shortcut.get(slot).filter(|(value, _)| value == field).map(|(_, code)| *code);
        let code = if let Some(code) = seen {
            code
        } else {
            let code = self.code(field, line)?;
            if let Some(shortcut) = self.shortcut.get_mut(slot) {
                *shortcut = (field.to_vec(), code);
            }
            code
        };
        if times == 1 {
            self.codes.push(code);
        } else {
            self.codes.extend(std::iter::repeat_n(code, times));
        }
        Ok(())
    }

    fn code(&mut self, field: &[u8], line: u64) -> Result<u16, ReadError> {
        let name = &self.name;
        if field.is_empty() {
            return Ok(UNKNOWN);
        }
        if field.len() > LONGEST_VALUE {
            let what = format!(
                "column `{name}`: a field of {} bytes, a category has at most {LONGEST_VALUE}",
                field.len()
            );
            return Err(at(line, what, "close open quotes; leave out columns of free text"));
        }
        let text = std::str::from_utf8(field)
            .map_err(|_| at(line, format!("column `{name}`: not UTF-8"), SAVE_AS_UTF8))?;
        if text.chars().any(char::is_control) {
            let what = format!("column `{name}`: a control character or a line break in a field");
            return Err(at(line, what, "close open quotes; take the character out"));
        }
        let value = match &self.several {
            None => field.to_vec(),
            Some(several) => several.cut(text).into_bytes(),
        };
        if value.is_empty() {
            return Ok(UNKNOWN);
        }
        let next = self.known.len() + 1;
        if next > MOST_LEVELS && !self.known.contains_key(&value) {
            let what = format!("column `{name}`: more than {MOST_LEVELS} different values");
            return Err(at(line, what, "leave the column out, or put values together"));
        }
        let next = u16::try_from(next).unwrap_or(u16::MAX);
        Ok(*self.known.entry(value).or_insert(next))
    }

    fn finish(self) -> Column {
        let mut sorted = vec![UNKNOWN; self.known.len() + 1];
        let mut levels = Vec::with_capacity(self.known.len());
        for (new, (value, old)) in (1..).zip(self.known) {
            if let Some(code) = sorted.get_mut(usize::from(old)) {
                *code = new;
            }
            // Every known value was read as UTF-8.
            levels.push(String::from_utf8(value).unwrap_or_default());
        }
        let mut codes = self.codes;
        for code in &mut codes {
            *code = sorted.get(usize::from(*code)).copied().unwrap_or(UNKNOWN);
        }
        codes.shrink_to_fit();
        Column { name: self.name, levels, codes }
    }
}

impl Several {
    /// The values of a field in order, each once, the first ones up to the bound.
    fn cut(&self, field: &str) -> String {
        let mut values: Vec<&str> =
            field.split(self.separator).map(str::trim).filter(|value| !value.is_empty()).collect();
        values.sort_unstable();
        values.dedup();
        values.truncate(self.most);
        values.join(&self.separator.to_string())
    }
}
