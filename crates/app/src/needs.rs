//! Needs: assessed again and again, each assessment with the date of the next.

use havenward_domain::access::act;
use havenward_domain::coded::Coded;
use havenward_domain::id::CaseId;
use havenward_domain::need::{Need, NeedsAssessment};
use jiff::civil::Date;

use crate::matching::local;
use crate::risks::until;
use crate::services::switched_off;
use crate::{AppError, Ctx, Note};

/// Reads what the person needs, as it was last assessed.
pub async fn read(ctx: &mut Ctx, case: CaseId) -> Result<Option<NeedsAssessment>, AppError> {
    let permit = ctx.permit_on::<act::AssessNeeds>(case).await?;
    Ok(ctx.core_of(&permit, Note::because("support", "public_task")).await?.needs)
}

/// When needs are looked at again.
const REVIEW: &str = "review_needs";

/// Assesses what the person needs.
pub async fn assess(
    ctx: &mut Ctx,
    case: CaseId,
    needs: Vec<Need>,
    next_review: Date,
) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::AssessNeeds>(case, Note::because("support", "public_task")).await?;
    if let Some(off) = needs.iter().find(|need| !work.profile.has_service(need.of.code())) {
        return Err(switched_off(off.of.code()));
    }
    let (by, now) = (ctx.member()?.user, local(&work.profile, ctx.now()));
    let assessed = NeedsAssessment::new(needs, by, now.date(), next_review)
        .map_err(|error| AppError::refused("needs.not_assessed", error.to_string()))?;
    work.core_mut().needs = Some(assessed);
    work.settle(REVIEW);
    work.ask(REVIEW, until(&now, next_review)?);
    ctx.save(work).await?;
    Ok(())
}
