//! `havenward shifts`: who is on tonight, and the end of a shift.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "shifts",
    about: "See who is on shift, come on, go off, and hand over.",
    acts: &[
        Act::get(
            "tonight",
            "/shift",
            Shows::List(&["user", "name", "from", "until"], "Nobody of your unit is on shift."),
        ),
        Act::post("on", "/shift/on", Shows::Done("You are on shift.")),
        Act::post(
            "off",
            "/shift/off",
            Shows::Done("You are off shift. Open tasks stay with you until you hand them over."),
        ),
        Act::post("hand-over", "/shift/hand-over", Shows::Done("The shift is handed over.")),
    ],
};
