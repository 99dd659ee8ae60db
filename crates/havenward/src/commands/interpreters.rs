//! `havenward interpreters`: who interprets which language.

use serde_json::Value;

use crate::api::{Act, Noun, Shows};
use crate::output;

/// The commands.
pub const NOUN: Noun = Noun {
    name: "interpreters",
    about: "Say what one interprets, and find who speaks a language.",
    acts: &[
        Act::get(
            "list",
            "/interpreters",
            Shows::List(&["id", "name", "languages", "dialects", "sex", "modes"], "No interpreter."),
        ),
        Act::put("offer", "/interpreters/own", Shows::Done("It is kept.")),
        Act::get("own", "/interpreters/own", Shows::By(own)),
    ],
};

fn own(answer: &Value) -> String {
    if answer.is_null() {
        "You have not said yet what you interpret.".to_owned()
    } else {
        output::fields(answer)
    }
}
