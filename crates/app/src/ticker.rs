//! The ticker: what happens while nobody is signed in. It holds no key, sees plain columns only, and sends nothing.
//!
//! Silence expires offers and enquiries, clocks and tasks become alarms, and at night the next one is called.
//! What is due is read first; then each thing has an act of its own, so that no turn is long and none blocks
//! another. A thing that somebody else changed meanwhile is left for the next tick.

use std::sync::{Arc, PoisonError};

use havenward_domain::access::{Permit, act};
use havenward_domain::age_band::Minor;
use havenward_domain::coded::Coded;
use havenward_domain::contact::Urgency;
use havenward_domain::id::{CaseId, UnitId};
use havenward_domain::profile::{Escalation, Profile};
use havenward_store::clocks::Due;
use havenward_store::enquiries::EnquiryRow;
use havenward_store::intake::{self, Untold};
use havenward_store::referrals::ReferralRow;
use havenward_store::tasks::{self, Task};
use havenward_store::{
    StoreError, Tx, cases, clocks, enquiries, lease, overlays, referrals as rows, statistics as coarse,
};
use jiff::{SignedDuration, Timestamp};

use crate::matching::local;
use crate::{App, AppError, Caller, Ctx, Note, referrals, statistics};

/// Things of one kind that are looked at in one tick.
const BATCH: i64 = 200;
/// A node leads for so long, and renews at half of it.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// A clock is announced this long before its end.
const SOON: SignedDuration = SignedDuration::from_hours(48);
/// A task becomes an alarm this long after its time.
const OVERDUE_AFTER: SignedDuration = SignedDuration::from_mins(60);
/// A record marked urgent is opened within this time, and one without a mark.
const OPEN_URGENT: SignedDuration = SignedDuration::from_hours(4);
const OPEN_ROUTINE: SignedDuration = SignedDuration::from_hours(24);
/// What a call's task begins with; the code of who is called follows.
const CALL: &str = "call:";

/// One tick. Only the node that holds the lease does anything.
pub(crate) async fn tick(app: &App) -> Result<(), AppError> {
    if !leads(app).await? {
        return Ok(());
    }
    crate::forget::forget(app).await?;
    let now = app.now();
    let offers = read(app, async |tx, permit| rows::overdue(tx, permit, now, BATCH).await).await?;
    for (case, row) in offers {
        each(app, async |ctx, permit| expire_offer(ctx, permit, case, row).await).await?;
    }
    let run_out = read(app, async |tx, permit| rows::run_out(tx, permit, now, BATCH).await).await?;
    for (case, row) in run_out {
        each(app, async |ctx, permit| drop_packages(ctx, permit, case, row).await).await?;
    }
    let asked = read(app, async |tx, permit| enquiries::overdue(tx, permit, now, BATCH).await).await?;
    for row in asked {
        each(app, async |ctx, permit| expire_enquiry(ctx, permit, row).await).await?;
    }
    for (kind, ends) in [("clock_due:", (Timestamp::MIN, now)), ("clock_soon:", (now, now + SOON))] {
        let ending =
            read(app, async |tx, permit| clocks::without_task(tx, permit, kind, ends, BATCH).await).await?;
        for due in ending {
            each(app, async |ctx, permit| announce(ctx, permit, kind, due).await).await?;
        }
    }
    for waits in read(app, async |tx, permit| intake::untold(tx, permit, BATCH).await).await? {
        each(app, async |ctx, permit| tell_of_intake(ctx, permit, waits).await).await?;
    }
    if let Some(over) = read(app, async |tx, _| overlays::not_ended(tx).await).await? {
        each(app, async |ctx, permit| crate::overlays::expire(ctx, permit, &over).await).await?;
    }
    let calls = read(app, async |tx, permit| tasks::unanswered_calls(tx, permit, now, BATCH).await).await?;
    for task in calls {
        each(app, async |ctx, permit| call_next(ctx, permit, task).await).await?;
    }
    let since = now - OVERDUE_AFTER;
    let overdue = read(app, async |tx, permit| tasks::overdue(tx, permit, since, BATCH).await).await?;
    for task in overdue {
        each(app, async |ctx, permit| raise_overdue(ctx, permit, task).await).await?;
    }
    let waiting = read(app, async |tx, permit| coarse::waiting(tx, permit).await).await?;
    if statistics::is_due(app, &waiting)? {
        each(app, async |ctx, permit| statistics::put_away(ctx, permit).await).await?;
    }
    Ok(())
}

async fn leads(app: &App) -> Result<bool, AppError> {
    let now = app.now();
    let leads_until = *app.0.leads_until.lock().unwrap_or_else(PoisonError::into_inner);
    if now < leads_until && leads_until.duration_since(now) > LEASE / 2 {
        return Ok(true);
    }
    // A lease is nobody's act, so it has no entry.
    let mut tx = app.0.db.write(Caller::system().actor(), now).await?;
    let until = now + LEASE;
    let taken = lease::take(&mut tx, "ticker", &app.0.node, now, until).await?;
    tx.commit().await?;
    if taken {
        *app.0.leads_until.lock().unwrap_or_else(PoisonError::into_inner) = until;
    }
    Ok(taken)
}

async fn read<T>(
    app: &App,
    query: impl AsyncFnOnce(&mut Tx, &Permit<act::Tick>) -> Result<T, StoreError>,
) -> Result<T, AppError> {
    app.look(&Caller::system(), async |ctx| {
        let permit = ctx.permit::<act::Tick>()?;
        Ok(query(&mut ctx.tx, &permit).await?)
    })
    .await
}

async fn each(
    app: &App,
    step: impl AsyncFnOnce(&mut Ctx, &Permit<act::Tick>) -> Result<(), AppError>,
) -> Result<(), AppError> {
    let done = app
        .run(&Caller::system(), async |ctx| {
            let permit = ctx.permit::<act::Tick>()?;
            step(ctx, &permit).await
        })
        .await;
    match done {
        // Somebody was faster: the thing has changed, and the next tick looks at it anew.
        Err(AppError::Conflict) => Ok(()),
        other => other,
    }
}

async fn expire_offer(
    ctx: &mut Ctx,
    permit: &Permit<act::Tick>,
    case: CaseId,
    row: ReferralRow,
) -> Result<(), AppError> {
    note(ctx, permit, case, "referral", row.referral.id()).await?;
    let (from, change) = (row.from, row.referral.clone().expire(ctx.now())?);
    referrals::carry_out(ctx, permit, row, change).await?;
    call_at_night(ctx, permit, case, from).await
}

/// What a share rested on has run out by itself: nobody may read the packages any more, so they go.
async fn drop_packages(
    ctx: &mut Ctx,
    permit: &Permit<act::Tick>,
    case: CaseId,
    row: ReferralRow,
) -> Result<(), AppError> {
    note(ctx, permit, case, "referral", row.referral.id()).await?;
    let unit = row.from;
    let row = ReferralRow { minimum: None, hand_over: None, ..row };
    rows::save(&mut ctx.tx, permit, &row).await?;
    ctx.make_task(Some(case), unit, "ask_agreement_again".to_owned(), SignedDuration::ZERO).await
}

async fn expire_enquiry(
    ctx: &mut Ctx,
    permit: &Permit<act::Tick>,
    mut row: EnquiryRow,
) -> Result<(), AppError> {
    note(ctx, permit, row.case, "enquiry", row.enquiry.id()).await?;
    let (now, asked_by) = (ctx.now(), row.enquiry.answer_by());
    row.enquiry = row.enquiry.lapse(now)?;
    enquiries::save(&mut ctx.tx, permit, &row).await?;
    tasks::settle(&mut ctx.tx, permit, row.to, "answer_enquiry", asked_by, now).await?;
    for kind in ["enquiry_expired", "propose_next"] {
        ctx.make_task(Some(row.case), row.from, kind.to_owned(), SignedDuration::ZERO).await?;
    }
    call_at_night(ctx, permit, row.case, row.from).await
}

async fn announce(ctx: &mut Ctx, permit: &Permit<act::Tick>, kind: &str, due: Due) -> Result<(), AppError> {
    let Due { clock, owner } = due;
    note(ctx, permit, clock.case, "clock", &clock.kind).await?;
    let within = clock.due_at.duration_since(ctx.now());
    ctx.make_task(Some(clock.case), owner, format!("{kind}{}", clock.kind), within).await
}

/// A record that a device handed in waits for the unit: it is told so, and how fast it must look.
async fn tell_of_intake(
    ctx: &mut Ctx,
    permit: &Permit<act::Tick>,
    Untold { unit, urgency }: Untold,
) -> Result<(), AppError> {
    ctx.record(permit, Note::because("duty", "operation").about("unit", unit)).await?;
    let within = match urgency {
        Urgency::DangerNow => SignedDuration::ZERO,
        Urgency::Urgent => OPEN_URGENT,
        Urgency::Routine => OPEN_ROUTINE,
    };
    ctx.make_task(None, unit, format!("open_intake:{}", urgency.code()), within).await
}

/// At night somebody is called besides: the place of last resort first, as the profile orders.
async fn call_at_night(
    ctx: &mut Ctx,
    permit: &Permit<act::Tick>,
    case: CaseId,
    unit: UnitId,
) -> Result<(), AppError> {
    let profile = rules_of(ctx, case).await?;
    let is_night = profile.offers().is_night(local(&profile, ctx.now()).hour());
    if !is_night || tasks::is_being_called(&mut ctx.tx, permit, case).await? {
        return Ok(());
    }
    call(ctx, case, unit, None).await
}

/// The rules that the case began under hold at night too.
async fn rules_of(ctx: &mut Ctx, case: CaseId) -> Result<Arc<Profile>, AppError> {
    let version = cases::facts_of_rules(&mut ctx.tx, case).await?.ok_or(AppError::NotFound)?;
    ctx.profile_of(&version).await
}

async fn call_next(ctx: &mut Ctx, permit: &Permit<act::Tick>, task: Task) -> Result<(), AppError> {
    let tried = task.kind.strip_prefix(CALL).and_then(Escalation::from_code);
    let case = task.case.ok_or(AppError::Internal("a call without a case"))?;
    note(ctx, permit, case, "task", task.id).await?;
    let now = ctx.now();
    tasks::close(&mut ctx.tx, permit, task.id, now).await?;
    call(ctx, case, task.unit, tried).await
}

async fn call(ctx: &mut Ctx, case: CaseId, unit: UnitId, tried: Option<Escalation>) -> Result<(), AppError> {
    let profile = rules_of(ctx, case).await?;
    let facts = cases::facts(&mut ctx.tx, case).await?.ok_or(AppError::NotFound)?;
    let minor = if facts.child { Minor::Child } else { Minor::Adult };
    let Some(next) = profile.offers().call_after(tried, minor) else { return Ok(()) };
    let minutes = profile.offers().reply_minutes(local(&profile, ctx.now()).hour());
    let within = SignedDuration::from_mins(i64::from(minutes));
    ctx.make_task(Some(case), unit, format!("{CALL}{}", next.code()), within).await
}

async fn raise_overdue(ctx: &mut Ctx, permit: &Permit<act::Tick>, task: Task) -> Result<(), AppError> {
    let why = Note::because("duty", "operation").about("task", task.id);
    ctx.record(permit, task.case.map_or(why.clone(), |case| why.on(case))).await?;
    Ok(tasks::raise(&mut ctx.tx, permit, task.id).await?)
}

async fn note(
    ctx: &mut Ctx,
    permit: &Permit<act::Tick>,
    case: CaseId,
    kind: &str,
    id: impl std::fmt::Display,
) -> Result<(), AppError> {
    ctx.record(permit, Note::because("duty", "operation").on(case).about(kind, id)).await?;
    Ok(())
}
