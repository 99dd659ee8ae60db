//! `havenward bookings`: an interpreter, after a check for conflicts.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "bookings",
    about: "Book an interpreter, after a check for conflicts.",
    acts: &[
        Act::get(
            "list",
            "/cases/{id}/bookings",
            Shows::List(&["id", "language", "mode", "at", "minutes", "is"], "No interpreter was asked for."),
        ),
        Act::post("ask", "/cases/{id}/bookings", Shows::Made("booking")),
        Act::post(
            "propose",
            "/cases/{id}/bookings/{booking}/propose",
            Shows::Done("The interpreter is proposed."),
        ),
        Act::post(
            "confirm",
            "/cases/{id}/bookings/{booking}/confirm",
            Shows::Done("Confirmed; the interpreter has an appointment without a case."),
        ),
        Act::post(
            "refused",
            "/cases/{id}/bookings/{booking}",
            Shows::Done("Refused; this interpreter is not proposed again."),
        )
        .fixed(&[("became", "refused")])
        .about("Write that the person refuses the interpreter"),
        Act::post("cancelled", "/cases/{id}/bookings/{booking}", Shows::Done("Cancelled."))
            .fixed(&[("became", "cancelled")])
            .about("Cancel a booking"),
        Act::post("absent", "/cases/{id}/bookings/{booking}", Shows::Done("Another is looked for."))
            .fixed(&[("became", "did_not_come")])
            .about("Write that the interpreter did not come"),
        Act::post("done", "/cases/{id}/bookings/{booking}", Shows::Done("Done."))
            .fixed(&[("became", "done")])
            .about("Write that the interpreter was there"),
    ],
};
