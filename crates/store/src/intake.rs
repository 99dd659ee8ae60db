//! Unattended intake: sealed records that wait for a person of the unit, and the keys they are sealed to.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::coded::Coded;
use havenward_domain::contact::Urgency;
use havenward_domain::id::{CaseId, DeviceId, IntakeId, UnitId};
use havenward_domain::sealed::Sealed;
use jiff::Timestamp;

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

/// A waiting record as its unit lists it: the clear header.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The record.
    pub id: IntakeId,
    /// The device that handed it in.
    pub device: DeviceId,
    /// Instrument and version.
    pub instrument: String,
    /// How fast somebody must look.
    pub urgency: Urgency,
    /// Hours since 1970.
    pub received_hour: i64,
    /// Whether somebody tried and could not open it.
    pub damaged: bool,
}

impl FromRow for Waiting {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id")?,
            device: row.parsed("device_id")?,
            instrument: row.text("instrument")?,
            urgency: row.code("urgency", Urgency::from_code)?,
            received_hour: row.int("received_hour")?,
            damaged: row.flag("damaged")?,
        })
    }
}

impl FromRow for Intake {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id")?,
            unit: row.parsed("unit_id")?,
            device: row.parsed("device_id")?,
            key_version: row.int("key_version")?,
            instrument: row.text("instrument")?,
            urgency: row.code("urgency", Urgency::from_code)?,
            received_hour: row.int("received_hour")?,
            sealed: row.sealed("sealed_record")?,
        })
    }
}

/// Lists the records that wait for the permit's unit: the most urgent first, then the oldest.
pub async fn waiting(
    tx: &mut Tx,
    permit: &Permit<act::OpenIntake>,
    limit: i64,
) -> Result<Vec<Waiting>, StoreError> {
    tx.all(
        "select id, device_id, instrument, urgency, received_hour, damaged
         from intake
         where unit_id = $1
         order by damaged, case urgency when 'danger_now' then 0 when 'urgent' then 1 else 2 end,
             received_hour, id
         limit $2",
        vec![permit.unit()?.into(), limit.into()],
    )
    .await
}

/// Reads a record that waits for the permit's unit.
pub async fn find(
    tx: &mut Tx,
    permit: &Permit<act::OpenIntake>,
    id: IntakeId,
) -> Result<Option<Intake>, StoreError> {
    tx.one(
        "select id, unit_id, device_id, key_version, instrument, urgency, received_hour, sealed_record
         from intake
         where id = $1 and unit_id = $2",
        vec![id.into(), permit.unit()?.into()],
    )
    .await
}

/// Deletes an opened record of the permit's unit. Fails if a colleague was faster.
pub async fn delete(tx: &mut Tx, permit: &Permit<act::OpenIntake>, id: IntakeId) -> Result<(), StoreError> {
    tx.run_one("delete from intake where id = $1 and unit_id = $2", vec![id.into(), permit.unit()?.into()])
        .await
}

/// Marks a record of the permit's unit that could not be opened; it stays for a person to look into.
pub async fn mark_damaged(
    tx: &mut Tx,
    permit: &Permit<act::OpenIntake>,
    id: IntakeId,
) -> Result<(), StoreError> {
    tx.run_one(
        "update intake set damaged = $3 where id = $1 and unit_id = $2",
        vec![id.into(), permit.unit()?.into(), true.into()],
    )
    .await
}

/// The public half of an intake key of a unit.
#[derive(Debug, Clone)]
pub struct IntakeKey {
    /// Version.
    pub version: i64,
    /// Public key, uncompressed P-256 point.
    pub public_key: Vec<u8>,
    /// When it was made.
    pub made_at: Timestamp,
}

impl FromRow for IntakeKey {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            version: row.int("version")?,
            public_key: row.bytes("public_key")?,
            made_at: row.at("made_at")?,
        })
    }
}

/// The newest intake key of a unit.
pub async fn newest_key(tx: &mut Tx, unit: UnitId) -> Result<Option<IntakeKey>, StoreError> {
    tx.one(
        "select version, public_key, made_at
         from intake_keys
         where unit_id = $1
         order by version desc
         limit 1",
        vec![unit.into()],
    )
    .await
}

/// The private half of an intake key: sealed under a shred secret, then to the unit.
#[derive(Debug, Clone)]
pub struct PrivateHalf {
    /// The version.
    pub version: i64,
    /// The sealed private half.
    pub sealed: Sealed,
    /// The row of the shred store that holds the secret.
    pub shred: CaseId,
}

impl FromRow for PrivateHalf {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            version: row.int("version")?,
            sealed: row.sealed("sealed_private_key")?,
            shred: row.parsed("shred_id")?,
        })
    }
}

/// One intake key of the permit's unit, if it has not been retired.
pub async fn private_half(
    tx: &mut Tx,
    permit: &Permit<act::OpenIntake>,
    version: i64,
) -> Result<Option<PrivateHalf>, StoreError> {
    tx.one(
        "select version, sealed_private_key, shred_id from intake_keys where unit_id = $1 and version = $2",
        vec![permit.unit()?.into(), version.into()],
    )
    .await
}

/// Records of a unit that wait and that nobody has been told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untold {
    /// The unit.
    pub unit: UnitId,
    /// How fast somebody must look.
    pub urgency: Urgency,
}

impl FromRow for Untold {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let urgency = Urgency::from_code(&row.text("urgency")?).ok_or(StoreError::Corrupt("urgency"))?;
        Ok(Self { unit: row.parsed("unit_id")?, urgency })
    }
}

/// Units with waiting records of an urgency for which they have no open task, for the ticker.
pub async fn untold(tx: &mut Tx, _permit: &Permit<act::Tick>, limit: i64) -> Result<Vec<Untold>, StoreError> {
    tx.all(
        "select distinct unit_id, urgency
         from intake
         where not exists (
                 select 1 from tasks
                 where tasks.unit_id = intake.unit_id and tasks.done_at is null and tasks.kind in
                     ('open_intake:' || intake.urgency, 'overdue:open_intake:' || intake.urgency)
             )
         order by unit_id, urgency
         limit $1",
        vec![limit.into()],
    )
    .await
}

/// Closes what tells the permit's unit of waiting records of an urgency, once none waits any more.
pub async fn settle(
    tx: &mut Tx,
    permit: &Permit<act::OpenIntake>,
    urgency: Urgency,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "update tasks set done_at = $3
         where unit_id = $1 and kind in ('open_intake:' || $2, 'overdue:open_intake:' || $2)
             and done_at is null
             and not exists (select 1 from intake where unit_id = $1 and urgency = $2)",
        vec![permit.unit()?.into(), urgency.code().into(), now.into()],
    )
    .await?;
    Ok(())
}

struct Count(i64);

impl FromRow for Count {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.int("n")?))
    }
}

/// Says whether a unit can still open what is sealed to this version of its intake key.
pub async fn is_kept(tx: &mut Tx, unit: UnitId, version: i64) -> Result<bool, StoreError> {
    let count: Option<Count> = tx
        .one(
            "select count(*) as n from intake_keys where unit_id = $1 and version = $2",
            vec![unit.into(), version.into()],
        )
        .await?;
    Ok(count.is_some_and(|Count(n)| n > 0))
}

/// Says whether an intake key lives under this row of the shred store.
pub async fn uses_shred(tx: &mut Tx, shred: CaseId) -> Result<bool, StoreError> {
    let count: Option<Count> =
        tx.one("select count(*) as n from intake_keys where shred_id = $1", vec![shred.into()]).await?;
    Ok(count.is_some_and(|Count(n)| n > 0))
}

/// Keeps a new intake key of the permit's unit, its private half sealed under a shred secret and to the unit.
pub async fn insert_key<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    key: &IntakeKey,
    private: &PrivateHalf,
) -> Result<(), StoreError> {
    tx.run(
        "insert into intake_keys (unit_id, version, public_key, sealed_private_key, made_at, shred_id)
         values ($1, $2, $3, $4, $5, $6)",
        vec![
            permit.unit()?.into(),
            key.version.into(),
            key.public_key.as_slice().into(),
            (&private.sealed).into(),
            key.made_at.into(),
            private.shred.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Keys of the permit's unit that were followed by another before `before` and to which no record waits.
pub async fn to_retire<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    before: Timestamp,
) -> Result<Vec<PrivateHalf>, StoreError> {
    tx.all(
        "select version, sealed_private_key, shred_id
         from intake_keys old
         where old.unit_id = $1
             and exists (
                 select 1 from intake_keys newer
                 where newer.unit_id = old.unit_id and newer.version > old.version and newer.made_at <= $2
             )
             and not exists (
                 select 1 from intake
                 where intake.unit_id = old.unit_id and intake.key_version = old.version
             )
         order by version
         limit 100",
        vec![permit.unit()?.into(), before.into()],
    )
    .await
}

/// Drops an intake key of the permit's unit.
pub async fn delete_key<A: Act>(tx: &mut Tx, permit: &Permit<A>, version: i64) -> Result<(), StoreError> {
    tx.run_one(
        "delete from intake_keys where unit_id = $1 and version = $2",
        vec![permit.unit()?.into(), version.into()],
    )
    .await
}
