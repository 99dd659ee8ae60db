//! `havenward offers`: people offered to one's unit.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "offers",
    about: "Read the offers to one's unit, and answer them.",
    acts: &[
        Act::get(
            "list",
            "/offers",
            Shows::List(&["id", "service", "status", "kind", "places", "reply_by"], "No offers."),
        ),
        Act::get("show", "/offers/{id}", Shows::Fields),
        Act::post("accept", "/offers/{id}/answer", Shows::Done("Accepted."))
            .fixed(&[("say", "accept")])
            .without(&["reason"])
            .about("Accept an offer"),
        Act::post("confirm", "/offers/{id}/answer", Shows::Done("Confirmed."))
            .fixed(&[("say", "confirm")])
            .without(&["reason"])
            .about("Confirm what was accepted by telephone"),
        Act::post("waitlist", "/offers/{id}/answer", Shows::Done("On the waiting list."))
            .fixed(&[("say", "waitlist")])
            .without(&["reason"])
            .about("Put an offer on the waiting list"),
        Act::post("decline", "/offers/{id}/answer", Shows::Done("Declined; what was sent is out of sight."))
            .fixed(&[("say", "decline")])
            .needs(&["reason"])
            .about("Decline an offer, with a reason"),
        Act::post("arrived", "/offers/{id}/answer", Shows::Done("Written as arrived."))
            .fixed(&[("say", "arrived")])
            .without(&["reason"])
            .about("Write that the person arrived"),
        Act::post("did-not-arrive", "/offers/{id}/answer", Shows::Done("Written as not arrived."))
            .fixed(&[("say", "did_not_arrive")])
            .without(&["reason"])
            .about("Write that the person did not arrive"),
        Act::post("completed", "/offers/{id}/answer", Shows::Done("Completed."))
            .fixed(&[("say", "completed")])
            .without(&["reason"])
            .about("Write that the stay or the service is completed"),
    ],
};
