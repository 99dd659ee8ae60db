//! The road of statistics: from a case to a coarse record that says nowhere whose it is.
//!
//! The session writes the record under a random id and keeps the pointer in the sealed core. The ticker puts
//! away what waits, once it is many or a month has passed. Figures are made elsewhere, behind a door of
//! their own; nothing here leaves the house. Who holds snapshots finer than a batch can still link.

use havenward_domain::access::{Act, Actor, Permit, act};
use havenward_domain::id::{CaseId, StatisticId};
use havenward_domain::need::UnmetNeed;
use havenward_domain::profile::Profile;
use havenward_domain::statistic::{Coarse, CoarseCase, FEWEST_TOGETHER};
use havenward_store::cases::Opened;
use havenward_store::statistics::{self as rows, Waiting};

use crate::file::Core;
use crate::matching::local;
use crate::{App, AppError, Ctx, Note};

fn coarse(core: &Core, profile: &Profile) -> CoarseCase {
    let contact = &core.contact;
    CoarseCase::of(&core.status, contact.origin, contact.sex, local(profile, contact.at).date())
}

/// Writes the coarse record of a case that is being opened.
pub(crate) async fn begin(
    ctx: &mut Ctx,
    opened: &Opened,
    profile: &Profile,
    core: &mut Core,
) -> Result<(), AppError> {
    let (id, record) = (ctx.draw::<StatisticId>(), coarse(core, profile));
    rows::add(&mut ctx.tx, opened, id, &Coarse::Case(record.clone())).await?;
    core.counted.case = Some((id, record));
    Ok(())
}

/// Corrects the coarse record of a case whose coarse facts have changed: one taken out, another put in.
pub(crate) async fn follow<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    profile: &Profile,
    core: &mut Core,
) -> Result<(), AppError> {
    let now = coarse(core, profile);
    let earlier = core.counted.case.as_ref();
    if core.counted.objected_at.is_some() || earlier.is_some_and(|(_, before)| *before == now) {
        return Ok(());
    }
    let record = Coarse::Case(now.clone());
    if let Some((id, _)) = earlier.cloned() {
        if rows::correct_waiting(&mut ctx.tx, permit, id, &record).await? {
            core.counted.case = Some((id, now));
            return Ok(());
        }
        rows::remove_later(&mut ctx.tx, permit, id).await?;
    }
    let id = ctx.draw::<StatisticId>();
    rows::add(&mut ctx.tx, permit, id, &record).await?;
    core.counted.case = Some((id, now));
    Ok(())
}

/// Lets an unmet need leave the case as need, region and week.
pub(crate) async fn add_unmet_need<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    core: &mut Core,
    need: UnmetNeed,
) -> Result<(), AppError> {
    if core.counted.objected_at.is_some() {
        return Ok(());
    }
    let id = ctx.draw::<StatisticId>();
    rows::add(&mut ctx.tx, permit, id, &Coarse::UnmetNeed(need)).await?;
    core.counted.unmet_needs.push(id);
    Ok(())
}

/// Writes that the person wants to be counted nowhere: what was written of her is taken out at once.
pub async fn object(ctx: &mut Ctx, case: CaseId) -> Result<(), AppError> {
    let note = Note::because("statistics", "objection");
    let mut work = ctx.work_on::<act::ObjectToStatistics>(case, note).await?;
    let now = ctx.now();
    let counted = &mut work.core_mut().counted;
    counted.objected_at.get_or_insert(now);
    let of_case = counted.case.take().map(|(id, _)| id);
    let gone = std::mem::take(&mut counted.unmet_needs).into_iter().chain(of_case);
    for id in gone {
        rows::remove_now(&mut ctx.tx, &work.permit, id).await?;
    }
    ctx.save(work).await?;
    Ok(())
}

/// The month of now, in the zone of the profile.
fn month(app: &App) -> Result<String, AppError> {
    let profile = app.0.profiles.current(app.now())?;
    Ok(local(&profile, app.now()).strftime("%Y-%m").to_string())
}

/// Says from which month on an installation waits for its first batch. Nobody's act, so it has no entry.
pub(crate) async fn begin_month(app: &App) -> Result<(), AppError> {
    let mut tx = app.0.db.write(&Actor::System, app.now()).await?;
    rows::begin_month(&mut tx, &month(app)?).await?;
    Ok(tx.commit().await?)
}

/// Whether what waits is many, or waits since an earlier month. Nothing is due while nothing waits.
pub(crate) fn is_due(app: &App, waiting: &Waiting) -> Result<bool, AppError> {
    let is_later_month = waiting.month < Some(month(app)?);
    Ok(waiting.all > 0 && (waiting.added >= FEWEST_TOGETHER || is_later_month))
}

/// Puts away what waits.
pub(crate) async fn put_away(ctx: &mut Ctx, permit: &Permit<act::Tick>) -> Result<(), AppError> {
    ctx.record(permit, Note::because("statistics", "public_task")).await?;
    Ok(rows::put_away(&mut ctx.tx, permit, &month(&ctx.app)?).await?)
}
