//! Reserving shred keys: durable in their own store before the case that uses them is committed.

use std::sync::{Mutex, PoisonError};

use havenward_domain::access::Actor;
use havenward_domain::id::CaseId;
use havenward_store::{Db, cases, intake, shred};
use havenward_vault::key::Key;
use jiff::{SignedDuration, Timestamp};

use crate::{App, AppError};

/// Keys reserved at a time, so that opening a case seldom waits for the second store.
const BLOCK: usize = 64;
/// A process drops a reserved key after this time …
const HELD_FOR: SignedDuration = SignedDuration::from_hours(12);
/// … and an orphan is swept only after this, when no process can hold it any more.
const SWEPT_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// A case id with its shred key, both not used yet.
pub(crate) struct Fresh {
    pub case: CaseId,
    pub key: Key,
    reserved_at: Timestamp,
}

/// Reserved keys, and the store they come from.
pub(crate) struct Reserve {
    pub db: Db,
    fresh: Mutex<Vec<Fresh>>,
}

impl Reserve {
    pub fn new(db: Db) -> Self {
        Self { db, fresh: Mutex::new(Vec::new()) }
    }

    /// Makes sure that the next act finds a key; outside of any turn.
    pub async fn fill(&self, app: &App) -> Result<(), AppError> {
        let now = app.now();
        // What has been held too long is no reserve: after a quiet night a new block is needed.
        if self.with(|fresh| drop_stale(fresh, now)) >= BLOCK / 4 {
            return Ok(());
        }
        let mut block = Vec::with_capacity(BLOCK);
        let mut tx = self.db.write(&Actor::System).await?;
        for _ in 0..BLOCK {
            let fresh = Fresh { case: app.draw(), key: Key::generate(), reserved_at: now };
            shred::reserve(&mut tx, fresh.case, fresh.key.expose(), now).await?;
            block.push(fresh);
        }
        tx.commit().await?;
        self.with(|fresh| fresh.append(&mut block));
        Ok(())
    }

    /// Takes a key that is durable already.
    pub fn take(&self, now: Timestamp) -> Result<Fresh, AppError> {
        self.with(|fresh| {
            drop_stale(fresh, now);
            fresh.pop()
        })
        .ok_or(AppError::Internal("no shred key reserved"))
    }

    /// Reads the key of a case.
    pub async fn key(&self, case: CaseId) -> Result<Option<Key>, AppError> {
        let mut tx = self.db.read(&Actor::System).await?;
        let key = shred::key(&mut tx, case).await;
        tx.undo().await;
        let Some(shred::ShredKey(bytes)) = key? else { return Ok(None) };
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| AppError::Internal("shred key"))?;
        Ok(Some(Key::from_bytes(bytes)))
    }

    pub async fn close(&self) {
        self.db.close().await;
    }

    fn with<T>(&self, f: impl FnOnce(&mut Vec<Fresh>) -> T) -> T {
        // Nothing that runs under this lock can leave the list half changed.
        f(&mut self.fresh.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Drops keys that the sweep may soon take. Returns how many are left.
fn drop_stale(fresh: &mut Vec<Fresh>, now: Timestamp) -> usize {
    fresh.retain(|one| now.duration_since(one.reserved_at) < HELD_FOR);
    fresh.len()
}

/// Destroys keys that were reserved long ago and belong to no case and no intake key. Returns how many.
pub async fn sweep(app: &App) -> Result<u64, AppError> {
    let before = app.now() - SWEPT_AFTER;
    let reserve = &app.0.reserve;
    let mut swept = 0;
    let mut after = None;
    loop {
        let mut tx = reserve.db.read(&Actor::System).await?;
        let page = shred::reserved_before(&mut tx, before, after, 1_000).await;
        tx.undo().await;
        let page = page?;
        let Some(last) = page.last() else { return Ok(swept) };
        after = Some(*last);
        let mut main = app.0.db.read(&Actor::System).await?;
        let mut orphans = Vec::new();
        for case in page {
            let in_use =
                cases::facts(&mut main, case).await?.is_some() || intake::uses_shred(&mut main, case).await?;
            if !in_use {
                orphans.push(case);
            }
        }
        main.undo().await;
        let mut tx = reserve.db.write(&Actor::System).await?;
        for case in orphans {
            shred::destroy(&mut tx, case).await?;
            swept += 1;
        }
        tx.commit().await?;
    }
}

/// Destroys keys at once: what they sealed is gone from every backup too.
pub(crate) async fn destroy(app: &App, ids: &[CaseId]) -> Result<(), AppError> {
    let mut tx = app.0.reserve.db.write(&Actor::System).await?;
    for id in ids {
        shred::destroy(&mut tx, *id).await?;
    }
    Ok(tx.commit().await?)
}
