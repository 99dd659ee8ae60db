//! `havenward cases`: the unit's cases, as the signed-in person may see them.

use serde_json::Value;

use crate::api::{Act, Noun, Shows};
use crate::output;

/// The commands.
pub const NOUN: Noun = Noun {
    name: "cases",
    about: "List and open cases, as the signed-in person may see them.",
    acts: &[
        Act::get(
            "list",
            "/cases",
            Shows::List(
                &["id", "opened_at", "urgency", "child", "age", "recognition", "support", "whereabouts"],
                "No cases.",
            ),
        ),
        Act::get("show", "/cases/{id}", Shows::By(show)),
        Act::get(
            "timeline",
            "/cases/{id}/timeline",
            Shows::Page(
                "happened",
                &["at", "action", "outcome", "who.name", "who.role", "who.unit", "details"],
                "Nothing happened yet.",
            ),
        ),
    ],
};

/// Where the case stands, then what is known, with its sentences told by their keys.
fn show(case: &Value) -> String {
    let mut rest = case.clone();
    let mut stands = Vec::new();
    for name in ["id", "opened_at", "urgency", "age", "recognition", "support", "whereabouts"] {
        let value = rest.as_object_mut().and_then(|fields| fields.remove(name));
        stands.push(format!("{name}: {}", value.as_ref().map(output::plain).unwrap_or_default()));
    }
    if let Some(sentences) = rest.pointer_mut("/course/sentences").and_then(Value::as_array_mut) {
        for sentence in sentences {
            *sentence = Value::from(said(sentence));
        }
    }
    format!("{}\n{}", stands.join("\n"), output::fields(&rest))
}

/// A sentence by its key, with its arguments in brackets.
fn said(sentence: &Value) -> String {
    let text = |value: &Value, name: &str| value.get(name).map(output::plain).unwrap_or_default();
    let arguments =
        sentence.get("arguments").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let told = arguments.iter().map(|one| format!("{} {}", text(one, "name"), text(one, "value")));
    let told = told.collect::<Vec<_>>().join(", ");
    let key = text(sentence, "key");
    if told.is_empty() { key } else { format!("{key} ({told})") }
}
