//! `havenward transfers`: a case handed to a colleague.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "transfers",
    about: "Hand a case to a colleague of the unit.",
    acts: &[Act::post(
        "hand-over",
        "/cases/{id}/transfer",
        Shows::Done("The case is handed over; your colleague is told."),
    )],
};
