//! Which kinds of body a unit can be.

use std::collections::BTreeSet;

use super::Profile;

/// Kinds of body that any country has, beside those that its profile names. Design: they are those in whose
/// names the roles of this program work.
const EVERYWHERE: &[&str] = &[
    "carrier",
    "court",
    "foreign_office",
    "health",
    "home_office",
    "international_organisation",
    "local_authority",
    "military",
    "ngo",
    "nrm_office",
    "police",
    "prosecution",
    "school",
    "survivors",
    "union",
];

impl Profile {
    /// The kinds of body that a unit can be: those that decide here, those that a law or a policy binds, and
    /// those of any country. A unit of any other kind would decide nothing and be bound by nothing, unseen.
    pub fn kinds_of_body(&self) -> BTreeSet<&str> {
        let named = self.bodies().keys().chain(&self.notice().bound).chain(&self.notice().by_policy);
        named.map(String::as_str).chain(EVERYWHERE.iter().copied()).collect()
    }
}
