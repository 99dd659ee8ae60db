//! Instruments as XLSForm workbooks: sheets `survey`, `choices` and `settings` as ODK knows them, and a sheet
//! `scoring` of our own with what turns signs into a band.
//!
//! A workbook that was written reads back as the same instrument. What the format of instruments cannot hold is
//! refused with its sheet, row and column, never dropped in silence: formulas, groups, unknown columns, unknown sheets.
//! Reading goes by the rules of [`havenward_screening::parse`]: the cells are laid out as the text it knows, each line
//! remembers its cell, and its problems are told at those cells.

mod columns;
mod draft;
mod read;
mod workbook;
mod write;

use std::fmt;

use havenward_screening::Instrument;

pub use workbook::{MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED};
pub use write::Unwritable;

/// One thing that is wrong in a workbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellProblem {
    /// The name of the file.
    pub file: String,
    /// The sheet; empty where the whole file is meant.
    pub sheet: String,
    /// The row, counted from 1; zero where the whole sheet is meant.
    pub row: u32,
    /// The column's letters; empty where the whole row is meant.
    pub column: String,
    /// The stable code.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub mend: String,
}

impl fmt::Display for CellProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CellProblem { file, sheet, row, column, message, mend, .. } = self;
        write!(formatter, "{file}: ")?;
        match (sheet.as_str(), row, column.as_str()) {
            ("", ..) => {}
            (sheet, 0, _) => write!(formatter, "sheet {sheet}: ")?,
            (sheet, row, "") => write!(formatter, "sheet {sheet}, row {row}: ")?,
            (sheet, row, column) => write!(formatter, "sheet {sheet}, row {row}, column {column}: ")?,
        }
        write!(formatter, "{message} (mend: {mend})")
    }
}

impl std::error::Error for CellProblem {}

/// Reads an instrument from a workbook; on failure gives every problem, in the order of sheets and rows.
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Instrument, Vec<CellProblem>> {
    read::instrument(file_name, bytes)
}

/// Writes an instrument as a workbook; the same instrument gives the same bytes.
pub fn write(instrument: &Instrument) -> Result<Vec<u8>, Unwritable> {
    write::workbook(instrument)
}
