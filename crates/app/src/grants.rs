//! Access of another unit or a named person: given with purpose, basis and end, ended at once.
//!
//! Giving wraps the keys of what exists already; ending makes new keys, so that what was wrapped is
//! worth nothing for what is written from then on. What had been opened before cannot be recalled.

use havenward_domain::access::{Act, Grant, Holder, Permit, act};
use havenward_domain::compartment::{Compartment, Compartments};
use havenward_domain::id::{AgreementId, CaseId};
use havenward_store::cases::{self, Access};
use havenward_store::{compartments, tasks};
use jiff::Timestamp;
use serde_json::Value;

use crate::keys::Opened;
use crate::{AppError, Ctx, Note, Recorded};

/// What is given.
#[derive(Debug, Clone)]
pub struct Giving {
    /// To whom.
    pub holder: Holder,
    /// Which compartments.
    pub compartments: Vec<Compartment>,
    /// Why, a code of the field.
    pub purpose: String,
    /// On which legal basis, a code.
    pub basis: String,
    /// Under which agreement of the person, if on one.
    pub agreement: Option<AgreementId>,
    /// Until when; no access is without end.
    pub until: Timestamp,
}

/// Gives access to a case by an act of its own.
pub async fn give(ctx: &mut Ctx, case: CaseId, giving: Giving) -> Result<(), AppError> {
    let permit = ctx.permit_on::<act::GiveAccess>(case).await?;
    let mine: Vec<Compartment> =
        giving.compartments.iter().copied().filter(|one| permit.compartments().has(*one)).collect();
    let note = Note::because(&giving.purpose, &giving.basis)
        .about("access", cases::holder_text(giving.holder))
        .opening(&mine)
        .detail("compartments", codes(&giving.compartments))
        .detail("until", giving.until.to_string());
    let recorded = ctx.record(&permit, note).await?;
    give_under(ctx, &permit, &recorded, giving).await
}

/// The codes of compartments, for the journal: the plain row of an access goes with its end.
fn codes(compartments: &[Compartment]) -> String {
    compartments.iter().map(|one| one.code()).collect::<Vec<_>>().join(" ")
}

/// Gives access within another act that has recorded the compartments as opened.
pub(crate) async fn give_under<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    recorded: &Recorded,
    giving: Giving,
) -> Result<(), AppError> {
    if giving.until <= ctx.now() {
        return Err(AppError::invalid("until", "an access ends after it begins"));
    }
    let named = |compartment: &Compartment| compartment.is_for_named_users();
    if matches!(giving.holder, Holder::Unit(_)) && giving.compartments.iter().any(named) {
        return Err(AppError::refused(
            "access.named_users_only",
            "this compartment is for named persons only",
        ));
    }
    let grant = Grant {
        holder: giving.holder,
        compartments: Compartments::of(&giving.compartments),
        expires_at: giving.until,
    };
    let access = Access { grant, purpose: giving.purpose, basis: giving.basis, agreement: giving.agreement };
    cases::give_access(&mut ctx.tx, permit, &access).await?;
    for compartment in giving.compartments {
        if !permit.compartments().has(compartment) {
            if compartments::body(&mut ctx.tx, permit, compartment).await?.is_some() {
                return Err(AppError::refused(
                    "access.not_a_holder",
                    "only somebody who holds this compartment can share what is in it",
                ));
            }
            // Nothing to share yet: the key is made for every holder when the first word is written.
            continue;
        }
        let opened: Option<Opened<Value>> = ctx.open_existing(permit, recorded, compartment).await?;
        if let Some(opened) = opened {
            ctx.wrap_more(permit, compartment, &opened, giving.holder).await?;
        }
    }
    Ok(())
}

/// Ends the access of a holder for one purpose and makes new keys for what remains.
pub async fn end(ctx: &mut Ctx, case: CaseId, holder: Holder, purpose: &str) -> Result<(), AppError> {
    let permit = ctx.permit_on::<act::EndAccess>(case).await?;
    let all: Vec<Compartment> =
        permit.compartments().members().filter(|one| !one.is_for_named_users()).collect();
    let recorded = ctx
        .record(
            &permit,
            Note::because(purpose, "access_ended").about("access", cases::holder_text(holder)).opening(&all),
        )
        .await?;
    if cases::end_access(&mut ctx.tx, &permit, holder, purpose).await? == 0 {
        return Err(AppError::NotFound);
    }
    drop_wraps(ctx, &permit, holder).await?;
    rotate_all(ctx, &permit, &recorded, &all).await
}

/// Takes away the wraps of compartments that a holder may no longer open.
///
/// This reaches compartments whose key the one who ends does not hold: for these [`MAKE_NEW_KEYS`] is asked.
pub(crate) async fn drop_wraps<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    holder: Holder,
) -> Result<(), AppError> {
    let now = ctx.now();
    let left = cases::access(&mut ctx.tx, permit).await?;
    let left = left
        .into_iter()
        .filter(|access| access.grant.holder == holder && now < access.grant.expires_at)
        .fold(Compartments::NONE, |sum, access| sum.union(access.grant.compartments));
    for holding in compartments::holdings(&mut ctx.tx, permit).await? {
        if holding.holder == holder && !left.has(holding.compartment) {
            compartments::drop_wraps_of(&mut ctx.tx, permit, holding.compartment, holder).await?;
        }
    }
    Ok(())
}

/// The task of making new keys where whoever ended an access could not: the next who writes into the case and carries
/// it does so, whatever she came for.
pub(crate) const MAKE_NEW_KEYS: &str = "make_new_keys";

/// Makes the new keys that were asked for, if any were, and ends the task. Somebody with less reach leaves it to
/// whoever opens all that is written.
pub(crate) async fn make_what_is_asked<A: Act>(ctx: &mut Ctx, permit: &Permit<A>) -> Result<(), AppError> {
    if !tasks::is_open(&mut ctx.tx, permit, MAKE_NEW_KEYS).await? {
        return Ok(());
    }
    let case = permit.case().map_err(|_| AppError::Internal("permit"))?;
    let permit = match ctx.permit_on::<act::EndAccess>(case).await {
        Err(AppError::Forbidden | AppError::NotFound) => return Ok(()),
        permit => permit?,
    };
    let holdings = compartments::holdings(&mut ctx.tx, &permit).await?;
    let written = holdings.into_iter().map(|holding| holding.compartment);
    let all: Vec<Compartment> = Compartments::of(&written.collect::<Vec<_>>())
        .members()
        .filter(|one| !one.is_for_named_users())
        .collect();
    if !all.iter().all(|one| permit.compartments().has(*one)) {
        return Ok(());
    }
    let note = Note::because("safeguarding", "operation").about("task", MAKE_NEW_KEYS).opening(&all);
    let recorded = ctx.record(&permit, note).await?;
    rotate_all(ctx, &permit, &recorded, &all).await?;
    let now = ctx.now();
    tasks::overtake(&mut ctx.tx, &permit, MAKE_NEW_KEYS, now).await?;
    Ok(())
}

/// Takes the keys away from everybody whose access ended, those too that whoever ended it could not open herself.
pub(crate) async fn drop_wraps_of<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    ended: &[Access],
) -> Result<(), AppError> {
    for access in ended {
        drop_wraps(ctx, permit, access.grant.holder).await?;
    }
    Ok(())
}

/// Makes new keys for compartments that exist, wrapped to those who still have access.
pub(crate) async fn rotate_all<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    recorded: &Recorded,
    compartments: &[Compartment],
) -> Result<(), AppError> {
    for compartment in compartments {
        let opened: Option<Opened<Value>> = ctx.open_existing(permit, recorded, *compartment).await?;
        if let Some(opened) = opened {
            ctx.rotate(permit, *compartment, &opened).await?;
        }
    }
    Ok(())
}
