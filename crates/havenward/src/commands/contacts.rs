//! `havenward contacts`: a first contact, which opens a case.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "contacts",
    about: "Record first contacts.",
    acts: &[Act::post("record", "/contacts", Shows::Made("case")).presumed(&[("origin", "responder")])],
};
