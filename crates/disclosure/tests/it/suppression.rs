//! Suppressed tables against an attacker of the tests' own.
//!
//! The attacker knows nothing of the suppressor: he reads the published rows, writes down every sum, and
//! bounds each hidden count by a simplex of his own with branching on fractions.

use std::collections::BTreeMap;

use havenward_disclosure::frame::{Column, Frame};
use havenward_disclosure::read::{Choice, frame};
use havenward_disclosure::suppression::axis::ALL;
use havenward_disclosure::suppression::coarsen;
use havenward_disclosure::suppression::earlier::Earlier;
use havenward_disclosure::suppression::table::{Asked, HIDDEN, Made, Publication, TableError, make};
use havenward_disclosure::write;
use rand::RngExt as _;
use rand::SeedableRng as _;

use crate::simplex::{Programme, least};

const K: u64 = 11;
/// Random tables: the full number where the build is optimised.
const TABLES: u64 = if cfg!(debug_assertions) { 60 } else { 1_000 };

fn asked(by: &[&[&str]]) -> Asked {
    let by = by.iter().map(|group| group.iter().map(|&name| name.to_owned()).collect()).collect();
    Asked { by, k: K, round: None, solving: None }
}

fn column(name: &str, codes: Vec<u16>) -> Column {
    let most = codes.iter().copied().max().unwrap_or(0);
    Column {
        name: name.to_owned(),
        levels: (1..=most).map(|code| format!("{name}{code:02}")).collect(),
        codes,
    }
}

/// Random persons in two or three columns; many small cells, some empty ones.
fn random_frame(seed: u64) -> Frame {
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
    let width = 2 + (seed % 2) as usize;
    let sizes: Vec<u16> =
        (0..width).map(|_| random.random_range(2..if width == 2 { 7 } else { 5 })).collect();
    let mut columns: Vec<Vec<u16>> = vec![Vec::new(); width];
    let mut codes = vec![1_u16; width];
    loop {
        let count = match random.random_range(0..10) {
            0..2 => 0,
            2..5 => random.random_range(1..11),
            5..8 => random.random_range(11..60),
            _ => random.random_range(60..300),
        };
        for (column, code) in columns.iter_mut().zip(&codes) {
            column.extend(std::iter::repeat_n(*code, count));
        }
        let Some(at) = (0..width).rev().find(|&at| codes[at] < sizes[at]) else { break };
        codes[at] += 1;
        codes[at + 1..].fill(1);
    }
    let rows = columns[0].len();
    let columns = columns.into_iter().zip(["a", "b", "c"]).map(|(codes, name)| column(name, codes)).collect();
    Frame { columns, rows, persons: None }
}

/// Truth of every cell and total, from the persons.
fn truth(frame: &Frame, columns: &[String]) -> BTreeMap<Vec<String>, u64> {
    let mut counts = BTreeMap::new();
    for row in 0..frame.rows {
        for mask in 0..1_u32 << columns.len() {
            let key = columns.iter().enumerate().map(|(at, name)| {
                let column = &frame.columns[frame.position(name).unwrap()];
                if mask >> at & 1 == 1 { column.level(column.codes[row]).to_owned() } else { ALL.to_owned() }
            });
            *counts.entry(key.collect()).or_insert(0) += 1;
        }
    }
    counts
}

/// Everything the attacker can write down from plain tables of the same persons over the same columns.
fn programme(tables: &[&Publication], columns: &[String]) -> (Programme, BTreeMap<Vec<String>, usize>) {
    let mut known: BTreeMap<Vec<String>, Option<u64>> = BTreeMap::new();
    for table in tables {
        for (values, count) in &table.rows {
            let key: Vec<String> = columns
                .iter()
                .map(|name| {
                    table
                        .columns
                        .iter()
                        .position(|other| other == name)
                        .map_or(ALL.to_owned(), |at| values[at].clone())
                })
                .collect();
            let entry = known.entry(key).or_insert(*count);
            *entry = entry.or(*count);
        }
    }
    let values: Vec<Vec<String>> = (0..columns.len())
        .map(|at| {
            let mut values: Vec<String> =
                known.keys().map(|key| key[at].clone()).filter(|value| value != ALL).collect();
            values.sort();
            values.dedup();
            values
        })
        .collect();
    // Every combination exists, whether published or not.
    let mut keys: Vec<Vec<String>> = vec![Vec::new()];
    for values in &values {
        keys = keys
            .iter()
            .flat_map(|key| {
                values
                    .iter()
                    .chain([&ALL.to_owned()])
                    .map(|value| [key.clone(), vec![value.clone()]].concat())
                    .collect::<Vec<_>>()
            })
            .collect();
    }
    let place: BTreeMap<Vec<String>, usize> = keys.iter().cloned().zip(0..).collect();
    let mut programme = Programme { unknowns: keys.len(), equalities: Vec::new() };
    for key in &keys {
        if let Some(Some(count)) = known.get(key) {
            programme.equalities.push((vec![(place[key], 1)], *count as i64));
        }
        for at in (0..columns.len()).filter(|&at| key[at] == ALL) {
            let mut sum = vec![(place[key], -1)];
            for value in &values[at] {
                let mut part = key.clone();
                part[at].clone_from(value);
                sum.push((place[&part], 1));
            }
            programme.equalities.push((sum, 0));
        }
    }
    (programme, place)
}

/// Cells with few persons that the attacker narrows to less than zero to k.
fn inside(frame: &Frame, tables: &[&Publication], columns: &[String]) -> Vec<String> {
    let (programme, place) = programme(tables, columns);
    let truth = truth(frame, columns);
    let is_published = |key: &Vec<String>| {
        tables.iter().any(|table| {
            key.iter().zip(columns).all(|(value, name)| table.columns.contains(name) || value == ALL)
        })
    };
    let small = truth.iter().filter(|(key, count)| (1..K).contains(count) && is_published(key));
    small
        .filter_map(|(key, count)| {
            let at = place[key];
            let low = least(&programme, at, 1);
            let high = least(&programme, at, -1).map(|negative| -negative);
            let is_safe = low == Some(0) && high.is_some_and(|high| high >= K as i64);
            (!is_safe).then(|| format!("{key:?} = {count}: {low:?} to {high:?}"))
        })
        .collect()
}

#[test]
fn no_cell_of_random_tables_is_inside_its_protection() {
    let mut refused = 0;
    for seed in 0..TABLES {
        let frame = random_frame(seed);
        let columns: Vec<String> = frame.columns.iter().map(|column| column.name.clone()).collect();
        let groups: Vec<Vec<&str>> = columns.iter().map(|name| vec![name.as_str()]).collect();
        let groups: Vec<&[&str]> = groups.iter().map(Vec::as_slice).collect();
        let made = match make(&frame, &asked(&groups), &[]) {
            Ok(made) => made,
            Err(TableError::Unprotectable(_)) => {
                refused += 1;
                continue;
            }
            Err(error) => panic!("{seed}: {error}"),
        };
        let exposed = inside(&frame, &[&made.table], &columns);
        assert!(exposed.is_empty(), "table {seed}: {exposed:?}");
    }
    assert!(refused * 50 <= TABLES, "{refused} of {TABLES} were refused");
}

#[test]
fn no_cell_of_linked_releases_is_inside_its_protection() {
    let mut both = 0;
    for seed in (1..TABLES / 4).step_by(2) {
        let frame = random_frame(seed);
        let first = make(&frame, &asked(&[&["a"], &["b"]]), &[]);
        let Ok(first) = first else { continue };
        let earlier = earlier(&first);
        let Ok(second) = make(&frame, &asked(&[&["b"], &["c"]]), &[earlier]) else { continue };
        both += 1;
        let columns = ["a", "b", "c"].map(str::to_owned);
        let exposed = inside(&frame, &[&first.table, &second.table], &columns);
        assert!(exposed.is_empty(), "table {seed}: {exposed:?}");
    }
    assert!(both * 16 >= TABLES, "only {both} pairs of releases");
}

fn earlier(made: &Made) -> Earlier {
    let mut file = Vec::new();
    write::table(&mut file, &made.table).unwrap();
    Earlier::read("earlier.csv", file.as_slice()).unwrap()
}

fn read(text: &str) -> Frame {
    frame(text.as_bytes(), &Choice { count: Some("n"), ..Choice::default() }).unwrap()
}

fn cell(made: &Made, values: &[&str]) -> Option<u64> {
    made.table.rows.iter().find(|(row, _)| row == values).unwrap_or_else(|| panic!("no row {values:?}")).1
}

#[test]
fn all_hidden_cells_carry_the_same_mark() {
    let frame = read("a,b,n\nx,p,3\nx,q,40\ny,p,30\ny,q,20\n");
    let made = make(&frame, &asked(&[&["a"], &["b"]]), &[]).unwrap();
    assert_eq!((made.loss.small, made.loss.to_protect), (1, 3));
    let mut file = Vec::new();
    write::table(&mut file, &made.table).unwrap();
    let text = String::from_utf8(file).unwrap();
    assert_eq!(text.matches(HIDDEN).count(), 4);
    assert!(text.starts_with("a,b,people\n(all),(all),93\n"), "{text}");
    assert!(!text.contains("primary") && !text.contains(",3\n"));
}

#[test]
fn hierarchies_are_protected_on_every_level() {
    let frame = read(
        "region,town,sex,n\nnorth,n1,f,4\nnorth,n1,m,30\nnorth,n2,f,25\nnorth,n2,m,30\n\
         south,s1,f,40\nsouth,s1,m,33\nsouth,s2,f,21\nsouth,s2,m,12\n",
    );
    let made = make(&frame, &asked(&[&["region", "town"], &["sex"]]), &[]).unwrap();
    assert_eq!(cell(&made, &["north", "n1", "f"]), None);
    assert_eq!(cell(&made, &["north", "n2", "f"]), None, "the other town of the region gives it away");
    assert_eq!(cell(&made, &["north", ALL, "f"]), Some(29));
    assert_eq!(cell(&made, &["south", "s1", "f"]), Some(40));
}

#[test]
fn a_difference_between_two_quarters_is_hidden() {
    let before = read("a,b,n\nx,p,50\nx,q,40\ny,p,30\ny,q,20\n");
    let first = make(&before, &asked(&[&["a"], &["b"]]), &[]).unwrap();
    assert_eq!(first.loss.small, 0);
    let after = read("a,b,n\nx,p,53\nx,q,80\ny,p,70\ny,q,60\n");
    let alone = make(&after, &asked(&[&["a"], &["b"]]), &[]).unwrap();
    assert_eq!(cell(&alone, &["x", "p"]), Some(53));
    let made = make(&after, &asked(&[&["a"], &["b"]]), &[earlier(&first)]).unwrap();
    assert_eq!(cell(&made, &["x", "p"]), None, "three more persons would be told");
}

#[test]
fn what_was_shown_before_cannot_be_hidden_and_what_is_small_then_is_refused() {
    let frame =
        read("a,b,c,n\nx,p,u,3\nx,q,u,40\ny,p,u,30\ny,q,u,20\nx,p,v,30\nx,q,v,30\ny,p,v,30\ny,q,v,30\n");
    let lax = make(&frame, &Asked { k: 2, ..asked(&[&["a"], &["b"], &["c"]]) }, &[]).unwrap();
    assert_eq!(cell(&lax, &["x", "p", "u"]), Some(3));
    let refused = make(&frame, &asked(&[&["a"], &["b"], &["c"]]), &[earlier(&lax)]);
    assert!(matches!(refused, Err(TableError::Earlier(_))), "{refused:?}");
}

#[test]
fn rounding_keeps_the_marks() {
    let frame = read("a,b,n\nx,p,3\nx,q,41\ny,p,33\ny,q,22\nz,p,44\nz,q,18\n");
    let made = make(&frame, &Asked { round: Some(5), ..asked(&[&["a"], &["b"]]) }, &[]).unwrap();
    assert!(made.table.rows.iter().filter_map(|(_, count)| *count).all(|count| count % 5 == 0));
    assert_eq!(cell(&made, &["x", "p"]), None);
}

#[test]
fn senseless_tables_are_refused() {
    let frame = read("a,b,n\nx,p,30\n");
    for bad in [
        Asked { k: 1, ..asked(&[&["a"]]) },
        Asked { k: 0, ..asked(&[&["a"]]) },
        Asked { round: Some(1), ..asked(&[&["a"]]) },
        asked(&[]),
        asked(&[&["a"], &["a"]]),
    ] {
        assert!(make(&frame, &bad, &[]).is_err(), "{bad:?}");
    }
    assert!(matches!(make(&read("a,n\nx,4\n"), &asked(&[&["a"]]), &[]), Err(TableError::Few(K))));
    assert!(matches!(make(&read("a,n\n(all),40\n"), &asked(&[&["a"]]), &[]), Err(TableError::Value(_))));
}

#[test]
fn the_chooser_finds_a_grouping_that_keeps_most_people_visible() {
    let file = include_bytes!("../data/uk_nrm_referrals_2022q2_2023q4.csv");
    let names = ["exploitation_type", "age_at_exploitation", "nationality"].map(str::to_owned);
    let real =
        frame(&file[..], &Choice { columns: &names, count: Some("people"), ..Choice::default() }).unwrap();
    let grouping = coarsen::choose(&real, K, 0.9);
    assert!(grouping.visible >= 0.9, "{grouping:?}");
    let coarse = coarsen::apply(&real, &grouping);
    assert_eq!(coarse.rows, real.rows);
    let by: Vec<Vec<String>> = coarse.columns.iter().map(|column| vec![column.name.clone()]).collect();
    assert!(!by.is_empty());
    let mut shown: BTreeMap<Vec<u16>, u64> = BTreeMap::new();
    for row in 0..coarse.rows {
        *shown.entry(coarse.columns.iter().map(|column| column.codes[row]).collect()).or_default() += 1;
    }
    assert_eq!(shown.values().filter(|count| **count >= K).count(), grouping.cells);
}
