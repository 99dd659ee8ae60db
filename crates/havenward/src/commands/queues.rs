//! `havenward queues`: the country in figures, for its co-ordinator.

use havenward_app::queues::FEW;
use serde_json::{Map, Value};

use crate::api::{Act, Noun, Shows};
use crate::output;

/// The commands.
pub const NOUN: Noun = Noun {
    name: "queues",
    about: "Read what waits in the country, where there is room, and what nobody could give. No names.",
    acts: &[
        Act::get("show", "/queues", Shows::By(shown)),
        Act::get(
            "places",
            "/queues/places",
            Shows::List(&["day", "help", "places", "free"], "Nobody has stated places yet."),
        ),
    ],
};

/// Each part of the queues with its columns and what is said when it is empty.
const PARTS: &[(&str, &str, &[&str], &str)] = &[
    ("What waits", "waiting", &["waiting", "a_week", "a_month", "a_quarter", "longer"], "Nothing waits."),
    ("Time limits", "limits", &["limit", "running", "over"], "No time limit runs."),
    (
        "Room",
        "rooms",
        &["help", "services", "places", "free", "stale", "shortest_wait", "longest_wait"],
        "There are no services.",
    ),
    ("What was asked in ninety days", "flow", &["became", "count"], "Nothing was asked."),
    ("What nobody could give", "gaps", &["need", "region", "count"], "No gap was raised."),
];

/// Part by part; a count of few is told as few.
fn shown(answer: &Value) -> String {
    let part = |(title, field, columns, none): &(&str, &str, &[&str], &str)| {
        let rows = answer.get(*field).and_then(Value::as_array).into_iter().flatten().map(few);
        let rows = Value::Array(rows.collect());
        format!("{title}\n{}\n", output::table(&rows, columns, none))
    };
    let mut parts: Vec<String> = PARTS.iter().map(part).collect();
    let awaited = answer.get("awaited").cloned().unwrap_or_default();
    parts.push(format!("Waiting for an answer\n{}", output::fields(&awaited)));
    parts.join("\n")
}

/// A row whose count is few says so.
fn few(row: &Value) -> Value {
    let mut told: Map<String, Value> = row.as_object().cloned().unwrap_or_default();
    if let Some(count) = told.get_mut("count").filter(|count| count.is_null()) {
        *count = Value::from(format!("fewer than {FEW}"));
    }
    Value::Object(told)
}
