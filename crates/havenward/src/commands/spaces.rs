//! `havenward spaces`: the person's own way into her record.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "spaces",
    about: "Make the person's own way into her record, end it, read what she asked for.",
    acts: &[
        // The phrase comes from a file or from standard input: others on the machine can read a command line.
        Act::post("make", "/cases/{id}/space", Shows::Made("code")).without(&["phrase"]),
        Act::get("show", "/cases/{id}/space", Shows::Fields),
        Act::post("close", "/cases/{id}/space/close", Shows::Done("Her code opens nothing any more.")),
    ],
};
