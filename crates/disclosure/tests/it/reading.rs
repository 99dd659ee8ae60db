//! Files as people have them.

use havenward_disclosure::frame::Frame;
use havenward_disclosure::read::{Choice, LONGEST_VALUE, Several, frame};

fn read(text: &[u8]) -> Result<Frame, String> {
    frame(text, &Choice::default()).map_err(|error| error.to_string())
}

fn refused(text: &[u8], part: &str) {
    let said = read(text).expect_err("a complaint");
    assert!(said.contains(part) && said.contains("(mend: "), "{said}");
}

#[test]
fn categories_are_read_and_empty_is_unknown() {
    let read = read(b"\xef\xbb\xbfsex,form\r\nf,labour\r\n,\"a, b\"\r\n").unwrap();
    assert_eq!(read.rows, 2);
    assert_eq!(read.columns[0].name, "sex");
    assert_eq!(read.columns[0].codes, [1, 0]);
    assert_eq!(read.columns[1].levels, ["a, b", "labour"]);
}

#[test]
fn wrong_encodings_are_named() {
    refused(b"\xff\xfea\0,\0b\0", "UTF-16");
    refused(b"a,b\n1,\xe9t\xe9\n", "line 2: column `b`: not UTF-8");
    refused(b"a,b\n1,\0\n", "zero byte");
    refused(b"PK\x03\x04zzzz", "workbook");
    refused(b"caf\xe9,b\n", "line 1: field 1: not UTF-8");
}

#[test]
fn mixed_delimiters_and_ragged_lines_are_named_with_their_line() {
    refused(b"a;b\n1;2\n", "--delimiter");
    refused(b"a,b\n1,2\n1;2\n", "line 3: 1 fields where the first line has 2");
    refused(b"a,b\n1,2,3\n", "line 2: 3 fields");
}

#[test]
fn headers_are_named_once_each() {
    refused(b"a,b,a\n1,2,3\n", "line 1: field 3: column `a` stands here twice");
    refused(b"a,,c\n1,2,3\n", "line 1: field 2: no name");
    refused(b"", "empty");
    refused(b"a,b\n", "nobody below");
}

#[test]
fn a_long_field_is_refused_and_not_repeated() {
    let secret = "x".repeat(1_000_000);
    let said = read(format!("a,b\n1,{secret}\n").as_bytes()).unwrap_err();
    assert!(said.contains("line 2: column `b`: a field of 1000000 bytes"), "{said}");
    assert!(said.len() < 400);
    let open = format!("a,b\n1,\"{}\n", "1,2\n".repeat(LONGEST_VALUE));
    refused(open.as_bytes(), "line 2");
}

#[test]
fn a_column_of_ids_is_not_categorical() {
    let rows: String = (0..70_000).map(|id| format!("id{id}\n")).collect();
    refused(format!("a\n{rows}").as_bytes(), "more than 65000 different values");
}

#[test]
fn counts_persons_and_several_values_are_read() {
    let several = [Several { column: "needs".to_owned(), separator: ';', most: 2 }];
    let choice = Choice { count: Some("people"), person: Some("id"), several: &several, ..Choice::default() };
    let read = frame(&b"id,needs,people\n7,b; a;c,2\n8,,1\n7,a,0\n"[..], &choice).unwrap();
    assert_eq!(read.rows, 3);
    assert_eq!(read.persons, Some(vec![0, 0, 1]));
    assert_eq!(read.columns.len(), 1);
    assert_eq!(read.columns[0].levels, ["a;b"], "values of no rows are no values of a release");
}

#[test]
fn absent_columns_and_bad_counts_are_named() {
    let said =
        frame(&b"a\n1\n"[..], &Choice { count: Some("n"), ..Choice::default() }).unwrap_err().to_string();
    assert!(said.contains("no column `n`"), "{said}");
    let said = frame(&b"a,n\n1,many\n"[..], &Choice { count: Some("n"), ..Choice::default() })
        .unwrap_err()
        .to_string();
    assert!(said.contains("line 2: column `n`: not a number"), "{said}");
}
