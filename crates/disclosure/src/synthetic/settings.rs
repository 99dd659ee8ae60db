//! What is asked of a synthesis, and what is refused.

use super::domain::Source;
use crate::frame::Frame;

/// A larger epsilon is not called private. Published releases about people stay below it: the 2020 census of
/// the United States spent 19.61 (Abowd et al. 2022).
pub const LARGEST_EPSILON: f64 = 20.0;
/// A larger delta lets single persons through.
pub const LARGEST_DELTA: f64 = 1e-4;
/// The smallest epsilon that is worth a file.
const SMALLEST_EPSILON: f64 = 0.01;
/// The smallest delta that the arithmetic tells from none.
const SMALLEST_DELTA: f64 = 1e-15;
/// Most columns of a synthesis.
pub const MOST_COLUMNS: usize = 40;
/// Most records of a synthesis.
pub const MOST_SYNTHETIC_ROWS: usize = 50_000_000;
/// Most rows that one person may bring.
const MOST_ROWS_EACH: u32 = 100;

/// What is asked of a synthesis. Everything here is public.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Privacy loss, above 0.
    pub epsilon: f64,
    /// Probability that the bound does not hold.
    pub delta: f64,
    /// Records to make. It is given, so it says nothing about how many persons there are.
    pub rows: usize,
    /// Where the values come from.
    pub source: Source,
    /// Most rows of one person.
    pub most_rows: u32,
    /// Only combinations whose noisy count reaches this are given.
    pub threshold: Option<u32>,
}

/// Why there is no synthesis.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SettingsError {
    /// Not a privacy loss that protects anybody.
    #[error(
        "epsilon {0}: not between {SMALLEST_EPSILON} and {LARGEST_EPSILON} (mend: 1 is cautious, 4 usual, above 12 hardly private)"
    )]
    Epsilon(f64),
    /// Not a probability that protects anybody.
    #[error(
        "delta {0}: not between {SMALLEST_DELTA:e} and {LARGEST_DELTA:e} (mend: less than one divided by the number of persons)"
    )]
    Delta(f64),
    /// No records, or too many.
    #[error(
        "rows {0}: not between 1 and {MOST_SYNTHETIC_ROWS} (mend: about as many as there are persons, rounded)"
    )]
    Rows(usize),
    /// A bound that bounds nothing.
    #[error("rows of one person: {0} is not between 1 and {MOST_ROWS_EACH} (mend: the fewer the less noise)")]
    RowsEach(u32),
    /// No columns, or too many to count in pairs.
    #[error("{0} columns: not between 1 and {MOST_COLUMNS} (mend: leave out what the figures do not need)")]
    Columns(usize),
    /// The code list lacks a column.
    #[error("column `{0}`: not in the domain (mend: list its values, or leave the column out of the file)")]
    NotListed(String),
    /// The code list has a column that the file lacks.
    #[error("domain: column `{0}` is not in the file (mend: the names of the first line)")]
    NotInFile(String),
    /// A value of the file that the code list lacks. It is not repeated here.
    #[error(
        "column `{column}`: {values} values are not in the domain (mend: list them, if the list may be public, or empty the fields)"
    )]
    Unlisted {
        /// The column.
        column: String,
        /// How many different ones.
        values: usize,
    },
    /// Noise that anybody can guess.
    #[error("{} (mend: leave the seed away)", crate::noise::key::NOT_PRIVATE)]
    TestSeed,
    /// A column without values to choose from.
    #[error("domain: column `{0}` has no values, or one twice, or an empty one (mend: list each value once)")]
    BadList(String),
}

impl Settings {
    /// Whether the numbers can be meant.
    pub fn check_numbers(&self) -> Result<(), SettingsError> {
        if !(SMALLEST_EPSILON..=LARGEST_EPSILON).contains(&self.epsilon) {
            return Err(SettingsError::Epsilon(self.epsilon));
        }
        if !(SMALLEST_DELTA..=LARGEST_DELTA).contains(&self.delta) {
            return Err(SettingsError::Delta(self.delta));
        }
        if !(1..=MOST_SYNTHETIC_ROWS).contains(&self.rows) {
            return Err(SettingsError::Rows(self.rows));
        }
        if !(1..=MOST_ROWS_EACH).contains(&self.most_rows) {
            return Err(SettingsError::RowsEach(self.most_rows));
        }
        Ok(())
    }

    /// Whether this can be done with these columns.
    pub fn check(&self, frame: &Frame) -> Result<(), SettingsError> {
        self.check_numbers()?;
        if !(1..=MOST_COLUMNS).contains(&frame.columns.len()) {
            return Err(SettingsError::Columns(frame.columns.len()));
        }
        match &self.source {
            Source::Private => Ok(()),
            Source::Public(lists) => check_lists(lists, frame),
        }
    }
}

fn check_lists(
    lists: &std::collections::BTreeMap<String, Vec<String>>,
    frame: &Frame,
) -> Result<(), SettingsError> {
    if let Some(name) = lists.keys().find(|name| frame.position(name).is_none()) {
        return Err(SettingsError::NotInFile(name.clone()));
    }
    for column in &frame.columns {
        let list = lists.get(&column.name).ok_or_else(|| SettingsError::NotListed(column.name.clone()))?;
        let mut sorted: Vec<&str> = list.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        let is_bad = sorted.is_empty()
            || sorted.first().is_some_and(|first| first.is_empty())
            || sorted.windows(2).any(|two| two.first() == two.last())
            || sorted.len() > crate::frame::MOST_LEVELS;
        if is_bad {
            return Err(SettingsError::BadList(column.name.clone()));
        }
        let unlisted = column.levels.iter().filter(|level| sorted.binary_search(&level.as_str()).is_err());
        let values = unlisted.count();
        if values > 0 {
            return Err(SettingsError::Unlisted { column: column.name.clone(), values });
        }
    }
    Ok(())
}
