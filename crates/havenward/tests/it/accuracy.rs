//! `havenward accuracy`: published figures come out, and what cannot be answered is refused with the mend.

use std::path::Path;

use crate::ran::{Ran, run, run_with};

const HEAD: &str = "person,instrument,language,result,reference,reference_standard,chosen_at_random\n";

/// So many persons of one kind, asked with one instrument or with both.
fn persons(from: usize, many: usize, instruments: &[&str], rest: &str) -> String {
    let row = |at| instruments.iter().map(move |tool| format!("p{at},{tool},{rest}\n"));
    (from..from + many).flat_map(row).collect()
}

/// 1,000 screened, 40 found, 60 flagged for nothing; of 900 negatives 100 drawn by lot, 3 of them missed.
fn sample() -> String {
    let tool = ["RAFT"];
    [
        HEAD.to_owned(),
        persons(0, 40, &tool, "uk,positive,yes,case conference,"),
        persons(100, 60, &tool, "uk,positive,no,case conference,"),
        persons(200, 3, &tool, "ar,negative,yes,case conference,yes"),
        persons(300, 97, &tool, "uk,negative,no,case conference,yes"),
        persons(1_000, 800, &tool, "uk,negative,,,no"),
    ]
    .concat()
}

fn accuracy(folder: &Path, arguments: &[&str], table: &str) -> Ran {
    std::fs::write(folder.join("screened.csv"), table).unwrap();
    run(folder, &[["accuracy", "screened.csv"].as_slice(), arguments].concat())
}

/// QYIT, Chisolm-Straker and others 2019: 86.7 and 76.5 %, likelihood ratio 3.68.
#[test]
fn counts_of_a_publication_give_its_figures() {
    let folder = tempfile::tempdir().unwrap();
    let answer = run(folder.path(), &["accuracy", "--counts", "26,4,73,237", "--json"]).json();
    let all = &answer["instruments"][0]["all"];
    let is = |measure: &str, wanted: f64| {
        assert!((all[measure]["estimate"].as_f64().unwrap() - wanted).abs() < 0.005, "{measure}");
    };
    is("sensitivity", 0.867);
    is("specificity", 0.765);
    is("positive_likelihood_ratio", 3.68);
    assert_eq!(all["sensitivity"]["of"], 30);
    assert_eq!(all["at"].as_array().unwrap().len(), 5);
    let words = run(folder.path(), &["accuracy", "--counts", "26,4,73,237", "--prevalence", "25,0.1"]).out;
    assert!(words.contains("Taken as told") && words.contains("250 (25.0 %)"), "{words}");
    assert!(words.contains("it never means that somebody is a victim"), "{words}");
}

#[test]
fn a_random_sample_of_negatives_corrects_and_small_counts_stay_hidden() {
    let folder = tempfile::tempdir().unwrap();
    let hidden = accuracy(folder.path(), &["--json"], &sample()).json();
    let all = &hidden["instruments"][0]["all"];
    assert_eq!((all["basis"].as_str().unwrap(), &hidden["fewest_shown"]), ("sample", &11.into()));
    assert!(all["sensitivity"]["estimate"].is_null() && all["sensitivity"]["between"]["low"] == 0.3);
    let words = accuracy(folder.path(), &[], &sample());
    assert_eq!(words.code, 0, "{}", words.err);
    assert!(
        words.out.contains("between 30 and 85 %") && words.out.contains("Begg and Greenes"),
        "{}",
        words.out
    );
    let open = accuracy(folder.path(), &["--with-counts", "--by", "language", "--json"], &sample()).json();
    let found = open["instruments"][0]["all"]["sensitivity"]["estimate"].as_f64().unwrap();
    assert!((found - 40.0 / 67.0).abs() < 1e-9);
    assert_eq!(open["instruments"][0]["by"][0]["column"], "language");
    let apart = accuracy(folder.path(), &["--by", "instrument", "--json"], &sample()).json();
    assert_eq!(apart["instruments"][0]["by"].as_array().unwrap().len(), 0);
    let lower = accuracy(folder.path(), &["--k", "3", "--json"], &sample()).json();
    assert!(
        (lower["instruments"][0]["all"]["sensitivity"]["estimate"].as_f64().unwrap() - found).abs() < 1e-9
    );
}

#[test]
fn nobody_checked_among_the_negatives_refuses_sensitivity_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let table: String =
        sample().lines().filter(|line| !line.ends_with(",yes")).map(|line| format!("{line}\n")).collect();
    let answer = accuracy(folder.path(), &["--with-counts", "--json"], &table).json();
    let all = &answer["instruments"][0]["all"];
    for measure in ["sensitivity", "npv_here"] {
        assert!(all[measure]["refused"].as_str().unwrap().contains("how many were missed"), "{measure}");
    }
    assert_eq!(all["ppv_here"]["estimate"], 0.4);
}

#[test]
fn two_instruments_on_the_same_persons_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let both = ["A", "B"];
    let mut table = [
        HEAD.to_owned(),
        persons(0, 30, &both, "uk,positive,yes,case conference,"),
        persons(100, 30, &both, "uk,negative,no,case conference,"),
    ]
    .concat();
    for at in 200..220 {
        table.push_str(&persons(at, 1, &["A"], "uk,positive,yes,case conference,"));
        table.push_str(&persons(at, 1, &["B"], "uk,negative,yes,case conference,"));
    }
    let answer = accuracy(folder.path(), &["--compare", "A,B", "--json"], &table).json();
    let among = &answer["comparison"]["among_trafficked"];
    assert_eq!(
        (&among["only_first_right"], among["reading"].as_str().unwrap()),
        (&20.into(), "first_better")
    );
    let words = accuracy(folder.path(), &["--compare", "A, B"], &table).out;
    assert!(words.contains("A and B on the same persons"), "{words}");
    for (pair, wanted) in [("A", "A,B"), ("A,A", "with itself"), ("A,C", "no instrument `C`")] {
        let ran = accuracy(folder.path(), &["--compare", pair], &table);
        assert_eq!((ran.code, ran.out.as_str()), (4, ""), "{pair}");
        assert!(ran.err.contains(wanted) && ran.err.contains("mend: "), "{}", ran.err);
    }
}

#[test]
fn what_cannot_be_answered_is_bad_input_with_file_line_and_mend() {
    let folder = tempfile::tempdir().unwrap();
    for (table, wanted) in [
        ("", "screened.csv: line 1: the file is empty"),
        (
            "result,reference,reference_standard\nmaybe,yes,x\n",
            "screened.csv: line 2, column result: `maybe`",
        ),
        ("result,reference,reference_standard,surname\npositive,yes,x,y\n", "says who somebody is"),
        ("result,reference,reference_standard\n", "no row"),
    ] {
        let ran = accuracy(folder.path(), &["--json"], table);
        assert_eq!((ran.code, ran.out.as_str()), (4, ""), "{table:?}");
        assert!(ran.err.contains(wanted) && ran.err.contains("mend: "), "{table:?}: {}", ran.err);
    }
    for (arguments, wanted) in [
        (["--prevalence", "7.3"], "--prevalence: one prevalence is no range"),
        (["--prevalence", "0,7"], "--prevalence: `0` is no prevalence"),
        (["--positive", "high"], "no result is `high`"),
        (["--cutoff", "6"], "though the table has results"),
        (["--cutoff", "nan"], "--cutoff: no number"),
        (["--by", "site"], "--by site: no column `site`"),
    ] {
        let ran = accuracy(folder.path(), &arguments, &sample());
        assert_eq!((ran.code, ran.out.as_str()), (4, ""), "{arguments:?}");
        assert!(ran.err.contains(wanted) && ran.err.contains("mend: "), "{arguments:?}: {}", ran.err);
    }
    for (counts, wanted) in
        [("0,0,0,0", "nobody was screened"), ("1,2,3", "3 numbers"), ("1,2,3,x", "TN: `x`")]
    {
        let ran = run(folder.path(), &["accuracy", "--counts", counts]);
        assert_eq!((ran.code, ran.err.contains(wanted)), (4, true), "{}", ran.err);
    }
    assert_eq!(run(folder.path(), &["accuracy", "missing.csv"]).code, 4);
    for usage in [
        &["accuracy"][..],
        &["accuracy", "screened.csv", "--counts", "1,2,3,4"],
        &["accuracy", "--counts", "1,2,3,4", "--by", "site"],
        &["accuracy", "screened.csv", "--by", "officer"],
        &["accuracy", "screened.csv", "--k", "1"],
    ] {
        assert_eq!(run(folder.path(), usage).code, 2, "{usage:?}");
    }
    let piped = run_with(folder.path(), &["accuracy", "-", "--json"], &sample());
    assert_eq!(piped.code, 0, "{}", piped.err);
}
