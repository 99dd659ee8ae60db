//! `havenward trends` and `havenward scan`: the promised figures, and a refusal for every bad file.

use std::path::Path;

use crate::ran::{Ran, run, run_with};

/// Simulated weekly series and the bounds of R surveillance 1.20.3 for the last 49 weeks.
const SIM: &str = include_str!("../../../evidence/tests/data/sim_series.csv");
const SIM_DELTA: &str = include_str!("../../../evidence/tests/data/sim_farrington_delta_upper.csv");
const NEW_YORK: &str = include_str!("../../../evidence/tests/data/scan_ny_leukemia.csv");

fn trends(folder: &Path, arguments: &[&str], table: &str) -> Ran {
    std::fs::write(folder.join("series.csv"), table).unwrap();
    run(folder, &[["trends", "series.csv"].as_slice(), arguments].concat())
}

#[test]
fn the_recorded_bounds_come_out_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let method = ["--method", "farrington-flexible-delta", "--last", "49", "--json"];
    let answer = trends(folder.path(), &method, SIM).json();
    let series = answer["series"].as_array().unwrap();
    assert_eq!(series.len(), 50);
    let mut nulls = 0;
    for (row, line) in SIM_DELTA.lines().skip(1).enumerate() {
        for (at, upper) in line.split(',').enumerate() {
            let period = &series[at]["periods"][row];
            assert_eq!(period["index"], 316 + row as u64);
            let Ok(upper) = upper.parse::<f64>() else {
                nulls += 1;
                assert!(period["upper"].is_null() && period["alarm"] == false, "{period}");
                continue;
            };
            assert!((period["upper"].as_f64().unwrap() - upper).abs() < 1e-4);
            assert_eq!(period["alarm"].as_bool().unwrap(), period["observed"].as_f64().unwrap() > upper);
        }
    }
    assert!(nulls > 100);
}

#[test]
fn controls_are_options_and_every_method_has_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let stated = [
        "--years-back",
        "5",
        "--half-window",
        "3",
        "--periods",
        "10",
        "--alpha",
        "0.01",
        "--weights-threshold",
        "2.58",
        "--skip-recent",
        "26",
        "--last",
        "3",
        "--json",
        "--method",
        "farrington-flexible-delta",
    ];
    let said = trends(folder.path(), &stated, SIM).json();
    let default = ["--last", "3", "--json", "--method", "farrington-flexible-delta"];
    assert_eq!(said, trends(folder.path(), &default, SIM).json());
    for method in [
        "farrington-flexible-nbplugin",
        "farrington-flexible-muan",
        "farrington-1996",
        "ears-c1",
        "ears-c2",
        "ears-c3",
        "cusum",
        "bayes",
        "farrington-textbook",
        "ears-guarded",
        "accumulated",
    ] {
        let answer = trends(folder.path(), &["--method", method, "--last", "2", "--json"], SIM).json();
        assert_eq!(answer["method"], method);
        assert_eq!(answer["series"][0]["periods"].as_array().unwrap().len(), 2);
    }
    assert_eq!(trends(folder.path(), &["--method", "oracle"], SIM).code, 2);
}

/// Six years of quarters with a rise in the last one, by one new reporter.
fn quarters() -> String {
    let quarter = |at: u32| format!("{}-Q{},labour,police,{}\n", 2018 + at / 4, at % 4 + 1, 12 + at % 4);
    let told: String = (0..24).map(quarter).collect();
    format!("period,series,reporter,count\n{told}2023-Q4,labour,inspectors,40\n")
}

#[test]
fn people_read_what_was_counted_and_who_made_it_rise() {
    let folder = tempfile::tempdir().unwrap();
    // The same quarter twice is one row a reporter.
    let text = quarters();
    let ran = trends(folder.path(), &["--last", "4", "--out", "report.html"], &text);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("a count of identification is not a count of exploitation"), "{}", ran.out);
    assert!(ran.out.contains("without the new reporters (inspectors) there is no alarm"), "{}", ran.out);
    let page = std::fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(page.contains("<svg") && page.contains("<table>") && page.contains("2023-Q4"), "{page}");
    assert!(!page.contains("<script"));
}

#[test]
fn a_name_in_a_file_cannot_become_markup() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "1\n".repeat(20);
    let ran =
        trends(folder.path(), &["--method", "ears-c1", "--out", "r.html"], &format!("<b>x</b>\n{rows}"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!std::fs::read_to_string(folder.path().join("r.html")).unwrap().contains("<b>"));
}

#[test]
fn bad_series_are_refused_with_file_line_and_mend() {
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        ("a,b\n1,-2\n", "series.csv: line 2, column b: `-2` is below 0"),
        ("a,b\n1,2.5\n", "is no whole number"),
        ("a,b\n1,x\n", "is no number"),
        ("week,a\n2024-W02,1\n2024-W02,1\n", "is there twice"),
        ("week,a\n2024-W02,1\n2024-W01,1\n", "comes after a later period"),
        ("", "the file is empty"),
        ("a\n1\n2\n3\n", "not enough history"),
    ];
    for (table, wanted) in cases {
        let ran = trends(folder.path(), &["--json"], table);
        assert_eq!((ran.code, ran.out.as_str()), (4, ""), "{table:?}");
        assert!(ran.err.contains(wanted) && ran.err.contains("mend: "), "{table:?}: {}", ran.err);
    }
    for (arguments, wanted) in [
        (["--last", "0"], "--last 0"),
        (["--last", "9999"], "at most 364"),
        (["--alpha", "2"], "--alpha 2"),
        (["--half-window", "40"], "--half-window 40"),
        (["--periods", "90"], "--periods 90"),
        (["--series", "V99"], "no series `V99`"),
    ] {
        let ran = trends(folder.path(), &arguments, SIM);
        assert_eq!(ran.code, 4, "{arguments:?}");
        assert!(ran.err.contains(wanted), "{}", ran.err);
    }
    assert_eq!(run(folder.path(), &["trends", "missing.csv"]).code, 4);
}

#[test]
fn a_scan_finds_new_york() {
    let folder = tempfile::tempdir().unwrap();
    let arguments =
        ["scan", "-", "--model", "poisson", "--max-share", "0.15", "--replicates", "999", "--json"];
    let answer = run_with(folder.path(), &arguments, NEW_YORK).json();
    let first = &answer["clusters"][0];
    assert_eq!(first["ids"].as_array().unwrap().len(), 30);
    assert!((first["llr"].as_f64().unwrap() - 13.278_158).abs() < 1e-5);
    assert!(first["p"].as_f64().unwrap() < 0.005);
    let words = run_with(folder.path(), &["scan", "-", "--replicates", "99"], NEW_YORK);
    assert!(words.out.contains("more was found"), "{}", words.out);
}

#[test]
fn bad_regions_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let head = "id,x_km,y_km,population,cases\n";
    for (table, wanted) in [
        ("id,x_km\n", "no column `y_km`"),
        (&format!("{head}a,0,0,5,-1\n"), "is below 0"),
        (&format!("{head}a,0,0,5,1\n"), "fewer than two regions"),
        (&format!("{head}a,0,0,5,0\nb,0,0,5,0\n"), "no case"),
    ] {
        let ran = run_with(folder.path(), &["scan", "-"], table);
        assert_eq!((ran.code, ran.err.contains(wanted)), (4, true), "{}", ran.err);
    }
    let ran = run_with(folder.path(), &["scan", "-", "--max-share", "0"], NEW_YORK);
    assert_eq!((ran.code, ran.err.contains("--max-share")), (4, true), "{}", ran.err);
}
