//! The text of an instrument with the cell behind each of its lines.

use std::fmt::Write as _;

/// A cell, counted from zero; without a column the whole row is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Origin {
    pub sheet: &'static str,
    pub row: u32,
    pub column: Option<u32>,
}

/// A text that grows line by line.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: String,
    origins: Vec<Origin>,
}

impl Draft {
    /// Opens a table, `[[name]]`.
    pub(super) fn table(&mut self, name: &str, origin: Origin) {
        self.line(&format!("[[{name}]]"), origin);
    }

    /// Adds `key = value`, the value as it stands.
    pub(super) fn raw(&mut self, key: &str, value: &str, origin: Origin) {
        self.line(&format!("{key} = {value}"), origin);
    }

    /// Adds a text.
    pub(super) fn text(&mut self, key: &str, value: &str, origin: Origin) {
        self.raw(key, &quoted(value), origin);
    }

    /// Adds a list of texts.
    pub(super) fn list(&mut self, key: &str, values: &[String], origin: Origin) {
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        self.raw(key, &format!("[{}]", values.join(", ")), origin);
    }

    fn line(&mut self, line: &str, origin: Origin) {
        self.text.push_str(line);
        self.text.push('\n');
        self.origins.push(origin);
    }

    /// The whole text.
    pub(super) fn as_text(&self) -> &str {
        &self.text
    }

    /// The cell behind a line, counted from one.
    pub(super) fn origin(&self, line: usize) -> Option<Origin> {
        self.origins.get(line.checked_sub(1)?).copied()
    }
}

/// A text in quotes, on one line whatever it holds.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(character);
            }
            '\n' => quoted.push_str("\\n"),
            character if character.is_control() => {
                // Writing to a text cannot fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(character));
            }
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}
