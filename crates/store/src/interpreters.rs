//! Interpreters: what each says of herself. Data of staff, in clear; never a case.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::booking::Interpreting;
use havenward_domain::id::{UnitId, UserId};

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// An interpreter with her account and unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interpreter {
    /// The account.
    pub user: UserId,
    /// The unit she interprets for.
    pub unit: UnitId,
    /// Her name, as colleagues know it.
    pub name: String,
    /// What she says of herself.
    pub speaks: Interpreting,
}

impl FromRow for Interpreter {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let speaks = serde_json::from_str(&row.text("body")?).map_err(|_| StoreError::Corrupt("body"))?;
        Ok(Self {
            user: row.parsed("user_id")?,
            unit: row.parsed("unit_id")?,
            name: row.text("name")?,
            speaks,
        })
    }
}

/// Keeps what an interpreter of the permit's unit says of herself.
pub async fn put(
    tx: &mut Tx,
    permit: &Permit<act::OfferInterpreting>,
    user: UserId,
    speaks: &Interpreting,
) -> Result<(), StoreError> {
    let body = serde_json::to_string(speaks).map_err(|_| StoreError::Corrupt("body"))?;
    tx.run(
        "insert into interpreters (user_id, unit_id, body) values ($1, $2, $3)
         on conflict (user_id) do update set unit_id = excluded.unit_id, body = excluded.body",
        vec![user.into(), permit.unit()?.into(), body.into()],
    )
    .await?;
    Ok(())
}

/// One interpreter, if her account may still sign in.
pub async fn one<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    user: UserId,
) -> Result<Option<Interpreter>, StoreError> {
    tx.one(
        "select interpreters.user_id, interpreters.unit_id, users.name, interpreters.body
         from interpreters
         join users on users.id = interpreters.user_id
         join memberships on memberships.user_id = users.id and memberships.unit_id = interpreters.unit_id
         where interpreters.user_id = $1 and users.active and memberships.role = 'interpreter'",
        vec![user.into()],
    )
    .await
}

/// The interpreters of the country who may sign in, by name.
pub async fn list(
    tx: &mut Tx,
    _permit: &Permit<act::ListServices>,
    limit: i64,
) -> Result<Vec<Interpreter>, StoreError> {
    tx.all(
        "select interpreters.user_id, interpreters.unit_id, users.name, interpreters.body
         from interpreters
         join users on users.id = interpreters.user_id
         join memberships on memberships.user_id = users.id and memberships.unit_id = interpreters.unit_id
         where users.active and memberships.role = 'interpreter'
         order by users.name, interpreters.user_id
         limit $1",
        vec![limit.into()],
    )
    .await
}
