//! Clocks of the unit's cases, from plain columns: what runs out next.

use havenward_domain::access::act;
use havenward_domain::id::CaseId;
use havenward_store::listing;
use jiff::Timestamp;

use crate::{AppError, Ctx};

/// Clocks listed at a time.
const PAGE: i64 = 200;

/// A clock that runs on a case of the unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// The case.
    pub case: CaseId,
    /// The profile's code.
    pub kind: String,
    /// The first instant at which it is over.
    pub due_at: Timestamp,
}

/// Lists the clocks of those cases of the actor's unit that the actor may know of, the most urgent first.
/// Plain columns only: nothing is opened or journalled.
pub async fn list(ctx: &mut Ctx) -> Result<Vec<Running>, AppError> {
    let permit = ctx.permit_in_unit::<act::ListCases>()?;
    let now = ctx.now();
    let found = listing::clocks(&mut ctx.tx, &permit, now, PAGE).await?.into_iter();
    Ok(found.map(|one| Running { case: one.case, kind: one.kind, due_at: one.due_at }).collect())
}
