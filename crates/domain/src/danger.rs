//! Who and what to watch for around one person, and whom nobody may contact.
//!
//! The list lies in a compartment of its own (`danger_list`). The case team reads it, and the shelter's door reads
//! whom to look out for. There is no other way in: it is never searched across cases and never counted, so it can
//! be neither an offender register nor a statistic.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::id::UserId;
use crate::secret::{Secret, sealing};

coded! {
    /// How it is known.
    pub enum HowKnown {
        /// The person said so.
        PersonSaid = "person_said",
        /// Seen by staff.
        Seen = "seen",
        /// From a partner organisation.
        Partner = "partner",
        /// From an authority.
        Authority = "authority",
        /// From messages or calls.
        Message = "message",
    }
}

/// One entry of the danger list.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Who: name or description.
    #[serde(with = "sealing")]
    pub who: Secret<String>,
    /// The face: a description, or the key of a sealed photograph.
    #[serde(with = "sealing")]
    pub face: Option<Secret<String>>,
    /// The vehicle.
    #[serde(with = "sealing")]
    pub vehicle: Option<Secret<String>>,
    /// How it is known.
    pub how_known: HowKnown,
    /// Who wrote it down.
    pub added_by: UserId,
    /// When.
    pub added_at: Timestamp,
}

/// What the shelter's door needs: whom to look out for, not how it is known.
pub struct AtTheDoor<'a> {
    /// Who.
    pub who: &'a Secret<String>,
    /// The face.
    pub face: Option<&'a Secret<String>>,
    /// The vehicle.
    pub vehicle: Option<&'a Secret<String>>,
}

/// The danger list of one case.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DangerList(Vec<Entry>);

impl DangerList {
    /// Adds an entry.
    #[must_use]
    pub fn with(mut self, entry: Entry) -> Self {
        self.0.push(entry);
        self
    }

    /// The whole list, for the case team.
    pub fn for_case_team(&self) -> &[Entry] {
        &self.0
    }

    /// What the shelter's door sees.
    pub fn for_the_door(&self) -> impl Iterator<Item = AtTheDoor<'_>> {
        self.0.iter().map(|entry| AtTheDoor {
            who: &entry.who,
            face: entry.face.as_ref(),
            vehicle: entry.vehicle.as_ref(),
        })
    }
}

/// A mark that nobody may contact somebody. It outlasts any clearance until a named worker lifts it with a reason.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoNotContact {
    /// Who set it.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// Why.
    #[serde(with = "sealing")]
    pub why: Secret<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_door_learns_whom_to_look_out_for_and_not_how_it_is_known() {
        let list = DangerList::default().with(Entry {
            who: "tall man".into(),
            face: None,
            vehicle: Some("grey van".into()),
            how_known: HowKnown::PersonSaid,
            added_by: UserId::from_random([1; 16]),
            added_at: Timestamp::UNIX_EPOCH,
        });
        let door: Vec<_> = list.for_the_door().collect();
        assert_eq!(door[0].who.expose(), "tall man");
        assert_eq!(door[0].vehicle.map(Secret::expose).map(String::as_str), Some("grey van"));
        assert_eq!(list.for_case_team().len(), 1);
    }
}
