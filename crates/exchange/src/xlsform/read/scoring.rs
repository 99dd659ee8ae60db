//! The sheets `settings` and `scoring`: who the instrument is for, and what turns signs into a band.

use crate::xlsform::draft::Draft;
use crate::xlsform::workbook::Problems;

use super::grid::{Grid, Row};
use super::{count, flag, plain, spoken, words};

/// What a row of the scoring sheet may be.
const PARTS: [&str; 7] = ["instrument", "source", "combination", "dimension", "outcome", "when", "sign"];

fn of_part<'g>(scoring: &'g Grid<'_>, part: &str) -> Vec<Row<'g>> {
    scoring.rows().filter(|row| row.get("part").is_some_and(|(text, _)| text == part)).collect()
}

fn name_of(row: &Row<'_>) -> String {
    row.get("name").map(|(name, _)| name).unwrap_or_default()
}

/// The rows of the signs by code.
pub(super) fn signs<'g>(scoring: &'g Grid<'_>) -> Vec<(String, Row<'g>)> {
    of_part(scoring, "sign").into_iter().map(|row| (name_of(&row), row)).collect()
}

/// The fields before the first table.
pub(super) fn header(draft: &mut Draft, settings: &Grid<'_>, scoring: &Grid<'_>, problems: &mut Problems) {
    for row in scoring.rows() {
        let part = row.get("part");
        if !part.as_ref().is_some_and(|(text, _)| PARTS.contains(&text.as_str())) {
            let place = part.map_or(row.origin(), |(_, origin)| origin).place();
            let mend = format!("write one of {}", PARTS.join(", "));
            problems.report(place, "part.unknown", "this row does not say which part it is", &mend);
        }
    }
    for (rows, origin) in
        [(settings.rows().nth(1), "settings"), (of_part(scoring, "instrument").get(1).copied(), "instrument")]
    {
        if let Some(extra) = rows {
            let message = format!("there is more than one row of {origin}");
            problems.report(extra.origin().place(), "row.extra", message, "join them or take it out");
        }
    }
    if let Some(row) = of_part(scoring, "instrument").first() {
        for column in ["for_whom", "about", "review_state", "reviewed_by", "reviewed_on", "licence"] {
            plain(draft, column, row, column);
        }
        flag(draft, "needs_check", row, "needs_check");
        spoken(draft, "title", row, "label");
    }
    if let Some(row) = settings.rows().next() {
        plain(draft, "id", &row, "form_id");
        plain(draft, "version", &row, "version");
    }
}

/// Sources, rules, dimensions and outcomes.
pub(super) fn parts(draft: &mut Draft, scoring: &Grid<'_>, problems: &mut Problems) {
    for row in of_part(scoring, "source") {
        draft.table("sources", row.origin());
        plain(draft, "key", &row, "name");
        for column in ["title", "place", "mark"] {
            plain(draft, column, &row, column);
        }
    }
    let (rules, conditions) = (of_part(scoring, "combination"), of_part(scoring, "when"));
    for row in rules.iter().filter(|row| name_of(row).is_empty()) {
        alternative(draft, "combination", row);
    }
    let dimensions = of_part(scoring, "dimension");
    for row in &dimensions {
        draft.table("dimensions", row.origin());
        plain(draft, "code", row, "name");
        plain(draft, "phase", row, "phase");
        spoken(draft, "label", row, "label");
        for rule in rules.iter().filter(|rule| !name_of(rule).is_empty() && name_of(rule) == name_of(row)) {
            alternative(draft, "dimensions.combination", rule);
        }
    }
    let outcomes = of_part(scoring, "outcome");
    for row in &outcomes {
        draft.table("outcomes", row.origin());
        plain(draft, "code", row, "name");
        plain(draft, "band", row, "band");
        flag(draft, "child_only", row, "child_only");
        spoken(draft, "label", row, "label");
        for condition in conditions.iter().filter(|condition| name_of(condition) == name_of(row)) {
            draft.table("outcomes.when", condition.origin());
            for column in ["positive", "any_positive", "any_sign", "any_strong"] {
                words(draft, column, condition, column);
            }
        }
    }
    let orphans = |rows: &[Row<'_>], owners: &[Row<'_>], what: &str, problems: &mut Problems| {
        for row in rows {
            let name = name_of(row);
            if !name.is_empty() && !owners.iter().any(|owner| name_of(owner) == name) {
                let message = format!("there is no {what} {name:?}");
                let mend = format!("write the name of a row whose part is {what}");
                problems.report(row.origin().place(), "part.orphan", message, &mend);
            }
        }
    };
    orphans(&rules, &dimensions, "dimension", problems);
    orphans(&conditions, &outcomes, "outcome", problems);
    for row in conditions.iter().filter(|row| name_of(row).is_empty()) {
        let mend = "write the name of an outcome";
        problems.report(row.origin().place(), "part.orphan", "this row belongs to no outcome", mend);
    }
}

fn alternative(draft: &mut Draft, table: &str, row: &Row<'_>) {
    draft.table(table, row.origin());
    for column in ["strong", "medium", "weak"] {
        count(draft, column, row, column);
    }
}

/// What a row says of a sign besides its words.
pub(super) fn sign(draft: &mut Draft, row: &Row<'_>) {
    spoken(draft, "label", row, "label");
    for column in ["strength", "dimension", "kind", "ask_by", "bias_note", "check_note", "source", "phase"] {
        plain(draft, column, row, column);
    }
    words(draft, "mode", row, "mode");
    words(draft, "not_if", row, "not_if");
    // The key of a source may hold a space.
    if let Some((text, origin)) = row.get("also_from") {
        let keys = text.split(';').map(str::trim).filter(|key| !key.is_empty());
        draft.list("also_from", &keys.map(str::to_owned).collect::<Vec<_>>(), origin);
    }
    if let Some((text, origin)) = row.get("ilo_11") {
        let numbers: Vec<&str> = text.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
        if numbers.iter().all(|number| number.len() <= 3 && number.parse::<u8>().is_ok()) {
            let plain: Vec<String> = numbers
                .iter()
                .filter_map(|number| number.parse::<u8>().ok())
                .map(|one| one.to_string())
                .collect();
            draft.raw("ilo_11", &format!("[{}]", plain.join(", ")), origin);
        } else {
            draft.text("ilo_11", &text, origin);
        }
    }
}
