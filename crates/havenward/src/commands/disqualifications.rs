//! `havenward disqualifications`: a disqualification and its review.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "disqualifications",
    about: "Disqualify, ask for review, decide the review.",
    acts: &[
        Act::post(
            "write",
            "/cases/{id}/disqualification",
            Shows::Done("The disqualification is written; its effects wait for review."),
        ),
        Act::post("ask-review", "/cases/{id}/disqualification/review", Shows::Done("Review is asked for.")),
        Act::post(
            "decide-review",
            "/cases/{id}/disqualification/review/decide",
            Shows::Done("The review is decided."),
        ),
    ],
};
