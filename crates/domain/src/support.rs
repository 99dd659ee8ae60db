//! Track B: what help a person has. It starts at the first contact and waits for no decision.
//!
//! Support never ends by a move of recognition; a person ends it, with a reason, and "no grounds" is
//! a reason only once a refusal is final.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::author::Act;
use crate::clock::Event;
use crate::coded::coded;
use crate::profile::{AppliesTo, Entitlement, From, Profile};
use crate::recognition::Recognition;
use crate::role::Role;
use crate::status::{Done, NotMoved, Position, Status};
use crate::whereabouts::Whereabouts;

coded! {
    /// Why support ended (nrm 14.13).
    pub enum EndReason {
        /// The plan is complete.
        PlanCompleted = "plan_completed",
        /// The person lives without it.
        MovedOnIndependent = "moved_on_independent",
        /// The person returned safely.
        ReturnedSafely = "returned_safely",
        /// Another organisation took over.
        Transferred = "transferred",
        /// The person ended it.
        PersonEnded = "person_ended",
        /// Nobody reaches the person.
        LostContact = "lost_contact",
        /// The person is missing.
        Missing = "missing",
        /// The person died.
        Died = "died",
        /// There are no grounds, and others support.
        NoGroundsSupportElsewhere = "no_grounds_support_elsewhere",
        /// The case existed twice.
        Duplicate = "duplicate",
        /// The case was opened in error.
        Error = "error",
    }
}

/// Where support stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Support {
    /// No help yet.
    None,
    /// Emergency help, which needs no decision and no agreement to recognition.
    Emergency,
    /// A case manager supports the person.
    Open,
    /// A plan is agreed.
    Plan,
    /// The person is moving on.
    MovingOn,
    /// It ended.
    Ended(EndReason),
}

impl Support {
    /// The stable code of the position.
    pub fn code(self) -> &'static str {
        match self {
            Support::None => "none",
            Support::Emergency => "emergency",
            Support::Open => "open",
            Support::Plan => "plan",
            Support::MovingOn => "moving_on",
            Support::Ended(_) => "ended",
        }
    }

    /// Says whether help is being given.
    pub fn is_given(self) -> bool {
        !matches!(self, Support::None | Support::Ended(_))
    }
}

impl Status {
    /// Gives emergency help: from the first contact on, whatever stands on the other tracks.
    pub fn give_emergency_support(self, profile: &Profile, act: &Act) -> Result<Done, NotMoved> {
        if self.support.is_given() {
            return Err(NotMoved::NotFromHere);
        }
        self.move_support(profile, act, Support::Emergency)
    }

    /// Opens support; it needs no presumption and no co-operation with anybody.
    pub fn open_support(self, profile: &Profile, act: &Act) -> Result<Done, NotMoved> {
        match self.support {
            Support::Open => Err(NotMoved::NotFromHere),
            _ => self.move_support(profile, act, Support::Open),
        }
    }

    /// Writes that a plan is agreed.
    pub fn agree_plan(self, profile: &Profile, act: &Act) -> Result<Done, NotMoved> {
        match self.support {
            Support::Open | Support::MovingOn => self.move_support(profile, act, Support::Plan),
            _ => Err(NotMoved::NotFromHere),
        }
    }

    /// Writes that the person is moving on.
    pub fn move_on(self, profile: &Profile, act: &Act) -> Result<Done, NotMoved> {
        match self.support {
            Support::Open | Support::Plan => self.move_support(profile, act, Support::MovingOn),
            _ => Err(NotMoved::NotFromHere),
        }
    }

    /// Ends support for a reason.
    pub fn end_support(self, profile: &Profile, act: &Act, reason: EndReason) -> Result<Done, NotMoved> {
        if !self.support.is_given() {
            return Err(NotMoved::NotFromHere);
        }
        match reason {
            EndReason::NoGroundsSupportElsewhere if !self.refusal_takes_effect(act.at) => {
                return Err(NotMoved::RefusalNotFinal);
            }
            EndReason::Died if self.whereabouts != Whereabouts::Died => return Err(NotMoved::NotFromHere),
            // A missing child is looked for, never closed.
            EndReason::Missing | EndReason::LostContact if self.age.is_treated_as_child() => {
                return Err(NotMoved::ChildIsLookedFor);
            }
            EndReason::PersonEnded if self.age.is_treated_as_child() => {
                let role = act.by.member().map(|member| member.role);
                if !matches!(role, Some(Role::Guardian | Role::ChildProtection)) {
                    return Err(NotMoved::RoleMayNot);
                }
            }
            _ => {}
        }
        self.move_support(profile, act, Support::Ended(reason))
    }

    fn move_support(mut self, profile: &Profile, act: &Act, to: Support) -> Result<Done, NotMoved> {
        self.check(profile, act)?;
        let from = Position::Support(self.support);
        self.support = to;
        if let Support::Ended(_) = to {
            self.events.insert(Event::Closed, act.at);
            self.service_decided();
        } else {
            self.events.remove(&Event::Closed);
        }
        self.record(profile, act, from, Position::Support(to), None);
        Ok(Done::of(self))
    }

    /// The entitlements the person has now, by code.
    ///
    /// A refusal takes one away only once it takes effect, a stop by the person never does, and a
    /// disqualification only what the profile names.
    pub fn entitlements<'p>(
        &self,
        profile: &'p Profile,
        nationality: AppliesTo,
        now: Timestamp,
    ) -> Vec<(&'p String, &'p Entitlement)> {
        if self.whereabouts == Whereabouts::Died {
            return Vec::new();
        }
        let reached = self.reached();
        let refused = self.refusal_takes_effect(now);
        let ended: &[String] = if self.disqualification_takes_effect(now) {
            &profile.disqualification().ends_entitlements
        } else {
            &[]
        };
        profile
            .entitlements()
            .iter()
            .filter(|(code, right)| {
                let begun = right.from <= reached && (right.from == From::FirstContact || !refused);
                let for_her = right.applies_to == AppliesTo::Everyone || nationality == right.applies_to;
                begun && for_her && !ended.contains(*code)
            })
            .collect()
    }

    /// The furthest point recognition has reached since it was last raised.
    fn reached(&self) -> From {
        let mut reached = From::FirstContact;
        for moved in &self.history {
            let Position::Recognition(position) = moved.to else { continue };
            reached = match position {
                Recognition::Raised => From::Raised,
                Recognition::Sent => reached.max(From::Sent),
                Recognition::Presumed => reached.max(From::Presumed),
                Recognition::Identified => reached.max(From::Identified),
                _ => reached,
            };
        }
        reached
    }
}
