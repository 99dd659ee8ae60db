//! The combination rule of dimensions and the case rule, read and checked.
//!
//! The checks keep the promise that one more sign never lowers a band: no condition speaks of absence,
//! and outcomes stand in the order of falling urgency.

use crate::instrument::{Alternative, Condition, Dimension, Outcome};
use crate::terms::Band;

use super::reader::{Reader, Table};

/// Reads the alternatives of a combination rule.
pub(super) fn combination(reader: &mut Reader<'_>, within: &Table<'_>) -> Vec<Alternative> {
    let mut alternatives = Vec::new();
    for table in reader.tables(within, "combination") {
        reader.only(&table, &["strong", "medium", "weak"]);
        let strong = reader.count(&table, "strong");
        let medium = reader.count(&table, "medium");
        let weak = reader.count(&table, "weak");
        let (Some(strong), Some(medium), Some(weak)) = (strong, medium, weak) else { continue };
        let alternative = Alternative { strong, medium, weak };
        if alternative == Alternative::default() {
            let message = "this alternative asks for nothing, so the dimension would always be positive";
            let mend = "write how many strong, medium or weak signs are needed";
            reader.report(table.line, table.path.clone(), "combination.empty", message, mend);
        }
        alternatives.push(alternative);
    }
    alternatives
}

/// Reads the case rule.
pub(super) fn outcomes(reader: &mut Reader<'_>, root: &Table<'_>, dimensions: &[Dimension]) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    for table in reader.tables(root, "outcomes") {
        reader.only(&table, &["code", "label", "band", "child_only", "when"]);
        let code = outcome_code(reader, &table);
        let table = table.named(code.as_deref());
        let label = reader.labels(&table, "label");
        let band = reader.term(&table, "band", Band::CODES, Band::from_code);
        let child_only = reader.optional_flag(&table, "child_only").unwrap_or_default();
        let when = conditions(reader, &table, dimensions);
        let (Some(code), Some(label), Some(band)) = (code, label, band) else { continue };
        check_label(reader, &table, label.0.values());
        check_band(reader, &table, band, outcomes.last());
        if outcomes.iter().any(|outcome| outcome.code == code) {
            let mend = "give each outcome its own code; several ways to one outcome stand in its when list";
            reader.report_at(&table, "code", "code.duplicate", "this code came before", mend);
        }
        outcomes.push(Outcome { code, label, band, child_only, when });
    }
    outcomes
}

fn outcome_code(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<String> {
    let code = reader.text(table, "code")?;
    let plain = |character: char| character.is_ascii_lowercase() || character == '_';
    if code.len() > 48 || !code.chars().all(plain) {
        let mend = "use at most 48 lower-case letters and underscores";
        reader.report_at(table, "code", "code.shape", "this cannot be the code of an outcome", mend);
    }
    Some(code)
}

fn check_label<'l>(reader: &mut Reader<'_>, table: &Table<'_>, mut labels: impl Iterator<Item = &'l String>) {
    // No outcome of the software ever says that somebody is not a victim.
    if labels.any(|label| label.to_lowercase().contains("not a victim")) {
        let message = "an outcome never says that somebody is not a victim";
        let mend = "say what the signs look like and what to do next";
        reader.report_at(table, "label", "outcome.verdict", message, mend);
    }
}

fn check_band(reader: &mut Reader<'_>, table: &Table<'_>, band: Band, before: Option<&Outcome>) {
    if band == Band::DangerNow {
        let message = "danger_now comes only from an answer that someone is in danger";
        let mend = "use protect_now here and give the sign itself kind = \"danger\"";
        reader.report_at(table, "band", "outcome.danger_reserved", message, mend);
    } else if before.is_some_and(|before| before.band < band) {
        let message =
            "this outcome is more urgent than the one before, so one more sign could lower the band";
        let mend = "put the outcomes in the order of falling urgency";
        reader.report_at(table, "band", "outcome.order", message, mend);
    }
}

fn conditions(reader: &mut Reader<'_>, outcome: &Table<'_>, dimensions: &[Dimension]) -> Vec<Condition> {
    let tables = reader.tables(outcome, "when");
    if tables.is_empty() {
        let mend = "add at least one condition, such as when = [{ positive = [\"EX\"] }]";
        reader.report_at(outcome, "when", "outcome.always", "no condition is given", mend);
    }
    let mut conditions = Vec::new();
    for table in tables {
        reader.only(&table, &["positive", "any_positive", "any_sign", "any_strong"]);
        let mut known = |key: &str| known_dimensions(reader, &table, key, dimensions);
        let condition = Condition {
            positive: known("positive"),
            any_positive: known("any_positive"),
            any_sign: known("any_sign"),
            any_strong: known("any_strong"),
        };
        let keys = ["positive", "any_positive", "any_sign", "any_strong"];
        let empty = keys.iter().find(|key| table.has(key) && reader.texts(&table, key).is_empty());
        if let Some(key) = empty {
            let message = "this list is empty, so it asks for nothing";
            reader.report_at(&table, key, "outcome.always", message, "name dimensions or take the list out");
        } else if condition == Condition::default() && !keys.iter().any(|key| table.has(key)) {
            let message = "this condition asks for nothing, so the outcome would always hold";
            let mend = "name dimensions in positive, any_positive, any_sign or any_strong";
            reader.report(table.line, table.path.clone(), "outcome.always", message, mend);
        }
        conditions.push(condition);
    }
    conditions
}

fn known_dimensions(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    key: &str,
    dimensions: &[Dimension],
) -> Vec<String> {
    let codes = reader.texts(table, key);
    for code in &codes {
        if !dimensions.iter().any(|dimension| dimension.code == *code) {
            let message = format!("there is no dimension {code:?}");
            let mend = "use the code of a dimension of this file";
            reader.report_at(table, key, "dimension.unknown", message, mend);
        }
    }
    codes
}
