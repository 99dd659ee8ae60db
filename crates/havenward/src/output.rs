//! Answers on standard output, the log on standard error.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Serialize;
use serde_json::Value;
use tracing_subscriber::EnvFilter;

use crate::exit::BadInput;

/// Prints JSON or, for a person, lines.
pub fn answer<T: Serialize>(json: bool, value: &T, lines: impl FnOnce() -> String) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if json {
        // Made first and written then: a closed pipe stays an error of the pipe, which is none.
        let text = serde_json::to_string_pretty(value)?;
        writeln!(out, "{text}")?;
    } else {
        writeln!(out, "{}", lines().trim_end())?;
    }
    Ok(())
}

/// Makes a new file for the owner's eyes only. One that is there already stays as it is, and is an error.
pub fn new_file(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A file written whole beside the place where it belongs.
pub struct Unplaced {
    file: tempfile::NamedTempFile,
    path: PathBuf,
}

impl Unplaced {
    /// Moves it to its place, so that no half file is ever found.
    pub fn place(self) -> anyhow::Result<()> {
        let name = self.path.display().to_string();
        self.file.persist(&self.path).with_context(|| format!("writing {name}"))?;
        Ok(())
    }
}

/// Writes a file beside its place; nothing is there before [`Unplaced::place`].
pub fn file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> anyhow::Result<Unplaced> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.display();
    let mut file = tempfile::NamedTempFile::new_in(folder)
        .map_err(|error| BadInput(format!("{name}: {error} (mend: name a folder one may write to)")))?;
    let mut buffered = std::io::BufWriter::new(&mut file);
    write(&mut buffered).with_context(|| format!("writing {name}"))?;
    buffered.flush().with_context(|| format!("writing {name}"))?;
    drop(buffered);
    Ok(Unplaced { file, path: path.to_owned() })
}

/// Rows of a list in columns, with the names of the columns above; a sentence for an empty list.
pub fn table(list: &Value, columns: &[&str], none: &str) -> String {
    let rows = list.as_array().map(Vec::as_slice).unwrap_or_default();
    if rows.is_empty() {
        return none.to_owned();
    }
    let head: Vec<String> = columns.iter().map(|column| heading(column)).collect();
    let cell = |row: &Value, column: &str| at(row, column).map_or_else(|| "-".to_owned(), plain);
    let cells = rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect::<Vec<_>>());
    let all: Vec<Vec<String>> = std::iter::once(head).chain(cells).collect();
    let width = |nth: usize| all.iter().filter_map(|row| row.get(nth)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns.len()).map(|nth| width(nth).unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let padded = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    all.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What stands under a column: a field, or a field of a field.
fn at<'v>(row: &'v Value, column: &str) -> Option<&'v Value> {
    column.split('.').try_fold(row, |inner, name| inner.get(name))
}

fn heading(column: &str) -> String {
    column.rsplit('.').next().unwrap_or(column).replace('_', " ")
}

/// The fields of an answer, one a line; a list of things with one thing a line.
pub fn fields(value: &Value) -> String {
    let mut lines = Vec::new();
    write_fields("", value, &mut lines);
    lines.join("\n")
}

fn write_fields(path: &str, value: &Value, lines: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                write_fields(&path, value, lines);
            }
        }
        Value::Array(things) if things.iter().any(Value::is_object) => {
            lines.push(format!("{path}:"));
            lines.extend(things.iter().map(|thing| format!("  {}", plain(thing))));
        }
        empty if is_empty(empty) => {}
        other => lines.push(format!("{path}: {}", plain(other))),
    }
}

/// An assessment: what was found, a line each, and when it is looked at again.
pub fn assessment(answer: &Value, found: &str, told: &[&str], none: &str) -> String {
    let Some(all) = answer.get(found).and_then(Value::as_array) else {
        return "Not assessed yet.".to_owned();
    };
    let line = |one: &Value| {
        let said = told.iter().filter_map(|name| one.get(*name)).filter(|value| !value.is_null());
        let said = said.map(plain).collect::<Vec<_>>().join(", ");
        format!("{}: {said}", one.get("of").map(plain).unwrap_or_default())
    };
    let mut lines: Vec<String> = all.iter().map(line).collect();
    if lines.is_empty() {
        lines.push(none.to_owned());
    }
    if let Some(steps) = answer.get("steps").filter(|steps| !is_empty(steps)) {
        lines.push(format!("Now: {}", plain(steps)));
    }
    let day = |name: &str| answer.get(name).map(plain).unwrap_or_default();
    lines.push(format!("Assessed on {}, to be looked at again on {}.", day("on"), day("next_review")));
    lines.join("\n")
}

/// A value in a line: times to the minute, lists with commas, fields with their names.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => to_the_minute(text),
        Value::Array(many) => many.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let said = fields.iter().filter(|(_, value)| !is_empty(value));
            said.map(|(name, value)| format!("{name} {}", plain(value))).collect::<Vec<_>>().join("; ")
        }
        Value::Number(number) => number.to_string(),
    }
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// An instant without its seconds, in UTC as it came; any other text as it is.
fn to_the_minute(text: &str) -> String {
    match text.parse::<jiff::Timestamp>() {
        Ok(instant) => instant.strftime("%Y-%m-%d %H:%M UTC").to_string(),
        Err(_) => text.to_owned(),
    }
}

/// The same with a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Starts the log: structured, without a text of a panic, which could hold what a person typed.
pub fn trace() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).json().init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn columns_stand_under_their_names() {
        let list =
            json!([{ "id": "a", "opened_at": "2026-03-01T20:05:59.5Z", "child": true }, { "id": "bcd" }]);
        let expected =
            "id   opened at             child\na    2026-03-01 20:05 UTC  yes\nbcd  -                     -";
        assert_eq!(table(&list, &["id", "opened_at", "child"], "None."), expected);
        assert_eq!(table(&json!([]), &["id"], "None."), "None.");
    }

    #[test]
    fn nested_fields_are_told_by_their_path_and_things_of_a_list_one_a_line() {
        let value = json!({ "a": { "b": 1 }, "c": ["x", "y"], "d": [{ "e": null, "f": "g", "h": [] }] });
        assert_eq!(fields(&value), "a.b: 1\nc: x, y\nd:\n  f g");
    }
}
