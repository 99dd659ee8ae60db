//! Which cases a reader knows, as a condition on `cases`: by the same rule as the decision on each of them.
//!
//! `$1` to `$7` are [`reader`]'s values.

use havenward_domain::access::{Act, Holder, Permit, SeesThrough, WrongObject};
use jiff::Timestamp;

use crate::cases::holder_text;
use crate::{StoreError, Value};

/// Whether the reader knows of a row of `cases` through its access rows, of which `$which` are counted.
macro_rules! known_through {
    ($which:literal) => {
        concat!(
            "((owner_unit <> $1 and exists (select 1 from access where access.case_id = cases.id
                     and access.holder = $2 and access.expires_at > $4",
            $which,
            ")
                 or exists (select 1 from access where access.case_id = cases.id
                     and access.holder = $3 and access.expires_at > $4",
            $which,
            "))
             and (child or not (case when owner_unit = $5 then $6 else $7 end)))"
        )
    };
}
pub(crate) use known_through;

/// A case of which the reader may know: for all others she is told that there is none. One that opens nothing
/// to her she may know of through a notice that was sent to her unit.
macro_rules! known {
    () => {
        crate::known::known_through!("")
    };
}
pub(crate) use known;

/// The same of the case that a column names, without a look at its row wherever access tells all: lists of much else
/// about cases read no case.
macro_rules! known_of {
    ($case:literal) => {
        concat!(
            "((exists (select 1 from access where access.case_id = ",
            $case,
            " and access.holder = $2 and access.expires_at > $4 and (access.of_other or $1 = ''))
                 or exists (select 1 from access where access.case_id = ",
            $case,
            " and access.holder = $3 and access.expires_at > $4))
             and ((not $6 and not $7) or exists (select 1 from cases where cases.id = ",
            $case,
            " and (child or not (case when owner_unit = $5 then $6 else $7 end)))))"
        )
    };
}
pub(crate) use known_of;

/// A case of which the reader may know and open something.
macro_rules! opened {
    () => {
        crate::known::known_through!(" and access.compartments > 0")
    };
}
pub(crate) use opened;

/// A case of the reader's unit that she reaches through the unit: nothing else needs to be looked at to find it.
macro_rules! own {
    () => {
        "owner_unit = $5 and owner_unit <> $1 and $2 <> ''"
    };
}
pub(crate) use own;

/// Every case that the reader could know of at all, for a query that has nothing else to begin with: her unit's
/// own, and those into which she or her unit was let. Which of them she knows the condition on the row decides.
macro_rules! reached {
    () => {
        concat!(
            "cases.id in (select id from cases where ",
            crate::known::own!(),
            "
                union all select case_id from access where of_other and holder in ($2, $3))"
        )
    };
}
pub(crate) use reached;

/// The values of the condition: who reads, and when.
pub(crate) fn reader<A: Act>(permit: &Permit<A>, now: Timestamp) -> Result<Vec<Value>, StoreError> {
    let unit = permit.unit()?;
    let member = permit.member().ok_or(WrongObject)?;
    let by_name = holder_text(Holder::User(member.user));
    // A text that is no holder and no unit stands for "none": it matches nothing.
    let none = String::new;
    let (through_unit, but_not_owned_by, by_name) = match permit.sees_through() {
        _ if !permit.may_know_of_cases() => (none(), none(), none()),
        SeesThrough::AllGrants => (holder_text(Holder::Unit(unit)), none(), by_name),
        SeesThrough::GrantsOfOthers => (holder_text(Holder::Unit(unit)), unit.to_string(), by_name),
        SeesThrough::NamedGrants => (none(), none(), by_name),
    };
    let (of_own, of_others) = permit.knows_children_only();
    Ok(vec![
        but_not_owned_by.into(),
        through_unit.into(),
        by_name.into(),
        now.into(),
        unit.into(),
        of_own.into(),
        of_others.into(),
    ])
}
