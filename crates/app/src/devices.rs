//! Devices for unattended intake: enrolled by a member, good for handing in and nothing else.

use havenward_domain::access::act;
use havenward_domain::id::DeviceId;
use havenward_store::devices;
pub use havenward_store::devices::Enrolled;
use havenward_store::intake::{self, IntakeKey};
use havenward_vault::token::Token;
use jiff::SignedDuration;
use zeroize::Zeroizing;

use crate::{AppError, Ctx, Note};

/// A device's credential ends by itself after this time.
const CREDENTIAL_LIFETIME: SignedDuration = SignedDuration::from_hours(24 * 90);

/// A device just enrolled; the credential is shown once.
pub struct NewDevice {
    /// The device.
    pub id: DeviceId,
    /// Its bearer credential.
    pub credential: Zeroizing<String>,
    /// The key to which it seals.
    pub intake_key: IntakeKey,
}

/// Enrols a device for the actor's unit.
pub async fn enrol(ctx: &mut Ctx) -> Result<NewDevice, AppError> {
    let permit = ctx.permit_in_unit::<act::EnrolDevice>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    crate::intake::rotate_if_due(ctx, &permit).await?;
    let intake_key = intake::newest_key(&mut ctx.tx, unit).await?.ok_or(AppError::WaitingForKey)?;
    let id: DeviceId = ctx.draw();
    let token = Token::generate();
    let now = ctx.now();
    devices::insert(&mut ctx.tx, &permit, id, token.digest(), now, now + CREDENTIAL_LIFETIME).await?;
    ctx.record(&permit, Note::because("administration", "operation").about("device", id)).await?;
    Ok(NewDevice { id, credential: token.text(), intake_key })
}

/// Devices listed at a time.
const PAGE: i64 = 200;

/// Lists the devices of the actor's unit. Plain columns only.
pub async fn list(ctx: &mut Ctx) -> Result<Vec<Enrolled>, AppError> {
    let permit = ctx.permit_in_unit::<act::EnrolDevice>()?;
    Ok(devices::list(&mut ctx.tx, &permit, PAGE).await?)
}

/// Ends the credential of a device, such as one that was lost. What it has handed in stays.
pub async fn revoke(ctx: &mut Ctx, device: DeviceId) -> Result<(), AppError> {
    let permit = ctx.permit_in_unit::<act::EnrolDevice>()?;
    let now = ctx.now();
    if !devices::revoke(&mut ctx.tx, &permit, device, now).await? {
        return Err(AppError::NotFound);
    }
    ctx.record(&permit, Note::because("administration", "operation").about("device", device)).await?;
    Ok(())
}
