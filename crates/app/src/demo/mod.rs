//! Accounts of the demonstration and of exercises: keys made at start, held by the process, gone with it.
//!
//! Nothing here works on a live database: there is no way to sign in without passphrase and code.
//!
//! [`plan`] says what the demonstration holds, [`seeding`] plays it through the use cases that everybody else calls.

pub mod acts;
mod counting;
pub mod figures;
mod helping;
mod leaving;
mod mapping;
mod meeting;
mod names;
pub mod plan;
mod recognising;
pub mod seeding;
mod showing;
pub mod staff;
mod standing_by;
pub mod supply;

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use havenward_domain::access::{Member, act};
use havenward_domain::id::{UnitId, UserId};
use havenward_domain::role::Role;
use havenward_store::sessions::{self, Session};
use havenward_store::users::{self, Membership};
use havenward_vault::pair::PrivateKey;
use havenward_vault::token::Token;
use jiff::{SignedDuration, Timestamp};

use crate::keys::FIRST;
use crate::sessions::{Begun, SESSION_LIFETIME, session_place};
use crate::{App, AppError, Caller, Kind, Note};

pub use figures::ATTRIBUTION;
pub use plan::{Plan, plan};
pub use showing::Shown;

/// The clock is moved on by no more than this at once.
const LONGEST_MOVE_DAYS: u16 = 366;

/// What a demonstration keeps in memory; always empty in a live installation.
#[derive(Default)]
pub(crate) struct Stage {
    keys: BTreeMap<UserId, Arc<PrivateKey>>,
    accounts: Vec<Account>,
    progress: Progress,
    shown: Option<Shown>,
}

/// An account that can be signed in to without a passphrase.
#[derive(Debug, Clone)]
pub struct Account {
    /// The account.
    pub user: UserId,
    /// What it is called in the demonstration.
    pub login: String,
    /// An invented name.
    pub name: String,
    /// Its unit.
    pub unit: UnitId,
    /// Its role there.
    pub role: Role,
}

/// How far the seeding has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Cases whose story is told.
    pub done: usize,
    /// Cases of the plan.
    pub of: usize,
}

impl App {
    pub(crate) fn on_stage<T>(&self, f: impl FnOnce(&mut Stage) -> T) -> T {
        // Nothing that runs under this lock can leave the lists half changed.
        f(&mut self.0.demo.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Who can sign in without a passphrase, in the order of the plan.
pub fn accounts(app: &App) -> Result<Vec<Account>, AppError> {
    refuse_live(app)?;
    Ok(app.on_stage(|stage| stage.accounts.clone()))
}

/// The account with this login or, failing that, the first with this role.
pub fn account(app: &App, login_or_role: &str) -> Result<Account, AppError> {
    let accounts = accounts(app)?;
    let by_login = accounts.iter().find(|one| one.login == login_or_role);
    let found = by_login.or_else(|| accounts.iter().find(|one| one.role.code() == login_or_role));
    found.cloned().ok_or_else(|| AppError::invalid("role", "nobody here has this login or role"))
}

/// How far the seeding has come.
pub fn progress(app: &App) -> Progress {
    app.on_stage(|stage| stage.progress)
}

/// What opens the page of the invented person who has one, once it is made.
pub fn shown(app: &App) -> Option<Shown> {
    app.on_stage(|stage| stage.shown.clone())
}

/// Moves the clock on and does what fell due.
pub async fn move_clock(app: &App, days: u16) -> Result<Timestamp, AppError> {
    refuse_live(app)?;
    if !(1..=LONGEST_MOVE_DAYS).contains(&days) {
        return Err(AppError::invalid("days", format!("give 1 to {LONGEST_MOVE_DAYS}")));
    }
    app.advance(SignedDuration::from_hours(24 * i64::from(days)));
    app.tick().await?;
    Ok(app.now())
}

fn refuse_live(app: &App) -> Result<(), AppError> {
    match app.kind() {
        Kind::Demo | Kind::Exercise => Ok(()),
        Kind::Live => Err(AppError::NotFound),
    }
}

/// Makes an account with a key pair that only this process holds.
pub async fn enlist(
    app: &App,
    login: &str,
    name: &str,
    unit: UnitId,
    role: Role,
) -> Result<UserId, AppError> {
    refuse_live(app)?;
    let (private, public) = PrivateKey::generate();
    let user = app
        .run(&Caller::operator(), async |ctx| {
            let permit = ctx.permit::<act::ManageAccounts>()?;
            let user: UserId = ctx.draw();
            let now = ctx.now();
            users::insert(&mut ctx.tx, &permit, user, login, name, now).await?;
            users::join(&mut ctx.tx, &permit, user, Membership { unit, role }, now).await?;
            users::set_demo_key(&mut ctx.tx, &permit, user, &public.to_bytes(), now).await?;
            ctx.record(&permit, Note::because("administration", "operation").about("user", user)).await?;
            Ok(user)
        })
        .await?;
    let account = Account { user, login: login.to_owned(), name: name.to_owned(), unit, role };
    app.on_stage(|stage| {
        stage.keys.insert(user, Arc::new(private));
        stage.accounts.push(account);
    });
    Ok(user)
}

/// Begins a session for a demonstration account, without passphrase or code.
pub async fn sign_in(app: &App, user: UserId) -> Result<Begun, AppError> {
    refuse_live(app)?;
    let key = app.on_stage(|stage| stage.keys.get(&user).map(Arc::clone)).ok_or(AppError::NotFound)?;
    let token = Token::generate();
    let member = app
        .run(&Caller::nobody(), async |ctx| {
            let permit = ctx.permit::<act::SignIn>()?;
            let membership =
                users::memberships(&mut ctx.tx, user).await?.into_iter().next().ok_or(AppError::NotFound)?;
            let member = Member { user, unit: membership.unit, role: membership.role, session: ctx.draw() };
            let private_key = key.seal_private(&token.seal_key(), &session_place(member.session), FIRST);
            let now = ctx.now();
            let session = Session { member, private_key, expires_at: now + SESSION_LIFETIME };
            sessions::insert(&mut ctx.tx, &permit, token.digest(), &session, now).await?;
            ctx.record(
                &permit,
                Note::because("administration", "operation").about("session", member.session),
            )
            .await?;
            Ok(member)
        })
        .await?;
    Ok(Begun { token: token.text(), member, fingerprint: key.public_key().fingerprint() })
}
