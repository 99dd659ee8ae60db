//! The unit's key: made by its first member, wrapped to each newcomer by a colleague who holds it.

use havenward_domain::access::{act, may_hold_unit_key};
use havenward_store::units;
pub use havenward_store::units::{Member, Unit};
use havenward_vault::pair::{PrivateKey, PublicKey};

use crate::keys::{FIRST, unit_wrap_place};
use crate::{AppError, Ctx, Note, intake};

/// Units listed at a time: more than any country has.
const PAGE: i64 = 1_000;

/// Where a unit stands with its key after a member has asked to hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// Whether this member has just made the unit's first key pair.
    pub made: bool,
    /// To how many waiting colleagues the key has just been wrapped.
    pub wrapped: usize,
    /// How many members hold the key now. One is a warning: its loss loses the unit's cases.
    pub holders: i64,
}

/// Makes the unit's first key pair, or wraps its key to every colleague who waits.
///
/// A member who waits herself is told so.
pub async fn hold_key(ctx: &mut Ctx) -> Result<Holding, AppError> {
    let permit = ctx.permit_in_unit::<act::HoldUnitKey>()?;
    let id = permit.unit().map_err(|_| AppError::NotFound)?;
    let member = ctx.member()?;
    let unit = units::facts(&mut ctx.tx, id).await?.ok_or(AppError::NotFound)?;
    let made = unit.public_key.is_none();
    if made {
        let (private, public) = PrivateKey::generate();
        units::set_first_key(&mut ctx.tx, &permit, &public.to_bytes()).await?;
        let own = ctx.caller.key.as_ref().ok_or(AppError::SignedOut)?.public_key();
        let wrap = own.wrap_private(&unit_wrap_place(id), FIRST, &private);
        units::wrap(&mut ctx.tx, &permit, member.user, i64::from(FIRST), &wrap).await?;

        intake::make_first_key(ctx, &permit, &public).await?;
    }
    let mut waiting = units::waiting(&mut ctx.tx, &permit).await?;
    waiting.retain(|colleague| may_hold_unit_key(colleague.role));
    for colleague in &waiting {
        let public =
            PublicKey::from_bytes(&colleague.public_key).map_err(|_| AppError::Internal("user key"))?;
        let version = if made { FIRST } else { u32::try_from(unit.key_version).unwrap_or(FIRST) };
        let wrap = public.wrap_private(&unit_wrap_place(id), version, ctx.unit_key().await?);
        units::wrap(&mut ctx.tx, &permit, colleague.user, i64::from(version), &wrap).await?;
    }
    ctx.record(&permit, Note::because("administration", "operation").about("unit", id)).await?;
    let holders = units::holder_count(&mut ctx.tx, id).await?;
    Ok(Holding { made, wrapped: waiting.len(), holders })
}

/// The members of the actor's unit, with who holds the key and who waits for it. Plain columns only.
pub async fn members(ctx: &mut Ctx) -> Result<Vec<Member>, AppError> {
    let permit = ctx.permit_in_unit::<act::HoldUnitKey>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    Ok(units::members(&mut ctx.tx, unit).await?)
}

/// How many members hold the key of the actor's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holders {
    /// Members who hold it.
    pub people: i64,
    /// A warning: with one, the loss of that account loses every case of the unit.
    pub single: bool,
}

/// Warns of a unit whose key hangs on one member.
pub async fn warn_single_holder(ctx: &mut Ctx) -> Result<Holders, AppError> {
    let permit = ctx.permit_in_unit::<act::HoldUnitKey>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let people = units::holder_count(&mut ctx.tx, unit).await?;
    Ok(Holders { people, single: people < 2 })
}

/// Who works here: what stands in the head of every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// The staff member's name.
    pub name: String,
    /// The unit's name.
    pub unit: String,
}

/// The desk at which the actor sits. Class D: names of staff and of units.
pub async fn desk(ctx: &mut Ctx) -> Result<Desk, AppError> {
    let member = ctx.member()?;
    let unit = units::facts(&mut ctx.tx, member.unit).await?.ok_or(AppError::SignedOut)?;
    let members = units::members(&mut ctx.tx, member.unit).await?;
    let own = members.into_iter().find(|one| one.user == member.user).ok_or(AppError::SignedOut)?;
    Ok(Desk { name: own.name, unit: unit.name })
}

/// Every unit by name: whoever refers must be able to say to whom.
pub async fn directory(ctx: &mut Ctx) -> Result<Vec<Unit>, AppError> {
    ctx.permit_in_unit::<act::ListServices>()?;
    Ok(units::list(&mut ctx.tx, PAGE).await?)
}
