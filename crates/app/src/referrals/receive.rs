//! What the receiver does: reads as much as it may now, answers, and says what became of the person.
//!
//! For a unit without sight the referral does not exist, whatever the reason: another unit's, declined,
//! expired, taken back, or the agreement gone.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::agreement::Category;
use havenward_domain::directory::{Entry, LeadsTo};
use havenward_domain::id::ReferralId;
use havenward_domain::referral::{
    Acceptance, Change, ChangeError, DeclineReason, HandOver, MinimumDataset, Referral, Sight, State,
};
use havenward_domain::sealed::Sealed;
use havenward_domain::secret::Secret;
use havenward_store::referrals::{self as rows, ReferralRow};
use havenward_store::tasks;
use havenward_vault::place::Place;
use jiff::Timestamp;
use serde::de::DeserializeOwned;

use super::{CONFIRM_WITHIN, accepted, capacity, carry_out, hand_over_place, minimum_place};
use crate::{AppError, Ctx, Note, stays};

/// Offers listed at a time.
const PAGE: i64 = 200;

/// Lists what the unit may see: where each stands and what it asks for. In the journal once somebody asks.
pub async fn list_offers(ctx: &mut Ctx) -> Result<Vec<Referral>, AppError> {
    let permit = ctx.permit_in_unit::<act::ReadOffer>()?;
    let now = ctx.now();
    let found = rows::to_unit(&mut ctx.tx, &permit, now, PAGE).await?;
    let mut seen: Vec<_> = found.into_iter().filter(|row| sight(row, now) != Sight::Nothing).collect();
    if seen.is_empty() {
        return Ok(Vec::new());
    }
    ctx.record(&permit, Note::because("support", "agreement")).await?;
    let mut offers = Vec::with_capacity(seen.len());
    for row in seen.drain(..) {
        offers.push(asking(ctx, row).await?.referral);
    }
    Ok(offers)
}

/// A referral with what it asks for, out of the minimum dataset.
async fn asking(ctx: &mut Ctx, row: ReferralRow) -> Result<ReferralRow, AppError> {
    let minimum = row.minimum.as_ref().ok_or(AppError::NotFound)?;
    let minimum: MinimumDataset = open(ctx, &minimum_place(row.referral.id()), minimum).await?;
    Ok(ReferralRow { referral: row.referral.asking(minimum.asks), ..row })
}

/// An offer as far as the receiver may read it now.
pub struct OfferRead {
    /// Where it stands. The case behind it is never shown.
    pub referral: Referral,
    /// The minimum dataset.
    pub minimum: MinimumDataset,
    /// The agreed hand-over; empty until the offer is accepted and confirmed.
    pub hand_over: Vec<(Category, Secret<String>)>,
}

/// Opens an offer: the entry first, then the packages, and the bytes after both are on the disk.
pub async fn read_offer(ctx: &mut Ctx, id: ReferralId) -> Result<OfferRead, AppError> {
    let permit = ctx.permit_in_unit::<act::ReadOffer>()?;
    let mut row = seen(ctx, &permit, id).await?;
    record(ctx, &permit, &row).await?;
    let now = ctx.now();
    if matches!(row.referral.state(), State::Sent { .. }) {
        row.referral = row.referral.clone().receive(now)?;
        rows::save(&mut ctx.tx, &permit, &row).await?;
    }
    let minimum = row.minimum.as_ref().ok_or(AppError::NotFound)?;
    let minimum: MinimumDataset = open(ctx, &minimum_place(id), minimum).await?;
    row.referral = row.referral.asking(minimum.asks);
    let hand_over = hand_over(ctx, &row).await?;
    Ok(OfferRead { referral: row.referral, minimum, hand_over })
}

async fn hand_over(ctx: &mut Ctx, row: &ReferralRow) -> Result<Vec<(Category, Secret<String>)>, AppError> {
    let now = ctx.now();
    let Some(sealed) = row.hand_over.as_ref().filter(|_| sight(row, now) == Sight::HandOver) else {
        return Ok(Vec::new());
    };
    let package: HandOver = open(ctx, &hand_over_place(row.referral.id()), sealed).await?;
    let readable = package.readable(&row.referral, row.grounds.now(now), now);
    Ok(readable.map(|(category, words)| (category, words.clone())).collect())
}

async fn open<T: DeserializeOwned>(ctx: &mut Ctx, place: &Place, sealed: &Sealed) -> Result<T, AppError> {
    let plain = ctx.unit_keys().await?.open_bytes(place, sealed)?;
    serde_json::from_slice(plain.expose()).map_err(|_| AppError::Internal("package"))
}

/// Accepts an offer for the actor's unit: places are taken, the hand-over opens.
pub async fn accept(ctx: &mut Ctx, id: ReferralId) -> Result<(), AppError> {
    let permit = ctx.permit_in_unit::<act::AnswerOffer>()?;
    let row = seen(ctx, &permit, id).await?;
    record(ctx, &permit, &row).await?;
    let row = asking(ctx, row).await?;
    let (member, now) = (ctx.member()?.user, ctx.now());
    if accepted(row.referral.state()).is_some()
        && row.referral.acceptance().is_some_and(Acceptance::is_confirmed)
    {
        // The same yes again, because the answer to the first was lost: nothing is taken twice.
        return Ok(());
    }
    let capacity = capacity(ctx, &permit, &row).await?;
    let change = row.referral.clone().accept(member, &capacity, row.grounds.now(now), now)?;
    let row = carry_out(ctx, &permit, row, change).await?;
    remember(ctx, &permit, &row).await?;
    tell_sender(ctx, &row, "arrange_arrival").await
}

/// Confirms, signed in, what was said by telephone.
pub async fn confirm(ctx: &mut Ctx, id: ReferralId) -> Result<(), AppError> {
    let permit = ctx.permit_in_unit::<act::AnswerOffer>()?;
    let mut row = seen(ctx, &permit, id).await?;
    record(ctx, &permit, &row).await?;
    let (to, now) = (row.referral.unit(), ctx.now());
    if let Some(at) = accepted(row.referral.state()) {
        tasks::settle(&mut ctx.tx, &permit, to, "confirm_acceptance", at + CONFIRM_WITHIN, now).await?;
    }
    row.referral = row.referral.clone().confirm(ctx.member()?.user)?;
    rows::save(&mut ctx.tx, &permit, &row).await?;
    remember(ctx, &permit, &row).await
}

/// Declines an offer: the unit loses sight at once.
pub async fn decline(ctx: &mut Ctx, id: ReferralId, reason: DeclineReason) -> Result<(), AppError> {
    answer(ctx, id, |referral, now| referral.decline(reason, now)).await
}

/// Puts the person on the waiting list; meanwhile the sender looks on.
pub async fn waitlist(ctx: &mut Ctx, id: ReferralId) -> Result<(), AppError> {
    answer(ctx, id, Referral::waitlist).await
}

/// The person has arrived; where people sleep, her stay begins.
pub async fn arrive(ctx: &mut Ctx, id: ReferralId) -> Result<(), AppError> {
    let (permit, arrived) = change(ctx, id, Referral::arrive).await?;
    stays::begin(ctx, &permit, &arrived).await
}

/// The person was expected and did not come: a concern for the sender, never an end.
pub async fn did_not_arrive(ctx: &mut Ctx, id: ReferralId) -> Result<(), AppError> {
    answer(ctx, id, Referral::did_not_arrive).await
}

/// The service is completed, and with it the stay.
pub async fn complete(ctx: &mut Ctx, id: ReferralId) -> Result<(), AppError> {
    let (permit, completed) = change(ctx, id, Referral::complete).await?;
    stays::end_of(ctx, &permit, completed.id()).await
}

async fn answer(
    ctx: &mut Ctx,
    id: ReferralId,
    rule: impl FnOnce(Referral, Timestamp) -> Result<Change, ChangeError>,
) -> Result<(), AppError> {
    change(ctx, id, rule).await?;
    Ok(())
}

async fn change(
    ctx: &mut Ctx,
    id: ReferralId,
    rule: impl FnOnce(Referral, Timestamp) -> Result<Change, ChangeError>,
) -> Result<(Permit<act::AnswerOffer>, Referral), AppError> {
    let permit = ctx.permit_in_unit::<act::AnswerOffer>()?;
    let row = seen(ctx, &permit, id).await?;
    record(ctx, &permit, &row).await?;
    let row = asking(ctx, row).await?;
    let change = rule(row.referral.clone(), ctx.now())?;
    let row = carry_out(ctx, &permit, row, change).await?;
    Ok((permit, row.referral))
}

fn sight(row: &ReferralRow, now: Timestamp) -> Sight {
    row.referral.sight_now(row.grounds.now(now), now)
}

/// The referral, if the unit sees anything of it now.
async fn seen<A: Act>(ctx: &mut Ctx, permit: &Permit<A>, id: ReferralId) -> Result<ReferralRow, AppError> {
    let row = rows::one_to_unit(&mut ctx.tx, permit, id).await?.ok_or(AppError::NotFound)?;
    if sight(&row, ctx.now()) == Sight::Nothing { Err(AppError::NotFound) } else { Ok(row) }
}

async fn record<A: Act>(ctx: &mut Ctx, permit: &Permit<A>, row: &ReferralRow) -> Result<(), AppError> {
    let basis = match row.grounds.basis {
        havenward_domain::agreement::Basis::Agreement(_) => "agreement",
        havenward_domain::agreement::Basis::Law(_) => "law",
    };
    let note = Note::because("service", basis);
    ctx.record(permit, note.on(row.referral.case()).about("referral", row.referral.id())).await?;
    Ok(())
}

/// Writes the receiver's own directory entry, if it may read the hand-over and that holds a name.
async fn remember<A: Act>(ctx: &mut Ctx, permit: &Permit<A>, row: &ReferralRow) -> Result<(), AppError> {
    let parts = hand_over(ctx, row).await?;
    let identity = parts.into_iter().find(|(category, _)| *category == Category::Identity);
    let Some(name) = identity.and_then(|(_, words)| words.expose().lines().next().map(str::to_owned)) else {
        return Ok(());
    };
    let entry = Entry {
        leads_to: LeadsTo::Referral(row.referral.id()),
        address_as: Secret::new(name.clone()),
        name: Secret::new(name),
        aliases: Vec::new(),
        born: None,
        documents: Vec::new(),
    };
    ctx.add_to_directory(permit, entry).await
}

async fn tell_sender(ctx: &mut Ctx, row: &ReferralRow, kind: &str) -> Result<(), AppError> {
    let within = jiff::SignedDuration::from_hours(1);
    ctx.make_task(Some(row.referral.case()), row.from, kind.to_owned(), within).await
}
