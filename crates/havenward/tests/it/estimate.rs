//! `havenward estimate`, on good and on bad tables.

use crate::ran::{run, run_with};

/// A small invented table of three lists.
const LISTS: &str = "police,shelter,labour,count\n\
                     1,0,0,210\n0,1,0,160\n0,0,1,190\n1,1,0,31\n1,0,1,27\n0,1,1,22\n1,1,1,4\n";

#[test]
fn the_whole_ladder_is_told_in_words_and_in_json() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("lists.csv"), LISTS).unwrap();
    let words = run(folder.path(), &["estimate", "lists.csv", "--bootstrap", "0"]);
    assert_eq!(words.code, 0, "{}", words.err);
    assert!(words.out.contains("VERDICT") && words.out.contains("latent_class"), "{}", words.out);
    let json = run_with(folder.path(), &["estimate", "-", "--bootstrap", "0", "--json"], LISTS).json();
    assert_eq!(json["observed"], 644.0);
    assert_eq!(json["estimates"].as_array().unwrap().len(), 7);
    assert_eq!(json["estimates"][2]["interval"], "wald");
    assert!(json.get("counts").is_none());
}

#[test]
fn a_report_is_written_whole_and_shows_counts_only_on_request() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("lists.csv"), LISTS).unwrap();
    let base = ["estimate", "lists.csv", "--bootstrap", "0", "--out", "report.html"];
    assert_eq!(run(folder.path(), &base).code, 0);
    let page = std::fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(page.contains("<svg") && page.ends_with("</html>") && !page.contains(">210<"));
    assert_eq!(run(folder.path(), &[&base[..], &["--with-counts"]].concat()).code, 0);
    let page = std::fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(page.contains(">210<"));
}

#[test]
fn bad_tables_are_bad_input_with_line_column_and_mend() {
    let folder = tempfile::tempdir().unwrap();
    let bad = LISTS.replace("1,0,0,210", "1,0,0,-210");
    let ran = run_with(folder.path(), &["estimate", "-", "--out", "report.html"], &bad);
    assert_eq!(ran.code, 4);
    assert!(ran.err.contains("line 2: column `count`: negative (mend: "), "{}", ran.err);
    assert!(!folder.path().join("report.html").exists());
    assert_eq!(run(folder.path(), &["estimate", "absent.csv"]).code, 4);
}

#[test]
fn linked_lists_come_at_three_thresholds() {
    let folder = tempfile::tempdir().unwrap();
    for (name, shared) in [("low.csv", "40"), ("middle.csv", "31"), ("high.csv", "20")] {
        std::fs::write(folder.path().join(name), LISTS.replace("1,1,0,31", &format!("1,1,0,{shared}")))
            .unwrap();
    }
    let base = ["estimate", "middle.csv", "--bootstrap", "0", "--json", "--linked", "0.8=low.csv"];
    assert_eq!(run(folder.path(), &base).code, 4);
    let all = [&base[..], &["--linked", "0.9=middle.csv", "--linked", "0.95=high.csv"]].concat();
    let json = run(folder.path(), &all).json();
    assert_eq!(json["linkage"]["thresholds"].as_array().unwrap().len(), 3);
}
