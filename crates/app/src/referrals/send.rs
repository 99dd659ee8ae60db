//! What the sender does: offers, records a yes by telephone, takes back, looks on.

use std::collections::{BTreeMap, BTreeSet};

use havenward_domain::access::act;
use havenward_domain::age_band::AgeBand;
use havenward_domain::agreement::{Category, Purpose};
use havenward_domain::id::{CaseId, EnquiryId, ReferralId};
use havenward_domain::referral::{
    Asks, Change, ChangeError, HandOver, HealthAlert, MinimumDataset, Referral,
};
use havenward_domain::secret::Secret;
use havenward_domain::service::SecurityLevel;
use havenward_store::referrals::ReferralRow;
use havenward_store::{enquiries, referrals as rows, services};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{capacity, carry_out, hand_over_place, minimum_place, receiver_key};
use crate::enquiries::{avoids, reply_by};
use crate::file::Core;
use crate::keys::json;
use crate::{AppError, Ctx, Note, Work};

/// No part of a hand-over and no name heard is longer.
const LONGEST: usize = 20_000;

/// What the sender adds to what the file says.
pub struct NewOffer {
    /// The enquiry that was answered with yes.
    pub enquiry: EnquiryId,
    /// The age band, if it is known more closely than child or adult.
    pub age_band: Option<AgeBand>,
    /// Health alerts for the first night.
    pub health_alerts: BTreeSet<HealthAlert>,
    /// The least protection that is enough.
    pub security: SecurityLevel,
    /// The day on which the place is needed.
    pub needed_on: Date,
    /// What the person agreed to hand over, each category apart. The first line of the identity is the name.
    pub hand_over: BTreeMap<Category, Secret<String>>,
}

/// Offers the person to the service that said there is room, in two packages sealed to its unit.
pub async fn offer(ctx: &mut Ctx, case: CaseId, new: NewOffer) -> Result<ReferralId, AppError> {
    check(&new)?;
    let mut work = ctx.work_on::<act::Refer>(case, Note::because("support", "agreement")).await?;
    let (id, now) = (ctx.draw::<ReferralId>(), ctx.now());
    let asked = enquiries::of_case(&mut ctx.tx, &work.permit).await?;
    let asked = asked.into_iter().find(|row| row.enquiry.id() == new.enquiry).ok_or(AppError::NotFound)?;
    let kind = *work.core().referring.enquiries.get(&new.enquiry).ok_or(AppError::NotFound)?;
    let service = services::one(&mut ctx.tx, &work.permit, asked.enquiry.service()).await?;
    let service = service
        .map(|row| row.service)
        .filter(|service| !avoids(&work.core().referring.avoid, service))
        .ok_or(AppError::NotFound)?;
    let offered_before = rows::of_case(&mut ctx.tx, &work.permit).await?;
    if offered_before.iter().any(|row| row.referral.enquiry() == new.enquiry) {
        return Err(AppError::refused("referral.offered_before", "this yes has led to an offer already"));
    }

    let agreements = &work.core().agreements;
    let grounds =
        agreements.grounds_in_clear(&Purpose::Service(kind), service.unit, Category::MinimumDataset, now);
    let reply_by = reply_by(&work.profile, now);
    let referral =
        Referral::draft(id, case, &asked.enquiry, &service, kind, work.core().contact.children_with)?.offer(
            &asked.enquiry,
            grounds.as_ref().map(|grounds| grounds.basis.clone()),
            reply_by,
            now,
        )?;
    let grounds = grounds.ok_or_else(super::agreement_missing)?;
    let asks = referral.asks().ok_or(AppError::Internal("what a draft asks for"))?;
    let minimum = minimum_dataset(&work, (id, asks), &new)?;
    let hand_over = HandOver::pack(&referral, new.hand_over, agreements, now)
        .map_err(|error| AppError::refused("referral.not_agreed", error.to_string()))?;
    let categories = hand_over.categories();

    let row = seal(ctx, referral, grounds, &minimum, &hand_over).await?;
    rows::insert(&mut ctx.tx, &work.permit, &row).await?;
    let within = reply_by.duration_since(now);
    ctx.make_task(None, row.referral.unit(), "answer_offer".to_owned(), within).await?;
    work.core_mut().referring.asks.insert(id, asks);
    work.core_mut().referring.handed_over.insert(id, categories);
    for kind in ["send_offer", "propose_next", "offer_expired", "enquiry_expired"] {
        work.settle(kind);
    }
    ctx.save(work).await?;
    Ok(id)
}

fn check(new: &NewOffer) -> Result<(), AppError> {
    let is_text = |text: &String| !text.trim().is_empty() && text.len() <= LONGEST && !text.contains('\0');
    if !new.hand_over.values().all(|part| is_text(part.expose())) {
        return Err(AppError::invalid("hand_over", format!("give 1 to {LONGEST} bytes for each category")));
    }
    if new.hand_over.contains_key(&Category::MinimumDataset) {
        return Err(AppError::invalid("hand_over", "the minimum dataset is its own package"));
    }
    Ok(())
}

fn minimum_dataset(
    work: &Work<act::Refer>,
    (code, asks): (ReferralId, Asks),
    new: &NewOffer,
) -> Result<MinimumDataset, AppError> {
    let (contact, child) = (&work.core().contact, work.core().status.age().is_treated_as_child());
    let age_band = new.age_band.unwrap_or(if child { AgeBand::Child } else { AgeBand::Adult });
    if age_band.is_child() != child {
        return Err(AppError::invalid("age_band", "the file says otherwise about child or adult"));
    }
    Ok(MinimumDataset {
        code,
        asks,
        placement: contact.placement,
        age_band,
        languages: contact.languages.clone(),
        children_with: contact.children_with,
        limited_mobility: contact.limited_mobility,
        health_alerts: new.health_alerts.clone(),
        security: new.security,
        needed_on: new.needed_on,
    })
}

async fn seal(
    ctx: &mut Ctx,
    referral: Referral,
    grounds: havenward_domain::agreement::Grounds,
    minimum: &MinimumDataset,
    hand_over: &HandOver,
) -> Result<ReferralRow, AppError> {
    let (id, unit) = (referral.id(), referral.unit());
    let (key, version) = receiver_key(ctx, unit).await?;
    let sealed_hand_over = if hand_over.categories().is_empty() {
        None
    } else {
        Some(key.seal_bytes(&hand_over_place(id), version, &json(hand_over)?))
    };
    Ok(ReferralRow {
        from: ctx.member()?.unit,
        referral,
        grounds,
        minimum: Some(key.seal_bytes(&minimum_place(id), version, &json(minimum)?)),
        hand_over: sealed_hand_over,
        revision: 0,
    })
}

/// Records that the service accepted by telephone. A voice opens nothing: the service confirms later.
pub async fn accept_by_telephone(
    ctx: &mut Ctx,
    case: CaseId,
    id: ReferralId,
    heard: Secret<String>,
) -> Result<(), AppError> {
    if heard.expose().trim().is_empty() || heard.expose().len() > LONGEST {
        return Err(AppError::invalid("heard", "say who said yes"));
    }
    let note = Note::because("support", "agreement").about("referral", id);
    let mut work = ctx.work_on::<act::Refer>(case, note).await?;
    let row = rows::one_of_case(&mut ctx.tx, &work.permit, id).await?.ok_or(AppError::NotFound)?;
    let row = asking(work.core(), row)?;
    let now = ctx.now();
    let agreements = &work.core().agreements;
    let purpose = row.referral.purpose().ok_or(AppError::Internal("what an offer asks for"))?;
    let unit = row.referral.unit();
    let basis = agreements.basis(&purpose, unit, Category::MinimumDataset, now);
    let by = ctx.member()?.user;
    let capacity = capacity(ctx, &work.permit, &row).await?;
    let change = row.referral.clone().accept_by_telephone(by, &capacity, basis.as_ref(), now)?;
    carry_out(ctx, &work.permit, row, change).await?;
    work.core_mut().referring.heard.insert(id, heard);
    ctx.save(work).await?;
    Ok(())
}

/// Takes a referral back.
pub async fn withdraw(ctx: &mut Ctx, case: CaseId, id: ReferralId) -> Result<(), AppError> {
    end(ctx, case, id, Referral::withdraw).await
}

/// Records that the person decided otherwise. It is her right and needs no reason.
pub async fn person_declines(ctx: &mut Ctx, case: CaseId, id: ReferralId) -> Result<(), AppError> {
    end(ctx, case, id, Referral::person_declines).await
}

async fn end(
    ctx: &mut Ctx,
    case: CaseId,
    id: ReferralId,
    rule: impl FnOnce(Referral, Timestamp) -> Result<Change, ChangeError>,
) -> Result<(), AppError> {
    let permit = ctx.permit_on::<act::Refer>(case).await?;
    let core = ctx.core_of(&permit, Note::because("support", "public_task").about("referral", id)).await?;
    let row = rows::one_of_case(&mut ctx.tx, &permit, id).await?.ok_or(AppError::NotFound)?;
    let row = asking(&core, row)?;
    let change = rule(row.referral.clone(), ctx.now())?;
    carry_out(ctx, &permit, row, change).await?;
    Ok(())
}

/// Lists the referrals of a case with what each asks for.
pub async fn of_case(ctx: &mut Ctx, case: CaseId) -> Result<Vec<Referral>, AppError> {
    let permit = ctx.permit_on::<act::Refer>(case).await?;
    let found = rows::of_case(&mut ctx.tx, &permit).await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let core = ctx.core_of(&permit, Note::because("support", "public_task")).await?;
    found.into_iter().map(|row| Ok(asking(&core, row)?.referral)).collect()
}

/// A referral with what it asks for, which only the file of the sender and the packages of the receiver tell.
pub(crate) fn asking(core: &Core, row: ReferralRow) -> Result<ReferralRow, AppError> {
    let asks = core.referring.asks.get(&row.referral.id());
    let asks = *asks.ok_or(AppError::Internal("what a referral asks for"))?;
    Ok(ReferralRow { referral: row.referral.asking(asks), ..row })
}
