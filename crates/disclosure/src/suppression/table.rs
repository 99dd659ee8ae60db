//! A table as it is published: every cell and every total, with one mark for all that is hidden.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use super::attack;
use super::axis::{ALL, Axis, NOT_KNOWN};
use super::cube::{Cube, MOST_CELLS};
use super::earlier::{Earlier, Relation};
use super::hide::{self, Protect};
use super::proof::Status;
use crate::frame::Frame;
use crate::released::Released;

/// Stands for a count that is not told. All hidden cells carry it: telling cells hidden because of few persons
/// from those hidden to protect them would give away 1 to k - 1.
pub const HIDDEN: &str = "hidden";
/// Name of the column of counts.
pub const PEOPLE: &str = "people";
/// Fewest persons that are shown. The published practice of asking for eleven (CTDC, k-anonymity, k = 11).
pub const FEWEST_TOGETHER: u64 = 11;
/// Largest threshold and rounding base that make sense.
const LARGEST_K: u64 = 1_000_000;
/// Most axes.
const MOST_AXES: usize = 6;
/// Tables up to so many cells show their zeros; in larger ones a missing line is a zero.
pub const ZEROS_UP_TO: usize = 100_000;

/// What is asked of a table.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Axes: columns from coarse to fine, each value of a finer one inside one of the coarser.
    pub by: Vec<Vec<String>>,
    /// Fewest persons of a shown count that is not zero.
    pub k: u64,
    /// Shown counts are rounded to multiples of this.
    pub round: Option<u64>,
    /// Time for finding the fewest cells of a small table by an integer programme.
    pub solving: Option<Duration>,
}

/// Why there is no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// A threshold that hides nothing, or everything.
    #[error("k {0}: not between 2 and {LARGEST_K} (mend: {FEWEST_TOGETHER}, or what your law says)")]
    Threshold(u64),
    /// A base that rounds nothing.
    #[error("rounding to {0}: not between 2 and {LARGEST_K} (mend: 5 or 10)")]
    Base(u64),
    /// No columns, or too many.
    #[error(
        "{0} groups of columns: not between 1 and {MOST_AXES} (mend: fewer, each table for one question)"
    )]
    Axes(usize),
    /// A column that stands twice.
    #[error("column `{0}` twice (mend: each once)")]
    Twice(String),
    /// A value that means something else in a table.
    #[error("column `{0}`: a value that means a total, the unknown or something hidden (mend: rename it)")]
    Value(String),
    /// More cells than fit.
    #[error("more than {MOST_CELLS} cells (mend: fewer columns, or group values)")]
    Large,
    /// Fewer persons than may be told at all.
    #[error(
        "fewer than {0} persons in the file: no table of them may leave (mend: put periods or places together)"
    )]
    Few(u64),
    /// No safe set of cells to hide.
    #[error(
        "a small count cannot be hidden so that it stays hidden ({0}) (mend: coarser groups, --coarsen; or other columns than the earlier releases)"
    )]
    Unprotectable(String),
    /// Earlier releases that do not fit.
    #[error("{0}")]
    Earlier(#[from] super::earlier::EarlierError),
}

/// A published table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Publication {
    /// Names of the columns of values.
    pub columns: Vec<String>,
    /// Values and count; nothing where it is hidden.
    pub rows: Vec<(Vec<String>, Option<u64>)>,
    /// Whether a missing row is a zero.
    pub omits_zeros: bool,
}

/// What was lost. For the internal eye: the kinds of hidden cells must not be published cell by cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Loss {
    /// Cells that are no totals and not zero.
    pub cells: usize,
    /// Of these, hidden.
    pub cells_hidden: usize,
    /// Persons in the table.
    pub people: u64,
    /// Persons in hidden cells that are no totals.
    pub people_hidden: u64,
    /// Cells and totals with too few persons, and the difference to an earlier release counted in.
    pub small: usize,
    /// Cells and totals hidden to protect these.
    pub to_protect: usize,
    /// Whether the attacker also solved programmes, beside the proofs.
    pub attacked: bool,
}

/// A table that may leave, and what was lost in it.
#[derive(Debug)]
pub struct Made {
    /// What may leave.
    pub table: Released<Publication>,
    /// What was lost.
    pub loss: Loss,
}

impl Asked {
    fn check(&self, frame: &Frame) -> Result<(), TableError> {
        if !(2..=LARGEST_K).contains(&self.k) {
            return Err(TableError::Threshold(self.k));
        }
        if let Some(base) = self.round.filter(|base| !(2..=LARGEST_K).contains(base)) {
            return Err(TableError::Base(base));
        }
        if !(1..=MOST_AXES).contains(&self.by.len()) {
            return Err(TableError::Axes(self.by.len()));
        }
        let names: Vec<&String> = self.by.iter().flatten().collect();
        if let Some((_, twice)) =
            names.iter().enumerate().find(|(at, name)| names.iter().take(*at).any(|other| other == *name))
        {
            return Err(TableError::Twice((*twice).clone()));
        }
        let is_taken = |level: &String| [ALL, NOT_KNOWN, HIDDEN].contains(&level.as_str());
        let bad =
            frame.columns.iter().find(|column| column.levels.iter().any(is_taken) || column.name == PEOPLE);
        if let Some(bad) = bad {
            return Err(TableError::Value(bad.name.clone()));
        }
        if (frame.rows as u64) < self.k {
            return Err(TableError::Few(self.k));
        }
        Ok(())
    }
}

/// Makes a table from records that hold all columns of `asked` and of the earlier releases.
pub fn make(frame: &Frame, asked: &Asked, earlier: &[Earlier]) -> Result<Made, TableError> {
    asked.check(frame)?;
    let (cube, counts) = tabulate(frame, asked, earlier)?;
    let own = asked.by.len();
    let is_own = |cell: usize| (own..cube.axes.len()).all(|axis| cube.node(cell, axis) == 0);
    let mut status: Vec<Status> =
        (0..cube.cells()).map(|cell| if is_own(cell) { Status::Shown } else { Status::Free }).collect();
    let mut protect: BTreeMap<usize, Protect> = BTreeMap::new();
    for (cell, &count) in counts.iter().enumerate() {
        if (1..asked.k).contains(&count) && is_own(cell) {
            set(&mut status, cell, Status::Primary);
            protect.insert(cell, Protect { cell, low: 0, high: asked.k });
        }
    }
    for release in earlier {
        let relation = release.compare(&cube, &counts)?;
        add_earlier(&relation, &counts, asked.k, &mut status, &mut protect)?;
    }
    let protect: Vec<Protect> = protect.into_values().collect();
    let name = |failed: hide::Unprotectable| TableError::Unprotectable(describe(&cube, failed.0));
    let hidden = hide::hide(&cube, &counts, &status, &protect, asked.k, asked.solving).map_err(name)?;
    hidden.is_proved(&cube, &counts).map_err(name)?;
    let attacked = attack_own(&cube, &counts, &hidden.status, &hidden.protect).map_err(name)?;
    let loss = loss(&cube, &counts, &hidden.status, &is_own, attacked);
    let table = publish(&cube, &counts, &hidden.status, own, asked.round);
    Ok(Made { table: Released::new(table), loss })
}

/// Counts every cell and total of the asked axes and of those of earlier releases.
fn tabulate(frame: &Frame, asked: &Asked, earlier: &[Earlier]) -> Result<(Cube, Vec<u64>), TableError> {
    let mut groups = asked.by.clone();
    for release in earlier {
        release.add_columns(&mut groups)?;
    }
    let mut axes = Vec::new();
    let mut leaves = Vec::new();
    for group in &groups {
        let places: Vec<usize> = group.iter().filter_map(|name| frame.position(name)).collect();
        let (axis, of_rows) = Axis::of(frame, &places);
        axes.push(axis);
        leaves.push(of_rows);
    }
    let cube = Cube::new(axes).ok_or(TableError::Large)?;
    let counts = cube.count(&leaves, frame.rows);
    Ok((cube, counts))
}

/// The fewest cells that protect a small table, where that can be solved to the end in time: for judging the
/// search.
pub fn optimum(frame: &Frame, asked: &Asked, limit: Duration) -> Option<usize> {
    let (cube, counts) = tabulate(frame, asked, &[]).ok()?;
    let is_small = |count: &u64| (1..asked.k).contains(count);
    let status: Vec<Status> =
        counts.iter().map(|count| if is_small(count) { Status::Primary } else { Status::Shown }).collect();
    let small = counts.iter().enumerate().filter(|(_, count)| is_small(count));
    let protect: Vec<Protect> = small.map(|(cell, _)| Protect { cell, low: 0, high: asked.k }).collect();
    super::optimal::optimum(&cube, &counts, &status, &protect, limit).map(|optimum| optimum.hidden)
}

fn set(status: &mut [Status], cell: usize, to: Status) {
    if let Some(status) = status.get_mut(cell) {
        *status = to;
    }
}

fn add_earlier(
    relation: &Relation,
    counts: &[u64],
    k: u64,
    status: &mut [Status],
    protect: &mut BTreeMap<usize, Protect>,
) -> Result<(), TableError> {
    match relation {
        Relation::Same { shown, hidden } => {
            for &cell in hidden {
                let count = counts.get(cell).copied().unwrap_or(0);
                if (1..k).contains(&count) {
                    set(status, cell, Status::Primary);
                    protect.insert(cell, Protect { cell, low: 0, high: k });
                } else if status.get(cell) != Some(&Status::Primary) {
                    // Hidden before and hidden again: showing it now could open what it protected.
                    set(status, cell, Status::Complementary);
                }
            }
            for &cell in shown {
                if protect.remove(&cell).is_some() {
                    return Err(super::earlier::EarlierError::Small(k).into());
                }
                set(status, cell, Status::Fixed);
            }
        }
        Relation::Later { shown } => {
            for &(cell, before) in shown {
                let count = counts.get(cell).copied().unwrap_or(0);
                let is_small = (1..k).contains(&count.abs_diff(before));
                if is_small && status.get(cell) == Some(&Status::Shown) {
                    set(status, cell, Status::Primary);
                    let one = if count > before {
                        Protect { cell, low: before, high: before + k }
                    } else {
                        Protect { cell, low: before.saturating_sub(k), high: before }
                    };
                    protect.insert(cell, one);
                }
            }
        }
    }
    Ok(())
}

/// The cell in words, for the person who makes the table.
fn describe(cube: &Cube, cell: usize) -> String {
    let of = |(at, axis): (usize, &Axis)| {
        let labels = axis.label(cube.node(cell, at));
        axis.columns
            .iter()
            .zip(labels)
            .map(|(column, label)| format!("{column} {label}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    cube.axes.iter().enumerate().map(of).collect::<Vec<_>>().join(", ")
}

/// Plays the attacker against the table where that can be solved, and says whether it could.
fn attack_own(
    cube: &Cube,
    counts: &[u64],
    status: &[Status],
    protect: &[Protect],
) -> Result<bool, hide::Unprotectable> {
    let is_known = |status: &Status| matches!(status, Status::Shown | Status::Fixed);
    let unknown = status.iter().filter(|status| !is_known(status)).count();
    if unknown > attack::MOST_UNKNOWN {
        return Ok(false);
    }
    let known: Vec<Option<u64>> =
        status.iter().zip(counts).map(|(status, count)| is_known(status).then_some(*count)).collect();
    let bounds = attack::bounds(cube, &known, counts.first().copied().unwrap_or(0));
    let exposed = protect
        .iter()
        .find(|one| bounds.get(one.cell).is_none_or(|bounds| bounds.low > one.low || bounds.high < one.high));
    exposed.map_or(Ok(true), |one| Err(hide::Unprotectable(one.cell)))
}

fn loss(
    cube: &Cube,
    counts: &[u64],
    status: &[Status],
    is_own: &dyn Fn(usize) -> bool,
    attacked: bool,
) -> Loss {
    let mut loss = Loss {
        cells: 0,
        cells_hidden: 0,
        people: counts.first().copied().unwrap_or(0),
        people_hidden: 0,
        small: 0,
        to_protect: 0,
        attacked,
    };
    // Leaves of the axes that were asked for; other axes stand at their total.
    let is_leaf = |cell: usize| {
        cube.axes.iter().enumerate().all(|(at, axis)| {
            let node = cube.node(cell, at);
            (node == 0 && !axis.is_empty()) || axis.children(node).is_empty()
        }) && is_own(cell)
    };
    let depth = |cell: usize| (0..cube.axes.len()).filter(|&at| cube.node(cell, at) != 0).count();
    let own = (0..cube.cells()).filter(|&cell| is_own(cell)).map(depth).max().unwrap_or(0);
    for (cell, (status, &count)) in status.iter().zip(counts).enumerate() {
        if !is_own(cell) {
            continue;
        }
        loss.small += usize::from(*status == Status::Primary);
        loss.to_protect += usize::from(*status == Status::Complementary);
        if count > 0 && depth(cell) == own && is_leaf(cell) {
            let is_hidden = matches!(status, Status::Primary | Status::Complementary);
            loss.cells += 1;
            loss.cells_hidden += usize::from(is_hidden);
            loss.people_hidden += if is_hidden { count } else { 0 };
        }
    }
    loss
}

fn publish(cube: &Cube, counts: &[u64], status: &[Status], own: usize, round: Option<u64>) -> Publication {
    let axes = cube.axes.get(..own).unwrap_or_default();
    let own_cells = axes.iter().map(Axis::len).product::<usize>();
    let omits_zeros = own_cells > ZEROS_UP_TO;
    let columns = axes.iter().flat_map(|axis| axis.columns.iter().cloned()).collect();
    let mut rows = Vec::new();
    for (cell, (status, &count)) in status.iter().zip(counts).enumerate() {
        let is_hidden = matches!(status, Status::Primary | Status::Complementary);
        let is_own = (own..cube.axes.len()).all(|axis| cube.node(cell, axis) == 0);
        if !is_own || (omits_zeros && count == 0 && !is_hidden) {
            continue;
        }
        let values = axes
            .iter()
            .enumerate()
            .flat_map(|(at, axis)| axis.label(cube.node(cell, at)).iter().cloned())
            .collect();
        let rounded = round.map_or(count, |base| (count + base / 2) / base * base);
        rows.push((values, (!is_hidden).then_some(rounded)));
    }
    Publication { columns, rows, omits_zeros }
}
