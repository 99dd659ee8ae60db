//! What the clocks of services start from: a service was asked for, it began, help ended.

use jiff::Timestamp;

use super::Status;
use crate::clock::Event;
use crate::profile::{Entitlement, Profile};

impl Status {
    /// A service was asked for. Where the law says within which time that is decided, the time runs.
    pub fn service_asked(&mut self, profile: &Profile, service: &str, at: Timestamp) {
        if decided_in_time(profile, service) {
            self.events.entry(Event::Requested).or_insert(at);
        }
    }

    /// Since when a decision on a service is waited for, if one is.
    pub fn waits_for_service(&self) -> Option<Timestamp> {
        self.events.get(&Event::Requested).copied()
    }

    /// What was asked for is decided, or no longer asked.
    pub fn service_decided(&mut self) {
        self.events.remove(&Event::Requested);
    }

    /// Whether this service, once it begins, starts a clock that has not started.
    pub fn awaits_begin_of(&self, profile: &Profile, service: &str) -> bool {
        let starts = |right: &Entitlement| {
            let rule = right.clock.as_deref().and_then(|clock| profile.clock(clock));
            right.service == service && rule.is_some_and(|rule| rule.events().contains(&Event::ServiceBegan))
        };
        !self.events.contains_key(&Event::ServiceBegan) && profile.entitlements().values().any(starts)
    }

    /// The person is there: what is counted from the beginning of the service is counted from now.
    pub fn service_began(&mut self, profile: &Profile, service: &str, at: Timestamp) {
        if self.awaits_begin_of(profile, service) {
            self.events.insert(Event::ServiceBegan, at);
        }
        if decided_in_time(profile, service) {
            self.service_decided();
        }
    }

    /// The clocks of the decision on a service that is waited for.
    pub(super) fn clocks_of_services<'p>(
        &self,
        profile: &'p Profile,
    ) -> impl Iterator<Item = &'p String> + use<'p> {
        let waits = self.waits_for_service().is_some();
        profile
            .entitlements()
            .values()
            .filter_map(|right| right.decided_within.as_ref())
            .filter(move |_| waits)
    }
}

/// Whether the law says within which time this service is decided.
pub fn decided_in_time(profile: &Profile, service: &str) -> bool {
    profile.entitlements().values().any(|right| right.service == service && right.decided_within.is_some())
}
