//! Enrolment, sign-in, sessions.
//!
//! Passwords are hashed outside any turn, a few at a time. Whether an account exists is not told: the
//! same words and the same work for an unknown login as for a wrong passphrase.

use std::sync::Arc;
use std::time::Duration;

use havenward_domain::access::{Actor, Facts, Member, act, authorize};
use havenward_domain::id::{SessionId, UnitId, UserId};
use havenward_domain::sealed::Sealed;
use havenward_store::users::Credentials;
use havenward_store::{StoreError, attempts, devices, sessions, users};
use havenward_vault::fingerprint::Fingerprint;
use havenward_vault::key::Key;
use havenward_vault::pair::PrivateKey;
use havenward_vault::password::{self, PasswordError, Salt, StoredPassword, Verifier};
use havenward_vault::place::Place;
use havenward_vault::token::Token;
use havenward_vault::totp::TotpSecret;
use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;

use crate::keys::FIRST;
use crate::passphrase::prepare;
use crate::{App, AppError, Caller, Ctx, Note, accounts};

/// A session ends by itself after a working day.
pub(crate) const SESSION_LIFETIME: SignedDuration = SignedDuration::from_hours(12);
/// The shortest passphrase (NIST SP 800-63B-4, 3.1.1.2, for passwords beside a second factor: 8; ours is longer
/// because the passphrase also wraps a key).
pub(crate) const SHORTEST_PASSPHRASE: usize = 12;
/// Failures in a row that cost nothing; from then on the wait doubles …
const FREE_FAILURES: i64 = 3;
/// … up to this many seconds. Delay, never lock: a lock is a weapon.
pub(crate) const LONGEST_WAIT_SECONDS: i64 = 60;
/// Whoever would wait longer than this for a passphrase to be hashed is asked to come back.
const LONGEST_HASHING_QUEUE: Duration = Duration::from_secs(10);
/// The name under which authenticator apps list us. Neutral: it stands on a phone.
const ISSUER: &str = "Office";

fn private_key_place(user: UserId) -> Place {
    Place::new("users", "sealed_private_key", user)
}

fn totp_place(user: UserId) -> Place {
    Place::new("users", "sealed_totp", user)
}

pub(crate) fn session_place(session: SessionId) -> Place {
    Place::new("sessions", "sealed_private_key", session)
}

/// The second factor offered during enrolment.
pub struct SecondFactor {
    /// What an authenticator app scans.
    pub url: Zeroizing<String>,
    /// The secret, sealed; the client hands it back with the first code.
    pub sealed: Sealed,
}

/// First half of enrolment: offers a second factor to whoever holds the one-time link.
pub async fn offer_second_factor(app: &App, link: &str) -> Result<SecondFactor, AppError> {
    let (user, _) = enrolling(app, link).await?;
    let secret = TotpSecret::generate();
    let account = user.to_string();
    Ok(SecondFactor {
        // The account's id is long and says nothing: its first block is enough to tell two apart.
        url: secret.otpauth_url(ISSUER, account.split('-').next().unwrap_or_default()),
        sealed: secret.seal(&app.0.secrets.pepper, &totp_place(user), FIRST),
    })
}

/// Second half of enrolment: sets the passphrase, proves the second factor and makes the key pair.
pub async fn enrol(
    app: &App,
    link: &str,
    passphrase: Zeroizing<String>,
    sealed_factor: Sealed,
    code: &str,
) -> Result<(), AppError> {
    let (user, digest) = enrolling(app, link).await?;
    let passphrase = prepare(&passphrase);
    if passphrase.chars().any(char::is_control) {
        return Err(AppError::invalid("passphrase", "choose one without tabs or line breaks"));
    }
    if passphrase.chars().count() < SHORTEST_PASSPHRASE {
        let message = format!("choose at least {SHORTEST_PASSPHRASE} characters; several words are good");
        return Err(AppError::invalid("passphrase", message));
    }
    let secret = TotpSecret::open(&app.0.secrets.pepper, &totp_place(user), &sealed_factor)
        .map_err(|_| AppError::invalid("factor", "hand back the factor that was offered"))?;
    let step = verify(app, &secret, code, None)
        .ok_or_else(|| AppError::invalid("code", "the code is not the one of this moment; try the next"))?;

    let params = app.0.hash_params;
    let inner = Arc::clone(&app.0);
    let (unlock, stored) = hashing(app, move || password::enrol(&passphrase, params, &inner.secrets.pepper))
        .await?
        .map_err(|error| match error {
            PasswordError::OutOfMemory => AppError::Busy,
            _ => AppError::invalid("passphrase", "choose a shorter passphrase"),
        })?;

    let (private, public) = PrivateKey::generate();
    let set = Credentials {
        user,
        salt: stored.salt.as_bytes().to_vec(),
        params: stored.params.to_string(),
        verifier: stored.verifier.as_bytes().to_vec(),
        totp: sealed_factor,
        totp_last_step: step,
        private_key: private.seal_private(&unlock, &private_key_place(user), FIRST),
        public_key: public.to_bytes().to_vec(),
    };
    app.run(&Caller::nobody(), async |ctx| {
        let permit = ctx.permit::<act::Enrol>()?;
        let now = ctx.now();
        let enrolled = users::enrol(&mut ctx.tx, &permit, digest, &set, now).await;
        // Somebody with the same link may have been faster.
        enrolled.map_err(conflict_is(AppError::LinkRefused))?;
        ctx.record(&permit, Note::because("administration", "operation").about("user", user)).await?;
        Ok(())
    })
    .await
}

async fn enrolling(app: &App, link: &str) -> Result<(UserId, [u8; 32]), AppError> {
    let token = Token::parse(link).map_err(|_| AppError::LinkRefused)?;
    let digest = token.digest();
    let user = app
        .look(&Caller::nobody(), async |ctx| {
            let now = ctx.now();
            Ok(users::enrolling(&mut ctx.tx, digest, now).await?)
        })
        .await?
        .ok_or(AppError::LinkRefused)?;
    Ok((user, digest))
}

/// What somebody types to sign in.
pub struct SignIn {
    /// The login.
    pub login: String,
    /// The passphrase.
    pub passphrase: Zeroizing<String>,
    /// The code of the second factor.
    pub code: String,
    /// For which of their units, if there are several.
    pub unit: Option<UnitId>,
}

/// A session just begun; the token is shown once.
pub struct Begun {
    /// The bearer token.
    pub token: Zeroizing<String>,
    /// Who acts, for which unit, in which role.
    pub member: Member,
    /// The fingerprint of the person's own key, to be read aloud to whoever lets her into the unit.
    pub fingerprint: Fingerprint,
}

/// Signs in.
pub async fn begin(app: &App, attempt: SignIn) -> Result<Begun, AppError> {
    let login = accounts::login(&attempt.login);
    let subject = app.0.secrets.attempt_subject(login.as_deref().unwrap_or(&attempt.login));
    let credentials = app
        .look(&Caller::nobody(), async |ctx| {
            refuse_early(ctx, &subject, LONGEST_WAIT_SECONDS).await?;
            match &login {
                Some(login) => Ok(users::credentials(&mut ctx.tx, login).await?),
                None => Ok(None),
            }
        })
        .await?;
    let passphrase = prepare(&attempt.passphrase);
    let Some(proved) = prove(app, credentials, passphrase, &attempt.code).await? else {
        refuse(app, &subject, LONGEST_WAIT_SECONDS).await?;
        return Err(AppError::SignInRefused);
    };
    let key = PrivateKey::open_private(&proved.unlock, &private_key_place(proved.user), &proved.private_key)?;
    keep(app, proved.user, attempt.unit, &subject, proved.step, &key).await
}

/// What a right passphrase and code give.
struct Proved {
    user: UserId,
    unlock: Key,
    step: i64,
    private_key: Sealed,
}

/// Refuses an attempt that comes too early, right or wrong. Tells how many have failed before it.
///
/// Asked before the hash, to spare the work, and again after it: attempts that came together have all
/// passed the first question, and only what is asked on the turn counts them one by one.
/// `longest` is the longest wait, in seconds.
pub(crate) async fn refuse_early(ctx: &mut Ctx, subject: &[u8; 32], longest: i64) -> Result<i64, AppError> {
    let Some(failures) = attempts::of(&mut ctx.tx, subject).await? else { return Ok(0) };
    match wait_left(&failures, ctx.now(), longest) {
        Some(wait) => Err(AppError::Delayed(wait)),
        None => Ok(failures.failures),
    }
}

fn wait_left(failures: &attempts::Attempts, now: Timestamp, longest: i64) -> Option<i64> {
    let doublings = u32::try_from(failures.failures - FREE_FAILURES).ok()?;
    let wait = 2_i64.checked_pow(doublings).unwrap_or(longest).min(longest);
    let passed = now.duration_since(failures.last_at).as_secs();
    if passed < -longest {
        // The clock was set back. Waiting until it has caught up would be a lock.
        return None;
    }
    let left = wait - passed.max(0);
    (left > 0).then_some(left)
}

/// Checks passphrase and code, with the same work whether the account exists or not.
async fn prove(
    app: &App,
    credentials: Option<Credentials>,
    passphrase: Zeroizing<String>,
    code: &str,
) -> Result<Option<Proved>, AppError> {
    let inner = Arc::clone(&app.0);
    let Some(known) = credentials else {
        let params = app.0.hash_params;
        let work = move || password::check_unknown(&passphrase, params, &inner.secrets.pepper);
        return match hashing(app, work).await? {
            PasswordError::OutOfMemory => Err(AppError::Busy),
            _ => Ok(None),
        };
    };
    let stored = StoredPassword {
        salt: Salt::from_bytes(known.salt.try_into().map_err(|_| AppError::Internal("salt"))?),
        params: known.params.parse().map_err(|_| AppError::Internal("hash parameters"))?,
        verifier: Verifier::from_bytes(
            known.verifier.try_into().map_err(|_| AppError::Internal("verifier"))?,
        ),
    };
    let checked: Result<Key, PasswordError> =
        hashing(app, move || password::check(&passphrase, &stored, &inner.secrets.pepper)).await?;
    if matches!(checked, Err(PasswordError::OutOfMemory)) {
        return Err(AppError::Busy);
    }
    let secret = TotpSecret::open(&app.0.secrets.pepper, &totp_place(known.user), &known.totp)?;
    let step = verify(app, &secret, code, Some(known.totp_last_step));
    Ok(match (checked, step) {
        (Ok(unlock), Some(step)) => {
            Some(Proved { user: known.user, unlock, step, private_key: known.private_key })
        }
        _ => None,
    })
}

fn verify(app: &App, secret: &TotpSecret, code: &str, last: Option<i64>) -> Option<i64> {
    let at = u64::try_from(app.now().as_second()).ok()?;
    let last = last.and_then(|step| u64::try_from(step).ok());
    secret.verify(code, at, last).and_then(|step| i64::try_from(step).ok())
}

async fn keep(
    app: &App,
    user: UserId,
    unit: Option<UnitId>,
    subject: &[u8; 32],
    step: i64,
    key: &PrivateKey,
) -> Result<Begun, AppError> {
    let token = Token::generate();
    let member = app
        .run(&Caller::nobody(), async |ctx| {
            let permit = ctx.permit::<act::SignIn>()?;
            refuse_early(ctx, subject, LONGEST_WAIT_SECONDS).await?;
            let memberships = users::memberships(&mut ctx.tx, user).await?;
            let chosen = match unit {
                Some(unit) => memberships.into_iter().find(|one| one.unit == unit),
                None => memberships.into_iter().next(),
            }
            .ok_or(AppError::SignInRefused)?;
            let member = Member { user, unit: chosen.unit, role: chosen.role, session: ctx.draw() };
            let private_key = key.seal_private(&token.seal_key(), &session_place(member.session), FIRST);
            let now = ctx.now();
            let session = sessions::Session { member, private_key, expires_at: now + SESSION_LIFETIME };
            // A code that was used in between is a wrong code.
            let used = users::use_step(&mut ctx.tx, &permit, user, step).await;
            used.map_err(conflict_is(AppError::SignInRefused))?;
            sessions::insert(&mut ctx.tx, &permit, token.digest(), &session, now).await?;
            attempts::clear(&mut ctx.tx, subject).await?;
            // From here on the journal names the person, as her pseudonym.
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

/// Counts a failure.
pub(crate) async fn refuse(app: &App, subject: &[u8; 32], longest: i64) -> Result<(), AppError> {
    loop {
        let counted = app
            .run(&Caller::nobody(), async |ctx| {
                let permit = ctx.permit::<act::SignIn>()?;
                let before = refuse_early(ctx, subject, longest).await?;
                let now = ctx.now();
                attempts::add(&mut ctx.tx, subject, now).await?;
                let after = attempts::of(&mut ctx.tx, subject).await?;
                if after.is_none_or(|after| after.failures != before + 1) {
                    return Err(AppError::Conflict);
                }
                ctx.record(&permit, Note::because("administration", "operation").refused()).await?;
                Ok(())
            })
            .await;
        // Another failure was counted in between: then this one may come too early by now. Each turn of
        // the loop means one more failure, so the delay ends it.
        if !matches!(counted, Err(AppError::Conflict)) {
            return counted;
        }
    }
}

/// Says what it means here that somebody was faster.
fn conflict_is(meaning: AppError) -> impl FnOnce(StoreError) -> AppError {
    |error| if matches!(error, StoreError::Conflict) { meaning } else { error.into() }
}

/// Runs a password hash on a thread of its own, at most a few at a time. A flood is turned away rather
/// than queued without end.
pub(crate) async fn hashing<T: Send + 'static>(
    app: &App,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    let turn = tokio::time::timeout(LONGEST_HASHING_QUEUE, app.0.hashing.acquire());
    let _turn = turn.await.map_err(|_| AppError::Busy)?.map_err(|_| AppError::Internal("hashing"))?;
    tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Internal("hashing"))
}

/// Finds who holds a bearer token: a session or a device.
pub async fn caller(app: &App, token: &str) -> Result<Caller, AppError> {
    let token = Token::parse(token).map_err(|_| AppError::SignedOut)?;
    let digest = token.digest();
    let (session, device) = app
        .look(&Caller::nobody(), async |ctx| {
            let now = ctx.now();
            if let Some(session) = sessions::find(&mut ctx.tx, digest, now).await? {
                return Ok((Some(session), None));
            }
            Ok((None, devices::find(&mut ctx.tx, digest, now).await?))
        })
        .await?;
    if let Some(session) = session {
        return holder_of(&token, &session);
    }
    let device = device.ok_or(AppError::SignedOut)?;
    Ok(Caller::without_key(Actor::Device { device: device.id, unit: device.unit }))
}

/// Who acts in a session, with the key that its token opens.
pub(crate) fn holder_of(token: &Token, session: &sessions::Session) -> Result<Caller, AppError> {
    let place = session_place(session.member.session);
    let key = PrivateKey::open_private(&token.seal_key(), &place, &session.private_key)
        .map_err(|_| AppError::SignedOut)?;
    Ok(Caller::member(Actor::Member(session.member), key))
}

/// Signs out.
pub async fn end(app: &App, caller: &Caller) -> Result<(), AppError> {
    app.run(caller, async |ctx| {
        let member = ctx.member()?;
        let permit = authorize::<act::SignOut>(ctx.actor(), &Facts::Installation, ctx.now())?;
        sessions::end(&mut ctx.tx, &permit, member.session).await?;
        ctx.record(&permit, Note::because("administration", "operation").about("session", member.session))
            .await?;
        Ok(())
    })
    .await
}
