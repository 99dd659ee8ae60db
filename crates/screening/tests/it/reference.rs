//! A second, naive evaluation, written from the text of the rules and from nothing of the engine.
//!
//! It reads the instrument as plain JSON, counts in lists and takes its time.

use std::collections::BTreeSet;

use serde_json::Value;

/// What the rules say.
#[derive(Debug, PartialEq, Eq)]
pub struct Verdict {
    pub band: &'static str,
    pub outcome: Option<String>,
    pub positive: BTreeSet<String>,
    pub asked: usize,
    pub set_aside: BTreeSet<String>,
}

const BANDS: [&str; 4] = ["door_open", "talk_more_safely", "protect_now", "danger_now"];

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or("")
}

fn list(value: &Value, key: &str) -> Vec<String> {
    let entries = value[key].as_array().cloned().unwrap_or_default();
    entries.iter().map(|entry| entry.as_str().unwrap().to_owned()).collect()
}

fn rank(band: &str) -> usize {
    BANDS.iter().position(|known| *known == band).unwrap()
}

/// The signs that stand: a yes of any sort, scored, and not explained by the setting.
fn standing<'a>(instrument: &'a Value, answers: &Value, settings: &BTreeSet<String>) -> Vec<&'a Value> {
    let signs = instrument["indicators"].as_array().unwrap().iter();
    let there = signs.filter(|sign| text(&answers["answers"], text(sign, "code")).starts_with("yes_"));
    there
        .filter(|sign| text(sign, "strength") != "recorded")
        .filter(|sign| list(sign, "not_if").iter().all(|setting| !settings.contains(setting)))
        .collect()
}

/// Tries every way of using signs, each once, a stronger one for a weaker one at will.
fn enough(mut strong: u64, mut medium: u64, mut weak: u64, wanted: &Value) -> bool {
    let need = |key: &str| wanted[key].as_u64().unwrap_or(0);
    for _ in 0..need("strong") {
        if strong == 0 {
            return false;
        }
        strong -= 1;
    }
    for _ in 0..need("medium") {
        if medium > 0 {
            medium -= 1;
        } else if strong > 0 {
            strong -= 1;
        } else {
            return false;
        }
    }
    for _ in 0..need("weak") {
        if weak > 0 {
            weak -= 1;
        } else if medium > 0 {
            medium -= 1;
        } else if strong > 0 {
            strong -= 1;
        } else {
            return false;
        }
    }
    true
}

fn positive(instrument: &Value, standing: &[&Value]) -> BTreeSet<String> {
    let mut positive = BTreeSet::new();
    for dimension in instrument["dimensions"].as_array().unwrap() {
        let code = text(dimension, "code");
        let here = |strength: &str| {
            let here = standing.iter().filter(|sign| text(sign, "dimension") == code);
            here.filter(|sign| text(sign, "strength") == strength).count() as u64
        };
        let own = dimension.get("combination").or(instrument.get("combination"));
        let ways = own.and_then(Value::as_array).unwrap();
        if ways.iter().any(|way| enough(here("strong"), here("medium"), here("weak"), way)) {
            positive.insert(code.to_owned());
        }
    }
    positive
}

fn holds(condition: &Value, standing: &[&Value], positive: &BTreeSet<String>) -> bool {
    let sign_in = |codes: &[String], strength: &[&str]| {
        standing.iter().any(|sign| {
            codes.contains(&text(sign, "dimension").to_owned()) && strength.contains(&text(sign, "strength"))
        })
    };
    let any = |key: &str, met: &dyn Fn(&[String]) -> bool| {
        condition.get(key).is_none() || met(&list(condition, key))
    };
    list(condition, "positive").iter().all(|code| positive.contains(code))
        && any("any_positive", &|codes| codes.iter().any(|code| positive.contains(code)))
        && any("any_sign", &|codes| sign_in(codes, &["strong", "medium", "weak"]))
        && any("any_strong", &|codes| sign_in(codes, &["strong"]))
}

/// Evaluates answers, given as in a message, with an instrument, given as JSON.
pub fn evaluate(instrument: &Value, answers: &Value) -> Verdict {
    let flags = answers["context"].as_object().cloned().unwrap_or_default();
    let settings: BTreeSet<String> =
        flags.iter().filter(|(_, on)| **on == Value::Bool(true)).map(|(key, _)| key.clone()).collect();
    let adult = flags.get("child") == Some(&Value::from("no"));
    let person = text(instrument, "about") != "account";
    let child = person && (!adult || text(instrument, "for_whom") == "child");

    let standing = standing(instrument, answers, &settings);
    let positive = positive(instrument, &standing);
    let kinds = |wanted: &[&str]| standing.iter().any(|sign| wanted.contains(&text(sign, "kind")));

    let mut band = 0;
    let mut outcome = None;
    let only_hardship =
        standing.iter().all(|sign| ["vulnerability", "relation"].contains(&text(sign, "kind")));
    for candidate in instrument["outcomes"].as_array().cloned().unwrap_or_default() {
        let for_this_person = child || candidate["child_only"] != Value::Bool(true);
        let conditions = candidate["when"].as_array().unwrap();
        if !for_this_person || !conditions.iter().any(|one| holds(one, &standing, &positive)) {
            continue;
        }
        let asks_for = rank(text(&candidate, "band"));
        if only_hardship && asks_for > 1 {
            band = band.max(1);
            continue;
        }
        outcome = Some(text(&candidate, "code").to_owned());
        band = band.max(asks_for);
        break;
    }
    if kinds(&["relation"]) {
        band = band.max(1);
    }
    if kinds(&["disclosure"]) {
        band = band.max(2);
    }
    if child {
        let strong = standing.iter().any(|sign| {
            text(sign, "strength") == "strong" && ["control", "exploitation"].contains(&text(sign, "kind"))
        });
        let act = kinds(&["recruitment", "control"]);
        let exploited = standing
            .iter()
            .any(|sign| text(sign, "kind") == "exploitation" && positive.contains(text(sign, "dimension")));
        if strong || (act && exploited) {
            band = band.max(2);
        }
    }
    if kinds(&["danger"]) {
        band = 3;
    }
    let given = answers["answers"].as_object().cloned().unwrap_or_default();
    let set_aside = instrument["indicators"].as_array().unwrap().iter().filter(|sign| {
        text(&answers["answers"], text(sign, "code")).starts_with("yes_")
            && list(sign, "not_if").iter().any(|setting| settings.contains(setting))
    });
    Verdict {
        band: BANDS[band],
        outcome,
        positive,
        asked: given.values().filter(|state| state.as_str() != Some("not_asked")).count(),
        set_aside: set_aside.map(|sign| text(sign, "code").to_owned()).collect(),
    }
}
