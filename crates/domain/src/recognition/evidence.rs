//! Requests for evidence: want of information is no reason before one has lapsed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::clock::{Due, Event, Events};
use crate::decision::{Answer, Decider, Matter};
use crate::profile::Profile;
use crate::status::{Done, FollowUp, NotMoved, Status};
use crate::words::Words;

/// A request for evidence with a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRequest {
    /// The stage that asks.
    pub stage: String,
    /// What for.
    pub asked_for: Vec<Words>,
    /// When.
    pub at: Timestamp,
    /// Until when.
    pub due: Due,
}

impl Status {
    /// A deciding body asks for evidence, with a deadline at least as long as the profile's.
    pub fn ask_for_evidence(
        mut self,
        profile: &Profile,
        decider: &Decider,
        asked_for: Vec<Words>,
        at: Timestamp,
    ) -> Result<Done, NotMoved> {
        self.check_time_and_profile(profile, at)?;
        let Matter::Stage(code) = decider.matter() else { return Err(NotMoved::OtherMatter) };
        let stage = profile.stage(code).ok_or(NotMoved::OtherMatter)?;
        if self.recognition.position.after(stage.decides, Answer::No).is_none() {
            return Err(NotMoved::NotFromHere);
        }
        if asked_for.is_empty() || asked_for.iter().any(Words::is_blank) {
            return Err(NotMoved::NothingAskedFor);
        }
        let clock = profile.clock(&stage.evidence_must_ask_first).ok_or(NotMoved::OtherMatter)?;
        let due = clock.due(&Events::from([(Event::EvidenceAsked, at)]), profile.calendar())?;
        self.evidence.push(EvidenceRequest { stage: code.clone(), asked_for, at, due });
        Ok(Done { status: self, follow: vec![FollowUp::TellPersonOrRepresentative, FollowUp::TellAdvocate] })
    }
}
