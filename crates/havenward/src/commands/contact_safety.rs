//! `havenward contact-safety`: how the person may be reached, and who is around her.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "contact-safety",
    about: "Write and ask how, and whether, somebody may be reached.",
    acts: &[
        Act::get("show", "/cases/{id}/contact-safety", Shows::Fields),
        Act::put(
            "channels",
            "/cases/{id}/contact-safety/channels",
            Shows::Done("The channels are written; none is safe yet."),
        )
        .without(&["channels"]),
        Act::post(
            "safe",
            "/cases/{id}/contact-safety/channels/{channel}/safe",
            Shows::Done("The channel is marked safe."),
        ),
        Act::post(
            "unsafe",
            "/cases/{id}/contact-safety/channels/{channel}/unsafe",
            Shows::Done("The channel is no longer safe."),
        ),
        Act::post("may-contact", "/cases/{id}/contact-safety/may-contact", Shows::Fields),
        Act::post("add-other", "/cases/{id}/contact-safety/others", Shows::Made("other")),
        Act::post(
            "clear",
            "/cases/{id}/contact-safety/others/{other}/clear",
            Shows::Done("Cleared on this channel."),
        ),
        Act::post(
            "revoke",
            "/cases/{id}/contact-safety/others/{other}/revoke",
            Shows::Done("They are not cleared on this channel."),
        ),
        Act::post(
            "do-not-contact",
            "/cases/{id}/contact-safety/others/{other}/do-not-contact",
            Shows::Done("Nobody may contact them."),
        ),
        Act::post(
            "lift",
            "/cases/{id}/contact-safety/others/{other}/lift",
            Shows::Done("The mark is lifted; nobody is cleared by that."),
        ),
    ],
};
