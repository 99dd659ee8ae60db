//! The status of a case: six tracks that move on their own, and the history of every move.
//!
//! Each track has its own file; here they stand side by side. Track D, agreement, is a noun of its
//! own, and acts that wait for it take what it knows. Status belongs to a case, one episode, not to
//! a person for ever. Moves are only ever added to the history, never changed.

mod clocks;
mod describe;
mod more_time;
mod not_moved;
mod services;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::age::Age;
use crate::author::{Act, Author, MoveReason, moves};
use crate::challenge::{Challenge, Refusal};
use crate::clock::{Event, Events};
use crate::coded::coded;
use crate::decision::DecisionRecord;
use crate::disqualification::Disqualification;
use crate::id::{DecisionId, OffenceId, UnitId, UserId};
use crate::proceedings::Proceedings;
use crate::profile::{Profile, ProfileVersion};
use crate::recognition::{EvidenceRequest, Recognition, RecognitionTrack};
use crate::role::Role;
use crate::support::Support;
use crate::whereabouts::Whereabouts;
use crate::words::Words;

pub use clocks::RunningClock;
pub use describe::{Argument, Message};
pub use more_time::Extended;
pub use not_moved::NotMoved;
pub use services::decided_in_time;

/// A position on one of the tracks this module keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Track A.
    Recognition(Recognition),
    /// Track B.
    Support(Support),
    /// Track C.
    Whereabouts(Whereabouts),
    /// Track E.
    Age(Age),
    /// Track F: one step against the person; `None` before it was known.
    Proceedings(OffenceId, Option<Proceedings>),
}

coded! {
    /// The tracks.
    pub enum Track {
        /// A: recognition.
        Recognition = "recognition",
        /// B: support.
        Support = "support",
        /// C: whereabouts.
        Whereabouts = "whereabouts",
        /// E: age.
        Age = "age",
        /// F: proceedings.
        Proceedings = "proceedings",
    }

    /// What an act asks people to do next.
    pub enum FollowUp {
        /// Tell the person, or a child's representative, in a language understood.
        TellPersonOrRepresentative = "tell_person_or_representative",
        /// Tell the advocate.
        TellAdvocate = "tell_advocate",
        /// Tell the deciding body.
        TellDecidingBody = "tell_deciding_body",
        /// List the evidence that is missing.
        ListMissingEvidence = "list_missing_evidence",
        /// Start the clock of the challenge, from the day the refusal is told.
        StartChallengeClock = "start_challenge_clock",
        /// Start the clock of the deciding body.
        StartDecisionClock = "start_decision_clock",
        /// Start the recovery and reflection period.
        StartReflection = "start_reflection",
        /// Switch the entitlements on.
        SwitchEntitlementsOn = "switch_entitlements_on",
        /// Check non-punishment before the next step.
        CheckNonPunishment = "check_non_punishment",
        /// Draft the notice that the person releases with her lawyer.
        DraftNonPunishmentNotice = "draft_non_punishment_notice",
        /// Call the authority for children.
        CallChildProtection = "call_child_protection",
        /// Ask for an emergency guardian.
        AskEmergencyGuardian = "ask_emergency_guardian",
        /// Start the missing protocol now.
        MissingProtocol = "missing_protocol",
        /// Call the duty officer for children now.
        CallChildDutyOfficer = "call_child_duty_officer",
        /// Take the steps agreed at intake, and only those.
        StepsAgreedAtIntake = "steps_agreed_at_intake",
        /// Ask the person, now an adult, for each agreement again.
        AskAgreementAgain = "ask_agreement_again",
        /// Close the guardian's view.
        CloseGuardiansView = "close_guardians_view",
        /// Review plan, placement and letters.
        ReviewPlanPlacementAndLetters = "review_plan_placement_and_letters",
    }
}

impl Position {
    /// The track of this position.
    pub fn track(self) -> Track {
        match self {
            Position::Recognition(_) => Track::Recognition,
            Position::Support(_) => Track::Support,
            Position::Whereabouts(_) => Track::Whereabouts,
            Position::Age(_) => Track::Age,
            Position::Proceedings(..) => Track::Proceedings,
        }
    }
}

/// Whose hand made a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MovedBy {
    /// A person in this role.
    Role(Role),
    /// The software.
    Software,
}

/// One entry of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// From where.
    pub from: Position,
    /// To where.
    pub to: Position,
    /// By which role.
    pub by_role: MovedBy,
    /// By whom, if a person.
    pub user: Option<UserId>,
    /// For which unit.
    pub unit: Option<UnitId>,
    /// For which deciding body, if any.
    pub body: Option<String>,
    /// Why.
    pub reason: MoveReason,
    /// By which decision, if any.
    pub decision: Option<DecisionId>,
    /// Why, in words.
    pub words: Option<Words>,
    /// When.
    pub at: Timestamp,
    /// Under which rules.
    pub profile_version: ProfileVersion,
}

impl Moved {
    /// The track that moved.
    pub fn track(&self) -> Track {
        self.to.track()
    }
}

/// The status of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    pub(crate) profile: ProfileVersion,
    pub(crate) recognition: RecognitionTrack,
    pub(crate) support: Support,
    pub(crate) whereabouts: Whereabouts,
    pub(crate) age: Age,
    #[serde(with = "proceedings_as_list")]
    pub(crate) proceedings: BTreeMap<OffenceId, Proceedings>,
    pub(crate) disqualification: Option<Disqualification>,
    pub(crate) refusals: Vec<Refusal>,
    pub(crate) challenges: Vec<Challenge>,
    pub(crate) decisions: Vec<DecisionRecord>,
    pub(crate) evidence: Vec<EvidenceRequest>,
    pub(crate) referred_by: Vec<UserId>,
    pub(crate) child_path_at: Option<Timestamp>,
    pub(crate) events: Events,
    /// None in what was written before more time could be given.
    #[serde(default)]
    pub(crate) extensions: Vec<Extended>,
    pub(crate) history: Vec<Moved>,
}

/// What an act gives: the new status, and what people do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The new status.
    pub status: Status,
    /// What follows.
    pub follow: Vec<FollowUp>,
}

impl Done {
    pub(crate) fn of(status: Status) -> Done {
        Done { status, follow: Vec::new() }
    }
}

impl Status {
    /// A case at its first contact.
    pub fn at_first_contact(profile: &Profile, age: Age, at: Timestamp) -> Status {
        Status {
            profile: profile.version().clone(),
            recognition: RecognitionTrack {
                position: Recognition::None,
                since: at,
                origin: None,
                before_stop: None,
            },
            support: Support::None,
            whereabouts: Whereabouts::Known,
            age,
            proceedings: BTreeMap::new(),
            disqualification: None,
            refusals: Vec::new(),
            challenges: Vec::new(),
            decisions: Vec::new(),
            evidence: Vec::new(),
            referred_by: Vec::new(),
            child_path_at: None,
            events: Events::from([(Event::FirstContact, at)]),
            extensions: Vec::new(),
            history: Vec::new(),
        }
    }

    /// The rules the case began under.
    pub fn profile(&self) -> &ProfileVersion {
        &self.profile
    }

    /// Track A.
    pub fn recognition(&self) -> &RecognitionTrack {
        &self.recognition
    }

    /// Track B.
    pub fn support(&self) -> Support {
        self.support
    }

    /// Track C.
    pub fn whereabouts(&self) -> Whereabouts {
        self.whereabouts
    }

    /// Track E.
    pub fn age(&self) -> Age {
        self.age
    }

    /// Track F: every step against the person.
    pub fn proceedings(&self) -> &BTreeMap<OffenceId, Proceedings> {
        &self.proceedings
    }

    /// The disqualification, if there was one.
    pub fn disqualification(&self) -> Option<&Disqualification> {
        self.disqualification.as_ref()
    }

    /// Every refusal, lifted ones included, oldest first.
    pub fn refusals(&self) -> &[Refusal] {
        &self.refusals
    }

    /// Every challenge, oldest first.
    pub fn challenges(&self) -> &[Challenge] {
        &self.challenges
    }

    /// Every decision, oldest first.
    pub fn decisions(&self) -> &[DecisionRecord] {
        &self.decisions
    }

    /// Every request for evidence, oldest first.
    pub fn evidence_requests(&self) -> &[EvidenceRequest] {
        &self.evidence
    }

    /// Who raised, sent or presumed: they do not decide.
    pub fn referred_by(&self) -> &[UserId] {
        &self.referred_by
    }

    /// When what happened.
    pub fn events(&self) -> &Events {
        &self.events
    }

    /// Every move, oldest first; entries are only added.
    pub fn history(&self) -> &[Moved] {
        &self.history
    }

    /// What holds for every act of a person: the rules, the time, the role.
    pub(crate) fn check(&self, profile: &Profile, act: &Act) -> Result<(), NotMoved> {
        self.check_time_and_profile(profile, act.at)?;
        let Author::Person(member) = &act.by else { return Err(NotMoved::SoftwareMayNot) };
        if !profile.has_role(member.role) {
            return Err(NotMoved::RoleNotSwitchedOn);
        }
        if moves(member.role) { Ok(()) } else { Err(NotMoved::RoleMayNot) }
    }

    pub(crate) fn check_time_and_profile(&self, profile: &Profile, at: Timestamp) -> Result<(), NotMoved> {
        if !self.profile.same_base(profile.version()) {
            return Err(NotMoved::OtherProfile);
        }
        let last =
            self.history.last().map(|moved| moved.at).or(self.events.get(&Event::FirstContact).copied());
        if last.is_some_and(|last| at < last) { Err(NotMoved::BeforeTheLastMove) } else { Ok(()) }
    }

    /// Adds a move to the history.
    pub(crate) fn record(
        &mut self,
        profile: &Profile,
        act: &Act,
        from: Position,
        to: Position,
        decision: Option<DecisionId>,
    ) {
        let member = act.by.member();
        self.history.push(Moved {
            from,
            to,
            by_role: member.map_or(MovedBy::Software, |member| MovedBy::Role(member.role)),
            user: member.map(|member| member.user),
            unit: member.map(|member| member.unit),
            body: member.and_then(|member| member.body.clone()),
            reason: act.reason,
            decision,
            words: act.words.clone(),
            at: act.at,
            profile_version: profile.version().clone(),
        });
    }
}

/// Ids as keys of a JSON object would hide their order; a list keeps it.
mod proceedings_as_list {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer};

    use crate::id::OffenceId;
    use crate::proceedings::Proceedings;

    pub(super) fn serialize<S: Serializer>(
        map: &BTreeMap<OffenceId, Proceedings>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<OffenceId, Proceedings>, D::Error> {
        Ok(Vec::<(OffenceId, Proceedings)>::deserialize(deserializer)?.into_iter().collect())
    }
}
