//! `havenward plans`: the support plan, with goals the person agreed to.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "plans",
    about: "Begin, read and review a support plan with the person.",
    acts: &[
        Act::get("show", "/cases/{id}/plan", Shows::Fields),
        Act::post("begin", "/cases/{id}/plan", Shows::Made("plan")),
        Act::post("review", "/cases/{id}/plan/review", Shows::Done("The review is recorded.")),
        Act::post("propose", "/cases/{id}/plan/goals", Shows::Made("goal")),
        Act::post("agree", "/cases/{id}/plan/goals/{goal}/agree", Shows::Done("The person agrees.")),
        Act::post(
            "refuse",
            "/cases/{id}/plan/goals/{goal}/refuse",
            Shows::Done("The person does not want this goal."),
        ),
        Act::post("act", "/cases/{id}/plan/goals/{goal}/actions", Shows::Done("The action is added.")),
        Act::post(
            "finish",
            "/cases/{id}/plan/goals/{goal}/actions/{action}/finish",
            Shows::Done("The action is done."),
        ),
        Act::post("end", "/cases/{id}/plan/goals/{goal}/end", Shows::Done("The goal has ended.")),
    ],
};
