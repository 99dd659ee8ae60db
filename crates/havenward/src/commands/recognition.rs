//! `havenward recognition`: from a first thought to the deciding body.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "recognition",
    about: "Raise, presume, send to be decided, stop and go on.",
    acts: &[
        Act::post("raise", "/cases/{id}/recognition/raise", Shows::Done("Recognition is raised.")),
        Act::post(
            "presume",
            "/cases/{id}/recognition/presume",
            Shows::Done("The person is presumed a victim."),
        ),
        Act::post(
            "child-path",
            "/cases/{id}/recognition/child-path",
            Shows::Done("The child's path has begun."),
        ),
        Act::post("send", "/cases/{id}/recognition/send", Shows::Done("The case is sent to be decided.")),
        Act::post("evidence", "/cases/{id}/recognition/evidence", Shows::Done("The evidence is asked for.")),
        Act::post("more-time", "/cases/{id}/recognition/more-time", Shows::Done("The right lasts longer.")),
        Act::post(
            "stop",
            "/cases/{id}/recognition/stop",
            Shows::Done("The procedure is stopped; support goes on."),
        ),
        Act::post("resume", "/cases/{id}/recognition/resume", Shows::Done("The procedure goes on.")),
    ],
};
