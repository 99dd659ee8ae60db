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

const NOTE: Step = Step { key: "tour-note", to: "/today", ticks: ("post", "/cases/{id}/notes") };
const QUEUE: Step = Step { key: "tour-queue", to: "/decisions", ticks: ("get", "/decisions") };
const DESK: Step = Step { key: "tour-desk", to: "/decisions", ticks: ("get", "/cases/{id}/decide/{matter}") };
const DECIDE: Step =
    Step { key: "tour-decide", to: "/decisions", ticks: ("post", "/cases/{id}/decide/{matter}") };
const LETTER: Step =
    Step { key: "tour-letter", to: "/decisions", ticks: ("get", "/cases/{id}/decisions/{decision}") };
const NOTICES: Step = Step { key: "tour-notices", to: "/notices", ticks: ("get", "/notices") };
const NOTICE: Step =
    Step { key: "tour-notice", to: "/notices", ticks: ("get", "/cases/{id}/notices/{offence}") };

const CARRIES: &[Step] = &[TODAY, CASES, A_CASE, TIMELINE, LOOKS, DONE];
const WORKS: &[Step] = &[TODAY, CASES, A_CASE, NOTE, TIMELINE];
const DECIDES: &[Step] = &[QUEUE, DESK, DECIDE, LETTER];
const PROSECUTES: &[Step] = &[NOTICES, NOTICE];
const SITS: &[Step] = &[TODAY, QUEUE];
const STANDS_BY: &[Step] = &[TODAY, CASES, A_CASE, TIMELINE, LOOKS];
const PLACES: Step = Step { key: "tour-places", to: "/places", ticks: ("get", "/places") };
const FREE: Step = Step { key: "tour-free", to: "/places", ticks: ("post", "/places/{id}") };
const OFFERS: Step = Step { key: "tour-offers", to: "/offers", ticks: ("get", "/offers") };
const ANSWER: Step = Step { key: "tour-answer", to: "/offers", ticks: ("post", "/offers/{id}") };
const STAYS: Step = Step { key: "tour-stays", to: "/stays", ticks: ("get", "/stays") };
const SHEET: Step = Step { key: "tour-sheet", to: "/stays/sheet", ticks: ("get", "/stays/sheet") };
const QUEUES: Step = Step { key: "tour-queues", to: "/queues", ticks: ("get", "/queues") };
const OVERLAY: Step = Step { key: "tour-overlay", to: "/overlay", ticks: ("get", "/overlay") };
const RULES: Step = Step { key: "tour-rules", to: "/rules", ticks: ("get", "/rules") };
const OVERSIGHT: Step =
    Step { key: "tour-oversight", to: "/oversight/acts", ticks: ("get", "/oversight/acts") };
const SHARES: Step =
    Step { key: "tour-shares", to: "/oversight/shares", ticks: ("get", "/oversight/shares") };
const RETENTION: Step =
    Step { key: "tour-retention", to: "/oversight/retention", ticks: ("get", "/oversight/retention") };
const JOURNAL: Step =
    Step { key: "tour-journal", to: "/oversight/journal", ticks: ("post", "/oversight/journal") };
const ACCOUNTS: Step = Step { key: "tour-accounts", to: "/accounts", ticks: ("get", "/accounts") };
const HEALTH: Step = Step { key: "tour-health", to: "/health", ticks: ("get", "/health") };

const HOUSE: &[Step] = &[PLACES, FREE, OFFERS, ANSWER, STAYS, SHEET];
const COORDINATES: &[Step] = &[QUEUES, OVERLAY, RULES];
const OVERSEES: &[Step] = &[OVERSIGHT, SHARES, RETENTION, JOURNAL];
const ADMINISTERS: &[Step] = &[ACCOUNTS, HEALTH, RULES];
const LOOKS_ROUND: &[Step] = &[TODAY];

/// The steps for a login of the demonstration.
pub(crate) fn steps(login: &str) -> &'static [Step] {
    match login {
        "responder" | "police" | "asylum" | "inspector" | "socialworker" | "ngoworker"
        | "childprotection" => CARRIES,
        "casemanager" | "nurse" => WORKS,
        "decider" | "decider2" => DECIDES,
        "panellist" => SITS,
        "prosecutor" => PROSECUTES,
        "guardian" | "advocate" | "lawyer" => STANDS_BY,
        "shelter" | "shelter2" | "shelter3" | "nightshelter" => HOUSE,
        "coordinator" => COORDINATES,
        "dpo" => OVERSEES,
        "admin" => ADMINISTERS,
        "provider" | "oncall" | "interpreter" | "survivor" | "investigator" => LOOKS_ROUND,
        _ => &[],
    }
}

/// Logins that have a tour.
#[cfg(test)]
pub(crate) fn with_a_tour() -> Vec<&'static str> {
    vec![
        "responder",
        "casemanager",
        "decider",
        "panellist",
        "prosecutor",
        "guardian",
        "shelter",
        "coordinator",
        "dpo",
        "admin",
    ]
}
