//! Track A: whether a person is recognised as a victim, and by whom.
//!
//! Only a deciding body refuses or identifies; a responder presumes where the profile says so; the
//! person may stop. No function here takes a score, and software moves nothing.

mod evidence;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::author::{Act, Author, MoveReason};
use crate::challenge::Refusal;
use crate::clock::Event;
use crate::coded::coded;
use crate::decision::{Answer, Decision, DecisionReason, Matter};
use crate::id::UserId;
use crate::profile::{AgreementOf, Decides, MoveRule, Origin, Profile, RefusalKind};
use crate::role::Role;
use crate::status::{Done, FollowUp, Moved, MovedBy, NotMoved, Position, Status};

pub use evidence::EvidenceRequest;

coded! {
    /// Where recognition stands.
    pub enum Recognition {
        /// Nobody raised it.
        None = "none",
        /// Somebody raised it.
        Raised = "raised",
        /// It went to the deciding body.
        Sent = "sent",
        /// The person is presumed a victim.
        Presumed = "presumed",
        /// The presumption was refused.
        PresumptionRefused = "presumption_refused",
        /// The person is formally identified.
        Identified = "identified",
        /// The person was not recognised.
        NotRecognised = "not_recognised",
        /// The person stopped it.
        StoppedByPerson = "stopped_by_person",
    }

    /// Why a responder presumes.
    pub enum PresumptionGround {
        /// The person told it.
        Disclosure = "disclosure",
        /// Signs of control or exploitation.
        Indicators = "indicators",
        /// Documents.
        Documents = "documents",
        /// Another authority said so.
        OtherAuthority = "other_authority",
        /// A vulnerability: a reason to look and to help, never enough on its own (nrm 14.7).
        Vulnerability = "vulnerability",
    }
}

/// Where recognition stands, and what it needs to remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecognitionTrack {
    /// The position.
    pub position: Recognition,
    /// Since when.
    pub since: Timestamp,
    /// Where the case came from, once raised.
    pub origin: Option<Origin>,
    /// Where it stood when the person stopped it.
    pub before_stop: Option<Recognition>,
}

impl Recognition {
    /// Where a decision leads from here; `None` where this stage cannot decide.
    pub fn after(self, decides: Decides, answer: Answer) -> Option<Recognition> {
        use Recognition::{Identified, NotRecognised, Presumed, PresumptionRefused, Sent};
        match (self, decides, answer) {
            (Sent, Decides::Presumption, Answer::Yes) => Some(Presumed),
            (Sent | Presumed, Decides::Both, Answer::Yes) | (Presumed, Decides::Recognition, Answer::Yes) => {
                Some(Identified)
            }
            (Sent, Decides::Presumption | Decides::Both, Answer::No) => Some(PresumptionRefused),
            (Presumed, Decides::Recognition | Decides::Both, Answer::No) => Some(NotRecognised),
            _ => None,
        }
    }
}

impl Status {
    /// Raises recognition: somebody thinks the person may be a victim.
    ///
    /// After a final refusal it can be raised again; before that, a challenge is the way.
    pub fn raise(mut self, profile: &Profile, act: &Act, origin: Origin) -> Result<Done, NotMoved> {
        self.check(profile, act)?;
        let again = self.refusal().is_some() && self.refusal_takes_effect(act.at);
        let final_refusal = again
            && matches!(
                self.recognition.position,
                Recognition::PresumptionRefused | Recognition::NotRecognised
            );
        if self.recognition.position != Recognition::None && !final_refusal {
            return Err(NotMoved::NotFromHere);
        }
        let member = may(&profile.recognition().raise, act, origin)?;
        self.recognition.origin = Some(origin);
        // A new start after a final refusal: its clocks and its rights begin anew.
        for event in
            [Event::Sent, Event::Presumed, Event::FirstDecision, Event::SecondDecision, Event::RefusalTold]
        {
            self.events.remove(&event);
        }
        self.refer(&member);
        Ok(Done::of(self.step(profile, act, Recognition::Raised)))
    }

    /// Sends the case to the deciding body.
    ///
    /// `agreed` says who agreed to formal identification, as track D knows it. An adult is never sent
    /// without agreeing; for a child the profile says whose agreement is asked, and the authority for
    /// children and an emergency guardian come first (nrm 7 and 9).
    pub fn send(mut self, profile: &Profile, act: &Act, agreed: &[AgreementOf]) -> Result<Done, NotMoved> {
        self.check(profile, act)?;
        if self.recognition.position != Recognition::Raised {
            return Err(NotMoved::NotFromHere);
        }
        let origin = self.recognition.origin.ok_or(NotMoved::NotFromHere)?;
        let member = may(&profile.recognition().send, act, origin)?;
        let needed = if self.age.is_treated_as_child() {
            self.check_child_path(profile, act)?;
            profile.child_start().agreement_of
        } else {
            profile.recognition().send.agreement_of_adult
        };
        if needed != AgreementOf::Nobody && !agreed.contains(&needed) {
            return Err(NotMoved::AgreementMissing);
        }
        self.refer(&member);
        self.events.remove(&Event::FirstDecision);
        let mut done = Done::of(self.step(profile, act, Recognition::Sent));
        done.follow.push(FollowUp::StartDecisionClock);
        Ok(done)
    }

    /// Calls the authority for children and asks for an emergency guardian: a child's first steps.
    pub fn start_child_path(mut self, profile: &Profile, act: &Act) -> Result<Done, NotMoved> {
        self.check(profile, act)?;
        if !self.age.is_treated_as_child() || self.child_path_at.is_some() {
            return Err(NotMoved::NotFromHere);
        }
        self.child_path_at = Some(act.at);
        let follow = vec![FollowUp::CallChildProtection, FollowUp::AskEmergencyGuardian];
        Ok(Done { status: self, follow })
    }

    fn check_child_path(&self, profile: &Profile, act: &Act) -> Result<(), NotMoved> {
        if self.child_path_at.is_none() {
            return Err(NotMoved::ChildProtectionFirst);
        }
        let role = act.by.member().map(|member| member.role).ok_or(NotMoved::SoftwareMayNot)?;
        if profile.child_start().who.contains(&role) { Ok(()) } else { Err(NotMoved::RoleMayNot) }
    }

    /// A responder presumes, where the profile lets this role do so for this origin.
    pub fn presume(
        mut self,
        profile: &Profile,
        act: &Act,
        grounds: &[PresumptionGround],
    ) -> Result<Done, NotMoved> {
        self.check(profile, act)?;
        if !matches!(self.recognition.position, Recognition::Raised | Recognition::Sent) {
            return Err(NotMoved::NotFromHere);
        }
        let origin = self.recognition.origin.ok_or(NotMoved::NotFromHere)?;
        let member = may(&profile.recognition().presume, act, origin)?;
        if grounds.iter().all(|ground| *ground == PresumptionGround::Vulnerability) {
            return Err(NotMoved::VulnerabilityIsNotEnough);
        }
        self.refer(&member);
        let mut done = Done::of(self.step(profile, act, Recognition::Presumed));
        done.follow.extend(protections_of_presumption());
        Ok(done)
    }

    /// Writes that the person stops the procedure; support goes on.
    pub fn stop(mut self, profile: &Profile, act: &Act) -> Result<Done, NotMoved> {
        self.check(profile, act)?;
        let before = self.recognition.position;
        if !matches!(before, Recognition::Raised | Recognition::Sent | Recognition::Presumed) {
            return Err(NotMoved::NotFromHere);
        }
        self.check_wish(profile, act)?;
        self.recognition.before_stop = Some(before);
        Ok(Done::of(self.step(profile, act, Recognition::StoppedByPerson)))
    }

    /// Writes that the person goes on, from where she stopped.
    pub fn resume(mut self, profile: &Profile, act: &Act) -> Result<Done, NotMoved> {
        self.check(profile, act)?;
        let (Recognition::StoppedByPerson, Some(before)) =
            (self.recognition.position, self.recognition.before_stop)
        else {
            return Err(NotMoved::NotFromHere);
        };
        self.check_wish(profile, act)?;
        self.recognition.before_stop = None;
        Ok(Done::of(self.step(profile, act, before)))
    }

    /// The wish must be the person's; for a child it is written by those who speak for the child.
    fn check_wish(&self, profile: &Profile, act: &Act) -> Result<(), NotMoved> {
        let origin = self.recognition.origin.ok_or(NotMoved::NotFromHere)?;
        let role = may(&profile.recognition().stop, act, origin)?.role;
        if act.reason != MoveReason::OwnWish {
            return Err(NotMoved::NotHerWish);
        }
        let speaks_for_child = matches!(role, Role::Guardian | Role::ChildProtection);
        if self.age.is_treated_as_child() && !speaks_for_child { Err(NotMoved::RoleMayNot) } else { Ok(()) }
    }

    /// Puts a decision of a deciding body on the case.
    pub fn decide(self, profile: &Profile, decision: Decision) -> Result<Done, NotMoved> {
        self.check_time_and_profile(profile, decision.record.at)?;
        if !profile.has_role(decision.by.role) {
            return Err(NotMoved::RoleNotSwitchedOn);
        }
        if self.decisions.iter().any(|other| other.id == decision.record.id) {
            return Err(NotMoved::DecidedAlready);
        }
        self.check_reasons(&decision)?;
        match decision.record.matter.clone() {
            Matter::Challenge(rule, id) => self.apply_challenge(profile, decision, &rule, id),
            Matter::Stage(stage) => self.apply_stage(profile, decision, &stage),
        }
    }

    fn check_reasons(&self, decision: &Decision) -> Result<(), NotMoved> {
        let record = &decision.record;
        let gives = |reason| record.grounds.reasons.contains(&reason);
        let child = self.age.is_treated_as_child();
        if child && gives(DecisionReason::NoMeansAdult) {
            return Err(NotMoved::ChildNeedsNoMeans);
        }
        if !child && gives(DecisionReason::ChildNoMeans) {
            return Err(NotMoved::NotAChild);
        }
        if record.answer == Answer::No && gives(DecisionReason::InsufficientInformation) {
            // In a challenge, the request of the stage that refused counts.
            let asked = self.evidence.iter().rev().find(|request| match &record.matter {
                Matter::Stage(stage) => request.stage == *stage && request.at >= self.recognition.since,
                Matter::Challenge(..) => true,
            });
            if asked.is_none_or(|request| record.at < request.due.at) {
                return Err(NotMoved::EvidenceNotAskedFor);
            }
        }
        Ok(())
    }

    fn apply_stage(mut self, profile: &Profile, decision: Decision, code: &str) -> Result<Done, NotMoved> {
        let stage = profile.stage(code).ok_or(NotMoved::OtherMatter)?;
        let before = self.recognition.position;
        let to = before.after(stage.decides, decision.record.answer).ok_or(NotMoved::NotFromHere)?;
        let kind = match to {
            Recognition::PresumptionRefused => Some(RefusalKind::PresumptionRefused),
            Recognition::NotRecognised => Some(RefusalKind::NotRecognised),
            _ => None,
        };
        let mut follow = vec![FollowUp::TellPersonOrRepresentative, FollowUp::TellAdvocate];
        if let Some(kind) = kind {
            let yes = before.after(stage.decides, Answer::Yes).ok_or(NotMoved::NotFromHere)?;
            self.refusals.push(Refusal::open(profile, kind, &decision, (before, yes)));
            follow.extend([FollowUp::ListMissingEvidence, FollowUp::StartChallengeClock]);
        }
        if to == Recognition::Presumed {
            follow.extend(protections_of_presumption());
        }
        let event = if before == Recognition::Sent { Event::FirstDecision } else { Event::SecondDecision };
        self.events.insert(event, decision.record.at);
        Ok(self.write_recognition(profile, decision, to, follow))
    }

    /// Writes a position that a decision leads to.
    pub(crate) fn write_recognition(
        mut self,
        profile: &Profile,
        decision: Decision,
        to: Recognition,
        follow: Vec<FollowUp>,
    ) -> Done {
        let from = self.recognition.position;
        let reason = match decision.record.matter {
            Matter::Stage(_) => MoveReason::Decision,
            Matter::Challenge(..) => MoveReason::Challenge,
        };
        let at = decision.record.at;
        self.set_recognition(to, at);
        self.history.push(Moved {
            from: Position::Recognition(from),
            to: Position::Recognition(to),
            by_role: MovedBy::Role(decision.by.role),
            user: Some(decision.by.user),
            unit: Some(decision.by.unit),
            body: decision.by.body.clone(),
            reason,
            decision: Some(decision.record.id),
            words: None,
            at,
            profile_version: profile.version().clone(),
        });
        self.keep_decision(profile, decision, follow)
    }

    /// Keeps a decision with the rules it was judged by.
    pub(crate) fn keep_decision(
        mut self,
        profile: &Profile,
        decision: Decision,
        follow: Vec<FollowUp>,
    ) -> Done {
        let mut record = decision.record;
        record.profile_version = Some(profile.version().clone());
        self.decisions.push(record);
        Done { status: self, follow }
    }

    fn step(mut self, profile: &Profile, act: &Act, to: Recognition) -> Status {
        let from = Position::Recognition(self.recognition.position);
        self.set_recognition(to, act.at);
        self.record(profile, act, from, Position::Recognition(to), None);
        self
    }

    fn set_recognition(&mut self, to: Recognition, at: Timestamp) {
        self.recognition.position = to;
        self.recognition.since = at;
        let event = match to {
            Recognition::Raised => Event::Raised,
            Recognition::Sent => Event::Sent,
            Recognition::Presumed => Event::Presumed,
            Recognition::Identified => Event::Identified,
            _ => return,
        };
        // Rights run from the first time: going on after a stop or a challenge does not shorten them.
        self.events.entry(event).or_insert(at);
    }

    fn refer(&mut self, member: &Referrer) {
        if !self.referred_by.contains(&member.user) {
            self.referred_by.push(member.user);
        }
    }
}

/// The user and role behind an act that a rule allows.
struct Referrer {
    user: UserId,
    role: Role,
}

fn may(rule: &MoveRule, act: &Act, origin: Origin) -> Result<Referrer, NotMoved> {
    let Author::Person(member) = &act.by else { return Err(NotMoved::SoftwareMayNot) };
    if rule.allows(member.role, origin) {
        Ok(Referrer { user: member.user, role: member.role })
    } else {
        Err(NotMoved::RoleMayNot)
    }
}

fn protections_of_presumption() -> [FollowUp; 4] {
    [
        FollowUp::StartReflection,
        FollowUp::SwitchEntitlementsOn,
        FollowUp::CheckNonPunishment,
        FollowUp::TellPersonOrRepresentative,
    ]
}
