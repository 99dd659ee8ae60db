//! What somebody typed into a form and has not sent. Only the account that typed it can open it.

use havenward_domain::access::{Permit, act};
use havenward_domain::id::{CaseId, DraftId, UserId};
use havenward_domain::sealed::Sealed;
use jiff::Timestamp;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// More than so many pages at once nobody has begun; the newest stay.
const MOST: i64 = 20;

/// A draft as it is kept.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The draft.
    pub id: DraftId,
    /// Its page, sealed to the user.
    pub place: Sealed,
    /// A key of this draft alone, wrapped to the user.
    pub key: Sealed,
    /// What was typed, under that key.
    pub typed: Sealed,
    /// Since when.
    pub kept_at: Timestamp,
}

impl FromRow for Draft {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id")?,
            place: row.sealed("sealed_place")?,
            key: row.sealed("sealed_key")?,
            typed: row.sealed("sealed_draft")?,
            kept_at: row.at("kept_at")?,
        })
    }
}

/// That there is a draft, without opening it.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The draft.
    pub id: DraftId,
    /// Keyed digest of its page.
    pub place: Vec<u8>,
    /// Since when.
    pub kept_at: Timestamp,
}

impl FromRow for Waiting {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { id: row.parsed("id")?, place: row.bytes("place_digest")?, kept_at: row.at("kept_at")? })
    }
}

/// Keeps a draft in the place of an earlier one of the same user and page.
pub async fn keep(
    tx: &mut Tx,
    _permit: &Permit<act::KeepDraft>,
    user: UserId,
    place: [u8; 32],
    draft: &Draft,
) -> Result<(), StoreError> {
    tx.run(
        "insert into drafts (id, user_id, place_digest, sealed_place, sealed_key, sealed_draft, kept_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (user_id, place_digest) do update
         set id = $1, sealed_place = $4, sealed_key = $5, sealed_draft = $6, kept_at = $7",
        vec![
            draft.id.into(),
            user.into(),
            place.into(),
            (&draft.place).into(),
            (&draft.key).into(),
            (&draft.typed).into(),
            draft.kept_at.into(),
        ],
    )
    .await?;
    tx.run(
        "delete from drafts
         where user_id = $1
             and id not in (select id from drafts where user_id = $1 order by kept_at desc, id limit $2)",
        vec![user.into(), MOST.into()],
    )
    .await?;
    Ok(())
}

/// Lists that a user has drafts, the newest first. Holds nothing about anybody but her.
pub async fn waiting(tx: &mut Tx, user: UserId, since: Timestamp) -> Result<Vec<Waiting>, StoreError> {
    tx.all(
        "select id, place_digest, kept_at
         from drafts
         where user_id = $1 and kept_at > $2
         order by kept_at desc, id
         limit $3",
        vec![user.into(), since.into(), MOST.into()],
    )
    .await
}

/// Reads the user's own drafts, the newest first.
pub async fn all(
    tx: &mut Tx,
    _permit: &Permit<act::OpenDraft>,
    user: UserId,
    since: Timestamp,
) -> Result<Vec<Draft>, StoreError> {
    tx.all(
        "select id, sealed_place, sealed_key, sealed_draft, kept_at
         from drafts
         where user_id = $1 and kept_at > $2
         order by kept_at desc, id
         limit $3",
        vec![user.into(), since.into(), MOST.into()],
    )
    .await
}

/// Throws a draft of the user away, if it is still there.
pub async fn remove(
    tx: &mut Tx,
    _permit: &Permit<act::DropDraft>,
    user: UserId,
    draft: DraftId,
) -> Result<u64, StoreError> {
    tx.run("delete from drafts where user_id = $1 and id = $2", vec![user.into(), draft.into()]).await
}

/// Forgets at most `limit` drafts that were kept before an instant, and tells how many.
pub async fn forget(
    tx: &mut Tx,
    _permit: &Permit<act::Tick>,
    before: Timestamp,
    limit: i64,
) -> Result<u64, StoreError> {
    tx.run(
        "delete from drafts
         where id in (select id from drafts where kept_at <= $1 order by kept_at limit $2)",
        vec![before.into(), limit.into()],
    )
    .await
}

struct CaseRow(CaseId);

impl FromRow for CaseRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.parsed("case_id")?))
    }
}

/// The case that something in an address is about, as plain facts have it; nobody is told.
pub async fn facts_of_case(tx: &mut Tx, thing: &str) -> Result<Option<CaseId>, StoreError> {
    let found: Option<CaseRow> = tx
        .one(
            "select id as case_id from cases where id = $1
             union select case_id from referrals where id = $1
             union select case_id from enquiries where id = $1
             union select case_id from tasks where id = $1 and case_id is not null
             limit 1",
            vec![thing.into()],
        )
        .await?;
    Ok(found.map(|CaseRow(case)| case))
}
