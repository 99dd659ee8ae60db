//! Cases as people work with them: the unit's list by plain columns, and a case opened.

mod course;

use havenward_domain::access::act;
use havenward_domain::compartment::Compartment;
use havenward_domain::id::CaseId;
pub use havenward_store::cases::CaseRow;
pub use havenward_store::listing::Filter;
use havenward_store::{cases, listing};

use crate::file::{ContactSafety, Core};
use crate::{AppError, Ctx, Note, Window, answers};

pub use course::{Audience, BenchAtWork, Course, DecisionSeen, RefusalSeen, Right, ScreeningSeen};

/// Lists a page of the cases of the actor's unit, newest first. Plain columns only: nothing is opened or journalled.
pub async fn list(ctx: &mut Ctx, filter: Filter, window: Window) -> Result<Vec<CaseRow>, AppError> {
    let permit = ctx.permit_in_unit::<act::ListCases>()?;
    let now = ctx.now();
    Ok(listing::list(&mut ctx.tx, &permit, now, filter, window.skip_and_take()).await?)
}

/// The line of one case of the list. Plain columns only: nothing is opened or journalled.
pub async fn line(ctx: &mut Ctx, case: CaseId) -> Result<CaseRow, AppError> {
    let permit = ctx.permit_in_unit::<act::ListCases>()?;
    let now = ctx.now();
    listing::one(&mut ctx.tx, &permit, now, case).await?.ok_or(AppError::NotFound)
}

/// Counts what [`list`] would list on all its pages.
pub async fn count(ctx: &mut Ctx, filter: Filter) -> Result<i64, AppError> {
    let permit = ctx.permit_in_unit::<act::ListCases>()?;
    let now = ctx.now();
    Ok(listing::count(&mut ctx.tx, &permit, now, filter).await?)
}

/// A case as far as the reader may see it.
pub struct OpenCase {
    /// The plain columns.
    pub plain: CaseRow,
    /// Coded facts and the course of the case.
    pub core: Option<Core>,
    /// How the person may be reached.
    pub contact_safety: Option<ContactSafety>,
    /// The course of the case as this reader may see it.
    pub course: Option<Course>,
}

/// Opens a case: every compartment that the reader may see and that exists, under one entry.
pub async fn open(ctx: &mut Ctx, case: CaseId) -> Result<OpenCase, AppError> {
    let permit = ctx.permit_on::<act::ReadCase>(case).await?;
    if permit.compartments().is_empty() {
        // An access that opens nothing, such as a prosecutor's to one notice, shows no case.
        return Err(AppError::NotFound);
    }
    let wanted: Vec<Compartment> = [Compartment::Core, Compartment::ContactSafety]
        .into_iter()
        .filter(|one| permit.compartments().has(*one))
        .collect();
    let recorded = ctx.record(&permit, Note::because("support", "public_task").opening(&wanted)).await?;
    let plain = cases::plain(&mut ctx.tx, &permit).await?;
    let mut open = OpenCase { plain, core: None, contact_safety: None, course: None };
    for compartment in wanted {
        match compartment {
            Compartment::Core => open.core = ctx.open(&permit, &recorded, compartment).await?,
            _ => open.contact_safety = ctx.open(&permit, &recorded, compartment).await?,
        }
    }
    if let Some(core) = &mut open.core {
        let reader = ctx.author().await?;
        let profile = ctx.profile_of(core.status.profile()).await?;
        if reader.unit == open.plain.owner {
            answers::take_in(ctx, &permit, core, &profile).await?;
        }
        let audience = Audience::of(&reader, open.plain.owner, &profile);
        open.course = Some(Course::of(core, &profile, audience, reader.user, ctx.now()));
    }
    Ok(open)
}
