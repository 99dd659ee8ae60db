//! Who has access to a case: given, listed, ended, and how many can open what.
//!
//! [`crate::grants`] does the keys; here is what a person is told around them: what an ended access had
//! opened already, and which compartment hangs on one person.

use std::collections::BTreeMap;

use havenward_domain::access::{AccessPurpose, Holder, act};
use havenward_domain::coded::Coded;
use havenward_domain::compartment::{Compartment, Compartments};
use havenward_domain::id::{CaseId, EntryId, UnitId};
use havenward_domain::legal_basis::Ground;
use havenward_store::cases::{self, Access};
use havenward_store::{compartments, journal, units};
use jiff::Timestamp;

use crate::grants::{self, Giving};
use crate::{AppError, Ctx};

/// Openings listed when an access ends.
const MOST_LISTED: i64 = 1_000;

/// Gives another unit or a named person access to a case.
pub async fn give(ctx: &mut Ctx, case: CaseId, giving: Giving) -> Result<(), AppError> {
    check_purpose(&giving.purpose)?;
    check_basis(&giving.basis)?;
    ctx.permit_on::<act::GiveAccess>(case).await?;
    // A holder without a key could never open what is given.
    ctx.public_key(giving.holder).await?;
    grants::give(ctx, case, giving).await
}

fn check_purpose(purpose: &str) -> Result<(), AppError> {
    if AccessPurpose::from_code(purpose).is_some() {
        return Ok(());
    }
    let codes: Vec<&str> = AccessPurpose::ALL.iter().map(|one| one.code()).collect();
    Err(AppError::invalid("purpose", format!("give one of {}", codes.join(", "))))
}

/// The one basis that is no ground of a controller: the person's own agreement.
const AGREEMENT: &str = "agreement";

fn check_basis(basis: &str) -> Result<(), AppError> {
    if basis == AGREEMENT || Ground::from_code(basis).is_some() {
        return Ok(());
    }
    let codes: Vec<&str> = Ground::ALL.iter().map(|ground| ground.code()).collect();
    Err(AppError::invalid("basis", format!("give {AGREEMENT} or one of {}", codes.join(", "))))
}

/// Something that had been opened before an access ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// The entry that tells of it.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub compartments: Compartments,
}

/// Ends an access. Returns what had been opened under it: that cannot be recalled.
pub async fn end(
    ctx: &mut Ctx,
    case: CaseId,
    holder: Holder,
    purpose: &str,
) -> Result<Vec<Opened>, AppError> {
    let permit = ctx.permit_on::<act::EndAccess>(case).await?;
    let plain = cases::plain(&mut ctx.tx, &permit).await?;
    if holder == Holder::Unit(plain.owner) {
        return Err(AppError::refused(
            "access.owner",
            "the unit that owns the case keeps its access; hand the case over instead",
        ));
    }
    let rows = match holder {
        Holder::Unit(unit) => journal::opened_by_unit(&mut ctx.tx, &permit, unit, MOST_LISTED).await?,
        Holder::User(user) => {
            let author = ctx.app.0.secrets.author_of(user);
            journal::opened_by_author(&mut ctx.tx, &permit, author, MOST_LISTED).await?
        }
    };
    grants::end(ctx, case, holder, purpose).await?;
    let opened = |row: journal::Written| Opened {
        entry: row.entry.id,
        at: row.entry.at,
        compartments: row.entry.opened,
    };
    Ok(rows.into_iter().map(opened).collect())
}

/// An access as it is listed.
pub struct Listed {
    /// Who, what, why, until when.
    pub access: Access,
    /// The unit's name, if a unit holds it.
    pub unit: Option<String>,
    /// Whether it has run out.
    pub over: bool,
}

/// Lists who has access to a case. Plain columns only: nothing is opened or journalled.
pub async fn list(ctx: &mut Ctx, case: CaseId) -> Result<Vec<Listed>, AppError> {
    let permit = ctx.permit_on::<act::ReadAccessLog>(case).await?;
    let now = ctx.now();
    let mut listed = Vec::new();
    for access in cases::access(&mut ctx.tx, &permit).await? {
        let unit = match access.grant.holder {
            Holder::Unit(unit) => units::facts(&mut ctx.tx, unit).await?.map(|unit| unit.name),
            Holder::User(_) => None,
        };
        listed.push(Listed { over: access.grant.expires_at <= now, access, unit });
    }
    Ok(listed)
}

/// How many people can open a compartment that has been written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holders {
    /// The compartment.
    pub compartment: Compartment,
    /// People who hold its key, through their unit or by name. With one, losing that account loses it.
    pub people: i64,
}

impl Holders {
    /// Whether it hangs on one person.
    pub fn is_single(&self) -> bool {
        self.people < 2
    }
}

/// Counts, for each compartment that has been written, the people who can open it.
pub async fn holders(ctx: &mut Ctx, case: CaseId) -> Result<Vec<Holders>, AppError> {
    let permit = ctx.permit_on::<act::ReadAccessLog>(case).await?;
    let mut counted: BTreeMap<Compartment, i64> = BTreeMap::new();
    let mut by_unit: BTreeMap<UnitId, i64> = BTreeMap::new();
    for holding in compartments::holdings(&mut ctx.tx, &permit).await? {
        let people = match holding.holder {
            Holder::User(_) => 1,
            Holder::Unit(unit) => {
                if let Some(count) = by_unit.get(&unit) {
                    *count
                } else {
                    let count = units::holder_count(&mut ctx.tx, unit).await?;
                    by_unit.insert(unit, count);
                    count
                }
            }
        };
        let sum = counted.entry(holding.compartment).or_default();
        *sum = sum.saturating_add(people);
    }
    Ok(counted.into_iter().map(|(compartment, people)| Holders { compartment, people }).collect())
}
