//! When an adult says no: help all the same, a safe way back, and no trail that she did not choose.

use havenward_domain::access::act;
use havenward_domain::codes::Form;
use havenward_domain::disclosure::Disclosure;
use havenward_domain::id::{CaseId, ContactId};
use havenward_domain::place::Region;
use havenward_domain::refusal::{NoNotice, Receipt, Refusal, SafeRecontact};
use havenward_store::{notices, units};
use havenward_vault::place::Place;
use havenward_vault::token::Token;
use jiff::SignedDuration;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::disclosures::law;
use crate::keys::{FIRST, json};
use crate::matching::local;
use crate::{App, AppError, Caller, Ctx, Note};

/// A refusal as the worker records it.
pub struct NewRefusal {
    /// The safe way back that was agreed.
    pub safe_recontact: SafeRecontact,
    /// Whether the person was shown the statistical notice, where there is one.
    pub notice_shown: bool,
    /// Region for the notice.
    pub region: Region,
    /// Form of exploitation thought of, for the notice.
    pub form: Form,
    /// Whether the person wants a receipt that only her code opens.
    pub keep_receipt: bool,
}

/// What was recorded.
pub struct RefusalRecorded {
    /// The contact.
    pub contact: ContactId,
    /// Whether a statutory notice was given.
    pub notice_given: bool,
    /// The person's code, shown once, if she wanted a receipt.
    pub code: Option<Zeroizing<String>>,
}

/// Whether the law binds the actor's unit to give notice, so that the person is shown it beforehand.
pub async fn is_bound(ctx: &mut Ctx) -> Result<bool, AppError> {
    let unit = ctx.member()?.unit;
    let unit = units::facts(&mut ctx.tx, unit).await?.ok_or(AppError::NotFound)?;
    Ok(ctx.app.0.profiles.current(ctx.now())?.notice().binds(&unit.body))
}

/// Records that an adult refuses help. Support stays on offer; nothing of the case is closed.
pub async fn record(ctx: &mut Ctx, case: CaseId, new: NewRefusal) -> Result<RefusalRecorded, AppError> {
    let mut work = ctx.work_on::<act::RecordRefusal>(case, Note::because("support", "public_task")).await?;
    if work.core().status.age().is_treated_as_child() {
        return Err(AppError::refused("refusal.child", "a child is protected whatever was said"));
    }
    let member = ctx.member()?;
    let unit = units::facts(&mut ctx.tx, member.unit).await?.ok_or(AppError::NotFound)?;
    let (contact, now) = (ctx.draw::<ContactId>(), ctx.now());
    let today = local(&work.profile, now).date();
    let refusal = Refusal {
        contact,
        at: now,
        by: member.user,
        body: unit.body.clone(),
        safe_recontact: new.safe_recontact,
        notice_shown_at: new.notice_shown.then_some(now),
        receipt_kept: new.keep_receipt,
    };
    let given_before = !work.core().disclosures.is_empty();
    let notice_given = match refusal.notice(work.profile.notice(), today, new.region, new.form) {
        // The law asks for one notice about a person, however often she refuses.
        Ok(_) if given_before => false,
        Ok(notice) => {
            let id = ctx.draw();
            notices::insert(&mut ctx.tx, &work.permit, id, &unit.body, &notice).await?;
            let law = law(&work.profile);
            work.core_mut().disclosures.push(Disclosure { law, by: member.user, at: now });
            true
        }
        Err(NoNotice::NotBound) => false,
        Err(NoNotice::NotShown) => {
            return Err(AppError::refused("refusal.notice_not_shown", NoNotice::NotShown.to_string()));
        }
    };
    let code = if new.keep_receipt {
        let receipt = Receipt { on: today, setting: work.core().contact.setting, body: unit.body };
        let token = Token::generate();
        let sealed = token.seal_key().seal(&place(token.digest()), FIRST, &json(&receipt)?);
        notices::keep_receipt(&mut ctx.tx, &work.permit, token.digest(), &sealed).await?;
        Some(token.text())
    } else {
        None
    };
    work.core_mut().refusals.push(refusal);
    work.ask("offer_help_again", SignedDuration::from_hours(14 * 24));
    ctx.save(work).await?;
    Ok(RefusalRecorded { contact, notice_given, code })
}

/// Opens a receipt with the person's code. Nobody signs in for it, and nothing is written.
pub async fn open_receipt(app: &App, code: &str) -> Result<Receipt, AppError> {
    let token = Token::parse(code).map_err(|_| AppError::NotFound)?;
    let digest = token.digest();
    let sealed = app
        .look(&Caller::nobody(), async |ctx| Ok(notices::receipt(&mut ctx.tx, digest).await?))
        .await?
        .ok_or(AppError::NotFound)?;
    let plain = token.seal_key().open(&place(digest), &sealed)?;
    serde_json::from_slice(plain.expose()).map_err(|_| AppError::Internal("receipt"))
}

/// A receipt has no id: its row is its code's digest.
fn place(digest: [u8; 32]) -> Place {
    let (row, _) = digest.split_first_chunk::<16>().unwrap_or((&[0; 16], &[]));
    Place::new("receipts", "sealed_receipt", Uuid::from_bytes(*row))
}
