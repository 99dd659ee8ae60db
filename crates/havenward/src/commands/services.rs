//! `havenward services`: the services of the country, and those that fit a person.

use serde_json::Value;

use crate::api::{Act, Noun, Shows};
use crate::output;

/// The commands.
pub const NOUN: Noun = Noun {
    name: "services",
    about: "Find services for a person, and run one's own.",
    acts: &[
        Act::get(
            "list",
            "/services",
            Shows::List(
                &["id", "unit", "name", "region", "offers", "free", "places", "languages"],
                "No services.",
            ),
        ),
        Act::get(
            "own",
            "/services/own",
            Shows::List(
                &["id", "revision", "name", "offers", "free", "places"],
                "Your unit runs no service.",
            ),
        ),
        Act::post("match", "/cases/{id}/matches", Shows::By(found)),
        Act::post("gap", "/cases/{id}/gaps", Shows::Done("The gap is raised.")),
        Act::post("add", "/services", Shows::Made("service")),
        Act::put("change", "/services/{id}", Shows::Done("The service is changed.")).without(&["service"]),
        Act::put("places", "/services/{id}/places", Shows::Done("The places are stated.")),
    ],
};

/// Services best first with their reasons, what nearly fits, and needs that nobody meets.
fn found(answer: &Value) -> String {
    let list = |name: &str| answer.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let field = |value: &Value, name: &str| value.get(name).map(output::plain).unwrap_or_default();
    let mut lines = Vec::new();
    for (nth, fits) in list("matches").iter().enumerate() {
        lines.push(format!("{}. {}", nth + 1, field(fits, "name")));
        lines.push(format!("   service {}", field(fits, "service")));
        lines.push(format!("   unit {}", field(fits, "unit")));
        let reasons = fits.get("reasons").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        lines.extend(reasons.iter().map(|reason| format!("   {}", output::plain(reason))));
    }
    if lines.is_empty() {
        lines.push("No service fits.".to_owned());
    }
    for nearly in list("alternatives") {
        let (name, meets, short) =
            (field(nearly, "name"), field(nearly, "would_meet"), field(nearly, "shortfalls"));
        lines.push(format!("Nearly: {name} would meet {meets}, but {short}"));
        lines.push(format!("   service {}", field(nearly, "service")));
        lines.push(format!("   unit {}", field(nearly, "unit")));
    }
    if !list("gaps").is_empty() {
        lines.push(format!("Nobody meets: {}", field(answer, "gaps")));
    }
    lines.join("\n")
}
