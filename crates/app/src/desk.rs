//! The decisions desk: what waits for a body, what it needs to decide one matter, and the letter after.

use havenward_domain::access::act;
use havenward_domain::author::{Author, Member};
use havenward_domain::challenge::{Challenge, ChallengeState, Refusal};
use havenward_domain::coded::Coded;
use havenward_domain::compartment::Compartment;
use havenward_domain::decision::{Answer, Decider, DecisionRecord, Matter, Vote};
use havenward_domain::id::{CaseId, ChallengeId, DecisionId};
use havenward_domain::language::Language;
use havenward_domain::profile::{Bench, BenchKind, ChallengeKind, Decides, Profile};
use havenward_domain::recognition::{EvidenceRequest, Recognition};
use havenward_domain::words::Words;
use havenward_screening::instrument::Labels;
use havenward_store::cases::{self, CaseRow};
use havenward_store::{clocks, listing};
use jiff::Timestamp;

use crate::cases::{Audience, Course, ScreeningSeen};
use crate::decisions::About;
use crate::file::{Core, Notes};
use crate::recognition::note;
use crate::{AppError, Ctx, Note};

/// Cases in the queue at most.
const QUEUE: i64 = 500;

/// A case that waits for a decision of the actor's body.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The plain columns.
    pub row: CaseRow,
    /// The stage that is next, a code of the profile.
    pub stage: String,
    /// When the time to decide is over, where the law sets one.
    pub due_at: Option<Timestamp>,
}

/// The cases that wait for the actor's body: by clock, and without one by how long they have waited.
/// Plain columns only: nothing is opened or journalled.
pub async fn queue(ctx: &mut Ctx) -> Result<Vec<Waiting>, AppError> {
    let permit = ctx.permit_in_unit::<act::ListCases>()?;
    let (now, member) = (ctx.now(), ctx.author().await?);
    let mut waiting = Vec::new();
    for row in listing::waiting(&mut ctx.tx, &permit, now, QUEUE).await? {
        let profile = ctx.profile_of(&row.profile).await?;
        let Some(stage) = next_stage(&profile, &row, &member) else { continue };
        let kind = profile.stage(&stage).and_then(|stage| stage.clock.clone());
        let running = clocks::of_listed(&mut ctx.tx, &permit, row.id).await?;
        let due = running.iter().find(|clock| Some(&clock.kind) == kind.as_ref()).map(|clock| clock.due_at);
        waiting.push(Waiting { row, stage, due_at: due });
    }
    waiting.sort_by_key(|one| (one.due_at.unwrap_or(Timestamp::MAX), one.row.positions.recognition.1));
    Ok(waiting)
}

/// The stage at which this member's body decides from where the case stands.
fn next_stage(profile: &Profile, row: &CaseRow, member: &Member) -> Option<String> {
    let position = Recognition::from_code(&row.positions.recognition.0)?;
    let possible = Decides::ALL.iter().filter(|decides| position.after(**decides, Answer::Yes).is_some());
    let mut stages = possible.flat_map(|decides| profile.stages_that_decide(*decides));
    stages.find(|(_, stage)| sits_on(profile, &stage.bench, member)).map(|(code, _)| code.clone())
}

fn sits_on(profile: &Profile, bench: &Bench, member: &Member) -> bool {
    let body = member.body.as_ref().filter(|body| bench.bodies.contains(body));
    let body = body.and_then(|body| profile.bodies().get(body));
    body.is_some_and(|body| body.roles.contains(&member.role))
}

/// One matter, with the bench that decides it.
#[derive(Debug, Clone)]
pub struct OnTheDesk {
    /// What is decided.
    pub matter: Matter,
    /// How the bench decides.
    pub kind: BenchKind,
    /// The standard of proof, in the words of the law; a challenge has none of its own.
    pub standard: Option<String>,
    /// Seats of a committee that nobody has taken yet.
    pub free_seats: Vec<String>,
    /// How many must vote.
    pub quorum: u32,
    /// Whether a bench sits.
    pub is_open: bool,
    /// Whether the actor has voted.
    pub has_voted: bool,
    /// The votes so far.
    pub votes: Vec<Vote>,
    /// Whether want of information may be a reason: it was asked for and the time is over.
    pub may_lack_information: bool,
}

/// A sign that was found, in the words of its instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// Its code.
    pub code: String,
    /// Its words, as far as the instrument is still here.
    pub words: Option<Labels>,
    /// The work it was taken from.
    pub source: Option<String>,
}

/// What one screening found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The screening.
    pub seen: ScreeningSeen,
    /// The signs that are there.
    pub signs: Vec<Sign>,
}

/// What a member of a deciding body sees of one case.
pub struct Desk {
    /// The plain columns.
    pub plain: CaseRow,
    /// The course of the case.
    pub course: Course,
    /// What screenings found, the latest first.
    pub found: Vec<Found>,
    /// The account that was shared, oldest first.
    pub account: Vec<(Timestamp, String)>,
    /// What was asked for.
    pub asked: Vec<EvidenceRequest>,
    /// The matter.
    pub on: OnTheDesk,
    /// Whether the reader sits on a body that decides it, and so may ask for evidence.
    pub may_ask: bool,
}

/// Puts a case on the desk of whoever decides this matter: signs, account, what was asked for, votes.
pub async fn open(ctx: &mut Ctx, case: CaseId, about: &About) -> Result<Desk, AppError> {
    let permit = ctx.permit_on::<act::Decide>(case).await?;
    let wanted: Vec<Compartment> = [Compartment::Core, Compartment::Narrative]
        .into_iter()
        .filter(|one| permit.compartments().has(*one))
        .collect();
    let recorded = ctx.record(&permit, note().opening(&wanted)).await?;
    let plain = cases::plain(&mut ctx.tx, &permit).await?;
    let core: Core = ctx.open(&permit, &recorded, Compartment::Core).await?.ok_or(AppError::NotFound)?;
    let mut notes = Notes::default();
    if wanted.contains(&Compartment::Narrative) {
        notes = ctx.open(&permit, &recorded, Compartment::Narrative).await?.unwrap_or_default();
    }
    let (now, reader) = (ctx.now(), ctx.author().await?);
    let profile = ctx.profile_of(core.status.profile()).await?;
    let on = on_the_desk(&core, &profile, about, &reader, now).ok_or(AppError::NotFound)?;
    let course = Course::of(&core, &profile, Audience::Bench, reader.user, now);
    let may_ask = Decider::of(&Author::Person(reader), &profile, &on.matter).is_ok();
    Ok(Desk {
        plain,
        found: course.screenings.iter().map(|seen| found(ctx, seen)).collect(),
        course,
        account: notes.notes.into_iter().map(|note| (note.at, note.text.into_exposed())).collect(),
        asked: core.status.evidence_requests().to_vec(),
        on,
        may_ask,
    })
}

fn found(ctx: &Ctx, seen: &ScreeningSeen) -> Found {
    let compiled = ctx.app.0.instruments.get(&seen.asked.instrument).ok();
    let sign = |code: &String| {
        let instrument = compiled.as_ref().map(|compiled| compiled.instrument());
        let known = instrument.and_then(|all| all.indicators.iter().find(|one| one.code == *code));
        let source = known.and_then(|known| {
            instrument.and_then(|all| all.sources.iter().find(|source| source.key == known.source))
        });
        Sign {
            code: code.clone(),
            words: known.map(|known| known.label.clone()),
            source: source.map(|source| source.title.clone()),
        }
    };
    Found { signs: seen.signs.iter().map(sign).collect(), seen: seen.clone() }
}

fn on_the_desk(
    core: &Core,
    profile: &Profile,
    about: &About,
    reader: &Member,
    now: Timestamp,
) -> Option<OnTheDesk> {
    let status = &core.status;
    let (matter, bench, standard) = match about {
        About::Stage(code) => {
            let stage = profile.stage(code)?;
            (Matter::Stage(code.clone()), &stage.bench, Some(stage.standard.clone()))
        }
        About::Challenge(id) => {
            let rule = status.challenges().iter().find(|one| one.id == *id)?.rule.clone();
            let bench = &profile.challenge(&rule)?.bench;
            (Matter::Challenge(rule, *id), bench, None)
        }
    };
    if !sits_on(profile, bench, reader) {
        return None;
    }
    let sitting = core.sittings.iter().find(|sitting| *sitting.matter() == matter);
    let votes = sitting.map(|sitting| sitting.votes().to_vec()).unwrap_or_default();
    let taken = |seat: &&String| !votes.iter().any(|vote| vote.seat.as_ref() == Some(seat));
    let asked = |request: &&EvidenceRequest| match &matter {
        Matter::Stage(stage) => request.stage == *stage && request.at >= status.recognition().since,
        Matter::Challenge(..) => true,
    };
    let lapsed = status.evidence_requests().iter().rev().find(asked);
    Some(OnTheDesk {
        kind: bench.kind,
        standard,
        free_seats: bench.seats.iter().filter(taken).cloned().collect(),
        quorum: bench.quorum.max(1),
        is_open: sitting.is_some(),
        has_voted: votes.iter().any(|vote| vote.user == reader.user),
        may_lack_information: lapsed.is_some_and(|request| request.due.at <= now),
        votes,
        matter,
    })
}

/// A way to challenge the refusal, as a letter names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayOpen {
    /// The profile's code.
    pub rule: String,
    /// Its kind.
    pub kind: ChallengeKind,
    /// Grounds that the law names; any will do where it names none.
    pub grounds: Vec<String>,
    /// The first instant at which it is too late; nothing until the refusal was told.
    pub until: Option<Timestamp>,
    /// Reasons for which a late one is heard.
    pub late_because: Vec<String>,
    /// Whether the actor's role may bring it.
    pub is_mine: bool,
}

/// What a letter about a decision says. It holds no name: the reference alone leads to the case.
pub struct Letter {
    /// The case.
    pub case: CaseId,
    /// Whether it goes to whoever speaks for a child.
    pub child: bool,
    /// What was decided; votes are left out.
    pub record: DecisionRecord,
    /// Who decided, as the law calls them.
    pub bodies: Vec<String>,
    /// The standard of proof.
    pub standard: Option<String>,
    /// The language that the person understands best.
    pub language: Option<Language>,
    /// Where a refusal stands, if it is one.
    pub refusal: Option<Refusal>,
    /// The ways to challenge it.
    pub ways: Vec<WayOpen>,
}

/// Writes the letter about a decision.
pub async fn letter(ctx: &mut Ctx, case: CaseId, decision: DecisionId) -> Result<Letter, AppError> {
    let (core, profile, reader, audience) = read(ctx, case).await?;
    if audience == Audience::Service {
        return Err(AppError::NotFound);
    }
    let status = &core.status;
    let found = status.decisions().iter().find(|record| record.id == decision);
    let mut record = found.ok_or(AppError::NotFound)?.clone();
    let mut bodies: Vec<String> = Vec::new();
    for vote in std::mem::take(&mut record.votes) {
        let title = profile.bodies().get(&vote.body).map_or(vote.body, |body| body.title.clone());
        if !bodies.contains(&title) {
            bodies.push(title);
        }
    }
    record.stepped_aside.clear();
    let standard = match &record.matter {
        Matter::Stage(code) => profile.stage(code).map(|stage| stage.standard.clone()),
        Matter::Challenge(..) => None,
    };
    let refusal = status.refusals().iter().find(|refusal| refusal.decision == decision).cloned();
    Ok(Letter {
        case,
        child: status.age().is_treated_as_child(),
        ways: refusal.as_ref().map(|refusal| ways(&profile, refusal, &reader)).unwrap_or_default(),
        record,
        bodies,
        standard,
        language: core.contact.languages.first().cloned(),
        refusal,
    })
}

/// The refusal that stands on a case, and what can be done about it.
pub struct Stands {
    /// The refusal.
    pub refusal: Refusal,
    /// Whether the person is treated as a child: nothing is served on a child.
    pub child: bool,
    /// The ways to challenge it that nobody has taken yet.
    pub ways: Vec<WayOpen>,
    /// Challenges that are undecided.
    pub undecided: Vec<Challenge>,
}

/// Reads the refusal that stands.
pub async fn refusal(ctx: &mut Ctx, case: CaseId) -> Result<Stands, AppError> {
    let (core, profile, reader, audience) = read(ctx, case).await?;
    if audience == Audience::Service {
        return Err(AppError::NotFound);
    }
    let status = &core.status;
    let refusal = status.refusal().ok_or(AppError::NotFound)?.clone();
    let ways = ways_of(&core, &profile, &reader);
    let mine = status.challenges().iter().filter(|one| one.of == refusal.decision);
    let undecided = mine.filter(|one| one.state == ChallengeState::Sent).cloned().collect();
    Ok(Stands { child: status.age().is_treated_as_child(), ways, undecided, refusal })
}

/// The ways to challenge the refusal that stands, if one does, which nobody has taken yet.
pub(crate) fn ways_of(core: &Core, profile: &Profile, reader: &Member) -> Vec<WayOpen> {
    let Some(refusal) = core.status.refusal() else { return Vec::new() };
    let taken = |rule: &str| {
        core.status.challenges().iter().any(|one| one.of == refusal.decision && one.rule == rule)
    };
    ways(profile, refusal, reader).into_iter().filter(|way| !taken(&way.rule)).collect()
}

async fn read(
    ctx: &mut Ctx,
    case: CaseId,
) -> Result<(Core, std::sync::Arc<Profile>, Member, Audience), AppError> {
    let permit = ctx.permit_on::<act::ReadCase>(case).await?;
    let note = Note::because("formal_identification", "public_task").opening(&[Compartment::Core]);
    if !permit.compartments().has(Compartment::Core) {
        return Err(AppError::NotFound);
    }
    let recorded = ctx.record(&permit, note).await?;
    let plain = cases::plain(&mut ctx.tx, &permit).await?;
    let core: Core = ctx.open(&permit, &recorded, Compartment::Core).await?.ok_or(AppError::NotFound)?;
    let profile = ctx.profile_of(core.status.profile()).await?;
    let reader = ctx.author().await?;
    let audience = Audience::of(&reader, plain.owner, &profile);
    Ok((core, profile, reader, audience))
}

fn ways(profile: &Profile, refusal: &Refusal, reader: &Member) -> Vec<WayOpen> {
    let seen = |way: &havenward_domain::challenge::Way| {
        let rule = profile.challenge(&way.rule)?;
        Some(WayOpen {
            rule: way.rule.clone(),
            kind: rule.kind,
            grounds: rule.grounds.clone(),
            until: way.deadline.map(|due| due.at),
            late_because: rule.extendable_when.clone(),
            is_mine: rule.who_may.contains(&reader.role),
        })
    };
    refusal.ways.iter().filter_map(seen).collect()
}

/// The challenge that an id in a path names, or the stage that a code names.
pub fn about(text: &str) -> About {
    text.parse::<ChallengeId>().map_or_else(|_| About::Stage(text.to_owned()), About::Challenge)
}

/// What was asked for, as it was written.
pub fn asked_words(request: &EvidenceRequest) -> impl Iterator<Item = &str> {
    request.asked_for.iter().map(Words::read)
}
