//! Unattended intake: sealed records that wait for a person of the unit, and the keys they are sealed to.

use havenward_domain::access::{Permit, act};
use havenward_domain::contact::Urgency;
use havenward_domain::id::{DeviceId, IntakeId, UnitId};
use havenward_domain::sealed::Sealed;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// A sealed record with its clear header.
#[derive(Debug, Clone)]
pub struct Intake {
    /// The record.
    pub id: IntakeId,
    /// The unit that may open it.
    pub unit: UnitId,
    /// The device that handed it in.
    pub device: DeviceId,
    /// Version of the intake key it is sealed to.
    pub key_version: i64,
    /// Instrument and version, as `id@version`.
    pub instrument: String,
    /// How fast somebody must look.
    pub urgency: Urgency,
    /// Hours since 1970: no finer, so that it does not tell who was where.
    pub received_hour: i64,
    /// The record, sealed by the device.
    pub sealed: Sealed,
}

/// Keeps a sealed record for the permit's unit. Tells `false` if the unit never had the key it names.
///
/// One statement: what is sealed to a key that is none could never be opened, and must get no receipt.
pub async fn insert(
    tx: &mut Tx,
    permit: &Permit<act::SubmitIntake>,
    intake: &Intake,
) -> Result<bool, StoreError> {
    let inserted = tx
        .run(
            "insert into intake (id, unit_id, device_id, key_version, instrument, urgency, received_hour,
             sealed_record)
         select $1, unit_id, $3, version, $5, $6, $7, $8
         from intake_keys
         where unit_id = $2 and version = $4",
            vec![
                intake.id.into(),
                permit.unit()?.into(),
                intake.device.into(),
                intake.key_version.into(),
                intake.instrument.as_str().into(),
                intake.urgency.code().into(),
                intake.received_hour.into(),
                (&intake.sealed).into(),
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// The public half of the unit's newest intake key.
#[derive(Debug, Clone)]
pub struct IntakeKey {
    /// Version.
    pub version: i64,
    /// Public key, uncompressed P-256 point.
    pub public_key: Vec<u8>,
}

impl FromRow for IntakeKey {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { version: row.int("version")?, public_key: row.bytes("public_key")? })
    }
}

/// The newest intake key of a unit.
pub async fn newest_key(tx: &mut Tx, unit: UnitId) -> Result<Option<IntakeKey>, StoreError> {
    tx.one(
        "select version, public_key from intake_keys where unit_id = $1 order by version desc limit 1",
        vec![unit.into()],
    )
    .await
}

/// Keeps a new intake key of the permit's unit, its private half sealed to the unit.
pub async fn insert_key(
    tx: &mut Tx,
    permit: &Permit<act::HoldUnitKey>,
    key: &IntakeKey,
    sealed_private_key: &Sealed,
    now: jiff::Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "insert into intake_keys (unit_id, version, public_key, sealed_private_key, made_at)
         values ($1, $2, $3, $4, $5)",
        vec![
            permit.unit()?.into(),
            key.version.into(),
            key.public_key.as_slice().into(),
            sealed_private_key.into(),
            now.into(),
        ],
    )
    .await?;
    Ok(())
}
