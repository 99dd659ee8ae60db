//! A small installation with units and members, on either engine, with a clock that stands still.

use havenward_app::{
    App, Approvers, Caller, Ctx, Instruments, Kind, Profiles, Secrets, Settings, accounts, demo, overlays,
    sessions, units,
};
use havenward_domain::access::may_hold_unit_key;
use havenward_domain::id::UnitId;
use havenward_domain::overlay::Proposal;
use havenward_domain::profile::{Profile, SHIPPED};
use havenward_domain::role::Role;
use havenward_store::{FromRow, Row, StoreError};
use havenward_vault::checkpoint::{Origin, SigningKey};
use havenward_vault::intake::IntakePublicKey;
use havenward_vault::password::{HashParams, Pepper};

use crate::{Engine, FakeClock, Place};

/// A small installation.
pub struct Site {
    /// The application.
    pub app: App,
    /// Its clock.
    pub clock: FakeClock,
    /// Its databases.
    pub place: Place,
    /// Its engine.
    pub engine: Engine,
}

impl Site {
    /// A demonstration installation, whose members need no passphrase.
    pub async fn new(engine: Engine) -> Self {
        Self::of_kind(engine, Kind::Demo).await
    }

    /// An installation of a kind.
    pub async fn of_kind(engine: Engine, kind: Kind) -> Self {
        let place = Place::new(engine).await;
        let clock = FakeClock::default();
        let app = Self::open(&place, &clock, kind).await.expect("the application starts");
        Self { app, clock, place, engine }
    }

    /// A demonstration installation in which cases begin under a shipped profile.
    pub async fn under(engine: Engine, profile: &str) -> Self {
        let place = Place::new(engine).await;
        let clock = FakeClock::default();
        let app =
            Self::open_under(&place, &clock, Kind::Demo, profile).await.expect("the application starts");
        Self { app, clock, place, engine }
    }

    /// Opens an application on databases that exist, with the secrets of every test.
    pub async fn open(place: &Place, clock: &FakeClock, kind: Kind) -> Result<App, havenward_app::AppError> {
        Self::open_under(place, clock, kind, "gb-ew").await
    }

    /// The same, with cases beginning under a shipped profile.
    pub async fn open_under(
        place: &Place,
        clock: &FakeClock,
        kind: Kind,
        profile: &str,
    ) -> Result<App, havenward_app::AppError> {
        let profiles = Profiles::shipped(profile).expect("the shipped profiles hold");
        Self::open_with(place, clock, kind, profiles.approved_by(approvers())).await
    }

    /// The same, with these profiles and approvers.
    pub async fn open_with(
        place: &Place,
        clock: &FakeClock,
        kind: Kind,
        profiles: Profiles,
    ) -> Result<App, havenward_app::AppError> {
        App::start(Self::settings(place, clock, kind, profiles)).await
    }

    /// What an application on these databases is started with.
    pub fn settings(place: &Place, clock: &FakeClock, kind: Kind, profiles: Profiles) -> Settings {
        let clock = clock.clone();
        Settings {
            database: place.database.clone(),
            shred: place.shred.clone(),
            secrets: test_secrets(),
            kind,
            clock: std::sync::Arc::new(move || clock.now()),
            seed: None,
            hash_params: HashParams::for_tests(),
            profiles,
            instruments: Instruments::shipped().expect("the shipped instruments hold"),
        }
    }

    /// Makes a unit.
    pub async fn unit(&self, name: &str) -> UnitId {
        self.unit_of(name, "ngo").await
    }

    /// Makes a unit of a kind of body, a code of the profile.
    pub async fn unit_of(&self, name: &str, body: &str) -> UnitId {
        self.app
            .run(&Caller::operator(), async |ctx| accounts::add_unit(ctx, name, body).await)
            .await
            .expect("a unit is made")
    }

    /// Makes a member of a unit and signs them in; the first one makes the unit's key, later ones wait.
    pub async fn newcomer(&self, login: &str, unit: UnitId, role: Role) -> Caller {
        let user = demo::enlist(&self.app, login, login, unit, role).await.expect("an account is made");
        let begun = demo::sign_in(&self.app, user).await.expect("a session begins");
        sessions::caller(&self.app, &begun.token).await.expect("the session holds")
    }

    /// Makes the first member of a new unit, with the unit's key if the role may hold one.
    pub async fn member(&self, login: &str, role: Role) -> Caller {
        self.member_of(login, role, "ngo").await
    }

    /// Makes the first member of a new unit of a kind of body, with the unit's key.
    pub async fn member_of(&self, login: &str, role: Role, body: &str) -> Caller {
        let unit = self.unit_of(login, body).await;
        let caller = self.newcomer(login, unit, role).await;
        if !may_hold_unit_key(role) {
            return caller;
        }
        self.app.run(&caller, async |ctx| units::hold_key(ctx).await).await.expect("the unit gets its key");
        caller
    }

    /// Lets the SQLite file of the main database grow no further, as a full disk does.
    pub async fn fill_disk(&self) {
        self.set_pages("pragma max_page_count = 1").await;
    }

    /// Gives the file its room back.
    pub async fn empty_disk(&self) {
        self.set_pages("pragma max_page_count = 4294967294").await;
    }

    /// The limit is one of the writer's own connection and not of the file.
    async fn set_pages(&self, pragma: &'static str) {
        let set = async |ctx: &mut Ctx| Ok(ctx.tx().one::<Pages>(pragma, Vec::new()).await?);
        let answer = self.app.run(&Caller::operator(), set).await.expect("the pragma is set");
        assert!(answer.is_some(), "SQLite tells the limit");
    }

    /// A member who holds the unit's key lets everybody in who waits for it. Returns how many.
    pub async fn let_in(&self, by: &Caller) -> usize {
        let waiting = self.app.look(by, async |ctx| units::waiting(ctx).await).await.expect("a list");
        for one in &waiting {
            let admit = async |ctx: &mut Ctx| units::admit(ctx, one.user, &one.fingerprint).await;
            self.app.run(by, admit).await.expect("the key is wrapped");
        }
        waiting.len()
    }

    /// Makes a colleague in the unit of a member who holds its key; the member lets them in at once.
    pub async fn colleague(&self, login: &str, of: &Caller, role: Role) -> Caller {
        let unit = of.actor().unit().expect("a member of a unit");
        let caller = self.newcomer(login, unit, role).await;
        self.let_in(of).await;
        caller
    }
}

/// What SQLite answers to a pragma.
struct Pages;

impl FromRow for Pages {
    fn from_row(_: &Row) -> Result<Self, StoreError> {
        Ok(Self)
    }
}

/// Secrets that every test shares.
pub fn test_secrets() -> Secrets {
    let origin: Origin = "test.invalid/journal".parse().expect("a valid origin");
    Secrets::new(Pepper::from_bytes([7; 32]), SigningKey::from_bytes(origin, [9; 32]))
}

/// The bodies that approve crisis overlays in tests.
pub const APPROVERS: [&str; 2] = ["ministry", "rapporteur"];

/// The key of a body that approves.
pub fn approver_key(body: &str) -> SigningKey {
    let seed = u8::try_from(body.len()).expect("a short name");
    SigningKey::from_bytes(body.parse().expect("a code"), [seed; 32])
}

/// The approvers of every test.
pub fn approvers() -> Approvers {
    let keys = APPROVERS.map(|body| (body, approver_key(body).verifying_key().text()));
    Approvers::parse(keys.iter().map(|(body, key)| (*body, key.as_str()))).expect("two bodies with two keys")
}

/// An overlay of England and Wales that bodies have signed at an instant.
pub fn sign_overlay(draft: &str, bodies: &[&str], at: jiff::Timestamp) -> String {
    let (_, text) = SHIPPED.iter().find(|(file, _)| *file == "gb-ew.toml").expect("it is shipped");
    let base = Profile::parse("gb-ew.toml", text).expect("the shipped profile holds");
    let mut signed = draft.to_owned();
    for body in bodies {
        let proposal = Proposal::parse("overlay.toml", &signed).expect("an overlay");
        signed.push_str(&overlays::approval_table(&proposal, &base, &approver_key(body), at));
    }
    signed
}

/// Runs a test on a small installation of each engine.
pub async fn each_site(test: impl AsyncFn(Site)) {
    for engine in Engine::all() {
        test(Site::new(engine).await).await;
    }
}

/// Seals a record to a unit's intake key, as a device does.
pub fn seal_for_intake(public_key: &[u8], record: &[u8]) -> Vec<u8> {
    let key = IntakePublicKey::from_bytes(public_key).expect("a point on the curve");
    key.seal(b"intake", b"", record).as_bytes().to_vec()
}
