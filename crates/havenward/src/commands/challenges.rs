//! `havenward challenges`: challenges to a refusal.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "challenges",
    about: "Challenge a refusal, take it back, give more time.",
    acts: &[
        Act::post("bring", "/cases/{id}/challenges", Shows::Made("challenge")),
        Act::post("more-time", "/cases/{id}/challenges/more-time", Shows::Done("More time is given.")),
        Act::post(
            "withdraw",
            "/cases/{id}/challenges/{challenge}/withdraw",
            Shows::Done("The challenge is taken back."),
        ),
    ],
};
