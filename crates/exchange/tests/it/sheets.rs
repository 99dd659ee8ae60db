//! Problems are told at their sheet, row and column.

use crate::workbook::{Cells, To, problems};

/// One change to a shipped workbook and the problem it must give.
fn refuses(id: &str, change: impl FnOnce(&mut Cells), code: &str, sheet: &str, place: Option<(u32, &str)>) {
    let mut cells = Cells::of(id);
    change(&mut cells);
    let found = problems(&cells.bytes());
    let matches = found.iter().any(|one| {
        one.code == code
            && one.sheet == sheet
            && place.is_none_or(|(row, column)| (one.row, one.column.as_str()) == (row, column))
    });
    assert!(matches, "{code} at {sheet} {place:?} is not among {found:#?}");
    assert!(found.iter().all(|one| !one.mend.is_empty() && one.file == "mine.xlsx"));
}

#[test]
fn a_problem_reads_as_file_sheet_row_column_message_and_mend() {
    let mut cells = Cells::of("first-contact-6");
    cells.set("scoring", "FC4", "strength", "huge");
    assert_eq!(
        problems(&cells.bytes())[0].to_string(),
        "mine.xlsx: sheet scoring, row 14, column C: indicators.FC4.strength: \"huge\" is not known here \
         (mend: use one of strong, medium, weak, recorded)"
    );
}

#[test]
fn rules_of_instruments_are_told_at_their_cells() {
    let set = |sheet: &'static str, name: &'static str, header: &'static str, text: &'static str| {
        move |cells: &mut Cells| {
            cells.set(sheet, name, header, text);
        }
    };
    refuses(
        "first-contact-6",
        set("scoring", "FC4", "dimension", "NONE"),
        "dimension.unknown",
        "scoring",
        Some((14, "D")),
    );
    refuses(
        "first-contact-6",
        set("scoring", "FC4", "mode", "ask, guess"),
        "field.value",
        "scoring",
        Some((14, "F")),
    );
    refuses(
        "first-contact-6",
        set("scoring", "FC1", "strength", "recorded"),
        "strength.must_count",
        "scoring",
        Some((11, "C")),
    );
    refuses(
        "first-contact-6",
        set("scoring", "held", "band", "danger_now"),
        "outcome.danger_reserved",
        "scoring",
        None,
    );
    refuses("first-contact-6", set("scoring", "FC4", "ilo_11", "7, x"), "field.type", "scoring", None);
    refuses(
        "group-screen",
        set("survey", "children", "constraint", ". < ${persons"),
        "expression.syntax",
        "survey",
        None,
    );
    refuses(
        "group-screen",
        set("survey", "children", "constraint", "rank(${persons}) > 1"),
        "expression.function",
        "survey",
        None,
    );
    refuses(
        "group-screen",
        set("survey", "children", "relevant", "${children} > 1"),
        "expression.circle",
        "survey",
        None,
    );
    refuses(
        "group-screen",
        set("survey", "children", "relevant", "${nobody} > 1"),
        "relevant.unknown_code",
        "survey",
        None,
    );
    refuses("group-screen", set("survey", "children", "name", "persons"), "name.duplicate", "survey", None);
    refuses("group-screen", set("survey", "children", "type", "geopoint"), "field.value", "survey", None);
    refuses("group-screen", set("survey", "children", "type", "begin_repeat"), "field.value", "survey", None);
    refuses(
        "group-screen",
        set("survey", "minder", "type", "select_one nobody"),
        "list.unknown",
        "survey",
        None,
    );
    refuses("group-screen", set("survey", "GRP01", "required", "yes"), "field.unknown", "survey", None);
    refuses("group-screen", set("survey", "GRP01", "calculation", "1 + 1"), "field.unknown", "survey", None);
    refuses("group-screen", set("survey", "children", "required", "perhaps"), "field.type", "survey", None);
}

#[test]
fn a_circle_of_two_is_told_at_both_cells() {
    let mut cells = Cells::of("group-screen");
    cells.set("survey", "persons", "relevant", "${met_alone} > 1");
    cells.set("survey", "met_alone", "relevant", "${persons} > 1");
    let found = problems(&cells.bytes());
    let at: Vec<u32> =
        found.iter().filter(|one| one.code == "expression.circle").map(|one| one.row).collect();
    assert!(at.contains(&2) && at.contains(&5), "{found:#?}");
}

#[test]
fn what_a_form_cannot_hold_is_refused_and_never_dropped() {
    let set = |sheet: &'static str, name: &'static str, header: &'static str, text: &'static str| {
        move |cells: &mut Cells| {
            cells.set(sheet, name, header, text);
        }
    };
    refuses(
        "first-contact-6",
        set("survey", "FC1", "type", "text"),
        "type.not_scored",
        "survey",
        Some((2, "A")),
    );
    refuses(
        "first-contact-6",
        set("survey", "FC1", "default", "yes_told"),
        "default.forbidden",
        "survey",
        Some((2, "H")),
    );
    refuses(
        "group-screen",
        set("survey", "persons", "default", "2"),
        "default.forbidden",
        "survey",
        Some((2, "H")),
    );
    refuses(
        "first-contact-6",
        set("survey", "FC1", "name", "FC9"),
        "sign.not_scored",
        "survey",
        Some((2, "")),
    );
    refuses(
        "first-contact-6",
        set("survey", "FC1", "name", "FC9"),
        "sign.not_asked",
        "scoring",
        Some((11, "")),
    );
    refuses(
        "first-contact-6",
        set("scoring", "FC2", "name", "FC1"),
        "code.duplicate",
        "scoring",
        Some((12, "")),
    );
    refuses(
        "first-contact-6",
        set("scoring", "FC2", "part", "sin"),
        "part.unknown",
        "scoring",
        Some((12, "A")),
    );
    refuses(
        "first-contact-6",
        |cells| cells.sheet("scoring").retain(|row| row[0] != "outcome"),
        "part.orphan",
        "scoring",
        None,
    );
    refuses(
        "first-contact-6",
        |cells| cells.sheet("survey")[0][2] = "appearance".to_owned(),
        "column.unknown",
        "survey",
        Some((1, "C")),
    );
    refuses(
        "first-contact-6",
        |cells| cells.sheet("survey")[0][2] = "relevant".to_owned(),
        "column.twice",
        "survey",
        Some((1, "D")),
    );
    refuses(
        "first-contact-6",
        |cells| cells.sheet("survey")[0][0] = String::new(),
        "cell.stray",
        "survey",
        Some((2, "A")),
    );
    refuses(
        "first-contact-6",
        |cells| cells.0.push(("entities".to_owned(), vec![vec!["x".to_owned()]])),
        "sheet.unknown",
        "entities",
        None,
    );
    refuses(
        "first-contact-6",
        |cells| cells.0.retain(|(name, _)| name != "scoring"),
        "sheet.missing",
        "scoring",
        None,
    );
    refuses(
        "first-contact-6",
        |cells| cells.0.retain(|(name, _)| name != "survey"),
        "sheet.missing",
        "survey",
        None,
    );
    let move_down = |cells: &mut Cells| {
        let row = cells.sheet("survey").remove(1);
        cells.sheet("survey").push(row);
    };
    refuses("group-screen", move_down, "field.after_signs", "survey", Some((19, "")));
    let again = |cells: &mut Cells| {
        let row = cells.sheet("settings")[1].clone();
        cells.sheet("settings").push(row);
    };
    refuses("first-contact-6", again, "row.extra", "settings", Some((3, "")));
}

#[test]
fn cells_of_a_wrong_type_are_told() {
    let cells = Cells::of("first-contact-6");
    let codes = |changes: &[(&str, u32, u16, To)]| -> Vec<(&'static str, u32, String)> {
        problems(&cells.bytes_with(changes)).into_iter().map(|one| (one.code, one.row, one.column)).collect()
    };
    let at = |code, row, column: &str| vec![(code, row, column.to_owned())];
    assert_eq!(codes(&[("scoring", 13, 2, To::Number(3.5))]), at("field.value", 14, "C"));
    assert_eq!(codes(&[("scoring", 13, 2, To::Formula("=\"strong\""))]), at("cell.formula", 14, "C"));
    assert_eq!(codes(&[("survey", 0, 3, To::Number(1.0))])[0], ("column.name", 1, "D".to_owned()));
    assert_eq!(codes(&[("survey", 4, 40, To::Text("lost".to_owned()))]), at("cell.stray", 5, "AO"));
    assert_eq!(codes(&[("scoring", 13, 8, To::Text("x".repeat(601)))]), at("text.too_long", 14, "I"));
}
