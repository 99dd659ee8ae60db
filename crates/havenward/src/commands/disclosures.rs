//! `havenward disclosures`: a notice that the law asks of a body that is bound.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "disclosures",
    about: "Pass on what a law orders or allows: a notice without a name, a share.",
    acts: &[
        Act::post("give", "/cases/{id}/disclosures", Shows::Done("The notice is given.")),
        Act::put(
            "share",
            "/cases/{id}/shares",
            Shows::Done("It may be shared by law until then. Tell the person, as soon as it is safe."),
        ),
    ],
};
