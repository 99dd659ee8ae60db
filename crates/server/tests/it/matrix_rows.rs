//! Every operation of the API with what it takes to do it: the committed list that grows with every route.
//!
//! To add a route, add it to a [`Row`] or add one. `uses` names the actions it asks permits for, `opens`
//! the compartments without which it refuses; the table of access does the rest. `may` and `may_not` are
//! for people. The rows themselves stand by chapter in the files beside this one, in the order in which
//! they are asked: what is recorded by one may be needed by the next.

use havenward_domain::access::Action;
use havenward_domain::compartment::Compartment;

/// What is sent so that a request gets as far as the decision.
pub enum Sends {
    /// No body.
    Nothing,
    /// This JSON.
    Json(&'static str),
    /// A sealed record with its headers.
    SealedRecord,
}

/// For what `{…}` in a path stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Nothing is named: the route is about the actor's own unit.
    OwnUnit,
    /// `{id}` is the case of which everybody in the table stands in some relation.
    TheCase,
    /// The path or the body names a thing that does not exist, of the case or of the own unit. Whoever may
    /// try is told not found or refused, and never that it was done; everybody else gets what the table says.
    UnknownThing,
}

/// What the code decides beyond the table. It only ever narrows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Narrows {
    /// Nothing: the table and the reach decide.
    Table,
    /// A case is opened by whoever reaches into some compartment of it; an access that opens nothing, such
    /// as a service's to a case without its notes or a prosecutor's to one notice, shows no case at all.
    ReachesSomething,
    /// The profile of the case names the bodies that may: whom the table lets try may be told 403.
    Profile,
    /// A shelter that is only the door of another unit's case reads the danger list and does not write it.
    NotAtTheDoor,
}

/// Method, path and what is sent.
pub type Operation = (&'static str, &'static str, Sends);

/// Operations that ask for the same.
pub struct Row {
    /// Who may, for people who read this list.
    pub may: &'static str,
    /// Who may not.
    pub may_not: &'static str,
    /// The actions that must all be allowed.
    pub uses: &'static [Action],
    /// The compartments that must be within reach, or the answer is 403.
    pub opens: &'static [Compartment],
    pub names: Names,
    pub narrows: Narrows,
    pub operations: &'static [Operation],
}

/// Operations outside the table, each with the reason. This list may only shrink.
pub const UNCOVERED: &[(&str, &str, &str)] = &[
    ("POST", "/api/v1/enrolment/factor", "nobody is signed in yet: the one-time link decides"),
    ("POST", "/api/v1/enrolment", "nobody is signed in yet: the one-time link decides"),
    ("POST", "/api/v1/session", "nobody is signed in yet: passphrase and code decide"),
    ("DELETE", "/api/v1/session", "everybody ends their own session and no other"),
];

/// Operations that ask for no action, each with what it tells. They touch nothing of any case.
pub const SIGNED_IN: &[(&str, &str, &str)] = &[
    ("GET", "/api/v1/instruments", "the published instruments"),
    ("GET", "/api/v1/profile/today", "the rules of the country and what a crisis makes different"),
    ("GET", "/api/v1/refusals/notice", "what the law of the profile asks of the unit"),
];

/// What the person's own code opens, and nothing else: nobody signs in for it.
pub const BY_CODE: (&str, &str) = ("POST", "/api/v1/receipts/open");

/// Routes outside the API's document: they tell nothing about anybody.
pub const PUBLIC: &[&str] = &["/", "/api/openapi.json", "/api/reference", "/sign-in", "/healthz"];

pub const A_CONTACT: &str = r#"{"origin":"responder","setting":"border_land","languages":["uk"],
    "age":"unsure","urgency":"urgent","name":"Oksana"}"#;

pub const A_REASON: &str = r#"{"reason":"told_by_person"}"#;

/// Every row, in the order in which they are asked.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    [
        crate::matrix_rows_unit::ROWS,
        crate::matrix_rows_story::ROWS,
        crate::matrix_rows_refer::ROWS,
        crate::matrix_rows_beside::ROWS,
    ]
    .into_iter()
    .flatten()
}

/// Every row with each of its operations.
pub fn operations() -> impl Iterator<Item = (&'static Row, &'static Operation)> {
    rows().flat_map(|row| row.operations.iter().map(move |operation| (row, operation)))
}
