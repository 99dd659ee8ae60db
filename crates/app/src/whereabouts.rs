//! Track C: where the person is, from every state to every other in one act.

use havenward_domain::access::act;
use havenward_domain::id::CaseId;
use havenward_domain::whereabouts::Whereabouts;

use crate::cases::{self, CaseRow};
use crate::{AppError, Ctx, Note, Why};

/// The line of a case whose whereabouts the actor may write: nothing of it is opened.
pub async fn line(ctx: &mut Ctx, case: CaseId) -> Result<CaseRow, AppError> {
    ctx.permit_on::<act::WriteWhereabouts>(case).await?;
    cases::line(ctx, case).await
}

/// Writes where the person is.
///
/// A missing child starts the missing protocol and calls the duty officer now. An adult is free: only the
/// steps agreed at intake follow, and none when she left by choice.
pub async fn write(ctx: &mut Ctx, case: CaseId, why: Why, to: Whereabouts) -> Result<(), AppError> {
    let note = Note::because("support", "public_task");
    let mut work = ctx.work_on::<act::WriteWhereabouts>(case, note).await?;
    let act = ctx.act_because(why).await?;
    work.move_status(|status, profile| status.write_whereabouts(profile, &act, to))?;
    if matches!(to, Whereabouts::Known | Whereabouts::AwayByArrangement) {
        for search in ["missing_protocol", "call_child_duty_officer", "steps_agreed_at_intake"] {
            work.settle(search);
        }
    }
    ctx.save(work).await?;
    Ok(())
}
