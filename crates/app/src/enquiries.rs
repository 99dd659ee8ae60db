//! Enquiries: whether there is room, asked and answered without saying for whom.

use std::sync::Arc;

use havenward_domain::access::act;
use havenward_domain::agreement::{Category, Purpose};
use havenward_domain::coded::Coded;
use havenward_domain::codes::ServiceType;
use havenward_domain::enquiry::{Answer, Enquiry, EnquiryError, Question, When};
use havenward_domain::id::{CaseId, EnquiryId, ServiceId};
use havenward_domain::matching::Avoid;
use havenward_domain::profile::Profile;
use havenward_domain::service::Service;
use havenward_store::{enquiries as rows, services, tasks};
use havenward_vault::place::Place;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::keys::json;
use crate::referrals::{agreement_missing, receiver_key};
use crate::{AppError, Ctx, Note};

/// Enquiries listed at a time.
const PAGE: i64 = 200;
/// A place is held a day at the longest.
const LONGEST_HOLD_MINUTES: u16 = 1_440;

/// Until when an answer is waited for: the profile's minutes, by day or by night in its zone.
pub(crate) fn reply_by(profile: &Profile, now: Timestamp) -> Timestamp {
    let hour = now.to_zoned(profile.calendar().zone().clone()).hour();
    let minutes = profile.offers().reply_minutes(hour);
    now + SignedDuration::from_mins(i64::from(minutes))
}

fn place(id: EnquiryId) -> Place {
    Place::new("enquiries", "sealed_question", id)
}

/// Whether the person keeps away from this service. For her it does not exist.
pub(crate) fn avoids(avoid: &Avoid, service: &Service) -> bool {
    avoid.services.contains(&service.id)
        || avoid.units.contains(&service.unit)
        || avoid.regions.contains(&service.region)
}

/// Asks a service whether it has room. The person must have agreed to that purpose and that recipient.
pub async fn ask(
    ctx: &mut Ctx,
    case: CaseId,
    service: ServiceId,
    kind: ServiceType,
    when: When,
) -> Result<EnquiryId, AppError> {
    let purpose = Purpose::Service(kind);
    let note = Note::for_purpose(&purpose, "agreement").about("service", service);
    let mut work = ctx.work_on::<act::Enquire>(case, note).await?;
    let found = services::one(&mut ctx.tx, &work.permit, service).await?.map(|row| row.service);
    let service = found.filter(|one| !avoids(&work.core().referring.avoid, one)).ok_or(AppError::NotFound)?;
    if !service.offers.contains(&kind) {
        return Err(AppError::refused("referral.not_offered_there", "the service does not offer this"));
    }
    let now = ctx.now();
    if !work.core().agreements.allows(&purpose, service.unit, Category::MinimumDataset, now) {
        return Err(agreement_missing());
    }
    let contact = &work.core().contact;
    let question = Question {
        child: work.core().status.age().is_treated_as_child(),
        placement: contact.placement,
        languages: contact.languages.iter().cloned().collect(),
        children_with: contact.children_with,
        limited_mobility: contact.limited_mobility,
        when,
    };
    let (id, answer_by) = (ctx.draw::<EnquiryId>(), reply_by(&work.profile, now));
    let enquiry = Enquiry::ask(id, service.id, answer_by);
    let from = ctx.member()?.unit;
    let (key, version) = receiver_key(ctx, service.unit).await?;
    let sealed = key.seal_bytes(&place(id), version, &json(&question)?);
    rows::insert(&mut ctx.tx, &work.permit, from, service.unit, &enquiry, &sealed).await?;
    let within = answer_by.duration_since(now);
    ctx.make_task(None, service.unit, "answer_enquiry".to_owned(), within).await?;
    work.core_mut().referring.enquiries.insert(id, kind);
    let profile = Arc::clone(&work.profile);
    work.core_mut().status.service_asked(&profile, kind.code(), now);
    for proposed in ["propose_next", "offer_expired", "enquiry_expired"] {
        work.settle(proposed);
    }
    ctx.save(work).await?;
    Ok(id)
}

/// Lists the enquiries of a case by plain columns.
pub async fn of_case(ctx: &mut Ctx, case: CaseId) -> Result<Vec<Enquiry>, AppError> {
    let permit = ctx.permit_on::<act::Enquire>(case).await?;
    Ok(rows::of_case(&mut ctx.tx, &permit).await?.into_iter().map(|row| row.enquiry).collect())
}

/// An enquiry as the asked unit reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// Where it stands.
    pub enquiry: Enquiry,
    /// What is asked.
    pub question: Question,
}

/// Lists what the actor's unit is asked and has not answered, the most urgent first.
///
/// The questions are opened for it, so the reading has its entry.
pub async fn list_for_service(ctx: &mut Ctx) -> Result<Vec<Asked>, AppError> {
    let permit = ctx.permit_in_unit::<act::AnswerEnquiry>()?;
    let now = ctx.now();
    let found = rows::to_unit(&mut ctx.tx, &permit, now, PAGE).await?;
    if !found.is_empty() {
        ctx.record(&permit, Note::because("support", "public_task")).await?;
    }
    let mut asked = Vec::with_capacity(found.len());
    for row in found {
        // One from before questions were sealed has none; it expires, and is asked again.
        let Some(sealed) = row.question else { continue };
        let plain = ctx.unit_keys().await?.open_bytes(&place(row.enquiry.id()), &sealed)?;
        let question = serde_json::from_slice(plain.expose()).map_err(|_| AppError::Internal("question"))?;
        asked.push(Asked { enquiry: row.enquiry, question });
    }
    Ok(asked)
}

/// There is room, and it is held for so many minutes.
pub async fn answer_yes(ctx: &mut Ctx, id: EnquiryId, hold_minutes: u16) -> Result<(), AppError> {
    if !(1..=LONGEST_HOLD_MINUTES).contains(&hold_minutes) {
        return Err(AppError::invalid("hold_minutes", format!("give 1 to {LONGEST_HOLD_MINUTES} minutes")));
    }
    let held = SignedDuration::from_mins(i64::from(hold_minutes));
    let (by, now) = (ctx.member()?.user, ctx.now());
    answer(ctx, id, |enquiry| enquiry.yes(by, now + held, now), ("send_offer", held)).await
}

/// There is no room.
pub async fn answer_no(ctx: &mut Ctx, id: EnquiryId) -> Result<(), AppError> {
    let (by, now) = (ctx.member()?.user, ctx.now());
    answer(ctx, id, |enquiry| enquiry.no(by, now), ("propose_next", SignedDuration::ZERO)).await
}

async fn answer(
    ctx: &mut Ctx,
    id: EnquiryId,
    rule: impl FnOnce(Enquiry) -> Result<Enquiry, EnquiryError>,
    (task, within): (&str, SignedDuration),
) -> Result<(), AppError> {
    let permit = ctx.permit_in_unit::<act::AnswerEnquiry>()?;
    let mut row = rows::one_to_unit(&mut ctx.tx, &permit, id).await?.ok_or(AppError::NotFound)?;
    if matches!(row.enquiry.answer(), Answer::Withdrawn { .. }) {
        return Err(AppError::NotFound);
    }
    let note = Note::because("support", "public_task").on(row.case).about("enquiry", id);
    ctx.record(&permit, note).await?;
    let now = ctx.now();
    row.enquiry = rule(row.enquiry)?;
    rows::save(&mut ctx.tx, &permit, &row).await?;
    let asked_by = row.enquiry.answer_by();
    tasks::settle(&mut ctx.tx, &permit, row.to, "answer_enquiry", asked_by, now).await?;
    ctx.make_task(Some(row.case), row.from, task.to_owned(), within).await
}
