//! Accounts of the demonstration and of exercises: keys made at start, held by the process, gone with it.
//!
//! Nothing here works on a live database: there is no way to sign in without passphrase and code.

use havenward_domain::access::{Member, act};
use havenward_domain::id::{UnitId, UserId};
use havenward_domain::role::Role;
use havenward_store::sessions::{self, Session};
use havenward_store::users::{self, Membership};
use havenward_vault::pair::PrivateKey;
use havenward_vault::token::Token;

use crate::keys::FIRST;
use crate::sessions::{Begun, SESSION_LIFETIME, session_place};
use crate::{App, AppError, Caller, Kind, Note};

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
            users::set_demo_key(&mut ctx.tx, &permit, user, &public.to_bytes()).await?;
            ctx.record(&permit, Note::because("administration", "operation").about("user", user)).await?;
            Ok(user)
        })
        .await?;
    app.hold_demo_key(user, private);
    Ok(user)
}

/// Begins a session for a demonstration account, without passphrase or code.
pub async fn sign_in(app: &App, user: UserId) -> Result<Begun, AppError> {
    refuse_live(app)?;
    let key = app.demo_key(user).ok_or(AppError::NotFound)?;
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
    Ok(Begun { token: token.text(), member })
}
