//! Writing CSV that no spreadsheet program takes for a program.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::noise::key::NOT_PRIVATE;
use crate::released::Released;
use crate::suppression::table::{HIDDEN, PEOPLE, Publication};
use crate::synthetic::Synthesis;

/// A field that a spreadsheet program would run as a formula gets an apostrophe before it.
///
/// OWASP, "CSV Injection": fields that begin with = + - @, tab, carriage return or line feed.
pub fn neutral(field: &str) -> Cow<'_, str> {
    let is_formula = field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula { Cow::Owned(format!("'{field}")) } else { Cow::Borrowed(field) }
}

/// Writes released records.
pub fn records(out: impl Write, released: &Released<Synthesis>) -> io::Result<()> {
    write(out, released, None)
}

/// Writes records that are not private: a column in every row says so.
pub fn rehearsal(out: impl Write, synthesis: &Synthesis) -> io::Result<()> {
    write(out, synthesis, Some(NOT_PRIVATE))
}

fn write(out: impl Write, synthesis: &Synthesis, mark: Option<&str>) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().buffer_capacity(1 << 18).from_writer(out);
    let records = &synthesis.records;
    let names = records.columns.iter().map(|column| neutral(&column.name));
    writer.write_record(names.chain(mark.map(Cow::Borrowed)).map(|name| name.as_bytes().to_vec()))?;
    let levels: Vec<Vec<Cow<'_, str>>> = records
        .columns
        .iter()
        .map(|column| {
            std::iter::once(Cow::Borrowed(""))
                .chain(column.levels.iter().map(|level| neutral(level)))
                .collect()
        })
        .collect();
    for row in 0..records.rows {
        for (column, levels) in records.columns.iter().zip(&levels) {
            let code = column.codes.get(row).map_or(0, |&code| usize::from(code));
            writer.write_field(levels.get(code).map_or("", |level| level.as_ref()))?;
        }
        if let Some(mark) = mark {
            writer.write_field(mark)?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// Writes a released table.
pub fn table(out: impl Write, released: &Released<Publication>) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().buffer_capacity(1 << 18).from_writer(out);
    for name in &released.columns {
        writer.write_field(neutral(name).as_ref())?;
    }
    writer.write_field(PEOPLE)?;
    writer.write_record(None::<&[u8]>)?;
    for (values, count) in &released.rows {
        for value in values {
            writer.write_field(neutral(value).as_ref())?;
        }
        writer.write_field(count.map_or_else(|| HIDDEN.to_owned(), |count| count.to_string()))?;
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}
