//! `havenward objections`: what a child's guardian says before something is done.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "objections",
    about: "Object for a child, answer an objection, say what is best for the child.",
    acts: &[
        Act::post(
            "object",
            "/cases/{id}/objections",
            Shows::Done("The objection is kept; somebody owes an answer."),
        ),
        Act::post(
            "answer",
            "/cases/{id}/objections/{objection}/answer",
            Shows::Done("The objection is answered."),
        ),
        Act::post(
            "best-interests",
            "/cases/{id}/best-interests",
            Shows::Done("It is kept for those who act."),
        ),
    ],
};
