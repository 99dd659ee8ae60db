//! The person's own way into her record: a code as a keyed digest, and a key sealed under her phrase.
//!
//! Each has an account without name, passphrase and second factor, which holds nothing but access to one
//! case. That it has no name is what tells it from a colleague's: no list of colleagues shows it, and no
//! session of it is one of theirs.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::{CaseId, SessionId, UnitId, UserId};
use havenward_domain::role::Role;
use havenward_domain::sealed::Sealed;
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::sessions::Session;
use crate::{StoreError, Tx};

/// A way in, as it is kept. Not to be printed.
pub struct Space {
    /// The account.
    pub user: UserId,
    /// Keyed digest of the code.
    pub code_digest: [u8; 32],
    /// Salt of the phrase.
    pub salt: Vec<u8>,
    /// Cost of the hash, as the vault writes it.
    pub params: String,
    /// Tells a right phrase from a wrong one.
    pub verifier: Vec<u8>,
    /// The private key, sealed under the phrase.
    pub private_key: Sealed,
}

/// What is asked when somebody comes with a code.
pub struct Lock {
    /// The account.
    pub user: UserId,
    /// The unit that keeps the account.
    pub unit: UnitId,
    /// Salt of the phrase.
    pub salt: Vec<u8>,
    /// Cost of the hash.
    pub params: String,
    /// Tells a right phrase from a wrong one.
    pub verifier: Vec<u8>,
    /// The private key, sealed under the phrase.
    pub private_key: Sealed,
}

impl FromRow for Lock {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            user: row.parsed("user_id")?,
            unit: row.parsed("unit_id")?,
            salt: row.bytes("phrase_salt")?,
            params: row.text("phrase_params")?,
            verifier: row.bytes("phrase_verifier")?,
            private_key: row.sealed("sealed_private_key")?,
        })
    }
}

/// Makes a way into the permit's case: an account in the unit with the public key, and what opens it.
pub async fn insert(
    tx: &mut Tx,
    permit: &Permit<act::GiveAccess>,
    unit: UnitId,
    space: &Space,
    public_key: &[u8],
    now: Timestamp,
) -> Result<(), StoreError> {
    // Nobody signs in with the login of such an account: it has no password and no second factor.
    tx.run(
        "insert into users (id, login, name, active, created_at, totp_last_step, key_version, public_key,
             key_made_at)
         values ($1, $2, '', $3, $4, 0, 1, $5, $4)",
        vec![
            space.user.into(),
            format!("space:{}", space.user).as_str().into(),
            true.into(),
            now.into(),
            public_key.into(),
        ],
    )
    .await?;
    tx.run(
        "insert into memberships (user_id, unit_id, role, since) values ($1, $2, $3, $4)",
        vec![space.user.into(), unit.into(), Role::Survivor.code().into(), now.into()],
    )
    .await?;
    tx.run(
        "insert into spaces (user_id, case_id, code_digest, phrase_salt, phrase_params, phrase_verifier,
             sealed_private_key, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        vec![
            space.user.into(),
            permit.case()?.into(),
            space.code_digest.into(),
            space.salt.as_slice().into(),
            space.params.as_str().into(),
            space.verifier.as_slice().into(),
            (&space.private_key).into(),
            now.into(),
        ],
    )
    .await?;
    Ok(())
}

/// What a code asks for, if it is one whose access has not run out.
pub async fn lock(tx: &mut Tx, code_digest: [u8; 32], now: Timestamp) -> Result<Option<Lock>, StoreError> {
    tx.one(
        "select spaces.user_id, memberships.unit_id, spaces.phrase_salt, spaces.phrase_params,
             spaces.phrase_verifier, spaces.sealed_private_key
         from spaces
         join memberships on memberships.user_id = spaces.user_id
         join users on users.id = spaces.user_id
         join access on access.case_id = spaces.case_id and access.holder = 'user:' || spaces.user_id
         where spaces.code_digest = $1 and users.active = $2 and access.expires_at > $3",
        vec![code_digest.into(), true.into(), now.into()],
    )
    .await
}

/// Finds the live session of a token, if the person came in with it by code and phrase.
pub async fn session(tx: &mut Tx, digest: [u8; 32], now: Timestamp) -> Result<Option<Session>, StoreError> {
    tx.one(
        "select sessions.id, sessions.user_id, sessions.unit_id, memberships.role,
             sessions.sealed_private_key, sessions.expires_at
         from sessions
         join memberships on memberships.user_id = sessions.user_id
             and memberships.unit_id = sessions.unit_id
         join users on users.id = sessions.user_id
         join spaces on spaces.user_id = sessions.user_id
         where sessions.digest = $1 and sessions.expires_at > $2 and users.active = $3",
        vec![digest.into(), now.into(), true.into()],
    )
    .await
}

struct CaseOf(CaseId);

impl FromRow for CaseOf {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.parsed("case_id")?))
    }
}

/// The case that an account was made for. It says nothing of whether the account may still see it.
pub async fn case_of(tx: &mut Tx, user: UserId) -> Result<Option<CaseId>, StoreError> {
    let found: Option<CaseOf> =
        tx.one("select case_id from spaces where user_id = $1", vec![user.into()]).await?;
    Ok(found.map(|CaseOf(case)| case))
}

/// A way in, as those see it who carry the case.
pub struct Way {
    /// The account.
    pub user: UserId,
    /// When it was made.
    pub made_at: Timestamp,
    /// How often wrong words were typed with its code since the right ones were.
    pub failures: i64,
}

impl FromRow for Way {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            user: row.parsed("user_id")?,
            made_at: row.at("made_at")?,
            failures: row.maybe_int("failures")?.unwrap_or(0),
        })
    }
}

/// The way into the permit's case, if the person has one.
pub async fn of_case<A: Act>(tx: &mut Tx, permit: &Permit<A>) -> Result<Option<Way>, StoreError> {
    tx.one(
        "select spaces.user_id, spaces.made_at, attempts.failures
         from spaces
         left join attempts on attempts.subject = spaces.code_digest
         where spaces.case_id = $1",
        vec![permit.case()?.into()],
    )
    .await
}

/// Takes the way in away: sessions end, code and phrase are worth nothing, the account is closed.
///
/// The closed account stays a member of the unit, so that its entries in the journal remain the person's own.
pub async fn remove(tx: &mut Tx, _permit: &Permit<act::EndAccess>, user: UserId) -> Result<(), StoreError> {
    tx.run_one("delete from spaces where user_id = $1", vec![user.into()]).await?;
    tx.run("delete from sessions where user_id = $1", vec![user.into()]).await?;
    tx.run_one(
        "update users set active = $2, public_key = null where id = $1",
        vec![user.into(), false.into()],
    )
    .await
}

/// Lets a session last until an instant; it was used a moment ago.
pub async fn keep_session<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    session: SessionId,
    until: Timestamp,
) -> Result<(), StoreError> {
    tx.run("update sessions set expires_at = $2 where id = $1", vec![session.into(), until.into()]).await?;
    Ok(())
}
