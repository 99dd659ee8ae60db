//! Track A as people move it: raise, presume, send, stop and resume, a child's path, evidence asked for.
//!
//! Decisions are another noun. Which role may do what is the profile's; what follows becomes tasks.

use havenward_domain::access::{Act, act};
use havenward_domain::author::Author;
use havenward_domain::decision::{Decider, Matter};
use havenward_domain::id::{CaseId, UnitId};
use havenward_domain::profile::{AgreementOf, Decides, Origin, Profile};
use havenward_domain::recognition::{PresumptionGround, Recognition};
use havenward_domain::status::Status;
use havenward_domain::words::Words;
use jiff::{SignedDuration, Timestamp};

use crate::deciding_units::{can_open, choose, let_in};
use crate::decisions::dissolve;
use crate::file::Core;
use crate::why::checked_words;
use crate::{AppError, Ctx, Note, Why, Work};

/// Things asked for at a time.
const MOST_ASKED: usize = 40;

/// Raises recognition: somebody thinks the person may be a victim.
pub async fn raise(ctx: &mut Ctx, case: CaseId, why: Why, origin: Origin) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::Raise>(case, note()).await?;
    let act = ctx.act_because(why).await?;
    work.move_status(|status, profile| status.raise(profile, &act, origin))?;
    dissolve(work.core_mut());
    ctx.save(work).await?;
    Ok(())
}

/// Presumes that the person is a victim, where the profile lets this role do so.
pub async fn presume(
    ctx: &mut Ctx,
    case: CaseId,
    why: Why,
    grounds: &[PresumptionGround],
) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::Presume>(case, note()).await?;
    let act = ctx.act_because(why).await?;
    work.move_status(|status, profile| status.presume(profile, &act, grounds))?;
    settle_screenings(&mut work);
    ctx.save(work).await?;
    Ok(())
}

/// A screening asks for this act; it is done.
fn settle_screenings<A: Act>(work: &mut Work<A>) {
    for kind in ["presume_or_send", "screening_protect_now"] {
        work.settle(kind);
    }
}

/// To whom a case goes.
#[derive(Debug, Clone)]
pub struct Sending {
    /// Why now.
    pub why: Why,
    /// The stage that is to decide, a code of the profile.
    pub stage: String,
    /// The unit that decides, where several could.
    pub unit: Option<UnitId>,
}

/// Sends the case to a deciding body, which sees it from now on.
///
/// A raised case is sent and its clock starts. A case that was sent or presumed before is passed to the
/// body of a further stage: the track stays where it is. The agreement is checked in both cases.
pub async fn send(ctx: &mut Ctx, case: CaseId, sending: Sending) -> Result<(), AppError> {
    let permit = ctx.permit_on::<act::SendToDecide>(case).await?;
    let opening = can_open(&permit);
    let mut work = ctx.work_on_with::<act::SendToDecide>(case, note(), &opening).await?;
    let profile = std::sync::Arc::clone(&work.profile);
    let stage = profile
        .stage(&sending.stage)
        .ok_or_else(|| AppError::invalid("stage", "the profile of this case has no stage with this code"))?;
    let needed = agreement_needed(work.core(), &profile);
    let sight = choose(ctx, work.core(), &stage.bench.bodies, sending.unit, needed).await?;
    let act = ctx.act_because(sending.why).await?;
    if work.core().status.recognition().position == Recognition::Raised {
        if stage.decides == Decides::Recognition {
            return Err(AppError::refused("recognition.other_stage_first", "another stage decides first"));
        }
        work.move_status(|status, profile| status.send(profile, &act, &sight.agreed))?;
    } else {
        check_passing_on(&work.core().status, stage.decides)?;
        if needed != AgreementOf::Nobody && !sight.agreed.contains(&needed) {
            return Err(havenward_domain::status::NotMoved::AgreementMissing.into());
        }
    }
    settle_screenings(&mut work);
    let owner = work.plain.owner;
    if sight.unit != owner && sight.misses_the_account(&opening) {
        work.ask("share_account", SignedDuration::from_hours(24));
    }
    let (permit, recorded) = ctx.save(work).await?;
    let_in(ctx, &permit, &recorded, &sight, owner).await
}

/// Whose agreement sending waits for, as the profile says.
pub(crate) fn agreement_needed(core: &Core, profile: &Profile) -> AgreementOf {
    if core.status.age().is_treated_as_child() {
        profile.child_start().agreement_of
    } else {
        profile.recognition().send.agreement_of_adult
    }
}

fn check_passing_on(status: &Status, decides: Decides) -> Result<(), AppError> {
    match (status.recognition().position, decides) {
        (Recognition::Sent, Decides::Presumption | Decides::Both)
        | (Recognition::Presumed, Decides::Recognition | Decides::Both) => Ok(()),
        _ => Err(havenward_domain::status::NotMoved::NotFromHere.into()),
    }
}

/// Writes that the person stops the procedure; support goes on.
pub async fn stop(ctx: &mut Ctx, case: CaseId, why: Why) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::StopOrResume>(case, note()).await?;
    let act = ctx.act_because(why).await?;
    work.move_status(|status, profile| status.stop(profile, &act))?;
    ctx.save(work).await?;
    Ok(())
}

/// Writes that the person goes on, from where she stopped.
pub async fn resume(ctx: &mut Ctx, case: CaseId, why: Why) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::StopOrResume>(case, note()).await?;
    let act = ctx.act_because(why).await?;
    work.move_status(|status, profile| status.resume(profile, &act))?;
    ctx.save(work).await?;
    Ok(())
}

/// Starts a child's path: the authority for children and an emergency guardian come first.
pub async fn start_child_path(ctx: &mut Ctx, case: CaseId, why: Why) -> Result<(), AppError> {
    let note = Note::because("child_protection", "public_task");
    let mut work = ctx.work_on::<act::StartChildPath>(case, note).await?;
    let act = ctx.act_because(why).await?;
    work.move_status(|status, profile| status.start_child_path(profile, &act))?;
    ctx.save(work).await?;
    Ok(())
}

/// Asks for evidence with a deadline; before it is over, its want is no reason.
pub async fn ask_for_evidence(
    ctx: &mut Ctx,
    case: CaseId,
    stage: &str,
    asked_for: Vec<String>,
) -> Result<(), AppError> {
    if asked_for.len() > MOST_ASKED {
        return Err(AppError::invalid("asked_for", format!("ask for at most {MOST_ASKED} things at a time")));
    }
    let asked_for: Vec<Words> =
        asked_for.into_iter().map(|text| checked_words("asked_for", text)).collect::<Result<_, _>>()?;
    let mut work = ctx.work_on::<act::AskEvidence>(case, note()).await?;
    let author = Author::Person(ctx.author().await?);
    let decider = Decider::of(&author, &work.profile, &Matter::Stage(stage.to_owned()))?;
    let now = ctx.now();
    work.move_status(|status, profile| status.ask_for_evidence(profile, &decider, asked_for, now))?;
    ctx.save(work).await?;
    Ok(())
}

/// Whether the actor may ask for evidence at a stage: the role may, and she sits on a body that decides it.
pub async fn may_ask_for_evidence(ctx: &mut Ctx, case: CaseId, stage: &str) -> Result<(), AppError> {
    ctx.permit_on::<act::AskEvidence>(case).await?;
    let row = crate::cases::line(ctx, case).await?;
    let profile = ctx.profile_of(&row.profile).await?;
    let author = Author::Person(ctx.author().await?);
    Decider::of(&author, &profile, &Matter::Stage(stage.to_owned()))?;
    Ok(())
}

/// A right of the person that lasts for a time, and for which reasons it may last longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MayLast {
    /// The clock, a code of the profile.
    pub clock: String,
    /// When it is over.
    pub due_at: Timestamp,
    /// The reasons that the law lists, codes of the profile.
    pub reasons: Vec<String>,
    /// How often it can still be made longer.
    pub left: u32,
}

/// The rights that last for a time now, as the body that could make them longer reads them.
pub async fn may_last(ctx: &mut Ctx, case: CaseId) -> Result<Vec<MayLast>, AppError> {
    let permit = ctx.permit_on::<act::GiveMoreTime>(case).await?;
    let core = ctx.core_of(&permit, note()).await?;
    let profile = ctx.profile_of(core.status.profile()).await?;
    let (status, now) = (&core.status, ctx.now());
    let of = |clock: &String| {
        let extension = profile.clock(clock)?.extension.as_ref()?;
        let due_at = status.due_of(&profile, clock).ok()?.at;
        let given = status.extensions().iter().filter(|given| given.clock == *clock).count();
        let left = extension.times.saturating_sub(u32::try_from(given).unwrap_or(u32::MAX));
        Some(MayLast { clock: clock.clone(), due_at, reasons: extension.reasons.clone(), left })
    };
    Ok(status.clocks_of_rights(&profile, now).into_iter().filter_map(of).collect())
}

/// Makes a right of the person last longer, for a reason that the law lists: the reflection period unless
/// another clock is named. Only a body that decides does.
pub async fn give_more_time(
    ctx: &mut Ctx,
    case: CaseId,
    clock: Option<&str>,
    reason: &str,
) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::GiveMoreTime>(case, note()).await?;
    let author = Author::Person(ctx.author().await?);
    let child = work.core().status.age().is_treated_as_child();
    let reflection = work.profile.reflection();
    let usual = reflection.child_clock.as_ref().filter(|_| child).unwrap_or(&reflection.clock).clone();
    let clock = clock.unwrap_or(&usual);
    let now = ctx.now();
    work.move_status(|status, profile| status.give_more_time(profile, &author, clock, reason, now))?;
    ctx.save(work).await?;
    Ok(())
}

pub(crate) fn note() -> Note {
    Note::because("formal_identification", "public_task")
}
