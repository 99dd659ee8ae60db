//! Reads series from a table: one column a series, or one row a period and series.
//!
//! Nothing is guessed. A count that is not there is missing and not zero, unless the caller says that the
//! file lists only what is above zero.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use super::method::Frequency;
use super::period::{self, Period};
use super::series::Series;
use crate::rows::Rows;
pub use crate::rows::TableError;

/// What a pair of period and series without a row means in the long form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// The count is not known.
    Missing,
    /// Nothing was counted.
    Zero,
}

/// How to read a table.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// The frequency, where the caller says it.
    pub frequency: Option<Frequency>,
    /// What an absent row of the long form means.
    pub absent: Absent,
}

/// A table as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The series, in the order of the file.
    pub series: Vec<Series>,
    /// Names of the periods as the file has them; periods that had to be added have none.
    pub labels: Vec<Option<String>>,
    /// The frequency, from the caller or from the names of the periods; weekly where nothing tells.
    pub frequency: Frequency,
    /// Counts by reporter, for each series in turn, where the file says who reported.
    pub reporters: Vec<Vec<Series>>,
    /// Periods that no row names, filled with missing counts.
    pub gaps: usize,
    /// Counts that are missing, gaps included.
    pub missing: usize,
}

impl Table {
    /// Leaves only the series of these names.
    pub fn keep(&mut self, names: &[String]) {
        let kept: Vec<bool> = self.series.iter().map(|one| names.contains(&one.name)).collect();
        let mut at = kept.iter();
        self.series.retain(|_| at.next().copied().unwrap_or(false));
        let mut at = kept.iter();
        self.reporters.retain(|_| at.next().copied().unwrap_or(false));
        self.missing = self.series.iter().flat_map(|one| &one.counts).filter(|count| count.is_none()).count();
    }
}

/// Names of a column that holds periods.
const PERIOD_COLUMNS: [&str; 5] = ["period", "week", "month", "quarter", "date"];
/// More periods than this between the first and the last are a slip in a name, not a history.
const MOST_PERIODS: i64 = 100_000;

/// Reads a table in either form; a header with `period`, `series` and `count` is the long one.
pub fn read(source: impl Read, reading: Reading) -> Result<Table, TableError> {
    let mut rows = Rows::open(source)?;
    let header = rows.header();
    if header.iter().all(String::is_empty) {
        return Err(whole("the file is empty", "give a table with a header line and one row a period"));
    }
    let mut seen = BTreeSet::new();
    for name in &header {
        if name.is_empty() {
            let what = "a column has no name".to_owned();
            return Err(TableError::Header { what, mend: "name every series in the first line" });
        }
        if !seen.insert(name) {
            let what = format!("the column `{name}` is there twice");
            return Err(TableError::Header { what, mend: "give every series its own name" });
        }
    }
    let at = |name: &str| header.iter().position(|column| column == name);
    match (at("period"), at("series"), at("count")) {
        (Some(period), Some(series), Some(count)) => {
            long(&mut rows, [period, series, count], at("reporter"), reading)
        }
        _ => wide(&mut rows, &header, reading),
    }
}

fn whole(what: impl Into<String>, mend: &'static str) -> TableError {
    TableError::Whole { what: what.into(), mend }
}

/// An empty field and `NA` are missing; anything else must be a whole number from 0.
fn count(line: u64, column: &str, value: &str) -> Result<Option<u32>, TableError> {
    if value.is_empty() || value == "NA" {
        return Ok(None);
    }
    value.parse::<u32>().map(Some).map_err(|_| {
        let number = value.parse::<f64>().ok().filter(|number| number.is_finite());
        let (what, mend) = match number {
            Some(number) if number < 0.0 => ("is below 0", "a count from 0, or empty where it is missing"),
            Some(number) if number > f64::from(u32::MAX) => ("is too large for a count", "a smaller count"),
            Some(_) => ("is no whole number", "whole counts; rates and shares cannot be scored"),
            None => ("is no number", "a count from 0, or empty where it is missing"),
        };
        TableError::Field {
            line,
            column: column.to_owned(),
            value: value.to_owned(),
            what: what.to_owned(),
            mend,
        }
    })
}

fn period_of(line: u64, column: &str, value: &str) -> Result<Period, TableError> {
    Period::parse(value).ok_or_else(|| TableError::Field {
        line,
        column: column.to_owned(),
        value: value.to_owned(),
        what: "is no period".to_owned(),
        mend: "2024-W05, 2024-05, 2024-Q2, 2024-05-13 or a plain number",
    })
}

fn wide<R: Read>(table: &mut Rows<R>, header: &[String], reading: Reading) -> Result<Table, TableError> {
    let dated = header.first().is_some_and(|name| PERIOD_COLUMNS.contains(&name.to_lowercase().as_str()));
    let names = header.get(usize::from(dated)..).unwrap_or_default();
    if names.is_empty() {
        let what = "there is no series beside the periods".to_owned();
        return Err(TableError::Header { what, mend: "add one column a series" });
    }
    let mut columns: Vec<Vec<Option<u32>>> = vec![Vec::new(); names.len()];
    let (mut periods, mut lines, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    while let Some((line, record)) = table.next_row()? {
        let mut fields = record.iter();
        if dated && let (Some(value), Some(column)) = (fields.next(), header.first()) {
            periods.push(period_of(line, column, value)?);
            texts.push(value.to_owned());
        }
        lines.push(line);
        for ((values, name), field) in columns.iter_mut().zip(names).zip(fields) {
            values.push(count(line, name, field)?);
        }
    }
    let frequency = frequency(&periods, reading.frequency)?;
    let places = if dated {
        let column = header.first().map_or("period", String::as_str);
        Some(places_in_order(&periods, &texts, &lines, column, frequency)?)
    } else {
        None
    };
    let length = places.as_ref().map_or(lines.len(), |places| places.last().map_or(0, |last| last + 1));
    let mut labels = vec![None; length];
    if let Some(places) = &places {
        for (place, text) in places.iter().zip(texts) {
            if let Some(label) = labels.get_mut(*place) {
                *label = Some(text);
            }
        }
        if places.len() < length {
            for values in &mut columns {
                *values = spread(values, places, length);
            }
        }
    }
    let gaps = length - lines.len();
    let series: Vec<Series> =
        names.iter().zip(columns).map(|(name, counts)| Series { name: name.clone(), counts }).collect();
    finish(series, labels, frequency, Vec::new(), gaps)
}

fn spread(values: &[Option<u32>], places: &[usize], length: usize) -> Vec<Option<u32>> {
    let mut all = vec![None; length];
    for (value, place) in values.iter().zip(places) {
        if let Some(slot) = all.get_mut(*place) {
            *slot = *value;
        }
    }
    all
}

fn finish(
    series: Vec<Series>,
    labels: Vec<Option<String>>,
    frequency: Frequency,
    reporters: Vec<Vec<Series>>,
    gaps: usize,
) -> Result<Table, TableError> {
    if labels.len() < 2 {
        return Err(whole(
            format!("{} period where a history is needed", labels.len()),
            "give one row a period, the oldest first",
        ));
    }
    let missing = series.iter().flat_map(|one| &one.counts).filter(|count| count.is_none()).count();
    Ok(Table { series, labels, frequency, reporters, gaps, missing })
}

/// From the names of the periods, and never against them.
fn frequency(periods: &[Period], asked: Option<Frequency>) -> Result<Frequency, TableError> {
    let Some(first) = periods.first() else { return Ok(asked.unwrap_or(Frequency::Weekly)) };
    let named = match first {
        Period::Day(_) if asked.is_none() => Some(period::of_days(periods).ok_or_else(|| {
            whole(
                "the dates are neither weeks, months nor quarters apart",
                "say --frequency, or mend the dates",
            )
        })?),
        other => other.frequency(),
    };
    match (named, asked) {
        (Some(named), Some(asked)) if named != asked => Err(whole(
            format!("the file names {}s, --frequency says {}s", named.period(), asked.period()),
            "leave --frequency out",
        )),
        (named, asked) => Ok(named.or(asked).unwrap_or(Frequency::Weekly)),
    }
}

/// The place of each row, from 0, in order and without doubles.
fn places_in_order(
    periods: &[Period],
    texts: &[String],
    lines: &[u64],
    column: &str,
    frequency: Frequency,
) -> Result<Vec<usize>, TableError> {
    let ordinals = ordinals(periods, texts, lines, column, frequency)?;
    let wrong = |at: usize, what: &str, mend| {
        let (line, value) = (lines.get(at).copied().unwrap_or(0), texts.get(at).cloned().unwrap_or_default());
        Err(TableError::Field { line, column: column.to_owned(), value, what: what.to_owned(), mend })
    };
    for (at, pair) in ordinals.windows(2).enumerate() {
        match pair {
            [a, b] if a == b => return wrong(at + 1, "is there twice", "one row a period"),
            [a, b] if a > b => {
                return wrong(at + 1, "comes after a later period", "sort the rows, the oldest first");
            }
            _ => {}
        }
    }
    let (Some(first), Some(last)) = (ordinals.first(), ordinals.last()) else { return Ok(Vec::new()) };
    within_reason(*first, *last)?;
    // Within reason means that the difference fits.
    Ok(ordinals.iter().map(|ordinal| usize::try_from(ordinal - first).unwrap_or(0)).collect())
}

fn within_reason(first: i64, last: i64) -> Result<(), TableError> {
    if last.saturating_sub(first) >= MOST_PERIODS {
        let what = format!("more than {MOST_PERIODS} periods lie between the first and the last");
        return Err(whole(what, "look for a slip in a period's name"));
    }
    Ok(())
}

fn ordinals(
    periods: &[Period],
    texts: &[String],
    lines: &[u64],
    column: &str,
    frequency: Frequency,
) -> Result<Vec<i64>, TableError> {
    let Some(first) = periods.first() else { return Ok(Vec::new()) };
    let is_like = |one: &Period| core::mem::discriminant(one) == core::mem::discriminant(first);
    periods
        .iter()
        .enumerate()
        .map(|(at, one)| {
            one.ordinal(frequency, *first).filter(|_| is_like(one)).ok_or_else(|| TableError::Field {
                line: lines.get(at).copied().unwrap_or(0),
                column: column.to_owned(),
                value: texts.get(at).cloned().unwrap_or_default(),
                what: "does not fit the other periods and the frequency".to_owned(),
                mend: "write all periods alike, such as 2024-05",
            })
        })
        .collect()
}

/// One row of the long form.
struct LongRow {
    period: Period,
    text: usize,
    series: usize,
    reporter: usize,
    count: Option<u32>,
    line: u64,
}

/// Names in the order in which they come, each with a number.
#[derive(Default)]
struct Names {
    by_name: BTreeMap<String, usize>,
    in_order: Vec<String>,
}

impl Names {
    fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.by_name.get(name) {
            return *number;
        }
        let number = self.in_order.len();
        self.by_name.insert(name.to_owned(), number);
        self.in_order.push(name.to_owned());
        number
    }
}

fn long<R: Read>(
    table: &mut Rows<R>,
    [period, series, number]: [usize; 3],
    reporter: Option<usize>,
    reading: Reading,
) -> Result<Table, TableError> {
    let (mut names, mut texts, mut reporters) = (Names::default(), Names::default(), Names::default());
    let mut rows: Vec<LongRow> = Vec::new();
    while let Some((line, record)) = table.next_row()? {
        let field = |at: usize| record.get(at).unwrap_or_default();
        for (at, column) in [(Some(series), "series"), (reporter, "reporter")] {
            if at.is_some_and(|at| field(at).is_empty()) {
                let (value, column) = (String::new(), column.to_owned());
                return Err(TableError::Field {
                    line,
                    column,
                    value,
                    what: "is empty".to_owned(),
                    mend: "write a name",
                });
            }
        }
        rows.push(LongRow {
            period: period_of(line, "period", field(period))?,
            text: texts.number(field(period)),
            series: names.number(field(series)),
            reporter: reporter.map_or(0, |at| reporters.number(field(at))),
            count: count(line, "count", field(number))?,
            line,
        });
    }
    if rows.is_empty() {
        return Err(whole("the table has no row", "give one row a period and series"));
    }
    let (places, length, frequency) = places(&rows, &texts, reading.frequency)?;
    let labels = labels(&rows, &places, &texts, length);
    let absent = if reading.absent == Absent::Zero { Some(0) } else { None };
    let width = reporters.in_order.len().max(1);
    let cells = cells(&rows, &places, &names, &reporters, &texts)?;
    let gaps = labels.iter().filter(|label| label.is_none()).count();
    let series: Vec<Series> = names
        .in_order
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let counts = (0..length).map(|place| together(&cells, at, place, width, absent)).collect();
            Series { name: name.clone(), counts }
        })
        .collect();
    let by_reporter = if reporter.is_none() {
        Vec::new()
    } else {
        series.iter().enumerate().map(|(at, one)| of_reporters(&cells, at, one, &reporters)).collect()
    };
    finish(series, labels, frequency, by_reporter, gaps)
}

type Cells = BTreeMap<(usize, usize, usize), Option<u32>>;

fn places(
    rows: &[LongRow],
    texts: &Names,
    asked: Option<Frequency>,
) -> Result<(Vec<usize>, usize, Frequency), TableError> {
    // Each name of a period once: a million rows have a few hundred.
    let mut first_row = vec![None; texts.in_order.len()];
    for row in rows {
        if let Some(slot) = first_row.get_mut(row.text) {
            slot.get_or_insert((row.period, row.line));
        }
    }
    let (periods, lines): (Vec<Period>, Vec<u64>) = first_row.into_iter().flatten().unzip();
    let mut sorted = periods.clone();
    sorted.sort();
    let frequency = frequency(&sorted, asked)?;
    let ordinals = ordinals(&periods, &texts.in_order, &lines, "period", frequency)?;
    let first = ordinals.iter().min().copied().unwrap_or(0);
    let last = ordinals.iter().max().copied().unwrap_or(0);
    within_reason(first, last)?;
    let place = |ordinal: i64| usize::try_from(ordinal - first).unwrap_or(0);
    let places =
        rows.iter().filter_map(|row| ordinals.get(row.text).map(|ordinal| place(*ordinal))).collect();
    Ok((places, place(last) + 1, frequency))
}

fn labels(rows: &[LongRow], places: &[usize], texts: &Names, length: usize) -> Vec<Option<String>> {
    let mut labels = vec![None; length];
    for (row, place) in rows.iter().zip(places) {
        if let Some(label) = labels.get_mut(*place)
            && label.is_none()
        {
            *label = texts.in_order.get(row.text).cloned();
        }
    }
    labels
}

fn cells(
    rows: &[LongRow],
    places: &[usize],
    names: &Names,
    reporters: &Names,
    texts: &Names,
) -> Result<Cells, TableError> {
    let mut cells = Cells::new();
    for (row, place) in rows.iter().zip(places) {
        if cells.insert((row.series, *place, row.reporter), row.count).is_some() {
            let name = |names: &Names, at: usize| names.in_order.get(at).cloned().unwrap_or_default();
            let mut value = format!("{}, {}", name(texts, row.text), name(names, row.series));
            if !reporters.in_order.is_empty() {
                value = format!("{value}, {}", name(reporters, row.reporter));
            }
            let (what, mend) =
                ("is there twice", "one row a period and series, and reporter where there is one");
            return Err(TableError::Field {
                line: row.line,
                column: "period".to_owned(),
                value,
                what: what.to_owned(),
                mend,
            });
        }
    }
    Ok(cells)
}

/// The count of a series over its reporters; unknown where one of them is.
fn together(cells: &Cells, series: usize, place: usize, width: usize, absent: Option<u32>) -> Option<u32> {
    let mut of_place =
        cells.range((series, place, 0)..(series, place, width)).map(|(_, count)| *count).peekable();
    if of_place.peek().is_none() {
        return absent;
    }
    of_place.try_fold(0_u32, |sum, count| sum.checked_add(count?))
}

/// A reporter without a row reported nothing in a period in which others did.
fn of_reporters(cells: &Cells, series: usize, whole: &Series, reporters: &Names) -> Vec<Series> {
    reporters
        .in_order
        .iter()
        .enumerate()
        .map(|(reporter, name)| {
            let counts = whole
                .counts
                .iter()
                .enumerate()
                .map(|(place, all)| {
                    all.and_then(|_| cells.get(&(series, place, reporter)).copied().unwrap_or(Some(0)))
                })
                .collect();
            Series { name: name.clone(), counts }
        })
        .filter(|one: &Series| one.counts.iter().any(|count| count.is_some_and(|count| count > 0)))
        .collect()
}
