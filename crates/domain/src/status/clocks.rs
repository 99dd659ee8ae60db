//! The clocks that run on a case: of a stage, of the reflection period, of a challenge, of a request.

use jiff::Timestamp;

use super::Status;
use crate::clock::{Calendar, Due, Event};
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
        let rights = self.clocks_of_rights(profile, now);
        codes.extend(&rights);
        codes.extend(self.clocks_of_services(profile));
        codes.sort();
        codes.dedup();
        let running = |code: &&String| {
            Some(RunningClock { code: (*code).clone(), due: self.due_of(profile, code).ok()? })
        };
        let mut running: Vec<RunningClock> = codes.iter().filter_map(running).collect();
        let reviews = |clock: &RunningClock| review(clock, profile.calendar(), now);
        running.extend(
            running
                .iter()
                .filter(|clock| rights.contains(&&clock.code))
                .filter_map(reviews)
                .collect::<Vec<_>>(),
        );
        running.extend(self.clocks_of_refusal());
        running.extend(self.clocks_of_requests(now));
        running
    }

    /// Whether the person has a period to recover and reflect: she was presumed, and no refusal takes effect.
    pub(super) fn reflects(&self, now: Timestamp) -> bool {
        self.events.contains_key(&Event::Presumed) && !self.refusal_takes_effect(now)
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

/// The day on which a right is looked at again before it ends, as a clock of its own.
fn review(clock: &RunningClock, calendar: &Calendar, now: Timestamp) -> Option<RunningClock> {
    let on = clock.due.review_on?;
    let at = calendar.end_of(on).ok().filter(|at| now < *at)?;
    let due = Due { at, on, firmness: clock.due.firmness, review_on: None };
    Some(RunningClock { code: format!("review.{}", clock.code), due })
}
