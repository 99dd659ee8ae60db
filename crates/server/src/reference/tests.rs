//! Nothing of the document is missing on the page, and the two lists are whole.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{example, fields, id, lists, operations, page};

/// Literals of the sources that look like problem codes and are none.
const NO_CODES: [&str; 3] = ["arrivals.scale", "country.profiles", "country.instruments"];
/// Where the domain names codes of refusals.
const CODES_OF_THE_DOMAIN: [&str; 4] = ["status/not_moved.rs", "disclosure.rs", "decision.rs", "clock.rs"];

fn document() -> Value {
    serde_json::from_str(&crate::openapi_json()).unwrap()
}

/// As a template writes it.
fn written(text: &str) -> String {
    let mut safe = String::new();
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&#38;"),
            '<' => safe.push_str("&#60;"),
            '>' => safe.push_str("&#62;"),
            '"' => safe.push_str("&#34;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// The part of the page about one operation.
fn part<'p>(page: &'p str, method: &str, path: &str) -> &'p str {
    let opens = format!("<section aria-labelledby=\"{}\">", id(method, path));
    let (_, rest) = page.split_once(&opens).unwrap_or_else(|| panic!("{method} {path} is not on the page"));
    rest.split_once("</section>").unwrap().0
}

#[test]
fn every_operation_is_on_the_page_with_who_may_its_fields_its_answers_and_an_example() {
    let (document, page) = (document(), page(&document(), false));
    let shapes = fields::Shapes::of(&document);
    let mut count = 0;
    for (path, method, described) in operations(&document) {
        let part = part(&page, method, path);
        let has = |text: &str, what: &str| assert!(part.contains(&written(text)), "{method} {path}: {what}");
        has(&format!("{} {path}", method.to_uppercase()), "address");
        has(&described["summary"].as_str().unwrap().replace('`', ""), "summary");
        let who = lists::who_may(&method.to_uppercase(), path);
        has(who.unwrap_or_else(|| panic!("add {method} {path} to reference/who_may.txt")).may, "who may");
        for one in described["parameters"].as_array().into_iter().flatten() {
            let name = format!("<dt><code>{}</code>", one["name"].as_str().unwrap());
            assert!(part.contains(&name), "{method} {path}: {name}");
        }
        for field in shapes.fields(fields::body(described)) {
            assert!(
                part.contains(&format!("<dt><code>{}</code>", field.name)),
                "{method} {path}: {}",
                field.name
            );
            assert!(!field.meaning.is_empty(), "{method} {path}: {} has no meaning", field.name);
        }
        assert!(
            described["responses"]
                .as_object()
                .unwrap()
                .keys()
                .all(|status| { status == "4XX" || part.contains(&format!(" {status}")) })
        );
        assert!(part.contains("<strong>Example:</strong> <code>curl ") && !part.contains("may:</strong> ."));
        count += 1;
    }
    assert!(count >= 150, "{count} operations");
    assert_eq!(page.matches("<strong>Who may:</strong>").count(), count, "an operation too many");
}

#[test]
fn every_shape_that_is_named_is_described_with_its_fields() {
    let (document, page) = (document(), page(&document(), false));
    let shapes = fields::Shapes::of(&document);
    let named: BTreeSet<&str> =
        page.split("href=\"#shape-").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(named.len() > 50, "{}", named.len());
    for name in named {
        let opens = format!("<section aria-labelledby=\"shape-{name}\">");
        let (_, rest) = page.split_once(&opens).unwrap_or_else(|| panic!("{name} is not described"));
        let part = rest.split_once("</section>").unwrap().0;
        for field in shapes.fields(shapes.named(name)) {
            assert!(part.contains(&format!("<dt><code>{}</code>", field.name)), "{name}: {}", field.name);
        }
    }
}

#[test]
fn every_link_on_the_page_leads_somewhere() {
    let page = page(&document(), false);
    for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert_eq!(page.matches(&format!(" id=\"{link}\"")).count(), 1, "#{link}");
    }
}

#[test]
fn an_example_holds_every_field_that_must_be_there() {
    let document = document();
    let shapes = fields::Shapes::of(&document);
    for (path, method, described) in operations(&document) {
        let schema = shapes.resolved(fields::body(described));
        let sample = example::sample(schema, &shapes);
        for needed in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            assert!(sample.get(needed).is_some(), "{method} {path}: {needed}");
        }
    }
}

#[test]
fn every_line_of_who_may_names_an_operation() {
    let document = document();
    let known: BTreeSet<String> =
        operations(&document).map(|(path, method, _)| format!("{} {path}", method.to_uppercase())).collect();
    let listed: Vec<&str> =
        include_str!("who_may.txt").lines().filter(|line| line.contains(" /api/")).collect();
    for line in &listed {
        assert!(known.contains(*line), "{line} does not exist: take it out of reference/who_may.txt");
    }
    assert_eq!(listed.len(), known.len(), "an operation stands twice or not at all");
}

/// Literals of the kind `noun.reason` in a Rust source.
fn codes(text: &str) -> impl Iterator<Item = &str> {
    let is_word = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    text.split('"').filter(move |literal| {
        let mut parts = literal.split('.');
        let (noun, reason) = (parts.next(), parts.next());
        // Tests name files of the sources.
        let is_pair = noun.is_some_and(is_word) && reason.is_some_and(|one| one != "rs" && is_word(one));
        is_pair && parts.next().is_none() && !NO_CODES.contains(literal)
    })
}

fn sources() -> Vec<PathBuf> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found: Vec<PathBuf> =
        CODES_OF_THE_DOMAIN.iter().map(|file| crates.join("domain/src").join(file)).collect();
    let mut folders = vec![crates.join("app/src"), crates.join("server/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.ends_with("reference") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") && !path.ends_with("tests.rs") {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn every_problem_code_of_the_sources_is_listed_and_no_other() {
    let listed: BTreeSet<&str> = lists::problems().iter().map(|problem| problem.code).collect();
    let texts: Vec<String> = sources().iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let missing: BTreeSet<&str> =
        texts.iter().flat_map(|text| codes(text)).filter(|code| !listed.contains(code)).collect();
    assert!(missing.is_empty(), "add to reference/problems.txt: {missing:#?}");
    let said: String = texts.concat();
    let unknown: Vec<_> = listed.iter().filter(|code| !said.contains(&format!("\"{code}\""))).collect();
    assert!(unknown.is_empty(), "no source says: {unknown:?}");
}
