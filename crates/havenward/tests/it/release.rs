//! `havenward release`: what may leave leaves, and nothing is written otherwise.

use std::path::Path;

use crate::ran::{run, run_with};

/// Invented persons: common and rare values.
fn persons() -> String {
    let row = |row: usize| {
        let form = if row.is_multiple_of(3) { "domestic" } else { "labour" };
        let sex = if row.is_multiple_of(5) { "" } else { "f" };
        format!("{form},{sex},r{}\n", row % 4)
    };
    let rows: Vec<String> = (0..900).map(row).collect();
    format!("form,sex,region\n{}=cmd(),m,r1\n", rows.concat())
}

fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in.csv"), persons()).unwrap();
    folder
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

const MICRO: [&str; 13] = [
    "release",
    "micro",
    "in.csv",
    "--delta",
    "1e-5",
    "--rows",
    "800",
    "--domain",
    "private",
    "--out",
    "synth.csv",
    "--report",
    "report.json",
];

fn micro<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&MICRO[..], more].concat()
}

#[test]
fn synthetic_records_are_paid_for_and_told_twice() {
    let folder = desk();
    let asked = micro(&["--epsilon", "4", "--ledger", "ledger.jsonl", "--internal", "internal.json"]);
    let ran = run(folder.path(), &asked);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let records = read("synth.csv");
    assert!(records.starts_with("form,sex,region\n") && records.lines().count() == 801);
    assert!(!records.contains("cmd"), "one person's value is not named");
    let report = read("report.json");
    assert!(report.contains("\"missingValues\"") && !report.contains("901") && !report.contains("fidelity"));
    assert!(read("internal.json").contains("not for publication"));
    let listed = run(folder.path(), &["release", "ledger", "ledger.jsonl", "--json"]).json();
    assert_eq!(listed["releases"].as_array().unwrap().len(), 1);
}

#[test]
fn a_spent_budget_and_a_missing_ledger_refuse_and_write_nothing() {
    let folder = desk();
    let ran = run(folder.path(), &micro(&["--epsilon", "4"]));
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("no ledger (mend: "), "{}", ran.err);
    assert_eq!(files(folder.path()), ["in.csv"]);
    let asked = micro(&["--epsilon", "4", "--ledger", "ledger.jsonl", "--year-epsilon", "5"]);
    assert_eq!(run(folder.path(), &asked).code, 0);
    std::fs::remove_file(folder.path().join("synth.csv")).unwrap();
    std::fs::remove_file(folder.path().join("report.json")).unwrap();
    let ran = run(folder.path(), &asked);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("is spent") && ran.err.contains("(mend: "), "{}", ran.err);
    assert_eq!(files(folder.path()), ["in.csv", "ledger.jsonl"]);
}

#[test]
fn a_test_seed_says_so_everywhere_and_charges_nothing() {
    let folder = desk();
    let seeded = micro(&["--epsilon", "4", "--ledger", "ledger.jsonl", "--seed", "1"]);
    assert_eq!(run(folder.path(), &seeded).code, 2, "a seed alone is refused");
    let ran = run(folder.path(), &[&seeded[..], &["--insecure-test-seed"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    for told in [ran.out, std::fs::read_to_string(folder.path().join("synth.csv")).unwrap()] {
        assert!(told.contains("NOT PRIVATE: test seed"), "{told}");
    }
    let report = std::fs::read_to_string(folder.path().join("report.json")).unwrap();
    assert!(report.contains("NOT PRIVATE: test seed"));
    assert_eq!(files(folder.path()), ["in.csv", "report.json", "synth.csv"]);
}

#[test]
fn senseless_numbers_and_files_are_bad_input_and_write_nothing() {
    let folder = desk();
    for epsilon in ["0", "1000", "-1", "NaN"] {
        let equals = format!("--epsilon={epsilon}");
        let ran = run(folder.path(), &micro(&[&equals, "--ledger", "ledger.jsonl"]));
        assert_eq!(ran.code, 4, "{}", ran.err);
        assert!(ran.err.contains("(mend: "), "{}", ran.err);
    }
    for bad in ["a,a\n1,2\n", "a;b\n1;2\n", "a,b\n1\n", "", "a,b\n"] {
        std::fs::write(folder.path().join("in.csv"), bad).unwrap();
        let ran = run(folder.path(), &micro(&["--epsilon", "1", "--ledger", "ledger.jsonl"]));
        assert_eq!(ran.code, 4, "{bad:?}: {}", ran.err);
        let table = run(folder.path(), &["release", "table", "in.csv", "--by", "a", "--out", "table.csv"]);
        assert_eq!(table.code, 4, "{bad:?}: {}", table.err);
    }
    assert_eq!(files(folder.path()), ["in.csv"]);
}

#[test]
fn a_table_hides_what_is_small_and_the_attacker_agrees() {
    let folder = desk();
    let table = ["release", "table", "in.csv", "--by", "form,region", "--out", "table.csv", "--json"];
    let told = run(folder.path(), &table).json();
    assert_eq!(told["loss"]["people"], 901);
    let text = std::fs::read_to_string(folder.path().join("table.csv")).unwrap();
    assert!(text.starts_with("form,region,people\n(all),(all),901\n"), "{text}");
    assert!(text.contains("'=cmd(),(all),hidden"), "{text}");
    let checked = run(folder.path(), &["release", "check", "table.csv"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
}

#[test]
fn the_attacker_finds_a_table_that_hides_too_little() {
    let folder = tempfile::tempdir().unwrap();
    let unsafe_table = "a,people\n(all),50\nx,47\ny,hidden\n";
    std::fs::write(folder.path().join("table.csv"), unsafe_table).unwrap();
    let ran = run(folder.path(), &["release", "check", "table.csv"]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(ran.out.contains("a y: 3 to 3"), "{}", ran.out);
}

#[test]
fn what_was_published_before_counts() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, n: usize| {
        std::fs::write(folder.path().join(name), format!("a,b,n\nx,p,{n}\nx,q,40\ny,p,30\ny,q,20\n"))
            .unwrap();
    };
    write("first.csv", 50);
    write("second.csv", 53);
    let table = |file, out, more: &[&str]| {
        let base = ["release", "table", file, "--count", "n", "--by", "a,b", "--out", out];
        run(folder.path(), &[&base[..], more].concat())
    };
    assert_eq!(table("first.csv", "one.csv", &[]).code, 0);
    let ran = table("second.csv", "two.csv", &["--against", "one.csv"]);
    assert_eq!(ran.code, 3, "the total alone tells that three persons came: {}", ran.out);
    assert!(ran.err.contains("(mend: "), "{}", ran.err);
    assert!(!folder.path().join("two.csv").exists());
}

#[test]
fn a_file_is_read_from_standard_input_too() {
    let folder = tempfile::tempdir().unwrap();
    let ran =
        run_with(folder.path(), &["release", "table", "-", "--by", "sex", "--out", "t.csv"], &persons());
    assert_eq!(ran.code, 0, "{}", ran.err);
}
