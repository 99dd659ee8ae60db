//! Tasks: what a unit does next. An interpreter sees her own appointments and no case, the co-ordinator
//! only what is about no case.

use havenward_domain::access::{Permit, act};
use havenward_domain::coded::Coded;
use havenward_domain::id::{CaseId, TaskId};
use havenward_domain::next_step::NextStep;
use havenward_domain::role::Role;
pub use havenward_store::tasks::{Load, Task};
use havenward_store::{listing, tasks as rows};
use jiff::SignedDuration;

use crate::{AppError, Ctx, Note, Window, waits};

/// Tasks of one case, or cases without a task, that are listed.
const MOST: i64 = 200;
/// A next step lies at most this many days ahead.
const MOST_DAYS: u16 = 365;

/// Lists a page of the open tasks of the actor's unit: who is called and what cannot wait first, the newest
/// foremost, then the rest by due time.
pub async fn list(ctx: &mut Ctx, window: Window) -> Result<Vec<Task>, AppError> {
    let permit = ctx.permit_in_unit::<act::WorkTasks>()?;
    let (member, window) = (ctx.member()?, window.skip_and_take());
    if member.role == Role::Interpreter {
        let own = rows::of_member(&mut ctx.tx, &permit, member.user, window).await?;
        return Ok(own.into_iter().map(|task| Task { case: None, ..task }).collect());
    }
    if member.role == Role::NrmCoordinator {
        return Ok(rows::about_no_case(&mut ctx.tx, &permit, window).await?);
    }
    Ok(rows::open(&mut ctx.tx, &permit, window).await?)
}

/// Counts what [`list`] would list on all its pages.
pub async fn load(ctx: &mut Ctx) -> Result<Load, AppError> {
    let permit = ctx.permit_in_unit::<act::WorkTasks>()?;
    let (member, now) = (ctx.member()?, ctx.now());
    let own = (member.role == Role::Interpreter).then_some(member.user);
    let which = (own, member.role == Role::NrmCoordinator);
    Ok(rows::load(&mut ctx.tx, &permit, now, which).await?)
}

/// What the actor's unit has open on one case.
pub async fn of_case(ctx: &mut Ctx, case: CaseId) -> Result<Vec<Task>, AppError> {
    let permit = ctx.permit_in_unit::<act::WorkTasks>()?;
    if matches!(ctx.member()?.role, Role::Interpreter | Role::NrmCoordinator) {
        return Err(AppError::NotFound);
    }
    Ok(rows::about(&mut ctx.tx, &permit, case, MOST).await?)
}

/// Writes down what the actor's unit does next on a case, and within how many days.
pub async fn next_step(ctx: &mut Ctx, case: CaseId, step: NextStep, days: u16) -> Result<(), AppError> {
    let permit = ctx.permit_on::<act::WriteNote>(case).await?;
    ctx.record(&permit, Note::because("support", "operation").about("next_step", step.code())).await?;
    let unit = ctx.member()?.unit;
    let within = SignedDuration::from_hours(24 * i64::from(days.min(MOST_DAYS)));
    ctx.make_task(Some(case), unit, format!("next_step:{}", step.code()), within).await
}

/// Cases of the list for which the actor's unit has nothing to do, the newest first, at most 200.
pub async fn cases_without(ctx: &mut Ctx) -> Result<Vec<CaseId>, AppError> {
    let permit = ctx.permit_in_unit::<act::ListCases>()?;
    let now = ctx.now();
    let rows = listing::without_tasks(&mut ctx.tx, &permit, now, MOST).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Marks a task as done.
pub async fn done(ctx: &mut Ctx, task: TaskId) -> Result<(), AppError> {
    let permit = ctx.permit_in_unit::<act::WorkTasks>()?;
    let (member, now) = (ctx.member()?, ctx.now());
    ctx.record(&permit, Note::because("support", "operation").about("task", task)).await?;
    let touched = match member.role {
        Role::Interpreter => rows::done_by(&mut ctx.tx, &permit, task, member.user, now).await?,
        Role::NrmCoordinator => rows::done_about_no_case(&mut ctx.tx, &permit, task, now).await?,
        _ => return done_in_unit(ctx, &permit, task).await,
    };
    if touched == 1 { Ok(()) } else { Err(AppError::NotFound) }
}

async fn done_in_unit(ctx: &mut Ctx, permit: &Permit<act::WorkTasks>, task: TaskId) -> Result<(), AppError> {
    let now = ctx.now();
    if rows::kind(&mut ctx.tx, permit, task).await?.as_deref().is_some_and(waits::is_wait) {
        // What waits was looked at; it waits on until somebody says how the wait ended.
        return waits::look_again(ctx, permit, task).await;
    }
    // Not there, another unit's or done before: all look the same.
    rows::done(&mut ctx.tx, permit, task, now).await.map_err(|error| match error {
        havenward_store::StoreError::Conflict => AppError::NotFound,
        other => other.into(),
    })
}
