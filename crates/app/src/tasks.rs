//! Tasks: what a unit does next. An interpreter sees her own appointments and no case, the co-ordinator
//! only what is about no case.

use havenward_domain::access::{Permit, act};
use havenward_domain::id::TaskId;
use havenward_domain::role::Role;
use havenward_store::tasks as rows;
pub use havenward_store::tasks::Task;

use crate::{AppError, Ctx, Note};

/// Tasks listed at a time.
const PAGE: i64 = 200;

/// Lists the open tasks of the actor's unit by due time.
pub async fn list(ctx: &mut Ctx) -> Result<Vec<Task>, AppError> {
    let permit = ctx.permit_in_unit::<act::WorkTasks>()?;
    let member = ctx.member()?;
    if member.role == Role::Interpreter {
        let own = rows::of_member(&mut ctx.tx, &permit, member.user, PAGE).await?;
        return Ok(own.into_iter().map(|task| Task { case: None, ..task }).collect());
    }
    if member.role == Role::NrmCoordinator {
        return Ok(rows::about_no_case(&mut ctx.tx, &permit, PAGE).await?);
    }
    Ok(rows::open(&mut ctx.tx, &permit, PAGE).await?)
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
    // Not there, another unit's or done before: all look the same.
    rows::done(&mut ctx.tx, permit, task, now).await.map_err(|error| match error {
        havenward_store::StoreError::Conflict => AppError::NotFound,
        other => other.into(),
    })
}
