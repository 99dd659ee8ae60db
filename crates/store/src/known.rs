//! Which cases a reader knows, as a condition on `cases`: by the same rule as the decision on each of them.
//!
//! `$1` to `$7` are [`reader`]'s values.

use havenward_domain::access::{Act, Holder, Permit, SeesThrough, WrongObject};
use jiff::Timestamp;

use crate::cases::holder_text;
use crate::{StoreError, Value};

/// The cases through whose access rows, of which `$which` are counted, the reader knows of them.
macro_rules! known_through {
    ($which:literal) => {
        concat!(
            "((owner_unit <> $1 and cases.id in (select case_id from access where holder = $2 and expires_at > $4",
            $which,
            ")
             or cases.id in (select case_id from access where holder = $3 and expires_at > $4",
            $which,
            "))
             and (child or not (case when owner_unit = $5 then $6 else $7 end)))"
        )
    };
}
pub(crate) use known_through;

/// The cases of which the reader may know: for all others she is told that there is none. One that opens
/// nothing to her she may know of through a notice that was sent to her unit.
macro_rules! known {
    () => {
        crate::known::known_through!("")
    };
}
pub(crate) use known;

/// The cases of which the reader may know and open something.
macro_rules! opened {
    () => {
        crate::known::known_through!(" and compartments > 0")
    };
}
pub(crate) use opened;

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
