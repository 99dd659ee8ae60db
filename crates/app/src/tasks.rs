//! Tasks: what a unit does next. Each sees those about no case and about the cases that she may know of: the
//! co-ordinator and an interpreter may know of none, and the interpreter sees her own appointments only.

use havenward_domain::access::act;
use havenward_domain::coded::Coded;
use havenward_domain::id::{CaseId, TaskId, UserId};
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
    let (of, now) = (of_whom(ctx)?, ctx.now());
    Ok(rows::open(&mut ctx.tx, &permit, now, of, window.skip_and_take()).await?)
}

/// Counts what [`list`] would list on all its pages.
pub async fn load(ctx: &mut Ctx) -> Result<Load, AppError> {
    let permit = ctx.permit_in_unit::<act::WorkTasks>()?;
    let (of, now) = (of_whom(ctx)?, ctx.now());
    Ok(rows::load(&mut ctx.tx, &permit, now, of).await?)
}

/// Whose tasks the actor sees: an interpreter her own, everybody else their unit's.
fn of_whom(ctx: &Ctx) -> Result<Option<UserId>, AppError> {
    let member = ctx.member()?;
    Ok((member.role == Role::Interpreter).then_some(member.user))
}

/// What the actor's unit has open on one case, as far as the actor may know of it.
pub async fn of_case(ctx: &mut Ctx, case: CaseId) -> Result<Vec<Task>, AppError> {
    let permit = ctx.permit_in_unit::<act::WorkTasks>()?;
    let now = ctx.now();
    Ok(rows::about(&mut ctx.tx, &permit, now, case, MOST).await?)
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

/// Finds an open task that the actor may mark as done; nothing of it is shown.
pub async fn find(ctx: &mut Ctx, task: TaskId) -> Result<(), AppError> {
    let permit = ctx.permit_in_unit::<act::WorkTasks>()?;
    let now = ctx.now();
    rows::kind(&mut ctx.tx, &permit, task, now).await?.map(drop).ok_or(AppError::NotFound)
}

/// Marks a task as done. One that waits was looked at; it waits on until somebody says how the wait ended.
pub async fn done(ctx: &mut Ctx, task: TaskId) -> Result<(), AppError> {
    let permit = ctx.permit_in_unit::<act::WorkTasks>()?;
    let (of, now) = (of_whom(ctx)?, ctx.now());
    ctx.record(&permit, Note::because("support", "operation").about("task", task)).await?;
    if rows::kind(&mut ctx.tx, &permit, task, now).await?.as_deref().is_some_and(waits::is_wait) {
        return waits::look_again(ctx, &permit, task).await;
    }
    // Not there, another unit's, about a case that may not be known of or done before: all look the same.
    if rows::done(&mut ctx.tx, &permit, task, now, of).await? == 1 { Ok(()) } else { Err(AppError::NotFound) }
}
