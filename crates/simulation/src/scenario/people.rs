//! Who the people are: classes, languages, age, sex, visible risk, and the share nobody knows.

use super::document::Value;
use super::reader::Reader;
use crate::model::{Class, Condition, People, flag};

/// What `[people]` says; the share of victims is always a range.
#[derive(Debug, Clone, Default)]
pub(super) struct Described {
    pub(super) people: People,
    pub(super) languages: Vec<String>,
    /// Both ends of the range; `None` when nobody is screened.
    pub(super) victims: Option<(f64, f64)>,
}

/// Reads `[people]`.
pub(super) fn read(root: &mut Reader<'_>) -> Described {
    let Some(mut reader) = root.table("people") else { return Described::default() };
    let mut languages = Vec::new();
    let mut until = Vec::new();
    let mut sum = 0.0;
    for (name, node) in reader.entries("languages") {
        if let Value::Number(share) = node.value
            && (0.0..=1.0).contains(&share)
        {
            sum += share;
        } else {
            reader.wrong(
                "languages",
                format!("{name}: {} is no share", node.plain()),
                "write shares from 0 to 1",
            );
        }
        languages.push(name);
        until.push(sum);
    }
    if !languages.is_empty() && (sum - 1.0).abs() > 1e-6 {
        reader.wrong("languages", format!("the shares add up to {sum:.4}"), "make them add up to 1");
    }
    if let Some(last) = until.last_mut() {
        *last = f64::INFINITY;
    }
    if languages.len() > 16 {
        reader.wrong("languages", "more than 16 languages", "put rare ones together as other");
    }
    let victims = if reader.has("victims") {
        match reader.range("victims") {
            Some((low, high)) if high > 1.0 || low >= high => {
                let message = "nobody knows this share: a single value would pretend to";
                reader.wrong("victims", message, "write a range of two shares, such as [0.001, 0.01]");
                None
            }
            range => range,
        }
    } else {
        None
    };
    let risk = (reader.share("risk_if_victim").unwrap_or(0.0), reader.share("risk_otherwise").unwrap_or(0.0));
    let people = People {
        described: true,
        victims: 0.0,
        children: reader.share("children").unwrap_or(0.0),
        unaccompanied: reader.share("unaccompanied").unwrap_or(0.0),
        female: reader.share("female").unwrap_or(0.0),
        risk,
        languages: until,
    };
    reader.finish();
    Described { people, languages, victims }
}

/// A class as the file says it.
pub(super) struct Named {
    pub(super) class: Class,
    pub(super) priority: f64,
}

/// Reads `[[class]]`; without any there is one class.
pub(super) fn classes(readers: &mut [Reader<'_>]) -> Vec<Named> {
    let mut classes = Vec::new();
    let mut until = 0.0;
    for reader in readers {
        let name = reader.name();
        let when = reader.text("when").and_then(|text| condition(reader, "when", &text));
        let own = reader.has("arrivals");
        let share = reader.share("share");
        if when.is_none() && !own {
            until += share.unwrap_or(0.0);
        }
        let priority = reader.number("priority", 0.0, 1000.0).unwrap_or(f64::INFINITY);
        if classes.iter().any(|other: &Named| other.class.name == name) {
            reader.wrong("name", "this name stands twice", "give each class its own name");
        }
        classes.push(Named { class: Class { name, when, until }, priority });
    }
    if classes.is_empty() {
        let class = Class { name: "all".to_owned(), when: None, until: f64::INFINITY };
        classes.push(Named { class, priority: f64::INFINITY });
    }
    if classes.len() > 200 {
        classes.truncate(200);
    }
    classes
}

/// Reads a condition such as `child and not flagged`.
pub(super) fn condition(reader: &Reader<'_>, key: &str, text: &str) -> Option<Condition> {
    let mut condition = Condition::default();
    for part in text.split(" and ") {
        let part = part.trim();
        let (negated, word) = part.strip_prefix("not ").map_or((false, part), |word| (true, word));
        let (mark, set) = match word {
            "child" => (flag::CHILD, true),
            "adult" => (flag::CHILD, false),
            "unaccompanied" => (flag::UNACCOMPANIED, true),
            "accompanied" => (flag::UNACCOMPANIED, false),
            "female" => (flag::FEMALE, true),
            "male" => (flag::FEMALE, false),
            "high_risk" => (flag::HIGH_RISK, true),
            "screened" => (flag::SCREENED, true),
            "flagged" => (flag::FLAGGED, true),
            "identified" => (flag::IDENTIFIED, true),
            _ => {
                let known = "child, adult, unaccompanied, accompanied, female, male, high_risk, screened, flagged, identified";
                let mend = format!("use {known}, with not and and; the hidden truth is no condition");
                reader.wrong(key, format!("“{word}” is nothing a worker could see"), mend);
                return None;
            }
        };
        if condition.mask & mark != 0 {
            reader.wrong(key, format!("“{word}” stands twice"), "name each mark once");
        }
        condition.mask |= mark;
        if set != negated {
            condition.value |= mark;
        }
    }
    Some(condition)
}
