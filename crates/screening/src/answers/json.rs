//! Reading answers from JSON, strictly: a key given twice, an unknown key or a wrong type is a problem, not a guess.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::terms::{AnswerState, ChildFlag, Setting};

use super::{
    AnswerProblem, Answers, Context, MAX_ANSWERS, MAX_BYTES, MAX_TEXT, MAX_TOLD, Reference, Told, place,
};

/// A JSON value that still knows which keys came twice.
enum Node {
    Flag(bool),
    Text(String),
    Map(Vec<(String, Node)>),
    Other,
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Node, E> {
        Ok(Node::Flag(flag))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        while entries.next_element::<Node>()?.is_some() {}
        Ok(Node::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry::<String, Node>()? {
            map.push(entry);
        }
        Ok(Node::Map(map))
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

type Problems = Vec<AnswerProblem>;

pub(super) fn parse(text: &str) -> Result<Answers, Problems> {
    if text.len() > MAX_BYTES {
        let message = format!("the message is longer than {MAX_BYTES} bytes");
        return Err(vec![AnswerProblem::new(
            "answers.too_large",
            "message",
            &message,
            "send one contact at a time",
        )]);
    }
    let node = serde_json::from_str::<Node>(text).map_err(|error| {
        let at = format!("line {} column {}", error.line(), error.column());
        vec![AnswerProblem::new("answers.not_json", at, "this is not valid JSON", "send one JSON object")]
    })?;
    let mut problems = Vec::new();
    let answers = read(node, &mut problems);
    match answers {
        Some(answers) if problems.is_empty() => Ok(answers),
        _ => Err(problems),
    }
}

fn read(node: Node, problems: &mut Problems) -> Option<Answers> {
    let entries = map(node, "message", problems)?;
    let (mut reference, mut states) = (None, None);
    let (mut context, mut told_before) = (Context::default(), BTreeMap::new());
    let (mut has_instrument, mut has_answers) = (false, false);
    for (nth, (key, value)) in entries.into_iter().enumerate() {
        match key.as_str() {
            "instrument" => {
                has_instrument = true;
                reference = read_reference(&value, problems);
            }
            "context" => context = read_context(value, problems),
            "told_before" => told_before = read_told(value, problems),
            "answers" => {
                has_answers = true;
                states = Some(read_states(value, problems));
            }
            _ => problems.push(AnswerProblem::new(
                "answers.unknown_field",
                format!("message[{nth}]"),
                "this field is not part of the format",
                "send instrument, context, told_before and answers only",
            )),
        }
    }
    for (field, present) in [("instrument", has_instrument), ("answers", has_answers)] {
        if !present {
            let mend = "add it; an empty object is a valid set of answers";
            problems.push(AnswerProblem::new("answers.missing_field", field, "this field is missing", mend));
        }
    }
    Some(Answers { reference: reference?, context, told_before, states: states? })
}

/// The entries of an object, with a problem for each key that came twice.
fn map(node: Node, field: &str, problems: &mut Problems) -> Option<Vec<(String, Node)>> {
    let Node::Map(entries) = node else {
        problems.push(wrong_type(field, "an object is expected here"));
        return None;
    };
    let mut seen = BTreeSet::new();
    for (nth, (key, _)) in entries.iter().enumerate() {
        if !seen.insert(key.as_str()) {
            problems.push(AnswerProblem::new(
                "answers.duplicate_key",
                place(field, key, nth),
                "this key came before",
                "send each key once; which of the two holds cannot be guessed",
            ));
        }
    }
    Some(entries)
}

fn wrong_type(field: impl Into<String>, message: &str) -> AnswerProblem {
    AnswerProblem::new("answers.wrong_type", field, message, "look at the README of the instruments")
}

fn read_reference(value: &Node, problems: &mut Problems) -> Option<Reference> {
    let Node::Text(text) = value else {
        problems.push(wrong_type("instrument", "a text is expected here"));
        return None;
    };
    let reference = Reference::parse(text);
    if reference.is_none() {
        problems.push(AnswerProblem::new(
            "answers.instrument_reference",
            "instrument",
            "this is not an instrument with its version",
            "write id@version, for example first-contact-6@1",
        ));
    }
    reference
}

fn read_context(value: Node, problems: &mut Problems) -> Context {
    let mut context = Context::default();
    for (nth, (key, value)) in map(value, "context", problems).unwrap_or_default().into_iter().enumerate() {
        match (key.as_str(), Setting::from_code(&key), value) {
            ("child", _, Node::Text(code)) if ChildFlag::from_code(&code).is_some() => {
                context.child = ChildFlag::from_code(&code).unwrap_or(ChildFlag::Unsure);
            }
            ("child", ..) => problems.push(AnswerProblem::new(
                "context.child",
                "context.child",
                "this is not yes, no or unsure",
                "write unsure when the age is not known",
            )),
            (_, Some(setting), Node::Flag(true)) => context = context.in_setting(setting),
            (_, Some(_), Node::Flag(false)) => {}
            (_, Some(setting), _) => {
                problems.push(wrong_type(format!("context.{}", setting.code()), "true or false is expected"));
            }
            (_, None, _) => problems.push(AnswerProblem::new(
                "context.unknown_field",
                format!("context[{nth}]"),
                "this setting is not known",
                "use child, camp, detention, papers_held_by_state, seasonal_housing or disaster",
            )),
        }
    }
    context
}

fn read_told(value: Node, problems: &mut Problems) -> BTreeMap<String, Told> {
    let entries = map(value, "told_before", problems).unwrap_or_default();
    if entries.len() > MAX_TOLD {
        problems.push(too_many("told_before", MAX_TOLD));
        return BTreeMap::new();
    }
    let mut told = BTreeMap::new();
    for (nth, (key, value)) in entries.into_iter().enumerate() {
        let field = format!("told_before[{nth}]");
        let text_length = if let Node::Text(text) = &value { text.chars().count() } else { 0 };
        if key.chars().count().max(text_length) > MAX_TEXT {
            problems.push(AnswerProblem::new(
                "answers.text_too_long",
                field,
                &format!("this text is longer than {MAX_TEXT} characters"),
                "keep what was said out of the answers; notes belong in the case",
            ));
            continue;
        }
        match value {
            Node::Flag(flag) => drop(told.insert(key, Told::Flag(flag))),
            Node::Text(text) => drop(told.insert(key, Told::Text(text))),
            Node::Map(_) | Node::Other => {
                problems.push(wrong_type(field, "true, false or a text is expected"));
            }
        }
    }
    told
}

fn read_states(value: Node, problems: &mut Problems) -> BTreeMap<String, AnswerState> {
    let entries = map(value, "answers", problems).unwrap_or_default();
    if entries.len() > MAX_ANSWERS {
        problems.push(too_many("answers", MAX_ANSWERS));
        return BTreeMap::new();
    }
    let mut states = BTreeMap::new();
    for (nth, (code, value)) in entries.into_iter().enumerate() {
        let Node::Text(state) = value else {
            problems.push(wrong_type(place("answers", &code, nth), "the code of an answer is expected"));
            continue;
        };
        match AnswerState::from_code(&state) {
            Some(state) => drop(states.insert(code, state)),
            None => problems.push(AnswerProblem::new(
                "answers.unknown_state",
                place("answers", &code, nth),
                "this answer is not known",
                &format!("use one of {}", AnswerState::CODES.join(", ")),
            )),
        }
    }
    states
}

fn too_many(field: &str, most: usize) -> AnswerProblem {
    AnswerProblem::new(
        "answers.too_many",
        field,
        &format!("there are more than {most} entries"),
        "send one contact at a time",
    )
}
