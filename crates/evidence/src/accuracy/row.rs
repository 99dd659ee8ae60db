//! One row: a person, an instrument, what it said and what the reference standard said.

use super::header::Columns;
use super::table::{Column, Reading, TableError};
use super::times::Reached;

/// What a screen said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// Talk more, offer help.
    Positive,
    /// Nothing was seen; never "not a victim".
    Negative,
}

/// Whether somebody took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Participation {
    /// Asked, and answered.
    Asked,
    /// Asked, and said no.
    Refused,
    /// Never asked.
    NotAsked,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Line in the file, from 1.
    pub line: u64,
    /// A reference of its own; empty where the table has none.
    pub person: String,
    /// Name of the instrument; empty where the table names none.
    pub instrument: String,
    /// Where.
    pub site: String,
    /// In which language.
    pub language: String,
    /// By which kind of screener.
    pub group: String,
    /// Whether the person took part.
    pub participation: Participation,
    /// What the screen said.
    pub screen: Option<Screen>,
    /// The result as it stands in the file.
    pub band: String,
    /// The score.
    pub score: Option<f64>,
    /// What the reference standard said; nothing where nobody checked.
    pub is_trafficked: Option<bool>,
    /// Name of the reference standard.
    pub standard: String,
    /// Whether the reference standard took the screen into account.
    pub used_screen: Option<bool>,
    /// Whether chance chose this person to be checked.
    pub is_chosen: Option<bool>,
    /// From contact to a safe place.
    pub to_safe_place: Option<Reached>,
    /// From contact to presumption.
    pub to_presumption: Option<Reached>,
}

impl Row {
    /// The group of this row in a column.
    pub fn group(&self, column: Column) -> &str {
        match column {
            Column::Site => &self.site,
            Column::Language => &self.language,
            Column::Group => &self.group,
        }
    }
}

/// Longest name of a group, an instrument or a reference standard.
const LONGEST_NAME: usize = 100;
/// A hundred years: whoever writes more meant something else.
const MOST_HOURS: f64 = 876_600.0;
const YES_OR_NO: &str = "yes or no, or empty where nobody knows";

struct Fields<'r> {
    record: &'r csv::StringRecord,
    columns: &'r Columns,
    line: u64,
}

/// Reads a row.
pub fn read(
    record: &csv::StringRecord,
    line: u64,
    columns: &Columns,
    reading: &Reading,
) -> Result<Row, TableError> {
    let fields = Fields { record, columns, line };
    let score = fields.score()?;
    let row = Row {
        line,
        person: fields.name("person")?,
        instrument: fields.name("instrument")?,
        site: fields.name("site")?,
        language: fields.name("language")?,
        group: fields.name("group")?,
        participation: fields.participation()?,
        screen: fields.screen(reading, score)?,
        band: fields.text("result").to_owned(),
        score,
        is_trafficked: fields.yes_or_no("reference")?,
        standard: fields.name("reference_standard")?,
        used_screen: fields.yes_or_no("reference_used_screen")?,
        is_chosen: fields.yes_or_no("chosen_at_random")?,
        to_safe_place: fields.hours("hours_to_safe_place")?,
        to_presumption: fields.hours("hours_to_presumption")?,
    };
    fields.check(&row)?;
    Ok(row)
}

impl Fields<'_> {
    fn text(&self, column: &str) -> &str {
        self.columns.field(self.record, column)
    }

    fn wrong(&self, column: &'static str, what: &str, mend: &'static str) -> TableError {
        let value: String = self.text(column).chars().take(LONGEST_NAME).collect();
        TableError::Field {
            line: self.line,
            column: column.to_owned(),
            value: value.escape_debug().to_string(),
            what: what.to_owned(),
            mend,
        }
    }

    fn name(&self, column: &'static str) -> Result<String, TableError> {
        let text = self.text(column);
        if text.chars().count() > LONGEST_NAME {
            return Err(self.wrong(column, "… is longer than 100 letters", "a short name"));
        }
        if text.chars().any(char::is_control) {
            return Err(self.wrong(column, "holds a control character", "a name in plain letters"));
        }
        Ok(text.to_owned())
    }

    fn yes_or_no(&self, column: &'static str) -> Result<Option<bool>, TableError> {
        match self.text(column).to_lowercase().as_str() {
            "" => Ok(None),
            "yes" | "1" => Ok(Some(true)),
            "no" | "0" => Ok(Some(false)),
            _ => Err(self.wrong(column, "is neither yes nor no", YES_OR_NO)),
        }
    }

    fn participation(&self) -> Result<Participation, TableError> {
        match self.text("participation").to_lowercase().as_str() {
            "" | "asked" => Ok(Participation::Asked),
            "refused" => Ok(Participation::Refused),
            "not_asked" | "not asked" => Ok(Participation::NotAsked),
            _ => Err(self.wrong("participation", "is none of the three", "asked, refused or not_asked")),
        }
    }

    fn screen(&self, reading: &Reading, score: Option<f64>) -> Result<Option<Screen>, TableError> {
        let text = self.text("result");
        if let Some(cutoff) = reading.cutoff {
            let positive = |score| if score >= cutoff { Screen::Positive } else { Screen::Negative };
            return Ok(score.map(positive));
        }
        if text.is_empty() {
            return Ok(None);
        }
        if !reading.positive.is_empty() {
            let is_positive = reading.positive.iter().any(|band| band == text);
            return Ok(Some(if is_positive { Screen::Positive } else { Screen::Negative }));
        }
        match text.to_lowercase().as_str() {
            "positive" => Ok(Some(Screen::Positive)),
            "negative" => Ok(Some(Screen::Negative)),
            _ => {
                let mend = "positive or negative, or say with --positive which bands count as positive";
                Err(self.wrong("result", "is no result", mend))
            }
        }
    }

    fn score(&self) -> Result<Option<f64>, TableError> {
        let text = self.text("score");
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<f64>() {
            Ok(score) if score.is_finite() => Ok(Some(score)),
            _ => Err(self.wrong("score", "is no number", "a number with a point, such as 6 or 2.5")),
        }
    }

    fn hours(&self, column: &'static str) -> Result<Option<Reached>, TableError> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        if text.eq_ignore_ascii_case("never") {
            return Ok(Some(Reached::NotYet));
        }
        match text.parse::<f64>() {
            Ok(hours) if (0.0..=MOST_HOURS).contains(&hours) => Ok(Some(Reached::After(hours))),
            _ => {
                let mend = "hours from contact such as 6.5; never where it was not reached; empty where nobody knows";
                Err(self.wrong(column, "is no number of hours", mend))
            }
        }
    }

    /// What one field says against another.
    fn check(&self, row: &Row) -> Result<(), TableError> {
        let was_asked = row.participation == Participation::Asked;
        if !was_asked && (row.screen.is_some() || row.score.is_some()) {
            let mend = "asked, or an empty result";
            return Err(self.wrong("participation", "contradicts a result in the same row", mend));
        }
        if was_asked && row.screen.is_none() {
            let (column, mend) = if self.columns.has("result") {
                ("result", "the result, or refused or not_asked in the column participation")
            } else {
                ("score", "the score, or refused or not_asked in the column participation")
            };
            return Err(self.wrong(column, "is empty though the person was asked", mend));
        }
        if row.is_trafficked.is_some() && row.standard.is_empty() {
            let mend = "against what this person was checked, such as case conference";
            return Err(self.wrong(
                "reference_standard",
                "is empty though the reference says something",
                mend,
            ));
        }
        if row.is_trafficked.is_none() && row.used_screen.is_some() {
            let mend = "leave it empty, or fill in the column reference";
            return Err(self.wrong("reference_used_screen", "speaks of a reference that is empty", mend));
        }
        Ok(())
    }
}
