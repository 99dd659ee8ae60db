//! What an account had is taken away: when its person lost it, and when she left.

use havenward_domain::access::{Holder, Permit, act};
use havenward_domain::id::UserId;

use crate::cases::holder_text;
use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// Of how many things an account is the only holder: they cannot be opened any more once its keys are gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldAlone {
    /// Keys of units.
    pub units: i64,
    /// Compartments of cases.
    pub compartments: i64,
}

impl FromRow for HeldAlone {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { units: row.int("units")?, compartments: row.int("compartments")? })
    }
}

/// Counts what only this account can open.
pub async fn held_alone(
    tx: &mut Tx,
    _permit: &Permit<act::ResetAccount>,
    user: UserId,
) -> Result<HeldAlone, StoreError> {
    let found = tx
        .one(
            "select
                 (select count(*)
                  from unit_wraps own
                  join units on units.id = own.unit_id and units.key_version = own.key_version
                  where own.user_id = $1 and not exists (
                      select 1 from unit_wraps other
                      where other.unit_id = own.unit_id and other.key_version = own.key_version
                          and other.user_id <> own.user_id)) as units,
                 (select count(*)
                  from compartment_keys own
                  where own.holder = $2 and not exists (
                      select 1 from compartment_keys other
                      where other.case_id = own.case_id and other.compartment = own.compartment
                          and other.key_version = own.key_version
                          and other.holder not in (own.holder, 'newer_key'))) as compartments",
            vec![user.into(), holder_text(Holder::User(user)).into()],
        )
        .await?;
    found.ok_or(StoreError::Corrupt("held_alone"))
}

/// Takes away everything with which an account signs in and opens: passphrase, second factor, key pair, links,
/// sessions, wraps, and access in its own name, which somebody gives anew once the person is known again.
pub async fn reset(tx: &mut Tx, _permit: &Permit<act::ResetAccount>, user: UserId) -> Result<(), StoreError> {
    // The account first: whoever wraps to its key at this moment comes before, and is undone below, or fails.
    tx.run_one(
        "update users
         set password_salt = null, password_params = null, password_verifier = null, sealed_totp = null,
             totp_last_step = 0, sealed_private_key = null, public_key = null
         where id = $1",
        vec![user.into()],
    )
    .await?;
    for sql in [
        "delete from enrolments where user_id = $1",
        "delete from sessions where user_id = $1",
        "delete from drafts where user_id = $1",
        "delete from unit_wraps where user_id = $1",
    ] {
        tx.run(sql, vec![user.into()]).await?;
    }
    let holder = holder_text(Holder::User(user));
    for sql in ["delete from compartment_keys where holder = $1", "delete from access where holder = $1"] {
        tx.run(sql, vec![holder.as_str().into()]).await?;
    }
    Ok(())
}

/// Closes an account: nobody signs in with it any more.
pub async fn close(tx: &mut Tx, _permit: &Permit<act::CloseAccount>, user: UserId) -> Result<(), StoreError> {
    tx.run_one("update users set active = $2 where id = $1", vec![user.into(), false.into()]).await?;
    // What was in her hands is the unit's again.
    tx.run("update tasks set assignee = null where assignee = $1 and done_at is null", vec![user.into()])
        .await?;
    Ok(())
}
