//! The course of a case on the wire: one shape, of which each audience gets the parts made for it.

mod decisions;

use havenward_app::cases::{Audience, Course, Right, ScreeningSeen};
use havenward_app::screenings::Band;
use havenward_domain::coded::Coded;
use havenward_domain::status::{Argument, Extended, Message, RunningClock};
use serde::Serialize;
use utoipa::ToSchema;

use decisions::{
    ChallengeView, DecisionView, RefusalView, SittingView, challenge, decision, refusal, sitting,
};

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
