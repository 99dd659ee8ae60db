//! More time for the person: the reflection period, or a right that lasts for a time, made longer by the
//! deciding body for a reason that the law lists.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Done, FollowUp, NotMoved, Status};
use crate::author::Author;
use crate::clock::{ClockError, Due};
use crate::decision::member_of;
use crate::id::UserId;
use crate::profile::{AppliesTo, Profile};

/// More time that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// The clock, a code of the profile.
    pub clock: String,
    /// Why, a code of the profile.
    pub reason: String,
    /// Who gave it.
    pub by: UserId,
    /// For which deciding body.
    pub body: String,
    /// When.
    pub at: Timestamp,
    /// Until when the clock runs now.
    pub until: Due,
}

impl Status {
    /// All more time that was given, oldest first.
    pub fn extensions(&self) -> &[Extended] {
        &self.extensions
    }

    /// When a clock of the profile ends on this case, more time counted in.
    ///
    /// An event that comes later than what was given moves the end further; it never takes time back.
    pub fn due_of(&self, profile: &Profile, code: &str) -> Result<Due, ClockError> {
        let rule = profile.clock(code).ok_or(ClockError::NotStarted)?;
        let due = rule.due(&self.events, profile.calendar())?;
        let longer =
            self.extensions.iter().rev().find(|given| given.clock == code && due.at < given.until.at);
        Ok(longer.map_or(due, |given| given.until))
    }

    /// The codes of the clocks that bound what the person has a right to now: the reflection period, and each
    /// entitlement that ends by a clock.
    pub fn clocks_of_rights<'p>(&self, profile: &'p Profile, now: Timestamp) -> Vec<&'p String> {
        let mut codes: Vec<&String> = self
            .entitlements(profile, AppliesTo::ForeignNationals, now)
            .into_iter()
            .filter_map(|(_, right)| right.clock.as_ref())
            .collect();
        if self.reflects(now) {
            let reflection = profile.reflection();
            let child = self.age.is_treated_as_child();
            codes.push(reflection.child_clock.as_ref().filter(|_| child).unwrap_or(&reflection.clock));
        }
        codes.sort();
        codes.dedup();
        codes
    }

    /// Gives more time of a right that runs. Only a member of a body that decides in this country does, only
    /// for a reason that the law lists, and not once the time is over.
    pub fn give_more_time(
        mut self,
        profile: &Profile,
        author: &Author,
        clock: &str,
        reason: &str,
        at: Timestamp,
    ) -> Result<Done, NotMoved> {
        self.check_time_and_profile(profile, at)?;
        let bodies: Vec<String> =
            profile.stages().values().flat_map(|stage| stage.bench.bodies.iter().cloned()).collect();
        let (member, body) = member_of(author, profile, &bodies)?;
        if !self.clocks_of_rights(profile, at).iter().any(|code| *code == clock) {
            return Err(NotMoved::NoSuchRight);
        }
        let rule = profile.clock(clock).ok_or(NotMoved::NoSuchRight)?;
        let due = self.due_of(profile, clock)?;
        if due.at <= at {
            return Err(NotMoved::RightIsOver);
        }
        let begun = rule.events().iter().filter_map(|event| self.events.get(event)).min().copied();
        let of_this_time = |given: &&Extended| given.clock == clock && begun <= Some(given.at);
        let already = self.extensions.iter().filter(of_this_time).count();
        let already = u32::try_from(already).unwrap_or(u32::MAX);
        let until = rule.extend(due, reason, already, profile.calendar())?;
        self.extensions.push(Extended {
            clock: clock.to_owned(),
            reason: reason.to_owned(),
            by: member.user,
            body,
            at,
            until,
        });
        Ok(Done { status: self, follow: vec![FollowUp::TellPersonOrRepresentative, FollowUp::TellAdvocate] })
    }
}
