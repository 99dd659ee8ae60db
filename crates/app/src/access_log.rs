//! The access log: who has looked at a case. A reading of the journal for the person, those who stand by
//! her, those who work with her, and the data-protection officer.

use havenward_domain::access::{Action, act};
use havenward_domain::compartment::Compartments;
use havenward_domain::id::{CaseId, EntryId};
use havenward_store::journal;
use jiff::Timestamp;

use crate::readings::{PAGE, Resolver, Who};
use crate::timeline::is_a_reading;
use crate::{AppError, Ctx, Note};

/// One look at the case.
#[derive(Debug)]
pub struct Look {
    /// The entry.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: Who,
    /// In the course of what.
    pub action: Action,
    /// What was opened.
    pub opened: Compartments,
    /// Why, a code.
    pub purpose: String,
    /// On which legal basis, a code.
    pub basis: String,
}

/// A page of the access log.
#[derive(Debug)]
pub struct AccessLog {
    /// Who looked, oldest first.
    pub looks: Vec<Look>,
    /// Where the next page begins, if there may be one.
    pub next: Option<EntryId>,
}

/// Reads a page of the access log after an entry. This reading is itself in the log.
pub async fn of_case(ctx: &mut Ctx, case: CaseId, after: Option<EntryId>) -> Result<AccessLog, AppError> {
    let permit = ctx.permit_on::<act::ReadAccessLog>(case).await?;
    ctx.record(&permit, Note::because("transparency", "legal_obligation")).await?;
    let mut resolver = Resolver::for_reader(&ctx.member()?);
    let rows = journal::of_case(&mut ctx.tx, &permit, after, PAGE).await?;
    let full = i64::try_from(rows.len()).is_ok_and(|count| count == PAGE);
    let next = rows.last().filter(|_| full).map(|row| row.entry.id);
    Ok(AccessLog { looks: looks(ctx, &mut resolver, rows).await?, next })
}

/// Reads the looks among the last `entries` entries of the journal, the latest first. This reading is itself
/// in the log.
pub(crate) async fn latest(ctx: &mut Ctx, case: CaseId, entries: i64) -> Result<Vec<Look>, AppError> {
    let permit = ctx.permit_on::<act::ReadAccessLog>(case).await?;
    ctx.record(&permit, Note::because("transparency", "legal_obligation")).await?;
    let mut resolver = Resolver::for_reader(&ctx.member()?);
    let rows = journal::latest_of_case(&mut ctx.tx, &permit, entries).await?;
    looks(ctx, &mut resolver, rows).await
}

async fn looks(
    ctx: &mut Ctx,
    resolver: &mut Resolver,
    rows: Vec<journal::Written>,
) -> Result<Vec<Look>, AppError> {
    let mut looks = Vec::new();
    for row in rows {
        let entry = row.entry;
        if entry.opened.is_empty() && !is_a_reading(entry.action) {
            continue;
        }
        looks.push(Look {
            who: resolver.who(ctx, &entry).await?,
            entry: entry.id,
            at: entry.at,
            action: entry.action,
            opened: entry.opened,
            purpose: entry.purpose,
            basis: entry.basis,
        });
    }
    Ok(looks)
}
