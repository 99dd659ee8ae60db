//! Coming in by code and phrase. A wrong phrase and a code that does not exist cost the same work and get
//! the same answer; each failure makes the next attempt wait, and no number of them locks anybody out.
//!
//! There is no second factor, so the waits are longer than a worker's, and whoever comes in is told how often
//! it was tried before her.

use std::sync::Arc;

use havenward_domain::access::{Member, act};
use havenward_domain::id::UserId;
use havenward_domain::role::Role;
use havenward_store::spaces::{self, Lock};
use havenward_store::{attempts, sessions};
use havenward_vault::key::Key;
use havenward_vault::pair::PrivateKey;
use havenward_vault::password::{self, PasswordError, Salt, StoredPassword, Verifier};
use havenward_vault::place::Place;
use havenward_vault::token::Token;
use zeroize::Zeroizing;

use super::{CODE_DIGITS, IDLE, OWN_RECORD};
use crate::keys::FIRST;
use crate::passphrase::prepare;
use crate::sessions::{hashing, holder_of, refuse, refuse_early, session_place};
use crate::{App, AppError, Caller, Note};

/// The longest wait between two attempts at one code. 96 attempts a day are fewer than the hundred in a row
/// that NIST SP 800-63B-4, 3.2.2, allows at all, and a quarter of an hour still locks nobody out.
const LONGEST_WAIT_SECONDS: i64 = 15 * 60;

/// The person has come in.
pub struct Arrived {
    /// The token of her session; shown once.
    pub token: Zeroizing<String>,
    /// How often wrong words were typed with her code before these.
    pub failures: i64,
}

pub(super) fn key_place(user: UserId) -> Place {
    Place::new("spaces", "sealed_private_key", user)
}

/// Keyed digest of a code: how it is kept, and under which its failures are counted.
pub(super) fn digest(app: &App, code: &str) -> [u8; 32] {
    app.0.secrets.attempt_subject(&format!("space:{code}"))
}

/// The digits of a code, however they were typed: with spaces, in Arabic or Persian digits.
fn digits(typed: &str) -> Zeroizing<String> {
    let from =
        |letter: char, zero: char| u32::from(letter).checked_sub(u32::from(zero)).filter(|value| *value < 10);
    let digit = |letter: char| {
        let value = ['0', '\u{660}', '\u{6f0}'].into_iter().find_map(|zero| from(letter, zero));
        value.and_then(|value| char::from_digit(value, 10))
    };
    // One more than a code has is kept, so that a longer text is none.
    Zeroizing::new(typed.chars().filter_map(digit).take(CODE_DIGITS + 1).collect())
}

/// Comes in. The session ends by itself [`IDLE`] after the last step.
pub async fn begin(app: &App, code: &str, phrase: Zeroizing<String>) -> Result<Arrived, AppError> {
    let subject = digest(app, &digits(code));
    let found = app
        .look(&Caller::nobody(), async |ctx| {
            refuse_early(ctx, &subject, LONGEST_WAIT_SECONDS).await?;
            let now = ctx.now();
            Ok(spaces::lock(&mut ctx.tx, subject, now).await?)
        })
        .await?;
    let Some((lock, key)) = prove(app, found, prepare(&phrase)).await? else {
        refuse(app, &subject, LONGEST_WAIT_SECONDS).await?;
        return Err(AppError::SignInRefused);
    };
    let token = Token::generate();
    let failures = app
        .run(&Caller::nobody(), async |ctx| {
            let permit = ctx.permit::<act::SignIn>()?;
            let failures = refuse_early(ctx, &subject, LONGEST_WAIT_SECONDS).await?;
            let member =
                Member { user: lock.user, unit: lock.unit, role: Role::Survivor, session: ctx.draw() };
            let private_key = key.seal_private(&token.seal_key(), &session_place(member.session), FIRST);
            let now = ctx.now();
            // Somebody may have made a new code while the words were checked: then these open nothing.
            let still = spaces::lock(&mut ctx.tx, subject, now).await?;
            if still.is_none_or(|still| still.user != lock.user) {
                return Err(AppError::SignInRefused);
            }
            let session = sessions::Session { member, private_key, expires_at: now + IDLE };
            sessions::insert(&mut ctx.tx, &permit, token.digest(), &session, now).await?;
            attempts::clear(&mut ctx.tx, &subject).await?;
            let note = Note::because(OWN_RECORD, "right_of_access").about("session", member.session);
            ctx.record(&permit, note).await?;
            Ok(failures)
        })
        .await?;
    Ok(Arrived { token: token.text(), failures })
}

/// Finds who came in with a token. A worker's session is none of these, and hers is none of a worker's.
pub async fn caller(app: &App, token: &str) -> Result<Caller, AppError> {
    let token = Token::parse(token).map_err(|_| AppError::SignedOut)?;
    let digest = token.digest();
    let session = app
        .look(&Caller::nobody(), async |ctx| {
            let now = ctx.now();
            Ok(spaces::session(&mut ctx.tx, digest, now).await?)
        })
        .await?;
    holder_of(&token, &session.ok_or(AppError::SignedOut)?)
}

/// Checks the phrase, with the same work whether the code exists or not.
async fn prove(
    app: &App,
    found: Option<Lock>,
    phrase: Zeroizing<String>,
) -> Result<Option<(Lock, PrivateKey)>, AppError> {
    let inner = Arc::clone(&app.0);
    let Some(lock) = found else {
        let params = app.0.hash_params;
        let work = move || password::check_unknown(&phrase, params, &inner.secrets.pepper);
        return match hashing(app, work).await? {
            PasswordError::OutOfMemory => Err(AppError::Busy),
            _ => Ok(None),
        };
    };
    let stored = StoredPassword {
        salt: Salt::from_bytes(lock.salt.clone().try_into().map_err(|_| AppError::Internal("salt"))?),
        params: lock.params.parse().map_err(|_| AppError::Internal("hash parameters"))?,
        verifier: Verifier::from_bytes(
            lock.verifier.clone().try_into().map_err(|_| AppError::Internal("verifier"))?,
        ),
    };
    let checked: Result<Key, PasswordError> =
        hashing(app, move || password::check(&phrase, &stored, &inner.secrets.pepper)).await?;
    match checked {
        Ok(unlock) => {
            let key = PrivateKey::open_private(&unlock, &key_place(lock.user), &lock.private_key)?;
            Ok(Some((lock, key)))
        }
        Err(PasswordError::OutOfMemory) => Err(AppError::Busy),
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        for typed in ["1234 5678 9012", "1234-5678-9012", "١٢٣٤ ٥٦٧٨ ٩٠١٢", "۱۲۳۴۵۶۷۸۹۰۱۲"]
        {
            assert_eq!(*digits(typed), "123456789012", "{typed}");
        }
        assert_eq!(digits("1234567890123").len(), CODE_DIGITS + 1);
    }
}
