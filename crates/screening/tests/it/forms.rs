//! The committed vectors of the form: what is shown, offered and calculated, and what was filled in wrongly.

use std::collections::BTreeMap;

use havenward_screening::expression::{Expression, Place};
use havenward_screening::{Form, answers, library};
use proptest::prelude::*;
use serde_json::Value;

use crate::shelf;

fn texts(value: &Value) -> BTreeMap<String, String> {
    let entries = value.as_object().cloned().unwrap_or_default();
    entries.into_iter().map(|(key, value)| (key, value.as_str().unwrap().to_owned())).collect()
}

#[test]
fn every_vector_of_the_form_is_met() {
    let text = std::fs::read_to_string(shelf::conformance().join("form.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert!(vectors.len() >= 40, "{}", vectors.len());
    for vector in vectors {
        let compiled = shelf::compiled(vector["instrument"].as_str().unwrap());
        let form = Form::new(compiled.instrument()).unwrap();
        let states = match vector.get("answers") {
            Some(message) => answers::parse_json(&message.to_string()).unwrap().states,
            None => BTreeMap::new(),
        };
        let filled = serde_json::to_value(form.fill(&texts(&vector["fill"]), &states)).unwrap();
        for (key, expected) in vector["expect_form"].as_object().unwrap() {
            assert_eq!(filled[key], *expected, "{}: {key}", vector["name"]);
        }
    }
}

#[test]
fn every_shipped_form_is_ready_and_shows_all_its_signs_but_those_it_hides_on_purpose() {
    for (id, _) in library::shipped() {
        let instrument = shelf::shipped(id).unwrap();
        let filled = Form::new(&instrument).unwrap().fill(&BTreeMap::new(), &BTreeMap::new());
        for sign in instrument.indicators.iter().filter(|sign| sign.relevant.is_none()) {
            assert!(filled.shown.contains(&sign.code), "{id} {}", sign.code);
        }
        let wrong: Vec<&str> = filled.problems.iter().map(|problem| problem.code).collect();
        assert!(wrong.iter().all(|code| *code == "form.required"), "{id} {wrong:?}");
    }
}

#[test]
fn calculations_that_feed_each_other_stay_small() {
    let mut text = std::fs::read_to_string(shelf::conformance().join("../first-contact-6.toml")).unwrap();
    text.push_str("\n[[fields]]\nname = \"a0\"\ntype = \"text\"\nlabel.en = \"A\"\n");
    for nth in 1..60 {
        let before = vec![format!("${{a{}}}", nth - 1); 16].join(",");
        let calculation = format!("calculation = \"concat({before})\"\n");
        text.push_str("\n[[fields]]\ntype = \"calculate\"\n");
        let name = format!("name = \"a{nth}\"\n");
        text.push_str(&name);
        text.push_str(&calculation);
    }
    let instrument = havenward_screening::parse("chain.toml", &text).unwrap();
    let given = BTreeMap::from([("a0".to_owned(), "x".repeat(100))]);
    let filled = Form::new(&instrument).unwrap().fill(&given, &BTreeMap::new());
    assert!(filled.calculated.values().all(|value| value.len() <= 600));
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_of_expressions_panic(text in ".{0,80}") {
        for place in [Place::Plain, Place::Constraint, Place::Filter] {
            drop(Expression::parse(&text, place));
        }
    }

    #[test]
    fn words_of_the_language_in_any_order_never_panic(
        words in prop::collection::vec(prop::sample::select(vec![
            "${A}", "(", ")", "not(", "if(", ",", "=", "!=", "<", "and", "or", "div", "mod", "-", "'x'", "1.5", ".", "selected(",
        ]), 0..40),
    ) {
        let text = words.join(" ");
        if let Ok(expression) = Expression::parse(&text, Place::Constraint) {
            drop(expression.value(&|_| "3".to_owned(), "4", &|_| String::new()).text());
        }
    }
}
