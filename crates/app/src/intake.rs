//! Unattended intake, the second road: a device hands in a sealed record, a person of the unit opens it.
//!
//! Handing in is here; what a record holds is in [`record`], how it is opened in [`open`], and the keys
//! that records are sealed to are in [`key`]. What a device is told is in [`bearings`]. The form on the wire is
//! written down in `docs/intake.md`.

mod bearings;
mod key;
mod open;
mod record;

use havenward_domain::access::{Actor, act};
use havenward_domain::contact::Urgency;
use havenward_domain::id::IntakeId;
use havenward_domain::sealed::Sealed;
use havenward_store::intake;

use crate::{AppError, Ctx, Note};

pub use bearings::{Bearings, bearings};
pub use havenward_store::intake::{IntakeKey, Waiting};
pub use key::rotate_key;
pub(crate) use key::{follow_key, make_first_key, rotate_if_due};
pub use open::{list_waiting, open, open_or_mark};
pub use record::{INFO, aad};

/// The largest sealed record: a long screening with room to spare.
pub const LARGEST_RECORD: usize = 64 * 1024;
/// The smallest: suite id, encapsulated point and tag (RFC 9180 with P-256 and AES-256-GCM).
const SMALLEST_RECORD: usize = 1 + 65 + 16;
/// Instrument ids are short code words.
const LONGEST_INSTRUMENT: usize = 64;
const SECONDS_IN_HOUR: i64 = 3_600;

/// What a device hands in.
pub struct Submission {
    /// Instrument and version, as `id@version`.
    pub instrument: String,
    /// How fast somebody must look.
    pub urgency: Urgency,
    /// Version of the intake key it is sealed to.
    pub key_version: i64,
    /// The sealed record.
    pub sealed: Sealed,
}

/// Stores a sealed record for the unit of the device.
pub async fn submit(ctx: &mut Ctx, submission: Submission) -> Result<IntakeId, AppError> {
    let permit = ctx.permit_in_unit::<act::SubmitIntake>()?;
    check(&submission)?;
    let Actor::Device { device, unit } = *ctx.actor() else { return Err(AppError::Forbidden) };
    if !intake::is_kept(&mut ctx.tx, unit, submission.key_version).await? {
        // Nobody could ever open it: the device must keep the record and seal it anew.
        return Err(AppError::refused(
            "intake.key_retired",
            "this intake key is no longer kept; fetch the current one and seal the record to it",
        ));
    }
    let id: IntakeId = ctx.draw();
    let intake = intake::Intake {
        id,
        unit,
        device,
        key_version: submission.key_version,
        instrument: submission.instrument,
        urgency: submission.urgency,
        received_hour: ctx.now().as_second() / SECONDS_IN_HOUR,
        sealed: submission.sealed,
    };
    if !intake::insert(&mut ctx.tx, &permit, &intake).await? {
        let message = "seal to the unit's intake key and give its version";
        return Err(AppError::invalid("Havenward-Key-Version", message));
    }
    ctx.record(&permit, Note::because("support", "vital_interest").about("intake", id)).await?;
    Ok(id)
}

fn check(submission: &Submission) -> Result<(), AppError> {
    let size = submission.sealed.as_bytes().len();
    if !(SMALLEST_RECORD..=LARGEST_RECORD).contains(&size) {
        return Err(AppError::invalid(
            "record",
            format!("send {SMALLEST_RECORD} to {LARGEST_RECORD} bytes sealed to the unit's intake key"),
        ));
    }
    let is_code = |text: &str| {
        !text.is_empty()
            && text.len() <= LONGEST_INSTRUMENT
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.@".contains(&byte))
    };
    if !is_code(&submission.instrument) {
        return Err(AppError::invalid("instrument", "give the instrument as id@version"));
    }
    Ok(())
}
