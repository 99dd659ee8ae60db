//! Tables in both forms, and every way in which one can be wrong.

use havenward_evidence::trends::Frequency;
use havenward_evidence::trends::table::{Absent, Reading, Table, TableError, read};

const AS_IS: Reading = Reading { frequency: None, absent: Absent::Missing };

fn table(text: &str) -> Table {
    read(text.as_bytes(), AS_IS).unwrap()
}

fn refused(text: &str) -> String {
    read(text.as_bytes(), AS_IS).unwrap_err().to_string()
}

#[test]
fn the_wide_form_has_one_column_a_series() {
    let plain = table("labour,sexual\n1,2\n3,4\n");
    assert_eq!(plain.series[1].counts, [Some(2), Some(4)]);
    assert_eq!((plain.frequency, plain.labels.len()), (Frequency::Weekly, 2));
    let dated = table("month,labour\n2023-11,1\n2023-12,\n2024-02,4\n");
    assert_eq!(dated.series[0].counts, [Some(1), None, None, Some(4)]);
    assert_eq!((dated.frequency, dated.gaps, dated.missing), (Frequency::Monthly, 1, 2));
    assert_eq!(dated.labels[2], None);
}

#[test]
fn the_long_form_may_stand_in_any_order_and_a_hole_is_no_zero() {
    let text = "series,period,count\nlabour,2024-Q2,3\nsexual,2024-Q1,5\nlabour,2024-Q1,1\n";
    let found = table(text);
    assert_eq!(found.frequency, Frequency::Quarterly);
    assert_eq!(found.series[0].counts, [Some(1), Some(3)]);
    assert_eq!(found.series[1].counts, [Some(5), None]);
    let zero = read(text.as_bytes(), Reading { absent: Absent::Zero, ..AS_IS }).unwrap();
    assert_eq!(zero.series[1].counts, [Some(5), Some(0)]);
}

#[test]
fn reporters_add_up_and_stay_apart() {
    let found = table(
        "period,series,reporter,count\n1,labour,police,2\n1,labour,inspectors,1\n2,labour,police,4\n3,labour,police,NA\n",
    );
    assert_eq!(found.series[0].counts, [Some(3), Some(4), None]);
    assert_eq!(found.reporters[0][1].name, "inspectors");
    assert_eq!(found.reporters[0][1].counts, [Some(1), Some(0), None]);
}

#[test]
fn bad_tables_are_refused_with_line_column_and_mend() {
    let cases = [
        ("", "the file is empty"),
        ("a,a\n1,2\n3,4\n", "`a` is there twice"),
        ("a,\n1,2\n", "a column has no name"),
        ("a;b\n1,2\n", "this row looks separated by `,`"),
        ("period\n1\n2\n", "no series beside the periods"),
        ("a,b\n1,2\n", "1 period where a history is needed"),
        ("a,b\n", "0 period"),
        ("a,b\n1,2\n3,-4\n", "line 3, column b: `-4` is below 0"),
        ("a,b\n1,2.5\n3,4\n", "line 2, column b: `2.5` is no whole number"),
        ("a,b\n1,few\n3,4\n", "line 2, column b: `few` is no number"),
        ("a,b\n1,nan\n3,4\n", "line 2, column b: `nan` is no number"),
        ("a,b\n1,99999999999\n3,4\n", "too large"),
        ("a,b\n1,2\n3\n", "line 3: 1 fields, but the header has 2"),
        ("week,a\n2024-W02,1\n2024-W01,2\n", "line 3, column week: `2024-W01` comes after a later period"),
        ("week,a\n2024-W02,1\n2024-W02,2\n", "line 3, column week: `2024-W02` is there twice"),
        ("week,a\n2024-W02,1\n2024-03,2\n", "line 3, column week: `2024-03` does not fit"),
        ("week,a\n2024-W60,1\n2024-03,2\n", "`2024-W60` is no period"),
        ("date,a\n2024-01-01,1\n2024-01-03,2\n", "neither weeks, months nor quarters apart"),
        ("period,a\n1,1\n999999999,2\n", "more than 100000 periods"),
        ("period,series,count\n", "no row"),
        ("period,series,count\n1,a,1\n1,a,2\n", "line 3, column period: `1, a` is there twice"),
        ("period,series,count\n1,,1\n", "line 2, column series: `` is empty"),
    ];
    for (text, wanted) in cases {
        let error = refused(text);
        assert!(error.contains(wanted) && error.contains("mend: "), "{text:?}: {error}");
    }
    let asked = Reading { frequency: Some(Frequency::Weekly), ..AS_IS };
    let against = read("month,a\n2024-01,1\n2024-02,2\n".as_bytes(), asked);
    assert!(against.unwrap_err().to_string().contains("the file names months"));
    let not_text = read([b'a', b'\n', 0xff, b'\n'].as_slice(), AS_IS);
    assert!(matches!(not_text, Err(TableError::NotATable(_))));
}
