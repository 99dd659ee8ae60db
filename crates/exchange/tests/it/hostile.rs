//! Files made to do harm cost little and are refused.

use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use havenward_exchange::xlsform::{self, MAX_BYTES, MAX_UNPACKED};
use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::workbook::{Cells, To, problems, shipped};

/// A workbook that is sound.
static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| xlsform::write(&shipped("first-contact-6")).unwrap());

fn codes(bytes: &[u8]) -> Vec<&'static str> {
    problems(bytes).into_iter().map(|one| one.code).collect()
}

/// A shipped workbook with one of its parts replaced.
fn with_part(name: &str, content: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(WHOLE.as_slice())).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for nth in 0..from.len() {
        let part = from.by_index(nth).unwrap();
        if part.name().unwrap() != name {
            to.raw_copy_file(part).unwrap();
        }
    }
    to.start_file(name, SimpleFileOptions::default()).unwrap();
    to.write_all(content).unwrap();
    to.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_workbook_is_refused() {
    for bytes in [&b""[..], b"PK", b"id = \"x\"", &[0xff; 1000], b"%PDF-1.7", b"PK\x03\x04 and nothing more"]
    {
        assert_eq!(codes(bytes), ["file.not_xlsx"]);
    }
    assert_eq!(codes(&vec![b'P'; MAX_BYTES + 1]), ["file.too_large"]);
}

#[test]
fn a_file_that_unpacks_to_more_than_the_limit_is_refused() {
    let many = usize::try_from(MAX_UNPACKED).unwrap() + 1;
    let bomb = with_part("xl/sharedStrings.xml", &vec![b' '; many]);
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    assert_eq!(codes(&bomb), ["file.too_large"]);
    // Also when the part is one that nobody would look at.
    assert_eq!(codes(&with_part("docProps/thumbnail.jpeg", &vec![0; many])), ["file.too_large"]);
}

#[test]
fn a_file_that_lies_about_its_sizes_is_refused() {
    let many = usize::try_from(MAX_UNPACKED).unwrap() + 1;
    let mut bomb = with_part("xl/sharedStrings.xml", &vec![b' '; many]);
    let size = u32::try_from(many).unwrap().to_le_bytes();
    let places: Vec<usize> = (0..bomb.len() - 4).filter(|at| bomb[*at..at + 4] == size).collect();
    assert!(!places.is_empty());
    for at in places {
        bomb[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    let found = codes(&bomb);
    assert!(["file.too_large", "file.not_xlsx"].contains(&found[0]), "{found:?}");
}

#[test]
fn a_file_of_very_many_parts_is_refused() {
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for nth in 0..300 {
        to.start_file(format!("part{nth}"), SimpleFileOptions::default()).unwrap();
    }
    assert_eq!(codes(&to.finish().unwrap().into_inner()), ["file.too_large"]);
}

fn rows(count: u32) -> Vec<u8> {
    let mut text =
        b"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
            .to_vec();
    for row in 1..=count {
        write!(text, "<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>").unwrap();
    }
    text.extend(b"</sheetData></worksheet>");
    with_part("xl/worksheets/sheet1.xml", &text)
}

#[test]
fn a_million_rows_are_refused() {
    assert_eq!(codes(&rows(1_000_000)), ["file.too_large"]);
    assert!(codes(&rows(300_000)).contains(&"sheet.too_large"));
}

#[test]
fn one_cell_far_away_is_refused() {
    let cells = Cells::of("first-contact-6");
    for (row, column) in [(1_048_575, 0), (0, 16_383), (1_048_575, 16_383)] {
        let found = codes(&cells.bytes_with(&[("survey", row, column, To::Text("x".to_owned()))]));
        assert!(found.contains(&"sheet.too_large"), "{found:?}");
    }
}

#[test]
fn entities_that_multiply_are_not_expanded() {
    let text = br#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
        <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>"#;
    assert!(!problems(&with_part("xl/sharedStrings.xml", text)).is_empty());
}

#[test]
fn parts_that_are_no_xml_are_refused() {
    for part in ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"]
    {
        for content in [
            &b""[..],
            b"<",
            b"<a><b></a>",
            &[0xff; 50],
            b"<worksheet><sheetData><row><c r=\"ZZZZZZZ99999999999\"/>",
        ] {
            drop(xlsform::read("mine.xlsx", &with_part(part, content)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_damage_to_a_file_makes_the_reader_panic(
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
        shorten in any::<bool>(),
    ) {
        let mut bytes = WHOLE.clone();
        for (place, byte) in &places {
            let at = place.index(bytes.len());
            bytes[at] = *byte;
        }
        if shorten {
            bytes.truncate(cut.index(bytes.len()));
        }
        drop(xlsform::read("mine.xlsx", &bytes));
    }

    #[test]
    fn no_damage_to_a_sheet_makes_the_reader_panic(
        places in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"<>\"'&/=0A9 ".to_vec())), 1..12),
        part in prop::sample::select(vec!["xl/worksheets/sheet1.xml", "xl/worksheets/sheet4.xml", "xl/workbook.xml", "xl/styles.xml"]),
    ) {
        let mut archive = zip::ZipArchive::new(Cursor::new(WHOLE.as_slice())).unwrap();
        let mut content = Vec::new();
        std::io::copy(&mut archive.by_name(part).unwrap(), &mut content).unwrap();
        for (place, byte) in &places {
            let at = place.index(content.len());
            content[at] = *byte;
        }
        drop(xlsform::read("mine.xlsx", &with_part(part, &content)));
    }

    #[test]
    fn no_text_in_a_cell_makes_the_reader_panic(text in ".{0,60}", row in 0..16_u32, column in 0..30_u16) {
        let cells = Cells::of("crisis-short");
        drop(xlsform::read("mine.xlsx", &cells.bytes_with(&[("scoring", row, column, To::Text(text))])));
    }
}
