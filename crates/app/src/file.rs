//! What the compartments of a case hold, as it is sealed.
//!
//! Versioned by being tolerant: fields are added with a default, never renamed or given another meaning.

use havenward_domain::contact::{AgeClaim, Origin};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The `core` compartment: coded facts about the person and the course of the case.
#[derive(Serialize, Deserialize)]
pub struct Core {
    /// The first contact.
    pub contact: Contact,
}

/// A first contact as it is kept.
#[derive(Clone, Serialize, Deserialize)]
pub struct Contact {
    /// Who raised the case.
    pub origin: Origin,
    /// Kind of place, a code of the field.
    pub setting: String,
    /// Language of the talk.
    pub language: String,
    /// Child, adult, unsure.
    pub age: AgeClaim,
    /// When.
    pub at: Timestamp,
}

/// The `contact_safety` compartment: how the person may be reached. Nothing yet means: not at all.
#[derive(Default, Serialize, Deserialize)]
pub struct ContactSafety {
    /// How the person wishes to be addressed.
    pub address_as: Option<String>,
}

/// An entry of the unit's directory: who is behind a case.
#[derive(Serialize, Deserialize)]
pub struct DirectoryEntry {
    /// The case.
    pub case: havenward_domain::id::CaseId,
    /// The person's name as given, in any script.
    pub name: String,
}
