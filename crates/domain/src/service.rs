//! What a service offers: plain, so that queues and matching can read it, and without an address.
//!
//! A shelter's address is in the sealed `shelter_location` compartment; here is only a region. No field
//! depends on whether a person co-operates with the police: help is unconditional.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::codes::ServiceType;
use crate::hours::Hours;
use crate::id::{ServiceId, UnitId};
use crate::language::Language;
use crate::place::Region;

/// After this long the count of free places is shown as stale and an update is asked for.
pub const STALE_AFTER: SignedDuration = SignedDuration::from_hours(7 * 24);

coded! {
    /// How well a place is protected, from open to guarded.
    pub enum SecurityLevel {
        /// Open house.
        Open = "open",
        /// Controlled door, address not published.
        Protected = "protected",
        /// Secret address, guarded.
        High = "high",
    }
}

coded! {
    /// What the service costs the person.
    pub enum Cost {
        /// Free.
        Free = "free",
        /// A contribution, by means.
        Contribution = "contribution",
        /// Paid.
        Paid = "paid",
    }
}

/// Whom the service accepts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepts {
    /// Women.
    pub women: bool,
    /// Men.
    pub men: bool,
    /// Adults with their children.
    pub families: bool,
    /// Trans people, in the placement that is right for them.
    pub trans: bool,
    /// Girls without a parent.
    pub girls: bool,
    /// Boys without a parent.
    pub boys: bool,
    /// People with disabilities.
    pub disability: bool,
    /// Children who come with a parent are under this age.
    pub children_under: u8,
}

impl Accepts {
    /// Whether only children live there.
    pub fn is_for_children_only(&self) -> bool {
        (self.girls || self.boys) && !self.women && !self.men && !self.families
    }
}

/// Why a change of places is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CapacityError {
    /// Fewer places are free than are asked for.
    #[error("not enough free places")]
    NotEnough,
    /// More places would be free than there are.
    #[error("more free places than places")]
    MoreThanAll,
}

/// Places: how many there are, how many are free, and when that was last said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawCapacity")]
pub struct Capacity {
    places: u16,
    free: u16,
    updated_at: Timestamp,
}

#[derive(Deserialize)]
struct RawCapacity {
    places: u16,
    free: u16,
    updated_at: Timestamp,
}

impl Capacity {
    /// States the places and the free ones among them.
    pub fn new(places: u16, free: u16, updated_at: Timestamp) -> Result<Self, CapacityError> {
        if free > places { Err(CapacityError::MoreThanAll) } else { Ok(Self { places, free, updated_at }) }
    }

    /// Takes places for people who were accepted.
    pub fn take(self, count: u16, now: Timestamp) -> Result<Self, CapacityError> {
        let free = self.free.checked_sub(count).ok_or(CapacityError::NotEnough)?;
        Ok(Self { free, updated_at: now, ..self })
    }

    /// Gives places back.
    pub fn give_back(self, count: u16, now: Timestamp) -> Result<Self, CapacityError> {
        let free = self.free.checked_add(count).ok_or(CapacityError::MoreThanAll)?;
        Self::new(self.places, free, now)
    }

    /// All places.
    pub fn places(&self) -> u16 {
        self.places
    }

    /// Free places.
    pub fn free(&self) -> u16 {
        self.free
    }

    /// When this was last said.
    pub fn updated_at(&self) -> Timestamp {
        self.updated_at
    }

    /// Whether the count is too old to be relied on.
    pub fn is_stale(&self, now: Timestamp) -> bool {
        now.duration_since(self.updated_at) > STALE_AFTER
    }
}

impl TryFrom<RawCapacity> for Capacity {
    type Error = CapacityError;

    fn try_from(raw: RawCapacity) -> Result<Self, CapacityError> {
        Self::new(raw.places, raw.free, raw.updated_at)
    }
}

/// A service that can be offered to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// The id.
    pub id: ServiceId,
    /// The unit that runs it and answers for it.
    pub unit: UnitId,
    /// What it offers.
    pub offers: BTreeSet<ServiceType>,
    /// Where, no closer than a region.
    pub region: Region,
    /// Languages its staff speak.
    pub languages: BTreeSet<Language>,
    /// Whether it works with booked interpreters.
    pub works_with_interpreters: bool,
    /// Whom it accepts.
    pub accepts: Accepts,
    /// Whether it can be entered and used with limited mobility.
    pub step_free: bool,
    /// Its places.
    pub capacity: Capacity,
    /// Days to wait for a place or an appointment.
    pub waiting_days: u16,
    /// When it is open.
    pub opening: Hours,
    /// The duty line: number and hours.
    pub duty_line: DutyLine,
    /// What it costs the person.
    pub cost: Cost,
    /// How well it is protected.
    pub security: SecurityLevel,
    /// The last day its funding covers.
    pub funding_until: Option<Date>,
    /// When somebody last checked this entry.
    pub verified_on: Date,
}

/// The line that is answered when an offer comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyLine {
    /// The number to call.
    pub phone: String,
    /// When it is answered.
    pub hours: Hours,
}

impl Service {
    /// Whether the service is still funded on this day.
    pub fn is_funded(&self, today: Date) -> bool {
        self.funding_until.is_none_or(|last| today <= last)
    }

    /// Whether somebody answers now, at the door or by telephone.
    pub fn can_be_reached(&self, at: DateTime) -> bool {
        self.opening.contain(at) || self.duty_line.hours.contain(at)
    }

    /// Whether the person sleeps there.
    pub fn is_residential(&self) -> bool {
        self.offers.iter().any(|offer| offer.is_residential())
    }

    /// Whether somebody there speaks one of these languages; the first that fits.
    pub fn speaks<'a>(&self, languages: &'a [Language]) -> Option<&'a Language> {
        languages.iter().find(|wanted| self.languages.iter().any(|spoken| spoken.is_spoken_like(wanted)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn places_are_never_negative_and_never_more_than_there_are() {
        let full = Capacity::new(3, 0, at(0)).unwrap();
        assert_eq!(full.take(1, at(1)), Err(CapacityError::NotEnough));
        let empty = Capacity::new(3, 3, at(0)).unwrap();
        assert_eq!(empty.give_back(1, at(1)), Err(CapacityError::MoreThanAll));
        assert_eq!(Capacity::new(3, 4, at(0)), Err(CapacityError::MoreThanAll));
        let forged = r#"{"places":1,"free":2,"updated_at":"1970-01-01T00:00:00Z"}"#;
        assert!(serde_json::from_str::<Capacity>(forged).is_err());
    }

    #[test]
    fn a_count_is_stale_after_a_week() {
        let capacity = Capacity::new(3, 1, at(0)).unwrap();
        assert!(!capacity.is_stale(at(7 * 86_400)));
        assert!(capacity.is_stale(at(7 * 86_400 + 1)));
    }

    proptest! {
        #[test]
        fn whatever_happens_free_places_stay_between_none_and_all(
            places in 0u16..50,
            moves in proptest::collection::vec((any::<bool>(), any::<u16>()), 0..40),
        ) {
            let mut capacity = Capacity::new(places, places, at(0)).unwrap();
            for (take, count) in moves {
                let next = if take { capacity.take(count, at(1)) } else { capacity.give_back(count, at(1)) };
                capacity = next.unwrap_or(capacity);
                prop_assert!(capacity.free() <= capacity.places());
            }
        }
    }
}
