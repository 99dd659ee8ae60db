//! The attacker who holds published tables and nothing else.

use std::collections::BTreeSet;

use serde::Serialize;

use super::attack::{self, Bounds};
use super::axis::{ALL, Axis};
use super::cube::{Cube, MOST_CELLS};
use super::earlier::Earlier;

/// What the attacker can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No hidden count is known to be small.
    Safe,
    /// A hidden count is known to be below the threshold.
    Exposed,
}

/// A hidden count that is known too well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exposed {
    /// Where.
    pub cell: String,
    /// Least.
    pub low: u64,
    /// Greatest.
    pub high: u64,
}

/// The outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Tables taken together.
    pub tables: usize,
    /// Hidden counts in them.
    pub hidden: usize,
    /// Whether programmes could be solved over all of them; otherwise sums were taken one by one.
    pub solved: bool,
    /// The verdict.
    pub verdict: Verdict,
    /// What is known too well.
    pub exposed: Vec<Exposed>,
}

/// Why tables cannot be checked together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckError {
    /// More cells than fit.
    #[error("more than {MOST_CELLS} cells together (mend: check fewer tables at once)")]
    Large,
    /// Shown counts that cannot be of the same persons.
    #[error(
        "the tables show different counts for the same cell, so they are of different persons (mend: check tables of the same persons together)"
    )]
    Different,
    /// Groups of columns that do not agree.
    #[error("{0}")]
    Columns(#[from] super::earlier::EarlierError),
    /// No total.
    #[error("no line with the total of everybody (mend: a table as `release table` writes it, not rounded)")]
    NoTotal,
}

/// Takes tables of the same persons together. A hidden count is exposed when it is known to be below `k` and
/// yet above zero, or exactly, or to lie in a narrower part of 0 to `k` - 1.
///
/// # Errors
/// When the tables cannot be of the same persons, or are too large.
pub fn check(tables: &[Earlier], k: u64) -> Result<Found, CheckError> {
    let mut groups: Vec<Vec<String>> = Vec::new();
    for release in tables {
        release.add_groups(&mut groups)?;
    }
    let axis = |group: &Vec<String>| -> Axis {
        let mut paths = BTreeSet::new();
        for release in tables {
            let places: Option<Vec<usize>> = group
                .iter()
                .map(|name| release.table.columns.iter().position(|column| column == name))
                .collect();
            for (row, _) in places.iter().flat_map(|_| &release.table.rows) {
                let places = places.iter().flatten();
                let path: Vec<String> =
                    places.filter_map(|&at| row.get(at)).take_while(|value| *value != ALL).cloned().collect();
                paths.insert(path);
            }
        }
        Axis::named(group, &paths.into_iter().collect::<Vec<_>>())
    };
    let cube = Cube::new(groups.iter().map(axis).collect()).ok_or(CheckError::Large)?;
    let mut known: Vec<Option<u64>> = vec![None; cube.cells()];
    let mut hidden = BTreeSet::new();
    for release in tables {
        take(release, &cube, &mut known, &mut hidden)?;
    }
    let total = known.first().copied().flatten().ok_or(CheckError::NoTotal)?;
    let bounds = attack::bounds(&cube, &known, total);
    let unknown = known.iter().filter(|known| known.is_none()).count();
    let is_exposed = |bounds: &Bounds| bounds.high < k && !(bounds.low == 0 && bounds.high == 0);
    let exposed: Vec<Exposed> = hidden
        .iter()
        .filter_map(|&cell| bounds.get(cell).filter(|bounds| is_exposed(bounds)).map(|bounds| (cell, bounds)))
        .map(|(cell, bounds)| Exposed { cell: describe(&cube, cell), low: bounds.low, high: bounds.high })
        .collect();
    Ok(Found {
        tables: tables.len(),
        hidden: hidden.len(),
        solved: unknown <= attack::MOST_UNKNOWN,
        verdict: if exposed.is_empty() { Verdict::Safe } else { Verdict::Exposed },
        exposed,
    })
}

fn take(
    release: &Earlier,
    cube: &Cube,
    known: &mut [Option<u64>],
    hidden: &mut BTreeSet<usize>,
) -> Result<(), CheckError> {
    let mut listed = BTreeSet::new();
    for cell in release.cells(cube) {
        let (cell, count) = cell;
        listed.insert(cell);
        match count {
            None => {
                hidden.insert(cell);
            }
            Some(count) => {
                let before = known.get_mut(cell).and_then(|known| known.replace(count));
                if before.is_some_and(|before| before != count) {
                    return Err(CheckError::Different);
                }
            }
        }
    }
    // What a table does not list it tells to be zero.
    for cell in (0..cube.cells()).filter(|cell| !listed.contains(cell) && release.is_of(cube, *cell)) {
        if let Some(known) = known.get_mut(cell) {
            *known = Some(0);
        }
    }
    hidden.retain(|cell| known.get(*cell).copied().flatten().is_none());
    Ok(())
}

fn describe(cube: &Cube, cell: usize) -> String {
    let parts = cube.axes.iter().enumerate().flat_map(|(at, axis)| {
        let labels = axis.label(cube.node(cell, at));
        axis.columns.iter().zip(labels).map(|(column, label)| format!("{column} {label}")).collect::<Vec<_>>()
    });
    parts.collect::<Vec<_>>().join(", ")
}
