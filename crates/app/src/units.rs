//! The unit's key: made by its first member, wrapped to each newcomer by a colleague who holds it.

use havenward_domain::access::{act, may_hold_unit_key};
use havenward_store::intake::IntakeKey;
use havenward_store::{intake, units};
use havenward_vault::intake::IntakePrivateKey;
use havenward_vault::pair::{PrivateKey, PublicKey};
use havenward_vault::place::Place;

use crate::keys::{FIRST, unit_wrap_place};
use crate::{AppError, Ctx, Note};

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

        let (intake_private, intake_public) = IntakePrivateKey::generate();
        let sealed = public.wrap_intake_private(&intake_place(id), FIRST, &intake_private);
        let key = IntakeKey { version: i64::from(FIRST), public_key: intake_public.to_bytes().to_vec() };
        let now = ctx.now();
        intake::insert_key(&mut ctx.tx, &permit, &key, &sealed, now).await?;
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

pub(crate) fn intake_place(unit: havenward_domain::id::UnitId) -> Place {
    Place::new("intake_keys", "sealed_private_key", unit)
}
