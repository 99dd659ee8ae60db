//! Decisions: who sits, how they vote, what they may give as a reason.
//!
//! A decision can only be closed with a [`Decider`], and only a member of a deciding body in a
//! deciding role yields one. There is no place here for a score or a band: software decides nothing.

mod sitting;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::author::{Author, Member};
use crate::coded::coded;
use crate::id::{ChallengeId, DecisionId, UserId};
use crate::profile::{Bench, Profile, ProfileVersion};
use crate::words::Words;

pub use sitting::Sitting;

coded! {
    /// What a bench says.
    pub enum Answer {
        /// Yes, in favour of the person.
        Yes = "yes",
        /// No.
        No = "no",
        /// Back to the body that refused, which decides anew; in challenges only.
        SendBack = "send_back",
    }

    /// Reasons of a decision, in families for aggregated review (nrm 14.11).
    pub enum DecisionReason {
        /// There is an act.
        Act = "act",
        /// There is a means.
        Means = "means",
        /// There is a purpose of exploitation.
        Purpose = "purpose",
        /// A child needs no means (Palermo Protocol Art. 3(c)).
        ChildNoMeans = "child_no_means",
        /// The account is credible.
        CredibleAccount = "credible_account",
        /// Other evidence supports it.
        Corroborated = "corroborated",
        /// An expert supports it.
        ExpertReport = "expert_report",
        /// There is no act.
        NoAct = "no_act",
        /// There is no means, for an adult.
        NoMeansAdult = "no_means_adult",
        /// There is no purpose of exploitation.
        NoExploitationIntent = "no_exploitation_intent",
        /// Smuggling only.
        SmugglingOnly = "smuggling_only",
        /// A labour dispute only.
        LabourDisputeOnly = "labour_dispute_only",
        /// There is too little information, after it was asked for.
        InsufficientInformation = "insufficient_information",
        /// The account is not believed.
        Credibility = "credibility",
        /// Another state is competent.
        OutsideJurisdiction = "outside_jurisdiction",
        /// The person cannot be reached.
        NotContactable = "not_contactable",
    }
}

impl DecisionReason {
    /// Says whether this reason speaks for the person.
    pub fn is_positive(self) -> bool {
        self <= DecisionReason::ExpertReport
    }
}

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// A stage of the procedure.
    Stage(String),
    /// A challenge to a refusal: the rule and the challenge.
    Challenge(String, ChallengeId),
}

/// Why somebody does not decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotADecider {
    /// Software decides nothing.
    #[error("software decides nothing")]
    Software,
    /// The profile has no such stage, challenge or body.
    #[error("the profile knows no such stage, challenge or body")]
    UnknownMatter,
    /// The member's unit is not one of the deciding bodies.
    #[error("this body does not decide here")]
    WrongBody,
    /// The member's role does not decide for the body.
    #[error("this role does not decide")]
    WrongRole,
}

impl NotADecider {
    /// The stable code of the reason, for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Software => "decision.software",
            Self::UnknownMatter => "decision.unknown_matter",
            Self::WrongBody => "decision.wrong_body",
            Self::WrongRole => "decision.wrong_role",
        }
    }
}

/// Proof that a person sits on a deciding body for one matter.
///
/// It cannot be stored, copied or made by hand.
#[derive(Debug)]
pub struct Decider {
    member: Member,
    body: String,
    matter: Matter,
}

impl Decider {
    /// The proof for a stage or a challenge.
    pub fn of(author: &Author, profile: &Profile, matter: &Matter) -> Result<Decider, NotADecider> {
        let bench = bench(profile, matter).ok_or(NotADecider::UnknownMatter)?;
        let (member, body) = member_of(author, profile, &bench.bodies)?;
        Ok(Decider { member, body, matter: matter.clone() })
    }

    /// Who it is.
    pub fn member(&self) -> &Member {
        &self.member
    }

    /// The body.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// What this decider may decide.
    pub fn matter(&self) -> &Matter {
        &self.matter
    }
}

/// The member behind an author, if the member's body is among these and the role decides for it.
pub(crate) fn member_of(
    author: &Author,
    profile: &Profile,
    bodies: &[String],
) -> Result<(Member, String), NotADecider> {
    let member = author.member().ok_or(NotADecider::Software)?;
    let code = member.body.as_ref().filter(|code| bodies.contains(code)).ok_or(NotADecider::WrongBody)?;
    let body = profile.bodies().get(code).ok_or(NotADecider::UnknownMatter)?;
    if !body.roles.contains(&member.role) {
        return Err(NotADecider::WrongRole);
    }
    Ok((member.clone(), code.clone()))
}

/// The bench of a matter.
fn bench<'p>(profile: &'p Profile, matter: &Matter) -> Option<&'p Bench> {
    match matter {
        Matter::Stage(code) => profile.stage(code).map(|stage| &stage.bench),
        Matter::Challenge(code, _) => profile.challenge(code).map(|rule| &rule.bench),
    }
}

/// One vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// Who voted.
    pub user: UserId,
    /// For which body.
    pub body: String,
    /// In which seat of a committee.
    pub seat: Option<String>,
    /// How.
    pub answer: Answer,
    /// The words of a member who sees it differently.
    pub dissent: Option<Words>,
}

/// Why a vote or a decision does not stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SittingError {
    /// The profile has no such stage or challenge.
    #[error("the profile knows no such stage or challenge")]
    UnknownMatter,
    /// The decider was shown for another matter.
    #[error("this decider is for another matter")]
    OtherMatter,
    /// Nobody decides a case they referred.
    #[error("nobody decides a case they referred")]
    ReferredItThemselves,
    /// Nobody reviews a decision of their own.
    #[error("nobody reviews their own decision")]
    DecidedItThemselves,
    /// The member stepped aside.
    #[error("this member stepped aside")]
    SteppedAside,
    /// The member voted already.
    #[error("this member voted already")]
    VotedAlready,
    /// The seat does not exist, is taken, or is missing.
    #[error("there is no free seat of this name")]
    NoSuchSeat,
    /// One person decides here, and did.
    #[error("one person decides here")]
    OneDecides,
    /// Only a member who voted closes the sitting.
    #[error("only a member who voted closes the sitting")]
    CloserDidNotVote,
    /// Too few voted.
    #[error("too few members voted")]
    NoQuorum,
    /// The chair did not vote.
    #[error("the chair did not vote")]
    NoChair,
    /// No answer has a majority: the committee votes again.
    #[error("no answer has a majority")]
    NoMajority,
    /// The members have decided: there is nothing to vote on again.
    #[error("an answer has a majority")]
    HasMajority,
    /// Only a challenge can be sent back.
    #[error("only a challenge can be sent back")]
    CannotSendBack,
    /// A decision gives reasons.
    #[error("a decision gives its reasons")]
    NoReason,
    /// The reasons do not fit the answer.
    #[error("the reasons do not fit the answer")]
    ReasonsDoNotFit,
    /// A refusal says which evidence is missing.
    #[error("a refusal for want of information says what is missing")]
    MissingEvidenceNotListed,
}

/// The evidence that would have changed a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingEvidence {
    /// This is missing.
    Listed(Vec<Words>),
    /// No evidence would change it.
    NoneWouldChangeIt,
}

/// Why the bench decides as it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grounds {
    /// The reasons, coded.
    pub reasons: Vec<DecisionReason>,
    /// The reasons in words, as told to the person.
    pub words: Option<Words>,
    /// For a refusal: the evidence that is missing.
    pub missing: MissingEvidence,
}

impl Grounds {
    /// Grounds of a decision in favour of the person.
    pub fn for_yes(reasons: Vec<DecisionReason>) -> Grounds {
        Grounds { reasons, words: None, missing: MissingEvidence::NoneWouldChangeIt }
    }

    /// Grounds of a refusal, with the evidence that is missing.
    pub fn for_no(reasons: Vec<DecisionReason>, missing: MissingEvidence) -> Grounds {
        Grounds { reasons, words: None, missing }
    }

    fn fit(&self, answer: Answer) -> Result<(), SittingError> {
        if self.reasons.is_empty() {
            return Err(SittingError::NoReason);
        }
        let positive = self.reasons.iter().filter(|reason| reason.is_positive()).count();
        let fits = match answer {
            Answer::Yes => positive == self.reasons.len(),
            // A refusal may say what was found, but needs a reason to refuse.
            Answer::No => positive < self.reasons.len(),
            Answer::SendBack => true,
        };
        if !fits {
            return Err(SittingError::ReasonsDoNotFit);
        }
        let listed = match &self.missing {
            MissingEvidence::Listed(items) => !items.is_empty() && items.iter().all(|item| !item.is_blank()),
            MissingEvidence::NoneWouldChangeIt => false,
        };
        let must_list = self.reasons.contains(&DecisionReason::InsufficientInformation)
            || matches!(&self.missing, MissingEvidence::Listed(_));
        if answer == Answer::No && must_list && !listed {
            return Err(SittingError::MissingEvidenceNotListed);
        }
        Ok(())
    }
}

/// A decision as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRecord {
    /// Its id.
    pub id: DecisionId,
    /// What was decided.
    pub matter: Matter,
    /// The answer.
    pub answer: Answer,
    /// The grounds.
    pub grounds: Grounds,
    /// The votes, dissent included.
    pub votes: Vec<Vote>,
    /// Who took no part.
    pub stepped_aside: Vec<UserId>,
    /// When.
    pub at: Timestamp,
    /// The rules it was judged by, once it is on a case.
    pub profile_version: Option<ProfileVersion>,
}

/// A decision just taken by a deciding body; it cannot be read back from storage, only its record can.
///
/// ```
/// fn read_back<T: serde::de::DeserializeOwned>() {}
/// read_back::<havenward_domain::decision::DecisionRecord>();
/// ```
/// ```compile_fail
/// fn read_back<T: serde::de::DeserializeOwned>() {}
/// read_back::<havenward_domain::decision::Decision>();
/// ```
#[derive(Debug)]
pub struct Decision {
    pub(crate) record: DecisionRecord,
    pub(crate) by: Member,
}

impl Decision {
    /// What will be stored.
    pub fn record(&self) -> &DecisionRecord {
        &self.record
    }
}
