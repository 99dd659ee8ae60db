//! Sessions: the row keeps a digest of the token, and the private key sealed under it.

use havenward_domain::access::{Member, Permit, act};
use havenward_domain::id::SessionId;
use havenward_domain::role::Role;
use havenward_domain::sealed::Sealed;
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// A live session.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who acts, for which unit, in which role.
    pub member: Member,
    /// The person's private key, sealed under the token.
    pub private_key: Sealed,
    /// When the session ends by itself.
    pub expires_at: Timestamp,
}

impl FromRow for Session {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            member: member_from(row)?,
            private_key: row.sealed("sealed_private_key")?,
            expires_at: row.at("expires_at")?,
        })
    }
}

/// Keeps a new session.
pub async fn insert(
    tx: &mut Tx,
    _permit: &Permit<act::SignIn>,
    digest: [u8; 32],
    session: &Session,
    now: Timestamp,
) -> Result<(), StoreError> {
    let member = &session.member;
    tx.run(
        "insert into sessions (id, digest, user_id, unit_id, role, sealed_private_key, began_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        vec![
            member.session.into(),
            digest.into(),
            member.user.into(),
            member.unit.into(),
            member.role.code().into(),
            (&session.private_key).into(),
            now.into(),
            session.expires_at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Finds the live session of a token. The role is read from the membership, so that a change of role,
/// a lost membership or a closed account ends what the session may do at once. The person's own, begun by
/// code and phrase, is none of these: see [`crate::spaces::session`].
pub async fn find(tx: &mut Tx, digest: [u8; 32], now: Timestamp) -> Result<Option<Session>, StoreError> {
    tx.one(
        "select sessions.id, sessions.user_id, sessions.unit_id, memberships.role,
             sessions.sealed_private_key, sessions.expires_at
         from sessions
         join memberships on memberships.user_id = sessions.user_id
             and memberships.unit_id = sessions.unit_id
         join users on users.id = sessions.user_id
         where sessions.digest = $1 and sessions.expires_at > $2 and users.active = $3 and users.name <> ''",
        vec![digest.into(), now.into(), true.into()],
    )
    .await
}

struct Holder(Member);

impl FromRow for Holder {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        member_from(row).map(Self)
    }
}

fn member_from(row: &Row) -> Result<Member, StoreError> {
    Ok(Member {
        user: row.parsed("user_id")?,
        unit: row.parsed("unit_id")?,
        role: row.code("role", Role::from_code)?,
        session: row.parsed("id")?,
    })
}

/// Whose session a token was, also after its time. Who signed out has none any more.
pub async fn holder(tx: &mut Tx, digest: [u8; 32]) -> Result<Option<Member>, StoreError> {
    let found: Option<Holder> = tx
        .one(
            "select sessions.id, sessions.user_id, sessions.unit_id, memberships.role
             from sessions
             join memberships on memberships.user_id = sessions.user_id
                 and memberships.unit_id = sessions.unit_id
             where sessions.digest = $1",
            vec![digest.into()],
        )
        .await?;
    Ok(found.map(|Holder(member)| member))
}

/// Ends a session.
pub async fn end(tx: &mut Tx, _permit: &Permit<act::SignOut>, session: SessionId) -> Result<(), StoreError> {
    tx.run("delete from sessions where id = $1", vec![session.into()]).await?;
    Ok(())
}

/// Forgets at most `limit` sessions that have ended by themselves, and tells how many.
pub async fn forget(
    tx: &mut Tx,
    _permit: &Permit<act::Tick>,
    now: Timestamp,
    limit: i64,
) -> Result<u64, StoreError> {
    tx.run(
        "delete from sessions
         where id in (select id from sessions where expires_at <= $1 order by expires_at limit $2)",
        vec![now.into(), limit.into()],
    )
    .await
}
