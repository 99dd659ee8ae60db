//! `havenward notices`: non-punishment notices, released by the person and her lawyer.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "notices",
    about: "Sign, read and take back non-punishment notices.",
    acts: &[
        Act::get("list", "/notices", Shows::List(&["case", "offence", "released_at"], "No notices.")),
        Act::get("show", "/cases/{id}/offences/{offence}/notice", Shows::Fields),
        Act::post("sign", "/cases/{id}/offences/{offence}/notice/sign", Shows::Fields),
        Act::post(
            "take-back",
            "/cases/{id}/offences/{offence}/notice/take-back",
            Shows::Done("No signature of yours stands."),
        ),
        Act::post("by-law", "/cases/{id}/offences/{offence}/notice/by-law", Shows::Done("Notified by law.")),
    ],
};
