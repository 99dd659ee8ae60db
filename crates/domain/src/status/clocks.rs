//! The clocks that run on a case: of a stage, of the reflection period, of a challenge, of a request.

use jiff::Timestamp;

use super::Status;
use crate::clock::{Due, Event};
use crate::profile::{Decides, Profile};
use crate::recognition::{EvidenceRequest, Recognition};

/// A clock of the case that runs now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningClock {
    /// The profile's code.
    pub code: String,
    /// When it ends.
    pub due: Due,
}

impl Status {
    /// The clocks that run now, in the order of their codes.
    pub fn running_clocks(&self, profile: &Profile, now: Timestamp) -> Vec<RunningClock> {
        let mut codes: Vec<&String> = Vec::new();
        let waiting = |decides: Decides| match self.recognition.position {
            Recognition::Sent => decides != Decides::Recognition,
            Recognition::Presumed => decides != Decides::Presumption,
            _ => false,
        };
        codes.extend(
            profile
                .stages()
                .values()
                .filter(|stage| waiting(stage.decides))
                .filter_map(|stage| stage.clock.as_ref()),
        );
        if self.events.contains_key(&Event::Presumed) && !self.refusal_takes_effect(now) {
            let reflection = profile.reflection();
            let child = self.age.is_treated_as_child();
            codes.push(reflection.child_clock.as_ref().filter(|_| child).unwrap_or(&reflection.clock));
        }
        codes.sort();
        codes.dedup();
        let due = |code: &String| profile.clock(code)?.due(&self.events, profile.calendar()).ok();
        let mut running: Vec<RunningClock> = codes
            .into_iter()
            .filter_map(|code| Some(RunningClock { code: code.clone(), due: due(code)? }))
            .collect();
        running.extend(self.clocks_of_refusal());
        running.extend(self.clocks_of_requests(now));
        running
    }

    /// The time to challenge, for each way that nobody has gone yet.
    fn clocks_of_refusal(&self) -> impl Iterator<Item = RunningClock> {
        self.refusal().into_iter().flat_map(|refusal| {
            let brought = |rule: &str| {
                self.challenges
                    .iter()
                    .any(|challenge| challenge.of == refusal.decision && challenge.rule == rule)
            };
            refusal.ways.iter().filter(move |way| !brought(&way.rule)).filter_map(|way| {
                Some(RunningClock { code: format!("challenges.{}", way.rule), due: way.deadline? })
            })
        })
    }

    /// The time to send evidence that was asked for, and to ask for review of a disqualification.
    fn clocks_of_requests(&self, now: Timestamp) -> impl Iterator<Item = RunningClock> {
        let waiting = matches!(self.recognition.position, Recognition::Sent | Recognition::Presumed);
        let asked = move |request: &&EvidenceRequest| {
            waiting && request.at >= self.recognition.since && now < request.due.at
        };
        let evidence = self
            .evidence
            .iter()
            .filter(asked)
            .map(|request| RunningClock { code: format!("evidence.{}", request.stage), due: request.due });
        let review = self
            .disqualification
            .iter()
            .filter(move |standing| {
                standing.lifted_at.is_none() && standing.review_asked_at.is_none() && now < standing.review.at
            })
            .map(|standing| RunningClock {
                code: "disqualification.review".to_owned(),
                due: standing.review,
            });
        evidence.chain(review)
    }
}
