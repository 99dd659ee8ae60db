//! The notice to an authority: released by the person with her lawyer, read by that authority and
//! nothing else with it.
//!
//! A released notice is sealed as a package to the unit of the authority, and that unit is given an
//! access to the case that opens no compartment: its members find the notice and nothing beside it.

use havenward_domain::access::{Act, Grant, Holder, act};
use havenward_domain::age_band::Minor;
use havenward_domain::compartment::Compartments;
use havenward_domain::id::{CaseId, OffenceId};
use havenward_domain::offence::{Allegation, Grounds, Notice, NoticeError, Offence, Signatory, Signature};
use havenward_domain::role::Role;
use havenward_store::cases::{self, Access};
use havenward_store::notice_packages::{self, Package};
use havenward_store::tasks;
use havenward_vault::place::Place;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::keys::json;
use crate::offences::change;
use crate::work::Work;
use crate::{AppError, Ctx, Note};

/// How long an authority can read a released notice.
const READABLE_FOR: SignedDuration = SignedDuration::from_hours(24 * 365);
/// The authority is asked to read it within a day.
const READ_WITHIN: SignedDuration = SignedDuration::from_hours(24);
/// Notices listed at a time.
const PAGE: i64 = 200;

/// A notice as the authority reads it. It names the person by the authority's own file and no other way.
#[derive(Serialize, Deserialize)]
pub struct Released {
    /// What is alleged, by reference.
    pub allegation: Allegation,
    /// How the request is argued, and what is asked for.
    pub grounds: Grounds,
    /// The law on not punishing the person.
    pub law: String,
    /// When it was released.
    pub released_at: Timestamp,
}

impl From<NoticeError> for AppError {
    fn from(error: NoticeError) -> Self {
        let code = match error {
            NoticeError::NotASignatory => "notice.not_a_signatory",
            NoticeError::SameSignatory => "notice.same_signatory",
            NoticeError::AlreadyReleased => "notice.released",
            NoticeError::NoLaw => "notice.no_law",
        };
        Self::refused(code, error.to_string())
    }
}

/// Signs a notice in the actor's own capacity: the person, her guardian, her lawyer; or writes down, as a worker
/// who stands by her, that she says yes. The second signature releases it. Tells whether it is released.
pub async fn sign(ctx: &mut Ctx, case: CaseId, id: OffenceId) -> Result<bool, AppError> {
    let mut work: Work<act::SignNotice> = on_the_table(ctx, case, id, "agreement").await?;
    let member = ctx.member()?;
    let signatory = match member.role {
        Role::Lawyer => Signatory::Lawyer,
        Role::Guardian => Signatory::Guardian,
        Role::Survivor => Signatory::Person,
        // The permit lets nobody come this far who may not witness her word.
        _ => Signatory::PersonWitnessed,
    };
    let signature = Signature { signatory, user: member.user, at: ctx.now() };
    let is_child = work.core().status.age().is_treated_as_child();
    let minor = if is_child { Minor::Child } else { Minor::Adult };
    change(work.core_mut(), id, |one| Ok(one.change_notice(|notice| notice.sign(minor, signature))?))?;
    work.settle("draft_non_punishment_notice");
    let released = release_if_due(ctx, &mut work, id, "agreement").await?;
    ctx.save(work).await?;
    Ok(released)
}

/// Takes a first signature back.
pub async fn take_back(ctx: &mut Ctx, case: CaseId, id: OffenceId) -> Result<(), AppError> {
    let mut work: Work<act::SignNotice> = on_the_table(ctx, case, id, "agreement").await?;
    change(work.core_mut(), id, |one| Ok(one.change_notice(Notice::take_back)?))?;
    ctx.save(work).await?;
    Ok(())
}

/// Sends a notice without signatures, where the profile names a law that makes this body notify.
pub async fn notify_by_law(ctx: &mut Ctx, case: CaseId, id: OffenceId) -> Result<(), AppError> {
    let mut work: Work<act::NotifyByLaw> = on_the_table(ctx, case, id, "legal_obligation").await?;
    let author = ctx.author().await?;
    let body = author.body.unwrap_or_default();
    let law = work
        .profile
        .protection()
        .notified_by_law
        .as_ref()
        .filter(|(_, bodies)| bodies.contains(&body))
        .map(|(law, _)| law.clone());
    let now = ctx.now();
    change(work.core_mut(), id, |one| {
        Ok(one.change_notice(|notice| notice.notify_by_law(law.as_deref(), author.user, now))?)
    })?;
    release_if_due(ctx, &mut work, id, "legal_obligation").await?;
    ctx.save(work).await?;
    Ok(())
}

/// Reads a notice: the authority as it was released, those who work with the person also as a draft.
pub async fn read(ctx: &mut Ctx, case: CaseId, id: OffenceId) -> Result<Released, AppError> {
    let member = ctx.member()?;
    if member.role != Role::Prosecutor {
        return read_inside(ctx, case, id).await;
    }
    let permit = ctx.permit_on::<act::ReadNotice>(case).await?;
    let note = Note::because("non_punishment", "public_task").about("notice", id);
    ctx.record(&permit, note).await?;
    let now = ctx.now();
    tasks::overtake(&mut ctx.tx, &permit, "read_notice", now).await?;
    let package = notice_packages::find(&mut ctx.tx, &permit, id, member.unit).await?;
    let package = package.ok_or(AppError::NotFound)?;
    let plain = ctx.unit_keys().await?.open_bytes(&place(id), &package.sealed)?;
    serde_json::from_slice(plain.expose()).map_err(|_| AppError::Internal("notice"))
}

async fn read_inside(ctx: &mut Ctx, case: CaseId, id: OffenceId) -> Result<Released, AppError> {
    let note = Note::because("non_punishment", "public_task").about("notice", id);
    let work: Work<act::ReadNotice> = ctx.work_on(case, note).await?;
    let offence = work.core().offences.iter().find(|one| one.id() == id).ok_or(AppError::NotFound)?;
    Ok(released(offence, &work.profile.protection().non_punishment_law, ctx.now()))
}

/// A notice that was released to the actor's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// The case, a random id.
    pub case: CaseId,
    /// The record.
    pub offence: OffenceId,
    /// When it was released.
    pub released_at: Timestamp,
}

/// Lists the notices that were released to the actor's unit about cases that the actor may know of. Nothing is
/// opened.
pub async fn list(ctx: &mut Ctx) -> Result<Vec<Waiting>, AppError> {
    let permit = ctx.permit_in_unit::<act::ListNotices>()?;
    let now = ctx.now();
    let packages = notice_packages::to_unit(&mut ctx.tx, &permit, now, PAGE).await?;
    let waiting =
        |one: Package| Waiting { case: one.case, offence: one.offence, released_at: one.released_at };
    Ok(packages.into_iter().map(waiting).collect())
}

async fn on_the_table<A: Act>(
    ctx: &mut Ctx,
    case: CaseId,
    id: OffenceId,
    basis: &str,
) -> Result<Work<A>, AppError> {
    ctx.work_on(case, Note::because("non_punishment", basis).about("notice", id)).await
}

/// Seals a notice that may leave the house to the unit it is meant for, and lets that unit find it.
async fn release_if_due<A: Act>(
    ctx: &mut Ctx,
    work: &mut Work<A>,
    id: OffenceId,
    basis: &str,
) -> Result<bool, AppError> {
    let now = ctx.now();
    let offence = work.core().offences.iter().find(|one| one.id() == id).ok_or(AppError::NotFound)?;
    if !offence.notice().may_be_sent() {
        return Ok(false);
    }
    let notice = released(offence, &work.profile.protection().non_punishment_law, now);
    let Some(unit) = work.core().notices_to.get(&id).copied() else {
        // The authority has no unit here: the notice is printed and handed over.
        work.ask("print_notice", READ_WITHIN);
        return Ok(true);
    };
    let (public, version) = ctx.unit_public_key(unit).await?;
    let sealed = public.seal_bytes(&place(id), version, &json(&notice)?);
    let case = work.permit.case().map_err(|_| AppError::Internal("permit"))?;
    let package = Package { offence: id, case, unit, released_at: now, sealed };
    notice_packages::put(&mut ctx.tx, &work.permit, &package).await?;
    let access = Access {
        grant: Grant {
            holder: Holder::Unit(unit),
            compartments: Compartments::NONE,
            expires_at: now + READABLE_FOR,
        },
        purpose: "non_punishment".to_owned(),
        basis: basis.to_owned(),
        agreement: None,
    };
    cases::give_access(&mut ctx.tx, &work.permit, &access).await?;
    work.ask_unit(unit, "read_notice", READ_WITHIN);
    Ok(true)
}

fn released(offence: &Offence, law: &str, now: Timestamp) -> Released {
    let released_at = match offence.notice() {
        Notice::Released { second, .. } => second.at,
        Notice::NotifiedByLaw { at, .. } => *at,
        Notice::Drafted | Notice::Signed { .. } => now,
    };
    Released {
        allegation: offence.allegation().clone(),
        grounds: offence.grounds().clone(),
        law: law.to_owned(),
        released_at,
    }
}

fn place(id: OffenceId) -> Place {
    Place::new("notice_packages", "sealed_notice", id)
}
