//! Challenges to a refusal: what is open, until when, who may, and when a refusal is final.
//!
//! The time to challenge runs from the day the refusal was told. A refusal nobody was told of never
//! becomes final. Effects begin only when it is, unless the profile quotes a law to the contrary.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::author::Act;
use crate::clock::{Calendar, ClockError, Due, Event, Events};
use crate::coded::coded;
use crate::decision::{Answer, Decider, Decision, Matter, MissingEvidence};
use crate::id::{ChallengeId, DecisionId, UserId};
use crate::profile::{EffectsBegin, Profile, RefusalKind};
use crate::recognition::Recognition;
use crate::role::Role;
use crate::status::{Done, FollowUp, NotMoved, Status};

coded! {
    /// To whom a refusal was told.
    pub enum ToldTo {
        /// The person.
        Person = "person",
        /// The representative of a child.
        Representative = "representative",
        /// The authority for children.
        Authority = "authority",
    }
}

/// A way to challenge one refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// The profile's code of the rule.
    pub rule: String,
    /// Until when, once the clock runs.
    pub deadline: Option<Due>,
    /// Every extension of the deadline.
    pub more_time: Vec<MoreTime>,
    /// Says that effects wait while such a challenge is undecided.
    pub suspends: bool,
}

/// More time to challenge, given by a deciding body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoreTime {
    /// Who gave it.
    pub by: UserId,
    /// The reason, with the profile's code.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// A refusal and the ways to challenge it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Which.
    pub kind: RefusalKind,
    /// The decision.
    pub decision: DecisionId,
    /// Where the case stood before.
    pub before: Recognition,
    /// Where it would stand had the answer been yes.
    pub had_it_been_yes: Recognition,
    /// When it was decided.
    pub at: Timestamp,
    /// When it was told, and to whom.
    pub told: Option<(Timestamp, ToldTo)>,
    /// The ways to challenge it.
    pub ways: Vec<Way>,
    /// The evidence that is missing.
    pub missing: MissingEvidence,
    /// Says that a law lets effects begin at once.
    pub at_once: bool,
    /// When a challenge lifted it.
    pub lifted_at: Option<Timestamp>,
}

/// Where a challenge stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChallengeState {
    /// Sent and not decided.
    Sent,
    /// Decided.
    Decided {
        /// The answer: yes lifts the refusal.
        outcome: Answer,
        /// When.
        at: Timestamp,
        /// By which decision.
        decision: DecisionId,
    },
    /// Taken back by who brought it.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
}

/// A challenge that was brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// Its id.
    pub id: ChallengeId,
    /// The profile's code of the rule.
    pub rule: String,
    /// The refusal it is against.
    pub of: DecisionId,
    /// Who brought it.
    pub sent_by: Role,
    /// When.
    pub sent_at: Timestamp,
    /// The ground, where the law names grounds.
    pub ground: Option<String>,
    /// The reason for which a late challenge is heard.
    pub late_because: Option<String>,
    /// Where it stands.
    pub state: ChallengeState,
}

/// Where a refusal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody was told yet.
    NotTold,
    /// It can be challenged until then.
    CanBeChallenged {
        /// The first instant at which it is too late.
        until: Timestamp,
    },
    /// A challenge is undecided.
    Challenged,
    /// It is final.
    Final {
        /// Since when.
        since: Timestamp,
    },
}

impl Refusal {
    /// Opens a refusal with every way the profile has against it.
    pub(crate) fn open(
        profile: &Profile,
        kind: RefusalKind,
        decision: &Decision,
        places: (Recognition, Recognition),
    ) -> Refusal {
        let ways =
            profile.challenges().iter().filter(|(_, rule)| rule.of.contains(&kind) && rule.after.is_none());
        Refusal {
            kind,
            decision: decision.record.id,
            before: places.0,
            had_it_been_yes: places.1,
            at: decision.record.at,
            told: None,
            ways: ways
                .map(|(code, rule)| Way {
                    rule: code.clone(),
                    deadline: None,
                    more_time: Vec::new(),
                    suspends: rule.effects_do_not_wait.is_none(),
                })
                .collect(),
            missing: decision.record.grounds.missing.clone(),
            at_once: profile.refusal().begin == EffectsBegin::AtOnce,
            lifted_at: None,
        }
    }

    /// Where this refusal stands, given the challenges brought against it.
    pub fn standing(&self, challenges: &[Challenge], now: Timestamp) -> Standing {
        let mine = || challenges.iter().filter(|challenge| challenge.of == self.decision);
        let way = |rule: &str| self.ways.iter().find(|way| way.rule == rule);
        let suspends = |challenge: &Challenge| way(&challenge.rule).is_none_or(|way| way.suspends);
        if mine().any(|challenge| challenge.state == ChallengeState::Sent && suspends(challenge)) {
            return Standing::Challenged;
        }
        let Some((told_at, _)) = self.told else { return Standing::NotTold };
        let mut since = told_at;
        for challenge in mine() {
            if let ChallengeState::Decided { at, .. } | ChallengeState::Withdrawn { at } = challenge.state {
                since = since.max(at);
            }
        }
        for way in self.ways.iter().filter(|way| !mine().any(|challenge| challenge.rule == way.rule)) {
            match way.deadline {
                Some(due) => since = since.max(due.at),
                // Its clock did not start, so its time cannot be over.
                None => return Standing::NotTold,
            }
        }
        if now < since { Standing::CanBeChallenged { until: since } } else { Standing::Final { since } }
    }
}

/// The deadline of a challenge from an instant.
fn deadline(profile: &Profile, rule: &str, start: Event, at: Timestamp) -> Result<Due, ClockError> {
    let clock = profile
        .challenge(rule)
        .and_then(|rule| profile.clock(&rule.deadline))
        .ok_or(ClockError::NotStarted)?;
    let calendar: &Calendar = profile.calendar();
    clock.due(&Events::from([(start, at)]), calendar)
}

impl Status {
    /// The refusal that stands now, if any.
    pub fn refusal(&self) -> Option<&Refusal> {
        let refused =
            matches!(self.recognition.position, Recognition::PresumptionRefused | Recognition::NotRecognised);
        self.refusals.last().filter(|refusal| refused && refusal.lifted_at.is_none())
    }

    fn refusal_mut(&mut self) -> Option<&mut Refusal> {
        self.refusal()?;
        self.refusals.last_mut()
    }

    /// Where the refusal stands now, if there is one.
    pub fn refusal_standing(&self, now: Timestamp) -> Option<Standing> {
        self.refusal().map(|refusal| refusal.standing(&self.challenges, now))
    }

    /// Says whether a refusal takes effect: when final, or at once where a quoted law says so.
    pub fn refusal_takes_effect(&self, now: Timestamp) -> bool {
        self.refusal().is_some_and(|refusal| {
            let standing = refusal.standing(&self.challenges, now);
            refusal.at_once || matches!(standing, Standing::Final { .. })
        })
    }

    /// Who took part in the refusal that stands, and in challenges that upheld it.
    pub(crate) fn who_refused(&self) -> Vec<UserId> {
        let Some(refusal) = self.refusal() else { return Vec::new() };
        let about = |record: &&crate::decision::DecisionRecord| match &record.matter {
            Matter::Stage(_) => record.id == refusal.decision,
            Matter::Challenge(_, id) => self
                .challenges
                .iter()
                .any(|challenge| challenge.id == *id && challenge.of == refusal.decision),
        };
        self.decisions
            .iter()
            .filter(about)
            .flat_map(|record| record.votes.iter().map(|vote| vote.user))
            .collect()
    }

    /// Writes that the refusal was told; the time to challenge runs from here.
    ///
    /// Nothing is ever served on a child.
    pub fn tell_refusal(mut self, profile: &Profile, act: &Act, to: ToldTo) -> Result<Done, NotMoved> {
        self.check(profile, act)?;
        let child = self.age.is_treated_as_child();
        if child && to == ToldTo::Person {
            return Err(NotMoved::NeverServedOnAChild);
        }
        let Some(refusal) = self.refusal_mut() else { return Err(NotMoved::NoRefusal) };
        if refusal.told.is_some() {
            return Err(NotMoved::NotFromHere);
        }
        for way in refusal.ways.iter_mut().filter(|way| way.deadline.is_none()) {
            way.deadline = Some(deadline(profile, &way.rule, Event::RefusalTold, act.at)?);
        }
        refusal.told = Some((act.at, to));
        let follow = vec![FollowUp::StartChallengeClock, FollowUp::TellAdvocate];
        self.events.insert(Event::RefusalTold, act.at);
        Ok(Done { status: self, follow })
    }

    /// Brings a challenge.
    pub fn challenge(mut self, profile: &Profile, act: &Act, brought: Brought<'_>) -> Result<Done, NotMoved> {
        self.check(profile, act)?;
        let sent_by = act.by.member().ok_or(NotMoved::SoftwareMayNot)?.role;
        let refusal = self.refusal().ok_or(NotMoved::NoRefusal)?;
        let way =
            refusal.ways.iter().find(|way| way.rule == brought.rule).ok_or(NotMoved::NoSuchChallenge)?;
        let rule = profile.challenge(brought.rule).ok_or(NotMoved::NoSuchChallenge)?;
        if !rule.who_may.contains(&sent_by) {
            return Err(NotMoved::RoleMayNot);
        }
        let of = refusal.decision;
        if self.challenges.iter().any(|other| other.of == of && other.rule == brought.rule) {
            return Err(NotMoved::ChallengedAlready);
        }
        let named = |list: &[String], code: Option<&str>| {
            code.is_some_and(|code| list.iter().any(|entry| entry == code))
        };
        if !rule.grounds.is_empty() && !named(&rule.grounds, brought.ground) {
            return Err(NotMoved::NoGround);
        }
        let late = way.deadline.is_some_and(|due| act.at >= due.at);
        if late && !named(&rule.extendable_when, brought.late_because) {
            return Err(NotMoved::TooLate);
        }
        self.challenges.push(Challenge {
            id: brought.id,
            rule: brought.rule.to_owned(),
            of,
            sent_by,
            sent_at: act.at,
            ground: brought.ground.map(str::to_owned),
            late_because: brought.late_because.filter(|_| late).map(str::to_owned),
            state: ChallengeState::Sent,
        });
        self.events.insert(Event::ChallengeSent, act.at);
        Ok(Done { status: self, follow: vec![FollowUp::TellDecidingBody] })
    }

    /// Takes a challenge back.
    pub fn withdraw_challenge(
        mut self,
        profile: &Profile,
        act: &Act,
        id: ChallengeId,
    ) -> Result<Done, NotMoved> {
        self.check(profile, act)?;
        let role = act.by.member().map(|member| member.role);
        let found = self.challenges.iter_mut().find(|challenge| challenge.id == id);
        let challenge = found.ok_or(NotMoved::NoSuchChallenge)?;
        if challenge.state != ChallengeState::Sent {
            return Err(NotMoved::NotFromHere);
        }
        if role != Some(challenge.sent_by) && role != Some(Role::Survivor) {
            return Err(NotMoved::RoleMayNot);
        }
        challenge.state = ChallengeState::Withdrawn { at: act.at };
        Ok(Done::of(self))
    }

    /// Gives more time to challenge, for a reason the law names.
    pub fn extend_time_to_challenge(
        mut self,
        profile: &Profile,
        decider: &Decider,
        reason: &str,
        at: Timestamp,
    ) -> Result<Done, NotMoved> {
        self.check_time_and_profile(profile, at)?;
        let Matter::Challenge(code, _) = decider.matter() else { return Err(NotMoved::OtherMatter) };
        let clock = profile.challenge(code).and_then(|rule| profile.clock(&rule.deadline));
        let clock = clock.ok_or(NotMoved::NoSuchChallenge)?;
        let ways = self.refusal_mut().map(|refusal| &mut refusal.ways).ok_or(NotMoved::NoRefusal)?;
        let way = ways.iter_mut().find(|way| way.rule == *code).ok_or(NotMoved::NoSuchChallenge)?;
        let due = way.deadline.ok_or(NotMoved::Clock(ClockError::NotStarted))?;
        let already = u32::try_from(way.more_time.len()).unwrap_or(u32::MAX);
        way.deadline = Some(clock.extend(due, reason, already, profile.calendar())?);
        way.more_time.push(MoreTime { by: decider.member().user, reason: reason.to_owned(), at });
        Ok(Done::of(self))
    }

    /// Puts the outcome of a challenge on the case.
    pub(crate) fn apply_challenge(
        mut self,
        profile: &Profile,
        decision: Decision,
        rule: &str,
        id: ChallengeId,
    ) -> Result<Done, NotMoved> {
        let (answer, at) = (decision.record.answer, decision.record.at);
        let refusal_id = self.refusal().ok_or(NotMoved::NoRefusal)?.decision;
        let found = self.challenges.iter_mut().find(|challenge| challenge.id == id && challenge.rule == rule);
        let challenge =
            found.filter(|challenge| challenge.of == refusal_id).ok_or(NotMoved::NoSuchChallenge)?;
        if challenge.state != ChallengeState::Sent {
            return Err(NotMoved::NotFromHere);
        }
        if at < challenge.sent_at {
            return Err(NotMoved::BeforeTheLastMove);
        }
        challenge.state = ChallengeState::Decided { outcome: answer, at, decision: decision.record.id };
        let mut follow = vec![FollowUp::TellPersonOrRepresentative, FollowUp::TellAdvocate];
        let Some(refusal) = self.refusal_mut() else { return Err(NotMoved::NoRefusal) };
        let to = match answer {
            Answer::Yes => Some(refusal.had_it_been_yes),
            Answer::SendBack => Some(refusal.before),
            Answer::No => None,
        };
        if to.is_some() {
            refusal.lifted_at = Some(at);
        } else {
            for (code, next) in
                profile.challenges().iter().filter(|(_, next)| next.after.as_deref() == Some(rule))
            {
                let deadline = Some(deadline(profile, code, Event::ChallengeDecided, at)?);
                let suspends = next.effects_do_not_wait.is_none();
                refusal.ways.push(Way { rule: code.clone(), deadline, more_time: Vec::new(), suspends });
                follow.push(FollowUp::StartChallengeClock);
            }
        }
        self.events.insert(Event::ChallengeDecided, at);
        Ok(match to {
            Some(to) => self.write_recognition(profile, decision, to, follow),
            None => self.keep_decision(profile, decision, follow),
        })
    }
}

/// A challenge as it is brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brought<'a> {
    /// The id it will have.
    pub id: ChallengeId,
    /// The profile's code of the rule.
    pub rule: &'a str,
    /// The ground, where the law names grounds.
    pub ground: Option<&'a str>,
    /// Why it is late, if it is.
    pub late_because: Option<&'a str>,
}
