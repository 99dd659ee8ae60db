//! `havenward decisions`: a bench at work: sitting, votes, reasons, and a refusal told.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "decisions",
    about: "Sit, vote, close with reasons, and tell a refusal.",
    acts: &[
        Act::post("open", "/cases/{id}/sittings", Shows::Done("The sitting is open.")),
        Act::post("vote", "/cases/{id}/sittings/vote", Shows::Done("The vote is cast.")),
        Act::post("step-aside", "/cases/{id}/sittings/step-aside", Shows::Done("You take no part.")),
        Act::post("vote-again", "/cases/{id}/sittings/vote-again", Shows::Done("The bench votes again.")),
        Act::post("close", "/cases/{id}/sittings/close", Shows::Made("decision")),
        Act::post(
            "told",
            "/cases/{id}/refusal/told",
            Shows::Done("The refusal is told; the time to challenge runs."),
        ),
    ],
};
