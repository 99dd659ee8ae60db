//! `havenward whereabouts`: where the person is, from any state.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "whereabouts",
    about: "Write where the person is.",
    acts: &[Act::post("write", "/cases/{id}/whereabouts", Shows::Done("Where the person is, is written."))],
};
