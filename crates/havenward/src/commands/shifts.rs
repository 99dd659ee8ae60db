//! `havenward shifts`: the end of a shift.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "shifts",
    about: "Hand over a shift.",
    acts: &[Act::post("hand-over", "/shift/hand-over", Shows::Done("The shift is handed over."))],
};
