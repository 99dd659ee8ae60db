//! What somebody had typed when her session ended, sealed until she is back.
//!
//! The browser holds the bytes and cannot read them; nobody but the same account gets them opened.

use havenward_domain::id::UserId;
use havenward_domain::sealed::Sealed;
use havenward_store::sessions;
use havenward_vault::place::Place;
use havenward_vault::token::Token;
use zeroize::Zeroizing;

use crate::keys::FIRST;
use crate::{App, AppError, Caller};

fn place(user: UserId) -> Place {
    Place::new("forms", "kept", user)
}

/// Seals what was typed under a session that has ended by itself. After signing out nothing is kept.
pub async fn seal(app: &App, token: &str, typed: &[u8]) -> Result<Option<Sealed>, AppError> {
    let Ok(token) = Token::parse(token) else { return Ok(None) };
    let digest = token.digest();
    let nobody = Caller::nobody();
    let holder = app.look(&nobody, async |ctx| Ok(sessions::holder(&mut ctx.tx, digest).await?)).await?;
    Ok(holder.map(|user| app.0.secrets.pepper.form_key().seal(&place(user), FIRST, typed)))
}

/// Opens what the same account had typed. Anything else is not found.
pub fn open(app: &App, caller: &Caller, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, AppError> {
    let member = caller.actor().member().ok_or(AppError::SignedOut)?;
    let plain = app.0.secrets.pepper.form_key().open(&place(member.user), sealed);
    plain.map(|plain| Zeroizing::new(plain.expose().to_vec())).map_err(|_| AppError::NotFound)
}
