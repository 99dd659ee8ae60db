//! `havenward ages`: what is known of a person's age; a child when unsure.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "ages",
    about: "Presume a child, dispute, confirm, find an adult, write a birth.",
    acts: &[
        Act::post("presume-child", "/cases/{id}/age/presume-child", Shows::Done("Presumed a child.")),
        Act::post(
            "dispute",
            "/cases/{id}/age/dispute",
            Shows::Done("The age is disputed; a child until decided."),
        ),
        Act::post("confirm", "/cases/{id}/age/confirm", Shows::Done("Written as a child.")),
        Act::post("find-adult", "/cases/{id}/age/find-adult", Shows::Done("Written as an adult.")),
        Act::post("born", "/cases/{id}/age/born", Shows::Done("The birth is written.")),
        Act::post("turn-18", "/cases/{id}/age/turn-18", Shows::Done("Written as turned 18.")),
    ],
};
