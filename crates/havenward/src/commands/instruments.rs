//! `havenward instruments`: the screening instruments of the server.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "instruments",
    about: "List the screening instruments, and open one for a case.",
    acts: &[
        Act::get(
            "list",
            "/instruments",
            Shows::List(&["instrument", "for_whom", "sign_count", "needs_check", "title"], "No instruments."),
        ),
        Act::get("show", "/cases/{id}/instruments/{instrument}", Shows::Fields),
    ],
};
