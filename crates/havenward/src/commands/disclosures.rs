//! `havenward disclosures`: a notice that the law asks of a body that is bound.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "disclosures",
    about: "Give the notice that the law asks of one's body.",
    acts: &[Act::post("give", "/cases/{id}/disclosures", Shows::Done("The notice is given."))],
};
