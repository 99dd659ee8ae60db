//! Devices enrolled for unattended intake: they hand in and can do nothing else.

use havenward_domain::access::{Permit, act};
use havenward_domain::id::{DeviceId, UnitId, UserId};
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

/// A device as its unit lists it.
#[derive(Debug, Clone, Copy)]
pub struct Enrolled {
    /// The device.
    pub id: DeviceId,
    /// Who enrolled it.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// Until when its credential is good.
    pub expires_at: Timestamp,
}

impl FromRow for Enrolled {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id")?,
            by: row.parsed("enrolled_by")?,
            at: row.at("enrolled_at")?,
            expires_at: row.at("expires_at")?,
        })
    }
}

/// Lists the devices of the permit's unit, the newest first.
pub async fn list(
    tx: &mut Tx,
    permit: &Permit<act::EnrolDevice>,
    limit: i64,
) -> Result<Vec<Enrolled>, StoreError> {
    tx.all(
        "select id, enrolled_by, enrolled_at, expires_at
         from devices
         where unit_id = $1
         order by enrolled_at desc, id
         limit $2",
        vec![permit.unit()?.into(), limit.into()],
    )
    .await
}

/// Ends the credential of a device of the permit's unit. Tells whether it was still good.
pub async fn revoke(
    tx: &mut Tx,
    permit: &Permit<act::EnrolDevice>,
    device: DeviceId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let ended = tx
        .run(
            "update devices set expires_at = $3 where id = $1 and unit_id = $2 and expires_at > $3",
            vec![device.into(), permit.unit()?.into(), now.into()],
        )
        .await?;
    Ok(ended == 1)
}

/// Who enrolled a device of the permit's unit.
pub async fn enrolled_by(
    tx: &mut Tx,
    permit: &Permit<act::OpenIntake>,
    device: DeviceId,
) -> Result<Option<Enrolled>, StoreError> {
    tx.one(
        "select id, enrolled_by, enrolled_at, expires_at from devices where id = $1 and unit_id = $2",
        vec![device.into(), permit.unit()?.into()],
    )
    .await
}
