//! What is typed into each text of each request body: a mark, a code, or something that is no person's.
//!
//! A new text field in the API fails the test until it stands here; what can identify somebody is
//! [`Text::Marked`] and must be sent by the scan in `canary.rs`.

use std::collections::BTreeSet;

use serde_json::Value;

/// What a text field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// Can identify a person: the scan fills it with marks.
    Marked,
    /// What a member of staff types to sign in: filled with marks in refused requests.
    MarkedWhenRefused,
    /// One of a closed list, or a checked tag.
    Coded,
}

/// Form, field, and what it holds.
pub const TEXTS: &[(&str, &str, Text)] = &[
    ("ContactForm", "address_as", Text::Marked),
    ("ContactForm", "age", Text::Coded),
    ("ContactForm", "languages", Text::Coded),
    ("ContactForm", "name", Text::Marked),
    ("ContactForm", "origin", Text::Coded),
    ("ContactForm", "placement", Text::Coded),
    ("ContactForm", "setting", Text::Coded),
    ("ContactForm", "sex", Text::Coded),
    ("ContactForm", "urgency", Text::Coded),
    ("EnrolmentForm", "code", Text::MarkedWhenRefused),
    ("EnrolmentForm", "factor", Text::MarkedWhenRefused),
    ("EnrolmentForm", "link", Text::MarkedWhenRefused),
    ("EnrolmentForm", "passphrase", Text::MarkedWhenRefused),
    ("LinkForm", "link", Text::MarkedWhenRefused),
    ("SessionForm", "code", Text::MarkedWhenRefused),
    ("SessionForm", "login", Text::MarkedWhenRefused),
    ("SessionForm", "passphrase", Text::MarkedWhenRefused),
    ("SessionForm", "unit", Text::Coded),
];

/// Every text that the API takes in a body, by the schema that holds it.
fn texts_of_the_api() -> BTreeSet<(String, String)> {
    let document: Value = serde_json::from_str(&havenward_server::openapi_json()).unwrap();
    let schemas = &document["components"]["schemas"];
    let mut reached = BTreeSet::new();
    let mut open: Vec<String> = Vec::new();
    for path in document["paths"].as_object().unwrap().values() {
        for operation in path.as_object().unwrap().values() {
            open.extend(references(&operation["requestBody"]));
        }
    }
    let mut texts = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !reached.insert(name.clone()) {
            continue;
        }
        let schema = &schemas[&name];
        open.extend(references(schema));
        for (field, described) in schema["properties"].as_object().into_iter().flatten() {
            if holds_text(described) {
                texts.insert((name.clone(), field.clone()));
            }
        }
    }
    texts
}

fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(key, inner)| match (key.as_str(), inner.as_str()) {
                ("$ref", Some(path)) => vec![path.rsplit('/').next().unwrap().to_owned()],
                _ => references(inner),
            })
            .collect(),
        Value::Array(many) => many.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

fn holds_text(described: &Value) -> bool {
    match described {
        Value::Object(fields) => fields.iter().any(|(key, inner)| match key.as_str() {
            "type" => inner == "string" || inner.as_array().is_some_and(|all| all.contains(&"string".into())),
            "example" | "description" => false,
            _ => holds_text(inner),
        }),
        Value::Array(many) => many.iter().any(holds_text),
        _ => false,
    }
}

#[test]
fn every_text_of_every_form_is_marked_or_coded() {
    let listed: BTreeSet<(String, String)> =
        TEXTS.iter().map(|(form, field, _)| ((*form).to_owned(), (*field).to_owned())).collect();
    let found = texts_of_the_api();
    let missing: Vec<_> = found.difference(&listed).collect();
    assert!(
        missing.is_empty(),
        "add to tests/it/canary_marks.rs, and send a mark in what can identify somebody: {missing:?}"
    );
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(gone.is_empty(), "listed and not in the API: {gone:?}");
}
