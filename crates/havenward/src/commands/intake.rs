//! `havenward intake`: sealed records that wait for the unit.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "intake",
    about: "List and open sealed records that wait for the unit.",
    acts: &[
        Act::get(
            "list",
            "/intake",
            Shows::List(
                &["id", "received_hour", "instrument", "urgency", "device", "damaged"],
                "Nothing waits.",
            ),
        ),
        Act::post("open", "/intake/{id}/open", Shows::Made("case")),
    ],
};
