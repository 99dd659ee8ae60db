//! Working on a case: the frame that every act of the story fills.
//!
//! `work_on` asks for the permit, writes the entry and opens the core; the act applies a rule of the
//! domain to it; `save` seals it again and writes the plain columns, clocks and tasks that follow.

use std::sync::Arc;

use havenward_domain::access::{Act, Holder, Permit};
use havenward_domain::author::{self, MoveReason};
use havenward_domain::coded::Coded;
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{CaseId, UnitId};
use havenward_domain::profile::Profile;
use havenward_domain::status::{Done, FollowUp, NotMoved, Position, Status, Track};
use havenward_domain::transfer;
use havenward_domain::words::Words;
use havenward_store::cases::{self, CaseRow, Positions};
use havenward_store::tasks::{self, Task};
use havenward_store::{clocks, units};
use jiff::{SignedDuration, Timestamp};

use crate::file::Core;
use crate::keys::Opened;
use crate::{AppError, Ctx, Note, Recorded, answers, grants, statistics};

/// A case on the table: permitted, recorded, its core open.
pub struct Work<A: Act> {
    /// What allows it.
    pub permit: Permit<A>,
    /// The entry that tells of it.
    pub recorded: Recorded,
    /// The plain columns.
    pub plain: CaseRow,
    /// The rules under which the case began.
    pub profile: Arc<Profile>,
    core: Opened<Core>,
    tasks: Vec<(String, UnitId, SignedDuration)>,
    done: Vec<&'static str>,
}

impl<A: Act> Work<A> {
    /// The core.
    pub fn core(&self) -> &Core {
        &self.core.body
    }

    /// The core, to be changed.
    pub fn core_mut(&mut self) -> &mut Core {
        &mut self.core.body
    }

    /// The core, to be changed, beside what allows it.
    pub(crate) fn permit_and_core(&mut self) -> (&Permit<A>, &mut Core) {
        (&self.permit, &mut self.core.body)
    }

    /// Asks the owner of the case to do something within a time.
    pub fn ask(&mut self, kind: impl Into<String>, within: SignedDuration) {
        self.tasks.push((kind.into(), self.plain.owner, within));
    }

    /// Closes what earlier acts asked for under this code: the act does it.
    pub fn settle(&mut self, kind: &'static str) {
        self.done.push(kind);
    }

    /// Asks a unit to do something within a time.
    pub fn ask_unit(&mut self, unit: UnitId, kind: impl Into<String>, within: SignedDuration) {
        self.tasks.push((kind.into(), unit, within));
    }

    /// Moves a track by a rule of the domain: the new status is kept, and what follows becomes tasks.
    pub fn move_status(
        &mut self,
        rule: impl FnOnce(Status, &Profile) -> Result<Done, NotMoved>,
    ) -> Result<(), AppError> {
        let done = rule(self.core.body.status.clone(), &self.profile)?;
        self.core.body.status = done.status;
        for follow in done.follow.into_iter().filter(|follow| !is_done_by_software(*follow)) {
            self.ask(follow.code(), within(follow));
        }
        Ok(())
    }
}

/// The owner's access is renewed with each act; a case left alone for a year closes to everybody.
pub(crate) const OWNER_ACCESS: SignedDuration = SignedDuration::from_hours(24 * 365);

/// Says whether the software itself has done what follows by the time the act is kept: clocks run from the
/// status, and a refusal is not taken without its list of missing evidence. Nobody is asked for these.
fn is_done_by_software(follow: FollowUp) -> bool {
    matches!(
        follow,
        FollowUp::StartChallengeClock
            | FollowUp::StartDecisionClock
            | FollowUp::StartReflection
            | FollowUp::ListMissingEvidence
    )
}

/// What follows from a move is done within a day, and at once where a child or a missing person waits.
fn within(follow: FollowUp) -> SignedDuration {
    match follow {
        FollowUp::MissingProtocol
        | FollowUp::CallChildDutyOfficer
        | FollowUp::CallChildProtection
        | FollowUp::AskEmergencyGuardian
        | FollowUp::StepsAgreedAtIntake => SignedDuration::ZERO,
        _ => SignedDuration::from_hours(24),
    }
}

impl From<NotMoved> for AppError {
    fn from(refusal: NotMoved) -> Self {
        Self::refused(refusal.code(), refusal.to_string())
    }
}

impl Ctx {
    /// Puts a case on the table: permission, entry, then the core.
    ///
    /// `note` says why; that the core is opened, and which case it is, is added here.
    pub async fn work_on<A: Act>(&mut self, case: CaseId, note: Note) -> Result<Work<A>, AppError> {
        self.work_on_with(case, note, &[]).await
    }

    /// The same, with further compartments named in the entry so that they can be opened.
    pub async fn work_on_with<A: Act>(
        &mut self,
        case: CaseId,
        note: Note,
        more: &[Compartment],
    ) -> Result<Work<A>, AppError> {
        let permit = self.permit_on::<A>(case).await?;
        let opening = [&[Compartment::Core], more].concat();
        let recorded = self.record(&permit, note.opening(&opening)).await?;
        let mut core: Opened<Core> = self
            .open_existing(&permit, &recorded, Compartment::Core)
            .await?
            .ok_or(AppError::Internal("a case without its core"))?;
        let plain = cases::plain(&mut self.tx, &permit).await?;
        let profile = self.profile_of(core.body.status.profile()).await?;
        if self.actor().unit() == Some(plain.owner) {
            answers::take_in(self, &permit, &mut core.body, &profile).await?;
        }
        Ok(Work { permit, recorded, plain, profile, core, tasks: Vec::new(), done: Vec::new() })
    }

    /// Reads the core of a case for an act that changes nothing: the entry first, then the core.
    pub(crate) async fn core_of<A: Act>(&mut self, permit: &Permit<A>, note: Note) -> Result<Core, AppError> {
        let recorded = self.record(permit, note.opening(&[Compartment::Core])).await?;
        let core = self.open(permit, &recorded, Compartment::Core).await?;
        core.ok_or(AppError::Internal("a case without its core"))
    }

    /// Puts a changed case back: core sealed, plain columns, clocks and tasks written.
    ///
    /// Gives back permit and entry for what must come after, such as making new keys.
    pub async fn save<A: Act>(&mut self, work: Work<A>) -> Result<(Permit<A>, Recorded), AppError> {
        let Work { permit, recorded, plain, profile, mut core, tasks, done } = work;
        statistics::follow(self, &permit, &profile, &mut core.body).await?;
        self.put_back(&permit, Compartment::Core, &core).await?;
        let status = &core.body.status;
        let child = status.age().is_treated_as_child();
        let positions = positions(status, plain.opened_at);
        cases::save(&mut self.tx, &permit, child, plain.urgency, &positions).await?;
        let carries = self.actor().unit() == Some(plain.owner) && self.member().is_ok();
        if carries {
            // A case that is worked on stays with those who work on it.
            let until = self.now() + OWNER_ACCESS;
            cases::renew_access(&mut self.tx, &permit, Holder::Unit(plain.owner), until).await?;
        }
        let mut running = running(status, &profile, self.now());
        running.extend(crate::offences::next_hearing(&core.body, &profile, self.now()));
        running.extend(answers::owed_by(&core.body, &profile));
        clocks::replace(&mut self.tx, &permit, &running).await?;
        let now = self.now();
        tasks::settle_clocks(&mut self.tx, &permit, now).await?;
        for kind in done {
            tasks::overtake(&mut self.tx, &permit, kind, now).await?;
        }
        for (kind, unit, within) in tasks {
            // Whoever carries the case has what her unit is asked for.
            let assignee = transfer::carrier(&core.body.transfers).filter(|_| unit == plain.owner);
            let task = self.task(Some(plain.id), unit, kind, within);
            tasks::insert(&mut self.tx, &Task { assignee, ..task }).await?;
        }
        if carries {
            grants::make_what_is_asked(self, &permit).await?;
        }
        Ok((permit, recorded))
    }

    /// Makes a task for a unit.
    pub(crate) async fn make_task(
        &mut self,
        case: Option<CaseId>,
        unit: UnitId,
        kind: String,
        within: SignedDuration,
    ) -> Result<(), AppError> {
        let task = self.task(case, unit, kind, within);
        Ok(tasks::insert(&mut self.tx, &task).await?)
    }

    fn task(&self, case: Option<CaseId>, unit: UnitId, kind: String, within: SignedDuration) -> Task {
        let now = self.now();
        Task { id: self.draw(), case, unit, assignee: None, kind, made_at: now, due_at: now + within }
    }

    /// The actor as the domain names whoever moves a track.
    pub async fn author(&mut self) -> Result<author::Member, AppError> {
        let member = self.member()?;
        let unit = units::facts(&mut self.tx, member.unit).await?.ok_or(AppError::NotFound)?;
        Ok(author::Member { user: member.user, role: member.role, unit: member.unit, body: Some(unit.body) })
    }

    /// An act of the actor, now.
    pub async fn act(&mut self, reason: MoveReason, words: Option<Words>) -> Result<author::Act, AppError> {
        let by = self.author().await?;
        Ok(author::Act { words, ..author::Act::of(by, reason, self.now()) })
    }
}

/// The plain positions of a status.
pub(crate) fn positions(status: &Status, opened_at: Timestamp) -> Positions {
    let since = |track: Track| {
        status.history().iter().rev().find(|moved| moved.track() == track).map_or(opened_at, |moved| moved.at)
    };
    let at = |position: Position, code: &str| (code.to_owned(), since(position.track()));
    let recognition = status.recognition().position;
    Positions {
        recognition: at(Position::Recognition(recognition), recognition.code()),
        support: at(Position::Support(status.support()), status.support().code()),
        whereabouts: at(Position::Whereabouts(status.whereabouts()), status.whereabouts().code()),
        age: at(Position::Age(status.age()), status.age().code()),
    }
}

/// The running clocks of a status as rows.
pub(crate) fn running(status: &Status, profile: &Profile, now: Timestamp) -> Vec<(String, Timestamp)> {
    let mut clocks: Vec<(String, Timestamp)> =
        status.running_clocks(profile, now).into_iter().map(|clock| (clock.code, clock.due.at)).collect();
    clocks.sort();
    clocks.dedup_by(|a, b| a.0 == b.0);
    clocks
}
