//! Disqualification from protection: an act of its own, which never changes recognition.
//!
//! In the United Kingdom it lifts the bar to removal, not the status (Nationality and Borders Act
//! 2022 s. 63). Emergency help never ends by it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::author::{Act, Member};
use crate::clock::{Due, Event, Events};
use crate::decision::{NotADecider, member_of};
use crate::profile::{EffectsBegin, Profile};
use crate::recognition::Recognition;
use crate::status::{Done, FollowUp, NotMoved, Status};

/// A disqualification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disqualification {
    /// Who.
    pub by: Member,
    /// The ground, with the profile's code.
    pub ground: String,
    /// What ends, with the profile's codes.
    pub effects: Vec<String>,
    /// When it was decided.
    pub at: Timestamp,
    /// Until when review can be asked.
    pub review: Due,
    /// When review was asked.
    pub review_asked_at: Option<Timestamp>,
    /// When it was lifted.
    pub lifted_at: Option<Timestamp>,
    /// When review upheld it.
    pub upheld_at: Option<Timestamp>,
    /// Says that a law lets effects begin at once.
    pub at_once: bool,
}

impl Status {
    /// Disqualifies a presumed or identified person.
    pub fn disqualify(mut self, profile: &Profile, act: &Act, ground: &str) -> Result<Done, NotMoved> {
        self.check(profile, act)?;
        let rule = profile.disqualification();
        let (by, _) = member_of(&act.by, profile, &rule.bodies)?;
        if !matches!(self.recognition.position, Recognition::Presumed | Recognition::Identified) {
            return Err(NotMoved::NotFromHere);
        }
        if self.disqualification.as_ref().is_some_and(|other| other.lifted_at.is_none()) {
            return Err(NotMoved::NotFromHere);
        }
        if !rule.grounds.iter().any(|listed| listed == ground) {
            return Err(NotMoved::NoGround);
        }
        let clock = profile.clock(&rule.review).ok_or(NotMoved::NoSuchChallenge)?;
        let review = clock.due(&Events::from([(Event::Disqualified, act.at)]), profile.calendar())?;
        self.disqualification = Some(Disqualification {
            by,
            ground: ground.to_owned(),
            effects: rule.effects.clone(),
            at: act.at,
            review,
            review_asked_at: None,
            lifted_at: None,
            upheld_at: None,
            at_once: rule.begin == EffectsBegin::AtOnce,
        });
        self.events.insert(Event::Disqualified, act.at);
        let follow =
            vec![FollowUp::TellPersonOrRepresentative, FollowUp::TellAdvocate, FollowUp::StartChallengeClock];
        Ok(Done { status: self, follow })
    }

    /// Writes that review was asked in time; effects wait for it.
    pub fn ask_review_of_disqualification(mut self, profile: &Profile, act: &Act) -> Result<Done, NotMoved> {
        self.check(profile, act)?;
        let Some(standing) = self.standing_disqualification() else { return Err(NotMoved::NotFromHere) };
        if standing.review_asked_at.is_some() {
            return Err(NotMoved::ChallengedAlready);
        }
        if act.at >= standing.review.at {
            return Err(NotMoved::TooLate);
        }
        standing.review_asked_at = Some(act.at);
        Ok(Done { status: self, follow: vec![FollowUp::TellDecidingBody] })
    }

    /// Decides the review; another person than the one who disqualified.
    pub fn decide_review_of_disqualification(
        mut self,
        profile: &Profile,
        act: &Act,
        outcome: Review,
    ) -> Result<Done, NotMoved> {
        self.check(profile, act)?;
        let (member, _) = member_of(&act.by, profile, &profile.disqualification().bodies)?;
        let Some(standing) = self.standing_disqualification() else { return Err(NotMoved::NotFromHere) };
        if standing.review_asked_at.is_none() || standing.upheld_at.is_some() {
            return Err(NotMoved::NotFromHere);
        }
        if standing.by.user == member.user {
            return Err(NotMoved::NotADecider(NotADecider::WrongRole));
        }
        match outcome {
            Review::Lifted => standing.lifted_at = Some(act.at),
            Review::Upheld => standing.upheld_at = Some(act.at),
        }
        Ok(Done { status: self, follow: vec![FollowUp::TellPersonOrRepresentative, FollowUp::TellAdvocate] })
    }

    fn standing_disqualification(&mut self) -> Option<&mut Disqualification> {
        self.disqualification.as_mut().filter(|standing| standing.lifted_at.is_none())
    }

    /// Says whether a disqualification takes effect: when review is over, or at once where a law says so.
    pub fn disqualification_takes_effect(&self, now: Timestamp) -> bool {
        self.disqualification.as_ref().is_some_and(|standing| {
            let over = match (standing.review_asked_at, standing.upheld_at) {
                (None, _) => now >= standing.review.at,
                (Some(_), upheld) => upheld.is_some(),
            };
            standing.lifted_at.is_none() && (standing.at_once || over)
        })
    }
}

/// The outcome of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Review {
    /// The disqualification is lifted.
    Lifted,
    /// It stands.
    Upheld,
}
