//! Others: relatives, guardians, companions, embassies. The default is no contact.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ChannelKind;
use crate::coded::coded;
use crate::danger::DoNotContact;
use crate::id::UserId;
use crate::secret::{Secret, sealing};

coded! {
    /// What somebody is to the person.
    pub enum Relation {
        /// Relative.
        Relative = "relative",
        /// Guardian.
        Guardian = "guardian",
        /// Partner.
        Partner = "partner",
        /// Companion.
        Companion = "companion",
        /// Employer.
        Employer = "employer",
        /// Embassy.
        Embassy = "embassy",
        /// Consulate.
        Consulate = "consulate",
        /// Other.
        Other = "other",
    }
}

/// A named worker's word that somebody may be contacted on one channel.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clearance {
    /// The worker.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// Why it is safe.
    #[serde(with = "sealing")]
    pub why: Secret<String>,
}

/// Why nobody is cleared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClearanceError {
    /// A mark forbids it.
    #[error("a do-not-contact mark stands")]
    DoNotContact,
    /// No reason was given.
    #[error("a clearance needs a reason")]
    NoReason,
    /// It would end before it begins.
    #[error("a clearance ends later than now")]
    AlreadyOver,
}

/// Somebody around the person. Nobody contacts them unless cleared for the channel.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThirdParty {
    relation: Relation,
    #[serde(with = "sealing")]
    name: Secret<String>,
    clearances: BTreeMap<ChannelKind, Clearance>,
    do_not_contact: Option<DoNotContact>,
}

impl ThirdParty {
    /// Somebody not cleared for anything.
    pub fn new(relation: Relation, name: Secret<String>) -> Self {
        Self { relation, name, clearances: BTreeMap::new(), do_not_contact: None }
    }

    /// Clears one channel, by name and with a reason.
    pub fn clear(mut self, channel: ChannelKind, clearance: Clearance) -> Result<Self, ClearanceError> {
        if self.do_not_contact.is_some() {
            return Err(ClearanceError::DoNotContact);
        }
        if clearance.why.expose().trim().is_empty() {
            return Err(ClearanceError::NoReason);
        }
        if clearance.until <= clearance.at {
            return Err(ClearanceError::AlreadyOver);
        }
        self.clearances.insert(channel, clearance);
        Ok(self)
    }

    /// Takes the clearance of one channel back.
    #[must_use]
    pub fn revoke(mut self, channel: ChannelKind) -> Self {
        self.clearances.remove(&channel);
        self
    }

    /// Forbids any contact; every clearance ends.
    #[must_use]
    pub fn mark(self, mark: DoNotContact) -> Self {
        Self { do_not_contact: Some(mark), clearances: BTreeMap::new(), ..self }
    }

    /// Lifts the mark with a reason, which the caller records. Nothing is cleared by that.
    pub fn lift(self, why: &Secret<String>) -> Result<Self, ClearanceError> {
        if why.expose().trim().is_empty() {
            return Err(ClearanceError::NoReason);
        }
        Ok(Self { do_not_contact: None, ..self })
    }

    /// The clearance on which a contact would rest now; `None` means no contact.
    pub fn clearance(&self, channel: ChannelKind, now: Timestamp) -> Option<&Clearance> {
        self.clearances.get(&channel).filter(|clearance| clearance.at <= now && now < clearance.until)
    }

    /// What they are to the person.
    pub fn relation(&self) -> Relation {
        self.relation
    }

    /// Their name.
    pub fn name(&self) -> &Secret<String> {
        &self.name
    }

    /// The mark, if one stands.
    pub fn do_not_contact(&self) -> Option<&DoNotContact> {
        self.do_not_contact.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coded::Coded;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn clearance(why: &str) -> Clearance {
        Clearance { by: UserId::from_random([1; 16]), at: at(10), until: at(100), why: why.into() }
    }

    fn mark() -> DoNotContact {
        DoNotContact { by: UserId::from_random([1; 16]), at: at(20), why: "threats".into() }
    }

    #[test]
    fn nobody_around_the_person_is_contacted_until_cleared() {
        for relation in Relation::ALL {
            let somebody = ThirdParty::new(*relation, "N".into());
            for channel in ChannelKind::ALL {
                assert!(somebody.clearance(*channel, at(50)).is_none());
            }
        }
    }

    #[test]
    fn a_clearance_is_for_one_channel_and_ends() {
        let aunt = ThirdParty::new(Relation::Relative, "N".into());
        let cleared = aunt.clear(ChannelKind::Phone, clearance("met alone, no ties")).unwrap();
        assert!(cleared.clearance(ChannelKind::Phone, at(50)).is_some());
        assert!(cleared.clearance(ChannelKind::Post, at(50)).is_none());
        assert!(cleared.clearance(ChannelKind::Phone, at(100)).is_none());
        assert!(cleared.revoke(ChannelKind::Phone).clearance(ChannelKind::Phone, at(50)).is_none());
    }

    #[test]
    fn a_clearance_without_a_reason_is_none() {
        let aunt = ThirdParty::new(Relation::Relative, "N".into());
        assert_eq!(aunt.clear(ChannelKind::Phone, clearance("  ")).err(), Some(ClearanceError::NoReason));
    }

    #[test]
    fn a_mark_ends_every_clearance_and_allows_no_new_one() {
        let guardian = ThirdParty::new(Relation::Guardian, "N".into());
        let cleared = guardian.clear(ChannelKind::Phone, clearance("checked")).unwrap();
        let marked = cleared.mark(mark());
        assert!(marked.clearance(ChannelKind::Phone, at(50)).is_none());
        let again = marked.clone().clear(ChannelKind::Phone, clearance("checked again"));
        assert_eq!(again.err(), Some(ClearanceError::DoNotContact));
        assert_eq!(marked.clone().lift(&" ".into()).err(), Some(ClearanceError::NoReason));
        let lifted = marked.lift(&"another man of the same name".into()).unwrap();
        assert!(lifted.clearance(ChannelKind::Phone, at(50)).is_none());
    }
}
