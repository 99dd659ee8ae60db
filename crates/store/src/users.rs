//! Accounts of the people who work with the system. Nothing about the people it protects.

mod ending;

use std::collections::BTreeSet;

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::{UnitId, UserId};
use havenward_domain::role::Role;
use havenward_domain::sealed::Sealed;
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

pub use ending::{HeldAlone, close, held_alone, reset};

/// What sign-in needs to know about an account that is enrolled. Not to be printed.
pub struct Credentials {
    /// The account.
    pub user: UserId,
    /// Salt of the password.
    pub salt: Vec<u8>,
    /// Cost of the password hash, as the vault writes it.
    pub params: String,
    /// Tells a right password from a wrong one.
    pub verifier: Vec<u8>,
    /// The second factor's secret, sealed under a key outside the database.
    pub totp: Sealed,
    /// The last time step that was used; no step is used twice.
    pub totp_last_step: i64,
    /// The private key, sealed under the password.
    pub private_key: Sealed,
    /// The public key.
    pub public_key: Vec<u8>,
}

impl FromRow for Credentials {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            user: row.parsed("id")?,
            salt: row.bytes("password_salt")?,
            params: row.text("password_params")?,
            verifier: row.bytes("password_verifier")?,
            totp: row.sealed("sealed_totp")?,
            totp_last_step: row.int("totp_last_step")?,
            private_key: row.sealed("sealed_private_key")?,
            public_key: row.bytes("public_key")?,
        })
    }
}

/// A membership: in which unit, in which role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// The unit.
    pub unit: UnitId,
    /// The role there.
    pub role: Role,
}

impl FromRow for Membership {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { unit: row.parsed("unit_id")?, role: row.code("role", Role::from_code)? })
    }
}

/// An account as the operator lists it.
#[derive(Debug, Clone)]
pub struct Account {
    /// The account.
    pub user: UserId,
    /// What the person signs in with.
    pub login: String,
    /// The staff member's name.
    pub name: String,
    /// Whether the account may sign in.
    pub active: bool,
    /// Whether password and second factor are set.
    pub enrolled: bool,
    /// The unit, if a member of one.
    pub unit: Option<UnitId>,
    /// The role there.
    pub role: Option<Role>,
}

impl FromRow for Account {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let role = row
            .maybe_text("role")?
            .map(|code| Role::from_code(&code).ok_or(StoreError::Corrupt("role")))
            .transpose()?;
        Ok(Self {
            user: row.parsed("id")?,
            login: row.text("login")?,
            name: row.text("name")?,
            active: row.flag("active")?,
            enrolled: row.maybe_bytes("public_key")?.is_some(),
            unit: row.maybe_parsed("unit_id")?,
            role,
        })
    }
}

/// Makes an account that cannot sign in until its person has enrolled.
pub async fn insert(
    tx: &mut Tx,
    _permit: &Permit<act::ManageAccounts>,
    user: UserId,
    login: &str,
    name: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "insert into users (id, login, name, active, created_at, totp_last_step, key_version)
         values ($1, $2, $3, $4, $5, 0, 0)",
        vec![user.into(), login.into(), name.into(), true.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Puts a person into a unit.
pub async fn join(
    tx: &mut Tx,
    _permit: &Permit<act::ManageAccounts>,
    user: UserId,
    membership: Membership,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "insert into memberships (user_id, unit_id, role, since) values ($1, $2, $3, $4)",
        vec![user.into(), membership.unit.into(), membership.role.code().into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Keeps the digest of a one-time enrolment link.
pub async fn insert_enrolment<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    user: UserId,
    digest: [u8; 32],
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "insert into enrolments (digest, user_id, expires_at) values ($1, $2, $3)",
        vec![digest.into(), user.into(), expires_at.into()],
    )
    .await?;
    Ok(())
}

struct UserRow(UserId);

impl FromRow for UserRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.parsed("user_id")?))
    }
}

/// Whose one-time link this is, while it is valid.
pub async fn enrolling(tx: &mut Tx, digest: [u8; 32], now: Timestamp) -> Result<Option<UserId>, StoreError> {
    let row: Option<UserRow> = tx
        .one(
            "select user_id from enrolments where digest = $1 and expires_at > $2",
            vec![digest.into(), now.into()],
        )
        .await?;
    Ok(row.map(|UserRow(user)| user))
}

/// Uses up the link and sets everything sign-in needs. Fails if somebody has used the link before, or if the
/// account has keys: only a reset takes those away.
pub async fn enrol(
    tx: &mut Tx,
    _permit: &Permit<act::Enrol>,
    digest: [u8; 32],
    set: &Credentials,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run_one("delete from enrolments where digest = $1", vec![digest.into()]).await?;
    tx.run_one(
        "update users
         set password_salt = $2, password_params = $3, password_verifier = $4, sealed_totp = $5,
             totp_last_step = $6, sealed_private_key = $7, public_key = $8, key_version = key_version + 1,
             key_made_at = $9
         where id = $1 and public_key is null",
        vec![
            set.user.into(),
            set.salt.as_slice().into(),
            set.params.as_str().into(),
            set.verifier.as_slice().into(),
            (&set.totp).into(),
            set.totp_last_step.into(),
            (&set.private_key).into(),
            set.public_key.as_slice().into(),
            now.into(),
        ],
    )
    .await
}

/// The account with this login.
pub async fn with_login(
    tx: &mut Tx,
    _permit: &Permit<act::ResetAccount>,
    login: &str,
) -> Result<Option<UserId>, StoreError> {
    let row: Option<UserRow> =
        tx.one("select id as user_id from users where login = $1 and name <> ''", vec![login.into()]).await?;
    Ok(row.map(|UserRow(user)| user))
}

/// Forgets at most `limit` one-time links that have ended by themselves, and tells how many.
pub async fn forget_enrolments(
    tx: &mut Tx,
    _permit: &Permit<act::Tick>,
    now: Timestamp,
    limit: i64,
) -> Result<u64, StoreError> {
    tx.run(
        "delete from enrolments
         where digest in (select digest from enrolments where expires_at <= $1 order by expires_at limit $2)",
        vec![now.into(), limit.into()],
    )
    .await
}

/// Gives an account of a demonstration its public key; the private half never reaches the database.
pub async fn set_demo_key(
    tx: &mut Tx,
    _permit: &Permit<act::ManageAccounts>,
    user: UserId,
    public_key: &[u8],
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run_one(
        "update users set public_key = $2, key_version = 1, key_made_at = $3
         where id = $1 and public_key is null",
        vec![user.into(), public_key.into(), now.into()],
    )
    .await
}

/// What sign-in needs, for an enrolled and active account.
pub async fn credentials(tx: &mut Tx, login: &str) -> Result<Option<Credentials>, StoreError> {
    tx.one(
        "select id, password_salt, password_params, password_verifier, sealed_totp, totp_last_step,
             sealed_private_key, public_key
         from users
         where login = $1 and active = $2 and password_verifier is not null",
        vec![login.into(), true.into()],
    )
    .await
}

/// Marks a time step of the second factor as used. Fails if it, or a later one, was used before.
pub async fn use_step(
    tx: &mut Tx,
    _permit: &Permit<act::SignIn>,
    user: UserId,
    step: i64,
) -> Result<(), StoreError> {
    tx.run_one(
        "update users set totp_last_step = $2 where id = $1 and totp_last_step < $2",
        vec![user.into(), step.into()],
    )
    .await
}

/// The memberships of an account, in a stable order.
pub async fn memberships(tx: &mut Tx, user: UserId) -> Result<Vec<Membership>, StoreError> {
    tx.all(
        "select unit_id, role from memberships where user_id = $1 order by since, unit_id limit 200",
        vec![user.into()],
    )
    .await
}

/// Lists the accounts of staff by login; an account without a name is a person's own way into her record.
pub async fn list(
    tx: &mut Tx,
    _permit: &Permit<act::ManageAccounts>,
    limit: i64,
) -> Result<Vec<Account>, StoreError> {
    tx.all(
        "select users.id, login, name, active, public_key, unit_id, role
         from users
         left join memberships on memberships.user_id = users.id
         where users.name <> ''
         order by login, unit_id
         limit $1",
        vec![limit.into()],
    )
    .await
}

struct PublicKeyRow(Option<Vec<u8>>);

impl FromRow for PublicKeyRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.maybe_bytes("public_key")?))
    }
}

/// The public key of an enrolled account.
pub async fn public_key(tx: &mut Tx, user: UserId) -> Result<Option<Vec<u8>>, StoreError> {
    let row: Option<PublicKeyRow> =
        tx.one("select public_key from users where id = $1", vec![user.into()]).await?;
    Ok(row.and_then(|PublicKeyRow(key)| key))
}

/// The active members of the permit's unit, to whom a shift can be handed over.
pub async fn members(
    tx: &mut Tx,
    permit: &Permit<act::HandOverShift>,
) -> Result<BTreeSet<UserId>, StoreError> {
    let rows: Vec<UserRow> = tx
        .all(
            "select memberships.user_id
             from memberships
             join users on users.id = memberships.user_id
             where memberships.unit_id = $1 and users.active = $2 and users.name <> ''
             order by memberships.user_id
             limit 10000",
            vec![permit.unit()?.into(), true.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|UserRow(user)| user).collect())
}
