//! `havenward directory`: names, decrypted for whoever may search them.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "directory",
    about: "Search the unit's directory of names.",
    acts: &[Act::post(
        "search",
        "/directory/search",
        Shows::List(&["name", "aliases", "address_as", "case", "referral", "contact"], "Nobody is found."),
    )],
};
