//! Compartments of a case, each with a key of its own, and sets of them.

use serde::{Deserialize, Serialize};

macro_rules! compartments {
    ($($(#[$doc:meta])* $name:ident = $bit:literal $code:literal),+ $(,)?) => {
        /// A part of the case that is sealed under its own key.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Compartment { $($(#[$doc])* $name),+ }

        impl Compartment {
            /// Every compartment.
            pub const ALL: &'static [Compartment] = &[$(Compartment::$name),+];

            /// The stable code, as in rows, grants and the API.
            pub fn code(self) -> &'static str {
                match self { $(Compartment::$name => $code),+ }
            }

            /// Finds the compartment with this code.
            pub fn from_code(code: &str) -> Option<Compartment> {
                match code { $($code => Some(Compartment::$name),)+ _ => None }
            }

            fn bit(self) -> u16 {
                match self { $(Compartment::$name => 1 << $bit),+ }
            }
        }
    };
}

compartments! {
    /// Coded facts, screening, agreements, needs, decisions.
    Core = 0 "core",
    /// How, when and through whom the person may be reached.
    ContactSafety = 1 "contact_safety",
    /// What the person told, in words.
    Narrative = 2 "narrative",
    /// Health notes.
    Health = 3 "health",
    /// What the person said to her lawyer. Named users only.
    LegalPrivileged = 4 "legal_privileged",
    /// Where the person lives. Named users only.
    ShelterLocation = 5 "shelter_location",
    /// References into police files.
    Police = 6 "police",
    /// The person's own notes. Named users only.
    SurvivorPrivate = 7 "survivor_private",
    /// Who must not find the person.
    DangerList = 8 "danger_list",
    /// Uploaded files.
    Attachments = 9 "attachments",
}

impl Compartment {
    /// Says whether only named users, never a whole unit, may hold the key.
    pub fn is_for_named_users(self) -> bool {
        matches!(self, Self::LegalPrivileged | Self::ShelterLocation | Self::SurvivorPrivate)
    }
}

/// A set of compartments, kept as bits in plain columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Compartments(u16);

impl Compartments {
    /// The empty set.
    pub const NONE: Compartments = Compartments(0);

    /// The set of these compartments.
    pub fn of(members: &[Compartment]) -> Self {
        Self(members.iter().fold(0, |bits, member| bits | member.bit()))
    }

    /// Says whether the set holds this compartment.
    pub fn has(self, member: Compartment) -> bool {
        self.0 & member.bit() != 0
    }

    /// What is in both sets.
    #[must_use]
    pub fn intersect(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in either set.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Says whether nothing is in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The members in order.
    pub fn members(self) -> impl Iterator<Item = Compartment> {
        Compartment::ALL.iter().copied().filter(move |member| self.has(*member))
    }

    /// The bits, for a plain column.
    pub fn bits(self) -> i64 {
        i64::from(self.0)
    }

    /// The set with these bits; unknown bits are dropped, so that a row can only narrow.
    pub fn from_bits(bits: i64) -> Self {
        let known = Compartment::ALL.iter().fold(0, |known, member| known | member.bit());
        Self(u16::try_from(bits & i64::from(known)).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_survives_its_plain_column_and_drops_unknown_bits() {
        let set = Compartments::of(&[Compartment::Core, Compartment::DangerList]);
        assert_eq!(Compartments::from_bits(set.bits()), set);
        assert_eq!(Compartments::from_bits(i64::MAX).bits(), 0b11_1111_1111);
        assert_eq!(Compartments::from_bits(1 << 40), Compartments::NONE);
    }

    #[test]
    fn codes_agree_both_ways() {
        for compartment in Compartment::ALL {
            assert_eq!(Compartment::from_code(compartment.code()), Some(*compartment));
        }
    }
}
