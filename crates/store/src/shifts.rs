//! Who is on shift: staff, by unit, until when.

use havenward_domain::access::{Permit, act};
use havenward_domain::id::UserId;
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// A member who is on shift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnShift {
    /// The account.
    pub user: UserId,
    /// The staff member's name.
    pub name: String,
    /// Since when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

impl FromRow for OnShift {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            user: row.parsed("user_id")?,
            name: row.text("name")?,
            from: row.at("from_at")?,
            until: row.at("until_at")?,
        })
    }
}

/// Puts a member of the permit's unit on shift, or changes until when.
pub async fn put_on(
    tx: &mut Tx,
    permit: &Permit<act::HandOverShift>,
    user: UserId,
    now: Timestamp,
    until: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "insert into shifts (unit_id, user_id, from_at, until_at) values ($1, $2, $3, $4)
         on conflict (unit_id, user_id) do update set until_at = excluded.until_at",
        vec![permit.unit()?.into(), user.into(), now.into(), until.into()],
    )
    .await?;
    Ok(())
}

/// Takes a member of the permit's unit off shift. Says whether they were on.
pub async fn take_off(
    tx: &mut Tx,
    permit: &Permit<act::HandOverShift>,
    user: UserId,
) -> Result<bool, StoreError> {
    let gone = tx
        .run(
            "delete from shifts where unit_id = $1 and user_id = $2",
            vec![permit.unit()?.into(), user.into()],
        )
        .await?;
    Ok(gone == 1)
}

/// Forgets the shifts of the permit's unit that are over.
pub async fn forget_over(
    tx: &mut Tx,
    permit: &Permit<act::HandOverShift>,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "delete from shifts where unit_id = $1 and until_at <= $2",
        vec![permit.unit()?.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Who of the permit's unit is on shift now, those who leave last first.
pub async fn on(
    tx: &mut Tx,
    permit: &Permit<act::HandOverShift>,
    now: Timestamp,
) -> Result<Vec<OnShift>, StoreError> {
    tx.all(
        "select shifts.user_id, users.name, shifts.from_at, shifts.until_at
         from shifts
         join users on users.id = shifts.user_id
         where shifts.unit_id = $1 and shifts.until_at > $2
         order by shifts.until_at desc, users.name, users.id
         limit 200",
        vec![permit.unit()?.into(), now.into()],
    )
    .await
}
