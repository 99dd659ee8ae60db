//! When somebody has left: a new key for the unit, and what the one who left has opened.
//!
//! What a former member could open, she may have kept. A new pair of keys shuts her out of what comes after: new
//! cases and packages are sealed to it, and a compartment that is written again is given a new key first. The
//! private halves of former pairs stay, each wrapped to the one that followed, so nothing is lost by it.

use std::collections::BTreeMap;

use havenward_domain::access::{act, may_hold_unit_key};
use havenward_domain::compartment::Compartments;
use havenward_domain::id::{CaseId, UserId};
use havenward_store::{journal, listing, units};
use havenward_vault::pair::PrivateKey;
use jiff::Timestamp;

use super::public_key;
use crate::keys::unit_wrap_place;
use crate::ring::former_place;
use crate::{AppError, Ctx, Note, intake};

/// Cases listed of one who has left.
const PAGE: i64 = 1_000;

/// A unit's key has been followed by a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renewed {
    /// Version of the new pair.
    pub version: u32,
    /// How many members hold it now.
    pub holders: i64,
}

/// Follows the unit's key pair by a new one, wrapped to every member who holds it and is still here.
///
/// The unit's intake key is followed too: devices ask for the newest before they seal.
pub async fn renew_key(ctx: &mut Ctx) -> Result<Renewed, AppError> {
    let permit = ctx.permit_in_unit::<act::RenewUnitKey>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let (private, public) = PrivateKey::generate();
    let ring = ctx.unit_keys().await?;
    let before = ring.version();
    let sealed = public.wrap_private(&former_place(unit), before, ring.newest());
    let version = before.checked_add(1).ok_or(AppError::Internal("key version"))?;
    let stays = |member: &units::Member| member.active && member.holds_key && may_hold_unit_key(member.role);
    let holders: Vec<_> = units::members(&mut ctx.tx, unit).await?.into_iter().filter(stays).collect();
    let former = units::Wrap { key_version: i64::from(before), sealed };
    units::set_next_key(&mut ctx.tx, &permit, &public.to_bytes(), &former).await?;
    for holder in holders {
        let own = public_key(&holder.public_key.ok_or(AppError::Internal("a holder without a key"))?)?;
        let sealed = own.wrap_private(&unit_wrap_place(unit), version, &private);
        let wrap = units::Wrap { key_version: i64::from(version), sealed };
        units::wrap_to_holder(&mut ctx.tx, &permit, holder.user, &wrap).await?;
    }
    // What was opened with the former key in this act is read anew.
    ctx.keys.units.remove(&unit);
    intake::follow_key(ctx, &permit, unit).await?;
    let note = Note::because("administration", "operation").about("unit_key", i64::from(version));
    ctx.record(&permit, note).await?;
    Ok(Renewed { version, holders: units::holder_count(&mut ctx.tx, unit).await? })
}

/// What a member of the unit has opened of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// The case.
    pub case: CaseId,
    /// What was opened of it, all in all.
    pub compartments: Compartments,
    /// When for the last time.
    pub last_at: Timestamp,
}

/// The cases known to the actor of which an account has opened something while it worked in her unit, the
/// latest first.
///
/// Whoever carries a case decides with this whether a person must be warned or moved when somebody has left
/// with what she knows. This reading is itself in the journal.
pub async fn opened_by(ctx: &mut Ctx, user: UserId) -> Result<Vec<Opened>, AppError> {
    let permit = ctx.permit_in_unit::<act::ReadWhatTheyOpened>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    ctx.unit_keys().await?;
    let member = units::member(&mut ctx.tx, unit, user).await?.ok_or(AppError::NotFound)?;
    if member.active {
        // What a colleague who is here opens is the business of data protection, not of the desk beside her.
        return Err(AppError::refused("unit.still_here", "the account of this member is open"));
    }
    ctx.record(&permit, Note::because("accountability", "legal_obligation").about("user", user)).await?;
    let author = ctx.app.0.secrets.author_of(user);
    let now = ctx.now();
    let mut cases: BTreeMap<CaseId, Opened> = BTreeMap::new();
    let known = listing::known(&mut ctx.tx, &permit, now).await?;
    for one in journal::opened_in_unit(&mut ctx.tx, &permit, author, PAGE).await? {
        if !known.contains(&one.case) {
            continue;
        }
        let seen = Opened { case: one.case, compartments: one.opened, last_at: one.last_at };
        let all = cases.entry(one.case).or_insert(seen);
        all.compartments = all.compartments.union(one.opened);
        all.last_at = all.last_at.max(one.last_at);
    }
    let mut opened: Vec<Opened> = cases.into_values().collect();
    opened.sort_by_key(|one| std::cmp::Reverse(one.last_at));
    Ok(opened)
}
