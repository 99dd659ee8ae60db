//! Compartments of a case: one sealed body each, and the wraps of its key.

use havenward_domain::access::{Act, Holder, Permit};
use havenward_domain::compartment::Compartment;
use havenward_domain::sealed::Sealed;

use crate::cases::{OnCase, holder_from, holder_text};
use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// A sealed body and its revision.
#[derive(Debug, Clone)]
pub struct Body {
    /// Grows by one with each change; a change names the revision it was made on.
    pub revision: i64,
    /// The sealed body.
    pub sealed: Sealed,
}

impl FromRow for Body {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { revision: row.int("revision")?, sealed: row.sealed("sealed_body")? })
    }
}

/// A wrap of a compartment key.
#[derive(Debug, Clone)]
pub struct Wrap {
    /// Version of the key.
    pub key_version: i64,
    /// The wrapped key.
    pub sealed: Sealed,
}

/// To whom a compartment's key is wrapped.
#[derive(Debug, Clone, Copy)]
pub struct WrappedTo {
    /// The holder.
    pub holder: Holder,
    /// Which version of the unit's key; none for a person.
    pub unit_version: Option<i64>,
}

impl FromRow for Wrap {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { key_version: row.int("key_version")?, sealed: row.sealed("sealed_key")? })
    }
}

/// Reads a compartment of the permit's case.
pub async fn body<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    compartment: Compartment,
) -> Result<Option<Body>, StoreError> {
    tx.one(
        "select revision, sealed_body from compartments where case_id = $1 and compartment = $2",
        vec![permit.case()?.into(), compartment.code().into()],
    )
    .await
}

/// Writes the first body of a compartment.
pub async fn insert(
    tx: &mut Tx,
    on: &impl OnCase,
    compartment: Compartment,
    sealed: &Sealed,
) -> Result<(), StoreError> {
    tx.run(
        "insert into compartments (case_id, compartment, revision, sealed_body) values ($1, $2, 0, $3)",
        vec![on.case_id()?.into(), compartment.code().into(), sealed.into()],
    )
    .await?;
    Ok(())
}

/// Keeps a compartment key, wrapped to one holder.
pub async fn insert_wrap(
    tx: &mut Tx,
    on: &impl OnCase,
    compartment: Compartment,
    to: WrappedTo,
    wrap: &Wrap,
) -> Result<(), StoreError> {
    tx.run(
        "insert into compartment_keys (case_id, compartment, key_version, holder, sealed_key, unit_version)
         values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing",
        vec![
            on.case_id()?.into(),
            compartment.code().into(),
            wrap.key_version.into(),
            holder_text(to.holder).into(),
            (&wrap.sealed).into(),
            to.unit_version.into(),
        ],
    )
    .await?;
    Ok(())
}

struct CountRow(i64);

impl FromRow for CountRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.int("n")?))
    }
}

/// Whether a version of a compartment's key is wrapped to a unit's key that has been followed by a new one:
/// somebody who left may hold it.
pub async fn hangs_on_former_key<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    compartment: Compartment,
    key_version: i64,
) -> Result<bool, StoreError> {
    let found: Option<CountRow> = tx
        .one(
            "select count(*) as n
             from compartment_keys
             join units on compartment_keys.holder = 'unit:' || units.id
             where compartment_keys.case_id = $1 and compartment_keys.compartment = $2
                 and compartment_keys.key_version = $3 and compartment_keys.unit_version < units.key_version",
            vec![permit.case()?.into(), compartment.code().into(), key_version.into()],
        )
        .await?;
    Ok(found.is_some_and(|CountRow(n)| n > 0))
}

/// The wrap of one version of a compartment's key for one holder.
pub async fn wrap<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    compartment: Compartment,
    key_version: i64,
    holder: Holder,
) -> Result<Option<Wrap>, StoreError> {
    tx.one(
        "select key_version, sealed_key
         from compartment_keys
         where case_id = $1 and compartment = $2 and key_version = $3 and holder = $4",
        vec![
            permit.case()?.into(),
            compartment.code().into(),
            key_version.into(),
            holder_text(holder).into(),
        ],
    )
    .await
}

/// Replaces the body of a compartment of the permit's case; somebody else's change in between is a
/// conflict, never overwritten.
pub async fn replace<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    compartment: Compartment,
    seen: i64,
    sealed: &Sealed,
) -> Result<(), StoreError> {
    tx.run_one(
        "update compartments
         set sealed_body = $4, revision = revision + 1
         where case_id = $1 and compartment = $2 and revision = $3",
        vec![permit.case()?.into(), compartment.code().into(), seen.into(), sealed.into()],
    )
    .await
}

/// Drops every wrap of a compartment's key of the permit's case but those of one version.
pub async fn drop_other_versions<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    compartment: Compartment,
    kept: i64,
) -> Result<(), StoreError> {
    tx.run(
        "delete from compartment_keys
         where case_id = $1 and compartment = $2 and key_version <> $3 and holder <> 'newer_key'",
        vec![permit.case()?.into(), compartment.code().into(), kept.into()],
    )
    .await?;
    Ok(())
}

/// Keeps a replaced key, sealed under the key that replaced it: what was sealed before stays readable
/// to whoever holds the newer one, and tells the former holder nothing.
pub async fn keep_replaced<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    compartment: Compartment,
    replaced: &Wrap,
) -> Result<(), StoreError> {
    tx.run(
        "insert into compartment_keys (case_id, compartment, key_version, holder, sealed_key)
         values ($1, $2, $3, 'newer_key', $4)",
        vec![
            permit.case()?.into(),
            compartment.code().into(),
            replaced.key_version.into(),
            (&replaced.sealed).into(),
        ],
    )
    .await?;
    Ok(())
}

/// The replaced keys of a compartment of the permit's case, the newest first.
pub async fn replaced<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    compartment: Compartment,
) -> Result<Vec<Wrap>, StoreError> {
    tx.all(
        "select key_version, sealed_key
         from compartment_keys
         where case_id = $1 and compartment = $2 and holder = 'newer_key'
         order by key_version desc
         limit 10000",
        vec![permit.case()?.into(), compartment.code().into()],
    )
    .await
}

/// Drops every wrap of a compartment's key to one holder.
pub async fn drop_wraps_of<A: Act>(
    tx: &mut Tx,
    permit: &Permit<A>,
    compartment: Compartment,
    holder: Holder,
) -> Result<(), StoreError> {
    tx.run(
        "delete from compartment_keys where case_id = $1 and compartment = $2 and holder = $3",
        vec![permit.case()?.into(), compartment.code().into(), holder_text(holder).into()],
    )
    .await?;
    Ok(())
}

/// A compartment that has been written, and somebody to whom its key is wrapped.
#[derive(Debug, Clone, Copy)]
pub struct Holding {
    /// The compartment.
    pub compartment: Compartment,
    /// Who can open it.
    pub holder: Holder,
}

impl FromRow for Holding {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            compartment: row.code("compartment", Compartment::from_code)?,
            holder: holder_from(&row.text("holder")?)?,
        })
    }
}

/// Who holds a key of which compartment of the permit's case.
pub async fn holdings<A: Act>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Holding>, StoreError> {
    tx.all(
        "select distinct compartment, holder
         from compartment_keys
         where case_id = $1 and holder <> 'newer_key'
         order by compartment, holder
         limit 10000",
        vec![permit.case()?.into()],
    )
    .await
}
