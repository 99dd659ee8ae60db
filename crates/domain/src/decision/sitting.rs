//! A sitting: votes, seats, quorum, recusal, and the decision at its end.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Answer, Decider, Decision, DecisionRecord, Grounds, Matter, SittingError, Vote, bench};
use crate::id::{DecisionId, UserId};
use crate::profile::{BenchKind, Profile, Recusal};
use crate::status::Status;
use crate::words::Words;

/// A bench at work on one case: votes come in one by one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    matter: Matter,
    bench: SeatRule,
    may_not_sit: Vec<UserId>,
    decided_before: Vec<UserId>,
    stepped_aside: Vec<UserId>,
    votes: Vec<Vote>,
}

/// What of the bench a sitting needs, kept as it was when the sitting opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct SeatRule {
    committee: bool,
    seats: Vec<String>,
    quorum: u32,
    chair: Option<String>,
}

impl Sitting {
    /// Opens a sitting on a case.
    pub fn open(profile: &Profile, status: &Status, matter: Matter) -> Result<Sitting, SittingError> {
        let bench = bench(profile, &matter).ok_or(SittingError::UnknownMatter)?;
        let sitting = Sitting {
            matter,
            bench: SeatRule {
                committee: bench.kind == BenchKind::Committee,
                seats: bench.seats.clone(),
                quorum: bench.quorum,
                chair: bench.chair.clone(),
            },
            may_not_sit: Vec::new(),
            decided_before: Vec::new(),
            stepped_aside: Vec::new(),
            votes: Vec::new(),
        };
        sitting.resumed(profile, status)
    }

    /// The sitting taken up again: who may not sit is read anew, since somebody may have referred the
    /// case while the bench was at work.
    pub fn resumed(mut self, profile: &Profile, status: &Status) -> Result<Sitting, SittingError> {
        let bench = bench(profile, &self.matter).ok_or(SittingError::UnknownMatter)?;
        let free = bench.recusal == Recusal::LawAllows;
        let review = matches!(self.matter, Matter::Challenge(..));
        self.may_not_sit = if free { Vec::new() } else { status.referred_by().to_vec() };
        self.decided_before = if free || !review { Vec::new() } else { status.who_refused() };
        Ok(self)
    }

    /// What is decided.
    pub fn matter(&self) -> &Matter {
        &self.matter
    }

    /// The votes so far.
    pub fn votes(&self) -> &[Vote] {
        &self.votes
    }

    /// Who stepped aside.
    pub fn stepped_aside(&self) -> &[UserId] {
        &self.stepped_aside
    }

    /// How many must vote.
    pub fn quorum(&self) -> u32 {
        self.bench.quorum.max(1)
    }

    /// Starts the vote anew after one that gave no answer a majority; who stepped aside stays aside.
    pub fn vote_again(mut self, decider: &Decider) -> Result<Sitting, SittingError> {
        if decider.matter != self.matter {
            return Err(SittingError::OtherMatter);
        }
        if !self.votes.iter().any(|vote| vote.user == decider.member.user) {
            return Err(SittingError::CloserDidNotVote);
        }
        if self.votes.len() < self.bench.quorum.max(1) as usize {
            return Err(SittingError::NoQuorum);
        }
        if self.majority().is_some() {
            return Err(SittingError::HasMajority);
        }
        self.votes.clear();
        Ok(self)
    }

    /// A member steps aside and takes no part: a vote that she has cast counts for nothing.
    #[must_use]
    pub fn step_aside(mut self, decider: &Decider) -> Sitting {
        let user = decider.member.user;
        self.votes.retain(|vote| vote.user != user);
        if !self.stepped_aside.contains(&user) {
            self.stepped_aside.push(user);
        }
        self
    }

    /// A member votes; in a committee, in a seat.
    pub fn vote(
        mut self,
        decider: &Decider,
        seat: Option<&str>,
        answer: Answer,
        dissent: Option<Words>,
    ) -> Result<Sitting, SittingError> {
        let user = decider.member.user;
        if decider.matter != self.matter {
            return Err(SittingError::OtherMatter);
        }
        if self.may_not_sit.contains(&user) {
            return Err(SittingError::ReferredItThemselves);
        }
        if self.decided_before.contains(&user) {
            return Err(SittingError::DecidedItThemselves);
        }
        if self.stepped_aside.contains(&user) {
            return Err(SittingError::SteppedAside);
        }
        if self.votes.iter().any(|vote| vote.user == user) {
            return Err(SittingError::VotedAlready);
        }
        if answer == Answer::SendBack && !matches!(self.matter, Matter::Challenge(..)) {
            return Err(SittingError::CannotSendBack);
        }
        let seat = seat.map(str::to_owned);
        if self.bench.committee {
            let taken = |seat: &String| self.votes.iter().any(|vote| vote.seat.as_ref() == Some(seat));
            if !seat.as_ref().is_some_and(|seat| self.bench.seats.contains(seat) && !taken(seat)) {
                return Err(SittingError::NoSuchSeat);
            }
        } else if !self.votes.is_empty() {
            return Err(SittingError::OneDecides);
        }
        let seat = seat.filter(|_| self.bench.committee);
        self.votes.push(Vote { user, body: decider.body.clone(), seat, answer, dissent });
        Ok(self)
    }

    /// Closes the sitting with the answer of the majority.
    ///
    /// A tie decides nothing: the committee votes again.
    pub fn close(
        self,
        closer: &Decider,
        id: DecisionId,
        grounds: Grounds,
        at: Timestamp,
    ) -> Result<Decision, SittingError> {
        if closer.matter != self.matter {
            return Err(SittingError::OtherMatter);
        }
        if !self.votes.iter().any(|vote| vote.user == closer.member.user) {
            return Err(SittingError::CloserDidNotVote);
        }
        if self.votes.iter().any(|vote| self.may_not_sit.contains(&vote.user)) {
            return Err(SittingError::ReferredItThemselves);
        }
        let present = u32::try_from(self.votes.len()).unwrap_or(u32::MAX);
        if present < self.bench.quorum.max(1) {
            return Err(SittingError::NoQuorum);
        }
        let sits = |seat: &String| self.votes.iter().any(|vote| vote.seat.as_ref() == Some(seat));
        if self.bench.chair.as_ref().is_some_and(|chair| !sits(chair)) {
            return Err(SittingError::NoChair);
        }
        let answer = self.majority().ok_or(SittingError::NoMajority)?;
        grounds.fit(answer)?;
        let record = DecisionRecord {
            id,
            matter: self.matter,
            answer,
            grounds,
            votes: self.votes,
            stepped_aside: self.stepped_aside,
            at,
            profile_version: None,
        };
        Ok(Decision { record, by: closer.member.clone() })
    }

    fn majority(&self) -> Option<Answer> {
        let answers = [Answer::Yes, Answer::No, Answer::SendBack];
        answers.into_iter().find(|answer| {
            let same = self.votes.iter().filter(|vote| vote.answer == *answer).count();
            same * 2 > self.votes.len()
        })
    }
}
