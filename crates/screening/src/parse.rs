//! Reading an instrument from TOML and checking every rule of the format in one pass.
//!
//! A ministry that writes an instrument sees all problems at once, each with its line and what to do about it.
//! Nothing is guessed and nothing is repaired in silence.

mod form;
mod indicators;
mod reader;
mod rules;

use std::fmt;

use serde::Serialize;

use crate::compiled::MAX_DIMENSIONS;
use crate::instrument::{Dimension, Instrument, Source};
use crate::terms::{About, Audience, Phase, ReviewState, SourceMark};

use reader::{Reader, Table};

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 1024 * 1024;
/// The most signs in one instrument.
pub const MAX_INDICATORS: usize = 400;
/// The longest text in one field, in characters.
pub const MAX_TEXT: usize = 600;

/// The most fields around the signs, and the most choices of all lists.
pub const MAX_FIELDS: usize = 100;

/// The most signs an alternative of a combination rule may ask for.
const MAX_COUNT: u16 = 100;

/// One thing that is wrong in an instrument file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The name of the file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The field, for example `indicators.CR01.strength`.
    pub field: String,
    /// The stable code.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub mend: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { file, line, field, message, mend, .. } = self;
        write!(formatter, "{file}:{line}: {field}: {message} (mend: {mend})")
    }
}

impl std::error::Error for Problem {}

/// Parses and checks an instrument; on failure gives every problem, in the order of the lines.
pub fn parse(file_name: &str, text: &str) -> Result<Instrument, Vec<Problem>> {
    let mut reader = Reader::new(file_name, text);
    if text.len() > MAX_BYTES {
        let mend = "split the instrument; a person cannot be asked this much";
        reader.report(
            1,
            "file",
            "file.too_large",
            format!("the file is longer than {MAX_BYTES} bytes"),
            mend,
        );
        return Err(reader.into_problems());
    }
    let Some(document) = reader::document(text, &mut reader) else {
        return Err(reader.into_problems());
    };
    let instrument = instrument(&mut reader, &Table::root(document.get_ref()));
    match instrument {
        Some(instrument) if reader.is_clean() => Ok(instrument),
        _ => Err(reader.into_problems()),
    }
}

const HEADER: &[&str] = &[
    "id",
    "version",
    "title",
    "for_whom",
    "about",
    "review_state",
    "reviewed_by",
    "reviewed_on",
    "needs_check",
    "licence",
    "sources",
    "combination",
    "dimensions",
    "outcomes",
    "choices",
    "fields",
    "indicators",
];

fn instrument(reader: &mut Reader<'_>, root: &Table<'_>) -> Option<Instrument> {
    reader.only(root, HEADER);
    let id = reader.text(root, "id");
    check_id(reader, root, id.as_deref());
    let version = version(reader, root);
    let title = reader.labels(root, "title");
    let for_whom = reader.term(root, "for_whom", Audience::CODES, Audience::from_code);
    let about = reader.optional_term(root, "about", About::CODES, About::from_code).unwrap_or_default();
    let review = review(reader, root);
    let needs_check = reader.flag(root, "needs_check");
    let licence = reader.text(root, "licence");
    let sources = sources(reader, root);
    let combination = rules::combination(reader, root);
    let dimensions = dimensions(reader, root);
    let outcomes = rules::outcomes(reader, root, &dimensions);
    let choices = form::choices(reader, root);
    let fields = form::fields(reader, root, &choices);
    let indicators = indicators::read(reader, root, &dimensions, &sources);
    form::check_expressions(reader, root);
    let (review_state, reviewed_by, reviewed_on) = review?;
    Some(Instrument {
        id: id?,
        version: version?,
        title: title?,
        for_whom: for_whom?,
        about,
        review_state,
        reviewed_by,
        reviewed_on,
        needs_check: needs_check?,
        licence: licence?,
        sources,
        combination,
        dimensions,
        outcomes,
        choices,
        fields,
        indicators,
    })
}

fn check_id(reader: &mut Reader<'_>, root: &Table<'_>, id: Option<&str>) {
    let plain =
        |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-';
    if id.is_some_and(|id| id.len() > 64 || !id.chars().all(plain)) {
        let mend = "use at most 64 lower-case letters, digits and hyphens";
        reader.report_at(root, "id", "id.shape", "this cannot be an id", mend);
    }
}

/// An integer from 1 up, or a semantic version in quotes.
fn version(reader: &mut Reader<'_>, root: &Table<'_>) -> Option<String> {
    let version = reader.text_or_integer(root, "version")?;
    let number = |part: &str| !part.is_empty() && part.len() <= 9 && part.chars().all(|c| c.is_ascii_digit());
    let parts: Vec<&str> = version.split('.').collect();
    let fits = matches!(parts.len(), 1 | 3) && parts.iter().all(|part| number(part)) && version != "0";
    if !fits {
        let mend = "write a whole number from 1 up, or a semantic version such as \"1.2.0\"";
        reader.report_at(root, "version", "version.shape", "this is not a version", mend);
        return None;
    }
    Some(version)
}

type Review = (ReviewState, Option<String>, Option<String>);

fn review(reader: &mut Reader<'_>, root: &Table<'_>) -> Option<Review> {
    let state = reader.term(root, "review_state", ReviewState::CODES, ReviewState::from_code)?;
    let by = reader.optional_text(root, "reviewed_by");
    let on = reader.optional_text(root, "reviewed_on");
    if state == ReviewState::Reviewed && (by.is_none() || on.is_none()) {
        let message = "a reviewed instrument names who reviewed it and when";
        let mend = "add reviewed_by and reviewed_on, or set review_state = \"draft\"";
        reader.report_at(root, "review_state", "review.incomplete", message, mend);
    }
    if on.as_deref().is_some_and(|on| !is_date(on)) {
        let mend = "write the day as \"2026-03-31\"";
        reader.report_at(root, "reviewed_on", "review.date", "this is not a date", mend);
    }
    Some((state, by, on))
}

/// Whether a text is a day as `2026-03-31`.
pub(crate) fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut part = |digits: usize, least: u16, most: u16| {
        let part = parts.next().filter(|part| part.len() == digits);
        part.and_then(|part| part.parse().ok()).is_some_and(|value: u16| (least..=most).contains(&value))
    };
    part(4, 1, 9999) && part(2, 1, 12) && part(2, 1, 31) && parts.next().is_none()
}

fn sources(reader: &mut Reader<'_>, root: &Table<'_>) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for table in reader.tables(root, "sources") {
        reader.only(&table, &["key", "title", "place", "mark"]);
        let key = reader.text(&table, "key");
        let title = reader.text(&table, "title");
        let place = reader.optional_text(&table, "place");
        let mark = reader.optional_term(&table, "mark", SourceMark::CODES, SourceMark::from_code);
        let (Some(key), Some(title)) = (key, title) else { continue };
        if sources.iter().any(|source| source.key == key) {
            let mend = "give each source its own key";
            reader.report_at(&table, "key", "source.duplicate", "this key came before", mend);
        }
        sources.push(Source { key, title, place, mark });
    }
    sources
}

fn dimensions(reader: &mut Reader<'_>, root: &Table<'_>) -> Vec<Dimension> {
    let mut dimensions: Vec<Dimension> = Vec::new();
    for (nth, table) in reader.tables(root, "dimensions").into_iter().enumerate() {
        reader.only(&table, &["code", "label", "phase", "combination"]);
        let code = reader.code(&table);
        let table = table.named(code.as_deref());
        let label = reader.labels(&table, "label");
        let phase = reader.optional_term(&table, "phase", Phase::CODES, Phase::from_code);
        let combination = rules::combination(reader, &table);
        if !root.has("combination") && !table.has("combination") {
            let message = "no rule says when this dimension is positive";
            let mend = "add combination here or for the whole instrument";
            reader.report(table.line, table.path.clone(), "combination.missing", message, mend);
        }
        if nth == MAX_DIMENSIONS {
            let message = format!("there are more than {MAX_DIMENSIONS} dimensions");
            let mend = "join dimensions that ask for the same action";
            reader.report(table.line, table.path.clone(), "dimension.too_many", message, mend);
        }
        let (Some(code), Some(label)) = (code, label) else { continue };
        if dimensions.iter().any(|dimension| dimension.code == code) {
            let mend = "give each dimension its own code";
            reader.report_at(&table, "code", "code.duplicate", "this code came before", mend);
        }
        dimensions.push(Dimension { code, label, phase, combination });
    }
    dimensions
}
