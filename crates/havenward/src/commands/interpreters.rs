//! `havenward interpreters`: who interprets which language.

use crate::api::{Act, Noun, Shows};

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
        Act::get("own", "/interpreters/own", Shows::Fields),
    ],
};
