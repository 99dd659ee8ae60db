//! What a worker does next on a case, as the list of tasks names it.

use crate::coded::coded;

coded! {
    /// The next step on a case. It names no person and no place: the list of tasks is plain.
    pub enum NextStep {
        /// Call the person.
        CallPerson = "call_person",
        /// Meet the person.
        MeetPerson = "meet_person",
        /// Ask a service.
        AskService = "ask_service",
        /// Write to an authority.
        WriteToAuthority = "write_to_authority",
        /// Go through the plan together.
        GoThroughPlan = "go_through_plan",
    }
}
