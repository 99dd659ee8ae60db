//! Waiting lists: needs for which there is no room, by case; and a word to those who wait when a place opens.
//!
//! In the clear stands only that a case waits, as a task. What it waits for is sealed, so nobody but those who
//! carry the case can say whether a new place fits: they are told that one opened, and look.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::codes::ServiceType;
use havenward_domain::id::{CaseId, ServiceId};
use havenward_domain::service::Service;
use havenward_domain::wait::{self, Wait, WaitEnd};
use havenward_store::tasks::{self, Task};
use havenward_store::{services, waits as rows};
use jiff::{SignedDuration, Timestamp};

use crate::file::Core;
use crate::services::PAGE;
use crate::{AppError, Ctx, Note, Work};

/// The task that says that something waits; it lasts as long as the wait.
pub(crate) const WAITS: &str = "look_for_service";
/// The task that tells a unit that a place has opened somewhere.
const OPENED: &str = "place_opened";
/// Whatever waits is looked at once a week.
pub(crate) const LOOK_AGAIN: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Who waits is looked through within a day after a place opened.
const LOOK_SOON: SignedDuration = SignedDuration::from_hours(24);
/// Cases listed at a time.
const MOST: i64 = 200;
/// Cases opened at a time to see what fits: each leaves its entry.
const MOST_OPENED: usize = 50;

/// A need that waits, with the services that have room for it now.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The need.
    pub wait: Wait,
    /// Services that may have it now, by name.
    pub room: Vec<(ServiceId, String)>,
}

/// A case that waits for something, as its plain task tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseWaits {
    /// The case.
    pub case: CaseId,
    /// Since when.
    pub since: Timestamp,
    /// By when it is looked at again.
    pub look_again: Timestamp,
}

/// Lets a need wait, in an act that found no room for it.
pub(crate) async fn begin<A: Act>(
    ctx: &mut Ctx,
    work: &mut Work<A>,
    need: ServiceType,
    region: havenward_domain::place::Region,
) -> Result<(), AppError> {
    wait::begin(&mut work.core_mut().waits, need, region, ctx.now());
    // Whoever looks for the service is told of a place, whichever unit owns the case.
    let unit = ctx.member()?.unit;
    if !rows::is_waiting(&mut ctx.tx, &work.permit, unit).await? {
        work.ask_unit(unit, WAITS, LOOK_AGAIN);
    }
    Ok(())
}

/// What a case waits for, the longest first, with where there may be room now.
pub async fn of_case(ctx: &mut Ctx, case: CaseId) -> Result<Vec<Waiting>, AppError> {
    let permit = ctx.permit_on::<act::MatchServices>(case).await?;
    let core = ctx.core_of(&permit, Note::because("support", "public_task")).await?;
    let known = services::all(&mut ctx.tx, &permit, PAGE).await?;
    Ok(with_room(&core, &known))
}

fn with_room(core: &Core, known: &[services::ServiceRow]) -> Vec<Waiting> {
    let room = |wait: &Wait| {
        let fits = |row: &&services::ServiceRow| wait.may_end_at(&row.service, &core.referring.avoid);
        known.iter().filter(fits).map(|row| (row.service.id, row.name.clone())).collect()
    };
    core.waits.iter().map(|wait| Waiting { room: room(wait), wait: wait.clone() }).collect()
}

/// Ends the wait of a need.
pub async fn end(ctx: &mut Ctx, case: CaseId, need: ServiceType, how: WaitEnd) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::MatchServices>(case, Note::because("support", "public_task")).await?;
    let now = ctx.now();
    if !wait::end(&mut work.core_mut().waits, need, how, now) {
        return Err(AppError::refused("wait.not_open", "nothing of this kind waits in this case"));
    }
    if !work.core().waits.iter().any(Wait::is_open) {
        work.settle(WAITS);
    }
    ctx.save(work).await?;
    Ok(())
}

/// The cases of the actor's unit that wait and that the actor may know of, the longest first. Plain columns only: nothing is opened.
pub async fn of_unit(ctx: &mut Ctx) -> Result<Vec<CaseWaits>, AppError> {
    let permit = ctx.permit_in_unit::<act::ListServices>()?;
    let now = ctx.now();
    let found = rows::of_unit(&mut ctx.tx, &permit, now, MOST).await?;
    let told =
        |task: Task| Some(CaseWaits { case: task.case?, since: task.made_at, look_again: task.due_at });
    Ok(found.into_iter().filter_map(told).collect())
}

/// Opens the cases of the actor's unit that wait, the longest first, and gives back those for which there may be
/// room now. Each opening has its entry; the word that a place opened is answered by it.
pub async fn look_through(ctx: &mut Ctx) -> Result<Vec<(CaseId, Vec<Waiting>)>, AppError> {
    let permit = ctx.permit_in_unit::<act::ListServices>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let now = ctx.now();
    let known = services::all(&mut ctx.tx, &permit, PAGE).await?;
    let mut fits = Vec::new();
    for one in of_unit(ctx).await?.into_iter().take(MOST_OPENED) {
        let permit = match ctx.permit_on::<act::MatchServices>(one.case).await {
            Ok(permit) => permit,
            // It left the unit's sight since.
            Err(AppError::NotFound | AppError::Forbidden) => continue,
            Err(error) => return Err(error),
        };
        let core = ctx.core_of(&permit, Note::because("support", "public_task")).await?;
        let mut waiting = with_room(&core, &known);
        waiting.retain(|one| !one.room.is_empty());
        if !waiting.is_empty() {
            fits.push((one.case, waiting));
        }
    }
    ctx.record(&permit, Note::because("support", "operation").about("unit", unit)).await?;
    rows::settle_in_unit(&mut ctx.tx, &permit, OPENED, now).await?;
    Ok(fits)
}

/// Tells every unit with a case that waits that a place has opened, once until it has looked.
pub(crate) async fn tell_of_place<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    before: &Service,
    after: &Service,
) -> Result<(), AppError> {
    if before.capacity.free() > 0 || after.capacity.free() == 0 {
        return Ok(());
    }
    for unit in rows::units_to_tell(&mut ctx.tx, permit, OPENED).await? {
        ctx.make_task(None, unit, OPENED.to_owned(), LOOK_SOON).await?;
    }
    Ok(())
}

/// Whether a task says that something waits: it is not done by a tick, it is looked at again.
pub(crate) fn is_wait(kind: &str) -> bool {
    kind.strip_prefix("overdue:").unwrap_or(kind) == WAITS
}

/// A wait was looked at and goes on: the task comes again within a week.
pub(crate) async fn look_again(
    ctx: &mut Ctx,
    permit: &Permit<act::WorkTasks>,
    task: havenward_domain::id::TaskId,
) -> Result<(), AppError> {
    let due_at = ctx.now() + LOOK_AGAIN;
    Ok(tasks::put_off(&mut ctx.tx, permit, task, WAITS, due_at).await?)
}
