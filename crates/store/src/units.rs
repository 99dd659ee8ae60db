//! Units, their key pairs, and the wraps of the private half to their members.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::{UnitId, UserId};
use havenward_domain::role::Role;
use havenward_domain::sealed::Sealed;
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// A unit.
#[derive(Debug, Clone)]
pub struct Unit {
    /// The unit.
    pub id: UnitId,
    /// Its name. Class D: staff know it.
    pub name: String,
    /// The kind of body, a code of the country's profile.
    pub body: String,
    /// The public half of its key pair, once a first member has made it.
    pub public_key: Option<Vec<u8>>,
    /// Version of the key pair; 0 before there is one.
    pub key_version: i64,
    /// Since when a new key pair is due, because somebody left or lost her key.
    pub renewal_due_at: Option<Timestamp>,
}

impl FromRow for Unit {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id")?,
            name: row.text("name")?,
            body: row.text("body")?,
            public_key: row.maybe_bytes("public_key")?,
            key_version: row.int("key_version")?,
            renewal_due_at: row.maybe_at("renewal_due_at")?,
        })
    }
}

/// Makes a unit without a key.
pub async fn insert(
    tx: &mut Tx,
    _permit: &Permit<act::ManageAccounts>,
    unit: UnitId,
    name: &str,
    body: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "insert into units (id, name, body, created_at, key_version) values ($1, $2, $3, $4, 0)",
        vec![unit.into(), name.into(), body.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// A unit by id. Names and public keys of units are no secret among those who work here.
pub async fn facts(tx: &mut Tx, unit: UnitId) -> Result<Option<Unit>, StoreError> {
    tx.one(
        "select id, name, body, public_key, key_version, renewal_due_at from units where id = $1",
        vec![unit.into()],
    )
    .await
}

/// Lists units by name.
pub async fn list(tx: &mut Tx, limit: i64) -> Result<Vec<Unit>, StoreError> {
    tx.all(
        "select id, name, body, public_key, key_version, renewal_due_at from units order by name, id limit $1",
        vec![limit.into()],
    )
    .await
}

/// Lists the units of a kind of body, by name.
pub async fn of_body(tx: &mut Tx, body: &str, limit: i64) -> Result<Vec<Unit>, StoreError> {
    tx.all(
        "select id, name, body, public_key, key_version, renewal_due_at
         from units
         where body = $1
         order by name, id
         limit $2",
        vec![body.into(), limit.into()],
    )
    .await
}

/// Gives the permit's unit its first key pair. Fails if a colleague was faster.
pub async fn set_first_key(
    tx: &mut Tx,
    permit: &Permit<act::HoldUnitKey>,
    public_key: &[u8],
) -> Result<(), StoreError> {
    tx.run_one(
        "update units set public_key = $2, key_version = 1 where id = $1 and key_version = 0",
        vec![permit.unit()?.into(), public_key.into()],
    )
    .await
}

/// Follows the permit's unit's key pair by a new one. Fails if a colleague was faster.
///
/// The wraps of the pair that is followed go; its private half stays as `former`, wrapped to the new one.
pub async fn set_next_key(
    tx: &mut Tx,
    permit: &Permit<act::RenewUnitKey>,
    public_key: &[u8],
    former: &Wrap,
) -> Result<(), StoreError> {
    let unit = permit.unit()?;
    tx.run_one(
        "update units
         set public_key = $3, key_version = key_version + 1, renewal_due_at = null
         where id = $1 and key_version = $2",
        vec![unit.into(), former.key_version.into(), public_key.into()],
    )
    .await?;
    tx.run(
        "insert into unit_former_keys (unit_id, key_version, sealed_private_key) values ($1, $2, $3)",
        vec![unit.into(), former.key_version.into(), (&former.sealed).into()],
    )
    .await?;
    tx.run("delete from unit_wraps where unit_id = $1", vec![unit.into()]).await?;
    Ok(())
}

/// Keeps the private half of the new pair as wrapped to a member who held the one before.
pub async fn wrap_to_holder(
    tx: &mut Tx,
    permit: &Permit<act::RenewUnitKey>,
    holder: UserId,
    wrap: &Wrap,
) -> Result<(), StoreError> {
    insert_wrap(tx, permit.unit()?, holder, wrap).await
}

/// The private halves that the unit's key has had before, the newest first: each opens the next.
pub async fn former_keys(tx: &mut Tx, unit: UnitId) -> Result<Vec<Wrap>, StoreError> {
    tx.all(
        "select key_version, sealed_private_key
         from unit_former_keys
         where unit_id = $1
         order by key_version desc
         limit 10000",
        vec![unit.into()],
    )
    .await
}

/// Says of every unit of a member that a new key pair is due.
pub async fn renewal_is_due<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    member: UserId,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "update units
         set renewal_due_at = $2
         where key_version > 0 and renewal_due_at is null
             and id in (select unit_id from memberships where user_id = $1)",
        vec![member.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Keeps the unit's private key as wrapped to the member who has just made it.
pub async fn wrap_to_maker(
    tx: &mut Tx,
    permit: &Permit<act::HoldUnitKey>,
    maker: UserId,
    wrap: &Wrap,
) -> Result<(), StoreError> {
    insert_wrap(tx, permit.unit()?, maker, wrap).await
}

/// Keeps the unit's private key as wrapped to this key of a colleague. Fails if the colleague has another
/// key by now, or if somebody else has let them in.
pub async fn wrap_to_colleague(
    tx: &mut Tx,
    permit: &Permit<act::AdmitColleague>,
    colleague: UserId,
    public_key: &[u8],
    wrap: &Wrap,
) -> Result<(), StoreError> {
    // Changes nothing and holds the row: a new key that comes at this moment comes before or after.
    tx.run_one(
        "update users set public_key = $2 where id = $1 and public_key = $2",
        vec![colleague.into(), public_key.into()],
    )
    .await?;
    insert_wrap(tx, permit.unit()?, colleague, wrap).await
}

/// The unit's private key, wrapped to a member.
#[derive(Debug, Clone)]
pub struct Wrap {
    /// Version of the unit's key pair.
    pub key_version: i64,
    /// The wrapped key.
    pub sealed: Sealed,
}

impl FromRow for Wrap {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { key_version: row.int("key_version")?, sealed: row.sealed("sealed_private_key")? })
    }
}

async fn insert_wrap(tx: &mut Tx, unit: UnitId, user: UserId, wrap: &Wrap) -> Result<(), StoreError> {
    tx.run(
        "insert into unit_wraps (unit_id, user_id, key_version, sealed_private_key)
         values ($1, $2, $3, $4)",
        vec![unit.into(), user.into(), wrap.key_version.into(), (&wrap.sealed).into()],
    )
    .await?;
    Ok(())
}

struct WrapRow(Sealed);

impl FromRow for WrapRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.sealed("sealed_private_key")?))
    }
}

/// The unit's private key as wrapped to this member, if a colleague has done so.
pub async fn wrapped(
    tx: &mut Tx,
    unit: UnitId,
    user: UserId,
    key_version: i64,
) -> Result<Option<Sealed>, StoreError> {
    let row: Option<WrapRow> = tx
        .one(
            "select sealed_private_key from unit_wraps
             where unit_id = $1 and user_id = $2 and key_version = $3",
            vec![unit.into(), user.into(), key_version.into()],
        )
        .await?;
    Ok(row.map(|WrapRow(sealed)| sealed))
}

/// A member who waits for the unit's key.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The member.
    pub user: UserId,
    /// What the member signs in with.
    pub login: String,
    /// The staff member's name.
    pub name: String,
    /// The role in the unit: not every role may hold the key.
    pub role: Role,
    /// The member's public key.
    pub public_key: Vec<u8>,
    /// Since when the member is one and has this key, whichever came later.
    pub since: Timestamp,
}

impl FromRow for Waiting {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            user: row.parsed("id")?,
            login: row.text("login")?,
            name: row.text("name")?,
            role: row.code("role", Role::from_code)?,
            public_key: row.bytes("public_key")?,
            since: row.at("since")?.max(row.at("key_made_at")?),
        })
    }
}

/// Enrolled members of a unit, with open accounts, to whom its current key is not wrapped yet.
pub async fn waiting(tx: &mut Tx, unit: UnitId) -> Result<Vec<Waiting>, StoreError> {
    tx.all(
        "select users.id, users.login, users.name, memberships.role, users.public_key, memberships.since,
             users.key_made_at
         from memberships
         join users on users.id = memberships.user_id
         join units on units.id = memberships.unit_id
         left join unit_wraps on unit_wraps.unit_id = units.id and unit_wraps.user_id = users.id
             and unit_wraps.key_version = units.key_version
         where units.id = $1 and users.active = $2 and users.public_key is not null and units.key_version > 0
             and unit_wraps.user_id is null
         order by users.name, users.id
         limit 200",
        vec![unit.into(), true.into()],
    )
    .await
}

struct CountRow(i64);

impl FromRow for CountRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.int("n")?))
    }
}

/// How many members hold the unit's current key: with one, its loss loses everything.
pub async fn holder_count(tx: &mut Tx, unit: UnitId) -> Result<i64, StoreError> {
    let row: Option<CountRow> = tx
        .one(
            "select count(*) as n
             from unit_wraps
             join units on units.id = unit_wraps.unit_id and units.key_version = unit_wraps.key_version
             where units.id = $1",
            vec![unit.into()],
        )
        .await?;
    Ok(row.map_or(0, |CountRow(n)| n))
}

/// A member of a unit.
#[derive(Debug, Clone)]
pub struct Member {
    /// The account.
    pub user: UserId,
    /// The staff member's name.
    pub name: String,
    /// The role in the unit.
    pub role: Role,
    /// Whether the account may sign in.
    pub active: bool,
    /// The member's own public key, once they have enrolled.
    pub public_key: Option<Vec<u8>>,
    /// Whether the unit's current key is wrapped to the member.
    pub holds_key: bool,
}

impl FromRow for Member {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            user: row.parsed("id")?,
            name: row.text("name")?,
            role: row.code("role", Role::from_code)?,
            active: row.flag("active")?,
            public_key: row.maybe_bytes("public_key")?,
            holds_key: row.maybe_text("wrapped_to")?.is_some(),
        })
    }
}

/// The members of a unit by name. Who works where is no secret among those who work here.
pub async fn members(tx: &mut Tx, unit: UnitId) -> Result<Vec<Member>, StoreError> {
    tx.all(
        "select users.id, users.name, users.active, memberships.role, users.public_key,
             unit_wraps.user_id as wrapped_to
         from memberships
         join users on users.id = memberships.user_id
         join units on units.id = memberships.unit_id
         left join unit_wraps on unit_wraps.unit_id = units.id and unit_wraps.user_id = users.id
             and unit_wraps.key_version = units.key_version
         where units.id = $1
         order by users.name, users.id
         limit 1000",
        vec![unit.into()],
    )
    .await
}

/// One member of a unit.
pub async fn member(tx: &mut Tx, unit: UnitId, user: UserId) -> Result<Option<Member>, StoreError> {
    tx.one(
        "select users.id, users.name, users.active, memberships.role, users.public_key,
             unit_wraps.user_id as wrapped_to
         from memberships
         join users on users.id = memberships.user_id
         join units on units.id = memberships.unit_id
         left join unit_wraps on unit_wraps.unit_id = units.id and unit_wraps.user_id = users.id
             and unit_wraps.key_version = units.key_version
         where units.id = $1 and users.id = $2",
        vec![unit.into(), user.into()],
    )
    .await
}
