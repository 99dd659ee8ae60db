//! `havenward agreements`: what the person agreed to, for whom and until when.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "agreements",
    about: "Record an agreement, read agreements back, withdraw one.",
    acts: &[
        Act::post("give", "/cases/{id}/agreements", Shows::Made("agreement")),
        Act::get(
            "list",
            "/cases/{id}/agreements",
            Shows::List(
                &["id", "purpose", "answers", "at", "expires", "withdrawn_at", "standing"],
                "No agreements.",
            ),
        ),
        Act::post("withdraw", "/cases/{id}/agreements/withdraw", Shows::Fields),
    ],
};
