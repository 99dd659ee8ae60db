//! `havenward needs`: what the person needs.

use crate::api::{Act, Noun, Shows};
use crate::output;

/// The commands.
pub const NOUN: Noun = Noun {
    name: "needs",
    about: "Assess what the person needs.",
    acts: &[
        Act::put("assess", "/cases/{id}/needs", Shows::Done("The needs are assessed.")),
        Act::get(
            "show",
            "/cases/{id}/needs",
            Shows::By(|answer| {
                output::assessment(answer, "needs", &["by", "met", "note"], "She needs nothing now.")
            }),
        ),
    ],
};
