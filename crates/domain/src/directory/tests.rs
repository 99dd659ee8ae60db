use jiff::civil::date;

use super::*;

fn entry(n: u16, name: &str) -> Entry {
    let mut bytes = [0; 16];
    bytes[..2].copy_from_slice(&n.to_be_bytes());
    Entry {
        leads_to: LeadsTo::Case(CaseId::from_random(bytes)),
        name: name.into(),
        address_as: "".into(),
        aliases: vec![],
        born: Some(Secret::new(Born::Day(date(1999, 5, 1)))),
        documents: vec![],
    }
}

fn names(found: &[&Entry]) -> Vec<String> {
    found.iter().map(|entry| entry.name.expose().clone()).collect()
}

#[test]
fn case_accents_and_word_order_do_not_matter() {
    let entries = [entry(1, "Zoë Krūmiņa"), entry(2, "Олена Ковальчук"), entry(3, "فاطمة الزهراء")];
    assert_eq!(names(&search(&entries, "krumina zoe")), ["Zoë Krūmiņa"]);
    assert_eq!(names(&search(&entries, "КОВАЛЬ")), ["Олена Ковальчук"]);
    assert_eq!(names(&search(&entries, "فاطمه")), ["فاطمة الزهراء"]);
    assert!(search(&entries, "zoe ковальчук").is_empty());
}

#[test]
fn whole_words_come_before_beginnings_and_those_before_the_rest() {
    let entries = [entry(1, "Roxana Doe"), entry(2, "Annabel Doe"), entry(3, "Anna Doe")];
    assert_eq!(names(&search(&entries, "ana")), ["Roxana Doe"]);
    let entries = [entry(1, "Johanna Doe"), entry(2, "Annabel Doe"), entry(3, "Anna Doe")];
    assert_eq!(names(&search(&entries, "anna")), ["Anna Doe", "Annabel Doe", "Johanna Doe"]);
}

#[test]
fn aliases_forms_of_address_and_document_numbers_lead_to_the_person() {
    let document = Document { kind: DocumentKind::Passport, number: "AB 123-456".into() };
    let known = Entry {
        aliases: vec!["Luna".into()],
        address_as: "Sasha".into(),
        documents: vec![document],
        ..entry(1, "Oleksandra")
    };
    let entries = [known, entry(2, "Maria")];
    for query in ["luna", "sasha", "ab123", "oleks luna"] {
        assert_eq!(names(&search(&entries, query)), ["Oleksandra"], "{query}");
    }
    assert!(search(&entries, "123456").is_empty(), "a number is found from its beginning only");
}

#[test]
fn nobody_can_list_the_directory_by_asking_for_nothing() {
    let entries: Vec<Entry> = (0..200).map(|n| entry(n, "Anna")).collect();
    for query in ["", " ", "a", "-", "  .  "] {
        assert!(search(&entries, query).is_empty());
    }
    assert_eq!(search(&entries, "an").len(), MOST_FOUND);
}

#[test]
fn the_order_of_equal_names_is_the_same_each_time() {
    let entries = [entry(2, "Anna"), entry(1, "Anna"), entry(3, "Anna")];
    let reversed: Vec<Entry> = entries.iter().rev().cloned().collect();
    let leads = |found: Vec<&Entry>| -> Vec<LeadsTo> { found.iter().map(|entry| entry.leads_to).collect() };
    assert_eq!(leads(search(&entries, "anna")), leads(search(&reversed, "anna")));
}

#[test]
fn an_entry_survives_the_way_to_the_vault_and_back() {
    let json = serde_json::to_string(&entry(1, "Zoë")).unwrap();
    assert!(serde_json::from_str::<Entry>(&json).unwrap() == entry(1, "Zoë"));
}
