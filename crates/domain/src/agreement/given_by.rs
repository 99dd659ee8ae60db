//! Who may agree for whom.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::UserId;

/// Who may be asked for an agreement, as the profile's start for children lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Giver {
    /// The person herself.
    #[serde(rename = "self")]
    Person,
    /// The guardian.
    Guardian,
    /// The child-protection authority.
    Authority,
}

/// What a child said, recorded whoever decides (Convention on the Rights of the Child, Art. 12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChildsView {
    /// The child agrees.
    Agrees,
    /// The child does not agree.
    Disagrees,
    /// The child did not want to say.
    PrefersNotToSay,
    /// The child is too young or too ill to be asked.
    CouldNotBeAsked,
}

/// Who gave the agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum GivenBy {
    /// The person herself.
    #[serde(rename = "self")]
    Person,
    /// A guardian whom a named worker has cleared: a guardian may be the trafficker.
    Guardian {
        /// The worker who cleared the guardian.
        cleared_by: UserId,
        /// What the child said.
        childs_view: ChildsView,
    },
    /// The child-protection authority.
    Authority {
        /// The officer.
        officer: UserId,
        /// What the child said.
        childs_view: ChildsView,
    },
}

impl GivenBy {
    /// Which of the possible givers this is.
    pub fn giver(&self) -> Giver {
        match self {
            Self::Person => Giver::Person,
            Self::Guardian { .. } => Giver::Guardian,
            Self::Authority { .. } => Giver::Authority,
        }
    }
}

/// Whose agreement is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose<'a> {
    /// An adult's: nobody else can agree. One who cannot decide is helped in vital interest, a legal basis.
    Adult,
    /// A child's, or that of a person whose age is not sure.
    Child {
        /// The givers whom the profile accepts for a child.
        agreement_of: &'a BTreeSet<Giver>,
        /// When the child turns 18, if the birth date is known.
        adult_from: Option<Timestamp>,
    },
}

impl Whose<'_> {
    /// Whether this giver may agree.
    pub(super) fn accepts(&self, given_by: &GivenBy) -> bool {
        match self {
            Self::Adult => given_by.giver() == Giver::Person,
            Self::Child { agreement_of, .. } => agreement_of.contains(&given_by.giver()),
        }
    }

    /// The instant from which a child is asked again as an adult.
    pub(super) fn adult_from(&self) -> Option<Timestamp> {
        match self {
            Self::Adult => None,
            Self::Child { adult_from, .. } => *adult_from,
        }
    }
}
