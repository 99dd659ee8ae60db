//! `havenward access`: who may open a case, why, until when, and who did.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "access",
    about: "Read and change who may open a case, and read who did.",
    acts: &[
        Act::get(
            "list",
            "/cases/{id}/access",
            Shows::List(
                &["unit_name", "unit", "user", "compartments", "purpose", "basis", "until", "over"],
                "Nobody has access.",
            ),
        ),
        Act::get(
            "holders",
            "/cases/{id}/access/holders",
            Shows::List(&["compartment", "people", "single_holder"], "No compartments."),
        ),
        Act::get(
            "log",
            "/cases/{id}/access-log",
            Shows::Page(
                "looks",
                &["at", "who.name", "who.role", "who.unit", "action", "opened", "purpose", "basis"],
                "Nobody looked.",
            ),
        ),
        Act::post("give", "/cases/{id}/access", Shows::Done("Access is given.")).words(&["purpose", "basis"]),
        Act::post("end", "/cases/{id}/access/end", Shows::Fields).words(&["purpose"]),
    ],
};
