//! Tables of persons screened: what is taken, and every way in which one can be wrong.

use havenward_evidence::accuracy::row::Screen;
use havenward_evidence::accuracy::table::{Column, Reading, Table, read};
use havenward_evidence::accuracy::times::Reached;

const HEAD: &str = "result,reference,reference_standard\n";

fn taken(text: &str) -> Table {
    read(text.as_bytes(), &Reading::default()).unwrap()
}

fn refused(text: &str) -> String {
    read(text.as_bytes(), &Reading::default()).unwrap_err().to_string()
}

#[test]
fn a_table_says_in_any_order_what_it_knows_and_an_empty_field_is_no_no() {
    let table = taken(
        "Reference;site;person;RESULT;reference_standard;chosen_at_random;hours_to_safe_place;remark\n\
         ;north;p1;negative;;yes;;x\n\
         yes;north;p2;Positive;case conference;;6.5;y\n\
         no;south;p3;negative;case conference;no;never;z\n",
    );
    let [one, two, three] = table.rows.as_slice() else { panic!("three rows") };
    assert_eq!((one.is_trafficked, one.is_chosen, one.to_safe_place), (None, Some(true), None));
    assert_eq!((two.screen, two.to_safe_place), (Some(Screen::Positive), Some(Reached::After(6.5))));
    assert_eq!((three.is_chosen, three.to_safe_place), (Some(false), Some(Reached::NotYet)));
    assert_eq!((table.groups, table.unread), (vec![Column::Site], vec!["remark".to_owned()]));
    assert!(table.has_persons);
}

#[test]
fn bands_and_cut_offs_make_results() {
    let bands = "result,reference,reference_standard\nhigh,,\nsome,,\nnone,,\n";
    let reading = Reading { positive: vec!["high".to_owned(), "some".to_owned()], cutoff: None };
    let screens = |table: Table| table.rows.iter().map(|row| row.screen.unwrap()).collect::<Vec<_>>();
    let three = [Screen::Positive, Screen::Positive, Screen::Negative];
    assert_eq!(screens(read(bands.as_bytes(), &reading).unwrap()), three);
    let scores = "score,reference,reference_standard\n7,,\n6,,\n5.5,,\n";
    let reading = Reading { positive: Vec::new(), cutoff: Some(6.0) };
    assert_eq!(screens(read(scores.as_bytes(), &reading).unwrap()), three);
}

#[test]
fn what_cannot_be_is_refused_with_line_column_and_mend() {
    let with = |columns: &str, rows: &str| format!("result,reference,reference_standard,{columns}\n{rows}\n");
    let cases = [
        (String::new(), "the file is empty"),
        ("\u{feff}".to_owned(), "the file is empty"),
        ("result\npositive\n".to_owned(), "no column `reference`"),
        ("result,reference\npositive,yes\n".to_owned(), "no column `reference_standard`"),
        ("reference,reference_standard\nyes,x\n".to_owned(), "no column `result` and no `score`"),
        ("score,reference,reference_standard\n6,yes,x\n".to_owned(), "--cutoff"),
        ("result,result,reference,reference_standard\n".to_owned(), "`result` is there twice"),
        (with("Surname", "positive,yes,x,Doe"), "`surname` says who somebody is"),
        (with("birth_date", "positive,yes,x,1990-01-01"), "take it out"),
        (HEAD.to_owned(), "no row"),
        (format!("{HEAD}maybe,yes,x\n"), "line 2, column result: `maybe` is no result"),
        (format!("{HEAD}high,yes,x\n"), "--positive"),
        (format!("{HEAD}positive,perhaps,x\n"), "line 2, column reference: `perhaps` is neither yes nor no"),
        (format!("{HEAD}positive,-1,x\n"), "`-1` is neither yes nor no"),
        (format!("{HEAD}positive,yes,\n"), "reference_standard: `` is empty"),
        (format!("{HEAD},yes,x\n"), "column result: `` is empty though the person was asked"),
        (format!("{HEAD}positive,yes\n"), "line 2: 2 fields, but the header has 3"),
        (format!("{HEAD}positive;yes;x\n"), "looks separated by `;`"),
        (format!("{HEAD}positive,yes,\"x\nnegative,no,x\n"), "line 2, column reference_standard"),
        (format!("{HEAD}positive,yes,a\u{1b}[31mb\n"), "holds a control character"),
        (format!("{HEAD}positive,yes,{}\n", "x".repeat(101)), "longer than 100 letters"),
        (with("participation", "positive,,,refused"), "contradicts a result in the same row"),
        (with("participation", "positive,,,not_asked"), "contradicts a result in the same row"),
        (with("participation", "positive,,,declined"), "`declined` is none of the three"),
        (with("participation", ",,,refused"), "nobody in the table was screened"),
        (with("chosen_at_random", "positive,yes,x,sometimes"), "column chosen_at_random: `sometimes`"),
        (with("reference_used_screen", "positive,,,yes"), "speaks of a reference that is empty"),
        (with("score", "positive,yes,x,six"), "column score: `six` is no number"),
        (with("score", "positive,yes,x,nan"), "`nan` is no number"),
        (with("score", "positive,yes,x,inf"), "`inf` is no number"),
        (with("hours_to_safe_place", "positive,yes,x,-1"), "`-1` is no number of hours"),
        (with("hours_to_presumption", "positive,yes,x,soon"), "`soon` is no number of hours"),
        (with("hours_to_presumption", "positive,yes,x,9999999"), "is no number of hours"),
        (
            with("person", "positive,yes,x,p1\nnegative,yes,x,p1"),
            "has a row for this instrument already in line 2",
        ),
        (
            with("person,instrument", "positive,yes,x,p1,A\nnegative,no,x,p1,B"),
            "line 3, column reference: `no` contradicts line 2",
        ),
        (
            with("person,instrument,hours_to_safe_place", "positive,yes,x,p1,A,3\nnegative,yes,x,p1,B,4"),
            "has other times than in line 2",
        ),
        (
            with("group", &(0..40).map(|at| format!("positive,yes,x,officer {at}\n")).collect::<String>()),
            "never a single screener",
        ),
        (
            with("instrument", &(0..21).map(|at| format!("positive,yes,x,tool {at}\n")).collect::<String>()),
            "21 instruments",
        ),
    ];
    for (text, wanted) in cases {
        let error = refused(&text);
        assert!(error.contains(wanted) && error.contains("mend: "), "{text:?}: {error}");
    }
}

#[test]
fn what_was_asked_must_fit_the_table() {
    let against = |text: &str, positive: &[&str], cutoff| {
        let positive = positive.iter().map(|band| (*band).to_owned()).collect();
        read(text.as_bytes(), &Reading { positive, cutoff }).unwrap_err().to_string()
    };
    let bands = format!("{HEAD}high,yes,x\n");
    assert!(against(&bands, &["hihg"], None).contains("no result is `hihg`"));
    assert!(against(&bands, &[], Some(3.0)).contains("though the table has results"));
    let scores = "score,reference,reference_standard\n6,yes,x\n";
    assert!(against(scores, &["high"], Some(3.0)).contains("though the table has no results"));
    assert!(against(&scores.replace("6,", ","), &[], Some(3.0)).contains("column score: `` is empty"));
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    for bytes in [[HEAD.as_bytes(), b"positive,yes,\xff\n"].concat(), b"\xff\xfer\0".to_vec()] {
        let error = read(bytes.as_slice(), &Reading::default()).unwrap_err().to_string();
        assert!(error.contains("UTF") && error.contains("mend: "), "{error}");
    }
}
