//! `havenward supports`: support, which waits for no decision.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "supports",
    about: "Open support, move on, end it, give emergency help.",
    acts: &[
        Act::post("open", "/cases/{id}/support/open", Shows::Done("Support is open.")),
        Act::post("plan", "/cases/{id}/support/plan", Shows::Done("A plan is agreed.")),
        Act::post("moving-on", "/cases/{id}/support/moving-on", Shows::Done("The person is moving on.")),
        Act::post("emergency", "/cases/{id}/support/emergency", Shows::Done("Emergency help is given.")),
        Act::post("end", "/cases/{id}/support/end", Shows::Done("Support has ended.")),
    ],
};
