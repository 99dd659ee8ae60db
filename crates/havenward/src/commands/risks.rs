//! `havenward risks`: what threatens the person.

use crate::api::{Act, Noun, Shows};
use crate::output;

/// The commands.
pub const NOUN: Noun = Noun {
    name: "risks",
    about: "Assess what threatens the person.",
    acts: &[
        Act::put("assess", "/cases/{id}/risks", Shows::Done("The risks are assessed.")),
        Act::get(
            "show",
            "/cases/{id}/risks",
            Shows::By(|answer| {
                output::assessment(answer, "risks", &["level", "why"], "Nothing threatens her now.")
            }),
        ),
    ],
};
