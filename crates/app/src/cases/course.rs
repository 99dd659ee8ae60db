//! The course of a case, one reading for each audience.
//!
//! The team sees what was found and what runs; a bench sees signs without a band, since a screen is no
//! reason of a decision, and its own votes; the person and those who stand by her see what was decided and
//! what can be done about it; a service sees sentences and no more.

use havenward_domain::author::Member;
use havenward_domain::best_interests::BestInterests;
use havenward_domain::challenge::{Challenge, Refusal, Standing};
use havenward_domain::clock::Due;
use havenward_domain::decision::{DecisionRecord, Matter, Vote};
use havenward_domain::id::{UnitId, UserId};
use havenward_domain::objection::Objection;
use havenward_domain::profile::{AppliesTo, Profile};
use havenward_domain::role::Role;
use havenward_domain::status::{Extended, Message, RunningClock, Status};
use havenward_screening::{Band, Finding};
use jiff::Timestamp;

use crate::answers;
use crate::file::Core;
use crate::screenings::{Asked, asked};
use crate::told_before::proof;

/// For whom a reading is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Those who carry the case.
    Team,
    /// Members of a deciding body.
    Bench,
    /// The person, and those who stand by her.
    Person,
    /// A service.
    Service,
}

impl Audience {
    /// For whom this reader reads.
    pub fn of(reader: &Member, owner: UnitId, profile: &Profile) -> Self {
        let sits = reader
            .body
            .as_ref()
            .and_then(|body| profile.bodies().get(body))
            .is_some_and(|body| body.roles.contains(&reader.role));
        match reader.role {
            Role::Survivor | Role::Guardian | Role::Advocate | Role::Lawyer => Self::Person,
            _ if reader.unit == owner => Self::Team,
            _ if sits => Self::Bench,
            Role::CompetentAuthority
            | Role::PanelMember
            | Role::PoliceInvestigator
            | Role::Prosecutor
            | Role::ServiceProvider
            | Role::Shelter => Self::Service,
            _ => Self::Team,
        }
    }
}

/// A screening as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreeningSeen {
    /// When, by whom and with what.
    pub asked: Asked,
    /// What to do next; never shown to a bench.
    pub band: Option<Band>,
    /// The codes of the signs that are there.
    pub signs: Vec<String>,
    /// How many signs were asked about.
    pub asked_count: u16,
    /// Of how many.
    pub of_count: u16,
}

/// A bench at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BenchAtWork {
    /// On what.
    pub matter: Matter,
    /// How many have voted.
    pub voted: usize,
    /// How many must.
    pub quorum: u32,
    /// The votes; for the bench alone.
    pub votes: Vec<Vote>,
}

/// A decision as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionSeen {
    /// The decision, its votes only for a bench.
    pub record: DecisionRecord,
}

/// A refusal with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalSeen {
    /// The refusal.
    pub refusal: Refusal,
    /// Where it stands; nothing once it was lifted.
    pub standing: Option<Standing>,
}

/// Something the person has a right to now, as the profile of the case says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Right {
    /// The profile's code.
    pub code: String,
    /// The code of the service that gives it.
    pub service: String,
    /// For whom it is.
    pub applies_to: AppliesTo,
    /// Until when, if a clock bounds it that has begun.
    pub until: Option<Due>,
}

/// The course of a case for one audience. What it may not see is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// For whom.
    pub audience: Audience,
    /// Where the case stands, in sentences.
    pub sentences: Vec<Message>,
    /// Clocks that run.
    pub clocks: Vec<RunningClock>,
    /// What the person has a right to now.
    pub rights: Vec<Right>,
    /// More time that was given, oldest first.
    pub extensions: Vec<Extended>,
    /// Whether questions may be asked: the person was told before and said yes.
    pub may_ask: bool,
    /// Screenings, the latest first.
    pub screenings: Vec<ScreeningSeen>,
    /// Benches at work.
    pub sittings: Vec<BenchAtWork>,
    /// Decisions, oldest first.
    pub decisions: Vec<DecisionSeen>,
    /// Refusals, oldest first.
    pub refusals: Vec<RefusalSeen>,
    /// Challenges, oldest first.
    pub challenges: Vec<Challenge>,
    /// What a child's guardian objects to, oldest first; a guardian sees her own.
    pub objections: Vec<Objection>,
    /// What a child's guardian says is best, oldest first; a guardian sees her own.
    pub best_interests: Vec<BestInterests>,
}

impl Course {
    /// Reads the course of a case for one audience.
    pub fn of(core: &Core, profile: &Profile, audience: Audience, reader: UserId, now: Timestamp) -> Self {
        let status = &core.status;
        let mut course = Self {
            audience,
            sentences: status.describe(profile, now),
            clocks: Vec::new(),
            rights: Vec::new(),
            extensions: Vec::new(),
            may_ask: false,
            screenings: Vec::new(),
            sittings: Vec::new(),
            decisions: Vec::new(),
            refusals: Vec::new(),
            challenges: Vec::new(),
            objections: Vec::new(),
            best_interests: Vec::new(),
        };
        if audience == Audience::Service {
            return course;
        }
        let bench = audience == Audience::Bench;
        course.clocks = status.running_clocks(profile, now);
        // What she asked for is between her and those who carry the case.
        course.clocks.extend(answers::owed(core, profile).filter(|_| audience == Audience::Team));
        course.rights = rights(status, profile, now);
        course.extensions = status.extensions().to_vec();
        course.decisions = status.decisions().iter().map(|record| decision(record, bench)).collect();
        course.refusals = status.refusals().iter().map(|refusal| refused(core, refusal, now)).collect();
        course.challenges = status.challenges().to_vec();
        // The child may read her own record beside somebody else: what a guardian wrote is the guardian's to tell.
        let may_read = |by: UserId| audience != Audience::Person || by == reader;
        course.objections = core.objections.iter().filter(|one| may_read(one.by)).cloned().collect();
        course.best_interests = core.best_interests.iter().filter(|one| may_read(one.by)).cloned().collect();
        if audience == Audience::Person {
            return course;
        }
        course.may_ask = proof(core).is_ok();
        course.screenings = screenings(core, reader, now, bench);
        course.sittings = sittings(core, bench);
        course
    }
}

fn rights(status: &Status, profile: &Profile, now: Timestamp) -> Vec<Right> {
    // Nationality is no part of a status: a right of some people only is shown with whose it is.
    let all = status.entitlements(profile, AppliesTo::ForeignNationals, now);
    all.into_iter()
        .map(|(code, right)| Right {
            code: code.clone(),
            service: right.service.clone(),
            applies_to: right.applies_to,
            until: right.clock.as_ref().and_then(|clock| status.due_of(profile, clock).ok()),
        })
        .collect()
}

fn screenings(core: &Core, reader: UserId, now: Timestamp, bench: bool) -> Vec<ScreeningSeen> {
    let seen = |(asked, finding): (Asked, &Finding)| ScreeningSeen {
        asked,
        band: Some(finding.band).filter(|_| !bench),
        signs: finding.indicators.iter().map(|sign| sign.code.clone()).collect(),
        asked_count: finding.asked,
        of_count: finding.of,
    };
    let findings = core.screenings.iter().rev().map(|screening| &screening.finding);
    asked(core, reader, now).into_iter().zip(findings).map(seen).collect()
}

fn sittings(core: &Core, bench: bool) -> Vec<BenchAtWork> {
    core.sittings
        .iter()
        .map(|sitting| BenchAtWork {
            matter: sitting.matter().clone(),
            voted: sitting.votes().len(),
            quorum: sitting.quorum(),
            votes: if bench { sitting.votes().to_vec() } else { Vec::new() },
        })
        .collect()
}

fn decision(record: &DecisionRecord, bench: bool) -> DecisionSeen {
    let mut record = record.clone();
    if !bench {
        record.votes.clear();
        record.stepped_aside.clear();
    }
    DecisionSeen { record }
}

fn refused(core: &Core, refusal: &Refusal, now: Timestamp) -> RefusalSeen {
    let stands = refusal.lifted_at.is_none();
    let standing = stands.then(|| refusal.standing(core.status.challenges(), now));
    RefusalSeen { refusal: refusal.clone(), standing }
}
