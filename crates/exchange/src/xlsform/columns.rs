//! The columns of each sheet, and languages in their headers: `label::English (en)`.

/// The list that every scored question takes its answers from.
pub(super) const ANSWERS: &str = "answer_states";

pub(super) const SURVEY: &str = "survey";
pub(super) const CHOICES: &str = "choices";
pub(super) const SETTINGS: &str = "settings";
pub(super) const SCORING: &str = "scoring";

/// The sheets, in the order in which they are written.
pub(super) const SHEETS: [&str; 4] = [SURVEY, CHOICES, SETTINGS, SCORING];

/// The columns of the sheets that are not written in a language.
pub(super) fn plain(sheet: &str) -> &'static [&'static str] {
    match sheet {
        SURVEY => {
            &["type", "name", "required", "relevant", "constraint", "calculation", "choice_filter", "default"]
        }
        CHOICES => &["list_name", "name"],
        SETTINGS => &["form_title", "form_id", "version", "default_language"],
        _ => &[
            "part",
            "name",
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
            "words",
            "band",
            "child_only",
            "positive",
            "any_positive",
            "any_sign",
            "any_strong",
            "strong",
            "medium",
            "weak",
            "title",
            "place",
            "mark",
            "for_whom",
            "about",
            "review_state",
            "reviewed_by",
            "reviewed_on",
            "needs_check",
            "licence",
        ],
    }
}

/// The columns of the sheets that are written once for each language.
pub(super) fn spoken(sheet: &str) -> &'static [&'static str] {
    match sheet {
        SURVEY => &["label", "hint", "guidance_hint", "audio", "constraint_message"],
        CHOICES => &["label", "audio"],
        SCORING => &["label"],
        _ => &[],
    }
}

/// Names of languages in headers, as ODK shows them; any other tag stands for itself.
const NAMES: [(&str, &str); 14] = [
    ("ar", "Arabic"),
    ("de", "German"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fa", "Persian"),
    ("fr", "French"),
    ("lv", "Latvian"),
    ("pl", "Polish"),
    ("prs", "Dari"),
    ("ps", "Pashto"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
];

/// A language in a header: `English (en)`.
pub(super) fn language(tag: &str) -> String {
    let name = NAMES.iter().find(|(known, _)| *known == tag).map_or(tag, |(_, name)| *name);
    format!("{name} ({tag})")
}

/// The column and the language of a header such as `label::English (en)`, `label::en` or `label`, which is English.
pub(super) fn parted(header: &str) -> (&str, Option<&str>) {
    let Some((column, language)) = header.split_once("::") else { return (header, None) };
    let tag = language.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    (column.trim(), Some(tag.unwrap_or(language).trim()))
}

/// The letters of a column counted from zero.
pub(super) fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().collect()
}
