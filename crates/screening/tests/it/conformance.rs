//! The committed vectors: any interpreter of the format must give the same results.

use std::collections::BTreeSet;

use havenward_screening::answers::{self, AnswerProblem};
use havenward_screening::{Compiled, Finding, Problem, parse};
use serde_json::{Map, Value, json};

use crate::{reference, shelf};

fn vectors() -> Vec<Value> {
    let mut paths: Vec<_> = std::fs::read_dir(shelf::conformance())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    let mut vectors = Vec::new();
    for path in paths {
        let file: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        vectors.extend(file["vectors"].as_array().unwrap().iter().cloned());
    }
    vectors
}

fn name(vector: &Value) -> &str {
    vector["name"].as_str().unwrap()
}

/// The instrument of a vector, given by id or by its lines.
fn instrument(vector: &Value) -> Result<Compiled, Vec<Problem>> {
    match vector["instrument_lines"].as_array() {
        Some(lines) => {
            let lines: Vec<&str> = lines.iter().map(|line| line.as_str().unwrap()).collect();
            parse("vector.toml", &lines.join("\n")).map(Compiled::new)
        }
        None => Ok(shelf::compiled(vector["instrument"].as_str().unwrap())),
    }
}

/// The message of a vector: as text, or as an object that may be made to grow.
fn message(vector: &Value) -> String {
    if let Some(text) = vector["answers_text"].as_str() {
        return text.to_owned();
    }
    let mut answers = vector["answers"].clone();
    let grow = |key: &str| vector["grow"][key].as_u64().and_then(|count| usize::try_from(count).ok());
    let numbered = |count: usize, value: Value| -> Value {
        (1..=count).map(|nth| (format!("X{nth}"), value.clone())).collect::<Map<_, _>>().into()
    };
    if let Some(count) = grow("answers") {
        answers["answers"] = numbered(count, json!("no"));
    }
    if let Some(count) = grow("told_entries") {
        answers["told_before"] = numbered(count, json!(true));
    }
    if let Some(count) = grow("told_characters") {
        answers["told_before"] = json!({ "words": "x".repeat(count) });
    }
    let text = answers.to_string();
    let padding = grow("pad_to_bytes").unwrap_or(0).saturating_sub(text.len());
    text + &" ".repeat(padding)
}

fn evaluate(compiled: &Compiled, message: &str) -> Result<Finding, Vec<AnswerProblem>> {
    compiled.evaluate(&answers::parse_json(message)?)
}

/// What a vector may expect of a finding, in the shape of the vector.
fn observed(finding: &Finding, key: &str) -> Value {
    let json = serde_json::to_value(finding).unwrap();
    let codes = |list: &str| -> Vec<Value> {
        json[list].as_array().unwrap().iter().map(|entry| entry["code"].clone()).collect()
    };
    let by_code = |list: &str, value: &str| -> Value {
        let entries = json[list].as_array().unwrap().iter();
        let pairs = entries.map(|entry| (entry["code"].as_str().unwrap().to_owned(), entry[value].clone()));
        pairs.collect::<Map<_, _>>().into()
    };
    match key {
        "reasons" => codes("reasons").into(),
        "present" => by_code("indicators", "how"),
        "set_aside" => by_code("set_aside", "because"),
        "positive" => {
            let positive = finding.dimensions.iter().filter(|dimension| dimension.positive);
            positive.map(|dimension| Value::from(dimension.code.clone())).collect()
        }
        "outcome" => json.get("outcome").cloned().unwrap_or(Value::Null),
        key => json[key].clone(),
    }
}

fn observed_counts(finding: &Finding, code: &str) -> Value {
    let dimension = finding.dimensions.iter().find(|dimension| dimension.code == code).unwrap();
    json!([dimension.strong, dimension.medium, dimension.weak])
}

fn check_finding(vector: &Value, finding: &Finding) {
    for (key, expected) in vector["expect"].as_object().unwrap() {
        if key == "counts" {
            for (code, counts) in expected.as_object().unwrap() {
                assert_eq!(observed_counts(finding, code), *counts, "{}: counts of {code}", name(vector));
            }
        } else {
            assert_eq!(observed(finding, key), *expected, "{}: {key}", name(vector));
        }
    }
}

fn check_reference(vector: &Value, finding: &Finding) {
    let id = vector["instrument"].as_str().unwrap();
    let verdict = reference::evaluate(&shelf::as_json(id), &vector["answers"]);
    assert_eq!(verdict.band, finding.band.code(), "{}: band by the reference", name(vector));
    assert_eq!(verdict.outcome, finding.outcome, "{}: outcome by the reference", name(vector));
    assert_eq!(verdict.asked, usize::from(finding.asked), "{}: asked by the reference", name(vector));
    let positive = finding.dimensions.iter().filter(|dimension| dimension.positive);
    let positive: BTreeSet<String> = positive.map(|dimension| dimension.code.clone()).collect();
    assert_eq!(verdict.positive, positive, "{}: dimensions by the reference", name(vector));
    let set_aside: BTreeSet<String> = finding.set_aside.iter().map(|sign| sign.code.clone()).collect();
    assert_eq!(verdict.set_aside, set_aside, "{}: signs set aside by the reference", name(vector));
}

#[test]
fn every_vector_that_expects_a_finding_gives_it() {
    for vector in vectors().iter().filter(|vector| vector.get("expect").is_some()) {
        let compiled = instrument(vector).unwrap_or_else(|problems| panic!("{}: {problems:?}", name(vector)));
        let finding = evaluate(&compiled, &message(vector));
        let finding = finding.unwrap_or_else(|problems| panic!("{}: {problems:?}", name(vector)));
        check_finding(vector, &finding);
        if vector.get("instrument").is_some() {
            check_reference(vector, &finding);
        }
    }
}

#[test]
fn every_vector_that_expects_refused_answers_is_refused_with_its_code() {
    let refused =
        |vector: &&Value| vector.get("expect_error").is_some() && vector.get("instrument").is_some();
    for vector in vectors().iter().filter(refused) {
        let compiled = instrument(vector).unwrap();
        let Err(problems) = evaluate(&compiled, &message(vector)) else {
            panic!("{} was not refused", name(vector))
        };
        let expected = &vector["expect_error"];
        let matches = |problem: &AnswerProblem| {
            expected["code"] == problem.code
                && expected.get("field").is_none_or(|field| *field == problem.field.as_str())
        };
        assert!(problems.iter().any(matches), "{}: {problems:?}", name(vector));
    }
}

#[test]
fn every_vector_that_expects_a_refused_instrument_is_refused_at_its_line() {
    let refused =
        |vector: &&Value| vector.get("expect_error").is_some() && vector.get("instrument_lines").is_some();
    let mut failures = Vec::new();
    for vector in vectors().iter().filter(refused) {
        let Err(problems) = instrument(vector) else { panic!("{} was not refused", name(vector)) };
        let also = vector["also"].as_array().cloned().unwrap_or_default();
        let expected: Vec<&Value> = std::iter::once(&vector["expect_error"]).chain(&also).collect();
        let found = |expected: &&Value| {
            problems.iter().any(|problem: &Problem| {
                expected["code"] == problem.code
                    && expected["line"] == problem.line
                    && expected.get("field").is_none_or(|field| *field == problem.field.as_str())
            })
        };
        if !expected.iter().all(found) || problems.len() != expected.len() {
            let problems: Vec<String> =
                problems.iter().map(|problem| format!("{} {problem}", problem.code)).collect();
            failures.push(format!("{}: {expected:?}\n  got {problems:#?}", name(vector)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn there_are_at_least_300_vectors_more_bad_than_good_and_each_says_what_it_promises() {
    let vectors = vectors();
    let of_sort = |sort: &str| vectors.iter().filter(|vector| vector["sort"] == sort).count();
    let bad = of_sort("negative") + of_sort("refusal");
    assert!(vectors.len() >= 300, "{}", vectors.len());
    assert!(bad > of_sort("yields"), "{bad} bad, {} good", of_sort("yields"));
    assert_eq!(bad + of_sort("yields"), vectors.len());
    let names: BTreeSet<&str> = vectors.iter().map(name).collect();
    assert_eq!(names.len(), vectors.len(), "names are unique");
    assert!(vectors.iter().all(|vector| vector["promise"].as_str().is_some_and(|text| !text.is_empty())));
}

#[test]
fn the_json_beside_the_vectors_is_what_the_shipped_files_say() {
    for (id, text) in havenward_screening::library::shipped() {
        let instrument = parse(id, text).unwrap();
        let printed = serde_json::to_value(&instrument).unwrap();
        let path = format!("instruments/{id}.toml");
        assert_eq!(
            printed,
            shelf::as_json(id),
            "print it anew: cargo run -p havenward-screening --example as_json {path}"
        );
        assert_eq!(shelf::from_json(id), instrument, "the JSON reads back as the same instrument");
    }
}
