//! Time from contact to a safe place and to presumption, for all and by group.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::row::Row;
use super::table::{Column, Table};
use super::telling::{Detail, Telling};
use super::times::{Quartile, Reached, quartiles};

/// Times of one set of persons.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wait {
    /// Persons of whom it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persons: Option<u64>,
    /// Of those, not reached until now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_yet: Option<u64>,
    /// Lower quartile, median, upper quartile, in hours; none where too few persons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quartiles: Option<[Quartile; 3]>,
}

/// Times to one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Waits {
    /// Of everybody.
    pub all: Wait,
    /// By column and group, in the order of names.
    pub by: Vec<WaitsBy>,
}

/// Times by the groups of a column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WaitsBy {
    /// The column.
    pub column: &'static str,
    /// Group by group.
    pub groups: Vec<WaitOf>,
}

/// Times of a group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WaitOf {
    /// Its name.
    pub name: String,
    /// Its times.
    #[serde(flatten)]
    pub wait: Wait,
}

/// Times of each person once; nothing where the table knows none.
pub(super) fn of(
    table: &Table,
    columns: &[Column],
    telling: Telling,
    time: impl Fn(&Row) -> Option<Reached>,
) -> Option<Waits> {
    let mut seen = BTreeSet::new();
    let once: Vec<(&Row, Reached)> = table
        .rows
        .iter()
        .filter(|row| row.person.is_empty() || seen.insert(row.person.as_str()))
        .filter_map(|row| Some((row, time(row)?)))
        .collect();
    if once.is_empty() {
        return None;
    }
    let all: Vec<Reached> = once.iter().map(|(_, time)| *time).collect();
    let grouped: Vec<(Column, BTreeMap<&str, Vec<Reached>>)> =
        columns.iter().map(|column| (*column, groups(&once, *column))).collect();
    // What one group hides, its siblings do not give away, nor those of another column.
    let small = grouped.iter().flat_map(|(_, groups)| groups.values()).flat_map(|times| counts(times));
    let detail = telling.detail(small);
    let by = grouped.iter().map(|(column, groups)| {
        let of_group = |(name, times): (&&str, &Vec<Reached>)| WaitOf {
            name: (*name).to_owned(),
            wait: wait(times, telling, detail),
        };
        WaitsBy { column: column.name(), groups: groups.iter().map(of_group).collect() }
    });
    Some(Waits { all: wait(&all, telling, telling.detail(counts(&all))), by: by.collect() })
}

fn groups<'r>(once: &[(&'r Row, Reached)], column: Column) -> BTreeMap<&'r str, Vec<Reached>> {
    let mut groups: BTreeMap<&str, Vec<Reached>> = BTreeMap::new();
    for (row, time) in once {
        groups.entry(row.group(column)).or_default().push(*time);
    }
    groups
}

fn counts(times: &[Reached]) -> [u64; 2] {
    let not_yet = times.iter().filter(|time| **time == Reached::NotYet).count();
    [times.len() as u64, not_yet as u64]
}

fn wait(times: &[Reached], telling: Telling, detail: Detail) -> Wait {
    let [persons, not_yet] = counts(times).map(|count| (detail == Detail::Full).then_some(count));
    let is_told = telling.few(times.len() as u64).is_none();
    Wait { persons, not_yet, quartiles: if is_told { quartiles(times) } else { None } }
}
