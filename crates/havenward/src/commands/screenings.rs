//! `havenward screenings`: answers on a case, and what they mean for what to do next.

use serde_json::Value;

use crate::api::{Act, Noun, Shows};
use crate::output;

/// The commands.
pub const NOUN: Noun = Noun {
    name: "screenings",
    about: "Record a screening on a case, and read its finding.",
    acts: &[
        Act::post("record", "/cases/{id}/screenings", Shows::By(finding)),
        Act::get("show", "/cases/{id}/screenings/{screening}", Shows::By(finding)),
    ],
};

/// What the finding says, in the order in which a case worker acts on it.
fn finding(answer: &Value) -> String {
    let text = |value: &Value| value.get("text").and_then(Value::as_str).unwrap_or_default().to_owned();
    let one = |name: &str| answer.get(name).map(text).unwrap_or_default();
    let field = |name: &str| answer.get(name).map(output::plain).unwrap_or_default();
    let mut lines = vec![one("headline"), one("asked")];
    for (name, heading) in [
        ("do_now", "Do now"),
        ("seen", "Signs"),
        ("why", "Why"),
        ("set_aside", "Set aside"),
        ("limits", "What this does not say"),
    ] {
        let many = answer.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        if !many.is_empty() {
            lines.push(format!("{heading}:"));
            lines.extend(many.iter().map(|line| format!("  - {}", text(line))));
        }
    }
    lines.push(one("come_back"));
    lines.push(format!("Band {}; screening {}", field("band"), field("screening")));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
