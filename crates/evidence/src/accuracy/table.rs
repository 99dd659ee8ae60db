//! Reads a table of persons screened: one row a person and instrument, without a name in it.
//!
//! What contradicts itself is refused with its line, its column and the mend. An empty field says that nobody
//! knows; it is never taken for a no.

use std::io::Read;

use super::header::{self, Columns};
use super::row::{self, Row};
use super::same_person;
use crate::rows::Rows;
pub use crate::rows::TableError;

/// How to take a result.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Bands that count as positive; without any, results are `positive` and `negative`.
    pub positive: Vec<String>,
    /// Scores from this on are positive, where the table has no results.
    pub cutoff: Option<f64>,
}

/// Persons screened, and what the table was.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The rows in the order of the file.
    pub rows: Vec<Row>,
    /// Columns by which persons can be grouped, in the order `site`, `language`, `group`.
    pub groups: Vec<Column>,
    /// Whether rows of one person can be told.
    pub has_persons: bool,
    /// Columns that nothing was read from.
    pub unread: Vec<String>,
}

/// A column by which persons are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// Where.
    Site,
    /// In which language.
    Language,
    /// By which kind of screener.
    Group,
}

impl Column {
    /// Its name in the header.
    pub fn name(self) -> &'static str {
        match self {
            Column::Site => "site",
            Column::Language => "language",
            Column::Group => "group",
        }
    }
}

/// More groups than this in a column are names of something else.
const MOST_GROUPS: usize = 200;
/// More kinds of screener than this are persons.
const MOST_KINDS_OF_SCREENER: usize = 30;
/// More instruments than this are a slip.
const MOST_INSTRUMENTS: usize = 20;

/// Reads a table.
pub fn read(source: impl Read, reading: &Reading) -> Result<Table, TableError> {
    let mut rows = Rows::open(source)?;
    let header = rows.header();
    let columns = Columns::of(&header, reading)?;
    let mut persons = same_person::Seen::default();
    let mut read = Vec::new();
    while let Some((line, record)) = rows.next_row()? {
        let row = row::read(record, line, &columns, reading)?;
        persons.take(&row)?;
        read.push(row);
    }
    check_whole(&read, &columns, reading)?;
    let groups = [Column::Site, Column::Language, Column::Group];
    Ok(Table {
        rows: read,
        groups: groups.into_iter().filter(|column| columns.has(column.name())).collect(),
        has_persons: columns.has(header::PERSON),
        unread: columns.unread,
    })
}

fn check_whole(rows: &[Row], columns: &Columns, reading: &Reading) -> Result<(), TableError> {
    let whole = |what: String, mend| Err(TableError::Whole { what, mend });
    if rows.is_empty() {
        return whole("the table has no row".to_owned(), "one row a person and instrument");
    }
    if rows.iter().all(|row| row.screen.is_none()) {
        let mend = "at least one person must have a result; who refused alone says nothing of accuracy";
        return whole("nobody in the table was screened".to_owned(), mend);
    }
    if let Some(band) = reading.positive.iter().find(|band| !rows.iter().any(|row| row.band == **band)) {
        let mend = "--positive names bands as they stand in the column result";
        return whole(format!("no result is `{band}`"), mend);
    }
    let different =
        |of: &dyn Fn(&Row) -> String| rows.iter().map(of).collect::<std::collections::BTreeSet<_>>().len();
    let instruments = different(&|row| row.instrument.clone());
    if instruments > MOST_INSTRUMENTS {
        let mend = "the column instrument names the tool, the same for all who were asked with it";
        return whole(format!("{instruments} instruments, more than {MOST_INSTRUMENTS}"), mend);
    }
    for (column, most, mend) in [
        (
            Column::Group,
            MOST_KINDS_OF_SCREENER,
            "name a kind, such as police or nurse; never a single screener",
        ),
        (Column::Site, MOST_GROUPS, "name the site, not the person"),
        (Column::Language, MOST_GROUPS, "name the language"),
    ] {
        let many = different(&|row| row.group(column).to_owned());
        if columns.has(column.name()) && many > most {
            return whole(format!("{many} values in the column {}, more than {most}", column.name()), mend);
        }
    }
    Ok(())
}
