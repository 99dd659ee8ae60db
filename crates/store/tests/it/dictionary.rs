//! The data dictionary names every column, and what it says of them holds.

use std::collections::BTreeMap;

use havenward_store::Schema;

use crate::schema::columns_of;

struct Described {
    class: String,
    state: String,
}

/// Columns of the dictionary by table and name.
fn dictionary() -> BTreeMap<(String, String), Described> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/data-dictionary.md");
    let text = std::fs::read_to_string(path).expect("docs/data-dictionary.md");
    let mut table = String::new();
    let mut described = BTreeMap::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("### `") {
            name.trim_end_matches('`').clone_into(&mut table);
        }
        if let Some(row) = line.strip_prefix("| `") {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let [column, class, state, holds, ..] = cells[..] else { panic!("a short row: {line}") };
            assert!(!holds.is_empty(), "{table}: {line}");
            let key = (table.clone(), column.trim_end_matches('`').to_owned());
            let row = Described { class: class.to_owned(), state: state.to_owned() };
            assert!(described.insert(key, row).is_none(), "{table}: twice: {line}");
        }
    }
    described
}

#[tokio::test]
async fn the_dictionary_describes_every_column_and_no_other() {
    let mut real = columns_of(Schema::Main).await;
    real.extend(columns_of(Schema::Shred).await);
    let described = dictionary();

    let missing: Vec<_> = real.iter().filter(|column| !described.contains_key(*column)).collect();
    assert!(missing.is_empty(), "describe in docs/data-dictionary.md, with class and state: {missing:?}");
    let gone: Vec<_> = described.keys().filter(|column| !real.contains(*column)).collect();
    assert!(gone.is_empty(), "described and not there any more: {gone:?}");
}

#[test]
fn what_could_cost_a_life_or_do_grave_harm_is_sealed() {
    for ((table, column), described) in dictionary() {
        assert!(matches!(described.class.as_str(), "A" | "B" | "C" | "D" | "E"), "{table}.{column}");
        let is_sealed = described.state == "sealed";
        assert!(is_sealed || described.state == "plain", "{table}.{column}");
        assert_eq!(is_sealed, column.starts_with("sealed_"), "{table}.{column}");
        if matches!(described.class.as_str(), "A" | "B") {
            assert!(is_sealed, "{table}.{column} is of class {} and plain", described.class);
        }
    }
}
