//! The vectors of the shipped lists, worked out by the second, naive interpreter and never by the engine.
//!
//! `HAVENWARD_WRITE_VECTORS=1 cargo test -p havenward-screening --test it vectors` writes the file anew after a list
//! has changed; without the variable the test says whether the file is what the interpreter gives.

use havenward_screening::library;
use serde_json::{Map, Value, json};

use crate::{reference, shelf};

/// Contacts made up for each list, besides those that are the same for all.
const MADE_UP: u64 = 6;

const STATES: [&str; 8] =
    ["yes_told", "yes_seen", "yes_third_party", "yes_document", "no", "not_asked", "unsure", "declined"];
const SETTINGS: [&str; 5] = ["camp", "detention", "papers_held_by_state", "seasonal_housing", "disaster"];

/// A stream of numbers that is the same everywhere (Knuth, MMIX).
struct Draws(u64);

impl Draws {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % most as u64).unwrap()
    }
}

struct Contact {
    name: String,
    promise: &'static str,
    context: Value,
    answers: Map<String, Value>,
}

fn signs(instrument: &Value) -> Vec<Value> {
    instrument["indicators"].as_array().unwrap().clone()
}

fn all_where(instrument: &Value, state: &str, wanted: impl Fn(&Value) -> bool) -> Map<String, Value> {
    let chosen = signs(instrument).into_iter().filter(|sign| wanted(sign));
    chosen.map(|sign| (sign["code"].as_str().unwrap().to_owned(), Value::from(state))).collect()
}

fn contacts(id: &str, instrument: &Value, nth: u64) -> Vec<Contact> {
    let contact = |name: &str, promise, child: &str, answers| Contact {
        name: format!("{id}-{name}"),
        promise,
        context: json!({ "child": child }),
        answers,
    };
    let hardship = |sign: &Value| ["vulnerability", "relation"].contains(&sign["kind"].as_str().unwrap());
    let weak = |sign: &Value| sign["strength"] == "weak";
    let mut contacts = vec![
        contact(
            "all-no",
            "every answer no leaves the door open",
            "no",
            all_where(instrument, "no", |_| true),
        ),
        contact(
            "all-declined",
            "an answer kept back says nothing",
            "unsure",
            all_where(instrument, "declined", |_| true),
        ),
        contact(
            "hardship-alone",
            "vulnerability and relations alone stop below protection",
            "yes",
            all_where(instrument, "yes_told", hardship),
        ),
        contact(
            "weak-alone",
            "weak signs of the list together",
            "no",
            all_where(instrument, "yes_seen", weak),
        ),
        contact(
            "all-yes",
            "every sign of the list together",
            "no",
            all_where(instrument, "yes_told", |_| true),
        ),
    ];
    let mut draws = Draws(nth);
    for made in 1..=MADE_UP {
        let child = ["yes", "no", "no", "unsure"][draws.below(4)];
        let mut context = json!({ "child": child });
        if draws.below(3) == 0 {
            context[SETTINGS[draws.below(5)]] = json!(true);
        }
        // Few are answered, most of them not with yes: as a short talk goes.
        let mut answers = Map::new();
        for sign in signs(instrument) {
            if draws.below(3) == 0 {
                let state = STATES[if draws.below(3) == 0 { draws.below(4) } else { 4 + draws.below(4) }];
                answers.insert(sign["code"].as_str().unwrap().to_owned(), state.into());
            }
        }
        let name = format!("{id}-contact-{made}");
        contacts.push(Contact { name, promise: "a short talk, made up", context, answers });
    }
    contacts
}

fn vector(id: &str, instrument: &Value, contact: &Contact) -> Value {
    let reference = format!("{id}@{}", instrument["version"].as_str().unwrap());
    let message = json!({ "instrument": reference, "context": contact.context, "answers": contact.answers });
    let verdict = reference::evaluate(instrument, &message);
    let dimensions = instrument["dimensions"].as_array().unwrap().iter();
    let positive: Vec<&Value> = dimensions
        .map(|dimension| &dimension["code"])
        .filter(|code| verdict.positive.contains(code.as_str().unwrap()))
        .collect();
    let protects = ["protect_now", "danger_now"].contains(&verdict.band);
    json!({
        "name": contact.name,
        "promise": contact.promise,
        "sort": if protects { "yields" } else { "negative" },
        "instrument": id,
        "answers": message,
        "expect": {
            "band": verdict.band,
            "outcome": verdict.outcome,
            "positive": positive,
            "asked": verdict.asked,
            "of": signs(instrument).len(),
        },
    })
}

#[test]
fn the_vectors_of_the_lists_are_what_the_second_interpreter_gives() {
    let mut lines = Vec::new();
    for ((id, _), nth) in library::shipped().iter().zip(1..) {
        let instrument = shelf::as_json(id);
        for contact in contacts(id, &instrument, nth) {
            lines.push(format!("    {}", vector(id, &instrument, &contact)));
        }
    }
    let about =
        "Every shipped list, with answers that are the same for all and some made up from a fixed seed.";
    let text = format!("{{\n  \"about\": \"{about}\",\n  \"vectors\": [\n{}\n  ]\n}}\n", lines.join(",\n"));
    let path = shelf::conformance().join("lists.json");
    if std::env::var_os("HAVENWARD_WRITE_VECTORS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == text, "write it anew with HAVENWARD_WRITE_VECTORS=1");
}
