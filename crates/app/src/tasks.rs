//! Tasks: what a unit does next. An interpreter sees her own appointments and no case.

use havenward_domain::access::act;
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
    Ok(rows::open(&mut ctx.tx, &permit, PAGE).await?)
}

/// Marks a task as done.
pub async fn done(ctx: &mut Ctx, task: TaskId) -> Result<(), AppError> {
    let permit = ctx.permit_in_unit::<act::WorkTasks>()?;
    let (member, now) = (ctx.member()?, ctx.now());
    ctx.record(&permit, Note::because("support", "operation").about("task", task)).await?;
    if member.role == Role::Interpreter {
        let touched = rows::done_by(&mut ctx.tx, &permit, task, member.user, now).await?;
        return if touched == 1 { Ok(()) } else { Err(AppError::NotFound) };
    }
    // Not there, another unit's or done before: all look the same.
    rows::done(&mut ctx.tx, &permit, task, now).await.map_err(|error| match error {
        havenward_store::StoreError::Conflict => AppError::NotFound,
        other => other.into(),
    })
}
