// tidy: data table
//! The steps of the tours, by role: its main job from beginning to end where it has one.

use havenward_domain::role::Role;

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

const MEET: Step = Step { key: "tour-meet", to: "/contacts/new", ticks: ("post", "/contacts/new") };
const TELL: Step = Step { key: "tour-tell", to: "/cases", ticks: ("post", "/cases/{id}/told-before") };
const SCREEN: Step =
    Step { key: "tour-screen", to: "/cases", ticks: ("post", "/cases/{id}/screenings/new/{instrument}") };
const NEXT: Step = Step { key: "tour-next", to: "/cases", ticks: ("get", "/cases/{id}/next") };
const LOOK: Step = Step { key: "tour-look", to: "/cases", ticks: ("get", "/cases/{id}/matches") };
const ASK: Step =
    Step { key: "tour-ask", to: "/cases", ticks: ("post", "/cases/{id}/enquiries/new/{service}") };
const PLAN: Step = Step { key: "tour-plan", to: "/cases", ticks: ("get", "/cases/{id}/plan") };
const OBJECT: Step = Step { key: "tour-object", to: "/cases", ticks: ("post", "/cases/{id}/objections") };
const BEST: Step = Step { key: "tour-best", to: "/cases", ticks: ("post", "/cases/{id}/best-interests") };
const CHALLENGE: Step =
    Step { key: "tour-challenge", to: "/cases", ticks: ("post", "/cases/{id}/challenge") };
const YES: Step =
    Step { key: "tour-yes", to: "/cases", ticks: ("post", "/cases/{id}/offences/{offence}/notice") };
const SPEAKS: Step = Step { key: "tour-speaks", to: "/interpreting", ticks: ("post", "/interpreting") };
const SHIFT: Step = Step { key: "tour-shift", to: "/shift", ticks: ("get", "/shift") };
const ACCOUNT: Step = Step { key: "tour-account", to: "/accounts/new", ticks: ("post", "/accounts/new") };
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

const MEETS: &[Step] = &[MEET, TELL, SCREEN, NEXT, LOOK, ASK];
const CARRIES: &[Step] = &[TODAY, A_CASE, NOTE, PLAN, TIMELINE, DONE];
const WORKS: &[Step] = &[TODAY, CASES, A_CASE, TIMELINE, LOOKS, DONE];
const FOLLOWS: &[Step] = &[TODAY, CASES, A_CASE, TIMELINE];
const DECIDES: &[Step] = &[QUEUE, DESK, DECIDE, LETTER];
const SITS: &[Step] = &[TODAY, QUEUE];
const PROSECUTES: &[Step] = &[TODAY, NOTICES, NOTICE];
const GUARDS: &[Step] = &[CASES, A_CASE, TIMELINE, LOOKS, OBJECT, BEST];
const DEFENDS: &[Step] = &[TODAY, CASES, A_CASE, LOOKS, CHALLENGE, YES];
const STANDS_BY: &[Step] = &[TODAY, CASES, A_CASE, TIMELINE, LOOKS];
const INTERPRETS: &[Step] = &[TODAY, SPEAKS];
const HOUSE: &[Step] = &[PLACES, FREE, OFFERS, ANSWER, STAYS, SHEET];
const ANSWERS: &[Step] = &[SHIFT, OFFERS, ANSWER, TODAY];
const COORDINATES: &[Step] = &[QUEUES, OVERLAY, RULES];
const OVERSEES: &[Step] = &[OVERSIGHT, SHARES, RETENTION, JOURNAL];
const ADMINISTERS: &[Step] = &[ACCOUNTS, ACCOUNT, HEALTH, RULES];
const READS: &[Step] = &[RULES, OVERLAY];

/// The steps for a role. Whoever has nothing to do here can still read the country's rules.
pub(crate) fn steps(role: Role) -> &'static [Step] {
    match role {
        _ if role.is_first_responder() => MEETS,
        Role::CaseManager => CARRIES,
        Role::ChildProtection | Role::FocalPoint => WORKS,
        Role::PoliceInvestigator => FOLLOWS,
        Role::CompetentAuthority => DECIDES,
        Role::PanelMember => SITS,
        Role::Prosecutor => PROSECUTES,
        Role::Guardian => GUARDS,
        Role::Lawyer => DEFENDS,
        Role::Advocate | Role::Survivor => STANDS_BY,
        Role::Interpreter => INTERPRETS,
        Role::Shelter | Role::ServiceProvider => HOUSE,
        Role::OnCall => ANSWERS,
        Role::NrmCoordinator => COORDINATES,
        Role::Dpo => OVERSEES,
        Role::Sysadmin => ADMINISTERS,
        _ => READS,
    }
}
