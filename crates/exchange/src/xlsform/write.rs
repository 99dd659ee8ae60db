//! From an instrument to a workbook.

use std::collections::BTreeSet;

use havenward_screening::Instrument;
use havenward_screening::instrument::{Alternative, Field, Indicator, Labels};
use havenward_screening::terms::{AnswerState, FieldType};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::columns::{ANSWERS, CHOICES, SCORING, SETTINGS, SURVEY, language, plain, spoken};

/// Why an instrument cannot be written as an XLSForm.
#[derive(Debug)]
pub enum Unwritable {
    /// A sign's code begins with a digit, which a name of an XLSForm cannot.
    Code(String),
    /// The workbook itself could not be made.
    Workbook(XlsxError),
}

impl std::fmt::Display for Unwritable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unwritable::Code(code) => {
                write!(
                    formatter,
                    "{code}: a name in a form begins with a letter (mend: give the sign such a code)"
                )
            }
            Unwritable::Workbook(error) => write!(formatter, "the workbook cannot be made: {error}"),
        }
    }
}

impl std::error::Error for Unwritable {}

impl From<XlsxError> for Unwritable {
    fn from(error: XlsxError) -> Self {
        Unwritable::Workbook(error)
    }
}

/// The English words for the answers to a sign.
fn answer(state: AnswerState) -> &'static str {
    match state {
        AnswerState::YesTold => "Yes, the person said so",
        AnswerState::YesSeen => "Yes, I saw it",
        AnswerState::YesThirdParty => "Yes, someone else reported it",
        AnswerState::YesDocument => "Yes, a paper shows it",
        AnswerState::No => "No",
        AnswerState::NotAsked => "Not asked",
        AnswerState::Unsure => "Nobody can tell",
        AnswerState::Declined => "They prefer not to say",
    }
}

pub(super) fn workbook(instrument: &Instrument) -> Result<Vec<u8>, Unwritable> {
    if let Some(sign) =
        instrument.indicators.iter().find(|sign| sign.code.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Err(Unwritable::Code(sign.code.clone()));
    }
    let languages = languages(instrument);
    let mut book = Workbook::new();
    // The same instrument gives the same bytes, whenever it is written.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    survey(book.add_worksheet().set_name(SURVEY)?, instrument, &languages)?;
    choices(book.add_worksheet().set_name(CHOICES)?, instrument, &languages)?;
    let mut settings = Table::new(book.add_worksheet().set_name(SETTINGS)?, SETTINGS, &languages, &[])?;
    settings.next();
    settings.put("form_title", instrument.title.in_language("en"))?;
    settings.put("form_id", &instrument.id)?;
    settings.put("version", &instrument.version)?;
    settings.put("default_language", &language("en"))?;
    scoring(book.add_worksheet().set_name(SCORING)?, instrument, &languages)?;
    Ok(book.save_to_buffer()?)
}

/// Every language of the instrument, English first.
fn languages(instrument: &Instrument) -> Vec<String> {
    let mut all: Vec<&Labels> = vec![&instrument.title];
    all.extend(instrument.dimensions.iter().map(|one| &one.label));
    all.extend(instrument.outcomes.iter().map(|one| &one.label));
    all.extend(instrument.choices.iter().flat_map(|one| [&one.label, &one.audio]));
    let of_field =
        |one: &'_ Field| -> [_; 4] { [&one.label, &one.hint, &one.audio, &one.constraint_message].map(tags) };
    let of_sign = |one: &'_ Indicator| -> [_; 5] {
        [&one.label, &one.question, &one.observe, &one.hint, &one.audio].map(tags)
    };
    let mut known: BTreeSet<String> = all.into_iter().flat_map(tags).collect();
    known.extend(instrument.fields.iter().flat_map(of_field).flatten());
    known.extend(instrument.indicators.iter().flat_map(of_sign).flatten());
    known.remove("en");
    std::iter::once("en".to_owned()).chain(known).collect()
}

fn tags(labels: &Labels) -> Vec<String> {
    labels.0.keys().cloned().collect()
}

/// A sheet that is filled row by row, by the names of its columns.
struct Table<'w> {
    sheet: &'w mut Worksheet,
    headers: Vec<String>,
    row: u32,
}

impl<'w> Table<'w> {
    fn new(
        sheet: &'w mut Worksheet,
        name: &str,
        languages: &[String],
        further: &[String],
    ) -> Result<Self, XlsxError> {
        let mut headers: Vec<String> = plain(name).iter().map(|&column| column.to_owned()).collect();
        for column in spoken(name) {
            headers.extend(languages.iter().map(|tag| format!("{column}::{}", language(tag))));
        }
        headers.extend(further.iter().cloned());
        let bold = Format::new().set_bold();
        for (column, header) in (0..).zip(&headers) {
            sheet.write_string_with_format(0, column, header, &bold)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(Table { sheet, headers, row: 0 })
    }

    /// Goes to the next row.
    fn next(&mut self) {
        self.row += 1;
    }

    fn put(&mut self, column: &str, text: &str) -> Result<(), XlsxError> {
        let at = (0..).zip(&self.headers).find(|(_, header)| *header == column);
        if let Some((at, _)) = at.filter(|_| !text.is_empty()) {
            self.sheet.write_string(self.row, at, text)?;
        }
        Ok(())
    }

    fn put_some(&mut self, column: &str, text: Option<&String>) -> Result<(), XlsxError> {
        self.put(column, text.map_or("", String::as_str))
    }

    fn put_labels(&mut self, column: &str, labels: &Labels) -> Result<(), XlsxError> {
        for (tag, text) in &labels.0 {
            self.put(&format!("{column}::{}", language(tag)), text)?;
        }
        Ok(())
    }
}

fn survey(sheet: &mut Worksheet, instrument: &Instrument, languages: &[String]) -> Result<(), XlsxError> {
    let mut table = Table::new(sheet, SURVEY, languages, &[])?;
    for field in &instrument.fields {
        table.next();
        let code = field.field_type.code();
        let kind = field.list.as_ref().map_or(code.to_owned(), |list| format!("{code} {list}"));
        table.put("type", &kind)?;
        table.put("name", &field.name)?;
        table.put("required", if field.required { "yes" } else { "" })?;
        table.put_some("relevant", field.relevant.as_ref())?;
        table.put_some("constraint", field.constraint.as_ref())?;
        table.put_some("calculation", field.calculation.as_ref())?;
        table.put_some("choice_filter", field.choice_filter.as_ref())?;
        if field.field_type != FieldType::Calculate {
            table.put_labels("label", &field.label)?;
        }
        table.put_labels("hint", &field.hint)?;
        table.put_labels("audio", &field.audio)?;
        table.put_labels("constraint_message", &field.constraint_message)?;
    }
    for sign in &instrument.indicators {
        table.next();
        let asks = sign.question_type == "select_one";
        let kind = if asks { format!("select_one {ANSWERS}") } else { sign.question_type.clone() };
        table.put("type", &kind)?;
        table.put("name", &sign.code)?;
        table.put_some("relevant", sign.relevant.as_ref())?;
        table.put("default", if asks { AnswerState::NotAsked.code() } else { "" })?;
        table.put_labels("label", if sign.question.is_empty() { &sign.label } else { &sign.question })?;
        table.put_labels("hint", &sign.hint)?;
        table.put_labels("guidance_hint", &sign.observe)?;
        table.put_labels("audio", &sign.audio)?;
    }
    Ok(())
}

fn choices(sheet: &mut Worksheet, instrument: &Instrument, languages: &[String]) -> Result<(), XlsxError> {
    let columns: BTreeSet<String> =
        instrument.choices.iter().flat_map(|choice| choice.columns.keys().cloned()).collect();
    let columns: Vec<String> = columns.into_iter().collect();
    let mut table = Table::new(sheet, CHOICES, languages, &columns)?;
    for choice in &instrument.choices {
        table.next();
        table.put("list_name", &choice.list)?;
        table.put("name", &choice.name)?;
        table.put_labels("label", &choice.label)?;
        table.put_labels("audio", &choice.audio)?;
        for (column, text) in &choice.columns {
            table.put(column, text)?;
        }
    }
    for state in AnswerState::ALL {
        table.next();
        table.put("list_name", ANSWERS)?;
        table.put("name", state.code())?;
        table.put(&format!("label::{}", language("en")), answer(*state))?;
    }
    Ok(())
}

fn scoring(sheet: &mut Worksheet, instrument: &Instrument, languages: &[String]) -> Result<(), XlsxError> {
    let mut table = Table::new(sheet, SCORING, languages, &[])?;
    table.next();
    table.put("part", "instrument")?;
    table.put_labels("label", &instrument.title)?;
    table.put("for_whom", instrument.for_whom.code())?;
    table.put("about", instrument.about.code())?;
    table.put("review_state", instrument.review_state.code())?;
    table.put_some("reviewed_by", instrument.reviewed_by.as_ref())?;
    table.put_some("reviewed_on", instrument.reviewed_on.as_ref())?;
    table.put("needs_check", if instrument.needs_check { "yes" } else { "no" })?;
    table.put("licence", &instrument.licence)?;
    for source in &instrument.sources {
        table.next();
        table.put("part", "source")?;
        table.put("name", &source.key)?;
        table.put("title", &source.title)?;
        table.put_some("place", source.place.as_ref())?;
        table.put("mark", source.mark.map_or("", |mark| mark.code()))?;
    }
    rules(&mut table, instrument)?;
    for sign in &instrument.indicators {
        table.next();
        table.put("part", "sign")?;
        sign_row(&mut table, sign)?;
    }
    Ok(())
}

fn rules(table: &mut Table<'_>, instrument: &Instrument) -> Result<(), XlsxError> {
    for alternative in &instrument.combination {
        alternative_row(table, "", *alternative)?;
    }
    for dimension in &instrument.dimensions {
        table.next();
        table.put("part", "dimension")?;
        table.put("name", &dimension.code)?;
        table.put_labels("label", &dimension.label)?;
        table.put("phase", dimension.phase.map_or("", |phase| phase.code()))?;
        for alternative in &dimension.combination {
            alternative_row(table, &dimension.code, *alternative)?;
        }
    }
    for outcome in &instrument.outcomes {
        table.next();
        table.put("part", "outcome")?;
        table.put("name", &outcome.code)?;
        table.put_labels("label", &outcome.label)?;
        table.put("band", outcome.band.code())?;
        table.put("child_only", if outcome.child_only { "yes" } else { "" })?;
        for condition in &outcome.when {
            table.next();
            table.put("part", "when")?;
            table.put("name", &outcome.code)?;
            table.put("positive", &condition.positive.join(" "))?;
            table.put("any_positive", &condition.any_positive.join(" "))?;
            table.put("any_sign", &condition.any_sign.join(" "))?;
            table.put("any_strong", &condition.any_strong.join(" "))?;
        }
    }
    Ok(())
}

fn alternative_row(table: &mut Table<'_>, of: &str, alternative: Alternative) -> Result<(), XlsxError> {
    table.next();
    table.put("part", "combination")?;
    table.put("name", of)?;
    let counts = [alternative.strong, alternative.medium, alternative.weak];
    for (column, count) in ["strong", "medium", "weak"].into_iter().zip(counts) {
        table.put(column, &if count == 0 { String::new() } else { count.to_string() })?;
    }
    Ok(())
}

fn sign_row(table: &mut Table<'_>, sign: &Indicator) -> Result<(), XlsxError> {
    let codes = |codes: Vec<&'static str>| codes.join(" ");
    table.put("name", &sign.code)?;
    table.put_labels("label", &sign.label)?;
    table.put("words", if sign.question.is_empty() { "" } else { "question" })?;
    table.put("strength", sign.strength.code())?;
    table.put_some("dimension", sign.dimension.as_ref())?;
    table.put("kind", sign.kind.code())?;
    table.put("mode", &codes(sign.mode.iter().map(|mode| mode.code()).collect()))?;
    table.put("ask_by", sign.ask_by.code())?;
    table.put("not_if", &codes(sign.not_if.iter().map(|setting| setting.code()).collect()))?;
    table.put_some("bias_note", sign.bias_note.as_ref())?;
    table.put_some("check_note", sign.check_note.as_ref())?;
    table.put("source", &sign.source)?;
    table.put("also_from", &sign.also_from.join("; "))?;
    table.put("phase", sign.phase.map_or("", |phase| phase.code()))?;
    let numbers: Vec<String> = sign.ilo_11.iter().map(u8::to_string).collect();
    table.put("ilo_11", &numbers.join(" "))
}
