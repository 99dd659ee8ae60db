//! The course of a case on the wire: one shape, of which each audience gets the parts made for it.

use havenward_app::cases::{Audience, BenchAtWork, Course, DecisionSeen, RefusalSeen, Right, ScreeningSeen};
use havenward_app::screenings::Band;
use havenward_domain::challenge::{Challenge, ChallengeState, Standing, Way};
use havenward_domain::coded::Coded;
use havenward_domain::decision::{Matter, MissingEvidence, Vote};
use havenward_domain::status::{Argument, Extended, Message, RunningClock};
use havenward_domain::words::Words;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::objections::{BestInterestsView, ObjectionView, best_interests_view, objection_view};
use crate::screenings::{AskedEarlierView, asked_view};

/// The course of a case, as this reader may see it. Parts made for other audiences are left out.
#[derive(Serialize, ToSchema)]
pub struct CourseView {
    /// team, bench, person or service.
    audience: &'static str,
    /// Where the case stands, in sentences.
    sentences: Vec<SentenceView>,
    /// Clocks that run.
    clocks: Vec<ClockView>,
    /// What the person has a right to now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rights: Vec<RightView>,
    /// More time that was given, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    more_time: Vec<ExtendedView>,
    /// Whether questions may be asked: the person was told before and said yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    may_ask: Option<bool>,
    /// Screenings, the latest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    screenings: Vec<ScreeningView>,
    /// Benches at work.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sittings: Vec<SittingView>,
    /// Decisions, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    decisions: Vec<DecisionView>,
    /// Refusals, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    refusals: Vec<RefusalView>,
    /// Challenges, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    challenges: Vec<ChallengeView>,
    /// What a child's guardian objects to, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    objections: Vec<ObjectionView>,
    /// What a child's guardian says is best, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    best_interests: Vec<BestInterestsView>,
}

/// A sentence: the key of a message and its arguments.
#[derive(Serialize, ToSchema)]
pub struct SentenceView {
    /// The key.
    key: String,
    /// The arguments.
    arguments: Vec<ArgumentView>,
}

/// An argument of a sentence.
#[derive(Serialize, ToSchema)]
pub struct ArgumentView {
    /// Its name in the sentence.
    name: &'static str,
    /// date, number or code.
    kind: &'static str,
    /// The value.
    value: String,
}

/// A clock that runs.
#[derive(Serialize, ToSchema)]
pub struct ClockView {
    /// The profile's code.
    code: String,
    /// The first instant at which it is over.
    due_at: String,
    /// The last day that still counts.
    last_day: String,
    /// The day on which it is looked at again, before the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    review_on: Option<String>,
    /// fixed, at_least or at_most: whether an event still to come may move it.
    firmness: &'static str,
}

/// Something the person has a right to now.
#[derive(Serialize, ToSchema)]
pub struct RightView {
    /// The profile's code.
    code: String,
    /// The kind of service that gives it.
    service: String,
    /// everyone or foreign_nationals.
    applies_to: &'static str,
    /// The last day that still counts, if a clock bounds it that has begun.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_day: Option<String>,
}

/// More time that was given.
#[derive(Serialize, ToSchema)]
pub struct ExtendedView {
    /// The profile's code of the clock.
    clock: String,
    /// Why, a code of the profile.
    reason: String,
    /// The deciding body that gave it.
    body: String,
    /// When.
    given_at: String,
    /// The last day that counts since.
    last_day: String,
}

/// A screening.
#[derive(Serialize, ToSchema)]
pub struct ScreeningView {
    /// When, by whom, with what.
    #[serde(flatten)]
    asked: AskedEarlierView,
    /// What to do next; never shown to a bench.
    #[serde(skip_serializing_if = "Option::is_none")]
    band: Option<&'static str>,
    /// Codes of the signs that are there.
    signs: Vec<String>,
    /// How many signs were asked about.
    asked_count: u16,
    /// Of how many.
    of_count: u16,
}

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

pub(super) fn course_view(course: Course) -> CourseView {
    let works_on_it = matches!(course.audience, Audience::Team | Audience::Bench);
    CourseView {
        audience: match course.audience {
            Audience::Team => "team",
            Audience::Bench => "bench",
            Audience::Person => "person",
            Audience::Service => "service",
        },
        sentences: course.sentences.into_iter().map(sentence).collect(),
        clocks: course.clocks.into_iter().map(clock).collect(),
        rights: course.rights.into_iter().map(right).collect(),
        more_time: course.extensions.into_iter().map(extended).collect(),
        may_ask: works_on_it.then_some(course.may_ask),
        screenings: course.screenings.into_iter().map(screening).collect(),
        sittings: course.sittings.into_iter().map(sitting).collect(),
        decisions: course.decisions.into_iter().map(decision).collect(),
        refusals: course.refusals.into_iter().map(refusal).collect(),
        challenges: course.challenges.into_iter().map(challenge).collect(),
        objections: course.objections.into_iter().enumerate().map(objection_view).collect(),
        best_interests: course.best_interests.into_iter().map(best_interests_view).collect(),
    }
}

fn sentence(message: Message) -> SentenceView {
    let argument = |(name, argument)| {
        let (kind, value) = match argument {
            Argument::Date(date) => ("date", date.to_string()),
            Argument::Number(number) => ("number", number.to_string()),
            Argument::Code(code) => ("code", code),
        };
        ArgumentView { name, kind, value }
    };
    SentenceView { key: message.key, arguments: message.arguments.into_iter().map(argument).collect() }
}

fn clock(clock: RunningClock) -> ClockView {
    ClockView {
        code: clock.code,
        due_at: clock.due.at.to_string(),
        last_day: clock.due.on.to_string(),
        review_on: clock.due.review_on.map(|day| day.to_string()),
        firmness: clock.due.firmness.code(),
    }
}

fn right(right: Right) -> RightView {
    RightView {
        code: right.code,
        service: right.service,
        applies_to: right.applies_to.code(),
        last_day: right.until.map(|due| due.on.to_string()),
    }
}

fn extended(given: Extended) -> ExtendedView {
    ExtendedView {
        clock: given.clock,
        reason: given.reason,
        body: given.body,
        given_at: given.at.to_string(),
        last_day: given.until.on.to_string(),
    }
}

fn screening(seen: ScreeningSeen) -> ScreeningView {
    ScreeningView {
        asked: asked_view(seen.asked),
        band: seen.band.map(Band::code),
        signs: seen.signs,
        asked_count: seen.asked_count,
        of_count: seen.of_count,
    }
}

fn matter(matter: Matter) -> MatterView {
    match matter {
        Matter::Stage(stage) => MatterView { stage: Some(stage), rule: None, challenge: None },
        Matter::Challenge(rule, id) => {
            MatterView { stage: None, rule: Some(rule), challenge: Some(id.uuid()) }
        }
    }
}

fn sitting(bench: BenchAtWork) -> SittingView {
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

fn decision(seen: DecisionSeen) -> DecisionView {
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

fn refusal(seen: RefusalSeen) -> RefusalView {
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

fn challenge(challenge: Challenge) -> ChallengeView {
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
