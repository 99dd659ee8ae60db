//! Workbooks for tests: shipped ones, and ones changed in one place.

use calamine::{Data, Reader, Xlsx};
use havenward_exchange::xlsform::{self, CellProblem};
use havenward_screening::{Instrument, library, parse};
use rust_xlsxwriter::{Formula, Workbook};
use std::io::Cursor;

/// A shipped instrument.
pub fn shipped(id: &str) -> Instrument {
    let (_, text) = library::shipped().iter().find(|(known, _)| *known == id).unwrap();
    parse(id, text).unwrap()
}

/// What a cell is changed into.
#[derive(Clone)]
pub enum To {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A formula.
    Formula(&'static str),
}

/// The cells of a workbook by sheet, row and column, for changing.
pub struct Cells(pub Vec<(String, Vec<Vec<String>>)>);

impl Cells {
    /// The cells of a shipped instrument's workbook.
    pub fn of(id: &str) -> Cells {
        Cells::read(&xlsform::write(&shipped(id)).unwrap())
    }

    pub fn read(bytes: &[u8]) -> Cells {
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let names = book.sheet_names();
        let sheets = names.into_iter().map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            let text = |cell: &Data| if *cell == Data::Empty { String::new() } else { cell.to_string() };
            let rows = range.rows().map(|row| row.iter().map(text).collect()).collect();
            (name, rows)
        });
        Cells(sheets.collect())
    }

    pub fn sheet(&mut self, name: &str) -> &mut Vec<Vec<String>> {
        &mut self.0.iter_mut().find(|(known, _)| known == name).unwrap().1
    }

    /// The place of a column, counted from zero.
    pub fn column(&mut self, sheet: &str, header: &str) -> usize {
        self.sheet(sheet)[0].iter().position(|known| known == header).unwrap()
    }

    /// Changes the cell under a header, in the row whose `name` is this.
    pub fn set(&mut self, sheet: &str, name: &str, header: &str, text: &str) -> &mut Cells {
        let (names, column) = (self.column(sheet, "name"), self.column(sheet, header));
        let row = self.sheet(sheet).iter_mut().find(|row| row[names] == name).unwrap();
        text.clone_into(&mut row[column]);
        self
    }

    /// The workbook, with these cells instead where given.
    pub fn bytes_with(&self, changes: &[(&str, u32, u16, To)]) -> Vec<u8> {
        let mut book = Workbook::new();
        for (name, rows) in &self.0 {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            for (row, cells) in (0..).zip(rows) {
                for (column, text) in (0..).zip(cells) {
                    if !text.is_empty() {
                        sheet.write_string(row, column, text).unwrap();
                    }
                }
            }
            for (_, row, column, to) in changes.iter().filter(|(sheet, ..)| sheet == name) {
                match to {
                    To::Text(text) => sheet.write_string(*row, *column, text).unwrap(),
                    To::Number(number) => sheet.write_number(*row, *column, *number).unwrap(),
                    To::Formula(formula) => {
                        sheet.write_formula(*row, *column, Formula::new(*formula)).unwrap()
                    }
                };
            }
        }
        book.save_to_buffer().unwrap()
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.bytes_with(&[])
    }
}

/// The problems of a workbook that must be refused.
pub fn problems(bytes: &[u8]) -> Vec<CellProblem> {
    xlsform::read("mine.xlsx", bytes).expect_err("the workbook must be refused")
}
