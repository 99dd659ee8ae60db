//! What rests on an agreement, and how it ends with it: at once, and with a list of what cannot be recalled.

use std::collections::BTreeSet;

use havenward_domain::access::{Act, Holder, act};
use havenward_domain::agreement::{ByLaw, Category, Closes, Purpose};
use havenward_domain::coded::Coded;
use havenward_domain::compartment::{Compartment, Compartments};
use havenward_domain::id::{AgreementId, CaseId, EnquiryId, ReferralId, UnitId};
use havenward_domain::legal_basis::{Ground, OnWithdrawal};
use havenward_store::cases::{self, Access};
use havenward_store::journal::{self, Seen};
use havenward_store::{enquiries, referrals as rows};
use jiff::{SignedDuration, Timestamp};

use crate::file::Objection;
use crate::{AppError, Ctx, Note, Work, grants, referrals};

/// An objection is answered within a month (GDPR Art. 12(3)); a member of staff looks at it within a week.
const OBJECTION_WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A reading that took place before the withdrawal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CannotBeRecalled {
    /// The unit that read.
    pub unit: UnitId,
    /// What it read, in code words.
    pub seen: Seen,
}

/// What a withdrawal closed, and what it could not.
#[derive(Default)]
pub struct Withdrawal {
    /// The agreements that ended.
    pub agreements: Vec<AgreementId>,
    /// The categories that their recipients lose.
    pub categories: BTreeSet<Category>,
    /// How many accesses ended.
    pub access_ended: usize,
    /// Referrals taken back.
    pub referrals: Vec<ReferralId>,
    /// Enquiries taken back.
    pub enquiries: Vec<EnquiryId>,
    /// What the recipients had read before.
    pub cannot_be_recalled: Vec<CannotBeRecalled>,
    /// What rests on law and goes on until somebody has answered the person.
    pub objections: Vec<Objection>,
}

/// Withdraws what was given for a purpose to a recipient, and everything that rests on it.
pub async fn withdraw(
    ctx: &mut Ctx,
    case: CaseId,
    purpose: &Purpose,
    recipient: UnitId,
) -> Result<Withdrawal, AppError> {
    let reach = ctx.permit_on::<act::WithdrawAgreement>(case).await?.compartments();
    let reach: Vec<Compartment> = reach.members().filter(|one| !one.is_for_named_users()).collect();
    let note = Note::for_purpose(purpose, "agreement_withdrawn").detail("recipient", recipient.to_string());
    let mut work = ctx.work_on_with::<act::WithdrawAgreement>(case, note, &reach).await?;
    let now = ctx.now();

    let given = std::mem::take(&mut work.core_mut().agreements);
    let since = given
        .given()
        .iter()
        .filter(|agreement| {
            agreement.purpose() == purpose && agreement.recipients().iter().any(|to| to.unit() == recipient)
        })
        .map(havenward_domain::agreement::Agreement::at)
        .chain(given.by_law().iter().filter(|law| is_to(law, purpose, recipient)).map(|law| law.at))
        .min()
        .ok_or_else(|| AppError::refused("agreement.not_given", "nothing was agreed to for this"))?;
    let (left, closed) = given.withdraw(purpose, recipient, now);
    work.core_mut().agreements = left;

    let mut withdrawal = look_again(ctx, &mut work, &closed).await?;
    withdrawal.agreements = closed.iter().map(|closes| closes.agreement).collect();
    withdrawal.categories = closed.iter().flat_map(|closes| closes.categories.iter().copied()).collect();
    let mut ended = end_access(ctx, &mut work, &closed).await?;
    ended.extend(end_consented(ctx, &work, recipient).await?);
    withdrawal.access_ended = ended.len();
    let mut losers: BTreeSet<UnitId> =
        closed.iter().flat_map(|closes| closes.recipients.iter().copied()).collect();
    losers.insert(recipient);
    withdrawal.cannot_be_recalled = cannot_be_recalled(ctx, &work, &losers, since).await?;
    withdrawal.objections = object(ctx, &mut work, purpose, recipient).await?;

    let lost = ended.iter().fold(Compartments::NONE, |sum, access| sum.union(access.grant.compartments));
    let beyond = lost.members().any(|one| !one.is_for_named_users() && !reach.contains(&one));
    if beyond {
        work.ask(grants::MAKE_NEW_KEYS, SignedDuration::ZERO);
    }
    let (permit, recorded) = ctx.save(work).await?;
    let rotate: Vec<Compartment> = reach.into_iter().filter(|one| lost.has(*one)).collect();
    grants::rotate_all(ctx, &permit, &recorded, &rotate).await?;
    grants::drop_wraps_of(ctx, &permit, &ended).await?;
    Ok(withdrawal)
}

/// Looks again at what is open for these purposes and recipients: what no longer rests on anything is taken back.
pub(super) async fn look_again<A: Act>(
    ctx: &mut Ctx,
    work: &mut Work<A>,
    about: &[Closes],
) -> Result<Withdrawal, AppError> {
    let now = ctx.now();
    let is_about = |purpose: &Purpose, unit: UnitId| {
        about.iter().any(|one| one.purpose == *purpose && one.recipients.contains(&unit))
    };
    let mut taken_back = Withdrawal::default();
    for row in rows::of_case(&mut ctx.tx, &work.permit).await? {
        let mut row = referrals::asking(work.core(), row)?;
        let purpose = row.referral.purpose().ok_or(AppError::Internal("what a referral asks for"))?;
        let unit = row.referral.unit();
        if !row.referral.state().is_open() || !is_about(&purpose, unit) {
            continue;
        }
        let id = row.referral.id();
        let core = work.core();
        let Some(grounds) = core.agreements.grounds_in_clear(&purpose, unit, Category::MinimumDataset, now)
        else {
            let change = row.referral.clone().withdraw(now)?;
            referrals::carry_out(ctx, &work.permit, row, change).await?;
            taken_back.referrals.push(id);
            continue;
        };
        let handed_over = core.referring.handed_over.get(&id);
        let still_agreed = handed_over.is_none_or(|categories| {
            categories.iter().all(|category| core.agreements.allows(&purpose, unit, *category, now))
        });
        row.grounds = grounds;
        if !still_agreed {
            row.hand_over = None;
        }
        rows::save(&mut ctx.tx, &work.permit, &row).await?;
    }
    for mut row in enquiries::of_case(&mut ctx.tx, &work.permit).await? {
        let id = row.enquiry.id();
        let Some(kind) = work.core().referring.enquiries.get(&id) else { continue };
        let purpose = Purpose::Service(*kind);
        let holds = work.core().agreements.allows(&purpose, row.to, Category::MinimumDataset, now);
        if holds || !is_about(&purpose, row.to) {
            continue;
        }
        if let Ok(withdrawn) = row.enquiry.clone().withdraw(now) {
            row.enquiry = withdrawn;
            enquiries::save(&mut ctx.tx, &work.permit, &row).await?;
            taken_back.enquiries.push(id);
        }
    }
    Ok(taken_back)
}

pub(super) async fn end_access<A: Act>(
    ctx: &mut Ctx,
    work: &mut Work<A>,
    closed: &[Closes],
) -> Result<Vec<Access>, AppError> {
    let mut ended = cases::access(&mut ctx.tx, &work.permit).await?;
    ended.retain(|access| closed.iter().any(|closes| access.agreement == Some(closes.agreement)));
    for closes in closed {
        cases::end_access_under(&mut ctx.tx, &work.permit, closes.agreement).await?;
    }
    Ok(ended)
}

/// Ends what the recipient may open on consent in the sense of data-protection law: it stops with the agreement.
async fn end_consented(
    ctx: &mut Ctx,
    work: &Work<act::WithdrawAgreement>,
    recipient: UnitId,
) -> Result<Vec<Access>, AppError> {
    let holder = Holder::Unit(recipient);
    let mut ended = cases::access(&mut ctx.tx, &work.permit).await?;
    ended.retain(|one| one.agreement.is_none() && one.grant.holder == holder && !goes_on(&one.basis));
    for access in &ended {
        cases::end_access(&mut ctx.tx, &work.permit, holder, &access.purpose).await?;
    }
    Ok(ended)
}

async fn cannot_be_recalled(
    ctx: &mut Ctx,
    work: &Work<act::WithdrawAgreement>,
    units: &BTreeSet<UnitId>,
    since: Timestamp,
) -> Result<Vec<CannotBeRecalled>, AppError> {
    let mut list = Vec::new();
    for unit in units {
        let seen = journal::seen_by_unit(&mut ctx.tx, &work.permit, *unit, since).await?;
        list.extend(seen.into_iter().map(|seen| CannotBeRecalled { unit: *unit, seen }));
    }
    Ok(list)
}

fn is_to(law: &ByLaw, purpose: &Purpose, recipient: UnitId) -> bool {
    law.purpose == *purpose && law.recipient.unit() == recipient
}

/// Whether an access on this basis goes on until somebody has answered the person.
fn goes_on(basis: &str) -> bool {
    Ground::from_code(basis).is_none_or(|ground| ground.on_withdrawal() == OnWithdrawal::OpensObjection)
}

/// What the recipient still has by law is objected to in the person's name, and somebody owes her an answer.
async fn object(
    ctx: &mut Ctx,
    work: &mut Work<act::WithdrawAgreement>,
    purpose: &Purpose,
    recipient: UnitId,
) -> Result<Vec<Objection>, AppError> {
    let now = ctx.now();
    let held = cases::access(&mut ctx.tx, &work.permit).await?.into_iter();
    let held = held
        .filter(|access| access.agreement.is_none() && access.grant.holder == Holder::Unit(recipient))
        .map(|access| access.basis)
        .filter(|basis| goes_on(basis));
    let by_law = work.core().agreements.by_law().iter().filter(|law| is_to(law, purpose, recipient));
    let by_law = by_law
        .filter(|law| now < law.until && law.basis.on_withdrawal() == OnWithdrawal::OpensObjection)
        .map(|law| law.basis.told().to_owned());
    let mut bases: Vec<String> = held.chain(by_law).collect();
    bases.sort();
    bases.dedup();
    let objections: Vec<Objection> =
        bases.into_iter().map(|basis| Objection { purpose: purpose.to_string(), basis, at: now }).collect();
    if !objections.is_empty() {
        work.core_mut().referring.objections.extend(objections.iter().cloned());
        work.ask("answer_objection", OBJECTION_WITHIN);
    }
    Ok(objections)
}
