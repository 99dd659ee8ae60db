// tidy: data table
//! The steps of the tours. A role's steps grow with its pages.

/// A step of a tour.
pub(crate) struct Step {
    /// The key of its words.
    pub key: &'static str,
    /// The page on which it begins.
    pub to: &'static str,
    /// Method and route that tick it.
    pub ticks: (&'static str, &'static str),
}

/// No tour has more steps (UX 4).
#[cfg(test)]
pub(crate) const LONGEST: usize = 6;

const TODAY: Step = Step { key: "tour-today", to: "/today", ticks: ("get", "/today") };
const CASES: Step = Step { key: "tour-cases", to: "/cases", ticks: ("get", "/cases") };
const A_CASE: Step = Step { key: "tour-a-case", to: "/cases", ticks: ("get", "/cases/{id}") };
const TIMELINE: Step = Step { key: "tour-timeline", to: "/cases", ticks: ("get", "/cases/{id}/timeline") };
const LOOKS: Step = Step { key: "tour-looks", to: "/cases", ticks: ("get", "/cases/{id}/looks") };
const DONE: Step = Step { key: "tour-task-done", to: "/today", ticks: ("post", "/tasks/{id}/done") };

const CARRIES: &[Step] = &[TODAY, CASES, A_CASE, TIMELINE, LOOKS, DONE];
const DECIDES: &[Step] = &[TODAY, CASES, A_CASE, TIMELINE];
const STANDS_BY: &[Step] = &[TODAY, CASES, A_CASE, TIMELINE, LOOKS];
const LOOKS_ROUND: &[Step] = &[TODAY];

/// The steps for a login of the demonstration.
pub(crate) fn steps(login: &str) -> &'static [Step] {
    match login {
        "responder" | "police" | "asylum" | "inspector" | "socialworker" | "ngoworker" | "nurse"
        | "casemanager" | "childprotection" => CARRIES,
        "decider" | "decider2" | "panellist" | "investigator" | "prosecutor" => DECIDES,
        "guardian" | "advocate" | "lawyer" => STANDS_BY,
        "shelter" | "shelter2" | "shelter3" | "provider" | "oncall" | "interpreter" | "dpo"
        | "coordinator" | "survivor" | "admin" => LOOKS_ROUND,
        _ => &[],
    }
}

/// Logins that have a tour.
#[cfg(test)]
pub(crate) fn with_a_tour() -> Vec<&'static str> {
    vec!["responder", "casemanager", "decider", "guardian", "shelter"]
}
