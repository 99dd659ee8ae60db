//! `havenward statistics`: whether a person is counted.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "statistics",
    about: "Write that a person wants to be counted nowhere.",
    acts: &[Act::post(
        "object",
        "/cases/{id}/statistics/objection",
        Shows::Done("She is counted nowhere; what was counted is taken out."),
    )],
};
