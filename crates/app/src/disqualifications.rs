//! Disqualification from protection: an act of its own that never changes recognition.

use havenward_domain::access::act;
use havenward_domain::disqualification::Review;
use havenward_domain::id::CaseId;

use crate::recognition::note;
use crate::{AppError, Ctx, Why};

/// Disqualifies a presumed or identified person, on a ground the profile names.
pub async fn write(ctx: &mut Ctx, case: CaseId, why: Why, ground: &str) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::Disqualify>(case, note()).await?;
    let act = ctx.act_because(why).await?;
    work.move_status(|status, profile| status.disqualify(profile, &act, ground))?;
    ctx.save(work).await?;
    Ok(())
}

/// Asks for review, for the person or by those who stand by her; effects wait for it.
pub async fn ask_review(ctx: &mut Ctx, case: CaseId, why: Why) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::Challenge>(case, note()).await?;
    let act = ctx.act_because(why).await?;
    work.move_status(|status, profile| status.ask_review_of_disqualification(profile, &act))?;
    ctx.save(work).await?;
    Ok(())
}

/// Decides the review; never the person who disqualified.
pub async fn decide_review(ctx: &mut Ctx, case: CaseId, why: Why, outcome: Review) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::Challenge>(case, note()).await?;
    let act = ctx.act_because(why).await?;
    work.move_status(|status, profile| status.decide_review_of_disqualification(profile, &act, outcome))?;
    ctx.save(work).await?;
    Ok(())
}
