//! `havenward told-before`: what the person was told before the first question.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "told-before",
    about: "Record what the person was told before the first question.",
    acts: &[Act::post("record", "/cases/{id}/told-before", Shows::Fields)],
};
