//! What the person herself had typed when her session ended, sealed to her own key until she is back.
//!
//! Nothing of it is kept on the server or on the device: the page holds the bytes, hidden in its form, and goes
//! with it. Only her phrase opens the key to which they are sealed.

use havenward_domain::access::Holder;
use havenward_domain::id::UserId;
use havenward_domain::sealed::Sealed;
use havenward_store::sessions;
use havenward_vault::place::Place;
use havenward_vault::token::Token;
use zeroize::Zeroizing;

use crate::keys::FIRST;
use crate::{App, AppError, Caller, Ctx};

fn place(user: UserId) -> Place {
    Place::new("forms", "kept", user)
}

/// Seals what was typed under a session that has ended by itself. After leaving nothing is kept, and neither is it
/// once the way in was ended or made anew.
pub async fn seal(app: &App, token: &str, typed: &[u8]) -> Result<Option<Sealed>, AppError> {
    let Ok(token) = Token::parse(token) else { return Ok(None) };
    let digest = token.digest();
    let holder = async |ctx: &mut Ctx| {
        let Some(held) = sessions::holder(&mut ctx.tx, digest).await? else { return Ok(None) };
        let user = held.user;
        match ctx.public_key(Holder::User(user)).await {
            Ok(public) => Ok(Some((user, public))),
            Err(AppError::WaitingForKey) => Ok(None),
            Err(error) => Err(error),
        }
    };
    let holder = app.look(&Caller::nobody(), holder).await?;
    Ok(holder.map(|(user, public)| public.seal_bytes(&place(user), FIRST, typed)))
}

/// Opens what the same person had typed. Anything else is not found.
pub fn open(caller: &Caller, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, AppError> {
    let member = caller.actor().member().ok_or(AppError::SignedOut)?;
    let key = caller.key.as_ref().ok_or(AppError::SignedOut)?;
    let plain = key.open_bytes(&place(member.user), sealed);
    plain.map(|plain| Zeroizing::new(plain.expose().to_vec())).map_err(|_| AppError::NotFound)
}
