//! `havenward refusals`: help refused, with a safe way back.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "refusals",
    about: "Record that an adult refuses help, with a safe way back.",
    acts: &[
        Act::get("notice", "/refusals/notice", Shows::Fields),
        Act::post("record", "/cases/{id}/refusals", Shows::Fields),
        Act::post("open-receipt", "/receipts/open", Shows::Fields).without(&["code"]),
    ],
};
