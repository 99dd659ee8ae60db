//! The sheets `survey` and `choices`: what is asked, and what it may be answered with.

use crate::xlsform::columns::ANSWERS;
use crate::xlsform::draft::Draft;
use crate::xlsform::workbook::Problems;

use super::grid::{Grid, Row};
use super::{flag, plain, scoring, spoken};

/// Adds the lists of the fields; the answers to signs are the same everywhere and not read.
pub(super) fn choices(draft: &mut Draft, choices: &Grid<'_>) {
    for row in choices.rows().filter(|row| row.get("list_name").is_none_or(|(list, _)| list != ANSWERS)) {
        draft.table("choices", row.origin());
        plain(draft, "list", &row, "list_name");
        plain(draft, "name", &row, "name");
        spoken(draft, "label", &row, "label");
        spoken(draft, "audio", &row, "audio");
        for (column, text, origin) in row.further() {
            draft.text(&format!("columns.{}", crate::xlsform::draft::quoted(column)), &text, origin);
        }
    }
}

/// Adds fields and signs in the order of the survey.
pub(super) fn questions(draft: &mut Draft, survey: &Grid<'_>, scoring: &Grid<'_>, problems: &mut Problems) {
    let signs = scoring::signs(scoring);
    let sign_of = |row: &Row<'_>| {
        let (name, _) = row.get("name")?;
        signs.iter().find(|(code, _)| *code == name)
    };
    let mut signs_began = false;
    for row in survey.rows() {
        match sign_of(&row) {
            Some((_, scored)) => {
                signs_began = true;
                sign(draft, &row, scored, problems);
            }
            None if is_scored(&row) => {
                let mend = "add a row of part sign with this name to the sheet scoring";
                let message = "this question is answered as a sign and has no row in scoring";
                problems.report(row.origin().place(), "sign.not_scored", message, mend);
            }
            None => {
                if signs_began {
                    let mend = "move it above the first sign";
                    let message = "what the form asks stands before the signs";
                    problems.report(row.origin().place(), "field.after_signs", message, mend);
                }
                field(draft, &row, problems);
            }
        }
    }
    for (at, (code, row)) in signs.iter().enumerate() {
        if signs.iter().take(at).any(|(before, _)| before == code) {
            let mend = "give each sign one row";
            problems.report(row.origin().place(), "code.duplicate", "this sign came before", mend);
        }
        if !survey.rows().any(|asked| asked.get("name").is_some_and(|(name, _)| name == *code)) {
            let mend = "add it to the sheet survey, or take the row out";
            problems.report(row.origin().place(), "sign.not_asked", "this sign is not in the survey", mend);
        }
    }
}

fn is_scored(row: &Row<'_>) -> bool {
    row.get("type").is_some_and(|(kind, _)| kind.split_whitespace().nth(1) == Some(ANSWERS))
}

fn field(draft: &mut Draft, row: &Row<'_>, problems: &mut Problems) {
    draft.table("fields", row.origin());
    plain(draft, "name", row, "name");
    if let Some((kind, origin)) = row.get("type") {
        let mut words = kind.split_whitespace();
        let first = words.next().unwrap_or_default();
        draft.text("type", first, origin);
        let rest: Vec<&str> = words.collect();
        if !rest.is_empty() {
            draft.text("list", &rest.join(" "), origin);
        }
    }
    for (key, column) in [("label", "label"), ("hint", "hint"), ("audio", "audio")] {
        spoken(draft, key, row, column);
    }
    spoken(draft, "constraint_message", row, "constraint_message");
    spoken(draft, "guidance_hint", row, "guidance_hint");
    flag(draft, "required", row, "required");
    for column in ["relevant", "constraint", "calculation", "choice_filter"] {
        plain(draft, column, row, column);
    }
    if let Some((_, origin)) = row.get("default") {
        let mend = "take it out; an answer nobody gave is no answer";
        problems.report(origin.place(), "default.forbidden", "a field begins empty", mend);
    }
}

fn sign(draft: &mut Draft, row: &Row<'_>, scored: &Row<'_>, problems: &mut Problems) {
    draft.table("indicators", scored.origin());
    plain(draft, "code", row, "name");
    if let Some((kind, origin)) = row.get("type") {
        let asks = kind.split_whitespace().collect::<Vec<_>>();
        match asks.as_slice() {
            ["acknowledge"] => draft.text("type", "acknowledge", origin),
            ["select_one", ANSWERS] => draft.text("type", "select_one", origin),
            _ => {
                let mend = format!("write select_one {ANSWERS}, or acknowledge");
                problems.report(origin.place(), "type.not_scored", "a sign is not answered like this", &mend);
            }
        }
    }
    if let Some((text, origin)) = row.get("default").filter(|(text, _)| text != "not_asked") {
        let message = format!("a sign begins as not_asked, not as {text:?}");
        problems.report(origin.place(), "default.forbidden", message, "write not_asked or nothing");
    }
    if has_own_words(row, scored) {
        spoken(draft, "question", row, "label");
    }
    spoken(draft, "hint", row, "hint");
    spoken(draft, "observe", row, "guidance_hint");
    spoken(draft, "audio", row, "audio");
    plain(draft, "relevant", row, "relevant");
    // A sign has none of these; its reader says so.
    spoken(draft, "constraint_message", row, "constraint_message");
    flag_if_true(draft, row);
    for column in ["constraint", "calculation", "choice_filter"] {
        plain(draft, column, row, column);
    }
    scoring::sign(draft, scored);
}

fn flag_if_true(draft: &mut Draft, row: &Row<'_>) {
    let no = |text: &str| ["no", "false"].contains(&text.to_ascii_lowercase().as_str());
    if row.get("required").is_some_and(|(text, _)| !no(&text)) {
        flag(draft, "required", row, "required");
    }
}

/// Whether the survey asks in words other than the sign's label.
fn has_own_words(row: &Row<'_>, scored: &Row<'_>) -> bool {
    let labels = scored.spoken("label");
    let same = |language: &str, text: &str| {
        labels.iter().any(|(known, label, _)| *known == language && label == text)
    };
    let says_so = scored.get("words").is_some_and(|(words, _)| words == "question");
    says_so || row.spoken("label").iter().any(|(language, text, _)| !same(language, text))
}
