//! Every operation of the API with what it takes to do it: the committed list that grows with every route.
//!
//! To add a route, add a [`Row`]. `uses` names the actions it asks permits for, `opens` the compartments
//! without which it refuses; the table of access does the rest. `may` and `may_not` are for people.

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
pub enum Names {
    /// Nothing is named: the route is about the actor's own unit.
    OwnUnit,
    /// `{id}` is the case of which everybody in the table stands in some relation.
    TheCase,
}

/// One operation.
pub struct Row {
    pub method: &'static str,
    pub path: &'static str,
    /// Who may, for people who read this list.
    pub may: &'static str,
    /// Who may not.
    pub may_not: &'static str,
    /// The actions that must all be allowed.
    pub uses: &'static [Action],
    /// The compartments that must be within reach, or the answer is 403.
    pub opens: &'static [Compartment],
    pub names: Names,
    pub sends: Sends,
}

/// Operations outside the table, each with the reason. This list may only shrink.
pub const UNCOVERED: &[(&str, &str, &str)] = &[
    ("POST", "/api/v1/enrolment/factor", "nobody is signed in yet: the one-time link decides"),
    ("POST", "/api/v1/enrolment", "nobody is signed in yet: the one-time link decides"),
    ("POST", "/api/v1/session", "nobody is signed in yet: passphrase and code decide"),
    ("DELETE", "/api/v1/session", "everybody ends their own session and no other"),
];

/// Routes outside the API's document: they tell nothing about anybody.
pub const PUBLIC: &[&str] = &["/", "/api/openapi.json", "/assets/style.css", "/healthz"];

const A_CONTACT: &str = r#"{"origin":"responder","setting":"border_land","languages":["uk"],
    "age":"unsure","urgency":"urgent","name":"Oksana"}"#;

pub const ROWS: &[Row] = &[
    Row {
        method: "POST",
        path: "/api/v1/unit/key",
        may: "members whose role may hold their unit's key",
        may_not: "the operator, the person herself, interpreters, whoever has no business in content, devices",
        uses: &[Action::HoldUnitKey],
        opens: &[],
        names: Names::OwnUnit,
        sends: Sends::Nothing,
    },
    Row {
        method: "POST",
        path: "/api/v1/devices",
        may: "those who meet people, for their own unit",
        may_not: "everybody else, devices too",
        uses: &[Action::EnrolDevice],
        opens: &[],
        names: Names::OwnUnit,
        sends: Sends::Nothing,
    },
    Row {
        method: "POST",
        path: "/api/v1/intake",
        may: "enrolled devices, for their own unit",
        may_not: "every signed-in person",
        uses: &[Action::SubmitIntake],
        opens: &[],
        names: Names::OwnUnit,
        sends: Sends::SealedRecord,
    },
    Row {
        method: "POST",
        path: "/api/v1/contacts",
        may: "those who meet people, for their own unit",
        may_not: "everybody else, devices too",
        uses: &[Action::RecordContact],
        opens: &[],
        names: Names::OwnUnit,
        sends: Sends::Json(A_CONTACT),
    },
    Row {
        method: "GET",
        path: "/api/v1/cases",
        may: "whoever may do anything with a case; it lists those cases only",
        may_not: "the operator, analysts, coordinators and others for whom no case exists, devices",
        uses: &[Action::ListCases],
        opens: &[],
        names: Names::OwnUnit,
        sends: Sends::Nothing,
    },
    Row {
        method: "GET",
        path: "/api/v1/cases/{id}",
        may: "the owner and whoever it was shared with, each as far as role and grant reach",
        may_not: "strangers and roles for whom no case exists: not found",
        uses: &[Action::ReadCase],
        opens: &[],
        names: Names::TheCase,
        sends: Sends::Nothing,
    },
];
