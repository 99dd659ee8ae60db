//! `havenward dangers`: whom to keep away, sealed.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "dangers",
    about: "Write and read the danger list, and what the person keeps away from.",
    acts: &[
        Act::get(
            "list",
            "/cases/{id}/dangers",
            Shows::List(&["who", "face", "vehicle", "how_known"], "Nobody is on the danger list."),
        ),
        Act::post("add", "/cases/{id}/dangers", Shows::Done("On the danger list.")),
        Act::put("avoid", "/cases/{id}/avoid", Shows::Done("Written; such services are absent from now on.")),
    ],
};
