//! Cells out of a workbook, with limits on everything: a hostile file is refused before it costs much.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::panic::AssertUnwindSafe;

use calamine::{DataRef, Reader, Xlsx};

use super::CellProblem;
use super::columns::letters;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
/// The most that its parts may hold when unpacked, in bytes.
pub const MAX_UNPACKED: u64 = 24 * 1024 * 1024;
/// The last row that may hold something.
pub const MAX_ROWS: u32 = 4000;
/// The last column that may hold something.
pub const MAX_COLUMNS: u32 = 300;
/// The most cells of one sheet that may hold something.
pub const MAX_CELLS: usize = 50_000;

/// The most parts of a file and the most sheets.
const MAX_PARTS: usize = 200;
const MAX_SHEETS: usize = 20;
/// The most problems that are collected of one file.
const MAX_PROBLEMS: usize = 200;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    Text(String),
    Number(f64),
    Flag(bool),
}

impl Content {
    /// As a text; a whole number has no point.
    pub(super) fn text(&self) -> String {
        match self {
            Content::Text(text) => text.clone(),
            Content::Number(number) => number.to_string(),
            Content::Flag(flag) => flag.to_string(),
        }
    }
}

/// The cells of one sheet, by row and column, both counted from zero.
#[derive(Debug)]
pub(super) struct Sheet {
    pub name: String,
    pub rows: BTreeMap<u32, BTreeMap<u32, Content>>,
}

/// Where a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place<'a> {
    pub sheet: &'a str,
    /// Counted from zero.
    pub row: Option<u32>,
    pub column: Option<u32>,
}

/// Collects problems of one file.
pub(super) struct Problems {
    file: String,
    found: Vec<CellProblem>,
}

impl Problems {
    pub(super) fn new(file: &str) -> Self {
        Problems { file: file.to_owned(), found: Vec::new() }
    }

    pub(super) fn report(
        &mut self,
        place: Place<'_>,
        code: &'static str,
        message: impl Into<String>,
        mend: &str,
    ) {
        if self.found.len() < MAX_PROBLEMS {
            self.found.push(CellProblem {
                file: self.file.clone(),
                sheet: place.sheet.to_owned(),
                row: place.row.map_or(0, |row| row + 1),
                column: place.column.map(letters).unwrap_or_default(),
                code,
                message: message.into(),
                mend: mend.to_owned(),
            });
        }
    }

    fn of_file(&mut self, code: &'static str, message: impl Into<String>, mend: &str) {
        self.report(Place { sheet: "", row: None, column: None }, code, message, mend);
    }

    pub(super) fn is_clean(&self) -> bool {
        self.found.is_empty()
    }

    pub(super) fn into_found(mut self) -> Vec<CellProblem> {
        let order = |sheet: &str| super::columns::SHEETS.iter().position(|known| *known == sheet);
        self.found.sort_by_key(|one| (order(&one.sheet), one.row, one.column.len(), one.clone()));
        self.found.dedup();
        self.found
    }
}

const NOT_A_WORKBOOK: &str = "save it as a workbook of Excel, .xlsx, without a password";

/// The sheets of a workbook, or what keeps it from being read.
pub(super) fn sheets(bytes: &[u8], problems: &mut Problems) -> Option<Vec<Sheet>> {
    if bytes.len() > MAX_BYTES {
        let message = format!("the file is longer than {MAX_BYTES} bytes");
        problems.of_file("file.too_large", message, "keep to the sheets of the form, without pictures");
        return None;
    }
    if let Err(unpacked) = unpacked_within(bytes) {
        match unpacked {
            Unpacked::TooMuch => {
                let message = format!("the parts of the file hold more than {MAX_UNPACKED} bytes");
                problems.of_file("file.too_large", message, "copy the sheets into a new workbook");
            }
            Unpacked::Broken => {
                problems.of_file("file.not_xlsx", "this is not a workbook", NOT_A_WORKBOOK);
            }
        }
        return None;
    }
    // The library that knows the format was not made for files that lie; where it fails, the file is refused.
    let read = std::panic::catch_unwind(AssertUnwindSafe(|| cells(bytes, problems)));
    read.unwrap_or_else(|_| {
        problems.of_file("file.not_xlsx", "this is not a workbook", NOT_A_WORKBOOK);
        None
    })
}

fn cells(bytes: &[u8], problems: &mut Problems) -> Option<Vec<Sheet>> {
    let Ok(mut book) = calamine::open_workbook_from_rs::<Xlsx<_>, _>(Cursor::new(bytes)) else {
        problems.of_file("file.not_xlsx", "this is not a workbook", NOT_A_WORKBOOK);
        return None;
    };
    let names = book.sheet_names();
    if names.len() > MAX_SHEETS {
        let message = format!("there are more than {MAX_SHEETS} sheets");
        problems.of_file("file.too_many_sheets", message, "keep to the sheets of the form");
        return None;
    }
    Some(names.into_iter().filter_map(|name| sheet(&mut book, name, problems)).collect())
}

enum Unpacked {
    TooMuch,
    Broken,
}

/// Unpacks every part and counts, because what a file says of its own sizes may be a lie.
fn unpacked_within(bytes: &[u8]) -> Result<(), Unpacked> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unpacked::Broken)?;
    if archive.len() > MAX_PARTS {
        return Err(Unpacked::TooMuch);
    }
    let mut left = MAX_UNPACKED;
    for nth in 0..archive.len() {
        let part = archive.by_index(nth).map_err(|_| Unpacked::Broken)?;
        let held =
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| Unpacked::Broken)?;
        left = left.checked_sub(held).ok_or(Unpacked::TooMuch)?;
    }
    Ok(())
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: String, problems: &mut Problems) -> Option<Sheet> {
    let whole = Place { sheet: &name, row: None, column: None };
    let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
        problems.report(whole, "sheet.broken", "this sheet cannot be read", NOT_A_WORKBOOK);
        return None;
    };
    let mut rows: BTreeMap<u32, BTreeMap<u32, Content>> = BTreeMap::new();
    let mut count = 0;
    loop {
        let cell = match cells.next_cell_with_formula_metadata() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(_) => {
                problems.report(whole, "sheet.broken", "this sheet cannot be read", NOT_A_WORKBOOK);
                return None;
            }
        };
        let (row, column) = cell.pos;
        let place = Place { sheet: &name, row: Some(row), column: Some(column) };
        if cell.formula.is_some() {
            let mend = "write the value; nothing of a form is worked out by a spreadsheet";
            problems.report(place, "cell.formula", "this cell holds a formula", mend);
            continue;
        }
        let Some(content) = content(cell.value, place, problems) else { continue };
        count += 1;
        if row >= MAX_ROWS || column >= MAX_COLUMNS || count > MAX_CELLS {
            let message =
                format!("a sheet ends by row {MAX_ROWS} and column {MAX_COLUMNS}, with {MAX_CELLS} cells");
            problems.report(
                place,
                "sheet.too_large",
                message,
                "split the form; nobody can be asked this much",
            );
            return None;
        }
        if rows.entry(row).or_default().insert(column, content).is_some() {
            problems.report(place, "cell.twice", "this cell is there twice", NOT_A_WORKBOOK);
        }
    }
    Some(Sheet { name, rows })
}

fn content(value: DataRef<'_>, place: Place<'_>, problems: &mut Problems) -> Option<Content> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| Content::Text(text.to_owned()));
    match value {
        DataRef::Empty => None,
        DataRef::String(own) => text(&own),
        DataRef::SharedString(shared) => text(shared),
        #[expect(clippy::cast_precision_loss, reason = "a whole number of a form is far below the limit")]
        DataRef::Int(number) => Some(Content::Number(number as f64)),
        DataRef::Float(number) => Some(Content::Number(number)),
        DataRef::Bool(flag) => Some(Content::Flag(flag)),
        DataRef::DateTime(day) if !day.is_duration() => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            Some(Content::Text(format!("{year:04}-{month:02}-{day:02}")))
        }
        DataRef::DateTimeIso(_) | DataRef::DurationIso(_) | DataRef::DateTime(_) => {
            let mend = "write it as a text, a day as 2026-03-31";
            problems.report(place, "cell.time", "this cell holds a time", mend);
            None
        }
        DataRef::Error(_) => {
            problems.report(
                place,
                "cell.error",
                "this cell holds an error of the spreadsheet",
                "write the value",
            );
            None
        }
    }
}
