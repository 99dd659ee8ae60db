//! `havenward devices`: the unit's devices for offline screening.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "devices",
    about: "Enrol, list and end the unit's devices.",
    acts: &[
        Act::get(
            "list",
            "/devices",
            Shows::List(&["id", "enrolled_at", "enrolled_by", "expires_at"], "No devices."),
        ),
        Act::post("enrol", "/devices", Shows::Fields),
        Act::delete("end", "/devices/{id}", Shows::Done("The device's credential has ended.")),
    ],
};
