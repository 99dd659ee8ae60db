//! `havenward enquiries`: whether a service has room, without a word about the person.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "enquiries",
    about: "Ask a service whether it has room, and answer.",
    acts: &[
        Act::post("ask", "/cases/{id}/enquiries", Shows::Made("enquiry")),
        Act::get(
            "of-case",
            "/cases/{id}/enquiries",
            Shows::List(&["id", "service", "answer", "answer_by", "held_until"], "Nothing was asked."),
        ),
        Act::get(
            "list",
            "/enquiries",
            Shows::List(
                &[
                    "id",
                    "service",
                    "when",
                    "placement",
                    "child",
                    "children_with",
                    "languages",
                    "answer_by",
                    "answer",
                ],
                "Nothing waits for an answer.",
            ),
        ),
        Act::post("yes", "/enquiries/{id}/answer", Shows::Done("Answered with yes; the place is held."))
            .needs(&["hold_minutes"])
            .about("Answer an enquiry with yes, and hold the place for so many minutes"),
        Act::post("no", "/enquiries/{id}/answer", Shows::Done("Answered with no."))
            .without(&["hold_minutes"])
            .about("Answer an enquiry with no: there is no room"),
    ],
};
