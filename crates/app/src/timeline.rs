//! The timeline: what happened in a case, in order. A reading of the journal.

use havenward_domain::access::{Action, act};
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{CaseId, EntryId};
use havenward_domain::journal::Outcome;
use havenward_store::journal;
use jiff::Timestamp;

use crate::details::{self, Details, Fault};
use crate::readings::{PAGE, Resolver, Who};
use crate::{AppError, Ctx, Note};

/// One thing that happened.
pub struct Happened {
    /// The entry.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub who: Who,
    /// What was done.
    pub action: Action,
    /// Kind of another object it was done to, in code words, if to one.
    pub object: Option<String>,
    /// Done or refused.
    pub outcome: Outcome,
    /// Further words, or why they do not hold.
    pub details: Result<Details, Fault>,
}

/// A page of the timeline.
pub struct Timeline {
    /// What happened, oldest first.
    pub happened: Vec<Happened>,
    /// Where the next page begins, if there may be one.
    pub next: Option<EntryId>,
}

/// Reads a page of the timeline after an entry. Mere readings are not in it; the access log tells them.
///
/// It rests on the core: who may not open that, such as the reader of a single notice, has no timeline.
pub async fn of_case(ctx: &mut Ctx, case: CaseId, after: Option<EntryId>) -> Result<Timeline, AppError> {
    let permit = ctx.permit_on::<act::ReadTimeline>(case).await?;
    let note = Note::because("support", "public_task").opening(&[Compartment::Core]);
    let recorded = ctx.record(&permit, note).await?;
    let keys = ctx.core_keys(&permit, &recorded).await?;
    let mut resolver = Resolver::for_reader(&ctx.member()?);
    let rows = journal::of_case(&mut ctx.tx, &permit, after, PAGE).await?;
    let full = i64::try_from(rows.len()).is_ok_and(|count| count == PAGE);
    let next = rows.last().filter(|_| full).map(|row| row.entry.id);
    let mut happened = Vec::new();
    for row in rows {
        let entry = row.entry;
        if is_a_reading(entry.action) {
            continue;
        }
        happened.push(Happened {
            who: resolver.who(ctx, &entry).await?,
            entry: entry.id,
            at: entry.at,
            action: entry.action,
            object: entry.object.split_once(':').map(|(kind, _)| kind.to_owned()),
            outcome: entry.outcome,
            details: details::open(&keys, &entry),
        });
    }
    Ok(Timeline { happened, next })
}

/// Says whether an action changes nothing.
pub(crate) fn is_a_reading(action: Action) -> bool {
    matches!(action, Action::ReadCase | Action::ReadTimeline | Action::ReadAccessLog | Action::ReadNotice)
}
