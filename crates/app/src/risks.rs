//! Risks: assessed apart from needs; an immediate one sets off its steps at once.

use std::collections::BTreeMap;

use havenward_domain::access::act;
use havenward_domain::codes::RiskType;
use havenward_domain::id::CaseId;
use havenward_domain::risk::{Risk, RiskAssessment};
use jiff::civil::Date;
use jiff::{SignedDuration, Zoned};

use crate::matching::local;
use crate::{AppError, Ctx, Note};

/// Reads what threatens the person, as it was last assessed.
pub async fn read(ctx: &mut Ctx, case: CaseId) -> Result<Option<RiskAssessment>, AppError> {
    let permit = ctx.permit_on::<act::AssessRisks>(case).await?;
    Ok(ctx.core_of(&permit, Note::because("support", "public_task")).await?.risks)
}

/// What is done at once. It names no step: one that waits for nobody else tells what threatens her, beside her case.
const STEPS: &str = "immediate_steps";
/// When risks are looked at again.
const REVIEW: &str = "review_risks";

/// Assesses what threatens the person. An immediate risk becomes a task that is due now; its steps stand in the file.
pub async fn assess(
    ctx: &mut Ctx,
    case: CaseId,
    risks: BTreeMap<RiskType, Risk>,
    next_review: Date,
) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::AssessRisks>(case, Note::because("support", "public_task")).await?;
    let (by, now) = (ctx.member()?.user, local(&work.profile, ctx.now()));
    let assessed = match work.core_mut().risks.take() {
        Some(earlier) => earlier.again(risks, by, now.date(), next_review),
        None => RiskAssessment::new(risks, by, now.date(), next_review),
    }
    .map_err(|error| AppError::refused("risks.not_assessed", error.to_string()))?;
    for asked_before in [STEPS, REVIEW] {
        work.settle(asked_before);
    }
    if !assessed.steps_now().is_empty() {
        work.ask(STEPS, SignedDuration::ZERO);
    }
    work.ask(REVIEW, until(&now, next_review)?);
    work.core_mut().risks = Some(assessed);
    ctx.save(work).await?;
    Ok(())
}

/// How long it is until a day begins.
pub(crate) fn until(now: &Zoned, day: Date) -> Result<SignedDuration, AppError> {
    let begins = day
        .to_zoned(now.time_zone().clone())
        .map_err(|_| AppError::invalid("next_review", "give a day of the calendar"))?;
    Ok(begins.timestamp().duration_since(now.timestamp()))
}
