//! `havenward tasks`: what is due.

use crate::api::{Act, Noun, Shows};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "tasks",
    about: "List the open tasks of the unit, and mark them as done.",
    acts: &[
        Act::get(
            "list",
            "/tasks",
            Shows::List(&["id", "due_at", "kind", "case", "assignee"], "No open tasks."),
        ),
        Act::post("done", "/tasks/{id}/done", Shows::Done("Done.")),
    ],
};
