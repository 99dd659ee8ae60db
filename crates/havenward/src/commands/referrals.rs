//! `havenward referrals`: the person offered to a service that said there is room.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "referrals",
    about: "Offer a person to a service, and follow the offer.",
    acts: &[
        Act::post("offer", "/cases/{id}/referrals", Shows::Made("referral")).without(&["hand_over"]),
        Act::get(
            "list",
            "/cases/{id}/referrals",
            Shows::List(&["id", "service", "status", "kind", "places", "reply_by"], "No referrals."),
        ),
        Act::post(
            "accepted-by-telephone",
            "/cases/{id}/referrals/{referral}/accepted-by-telephone",
            Shows::Done("The acceptance by telephone is recorded."),
        ),
        Act::post(
            "person-declines",
            "/cases/{id}/referrals/{referral}/person-declines",
            Shows::Done("The person decided otherwise."),
        ),
        Act::post(
            "withdraw",
            "/cases/{id}/referrals/{referral}/withdraw",
            Shows::Done("The referral is taken back."),
        ),
    ],
};
