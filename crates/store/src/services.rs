//! Services: plain, for everybody who refers. The kind of help and the places, never an address.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::{ServiceId, UnitId};
use havenward_domain::service::Service;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx, places};

/// A service with its name and the revision it was read at.
#[derive(Debug, Clone)]
pub struct ServiceRow {
    /// The name under which staff know it.
    pub name: String,
    /// What it offers.
    pub service: Service,
    /// Grows by one with each change; a change names the revision it was made on.
    pub revision: i64,
}

impl FromRow for ServiceRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let service = serde_json::from_str(&row.text("body")?).map_err(|_| StoreError::Corrupt("body"))?;
        Ok(Self { name: row.text("name")?, service, revision: row.int("revision")? })
    }
}

fn body(service: &Service) -> Result<String, StoreError> {
    serde_json::to_string(service).map_err(|_| StoreError::Corrupt("body"))
}

/// Adds a service of the permit's unit.
pub async fn insert(
    tx: &mut Tx,
    permit: &Permit<act::ManageServices>,
    name: &str,
    service: &Service,
) -> Result<(), StoreError> {
    tx.run(
        "insert into services (id, unit_id, name, body, revision) values ($1, $2, $3, $4, 0)",
        vec![service.id.into(), permit.unit()?.into(), name.into(), body(service)?.into()],
    )
    .await?;
    places::keep(tx, service).await
}

/// Replaces a service; somebody else's change in between is a conflict, never overwritten.
pub async fn save<A: Act>(tx: &mut Tx, _permit: &Permit<A>, row: &ServiceRow) -> Result<(), StoreError> {
    tx.run_one(
        "update services set name = $2, body = $3, revision = revision + 1 where id = $1 and revision = $4",
        vec![
            row.service.id.into(),
            row.name.as_str().into(),
            body(&row.service)?.into(),
            row.revision.into(),
        ],
    )
    .await?;
    places::keep(tx, &row.service).await
}

/// One service.
pub async fn one<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    service: ServiceId,
) -> Result<Option<ServiceRow>, StoreError> {
    tx.one("select name, body, revision from services where id = $1", vec![service.into()]).await
}

/// Services of the country in a stable order.
pub async fn all<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    limit: i64,
) -> Result<Vec<ServiceRow>, StoreError> {
    tx.all("select name, body, revision from services order by name, id limit $1", vec![limit.into()]).await
}

/// Services of one unit in a stable order.
pub async fn of_unit<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    unit: UnitId,
    limit: i64,
) -> Result<Vec<ServiceRow>, StoreError> {
    tx.all(
        "select name, body, revision from services where unit_id = $1 order by name, id limit $2",
        vec![unit.into(), limit.into()],
    )
    .await
}
