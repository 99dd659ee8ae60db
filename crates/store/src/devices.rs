//! Devices enrolled for unattended intake: they hand in and can do nothing else.

use havenward_domain::access::{Permit, act};
use havenward_domain::id::{DeviceId, UnitId};
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// An enrolled device.
#[derive(Debug, Clone, Copy)]
pub struct Device {
    /// The device.
    pub id: DeviceId,
    /// The unit that opens what it hands in.
    pub unit: UnitId,
}

impl FromRow for Device {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { id: row.parsed("id")?, unit: row.parsed("unit_id")? })
    }
}

/// Keeps a device with the digest of its credential.
pub async fn insert(
    tx: &mut Tx,
    permit: &Permit<act::EnrolDevice>,
    device: DeviceId,
    digest: [u8; 32],
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    let by = permit.member().map(|member| member.user);
    tx.run(
        "insert into devices (id, unit_id, digest, enrolled_by, enrolled_at, expires_at)
         values ($1, $2, $3, $4, $5, $6)",
        vec![device.into(), permit.unit()?.into(), digest.into(), by.into(), now.into(), expires_at.into()],
    )
    .await?;
    Ok(())
}

/// Finds the device with this credential.
pub async fn find(tx: &mut Tx, digest: [u8; 32], now: Timestamp) -> Result<Option<Device>, StoreError> {
    tx.one(
        "select id, unit_id from devices where digest = $1 and expires_at > $2",
        vec![digest.into(), now.into()],
    )
    .await
}
