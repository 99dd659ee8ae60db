//! Tables of others' making: taken rightly or refused with line, column and mend.

use havenward_evidence::mse::table::{Problem, Table, read};

fn taken(text: &str) -> Table {
    read(text.as_bytes()).unwrap()
}

fn refused(text: &str) -> String {
    let problems: Vec<Problem> = read(text.as_bytes()).unwrap_err();
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn three_forms_of_one_table_are_the_same() {
    let counted = taken("A,B,count\n1,0,2\n0,1,1\n1,1,1\n");
    let rows = taken("person,A,B\np1,1,0\np2,1,0\np3,0,1\np4,1,1\n");
    let long = taken("person,list\np1,A\np4,B\np2,A\np3,B\np4,A\n");

    assert_eq!(counted.cells, rows.cells);
    assert_eq!(counted.cells, long.cells);
    assert_eq!(counted.names, long.names);
}

#[test]
fn marks_line_ends_quotes_and_delimiters_of_spreadsheets_are_understood() {
    let plain = taken("A,B,count\n1,0,2\n1,1,3\n");

    assert_eq!(taken("\u{feff}\"A\",\"B\",\"count\"\r\n\"1\",0,2\r\n1,1,\"3\"\r\n").cells, plain.cells);
    assert_eq!(taken("A;B;Count\n1;0; 2\n1;1;3").cells, plain.cells);
    assert_eq!(taken("count\tA\tB\n2\t1\t0\n3\t1\t1\n").cells, plain.cells);
}

#[test]
fn repeated_patterns_are_added_and_said() {
    let table = taken("A,B,count\n1,0,2\n1,1,3\n1,0,5\n0,0,0\n");

    assert_eq!(table.cells.counts(), [0.0, 7.0, 0.0, 3.0]);
    assert_eq!(table.notes.len(), 2);
    assert!(taken("person,list\na,A\na,A\nb,B\n").notes[0].contains("counts once"));
}

#[test]
fn bad_counts_are_refused_with_line_column_and_mend() {
    for (count, what) in [
        ("-1", "negative"),
        ("2.5", "not a whole number"),
        ("2.0", "not a whole number"),
        ("", "missing"),
        ("NA", "not a number"),
        ("1 000", "not a number"),
        ("99999999999999", "more people than there are"),
    ] {
        let said = refused(&format!("A,B,count\n1,1,4\n1,0,{count}\n"));
        assert!(said.starts_with("line 3: column `count`: ") && said.contains(what), "{count}: {said}");
        assert!(said.contains("(mend: "), "{said}");
    }
}

#[test]
fn what_cannot_be_a_table_of_lists_is_refused() {
    for (text, what) in [
        ("", "no lists"),
        ("A,B,count\n", "nobody is in this table"),
        ("A,B,count\n1,1,0\n", "nobody is in this table"),
        ("A,count\n1,4\n", "one list says nothing"),
        ("person,list\na,A\nb,A\n", "one list says nothing"),
        ("a,b,c,d,e,f,g,h,i,j,k,count\n1,0,0,0,0,0,0,0,0,0,0,1\n", "more than 10"),
        ("A,B,count\n1,0,4\n1,0,5\n", "column `B`: nobody is on this list"),
        ("A,B,count\n0,0,4\n1,1,5\n", "line 2: people on no list"),
        ("A,B,count\n2,0,4\n", "line 2: column `A`: neither 0 nor 1"),
        ("A,B,count\n,0,4\n", "line 2: column `A`: missing"),
        ("A,B,count\n1,0\n", "line 2: 2 fields, but the header has 3"),
        ("1,0,0,54\n0,1,0,463\n", "stands twice in the header"),
        ("A,a,count\n1,0,4\n", "stands twice in the header"),
        ("A,,count\n1,0,4\n", "has no name"),
        ("A:B,C,count\n1,0,4\n", "colon"),
        ("person,A,B\np,1,0\np,0,1\n", "line 3: column `person`: this person stands in an earlier row"),
        ("person,list\na,\n", "line 2: column `list`: missing"),
    ] {
        let said = refused(text);
        assert!(said.contains(what), "{text:?}: {said}");
        assert!(said.contains("mend: "), "{text:?}: {said}");
    }
    assert!(read(&b"A,B,count\n1,\xff,4\n"[..]).unwrap_err()[0].message.contains("UTF-8"));
}

#[test]
fn a_million_rows_are_counted() {
    let mut text = String::from("A,B,C\n");
    for row in 0..1_000_000_u32 {
        text.push_str(["1,0,0\n", "0,1,0\n", "1,1,0\n", "0,1,1\n"][row as usize % 4]);
    }

    assert_eq!(taken(&text).cells.observed(), 1e6);
}
