//! A need that waits, because no service that fits has room.
//!
//! What waits is sealed with the case. In the clear stands only that something waits, and since when.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::codes::ServiceType;
use crate::matching::Avoid;
use crate::place::Region;
use crate::service::Service;

coded! {
    /// How a wait ended.
    pub enum WaitEnd {
        /// A place was found.
        PlaceFound = "place_found",
        /// The person does not want it any more.
        PersonDeclined = "person_declined",
        /// It is not needed any more.
        NotNeeded = "not_needed",
    }
}

/// One need that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// The need.
    pub need: ServiceType,
    /// Where it is looked for.
    pub region: Region,
    /// Since when.
    pub since: Timestamp,
    /// How it ended, and when.
    pub ended: Option<(WaitEnd, Timestamp)>,
}

impl Wait {
    /// Whether it waits still.
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }

    /// Whether a service may have what is waited for: it offers it there, has room, and the person does not keep
    /// away from it. Whether it fits in all else is for [`crate::matching::find`] to say.
    pub fn may_end_at(&self, service: &Service, avoid: &Avoid) -> bool {
        let is_avoided = avoid.services.contains(&service.id)
            || avoid.units.contains(&service.unit)
            || avoid.regions.contains(&service.region);
        self.is_open()
            && !is_avoided
            && service.offers.contains(&self.need)
            && service.region == self.region
            && service.capacity.free() > 0
    }
}

/// Lets a need wait. What waits already for the same need goes on since it began.
pub fn begin(waits: &mut Vec<Wait>, need: ServiceType, region: Region, now: Timestamp) {
    match waits.iter_mut().find(|wait| wait.is_open() && wait.need == need) {
        Some(wait) => wait.region = region,
        None => waits.push(Wait { need, region, since: now, ended: None }),
    }
}

/// Ends the wait of a need; says whether one was open.
pub fn end(waits: &mut [Wait], need: ServiceType, how: WaitEnd, now: Timestamp) -> bool {
    let Some(wait) = waits.iter_mut().find(|wait| wait.is_open() && wait.need == need) else { return false };
    wait.ended = Some((how, now));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_need_that_is_asked_for_again_has_waited_since_the_first_time() {
        let mut waits = Vec::new();
        begin(&mut waits, ServiceType::Dental, "LV-RIX".parse().unwrap(), at(1));
        begin(&mut waits, ServiceType::Dental, "LV-DGV".parse().unwrap(), at(9));
        assert_eq!((waits.len(), waits[0].since, waits[0].region.to_string()), (1, at(1), "LV-DGV".into()));
    }

    #[test]
    fn a_wait_ends_once_and_a_later_one_begins_anew() {
        let mut waits = Vec::new();
        assert!(!end(&mut waits, ServiceType::Dental, WaitEnd::NotNeeded, at(1)));
        begin(&mut waits, ServiceType::Dental, "LV-RIX".parse().unwrap(), at(1));
        assert!(end(&mut waits, ServiceType::Dental, WaitEnd::PlaceFound, at(2)));
        assert!(!end(&mut waits, ServiceType::Dental, WaitEnd::PlaceFound, at(3)));
        begin(&mut waits, ServiceType::Dental, "LV-RIX".parse().unwrap(), at(4));
        assert_eq!((waits.len(), waits[1].since), (2, at(4)));
    }
}
