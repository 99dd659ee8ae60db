//! Track B: support, which waits for no decision and is ended by a person, with a reason.

use havenward_domain::access::act;
use havenward_domain::author::Act;
use havenward_domain::id::CaseId;
use havenward_domain::profile::Profile;
use havenward_domain::status::{Done, NotMoved, Status};
use havenward_domain::support::EndReason;

use crate::{AppError, Ctx, Note, Why};

/// Gives emergency help again, after support had ended.
pub async fn give_emergency(ctx: &mut Ctx, case: CaseId, why: Why) -> Result<(), AppError> {
    write(ctx, case, why, Status::give_emergency_support).await
}

/// Opens support.
pub async fn open(ctx: &mut Ctx, case: CaseId, why: Why) -> Result<(), AppError> {
    write(ctx, case, why, Status::open_support).await
}

/// Writes that a plan is agreed.
pub async fn agree_plan(ctx: &mut Ctx, case: CaseId, why: Why) -> Result<(), AppError> {
    write(ctx, case, why, Status::agree_plan).await
}

/// Writes that the person is moving on.
pub async fn move_on(ctx: &mut Ctx, case: CaseId, why: Why) -> Result<(), AppError> {
    write(ctx, case, why, Status::move_on).await
}

/// Ends support; "no grounds" is a reason only once a refusal is final.
pub async fn end(ctx: &mut Ctx, case: CaseId, why: Why, reason: EndReason) -> Result<(), AppError> {
    write(ctx, case, why, |status, profile, act| status.end_support(profile, act, reason)).await
}

async fn write(
    ctx: &mut Ctx,
    case: CaseId,
    why: Why,
    rule: impl FnOnce(Status, &Profile, &Act) -> Result<Done, NotMoved>,
) -> Result<(), AppError> {
    let note = Note::because("support", "public_task");
    let mut work = ctx.work_on::<act::WriteSupport>(case, note).await?;
    let act = ctx.act_because(why).await?;
    work.move_status(|status, profile| rule(status, profile, &act))?;
    ctx.save(work).await?;
    Ok(())
}
