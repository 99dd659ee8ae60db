//! The application: the databases, the secrets, the clock, and how an act is run.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use havenward_domain::access::Actor;
use havenward_domain::id::{EntryId, Id};
use havenward_store::{Db, Schema, Standing, StoreError, idempotency, installation, wall};
use havenward_vault::key::Key;
use havenward_vault::password::HashParams;
use havenward_vault::token::Token;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;
use tokio::sync::Semaphore;

use crate::shred::Reserve;
use crate::{AppError, Caller, Ctx, Instruments, Profiles, Secrets, demo};

pub use havenward_store::installation::Kind;

/// Where the time comes from.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Passwords hashed at a time: each takes 64 MiB, so a flood must queue, not fill the memory.
const HASHING_AT_ONCE: usize = 2;

/// Rows of the shred store that one act may need: for a case, and for an intake key that is due.
const FRESH_AN_ACT: usize = 2;

/// What an application is started with.
pub struct Settings {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// The shred store; never in the same place as the database.
    pub shred: String,
    /// Secrets from files.
    pub secrets: Secrets,
    /// What the database must be, and is stamped as when new.
    pub kind: Kind,
    /// The clock.
    pub clock: Clock,
    /// Seed of the ids; none draws one from the operating system. Keys are never seeded.
    pub seed: Option<u64>,
    /// Cost of new passwords.
    pub hash_params: HashParams,
    /// The country's rules.
    pub profiles: Profiles,
    /// The screening instruments.
    pub instruments: Instruments,
}

/// The running application, and the instant at which it stands if it is not now. Cheap to clone.
#[derive(Clone)]
pub struct App(pub(crate) Arc<Inner>, Option<Timestamp>);

pub(crate) struct Inner {
    pub db: Db,
    pub reserve: Reserve,
    pub secrets: Arc<Secrets>,
    pub kind: Kind,
    pub clock: Clock,
    pub hashing: Semaphore,
    pub hash_params: HashParams,
    pub profiles: Profiles,
    pub instruments: Instruments,
    /// This node among those on one database, and until when it leads the ticker.
    pub node: String,
    pub leads_until: Mutex<Timestamp>,
    /// When this node looks next for what can be forgotten.
    pub forgets_at: Mutex<Timestamp>,
    random: Mutex<ChaCha12Rng>,
    /// What a demonstration keeps in memory; always empty in a live installation.
    pub demo: Mutex<demo::Stage>,
    /// Whether the journal is signed to its last entry at the next commit.
    closing: Arc<AtomicBool>,
    /// Microseconds by which a demonstration's clock was moved on; always none in a live installation.
    advanced: Arc<AtomicI64>,
}

/// A request that may come twice.
pub struct Idempotency<'r> {
    /// The client's key.
    pub key: &'r str,
    /// Method, route and body.
    pub request: &'r [&'r [u8]],
}

/// The ids that came of an act, and whether they came of an earlier request with the same key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Once<I> {
    /// What resulted.
    pub id: I,
    /// Whether this request did nothing because an earlier one had done it.
    pub replayed: bool,
}

impl App {
    /// Checks the stamp, brings both databases up to date, opens them and sweeps what a crash has left.
    pub async fn start(settings: Settings) -> Result<Self, AppError> {
        for standing in standings(&settings).await? {
            standing.refuse_newer()?;
        }
        Db::migrate(&settings.database, Schema::Main).await?;
        Db::migrate(&settings.shred, Schema::Shred).await?;
        let app = Self::assemble(settings).await?;
        app.stamp().await?;
        crate::shred::check_pair(&app).await?;
        crate::shred::sweep(&app).await?;
        crate::statistics::begin_month(&app).await?;
        crate::profiles::keep(&app).await?;
        Ok(app)
    }

    /// Opens an installation as it stands, for the operator: nothing is made, migrated, stamped or swept.
    pub async fn open(settings: Settings) -> Result<Self, AppError> {
        let [main, shred] = standings(&settings).await?;
        main.refuse_other()?;
        shred.refuse_other()?;
        if main.kind.is_none() {
            return Err(StoreError::NoSchema.into());
        }
        wall::check(&settings.database).await?;
        let app = Self::assemble(settings).await?;
        crate::shred::refuse_other_pair(&app).await?;
        Ok(app)
    }

    async fn assemble(settings: Settings) -> Result<Self, AppError> {
        let secrets = Arc::new(settings.secrets);
        let (clock, advanced) = movable(settings.clock);
        let closing = Arc::new(AtomicBool::new(false));
        let extend = {
            let (secrets, clock, closing) = (Arc::clone(&secrets), Arc::clone(&clock), Arc::clone(&closing));
            crate::journal::extender(secrets, clock, closing)
        };
        let db = Db::open(&settings.database, Schema::Main, Some(extend)).await?;
        let shred = Db::open(&settings.shred, Schema::Shred, None).await?;
        let random = match settings.seed {
            Some(seed) => ChaCha12Rng::seed_from_u64(seed),
            None => ChaCha12Rng::from_seed(*Key::generate().expose()),
        };
        let inner = Arc::new(Inner {
            db,
            reserve: Reserve::new(shred),
            secrets,
            kind: settings.kind,
            clock,
            hashing: Semaphore::new(HASHING_AT_ONCE),
            hash_params: settings.hash_params,
            profiles: settings.profiles,
            instruments: settings.instruments,
            node: Token::generate().text().to_string(),
            leads_until: Mutex::new(Timestamp::MIN),
            forgets_at: Mutex::new(Timestamp::MIN),
            random: Mutex::new(random),
            demo: Mutex::default(),
            closing,
            advanced,
        });
        Ok(Self(inner, None))
    }

    /// Stamps a new database; a stamp that somebody else has set meanwhile is checked again.
    async fn stamp(&self) -> Result<(), AppError> {
        let mut tx = self.0.db.write(&Actor::System, self.now()).await?;
        if let Some(found) = installation::kind(&mut tx).await? {
            tx.undo().await;
            return refuse_other_kind(found, self.0.kind);
        }
        installation::stamp(&mut tx, self.0.kind).await?;
        Ok(tx.commit().await?)
    }

    /// What the database is for.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The screening instruments of this installation. They hold nothing of anybody.
    pub fn instruments(&self) -> &Instruments {
        &self.0.instruments
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        self.1.unwrap_or_else(|| self.clock())
    }

    /// The time zone of the country, in which people read dates.
    pub fn zone(&self) -> Result<TimeZone, AppError> {
        Ok(self.0.profiles.current(self.now())?.calendar().zone().clone())
    }

    /// The time on the installation's own clock, whatever instant this handle stands at.
    pub(crate) fn clock(&self) -> Timestamp {
        (self.0.clock)()
    }

    /// The same application standing at an instant of the past, for acts that invent a history.
    pub fn standing_at(&self, at: Timestamp) -> Result<Self, AppError> {
        match self.0.kind {
            Kind::Live => Err(AppError::NotFound),
            Kind::Demo | Kind::Exercise => Ok(Self(Arc::clone(&self.0), Some(at))),
        }
    }

    /// Moves the clock of a demonstration on.
    pub(crate) fn advance(&self, by: SignedDuration) {
        if self.0.kind != Kind::Live {
            let micros = i64::try_from(by.as_micros()).unwrap_or(0);
            self.0.advanced.fetch_add(micros, Ordering::SeqCst);
        }
    }

    /// Draws an id.
    pub fn draw<I: Id>(&self) -> I {
        let mut bytes = [0; 16];
        // A panic while drawing leaves a generator that is as good as before.
        self.0.random.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        I::from_random(bytes)
    }

    /// Runs an act that may write: one transaction, kept only with its journal entry, answered only
    /// once it is on the disk.
    pub async fn run<T>(
        &self,
        caller: &Caller,
        act: impl AsyncFnOnce(&mut Ctx) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        // Only a member opens cases; the second store is asked before the turn, never inside.
        let mut fresh = Vec::new();
        if caller.actor.member().is_some() {
            for _ in 0..FRESH_AN_ACT {
                fresh.push(self.0.reserve.set_aside(self).await?);
            }
        }
        let tx = self.0.db.write(&caller.actor, self.now()).await?;
        let mut ctx = Ctx::new(self.clone(), caller.clone(), tx);
        ctx.fresh = fresh;
        let result = act(&mut ctx).await;
        for unused in ctx.fresh.drain(..) {
            self.0.reserve.give_back(unused);
        }
        match result {
            Ok(value) => {
                ctx.keep().await?;
                Ok(value)
            }
            Err(error) => {
                ctx.undo().await;
                Err(error)
            }
        }
    }

    /// Runs an act that makes one thing, once per key however often it is asked.
    ///
    /// The key is taken in the act's own transaction. A replay answers with the id of the earlier
    /// result; what is shown of it is authorised and rendered anew by the caller.
    pub async fn run_once<I: Id>(
        &self,
        caller: &Caller,
        once: Idempotency<'_>,
        act: impl AsyncFnOnce(&mut Ctx) -> Result<I, AppError>,
    ) -> Result<Once<I>, AppError> {
        if once.key.is_empty() || once.key.len() > 64 || !once.key.bytes().all(|byte| byte.is_ascii_graphic())
        {
            return Err(AppError::invalid("Idempotency-Key", "give 1 to 64 visible ASCII characters"));
        }
        let (owner, key) = self.claimed_as(caller, &once);
        let result = self
            .run(caller, async |ctx| {
                let id = act(ctx).await?;
                let digest = ctx.app.0.secrets.request_digest(once.request);
                let (text, now) = (id.to_string(), ctx.now());
                let claimed = idempotency::claim(&mut ctx.tx, &owner, &key, &digest, &text, now).await?;
                if claimed { Ok(id) } else { Err(AppError::Conflict) }
            })
            .await;
        match result {
            Ok(id) => Ok(Once { id, replayed: false }),
            // A replay is authorised like any request: whoever has lost the right is told so again.
            Err(refused @ (AppError::NotFound | AppError::Forbidden | AppError::SignedOut)) => Err(refused),
            // Somebody, most often this client, has used the key: what failed may have been a replay.
            Err(error) => match self.earlier(caller, &once).await? {
                Some(id) => Ok(Once { id, replayed: true }),
                None => Err(error),
            },
        }
    }

    /// Whether this caller has done this once already. For acts that take away the sight of what they were
    /// done to, so that a second click is told of the first and not that there is nothing.
    pub async fn is_done(&self, caller: &Caller, once: Idempotency<'_>) -> Result<bool, AppError> {
        Ok(self.earlier::<EntryId>(caller, &once).await?.is_some())
    }

    /// Under which owner and key a request is remembered.
    fn claimed_as(&self, caller: &Caller, once: &Idempotency<'_>) -> (String, String) {
        (self.0.secrets.author(&caller.actor).to_string(), self.0.secrets.request_key(once.key))
    }

    async fn earlier<I: Id>(&self, caller: &Caller, once: &Idempotency<'_>) -> Result<Option<I>, AppError> {
        // On a turn, and kept: the earlier request may sit in the batch that is being committed, and a
        // replay must not answer before it is on the disk.
        let mut tx = self.0.db.write(&caller.actor, self.now()).await?;
        let (owner, key) = self.claimed_as(caller, once);
        let found = idempotency::find(&mut tx, &owner, &key).await?;
        tx.commit().await?;
        let Some(earlier) = found else { return Ok(None) };
        if !self.0.secrets.is_same_request(once.request, &earlier.digest) {
            return Err(AppError::IdempotencyMismatch);
        }
        let id = earlier.result.parse().map_err(|_| StoreError::Corrupt("result"))?;
        Ok(Some(id))
    }

    /// Runs a reading of plain columns. It opens nothing, writes nothing and is not journalled.
    pub async fn look<T>(
        &self,
        caller: &Caller,
        reading: impl AsyncFnOnce(&mut Ctx) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let tx = self.0.db.read(&caller.actor, self.now()).await?;
        let mut ctx = Ctx::new(self.clone(), caller.clone(), tx);
        let result = reading(&mut ctx).await;
        ctx.undo().await;
        result
    }

    /// What one tick of the clock does without anybody signed in.
    pub async fn tick(&self) -> Result<(), AppError> {
        // What is due at night is done whatever holds the journal up; that it is held up is told at the end.
        let numbered = self.0.db.number_journal().await;
        // A version that becomes valid today is kept today.
        if let Err(error) = crate::profiles::keep(self).await {
            tracing::error!(%error, "the rules in force are not kept");
        }
        crate::ticker::tick(self).await?;
        numbered?;
        crate::doctor::refuse_unnumbered(self).await
    }

    /// Signs the journal to its last entry, however young: after this nobody may come for a long time.
    pub async fn sign_off(&self) -> Result<(), AppError> {
        self.0.closing.store(true, Ordering::SeqCst);
        let signed = self.0.db.number_journal().await;
        self.0.closing.store(false, Ordering::SeqCst);
        Ok(signed?)
    }

    /// Closes the databases.
    pub async fn stop(&self) {
        self.0.db.close().await;
        self.0.reserve.close().await;
    }
}

/// How both databases stand, before anything is done to them.
async fn standings(settings: &Settings) -> Result<[Standing; 2], AppError> {
    let main = Standing::of(&settings.database, Schema::Main).await?;
    if let Some(found) = main.kind {
        refuse_other_kind(found, settings.kind)?;
    }
    Ok([main, Standing::of(&settings.shred, Schema::Shred).await?])
}

/// A live database never becomes a demonstration, nor the other way round.
fn refuse_other_kind(found: Kind, wanted: Kind) -> Result<(), AppError> {
    if found == wanted {
        return Ok(());
    }
    let message = format!("this database is stamped {}, not {}", found.code(), wanted.code());
    Err(AppError::refused("installation.other_kind", message))
}

/// A clock that can be moved on, and by how much it was.
fn movable(clock: Clock) -> (Clock, Arc<AtomicI64>) {
    let advanced = Arc::new(AtomicI64::new(0));
    let by = Arc::clone(&advanced);
    let moved = move || {
        let by = SignedDuration::from_micros(by.load(Ordering::SeqCst));
        clock().saturating_add(by).unwrap_or(Timestamp::MAX)
    };
    (Arc::new(moved), advanced)
}
