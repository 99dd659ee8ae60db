//! `havenward screen`, on good and on bad files.

use crate::ran::{run, run_with};

const TOLD: &str =
    r#"{"instrument": "first-contact-6@1", "context": {"child": "no"}, "answers": {"FC2": "yes_told"}}"#;

#[test]
fn a_screening_is_told_in_words_and_in_json() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("answers.json"), TOLD).unwrap();
    let words = run(folder.path(), &["screen", "first-contact-6", "answers.json"]);
    assert_eq!(words.code, 0, "{}", words.err);
    assert!(words.out.contains("What to do now"), "{}", words.out);
    let json = run_with(folder.path(), &["screen", "first-contact-6", "-", "--json"], TOLD).json();
    assert_eq!(json["finding"]["band"], "protect_now");
    assert_eq!(json["finding"]["of"], 6);
}

#[test]
fn nothing_asked_is_no_answer_about_the_person() {
    let folder = tempfile::tempdir().unwrap();
    let none = r#"{"instrument": "first-contact-6@1", "answers": {}}"#;
    let ran = run_with(folder.path(), &["screen", "first-contact-6", "-"], none);
    assert_eq!(ran.code, 0);
    assert!(!ran.out.to_lowercase().contains("not a victim"));
}

#[test]
fn bad_answers_and_bad_instruments_are_bad_input() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let unknown = TOLD.replace("FC2", "FC99");
    let ran = run_with(here, &["screen", "first-contact-6", "-"], &unknown);
    assert_eq!((ran.code, ran.err.contains("answers.FC99")), (4, true), "{}", ran.err);
    assert_eq!(run_with(here, &["screen", "first-contact-6", "-"], "{").code, 4);

    let ran = run_with(here, &["screen", "no-such", "-"], TOLD);
    assert_eq!((ran.code, ran.err.contains("first-contact-6")), (4, true), "{}", ran.err);
    std::fs::write(here.join("mine.toml"), "id = \"mine\"\nversion = 0\n").unwrap();
    let ran = run_with(here, &["screen", "mine.toml", "-"], TOLD);
    assert_eq!((ran.code, ran.err.contains("mine.toml:2:")), (4, true), "{}", ran.err);
    assert_eq!(run(here, &["screen", "first-contact-6", "missing.json"]).code, 4);
    assert_eq!(run(here, &["screen"]).code, 2);
}

#[test]
fn a_shipped_instrument_goes_through_a_workbook_and_screens_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let ran = run(here, &["screen", "first-contact-6", "--export", "mine.xlsx"]);
    assert_eq!((ran.code, ran.out.contains("mine.xlsx")), (0, true), "{} {}", ran.out, ran.err);
    let ran = run(here, &["screen", "mine.xlsx", "--export", "mine.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let shipped = run_with(here, &["screen", "first-contact-6", "-"], TOLD).out;
    for file in ["mine.xlsx", "mine.toml"] {
        assert_eq!(run_with(here, &["screen", file, "-"], TOLD).out, shipped);
        assert_eq!(run(here, &["screen", file, "--json"]).json()["signs"], 6);
    }
}

#[test]
fn a_bad_workbook_is_told_by_sheet_row_and_column_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    std::fs::write(here.join("mine.xlsx"), "no workbook").unwrap();
    let ran = run(here, &["screen", "mine.xlsx", "--export", "mine.toml"]);
    assert_eq!((ran.code, ran.err.contains("mine.xlsx: this is not a workbook")), (4, true), "{}", ran.err);
    assert!(!here.join("mine.toml").exists());
    let ran = run(here, &["screen", "first-contact-6", "--export", "mine.pdf"]);
    assert_eq!((ran.code, ran.err.contains(".xlsx or .toml")), (4, true), "{}", ran.err);
    assert_eq!(run(here, &["screen", "first-contact-6", "-", "--export", "x.xlsx"]).code, 2);
}
