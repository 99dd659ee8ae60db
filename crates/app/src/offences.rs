//! Non-punishment: what an authority has already alleged, by reference, with an alarm before each moment.
//!
//! There is no room for an account here: what the person says about acts of her own goes to her lawyer's
//! compartment. How a notice is signed, released and read is in [`crate::notices`].

use havenward_domain::access::{Act, act};
use havenward_domain::author::MoveReason;
use havenward_domain::coded::Coded;
use havenward_domain::id::{CaseId, OffenceId, UnitId};
use havenward_domain::offence::{
    Alarm, Allegation, Decided, Grounds, Identification, Moment, Offence, Outcome,
};
use havenward_domain::proceedings::Proceedings;
use havenward_domain::profile::Profile;
use havenward_domain::recognition::Recognition;
use havenward_domain::status::FollowUp;
use havenward_store::{tasks, units};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::file::Core;
use crate::plans::until;
use crate::work::Work;
use crate::{AppError, Ctx, Note, Why};

/// A moment of the proceedings is near from this many days before (our decision: time for a lawyer to be
/// found and a notice to be signed).
pub const ALARM_DAYS: i32 = 14;
/// The question of trafficking comes before the charge: it is asked within a day.
const CHECK_WITHIN: SignedDuration = SignedDuration::from_hours(24);
/// The clock of the next moment.
const HEARING: &str = "hearing";
/// Records of one case.
const MOST: usize = 100;

/// What is recorded.
pub struct NewOffence {
    /// What an authority alleges, by reference.
    pub allegation: Allegation,
    /// How the request is argued.
    pub grounds: Grounds,
    /// The unit of the authority here, to which the notice goes once it is released; none if on paper.
    pub notice_to: Option<UnitId>,
}

/// Records an offence that an authority has already alleged.
pub async fn record(ctx: &mut Ctx, case: CaseId, new: NewOffence) -> Result<OffenceId, AppError> {
    let mut work = on_the_table(ctx, case).await?;
    if let Some(unit) = new.notice_to {
        let found = units::facts(&mut ctx.tx, unit).await?;
        if found.is_none_or(|unit| unit.public_key.is_none()) {
            return Err(AppError::invalid("notice_to", "name a unit that holds a key, or leave it out"));
        }
    }
    if work.core().offences.len() >= MOST {
        return Err(AppError::refused("offence.full", format!("no more than {MOST} records fit here")));
    }
    let id: OffenceId = ctx.draw();
    let offence = Offence::record(id, new.allegation, new.grounds);
    step(ctx, &mut work, id, offence.allegation().stage).await?;
    if offence.is_found_late() {
        work.ask("non_punishment_found_late", CHECK_WITHIN);
    }
    work.core_mut().offences.push(offence);
    if let Some(unit) = new.notice_to {
        work.core_mut().notices_to.insert(id, unit);
    }
    ctx.save(work).await?;
    Ok(id)
}

/// The proceedings have moved on; if nobody has decided on identification, that is asked for at once.
pub async fn at_stage(
    ctx: &mut Ctx,
    case: CaseId,
    id: OffenceId,
    stage: Proceedings,
) -> Result<(), AppError> {
    let mut work = on_the_table(ctx, case).await?;
    change(work.core_mut(), id, |offence| Ok(offence.at_stage(stage)))?;
    step(ctx, &mut work, id, stage).await?;
    ctx.save(work).await?;
    Ok(())
}

/// Notes the date of a moment of the proceedings. The alarm before it becomes a task.
pub async fn set_date(
    ctx: &mut Ctx,
    case: CaseId,
    id: OffenceId,
    moment: Moment,
    on: Date,
) -> Result<(), AppError> {
    let mut work = on_the_table(ctx, case).await?;
    let now = ctx.now();
    if on < work.profile.calendar().date_of(now) {
        return Err(AppError::invalid("on", "give today or a later day; use the stage for what has passed"));
    }
    change(work.core_mut(), id, |offence| Ok(offence.with_date(moment, on)))?;
    let lead = SignedDuration::from_hours(24 * i64::from(ALARM_DAYS));
    let within = until(&work.profile, on, now)?.saturating_sub(lead).max(SignedDuration::ZERO);
    work.ask(alarm_task(moment), within);
    ctx.save(work).await?;
    Ok(())
}

/// The request is argued anew, such as after a decision on status.
pub async fn change_grounds(
    ctx: &mut Ctx,
    case: CaseId,
    id: OffenceId,
    grounds: Grounds,
) -> Result<(), AppError> {
    let mut work = on_the_table(ctx, case).await?;
    change(work.core_mut(), id, |offence| {
        if offence.notice().may_be_sent() {
            return Err(AppError::refused(
                "notice.released",
                "the notice has been released with other grounds; record a new one",
            ));
        }
        Ok(offence.with_grounds(grounds))
    })?;
    ctx.save(work).await?;
    Ok(())
}

/// Records what the authority decided. Proceedings that it gives up are over.
pub async fn decide(ctx: &mut Ctx, case: CaseId, id: OffenceId, decided: Decided) -> Result<(), AppError> {
    let mut work = on_the_table(ctx, case).await?;
    let outcome = decided.outcome;
    let mut ends = false;
    change(work.core_mut(), id, |offence| {
        ends = outcome == Outcome::Granted && offence.grounds().request.ends_proceedings();
        let stage = if ends { Proceedings::Ended } else { offence.allegation().stage };
        Ok(offence.decide(decided).at_stage(stage))
    })?;
    if ends {
        step(ctx, &mut work, id, Proceedings::Ended).await?;
    }
    let is_last = work.core().offences.iter().all(|offence| offence.decided().is_some());
    if is_last {
        let now = ctx.now();
        let check = FollowUp::CheckNonPunishment.code();
        tasks::overtake(&mut ctx.tx, &work.permit, check, now).await?;
        for moment in Moment::ALL {
            tasks::overtake(&mut ctx.tx, &work.permit, &alarm_task(*moment), now).await?;
        }
    }
    ctx.save(work).await?;
    Ok(())
}

/// A record with what is near.
pub struct Read {
    /// The record.
    pub offence: Offence,
    /// Moments that come near.
    pub alarms: Vec<Alarm>,
    /// To which unit its notice goes.
    pub notice_to: Option<UnitId>,
}

/// Reads the records of a case.
pub async fn list(ctx: &mut Ctx, case: CaseId) -> Result<Vec<Read>, AppError> {
    let permit = ctx.permit_on::<act::ReadCase>(case).await?;
    let core = ctx.core_of(&permit, Note::because("non_punishment", "public_task")).await?;
    let profile = ctx.profile_of(core.status.profile()).await?;
    let today = profile.calendar().date_of(ctx.now());
    let identification = identification(&core);
    let read = |offence: Offence| Read {
        alarms: offence.alarms(identification, ALARM_DAYS, today),
        notice_to: core.notices_to.get(&offence.id()).copied(),
        offence,
    };
    Ok(core.offences.iter().cloned().map(read).collect())
}

async fn on_the_table(ctx: &mut Ctx, case: CaseId) -> Result<Work<act::RecordOffence>, AppError> {
    ctx.work_on(case, Note::because("non_punishment", "public_task").about("offence", "change")).await
}

/// Changes one record in place.
pub(crate) fn change(
    core: &mut Core,
    id: OffenceId,
    rule: impl FnOnce(Offence) -> Result<Offence, AppError>,
) -> Result<(), AppError> {
    let offence = core.offences.iter_mut().find(|one| one.id() == id).ok_or(AppError::NotFound)?;
    *offence = rule(offence.clone())?;
    Ok(())
}

/// Moves track F with the record. What follows, such as the check that comes before the charge, becomes a task;
/// the same stage again changes nothing.
async fn step<A: Act>(
    ctx: &mut Ctx,
    work: &mut Work<A>,
    id: OffenceId,
    to: Proceedings,
) -> Result<(), AppError> {
    if work.core().status.proceedings().get(&id) == Some(&to) {
        return Ok(());
    }
    let act = ctx.act_because(Why::of(MoveReason::LawfulOrder)).await?;
    work.move_status(|status, profile| status.write_proceedings(profile, &act, id, to))
}

fn alarm_task(moment: Moment) -> String {
    format!("non_punishment_{}", moment.code())
}

/// Whether there is a decision on identification that the authority must mind.
pub(crate) fn identification(core: &Core) -> Identification {
    match core.status.recognition().position {
        Recognition::Identified | Recognition::NotRecognised => Identification::Decided,
        _ => Identification::Missing,
    }
}

/// The next moment of any proceedings, as a clock that the ticker can watch.
pub(crate) fn next_hearing(core: &Core, profile: &Profile, now: Timestamp) -> Option<(String, Timestamp)> {
    let today = profile.calendar().date_of(now);
    let identification = identification(core);
    let near = core.offences.iter().flat_map(|one| one.alarms(identification, i32::MAX, today));
    let on = near.map(|alarm| alarm.on).min()?;
    let at = profile.calendar().start_of(on).ok()?;
    Some((HEARING.to_owned(), at))
}
