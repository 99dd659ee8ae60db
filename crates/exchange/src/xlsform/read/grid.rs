//! A sheet by the names of its columns.

use std::collections::{BTreeMap, BTreeSet};

use crate::xlsform::columns::{CHOICES, parted, plain, spoken};
use crate::xlsform::draft::Origin;
use crate::xlsform::workbook::{Content, Place, Problems, Sheet};

/// A sheet with its headers read.
pub(super) struct Grid<'s> {
    pub name: &'static str,
    sheet: &'s Sheet,
    /// The column and language of each header.
    headers: BTreeMap<u32, (&'s str, Option<&'s str>)>,
}

/// One row below the headers.
#[derive(Clone, Copy)]
pub(super) struct Row<'g> {
    grid: &'g Grid<'g>,
    at: u32,
    cells: &'g BTreeMap<u32, Content>,
}

impl<'s> Grid<'s> {
    /// Reads the headers from the first row and reports those that a form does not know.
    pub(super) fn new(name: &'static str, sheet: &'s Sheet, problems: &mut Problems) -> Self {
        let mut headers = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for (column, content) in sheet.rows.get(&0).into_iter().flatten() {
            let place = Place { sheet: name, row: Some(0), column: Some(*column) };
            let Content::Text(header) = content else {
                let mend = "write the name of the column in the first row";
                problems.report(place, "column.name", "this is no name of a column", mend);
                continue;
            };
            let (base, language) = parted(header.trim());
            let known = match language {
                None => plain(name).contains(&base) || spoken(name).contains(&base) || name == CHOICES,
                Some(_) => spoken(name).contains(&base),
            };
            if !known {
                let message = format!("this form has no column {header:?}");
                let mut all: Vec<&str> = plain(name).to_vec();
                all.extend(spoken(name));
                let mend = format!("take it out or correct it; known here: {}", all.join(", "));
                problems.report(place, "column.unknown", message, &mend);
            }
            let language = language.or_else(|| spoken(name).contains(&base).then_some("en"));
            if !seen.insert((base, language)) {
                let mend = "join the two columns";
                problems.report(place, "column.twice", "this column came before", mend);
            }
            headers.insert(*column, (base, language));
        }
        let grid = Grid { name, sheet, headers };
        grid.report_strays(problems);
        grid
    }

    /// A cell under no header would be lost.
    fn report_strays(&self, problems: &mut Problems) {
        for (row, cells) in self.sheet.rows.iter().filter(|(row, _)| **row > 0) {
            for column in cells.keys().filter(|column| !self.headers.contains_key(column)) {
                let place = Place { sheet: self.name, row: Some(*row), column: Some(*column) };
                let mend = "name the column in the first row, or take the cell out";
                problems.report(place, "cell.stray", "this cell stands under no column name", mend);
            }
        }
    }

    /// The rows below the headers that hold something.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let below = self.sheet.rows.iter().filter(|(row, _)| **row > 0);
        below.map(|(at, cells)| Row { grid: self, at: *at, cells })
    }
}

impl<'g> Row<'g> {
    /// The row itself.
    pub(super) fn origin(&self) -> Origin {
        Origin { sheet: self.grid.name, row: self.at, column: None }
    }

    fn cell(&self, column: u32) -> Origin {
        Origin { column: Some(column), ..self.origin() }
    }

    /// The text in a column without a language.
    pub(super) fn get(&self, column: &str) -> Option<(String, Origin)> {
        let (at, _) = self.grid.headers.iter().find(|(_, header)| **header == (column, None))?;
        Some((self.cells.get(at)?.text().trim().to_owned(), self.cell(*at)))
    }

    /// The texts of a column in each language.
    pub(super) fn spoken(&self, column: &str) -> Vec<(&'g str, String, Origin)> {
        let headers = self.grid.headers.iter();
        let texts = headers.filter_map(|(at, (base, language))| {
            let language = (*language).filter(|_| *base == column)?;
            Some((language, self.cells.get(at)?.text(), self.cell(*at)))
        });
        texts.collect()
    }

    /// The cells of columns that the form has no meaning for, by header: what a choice filter may look at.
    pub(super) fn further(&self) -> Vec<(&'g str, String, Origin)> {
        let known =
            |base: &str| plain(self.grid.name).contains(&base) || spoken(self.grid.name).contains(&base);
        let headers = self.grid.headers.iter().filter(|(_, (base, _))| !known(base));
        let cells =
            headers.filter_map(|(at, (base, _))| Some((*base, self.cells.get(at)?.text(), self.cell(*at))));
        cells.collect()
    }
}
