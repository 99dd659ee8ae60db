//! Decisions on the wire: the benches at work, what they decided, refusals and the challenges to them.

use havenward_app::cases::{BenchAtWork, DecisionSeen, RefusalSeen};
use havenward_domain::challenge::{Challenge, ChallengeState, Standing, Way};
use havenward_domain::coded::Coded;
use havenward_domain::decision::{Matter, MissingEvidence, Vote};
use havenward_domain::words::Words;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// On what a bench sits or has decided.
#[derive(Serialize, ToSchema)]
pub struct MatterView {
    /// A stage, a code of the profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<String>,
    /// A way to challenge, a code of the profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    /// The challenge.
    #[serde(skip_serializing_if = "Option::is_none")]
    challenge: Option<Uuid>,
}

/// A bench at work.
#[derive(Serialize, ToSchema)]
pub struct SittingView {
    /// On what.
    matter: MatterView,
    /// How many have voted.
    voted: usize,
    /// How many must.
    quorum: u32,
    /// The votes, for the bench.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    votes: Vec<VoteView>,
}

/// A vote.
#[derive(Serialize, ToSchema)]
pub struct VoteView {
    /// For which body.
    body: String,
    /// In which seat.
    #[serde(skip_serializing_if = "Option::is_none")]
    seat: Option<String>,
    /// yes, no or send_back.
    answer: &'static str,
    /// Why this member sees it differently.
    #[serde(skip_serializing_if = "Option::is_none")]
    dissent: Option<String>,
}

/// A decision.
#[derive(Serialize, ToSchema)]
pub struct DecisionView {
    /// The decision.
    id: Uuid,
    /// On what.
    matter: MatterView,
    /// yes, no or send_back.
    answer: &'static str,
    /// Reasons, coded.
    reasons: Vec<&'static str>,
    /// The reasons in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    /// The evidence that is missing.
    missing_evidence: Vec<String>,
    /// When.
    decided_at: String,
    /// The rules it was judged by.
    profile: Option<String>,
    /// The votes, for the bench.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    votes: Vec<VoteView>,
}

/// A refusal, and what can be done about it.
#[derive(Serialize, ToSchema)]
pub struct RefusalView {
    /// presumption_refused or not_recognised.
    kind: &'static str,
    /// The decision.
    decision: Uuid,
    /// When it was told; nobody's time runs before.
    told_at: Option<String>,
    /// person, representative or authority.
    told_to: Option<&'static str>,
    /// not_told, can_be_challenged, challenged, final, or lifted.
    standing: &'static str,
    /// The ways to challenge it.
    ways: Vec<WayView>,
    /// The evidence that would have changed it.
    missing_evidence: Vec<String>,
}

/// A way to challenge a refusal.
#[derive(Serialize, ToSchema)]
pub struct WayView {
    /// The profile's code.
    rule: String,
    /// The first instant at which it is too late, once the clock runs.
    until: Option<String>,
}

/// A challenge.
#[derive(Serialize, ToSchema)]
pub struct ChallengeView {
    /// The challenge.
    id: Uuid,
    /// The profile's code of the way.
    rule: String,
    /// The role of who brought it.
    sent_by: &'static str,
    /// When.
    sent_at: String,
    /// The ground.
    ground: Option<String>,
    /// sent, decided or withdrawn.
    state: &'static str,
    /// What the bench answered.
    outcome: Option<&'static str>,
}

fn matter(matter: Matter) -> MatterView {
    match matter {
        Matter::Stage(stage) => MatterView { stage: Some(stage), rule: None, challenge: None },
        Matter::Challenge(rule, id) => {
            MatterView { stage: None, rule: Some(rule), challenge: Some(id.uuid()) }
        }
    }
}

pub(super) fn sitting(bench: BenchAtWork) -> SittingView {
    SittingView {
        matter: matter(bench.matter),
        voted: bench.voted,
        quorum: bench.quorum,
        votes: bench.votes.into_iter().map(vote).collect(),
    }
}

fn vote(vote: Vote) -> VoteView {
    VoteView {
        body: vote.body,
        seat: vote.seat,
        answer: vote.answer.code(),
        dissent: vote.dissent.as_ref().map(words),
    }
}

fn words(words: &Words) -> String {
    words.read().to_owned()
}

fn missing(missing: &MissingEvidence) -> Vec<String> {
    match missing {
        MissingEvidence::Listed(list) => list.iter().map(words).collect(),
        MissingEvidence::NoneWouldChangeIt => Vec::new(),
    }
}

pub(super) fn decision(seen: DecisionSeen) -> DecisionView {
    let record = seen.record;
    DecisionView {
        id: record.id.uuid(),
        matter: matter(record.matter),
        answer: record.answer.code(),
        reasons: record.grounds.reasons.iter().map(|reason| reason.code()).collect(),
        words: record.grounds.words.as_ref().map(words),
        missing_evidence: missing(&record.grounds.missing),
        decided_at: record.at.to_string(),
        profile: record.profile_version.map(|version| version.to_string()),
        votes: record.votes.into_iter().map(vote).collect(),
    }
}

pub(super) fn refusal(seen: RefusalSeen) -> RefusalView {
    let RefusalSeen { refusal, standing } = seen;
    let way = |way: Way| WayView { rule: way.rule, until: way.deadline.map(|due| due.at.to_string()) };
    RefusalView {
        kind: refusal.kind.code(),
        decision: refusal.decision.uuid(),
        told_at: refusal.told.map(|(at, _)| at.to_string()),
        told_to: refusal.told.map(|(_, to)| to.code()),
        standing: match standing {
            None => "lifted",
            Some(Standing::NotTold) => "not_told",
            Some(Standing::CanBeChallenged { .. }) => "can_be_challenged",
            Some(Standing::Challenged) => "challenged",
            Some(Standing::Final { .. }) => "final",
        },
        missing_evidence: missing(&refusal.missing),
        ways: refusal.ways.into_iter().map(way).collect(),
    }
}

pub(super) fn challenge(challenge: Challenge) -> ChallengeView {
    let (state, outcome) = match challenge.state {
        ChallengeState::Sent => ("sent", None),
        ChallengeState::Decided { outcome, .. } => ("decided", Some(outcome.code())),
        ChallengeState::Withdrawn { .. } => ("withdrawn", None),
    };
    ChallengeView {
        id: challenge.id.uuid(),
        rule: challenge.rule,
        sent_by: challenge.sent_by.code(),
        sent_at: challenge.sent_at.to_string(),
        ground: challenge.ground,
        state,
        outcome,
    }
}
