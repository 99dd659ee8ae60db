//! Reserving shred keys: durable in their own store before the case that uses them is committed.

use std::sync::{Mutex, PoisonError};

use havenward_domain::access::Actor;
use havenward_domain::id::CaseId;
use havenward_store::{Db, cases, installation, intake, journal, shred};
use havenward_vault::key::Key;
use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;

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
    /// Held by whoever reserves a block, so that a crowd reserves one and not one each.
    filling: tokio::sync::Mutex<()>,
}

impl Reserve {
    pub fn new(db: Db) -> Self {
        Self { db, fresh: Mutex::default(), filling: tokio::sync::Mutex::default() }
    }

    /// Sets a key aside for one act, reserving a block if there is none left; outside of any turn.
    ///
    /// The key belongs to this act from here on: however many act at once, each finds its own.
    pub async fn set_aside(&self, app: &App) -> Result<Fresh, AppError> {
        if let Some(fresh) = self.take(app.clock()) {
            return Ok(fresh);
        }
        let _filling = self.filling.lock().await;
        // Whoever held the lock before may have left keys.
        if let Some(fresh) = self.take(app.clock()) {
            return Ok(fresh);
        }
        let mut block = self.reserve(app).await?;
        let own = block.pop().ok_or(AppError::Internal("no shred key reserved"))?;
        self.with(|fresh| fresh.append(&mut block));
        Ok(own)
    }

    /// Takes back a key that its act did not use.
    pub fn give_back(&self, unused: Fresh) {
        self.with(|fresh| fresh.push(unused));
    }

    /// Takes a key that is durable already.
    fn take(&self, now: Timestamp) -> Option<Fresh> {
        self.with(|fresh| {
            fresh.retain(|one| now.duration_since(one.reserved_at).abs() < HELD_FOR);
            fresh.pop()
        })
    }

    async fn reserve(&self, app: &App) -> Result<Vec<Fresh>, AppError> {
        let now = app.clock();
        let mut block = Vec::with_capacity(BLOCK);
        let mut tx = self.db.write(&Actor::System, now).await?;
        for _ in 0..BLOCK {
            let fresh = Fresh { case: app.draw(), key: Key::generate(), reserved_at: now };
            shred::reserve(&mut tx, fresh.case, fresh.key.expose(), now).await?;
            block.push(fresh);
        }
        tx.commit().await?;
        Ok(block)
    }

    /// Reads the key of a case.
    pub async fn key(&self, case: CaseId) -> Result<Option<Key>, AppError> {
        let mut tx = self.db.read(&Actor::System, Timestamp::UNIX_EPOCH).await?;
        let key = shred::key(&mut tx, case).await;
        tx.undo().await;
        let Some(shred::ShredKey(bytes)) = key? else { return Ok(None) };
        let bytes = Zeroizing::new(bytes);
        let key = bytes.as_slice().try_into().map_err(|_| AppError::Internal("shred key"))?;
        Ok(Some(Key::from_bytes(key)))
    }

    pub async fn close(&self) {
        self.db.close().await;
    }

    fn with<T>(&self, f: impl FnOnce(&mut Vec<Fresh>) -> T) -> T {
        // Nothing that runs under this lock can leave the list half changed.
        f(&mut self.fresh.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Makes sure that the two stores belong together. A sweep against the data of another installation, or
/// against an empty database that a slip of the pen has just made, would erase every case for good.
pub(crate) async fn check_pair(app: &App) -> Result<(), AppError> {
    let mut main = app.0.db.write(&Actor::System, app.now()).await?;
    let mut shred = app.0.reserve.db.write(&Actor::System, app.now()).await?;
    let expected = installation::pair(&mut main).await?;
    let found = installation::pair(&mut shred).await?;
    let pair = match (expected, found) {
        (Some(expected), Some(found)) if expected == found => expected,
        (None, None) if shred::is_empty(&mut shred).await? => {
            let pair = app.draw::<CaseId>().to_string();
            installation::set_pair(&mut main, &pair).await?;
            pair
        }
        // The first start was interrupted between the two: nothing has happened in this database yet.
        (Some(expected), None)
            if journal::is_empty(&mut main).await? && shred::is_empty(&mut shred).await? =>
        {
            expected
        }
        _ => {
            main.undo().await;
            shred.undo().await;
            return Err(other_store());
        }
    };
    main.commit().await?;
    if installation::pair(&mut shred).await?.is_none() {
        installation::set_pair(&mut shred, &pair).await?;
    }
    Ok(shred.commit().await?)
}

/// The same question where nothing may be written: two stores without a mark are refused as well.
pub(crate) async fn refuse_other_pair(app: &App) -> Result<(), AppError> {
    let mut main = app.0.db.read(&Actor::Operator, app.now()).await?;
    let mut shred = app.0.reserve.db.read(&Actor::Operator, app.now()).await?;
    let (expected, found) = (installation::pair(&mut main).await, installation::pair(&mut shred).await);
    main.undo().await;
    shred.undo().await;
    match (expected?, found?) {
        (Some(expected), Some(found)) if expected == found => Ok(()),
        _ => Err(other_store()),
    }
}

fn other_store() -> AppError {
    AppError::refused(
        "installation.other_shred_store",
        "database and shred store do not belong together; nothing was touched",
    )
}

/// Destroys keys that were reserved long ago and belong to no case and no intake key. Returns how many.
///
/// Long ago is told by the journal: after an older copy of the database was restored, or with a clock
/// that has jumped ahead, the keys of cases that this database does not know (yet) are left alone.
pub async fn sweep(app: &App) -> Result<u64, AppError> {
    let reserve = &app.0.reserve;
    let mut main = app.0.db.read(&Actor::System, app.now()).await?;
    let newest = journal::newest_at(&mut main).await;
    main.undo().await;
    let Some(newest) = newest? else { return Ok(0) };
    let before = newest.min(app.now()) - SWEPT_AFTER;
    let mut swept = 0;
    let mut after = None;
    loop {
        let mut tx = reserve.db.read(&Actor::System, app.now()).await?;
        let page = shred::reserved_before(&mut tx, before, after, 1_000).await;
        tx.undo().await;
        let page = page?;
        let Some(last) = page.last() else { return Ok(swept) };
        after = Some(*last);
        let mut main = app.0.db.read(&Actor::System, app.now()).await?;
        let mut orphans = Vec::new();
        for case in page {
            let in_use =
                cases::facts(&mut main, case).await?.is_some() || intake::uses_shred(&mut main, case).await?;
            if !in_use {
                orphans.push(case);
            }
        }
        main.undo().await;
        let mut tx = reserve.db.write(&Actor::System, app.now()).await?;
        for case in orphans {
            shred::destroy(&mut tx, case).await?;
            swept += 1;
        }
        tx.commit().await?;
    }
}

/// Destroys keys at once: what they sealed is gone from every backup too.
pub(crate) async fn destroy(app: &App, ids: &[CaseId]) -> Result<(), AppError> {
    let mut tx = app.0.reserve.db.write(&Actor::System, app.now()).await?;
    for id in ids {
        shred::destroy(&mut tx, *id).await?;
    }
    Ok(tx.commit().await?)
}
