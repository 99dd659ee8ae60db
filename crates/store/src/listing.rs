//! Lists of cases by their plain columns: which a reader may know of, which wait, which nobody works on.
//!
//! By the same rule as the decision on each of them: a case is listed through exactly those access rows
//! through which it would be opened, and no longer than they last.

use std::collections::BTreeSet;

use havenward_domain::access::{Act, Holder, Permit, act};
use havenward_domain::coded::Coded;
use havenward_domain::contact::Urgency;
use havenward_domain::id::CaseId;
use jiff::Timestamp;

use crate::cases::{CaseRow, holder_text};
use crate::clocks::Clock;
use crate::known::{known, opened, own, reached, reader};
use crate::row::{FromRow, Row};
use crate::{StoreError, Tx, Value};

/// Which of the cases are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Of this urgency only.
    pub urgency: Option<Urgency>,
    /// Children only.
    pub children: bool,
}

/// The lines of cases, up to what they must meet.
macro_rules! lines {
    () => {
        "select id, owner_unit, child, urgency, profile_id, profile_version, profile_overlay,
             opened_at, recognition, recognition_at, support, support_at, whereabouts, whereabouts_at, age, age_at
         from cases
         where "
    };
}

/// The cases that are asked for; `$8` and `$9` are [`asked`]'s values.
macro_rules! wanted {
    () => {
        " and ($8 = '' or urgency = $8) and (child or not $9)"
    };
}

/// The cases on which the permit's unit has nothing to do.
macro_rules! idle {
    () => {
        " and cases.id not in (select case_id from tasks
                     where unit_id = $5 and done_at is null and case_id is not null)"
    };
}

fn asked(filter: Filter) -> [Value; 2] {
    [filter.urgency.map_or("", Urgency::code).into(), filter.children.into()]
}

/// Cases that the reader could open and that are `$wanted`, newest first. Of the unit's own no more are looked at
/// than `$most`, in the order of their index; others are few beside them.
macro_rules! newest_first {
    ($wanted:expr, $most:literal, $page:literal) => {
        concat!(
            "select * from (",
            lines!(),
            own!(),
            " and ",
            opened!(),
            $wanted,
            "
                 order by opened_at desc, id
                 limit ",
            $most,
            ") as own
             union ",
            lines!(),
            "id in (select case_id from access where of_other and holder in ($2, $3)) and ",
            opened!(),
            $wanted,
            "
         order by opened_at desc, id
         ",
            $page
        )
    };
}

/// Lists the cases that the permit's holder could open, newest first: `limit` of them after `skip`.
pub async fn list(
    tx: &mut Tx,
    permit: &Permit<act::ListCases>,
    now: Timestamp,
    filter: Filter,
    (skip, limit): (i64, i64),
) -> Result<Vec<CaseRow>, StoreError> {
    let mut values = reader(permit, now)?;
    values.extend(asked(filter));
    values.extend([limit.into(), skip.into(), skip.saturating_add(limit).into()]);
    tx.all(newest_first!(wanted!(), "$12", "limit $10 offset $11"), values).await
}

/// One case of the list.
pub async fn one(
    tx: &mut Tx,
    permit: &Permit<act::ListCases>,
    now: Timestamp,
    case: CaseId,
) -> Result<Option<CaseRow>, StoreError> {
    let mut values = reader(permit, now)?;
    values.push(case.into());
    tx.one(concat!(lines!(), "id = $8 and ", opened!()), values).await
}

struct Count(i64);

impl FromRow for Count {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.int("counted")?))
    }
}

/// How many cases the permit's holder could open.
pub async fn count(
    tx: &mut Tx,
    permit: &Permit<act::ListCases>,
    now: Timestamp,
    filter: Filter,
) -> Result<i64, StoreError> {
    let mut values = reader(permit, now)?;
    values.extend(asked(filter));
    let found: Option<Count> = tx
        .one(
            concat!(
                "select (select count(*) from cases where ",
                own!(),
                " and ",
                opened!(),
                wanted!(),
                ")
                 + (select count(distinct cases.id) from access join cases on cases.id = access.case_id
                    where of_other and holder in ($2, $3) and not (",
                own!(),
                ") and ",
                opened!(),
                wanted!(),
                ") as counted"
            ),
            values,
        )
        .await?;
    Ok(found.map_or(0, |Count(count)| count))
}

/// Cases of the list for which the permit's unit has nothing left to do, newest first.
pub async fn without_tasks(
    tx: &mut Tx,
    permit: &Permit<act::ListCases>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<CaseRow>, StoreError> {
    let mut values = reader(permit, now)?;
    values.push(limit.into());
    tx.all(newest_first!(idle!(), "$8", "limit $8"), values).await
}

/// Clocks of those cases of the list that the permit's unit owns, the most urgent first.
pub async fn clocks(
    tx: &mut Tx,
    permit: &Permit<act::ListCases>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Clock>, StoreError> {
    let mut values = reader(permit, now)?;
    values.push(limit.into());
    tx.all(
        concat!(
            "select clocks.case_id, clocks.kind, clocks.due_at
         from clocks
         join cases on cases.id = clocks.case_id
         where cases.owner_unit = $5 and ",
            opened!(),
            "
         order by clocks.due_at, clocks.case_id, clocks.kind
         limit $8"
        ),
        values,
    )
    .await
}

/// Cases that the permit's unit was let into and that wait for a decision, the longest wait first.
pub async fn waiting(
    tx: &mut Tx,
    permit: &Permit<act::ListCases>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<CaseRow>, StoreError> {
    tx.all(
        concat!(
            lines!(),
            "recognition in ('sent', 'presumed') and id in (select case_id from access
             where holder = $1 and expires_at > $2 and compartments > 0)
         order by recognition_at, id
         limit $3"
        ),
        vec![holder_text(Holder::Unit(permit.unit()?)).into(), now.into(), limit.into()],
    )
    .await
}

struct CaseIdRow(CaseId);

impl FromRow for CaseIdRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.parsed("id")?))
    }
}

/// Every case of which the holder of a permit for a unit may know, to leave out of what was found what leads to
/// another. No unit has more.
pub async fn known<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    now: Timestamp,
) -> Result<BTreeSet<CaseId>, StoreError> {
    let rows: Vec<CaseIdRow> = tx
        .all(
            concat!(
                "select id from cases where ",
                reached!(),
                " and ",
                known!(),
                " order by id limit 1000000"
            ),
            reader(permit, now)?,
        )
        .await?;
    Ok(rows.into_iter().map(|CaseIdRow(id)| id).collect())
}

/// Lists at most `limit` random ids of all cases after `after`, to hold them against their keys; nothing else of
/// them, so that no permit is asked.
pub async fn ids_after(tx: &mut Tx, after: Option<CaseId>, limit: i64) -> Result<Vec<CaseId>, StoreError> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    let sql = "select id from cases where id > $1 order by id limit $2";
    let rows: Vec<CaseIdRow> = tx.all(sql, vec![after.into(), limit.into()]).await?;
    Ok(rows.into_iter().map(|CaseIdRow(id)| id).collect())
}
