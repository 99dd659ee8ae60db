//! `havenward oversight`: what the data protection officer reads of every case, and of none its content.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "oversight",
    about: "Read who was let in and what left, of every case.",
    acts: &[Act::get(
        "list",
        "/oversight",
        Shows::Page(
            "acts",
            &["at", "who.name", "who.role", "who.unit", "action", "outcome", "case", "purpose", "basis"],
            "Nothing to oversee.",
        ),
    )],
};
