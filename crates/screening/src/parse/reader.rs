//! Taking typed fields out of a TOML document while remembering every problem and its line.
//!
//! Knows TOML and lines; the rules of instruments are in the modules beside it.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::instrument::Labels;

use super::{MAX_TEXT, Problem};

/// The most entries that are read of one list of tables, so that a hostile file costs little.
const MAX_TABLES: usize = 500;

/// A table of the document, with the path that problems name.
#[derive(Clone)]
pub(super) struct Table<'a> {
    pub path: String,
    pub line: usize,
    entries: &'a DeTable<'a>,
}

impl<'a> Table<'a> {
    pub(super) fn root(entries: &'a DeTable<'a>) -> Self {
        Table { path: String::new(), line: 1, entries }
    }

    /// The same table with its code instead of its place in the path.
    pub(super) fn named(&self, code: Option<&str>) -> Self {
        let within = self.path.split('[').next().unwrap_or_default();
        match code {
            Some(code) => Table { path: format!("{within}.{code}"), ..self.clone() },
            None => self.clone(),
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    fn value(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.entries.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// The text of a field as it stands, without any check.
    pub(super) fn plain_text(&self, key: &str) -> Option<&'a str> {
        match self.value(key)?.get_ref() {
            DeValue::String(text) => Some(text.as_ref()),
            _ => None,
        }
    }

    /// The keys of a table within this one.
    pub(super) fn keys_of(&self, key: &str) -> Vec<String> {
        match self.value(key).map(Spanned::get_ref) {
            Some(DeValue::Table(entries)) => entries.keys().map(|key| key.get_ref().to_string()).collect(),
            _ => Vec::new(),
        }
    }

    pub(super) fn field(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}

/// Reads fields and collects problems.
pub(super) struct Reader<'a> {
    file: &'a str,
    /// Where each line ends.
    line_ends: Vec<usize>,
    problems: Vec<Problem>,
}

/// The document, or a problem for each place where the text is not TOML.
pub(super) fn document<'a>(text: &'a str, reader: &mut Reader<'_>) -> Option<Spanned<DeTable<'a>>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut reported = BTreeSet::new();
    for error in &errors {
        let line = error.span().map_or(1, |span| reader.line(span.start));
        // What follows the first error of a line is mostly its echo.
        if reported.insert(line) {
            let message = error.message().replace('\n', ", ");
            let mend = "write valid TOML; each key once, texts in quotes";
            reader.report(line, "file", "syntax", message, mend);
        }
    }
    errors.is_empty().then_some(document)
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Reader { file, line_ends: ends.map(|(at, _)| at).collect(), problems: Vec::new() }
    }

    pub(super) fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        let place = |problem: &Problem| (problem.line, problem.field.clone(), problem.code);
        self.problems.sort_by_key(place);
        // A list that is looked at twice is reported once.
        self.problems.dedup();
        self.problems
    }

    fn line(&self, at: usize) -> usize {
        1 + self.line_ends.partition_point(|end| *end < at)
    }

    pub(super) fn report(
        &mut self,
        line: usize,
        field: impl Into<String>,
        code: &'static str,
        message: impl Into<String>,
        mend: &str,
    ) {
        let (file, mend) = (self.file.to_owned(), mend.to_owned());
        self.problems.push(Problem { file, line, field: field.into(), code, message: message.into(), mend });
    }

    /// Reports a problem at the line of this key, or of its table when the key is absent.
    pub(super) fn report_at(
        &mut self,
        table: &Table<'_>,
        key: &str,
        code: &'static str,
        message: impl Into<String>,
        mend: &str,
    ) {
        let line = table.value(key).map_or(table.line, |value| self.line(value.span().start));
        self.report(line, table.field(key), code, message, mend);
    }

    /// Reports every key that the format does not know.
    pub(super) fn only(&mut self, table: &Table<'_>, known: &[&str]) {
        for (key, _) in table.entries {
            if !known.contains(&key.get_ref().as_ref()) {
                let line = self.line(key.span().start);
                let mend = format!("correct the spelling or take it out; known here: {}", known.join(", "));
                let field = table.field(key.get_ref());
                self.report(line, field, "field.unknown", "the format has no such field", &mend);
            }
        }
    }

    fn wrong_type(&mut self, table: &Table<'_>, key: &str, expected: &str) {
        self.report_at(
            table,
            key,
            "field.type",
            format!("{expected} is expected here"),
            "look at the README",
        );
    }

    fn missing(&mut self, table: &Table<'_>, key: &str) {
        self.report_at(table, key, "field.missing", "this field is missing", "add it");
    }

    pub(super) fn optional_text(&mut self, table: &Table<'_>, key: &str) -> Option<String> {
        if let DeValue::String(text) = table.value(key)?.get_ref() {
            return self.sound_text(table, key, text);
        }
        self.wrong_type(table, key, "a text in quotes");
        None
    }

    fn sound_text(&mut self, table: &Table<'_>, key: &str, text: &str) -> Option<String> {
        if text.trim().is_empty() {
            self.report_at(table, key, "text.empty", "this text is empty", "write it or take the field out");
            return None;
        }
        if text.chars().count() > MAX_TEXT {
            let message = format!("this text is longer than {MAX_TEXT} characters");
            self.report_at(table, key, "text.too_long", message, "say it shorter");
            return None;
        }
        Some(text.to_owned())
    }

    pub(super) fn text(&mut self, table: &Table<'_>, key: &str) -> Option<String> {
        if !table.has(key) {
            self.missing(table, key);
        }
        self.optional_text(table, key)
    }

    pub(super) fn text_or_integer(&mut self, table: &Table<'_>, key: &str) -> Option<String> {
        match table.value(key).map(Spanned::get_ref) {
            Some(DeValue::Integer(integer)) => Some(integer.to_string()),
            _ => self.text(table, key),
        }
    }

    /// A text per language; English may be missing.
    pub(super) fn files(&mut self, table: &Table<'_>, key: &str) -> Labels {
        self.spoken(table, key, false)
    }

    pub(super) fn optional_labels(&mut self, table: &Table<'_>, key: &str) -> Labels {
        self.spoken(table, key, true)
    }

    fn spoken(&mut self, table: &Table<'_>, key: &str, english: bool) -> Labels {
        let Some(value) = table.value(key) else { return Labels::default() };
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong_type(table, key, "a text per language, such as label.en = \"…\",");
            return Labels::default();
        };
        // A table made by dotted keys has no place of its own; its first key has.
        let start = entries.keys().map(|key| key.span().start).min().unwrap_or(value.span().start);
        let within = Table { path: table.field(key), line: self.line(start), entries };
        let mut labels = BTreeMap::new();
        for (language, _) in entries {
            let tag = language.get_ref().as_ref();
            if !is_language(tag) {
                let mend = "use a tag such as en, uk, prs or pt-BR";
                self.report_at(&within, tag, "language.shape", "this is not a language tag", mend);
            }
            if let Some(text) = self.optional_text(&within, tag) {
                labels.insert(tag.to_owned(), text);
            }
        }
        if english && !within.has("en") {
            let mend = "add the English text; it is shown where a translation is missing";
            self.report_at(&within, "en", "label.english_missing", "the English text is missing", mend);
        }
        Labels(labels)
    }

    /// A table of texts by name.
    pub(super) fn pairs(&mut self, table: &Table<'_>, key: &str) -> BTreeMap<String, String> {
        let Some(value) = table.value(key) else { return BTreeMap::new() };
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong_type(table, key, "texts by name, such as { region = \"north\" },");
            return BTreeMap::new();
        };
        let within = Table { path: table.field(key), line: table.line, entries };
        let names = entries.keys().map(|name| name.get_ref().to_string());
        names.filter_map(|name| self.optional_text(&within, &name).map(|text| (name, text))).collect()
    }

    pub(super) fn labels(&mut self, table: &Table<'_>, key: &str) -> Option<Labels> {
        if !table.has(key) {
            self.missing(table, key);
            return None;
        }
        Some(self.optional_labels(table, key))
    }

    pub(super) fn term<T>(
        &mut self,
        table: &Table<'_>,
        key: &str,
        codes: &[&str],
        from_code: fn(&str) -> Option<T>,
    ) -> Option<T> {
        if !table.has(key) {
            self.missing(table, key);
        }
        self.optional_term(table, key, codes, from_code)
    }

    pub(super) fn optional_term<T>(
        &mut self,
        table: &Table<'_>,
        key: &str,
        codes: &[&str],
        from_code: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.optional_text(table, key)?;
        let term = from_code(&text);
        if term.is_none() {
            self.unknown_term(table, key, &text, codes);
        }
        term
    }

    fn unknown_term(&mut self, table: &Table<'_>, key: &str, text: &str, codes: &[&str]) {
        let mend = format!("use one of {}", codes.join(", "));
        self.report_at(table, key, "field.value", format!("{text:?} is not known here"), &mend);
    }

    /// A list of terms; a single term may stand without brackets.
    pub(super) fn terms<T>(
        &mut self,
        table: &Table<'_>,
        key: &str,
        codes: &[&str],
        from_code: fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let mut terms = Vec::new();
        for text in self.texts(table, key) {
            match from_code(&text) {
                Some(term) => terms.push(term),
                None => self.unknown_term(table, key, &text, codes),
            }
        }
        terms
    }

    /// A list of texts; a single text may stand without brackets.
    pub(super) fn texts(&mut self, table: &Table<'_>, key: &str) -> Vec<String> {
        let Some(value) = table.value(key) else { return Vec::new() };
        let DeValue::Array(entries) = value.get_ref() else {
            return self.optional_text(table, key).into_iter().collect();
        };
        let mut texts = Vec::new();
        for entry in entries {
            match entry.get_ref() {
                DeValue::String(text) => texts.extend(self.sound_text(table, key, text)),
                _ => self.wrong_type(table, key, "a list of texts"),
            }
        }
        texts
    }

    pub(super) fn flag(&mut self, table: &Table<'_>, key: &str) -> Option<bool> {
        if !table.has(key) {
            self.missing(table, key);
        }
        self.optional_flag(table, key)
    }

    pub(super) fn optional_flag(&mut self, table: &Table<'_>, key: &str) -> Option<bool> {
        if let DeValue::Boolean(flag) = table.value(key)?.get_ref() {
            return Some(*flag);
        }
        self.wrong_type(table, key, "true or false");
        None
    }

    /// A small whole number, zero when absent and nothing when it cannot be read.
    pub(super) fn count(&mut self, table: &Table<'_>, key: &str) -> Option<u16> {
        let Some(value) = table.value(key) else { return Some(0) };
        let DeValue::Integer(integer) = value.get_ref() else {
            self.wrong_type(table, key, "a whole number");
            return None;
        };
        let count = integer.to_string().parse().ok().filter(|count| *count <= super::MAX_COUNT);
        if count.is_none() {
            let message = format!("a number from 0 to {} is expected here", super::MAX_COUNT);
            self.report_at(table, key, "count.range", message, "write how many signs are needed");
        }
        count
    }

    pub(super) fn integers(&mut self, table: &Table<'_>, key: &str) -> Vec<u8> {
        let Some(value) = table.value(key) else { return Vec::new() };
        let DeValue::Array(entries) = value.get_ref() else {
            self.wrong_type(table, key, "a list of whole numbers");
            return Vec::new();
        };
        let mut integers = Vec::new();
        for entry in entries {
            match entry.get_ref() {
                DeValue::Integer(integer) => integers.extend(integer.to_string().parse::<u8>().ok()),
                _ => self.wrong_type(table, key, "a list of whole numbers"),
            }
        }
        if integers.len() != entries.len() {
            self.wrong_type(table, key, "a list of small whole numbers");
        }
        integers
    }

    /// The tables of a list, as written `[[key]]` or in brackets.
    pub(super) fn tables<'t>(&mut self, table: &Table<'t>, key: &str) -> Vec<Table<'t>> {
        let Some(value) = table.value(key) else { return Vec::new() };
        let DeValue::Array(entries) = value.get_ref() else {
            self.wrong_type(table, key, "a list of tables");
            return Vec::new();
        };
        if entries.len() > MAX_TABLES {
            let message = format!("there are more than {MAX_TABLES} entries; the rest was not read");
            self.report_at(table, key, "list.too_many", message, "make the list shorter");
        }
        let mut tables = Vec::new();
        for (nth, entry) in entries.iter().take(MAX_TABLES).enumerate() {
            match entry.get_ref() {
                DeValue::Table(entries) => {
                    let path = format!("{}[{}]", table.field(key), nth + 1);
                    tables.push(Table { path, line: self.line(entry.span().start), entries });
                }
                _ => self.wrong_type(table, key, "a list of tables"),
            }
        }
        tables
    }

    /// The code of a dimension or sign.
    pub(super) fn code(&mut self, table: &Table<'_>) -> Option<String> {
        let code = self.text(table, "code")?;
        let plain = |character: char| character.is_ascii_uppercase() || character.is_ascii_digit();
        if code.len() > 16 || !code.chars().all(plain) {
            let mend = "use at most 16 capital letters and digits, such as CR01";
            self.report_at(table, "code", "code.shape", "this cannot be a code", mend);
        }
        Some(code)
    }
}

fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let short = (2..=3).contains(&primary.len()) && primary.chars().all(|c| c.is_ascii_lowercase());
    let sound = |part: &str| (2..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
    short && parts.all(sound)
}
