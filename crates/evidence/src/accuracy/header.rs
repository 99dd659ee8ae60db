//! The header of a table of persons screened.

use super::table::{Reading, TableError};

/// A reference of its own for a person, the same in all her rows.
pub const PERSON: &str = "person";
/// Columns that are read.
pub const KNOWN: [&str; 14] = [
    PERSON,
    "instrument",
    "site",
    "language",
    "group",
    "participation",
    "result",
    "score",
    "reference",
    "reference_standard",
    "reference_used_screen",
    "chosen_at_random",
    "hours_to_safe_place",
    "hours_to_presumption",
];
/// Columns that say who somebody is. Accuracy needs none of them.
const IDENTITY: [&str; 12] = [
    "name",
    "given_name",
    "surname",
    "birth_date",
    "date_of_birth",
    "phone",
    "email",
    "address",
    "document",
    "passport",
    "nationality",
    "photo",
];

/// Where each known column stands.
pub struct Columns {
    places: Vec<(&'static str, usize)>,
    /// Columns that nothing is read from.
    pub unread: Vec<String>,
}

impl Columns {
    /// Finds the columns, in any order and case.
    pub fn of(header: &[String], reading: &Reading) -> Result<Columns, TableError> {
        let wrong = |what: String, mend| Err(TableError::Header { what, mend });
        if header.iter().all(String::is_empty) {
            return wrong("the file is empty".to_owned(), "one header line and one row a person");
        }
        let (mut places, mut unread): (Vec<(&'static str, usize)>, Vec<String>) = (Vec::new(), Vec::new());
        for (place, column) in header.iter().enumerate() {
            let lower = column.to_lowercase();
            if IDENTITY.contains(&lower.as_str()) {
                let what = format!("the column `{lower}` says who somebody is");
                return wrong(what, "take it out: accuracy needs nobody's identity");
            }
            match KNOWN.into_iter().find(|name| *name == lower) {
                Some(name) if places.iter().any(|(known, _)| *known == name) => {
                    return wrong(format!("the column `{name}` is there twice"), "keep one");
                }
                Some(name) => places.push((name, place)),
                None => unread.push(column.clone()),
            }
        }
        let columns = Columns { places, unread };
        columns.check(reading)?;
        Ok(columns)
    }

    fn check(&self, reading: &Reading) -> Result<(), TableError> {
        let wrong = |what: String, mend| Err(TableError::Header { what, mend });
        if !self.has("result") && !self.has("score") {
            return wrong("no column `result` and no `score`".to_owned(), "add what the screen said");
        }
        if !self.has("result") && reading.cutoff.is_none() {
            let mend = "say with --cutoff from which score on a screen is positive, or add a column result";
            return wrong("scores without results".to_owned(), mend);
        }
        if self.has("result") && reading.cutoff.is_some() {
            let mend = "leave out --cutoff, or the column result";
            return wrong("a cut-off, though the table has results".to_owned(), mend);
        }
        if !self.has("result") && !reading.positive.is_empty() {
            return wrong("bands, though the table has no results".to_owned(), "leave out --positive");
        }
        if !self.has("reference") {
            let mend = "yes, no, or empty where nobody checked";
            return wrong("no column `reference`".to_owned(), mend);
        }
        if !self.has("reference_standard") {
            let mend =
                "say against what was checked, such as case conference; without it no figure means anything";
            return wrong("no column `reference_standard`".to_owned(), mend);
        }
        Ok(())
    }

    /// Whether a column is there.
    pub fn has(&self, name: &str) -> bool {
        self.places.iter().any(|(known, _)| *known == name)
    }

    /// The field of a row in a column; empty where there is no such column.
    pub fn field<'r>(&self, record: &'r csv::StringRecord, name: &str) -> &'r str {
        let place = self.places.iter().find(|(known, _)| *known == name).map(|(_, place)| *place);
        place.and_then(|place| record.get(place)).unwrap_or_default()
    }
}
