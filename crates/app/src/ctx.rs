//! The context of one act: who, when, on which transaction, and with which keys.

use std::collections::BTreeSet;

use havenward_domain::access::{Act, Action, Actor, Facts, Member, Permit, authorize};
use havenward_domain::id::{CaseId, EntryId, Id};
use havenward_domain::role::Role;
use havenward_store::{Tx, cases};
use jiff::Timestamp;

use crate::keys::Keys;
use crate::shred::Fresh;
use crate::{App, AppError, Caller};

/// The context of one act.
pub struct Ctx {
    pub(crate) app: App,
    pub(crate) caller: Caller,
    /// The transaction.
    pub(crate) tx: Tx,
    pub(crate) keys: Keys,
    pub(crate) entries: u16,
    /// Tells this act from every other, so that no entry of another one opens anything here.
    pub(crate) act: EntryId,
    /// Ids with their shred keys, set aside for what this act may make.
    pub(crate) fresh: Vec<Fresh>,
    /// Rows of the shred store to be destroyed once this act is on the disk.
    pub(crate) to_shred: Vec<CaseId>,
    now: Timestamp,
}

impl Ctx {
    pub(crate) fn new(app: App, caller: Caller, tx: Tx) -> Self {
        let now = app.now();
        let act = app.draw();
        Self {
            app,
            caller,
            tx,
            act,
            keys: Keys::default(),
            entries: 0,
            fresh: Vec::new(),
            to_shred: Vec::new(),
            now,
        }
    }

    /// The instant of this act; it does not move while the act runs.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Takes an id with its shred key, durable in the second store already.
    pub(crate) fn take_fresh(&mut self) -> Result<Fresh, AppError> {
        self.fresh.pop().ok_or(AppError::Internal("no shred key set aside"))
    }

    /// The transaction, for tests that read a table through it. The product goes through use cases alone.
    #[cfg(feature = "tables")]
    pub fn tx(&mut self) -> &mut Tx {
        &mut self.tx
    }

    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.caller.actor
    }

    /// The signed-in person.
    pub fn member(&self) -> Result<Member, AppError> {
        self.caller.actor.member().copied().ok_or(AppError::SignedOut)
    }

    /// Draws an id.
    pub fn draw<I: Id>(&self) -> I {
        self.app.draw()
    }

    /// Asks for a permit about the installation.
    pub fn permit<A: Act>(&self) -> Result<Permit<A>, AppError> {
        Ok(authorize(&self.caller.actor, &Facts::Installation, self.now)?)
    }

    /// Asks for a permit about the actor's own unit.
    pub fn permit_in_unit<A: Act>(&self) -> Result<Permit<A>, AppError> {
        let unit = self.caller.actor.unit().ok_or(AppError::SignedOut)?;
        Ok(authorize(&self.caller.actor, &Facts::Unit(unit), self.now)?)
    }

    /// Asks for a permit about a case. What may not be known of is not found.
    pub async fn permit_on<A: Act>(&mut self, case: CaseId) -> Result<Permit<A>, AppError> {
        let mut facts = cases::facts(&mut self.tx, case).await?.ok_or(AppError::NotFound)?;
        if A::ACTION == Action::SendToDecide {
            facts.senders = self.senders(case).await?;
        }
        Ok(authorize(&self.caller.actor, &Facts::Case(facts), self.now)?)
    }

    /// Whether the actor may do this to a case: what she may not do is not offered to her.
    pub async fn may_on<A: Act>(&mut self, case: CaseId) -> Result<bool, AppError> {
        match self.permit_on::<A>(case).await {
            Ok(_) => Ok(true),
            Err(AppError::Forbidden | AppError::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The roles that may send a case, as the rules say under which it began.
    async fn senders(&mut self, case: CaseId) -> Result<BTreeSet<Role>, AppError> {
        let rules = cases::facts_of_rules(&mut self.tx, case).await?.ok_or(AppError::NotFound)?;
        let profile = self.profile_of(&rules).await?;
        Ok(profile.recognition().send.roles.iter().copied().collect())
    }

    pub(crate) async fn keep(self) -> Result<(), AppError> {
        if self.tx.writes() > 0 && self.entries == 0 {
            self.tx.undo().await;
            return Err(AppError::Unrecorded);
        }
        let Self { app, tx, to_shred, .. } = self;
        tx.commit().await?;
        if !to_shred.is_empty() && crate::shred::destroy(&app, &to_shred).await.is_err() {
            // What asked for it is committed; the sweep at the next start finds the orphan.
            tracing::warn!("a retired key could not be shredded yet");
        }
        Ok(())
    }

    pub(crate) async fn undo(self) {
        self.tx.undo().await;
    }
}
