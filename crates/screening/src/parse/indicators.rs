//! The signs of an instrument, read and checked.

use std::collections::BTreeSet;

use crate::instrument::{Dimension, Indicator, Source};
use crate::terms::{AskBy, Kind, Mode, Phase, Setting, Strength};

use super::MAX_INDICATORS;
use super::reader::{Reader, Table};

const FIELDS: &[&str] = &[
    "code",
    "type",
    "label",
    "question",
    "observe",
    "hint",
    "audio",
    "relevant",
    "strength",
    "dimension",
    "kind",
    "mode",
    "ask_by",
    "not_if",
    "bias_note",
    "check_note",
    "source",
    "also_from",
    "phase",
    "ilo_11",
];

/// The question types of an XLSForm that carry no answer state; they belong in the form around the instrument.
const UNSCORED_TYPES: &[&str] =
    &["text", "integer", "decimal", "date", "select_multiple", "note", "calculate", "group", "repeat"];

/// Reads all signs.
pub(super) fn read(
    reader: &mut Reader<'_>,
    root: &Table<'_>,
    dimensions: &[Dimension],
    sources: &[Source],
) -> Vec<Indicator> {
    let tables = reader.tables(root, "indicators");
    if tables.is_empty() {
        let mend = "add at least one [[indicators]]";
        reader.report_at(root, "indicators", "indicator.none", "the instrument has no sign", mend);
    }
    if let Some(table) = tables.get(MAX_INDICATORS) {
        let message = format!("there are more than {MAX_INDICATORS} signs");
        let mend = "split the instrument; a person cannot be asked this much";
        reader.report(table.line, "indicators", "indicator.too_many", message, mend);
    }
    let mut read = Vec::new();
    let mut codes = BTreeSet::new();
    let mut used = BTreeSet::new();
    for table in tables {
        reader.only(&table, FIELDS);
        let code = reader.code(&table);
        let table = table.named(code.as_deref());
        if code.as_ref().is_some_and(|code| !codes.insert(code.clone())) {
            let mend = "give each sign its own code";
            reader.report_at(&table, "code", "code.duplicate", "this code came before", mend);
        }
        let indicator = one(reader, &table, code);
        // A sign that could not be read may still be meant to count.
        if indicator.as_ref().is_none_or(|indicator| indicator.strength != Strength::Recorded) {
            used.extend(table.plain_text("dimension"));
        }
        if let Some(indicator) = indicator {
            check(reader, &table, &indicator, dimensions, sources);
            read.push(indicator);
        }
    }
    check_dimensions_used(reader, root, dimensions, &used);
    read
}

fn one(reader: &mut Reader<'_>, table: &Table<'_>, code: Option<String>) -> Option<Indicator> {
    let question_type = question_type(reader, table);
    let label = reader.labels(table, "label");
    let strength = reader.term(table, "strength", Strength::CODES, Strength::from_code);
    let kind = reader.term(table, "kind", Kind::CODES, Kind::from_code);
    let ask_by = reader.term(table, "ask_by", AskBy::CODES, AskBy::from_code);
    let mode = reader.terms(table, "mode", Mode::CODES, Mode::from_code);
    if mode.is_empty() && !table.has("mode") {
        let mend = format!("say how the sign comes to be known: {}", Mode::CODES.join(", "));
        reader.report_at(table, "mode", "field.missing", "this field is missing", &mend);
    }
    let source = reader.text(table, "source");
    let also_from = reader.texts(table, "also_from");
    let question = reader.optional_labels(table, "question");
    let observe = reader.optional_labels(table, "observe");
    let hint = reader.optional_labels(table, "hint");
    let audio = reader.files(table, "audio");
    let relevant = reader.optional_text(table, "relevant");
    let dimension = reader.optional_text(table, "dimension");
    let not_if = reader.terms(table, "not_if", Setting::CODES, Setting::from_code);
    let bias_note = reader.optional_text(table, "bias_note");
    let check_note = reader.optional_text(table, "check_note");
    let phase = reader.optional_term(table, "phase", Phase::CODES, Phase::from_code);
    let ilo_11 = reader.integers(table, "ilo_11");
    Some(Indicator {
        code: code?,
        question_type,
        label: label?,
        question,
        observe,
        hint,
        audio,
        relevant,
        strength: strength?,
        dimension,
        kind: kind?,
        mode,
        ask_by: ask_by?,
        not_if,
        bias_note,
        check_note,
        source: source?,
        also_from,
        phase,
        ilo_11,
    })
}

fn question_type(reader: &mut Reader<'_>, table: &Table<'_>) -> String {
    let given = reader.optional_text(table, "type").unwrap_or_else(|| "select_one".to_owned());
    let first = given.split_whitespace().next().unwrap_or_default();
    if UNSCORED_TYPES.contains(&first) {
        let message = format!("a question of type {first:?} carries no answer state");
        let mend = "write it as one of [[fields]]; a sign is select_one or acknowledge";
        reader.report_at(table, "type", "type.not_scored", message, mend);
    } else if !["select_one", "acknowledge"].contains(&first) {
        let mend = "use select_one or acknowledge";
        reader.report_at(table, "type", "type.unknown", format!("{first:?} is no question type"), mend);
    }
    first.to_owned()
}

fn check(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    indicator: &Indicator,
    dimensions: &[Dimension],
    sources: &[Source],
) {
    let also = indicator.also_from.iter().map(|key| ("also_from", key));
    for (field, key) in std::iter::once(("source", &indicator.source)).chain(also) {
        if !sources.iter().any(|source| source.key == *key) {
            let message = format!("there is no source {key:?}");
            reader.report_at(table, field, "source.unknown", message, "use the key of a source of this file");
        }
    }
    match &indicator.dimension {
        Some(code) if !dimensions.iter().any(|dimension| dimension.code == *code) => {
            let message = format!("there is no dimension {code:?}");
            let mend = "use the code of a dimension of this file";
            reader.report_at(table, "dimension", "dimension.unknown", message, mend);
        }
        None if needs_dimension(indicator) => {
            let message = "a scored sign counts in a dimension";
            let mend = "name its dimension, or set strength = \"recorded\"";
            reader.report_at(table, "dimension", "dimension.missing", message, mend);
        }
        _ => {}
    }
    if matches!(indicator.kind, Kind::Danger | Kind::Disclosure) {
        if indicator.strength == Strength::Recorded {
            let message = "a sign of danger or a disclosure always counts";
            reader.report_at(table, "strength", "strength.must_count", message, "set strength = \"strong\"");
        }
        if !indicator.not_if.is_empty() {
            let message = "no setting explains danger or a disclosure away";
            reader.report_at(table, "not_if", "not_if.forbidden", message, "take not_if out");
        }
    }
    if indicator.ilo_11.iter().any(|number| !(1..=11).contains(number)) {
        let message = "the ILO indicators of forced labour are numbered 1 to 11";
        reader.report_at(table, "ilo_11", "ilo_11.range", message, "use numbers from 1 to 11");
    }
}

/// Danger, disclosure and relation speak through the engine's own rules; what is recorded does not speak at all.
fn needs_dimension(indicator: &Indicator) -> bool {
    indicator.strength != Strength::Recorded
        && !matches!(indicator.kind, Kind::Danger | Kind::Disclosure | Kind::Relation)
}

fn check_dimensions_used(
    reader: &mut Reader<'_>,
    root: &Table<'_>,
    dimensions: &[Dimension],
    used: &BTreeSet<&str>,
) {
    let tables = reader.tables(root, "dimensions");
    if tables.len() != dimensions.len() {
        return; // A dimension could not be read; that is reported already.
    }
    for (table, dimension) in tables.into_iter().zip(dimensions) {
        if !used.contains(dimension.code.as_str()) {
            let field = format!("dimensions.{}", dimension.code);
            let message = "no scored sign counts in this dimension, so it can never be positive";
            reader.report(table.line, field, "dimension.empty", message, "add signs or take it out");
        }
    }
}
