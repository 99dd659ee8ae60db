//! From cells to an instrument: sheets and columns are checked here, every rule of instruments by their own reader.

mod grid;
mod scoring;
mod survey;

use havenward_screening::{Instrument, parse};

use super::CellProblem;
use super::columns::{CHOICES, SCORING, SETTINGS, SHEETS, SURVEY};
use super::draft::{Draft, Origin};
use super::workbook::{Place, Problems, Sheet, sheets};

use grid::{Grid, Row};

pub(super) fn instrument(file: &str, bytes: &[u8]) -> Result<Instrument, Vec<CellProblem>> {
    let mut problems = Problems::new(file);
    let Some(sheets) = sheets(bytes, &mut problems) else { return Err(problems.into_found()) };
    let draft = draft(&sheets, &mut problems);
    let (Some(draft), true) = (draft, problems.is_clean()) else { return Err(problems.into_found()) };
    parse(file, draft.as_text()).map_err(|wrong| {
        for problem in wrong {
            let origin = draft.origin(problem.line);
            let place = origin.map_or(Place { sheet: "", row: None, column: None }, Origin::place);
            problems.report(
                place,
                problem.code,
                format!("{}: {}", problem.field, problem.message),
                &problem.mend,
            );
        }
        problems.into_found()
    })
}

impl Origin {
    fn place(self) -> Place<'static> {
        Place { sheet: self.sheet, row: Some(self.row), column: self.column }
    }
}

/// The text of the instrument; nothing if a sheet is missing.
fn draft(sheets: &[Sheet], problems: &mut Problems) -> Option<Draft> {
    for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        if !SHEETS.contains(&sheet.name.as_str()) {
            let place = Place { sheet: &sheet.name, row: None, column: None };
            let mend = format!("take it out; a form has the sheets {}", SHEETS.join(", "));
            problems.report(place, "sheet.unknown", "a form has no such sheet", &mend);
        }
    }
    let mut grid = |name: &'static str| {
        let sheet = sheets.iter().find(|sheet| sheet.name == name && !sheet.rows.is_empty());
        let needed = name != CHOICES;
        if sheet.is_none() && needed {
            let place = Place { sheet: name, row: None, column: None };
            let mend = "export a shipped instrument and start from its sheets";
            problems.report(place, "sheet.missing", "this sheet is missing or empty", mend);
        }
        sheet.map(|sheet| Grid::new(name, sheet, problems))
    };
    let (survey, choices) = (grid(SURVEY), grid(CHOICES));
    let (settings, scoring) = (grid(SETTINGS)?, grid(SCORING)?);
    let survey = survey?;
    let mut draft = Draft::default();
    scoring::header(&mut draft, &settings, &scoring, problems);
    scoring::parts(&mut draft, &scoring, problems);
    if let Some(choices) = &choices {
        survey::choices(&mut draft, choices);
    }
    survey::questions(&mut draft, &survey, &scoring, problems);
    Some(draft)
}

/// Adds the texts of a column that is written in languages.
fn spoken(draft: &mut Draft, key: &str, row: &Row<'_>, column: &str) {
    for (language, text, origin) in row.spoken(column) {
        draft.text(&format!("{key}.{}", super::draft::quoted(language)), &text, origin);
    }
}

/// Adds the text of a column as it stands.
fn plain(draft: &mut Draft, key: &str, row: &Row<'_>, column: &str) {
    if let Some((text, origin)) = row.get(column) {
        draft.text(key, &text, origin);
    }
}

/// Adds a list of words, separated by spaces or commas.
fn words(draft: &mut Draft, key: &str, row: &Row<'_>, column: &str) {
    if let Some((text, origin)) = row.get(column) {
        let words = text.split([' ', ',', ';']).filter(|word| !word.is_empty());
        draft.list(key, &words.map(str::to_owned).collect::<Vec<_>>(), origin);
    }
}

/// Adds true or false; what is neither is left for the reader of instruments to refuse.
fn flag(draft: &mut Draft, key: &str, row: &Row<'_>, column: &str) {
    let Some((text, origin)) = row.get(column) else { return };
    match text.to_ascii_lowercase().as_str() {
        "yes" | "true" => draft.raw(key, "true", origin),
        "no" | "false" => draft.raw(key, "false", origin),
        _ => draft.text(key, &text, origin),
    }
}

/// Adds a whole number; what is none is left for the reader of instruments to refuse.
fn count(draft: &mut Draft, key: &str, row: &Row<'_>, column: &str) {
    let Some((text, origin)) = row.get(column) else { return };
    let digits = (1..=6).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit());
    match text.parse::<u32>() {
        Ok(number) if digits => draft.raw(key, &number.to_string(), origin),
        _ => draft.text(key, &text, origin),
    }
}
