//! `havenward spaces`: the person's own way into her record.

use serde_json::Value;

use crate::api::{Act, Noun, Shows};
use crate::output::{self, plain};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "spaces",
    about: "Make the person's own way into her record, end it, read what she asked for.",
    acts: &[
        // The phrase comes from a file or from standard input: others on the machine can read a command line.
        Act::post("make", "/cases/{id}/space", Shows::By(made)).without(&["phrase"]),
        Act::get("show", "/cases/{id}/space", Shows::By(stands)),
        Act::post("close", "/cases/{id}/space/close", Shows::Done("Her code opens nothing any more.")),
    ],
};

/// Her code, which is kept nowhere.
fn made(answer: &Value) -> String {
    let code = answer.get("code").map(plain).unwrap_or_default();
    format!(
        "Give her this code; it is shown this once and kept nowhere. With her phrase it opens her page, /my.\n\
         Code: {code}"
    )
}

/// Whether she has a way in, and what she asked for.
fn stands(answer: &Value) -> String {
    let field = |name: &str| answer.get(name).filter(|value| !value.is_null());
    let mut lines = vec![match field("made_at") {
        Some(since) => format!("She has a way in since {}.", plain(since)),
        None => "She has no way in of her own.".to_owned(),
    }];
    if let Some(failures) = field("failures").filter(|count| **count != 0) {
        lines.push(format!("Wrong words were typed with her code: {}", plain(failures)));
    }
    let asked = field("requests").cloned().unwrap_or_default();
    lines.push(output::table(&asked, &["kind", "at", "words"], "She asked for nothing."));
    lines.join("\n")
}
