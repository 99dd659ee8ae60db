//! What the tests of the tracks begin from: profiles, people, acts and decisions.

use havenward_domain::author::{Act, Author, Member, MoveReason};
use havenward_domain::decision::{
    Answer, Decider, Decision, DecisionReason, Grounds, Matter, MissingEvidence, Sitting, SittingError,
};
use havenward_domain::id::{ChallengeId, DecisionId, UnitId, UserId};
use havenward_domain::profile::{BenchKind, Profile, shipped};
use havenward_domain::role::Role;
use havenward_domain::status::Status;
use havenward_domain::words::Words;
use jiff::{Span, Timestamp};

/// The shipped profile with this id.
pub fn profile(id: &str) -> Profile {
    shipped().unwrap().into_iter().find(|profile| profile.version().id == id).unwrap()
}

/// Noon in Greenwich, this many days after 2 March 2026.
pub fn day(days: i64) -> Timestamp {
    let start: Timestamp = "2026-03-02T12:00:00Z".parse().unwrap();
    start.checked_add(Span::new().hours(24 * days)).unwrap()
}

pub fn user(number: u8) -> UserId {
    UserId::from_random([number; 16])
}

/// A member in a role, the same user each time for this role.
pub fn member(role: Role) -> Member {
    let number = u8::try_from(Role::ALL.iter().position(|other| *other == role).unwrap()).unwrap();
    Member { user: user(number + 1), role, unit: UnitId::from_random([number; 16]), body: None }
}

pub fn act(role: Role, at: Timestamp) -> Act {
    Act::of(member(role), MoveReason::SignsSeen, at)
}

pub fn wish(role: Role, at: Timestamp) -> Act {
    Act::of(member(role), MoveReason::OwnWish, at)
}

/// A member of a deciding body, in the first role of that body.
pub fn on_body(profile: &Profile, body: &str, number: u8) -> Author {
    let role = profile.bodies()[body].roles[0];
    let member = Member { user: user(number), body: Some(body.to_owned()), ..member(role) };
    Author::Person(member)
}

pub fn grounds(answer: Answer) -> Grounds {
    match answer {
        Answer::No => Grounds::for_no(vec![DecisionReason::Credibility], MissingEvidence::NoneWouldChangeIt),
        _ => Grounds::for_yes(vec![DecisionReason::CredibleAccount]),
    }
}

pub fn insufficient() -> Grounds {
    let missing = MissingEvidence::Listed(vec![Words::new("a statement of the employer")]);
    Grounds::for_no(vec![DecisionReason::InsufficientInformation], missing)
}

/// A decision taken by users numbered from `first`, a whole committee where there is one.
pub fn decided(
    profile: &Profile,
    status: &Status,
    matter: &Matter,
    (answer, grounds): (Answer, Grounds),
    first: u8,
    at: Timestamp,
) -> Result<Decision, SittingError> {
    let bench = match matter {
        Matter::Stage(code) => &profile.stage(code).unwrap().bench,
        Matter::Challenge(code, _) => &profile.challenge(code).unwrap().bench,
    };
    let seats: Vec<Option<&str>> = match bench.kind {
        BenchKind::Committee => bench.seats.iter().map(|seat| Some(seat.as_str())).collect(),
        _ => vec![None],
    };
    let mut sitting = Sitting::open(profile, status, matter.clone())?;
    let mut closer = None;
    for (number, seat) in (first..).zip(seats) {
        let decider = Decider::of(&on_body(profile, &bench.bodies[0], number), profile, matter).unwrap();
        sitting = sitting.vote(&decider, seat, answer, None)?;
        closer = Some(decider);
    }
    let id = DecisionId::from_random([u8::try_from(status.decisions().len() + 1).unwrap(); 16]);
    sitting.close(&closer.unwrap(), id, grounds, at)
}

/// The status after a stage gave this answer.
pub fn after_stage(profile: &Profile, status: Status, stage: &str, answer: Answer, at: Timestamp) -> Status {
    let matter = Matter::Stage(stage.to_owned());
    let decision = decided(profile, &status, &matter, (answer, grounds(answer)), 100, at).unwrap();
    status.decide(profile, decision).unwrap().status
}

/// The status after a challenge was decided.
pub fn after_challenge(
    profile: &Profile,
    status: Status,
    (rule, id): (&str, ChallengeId),
    answer: Answer,
    at: Timestamp,
) -> Status {
    let matter = Matter::Challenge(rule.to_owned(), id);
    let first = 150 + u8::try_from(10 * status.decisions().len()).unwrap();
    let decision = decided(profile, &status, &matter, (answer, grounds(answer)), first, at).unwrap();
    status.decide(profile, decision).unwrap().status
}

pub fn challenge_id(number: u8) -> ChallengeId {
    ChallengeId::from_random([number; 16])
}
