//! Accounts, units and memberships: made by the operator, who never holds a key.

use havenward_domain::access::act;
use havenward_domain::id::{UnitId, UserId};
use havenward_domain::role::Role;
pub use havenward_store::users::Account;
use havenward_store::users::{self, Membership};
use havenward_store::{installation, units};
use havenward_vault::token::Token;
use jiff::SignedDuration;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::{AppError, Ctx, Note};

/// A one-time enrolment link is good for this long.
const LINK_LIFETIME: SignedDuration = SignedDuration::from_hours(72);
/// Accounts and units listed at a time.
const PAGE: i64 = 200;
/// No login, name or kind of body is longer.
const LONGEST_NAME: usize = 120;

/// A new or reset account with its one-time link, shown once.
pub struct NewUser {
    /// The account.
    pub user: UserId,
    /// The secret part of the enrolment link.
    pub link: Zeroizing<String>,
}

/// Makes a unit.
pub async fn add_unit(ctx: &mut Ctx, name: &str, body: &str) -> Result<UnitId, AppError> {
    let permit = ctx.permit::<act::ManageAccounts>()?;
    check_name("name", name)?;
    let profile = ctx.current_profile().await?;
    let known = profile.kinds_of_body();
    if !known.contains(body) {
        let known = known.into_iter().collect::<Vec<_>>().join(", ");
        return Err(AppError::invalid(
            "body",
            format!("there is no such kind of body here; give one of {known}"),
        ));
    }
    let unit: UnitId = ctx.draw();
    let now = ctx.now();
    units::insert(&mut ctx.tx, &permit, unit, name, body, now).await?;
    ctx.record(&permit, Note::because("administration", "operation").about("unit", unit)).await?;
    Ok(unit)
}

/// Makes an account in a unit and a one-time link with which its person enrols.
pub async fn add_user(
    ctx: &mut Ctx,
    login: &str,
    name: &str,
    unit: UnitId,
    role: Role,
) -> Result<NewUser, AppError> {
    let permit = ctx.permit::<act::ManageAccounts>()?;
    let login = self::login(login).ok_or_else(|| not_plain("login"))?;
    check_name("name", name)?;
    units::facts(&mut ctx.tx, unit).await?.ok_or_else(|| AppError::invalid("unit", "no such unit"))?;
    let user: UserId = ctx.draw();
    let now = ctx.now();
    users::insert(&mut ctx.tx, &permit, user, &login, name, now).await?;
    users::join(&mut ctx.tx, &permit, user, Membership { unit, role }, now).await?;
    let token = Token::generate();
    users::insert_enrolment(&mut ctx.tx, &permit, user, token.digest(), now + LINK_LIFETIME).await?;
    ctx.record(&permit, Note::because("administration", "operation").about("user", user)).await?;
    Ok(NewUser { user, link: token.text() })
}

/// What to do about sealed things that only the account to be reset can open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// Refuse, and say how many there are.
    Refused,
    /// They are lost for good, and whoever orders the reset has said so.
    Accepted,
}

/// Resets an account whose person has lost passphrase or second factor, or from whom they were taken.
///
/// At once every session ends and every key of the account is worth nothing. With the new one-time link the
/// person makes a new key pair and waits like a newcomer: a colleague lets her in, and access in her own name
/// is given anew.
pub async fn reset(ctx: &mut Ctx, login: &str, loss: Loss) -> Result<NewUser, AppError> {
    let permit = ctx.permit::<act::ResetAccount>()?;
    let user = take_away(ctx, login, loss).await?;
    let token = Token::generate();
    let until = ctx.now() + LINK_LIFETIME;
    users::insert_enrolment(&mut ctx.tx, &permit, user, token.digest(), until).await?;
    ctx.record(&permit, Note::because("administration", "operation").about("user", user)).await?;
    Ok(NewUser { user, link: token.text() })
}

/// Takes everything away with which an account signs in and opens.
async fn take_away(ctx: &mut Ctx, login: &str, loss: Loss) -> Result<UserId, AppError> {
    let permit = ctx.permit::<act::ResetAccount>()?;
    let unknown = || AppError::invalid("login", "no such account");
    let login = self::login(login).ok_or_else(unknown)?;
    let user = users::with_login(&mut ctx.tx, &permit, &login).await?.ok_or_else(unknown)?;
    let alone = users::held_alone(&mut ctx.tx, &permit, user).await?;
    if loss == Loss::Refused && (alone.units > 0 || alone.compartments > 0) {
        let message = format!(
            "only this account holds keys of {} unit(s) and {} compartment(s): what they seal would be \
             lost (mend: let a colleague in first, or --accept-loss)",
            alone.units, alone.compartments
        );
        return Err(AppError::refused("account.last_holder", message));
    }
    users::reset(&mut ctx.tx, &permit, user).await?;
    let now = ctx.now();
    units::renewal_is_due(&mut ctx.tx, &permit, user, now).await?;
    Ok(user)
}

/// Closes the account of somebody who has left.
///
/// At once every session ends and every key of the account is worth nothing; what was in her hands is the
/// unit's again. Her units are told that a new key is due: whoever holds the key makes it.
pub async fn close(ctx: &mut Ctx, login: &str, loss: Loss) -> Result<UserId, AppError> {
    let permit = ctx.permit::<act::CloseAccount>()?;
    let user = take_away(ctx, login, loss).await?;
    users::close(&mut ctx.tx, &permit, user).await?;
    ctx.record(&permit, Note::because("administration", "operation").about("user", user)).await?;
    Ok(user)
}

/// Lists accounts.
pub async fn list(ctx: &mut Ctx) -> Result<Vec<Account>, AppError> {
    let permit = ctx.permit::<act::ManageAccounts>()?;
    Ok(users::list(&mut ctx.tx, &permit, PAGE).await?)
}

/// Lists units.
pub async fn list_units(ctx: &mut Ctx) -> Result<Vec<units::Unit>, AppError> {
    ctx.permit::<act::ManageAccounts>()?;
    Ok(units::list(&mut ctx.tx, PAGE).await?)
}

/// What the database is stamped as.
pub async fn kind(ctx: &mut Ctx) -> Result<Option<installation::Kind>, AppError> {
    Ok(installation::kind(&mut ctx.tx).await?)
}

/// A login in the one form in which it is kept (RFC 8265, 3.4: NFC, case preserved); none if no login of
/// ours can be so.
pub(crate) fn login(typed: &str) -> Option<String> {
    let login: String = typed.nfc().collect();
    is_plain(&login).then_some(login)
}

fn check_name(field: &'static str, text: &str) -> Result<(), AppError> {
    if is_plain(text) { Ok(()) } else { Err(not_plain(field)) }
}

fn is_plain(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= LONGEST_NAME && !text.chars().any(char::is_control)
}

fn not_plain(field: &'static str) -> AppError {
    AppError::invalid(field, format!("give 1 to {LONGEST_NAME} bytes without control characters"))
}
