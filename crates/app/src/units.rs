//! The unit's key: made by its first member, wrapped to each newcomer by a colleague who names them.

mod renewal;

use havenward_domain::access::{act, may_hold_unit_key};
use havenward_domain::id::{UnitId, UserId};
use havenward_domain::role::Role;
use havenward_store::units;
pub use havenward_store::units::{Member, Unit};
use havenward_vault::fingerprint::Fingerprint;
use havenward_vault::pair::{PrivateKey, PublicKey};
use jiff::Timestamp;

use crate::keys::{FIRST, unit_wrap_place};
use crate::{AppError, Ctx, Note, intake};

pub use renewal::{Opened, Renewed, opened_by, renew_key};

/// Units listed at a time: more than any country has.
const PAGE: i64 = 1_000;

/// Where a unit stands with its key after a member has asked to hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// Whether this member has just made the unit's first key pair.
    pub made: bool,
    /// How many members hold the key now. One is a warning: its loss loses the unit's cases.
    pub holders: i64,
    /// How many colleagues wait to be let in.
    pub waiting: usize,
}

/// Makes the unit's first key pair, or says how many hold it and wait for it.
///
/// A member who waits herself is told so.
pub async fn hold_key(ctx: &mut Ctx) -> Result<Holding, AppError> {
    let permit = ctx.permit_in_unit::<act::HoldUnitKey>()?;
    let id = permit.unit().map_err(|_| AppError::NotFound)?;
    let unit = units::facts(&mut ctx.tx, id).await?.ok_or(AppError::NotFound)?;
    let made = unit.public_key.is_none();
    if made {
        let member = ctx.member()?;
        let (private, public) = PrivateKey::generate();
        units::set_first_key(&mut ctx.tx, &permit, &public.to_bytes()).await?;
        let own = ctx.caller.key.as_ref().ok_or(AppError::SignedOut)?.public_key();
        let sealed = own.wrap_private(&unit_wrap_place(id), FIRST, &private);
        let wrap = units::Wrap { key_version: i64::from(FIRST), sealed };
        units::wrap_to_maker(&mut ctx.tx, &permit, member.user, &wrap).await?;
        intake::make_first_key(ctx, &permit, &public).await?;
        ctx.record(&permit, Note::because("administration", "operation").about("unit", id)).await?;
    }
    let waiting = waiting(ctx).await?.len();
    let holders = units::holder_count(&mut ctx.tx, id).await?;
    Ok(Holding { made, holders, waiting })
}

/// A colleague who waits for the unit's key, as somebody who could let them in sees them.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The account.
    pub user: UserId,
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their role in the unit.
    pub role: Role,
    /// Fingerprint of their public key: they see the same when they sign in.
    pub fingerprint: Fingerprint,
    /// Since when they are a member with this key.
    pub since: Timestamp,
}

/// How the actor herself stands to the key of her unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Whether the unit has a key at all.
    pub is_made: bool,
    /// Whether she holds it.
    pub holds: bool,
    /// Since when it should be followed by a new one, because somebody left or lost her key.
    pub renewal_due_at: Option<Timestamp>,
    /// The fingerprint of her own key, which she reads aloud to whoever lets her in.
    pub fingerprint: Fingerprint,
}

/// Tells the actor how she stands to the key of her unit.
pub async fn own(ctx: &mut Ctx) -> Result<Own, AppError> {
    let permit = ctx.permit_in_unit::<act::HoldUnitKey>()?;
    let id = permit.unit().map_err(|_| AppError::NotFound)?;
    let unit = units::facts(&mut ctx.tx, id).await?.ok_or(AppError::NotFound)?;
    let fingerprint = ctx.caller.key.as_ref().ok_or(AppError::SignedOut)?.public_key().fingerprint();
    let user = ctx.member()?.user;
    let own = units::member(&mut ctx.tx, id, user).await?.ok_or(AppError::NotFound)?;
    let renewal_due_at = unit.renewal_due_at;
    Ok(Own { is_made: unit.public_key.is_some(), holds: own.holds_key, renewal_due_at, fingerprint })
}

/// Lists the colleagues who wait for the unit's key. Only a member who holds it sees them.
pub async fn waiting(ctx: &mut Ctx) -> Result<Vec<Waiting>, AppError> {
    let permit = ctx.permit_in_unit::<act::HoldUnitKey>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    ctx.unit_keys().await?;
    let mut rows = units::waiting(&mut ctx.tx, unit).await?;
    rows.retain(|row| may_hold_unit_key(row.role));
    rows.into_iter()
        .map(|row| {
            let fingerprint = public_key(&row.public_key)?.fingerprint();
            let units::Waiting { user, login, name, role, since, .. } = row;
            Ok(Waiting { user, login, name, role, fingerprint, since })
        })
        .collect()
}

/// What became of letting a colleague in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Admitted {
    /// Whether the key was wrapped just now; if not, the colleague held it already under the same fingerprint.
    pub now: bool,
    /// How many members hold the key now.
    pub holders: i64,
}

/// Wraps the unit's key to one colleague whom the actor names, with the fingerprint that the actor saw.
///
/// A key that is another one by now is refused: who enrolled in between may be somebody else.
pub async fn admit(ctx: &mut Ctx, colleague: UserId, seen: &Fingerprint) -> Result<Admitted, AppError> {
    let permit = ctx.permit_in_unit::<act::AdmitColleague>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    ctx.unit_keys().await?;
    let member = units::member(&mut ctx.tx, unit, colleague).await?.ok_or(AppError::NotFound)?;
    let Some(bytes) = member.public_key.filter(|_| member.active && may_hold_unit_key(member.role)) else {
        return Err(AppError::refused("unit.not_waiting", "this member does not wait for the unit's key"));
    };
    let public = public_key(&bytes)?;
    if public.fingerprint() != *seen {
        return Err(AppError::refused(
            "unit.key_changed",
            "this member's key is not the one you saw; list who waits, and compare anew with the person",
        ));
    }
    let now = !member.holds_key;
    if now {
        wrap(ctx, unit, colleague, &public).await?;
    }
    Ok(Admitted { now, holders: units::holder_count(&mut ctx.tx, unit).await? })
}

async fn wrap(ctx: &mut Ctx, unit: UnitId, colleague: UserId, public: &PublicKey) -> Result<(), AppError> {
    let permit = ctx.permit_in_unit::<act::AdmitColleague>()?;
    let facts = units::facts(&mut ctx.tx, unit).await?.ok_or(AppError::NotFound)?;
    let version = u32::try_from(facts.key_version).map_err(|_| AppError::Internal("key version"))?;
    let sealed = public.wrap_private(&unit_wrap_place(unit), version, ctx.unit_keys().await?.newest());
    let wrap = units::Wrap { key_version: facts.key_version, sealed };
    units::wrap_to_colleague(&mut ctx.tx, &permit, colleague, &public.to_bytes(), &wrap).await?;
    ctx.record(&permit, Note::because("administration", "operation").about("user", colleague)).await?;
    Ok(())
}

fn public_key(bytes: &[u8]) -> Result<PublicKey, AppError> {
    PublicKey::from_bytes(bytes).map_err(|_| AppError::Internal("user key"))
}

/// The members of the actor's unit, with who holds the key and who waits for it. Plain columns only.
pub async fn members(ctx: &mut Ctx) -> Result<Vec<Member>, AppError> {
    let permit = ctx.permit_in_unit::<act::HoldUnitKey>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let mut members = units::members(&mut ctx.tx, unit).await?;
    // An account without a name is a person's own way into her record: no colleague.
    members.retain(|member| !member.name.is_empty());
    Ok(members)
}

/// How many members hold the key of the actor's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holders {
    /// Members who hold it.
    pub people: i64,
    /// A warning: with one, the loss of that account loses every case of the unit.
    pub single: bool,
}

/// Warns of a unit whose key hangs on one member.
pub async fn warn_single_holder(ctx: &mut Ctx) -> Result<Holders, AppError> {
    let permit = ctx.permit_in_unit::<act::HoldUnitKey>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let people = units::holder_count(&mut ctx.tx, unit).await?;
    Ok(Holders { people, single: people < 2 })
}

/// Who works here: what stands in the head of every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// The staff member's name.
    pub name: String,
    /// The unit's name.
    pub unit: String,
}

/// The desk at which the actor sits. Class D: names of staff and of units.
pub async fn desk(ctx: &mut Ctx) -> Result<Desk, AppError> {
    let member = ctx.member()?;
    let unit = units::facts(&mut ctx.tx, member.unit).await?.ok_or(AppError::SignedOut)?;
    let members = units::members(&mut ctx.tx, member.unit).await?;
    let own = members.into_iter().find(|one| one.user == member.user).ok_or(AppError::SignedOut)?;
    Ok(Desk { name: own.name, unit: unit.name })
}

/// Every unit by name: whoever refers must be able to say to whom.
pub async fn directory(ctx: &mut Ctx) -> Result<Vec<Unit>, AppError> {
    ctx.permit_in_unit::<act::ListServices>()?;
    Ok(units::list(&mut ctx.tx, PAGE).await?)
}
