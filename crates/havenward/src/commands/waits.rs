//! `havenward waits`: needs for which no service has room.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "waits",
    about: "See who waits for room, and end a wait.",
    acts: &[
        Act::get(
            "list",
            "/cases/{id}/waits",
            Shows::List(&["need", "region", "since", "ended", "room"], "Nothing waits in this case."),
        ),
        Act::get("unit", "/waits", Shows::List(&["case", "since", "look_again"], "No case waits for room.")),
        Act::post(
            "look-through",
            "/waits/look-through",
            Shows::List(&["case", "waits"], "Nothing has room yet for anybody who waits."),
        ),
        Act::post("end", "/cases/{id}/waits/end", Shows::Done("The wait has ended.")),
    ],
};
