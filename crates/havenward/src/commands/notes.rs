//! `havenward notes`: words in a sealed part of a case.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "notes",
    about: "Read and write notes in a part of a case.",
    acts: &[
        Act::get("list", "/cases/{id}/notes/{compartment}", Shows::List(&["at", "by", "text"], "No notes.")),
        Act::post("write", "/cases/{id}/notes/{compartment}", Shows::Done("The note is written.")),
        Act::post("share", "/cases/{id}/notes/{compartment}/share", Shows::Done("Shared.")),
    ],
};
