//! `havenward offences`: non-punishment: what an authority alleged, and how it is argued.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "offences",
    about: "Record alleged offences and argue for non-punishment.",
    acts: &[
        Act::get(
            "list",
            "/cases/{id}/offences",
            Shows::List(
                &[
                    "offence",
                    "category",
                    "authority",
                    "file",
                    "stage",
                    "notice",
                    "decided",
                    "found_late",
                    "alarms",
                ],
                "No offence is alleged.",
            ),
        ),
        Act::post("record", "/cases/{id}/offences", Shows::Made("offence")),
        Act::post("stage", "/cases/{id}/offences/{offence}/stage", Shows::Done("The stage is noted.")),
        Act::post(
            "date",
            "/cases/{id}/offences/{offence}/dates",
            Shows::Done("The date is noted; an alarm is set before it."),
        ),
        Act::put(
            "grounds",
            "/cases/{id}/offences/{offence}/grounds",
            Shows::Done("The grounds are written anew."),
        ),
        Act::post(
            "decision",
            "/cases/{id}/offences/{offence}/decision",
            Shows::Done("The authority's decision is recorded."),
        ),
    ],
};
