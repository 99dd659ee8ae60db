//! Earlier releases: what is known already cannot be hidden, and what lies between two releases can be small.

use std::collections::BTreeMap;
use std::io::Read;

use super::axis::{ALL, Axis};
use super::cube::Cube;
use super::table::{HIDDEN, PEOPLE, Publication};

/// A table that was published before.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// Its file, for messages.
    pub name: String,
    /// The table.
    pub table: Publication,
}

/// How a table stands to the records of today.
#[derive(Debug)]
pub enum Relation {
    /// Of the same records: everything shown agrees. Cells of the cube that were shown, and hidden.
    Same {
        /// Shown.
        shown: Vec<usize>,
        /// Hidden.
        hidden: Vec<usize>,
    },
    /// Of other records, earlier ones: cells shown with their counts of then.
    Later {
        /// Cells and counts.
        shown: Vec<(usize, u64)>,
    },
}

/// Why an earlier release cannot be taken into account.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EarlierError {
    /// Not a table of this program.
    #[error("line {line}: {what} (mend: a table as `release table` writes it)")]
    Line {
        /// Line, from 1.
        line: u64,
        /// What is wrong.
        what: String,
    },
    /// Columns that cannot be placed.
    #[error("{0}: its columns split a group of columns of the new table (mend: use the same groups)")]
    Columns(String),
    /// It showed what may not be shown.
    #[error(
        "an earlier release shows counts below {0} of the same persons (mend: use its threshold, and withdraw it)"
    )]
    Small(u64),
}

impl Earlier {
    /// Reads a published table.
    pub fn read(name: &str, file: impl Read) -> Result<Earlier, EarlierError> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(file);
        let wrong = |line: u64, what: &str| EarlierError::Line { line, what: what.to_owned() };
        let mut columns: Option<Vec<String>> = None;
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| {
                wrong(error.position().map_or(0, csv::Position::line), "not a line of a table")
            })?;
            let line = record.position().map_or(0, csv::Position::line);
            let mut fields: Vec<String> = record.iter().map(plain).collect();
            let last = fields.pop().unwrap_or_default();
            match &columns {
                None if last == PEOPLE && !fields.is_empty() => columns = Some(fields),
                None => return Err(wrong(line, "the last column is not `people`")),
                Some(_) if last == HIDDEN => rows.push((fields, None)),
                Some(_) => rows.push((
                    fields,
                    Some(last.parse().map_err(|_| wrong(line, "neither a count nor `hidden`"))?),
                )),
            }
        }
        let columns = columns.ok_or_else(|| wrong(1, "empty"))?;
        Ok(Earlier { name: name.to_owned(), table: Publication { columns, rows, omits_zeros: true } })
    }

    /// Adds the columns that no group has yet, each as a group of its own.
    pub fn add_columns(&self, groups: &mut Vec<Vec<String>>) -> Result<(), EarlierError> {
        for group in groups.iter() {
            let has = group.iter().filter(|column| self.table.columns.contains(column)).count();
            if has != 0 && has != group.len() {
                return Err(EarlierError::Columns(self.name.clone()));
            }
        }
        for column in &self.table.columns {
            if !groups.iter().flatten().any(|other| other == column) {
                groups.push(vec![column.clone()]);
            }
        }
        Ok(())
    }

    /// Adds its groups of columns: a column lies inside the one before where it has no total over it.
    pub fn add_groups(&self, groups: &mut Vec<Vec<String>>) -> Result<(), EarlierError> {
        self.add_columns(&mut groups.clone())?;
        let is_inside = |at: usize| {
            let mut rows = self.table.rows.iter().filter_map(|(row, _)| row.get(at - 1).zip(row.get(at)));
            !rows.any(|(coarse, fine)| coarse == ALL && fine != ALL)
                && self.table.rows.iter().any(|(row, _)| row.get(at).is_some_and(|fine| fine != ALL))
        };
        let is_known =
            |column: &String, groups: &[Vec<String>]| groups.iter().flatten().any(|other| other == column);
        for (at, column) in self.table.columns.iter().enumerate() {
            if is_known(column, groups) {
                continue;
            }
            match groups
                .last_mut()
                .filter(|group| at > 0 && group.last() == self.table.columns.get(at - 1) && is_inside(at))
            {
                Some(group) => group.push(column.clone()),
                None => groups.push(vec![column.clone()]),
            }
        }
        Ok(())
    }

    /// Finds its cells in the cube, and whether it is of the same records.
    pub fn compare(&self, cube: &Cube, counts: &[u64]) -> Result<Relation, EarlierError> {
        let mut shown: Vec<(usize, u64)> = Vec::new();
        let mut hidden = Vec::new();
        let cells = self.cells(cube);
        // Every value of then exists today, unless it stands for nobody.
        let missing = self.table.rows.len() - cells.len();
        let is_whole = missing <= self.table.rows.iter().filter(|(_, count)| *count == Some(0)).count();
        for (cell, count) in cells {
            match count {
                Some(count) => shown.push((cell, count)),
                None => hidden.push(cell),
            }
        }
        let agrees = shown.iter().all(|(cell, count)| counts.get(*cell) == Some(count));
        let total = shown.iter().find(|(cell, _)| *cell == 0).map(|(_, count)| *count);
        if is_whole && agrees && total == counts.first().copied() {
            let listed: std::collections::BTreeSet<usize> =
                shown.iter().map(|(cell, _)| *cell).chain(hidden.iter().copied()).collect();
            // What it does not list it tells to be zero.
            let zeros = (0..cube.cells()).filter(|cell| {
                !listed.contains(cell) && self.is_of(cube, *cell) && counts.get(*cell) == Some(&0)
            });
            let shown = shown.iter().map(|(cell, _)| *cell).chain(zeros).collect();
            return Ok(Relation::Same { shown, hidden });
        }
        Ok(Relation::Later { shown })
    }

    /// Its rows as cells of the cube; rows whose values the cube does not have are left out.
    pub fn cells(&self, cube: &Cube) -> Vec<(usize, Option<u64>)> {
        let nodes: Vec<BTreeMap<&[String], usize>> = cube
            .axes
            .iter()
            .map(|axis| (0..axis.len()).map(|node| (axis.label(node), node)).collect())
            .collect();
        let cell = |(values, count): &(Vec<String>, Option<u64>)| {
            self.find(cube, &nodes, values).map(|cell| (cell, *count))
        };
        self.table.rows.iter().filter_map(cell).collect()
    }

    /// Whether a cell is one of this table: at the total on all axes that it does not have.
    pub fn is_of(&self, cube: &Cube, cell: usize) -> bool {
        cube.axes.iter().enumerate().all(|(at, axis)| self.has(axis) || cube.node(cell, at) == 0)
    }

    fn has(&self, axis: &Axis) -> bool {
        axis.columns.iter().all(|column| self.table.columns.contains(column))
    }

    fn find(&self, cube: &Cube, nodes: &[BTreeMap<&[String], usize>], values: &[String]) -> Option<usize> {
        let mut cell = Vec::new();
        for (axis, nodes) in cube.axes.iter().zip(nodes) {
            let wanted: Vec<String> = axis
                .columns
                .iter()
                .map(|column| {
                    let at = self.table.columns.iter().position(|other| other == column);
                    at.and_then(|at| values.get(at)).cloned().unwrap_or_else(|| ALL.to_owned())
                })
                .collect();
            cell.push(nodes.get(wanted.as_slice()).copied()?);
        }
        Some(cube.cell(&cell))
    }
}

/// A field without the apostrophe that keeps spreadsheets from running it.
fn plain(field: &str) -> String {
    match field.strip_prefix('\'') {
        Some(rest) if crate::write::neutral(rest) != rest => rest.to_owned(),
        _ => field.to_owned(),
    }
}
