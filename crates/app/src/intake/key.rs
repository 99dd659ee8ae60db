//! Intake keys: one pair a unit, followed by a new one each week.
//!
//! The private half lies under a secret of the shred store and, around that, to the unit's key. When an
//! old key is no longer needed its secret is destroyed, and with it what backups still hold of old records.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::UnitId;
use havenward_domain::sealed::Sealed;
use havenward_store::intake::{self, IntakeKey, PrivateHalf};
use havenward_store::units;
use havenward_vault::intake::IntakePrivateKey;
use havenward_vault::pair::PublicKey;
use havenward_vault::place::Place;
use jiff::SignedDuration;

use crate::keys::FIRST;
use crate::{AppError, Ctx, Note};

/// A key is followed by a new one after this time.
const FOLLOWED_AFTER: SignedDuration = SignedDuration::from_hours(24 * 7);
/// A followed key is kept this long for phones that were offline, and until its last record is opened.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24 * 14);

fn place(unit: UnitId) -> Place {
    Place::new("intake_keys", "sealed_private_key", unit)
}

/// Makes the unit's first intake key.
pub(crate) async fn make_first_key<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    public: &PublicKey,
) -> Result<(), AppError> {
    make(ctx, permit, public, i64::from(FIRST)).await
}

/// Makes a new intake key for the actor's unit now, such as after the loss of a device.
pub async fn rotate_key(ctx: &mut Ctx) -> Result<IntakeKey, AppError> {
    let permit = ctx.permit_in_unit::<act::HoldUnitKey>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    follow(ctx, &permit, unit).await?;
    retire(ctx, &permit).await?;
    let newest = intake::newest_key(&mut ctx.tx, unit).await?.ok_or(AppError::WaitingForKey)?;
    let note = Note::because("administration", "operation").about("intake_key", newest.version);
    ctx.record(&permit, note).await?;
    Ok(newest)
}

/// Follows the intake key of a unit whose own key has just been followed.
pub(crate) async fn follow_key(
    ctx: &mut Ctx,
    permit: &Permit<act::RenewUnitKey>,
    unit: UnitId,
) -> Result<(), AppError> {
    follow(ctx, permit, unit).await?;
    retire(ctx, permit).await
}

/// Follows the unit's intake key by a new one if a week has passed, and retires what is not needed.
///
/// Runs within acts of the unit that touch intake, since a key is made in somebody's session.
pub(crate) async fn rotate_if_due<A: Act>(ctx: &mut Ctx, permit: &Permit<A>) -> Result<(), AppError> {
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let newest = intake::newest_key(&mut ctx.tx, unit).await?.ok_or(AppError::WaitingForKey)?;
    if ctx.now().duration_since(newest.made_at) >= FOLLOWED_AFTER {
        follow(ctx, permit, unit).await?;
    }
    retire(ctx, permit).await
}

/// The private half of one intake key of the actor's unit, or none if it has been retired.
pub(super) async fn private_key(
    ctx: &mut Ctx,
    permit: &Permit<act::OpenIntake>,
    version: i64,
) -> Result<Option<IntakePrivateKey>, AppError> {
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let Some(half) = intake::private_half(&mut ctx.tx, permit, version).await? else { return Ok(None) };
    let Some(secret) = ctx.app.0.reserve.key(half.shred).await? else { return Ok(None) };
    let inner = ctx.unit_keys().await?.open_bytes(&place(unit), &half.sealed)?;
    let inner = Sealed::from_bytes(inner.expose().to_vec());
    Ok(Some(IntakePrivateKey::open_private(&secret, &place(unit), &inner)?))
}

async fn follow<A: Act>(ctx: &mut Ctx, permit: &Permit<A>, unit: UnitId) -> Result<(), AppError> {
    let newest = intake::newest_key(&mut ctx.tx, unit).await?.ok_or(AppError::WaitingForKey)?;
    let facts = units::facts(&mut ctx.tx, unit).await?.ok_or(AppError::NotFound)?;
    let public = facts.public_key.ok_or(AppError::WaitingForKey)?;
    let public = PublicKey::from_bytes(&public).map_err(|_| AppError::Internal("public key"))?;
    let version = newest.version.checked_add(1).ok_or(AppError::Internal("key version"))?;
    make(ctx, permit, &public, version).await
}

async fn make<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    unit_key: &PublicKey,
    version: i64,
) -> Result<(), AppError> {
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let now = ctx.now();
    // A reserved row of the shred store is durable already; its id names this key from now on.
    let secret = ctx.take_fresh()?;
    let sealed_as = u32::try_from(version).map_err(|_| AppError::Internal("key version"))?;
    let (private, public) = IntakePrivateKey::generate();
    let inner = private.seal_private(&secret.key, &place(unit), sealed_as);
    let sealed = unit_key.seal_bytes(&place(unit), sealed_as, inner.as_bytes());
    let key = IntakeKey { version, public_key: public.to_bytes().to_vec(), made_at: now };
    let half = PrivateHalf { version, sealed, shred: secret.case };
    Ok(intake::insert_key(&mut ctx.tx, permit, &key, &half).await?)
}

/// Drops followed keys that nothing waits for; their secrets are destroyed once that is on the disk.
async fn retire<A: Act>(ctx: &mut Ctx, permit: &Permit<A>) -> Result<(), AppError> {
    let before = ctx.now() - KEPT_FOR;
    for half in intake::to_retire(&mut ctx.tx, permit, before).await? {
        intake::delete_key(&mut ctx.tx, permit, half.version).await?;
        ctx.to_shred.push(half.shred);
    }
    Ok(())
}
