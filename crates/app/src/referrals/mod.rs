//! Referrals: one offer to one service, from the yes of an enquiry to what became of the person.
//!
//! The sender holds the case; the receiver sees two packages sealed to its unit, each as long as it may, and
//! answers about the referral alone. Every change carries out what the domain says must follow.

mod receive;
mod send;

use havenward_domain::access::{Act, Permit};
use havenward_domain::enquiry::EnquiryError;
use havenward_domain::id::{ReferralId, UnitId};
use havenward_domain::referral::{AcceptError, Change, ChangeError, Follow, OfferError, State, Status};
use havenward_domain::service::{Capacity, CapacityError};
use havenward_store::referrals::ReferralRow;
use havenward_store::{referrals as rows, services, tasks};
use havenward_vault::pair::PublicKey;
use havenward_vault::place::Place;
use jiff::{SignedDuration, Timestamp};

use crate::{AppError, Ctx, waits};

pub use receive::{
    OfferRead, accept, arrive, complete, confirm, decline, did_not_arrive, list_offers, read_offer, waitlist,
};
pub(crate) use send::asking;
pub use send::{NewOffer, accept_by_telephone, of_case, offer, person_declines, withdraw};

/// What was said by telephone is confirmed within a day.
const CONFIRM_WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// The key to which a unit is sent something, with its version. Where nobody holds one, nothing is sent.
pub(crate) async fn receiver_key(ctx: &mut Ctx, unit: UnitId) -> Result<(PublicKey, u32), AppError> {
    ctx.unit_public_key(unit).await.map_err(|error| match error {
        AppError::WaitingForKey => {
            AppError::refused("referral.receiver_without_key", "nobody there could open it yet")
        }
        other => other,
    })
}

fn minimum_place(id: ReferralId) -> Place {
    Place::new("referrals", "sealed_minimum", id)
}

fn hand_over_place(id: ReferralId) -> Place {
    Place::new("referrals", "sealed_hand_over", id)
}

/// Keeps a change and carries out what follows from it, all in this transaction.
pub(crate) async fn carry_out<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    mut row: ReferralRow,
    change: Change,
) -> Result<ReferralRow, AppError> {
    let now = ctx.now();
    let (waited_until, accepted_at) = (reply_by(row.referral.state()), accepted(row.referral.state()));
    row.referral = change.referral;
    let (case, to) = (row.referral.case(), row.referral.unit());
    for follow in change.then {
        match follow {
            Follow::GiveBackPlaces(None) => return Err(AppError::Internal("what a referral asks for")),
            Follow::TakePlaces(count) => {
                move_places(ctx, permit, &row, |places| places.take(count, now)).await?;
            }
            Follow::GiveBackPlaces(Some(count)) => {
                // The unit may have restated its places meanwhile: then all of them are free.
                let give_back = |places: Capacity| {
                    places
                        .give_back(count, now)
                        .or_else(|_| Capacity::new(places.places(), places.places(), now))
                };
                move_places(ctx, permit, &row, give_back).await?;
            }
            Follow::DropWraps => {
                row.minimum = None;
                row.hand_over = None;
                row.grounds.until = row.grounds.until.min(now);
            }
            Follow::Alarm => {
                let alarm = alarm(row.referral.state().status());
                ctx.make_task(Some(case), row.from, alarm.to_owned(), SignedDuration::ZERO).await?;
            }
            Follow::ProposeNext => {
                ctx.make_task(Some(case), row.from, "propose_next".to_owned(), SignedDuration::ZERO).await?;
            }
            Follow::OpenConcern => {
                ctx.make_task(Some(case), row.from, "open_concern".to_owned(), SignedDuration::ZERO).await?;
            }
            Follow::AskToConfirm => {
                ctx.make_task(None, to, "confirm_acceptance".to_owned(), CONFIRM_WITHIN).await?;
            }
        }
    }
    if let Some(until) = waited_until.filter(|_| reply_by(row.referral.state()).is_none()) {
        tasks::settle(&mut ctx.tx, permit, to, "answer_offer", until, now).await?;
    }
    if accepted(row.referral.state()).is_some() {
        tasks::end_calls(&mut ctx.tx, permit, case, now).await?;
    } else if let Some(at) = accepted_at {
        // She has come, or it is known that she does not.
        tasks::settle_about(&mut ctx.tx, permit, case, "arrange_arrival", now).await?;
        tasks::settle(&mut ctx.tx, permit, to, "confirm_acceptance", at + CONFIRM_WITHIN, now).await?;
    }
    rows::save(&mut ctx.tx, permit, &row).await?;
    Ok(row)
}

fn accepted(state: &State) -> Option<Timestamp> {
    if let State::Accepted { at } = state { Some(*at) } else { None }
}

fn alarm(status: Status) -> &'static str {
    if status == Status::DidNotArrive { "did_not_arrive" } else { "offer_expired" }
}

fn reply_by(state: &State) -> Option<Timestamp> {
    match state {
        State::Sent { reply_by, .. } | State::Received { reply_by, .. } => Some(*reply_by),
        _ => None,
    }
}

async fn capacity<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    row: &ReferralRow,
) -> Result<Capacity, AppError> {
    let service = services::one(&mut ctx.tx, permit, row.referral.service()).await?;
    Ok(service.ok_or(AppError::NotFound)?.service.capacity)
}

async fn move_places<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    row: &ReferralRow,
    rule: impl FnOnce(Capacity) -> Result<Capacity, CapacityError>,
) -> Result<(), AppError> {
    let found = services::one(&mut ctx.tx, permit, row.referral.service()).await?;
    let mut service = found.ok_or(AppError::NotFound)?;
    let before = service.service.clone();
    service.service.capacity = rule(service.service.capacity)
        .map_err(|error| AppError::refused("service.places", error.to_string()))?;
    services::save(&mut ctx.tx, permit, &service).await?;
    waits::tell_of_place(ctx, permit, &before, &service.service).await
}

/// The same words wherever neither agreement nor law covers a share.
pub(crate) fn agreement_missing() -> AppError {
    AppError::refused("agreement.missing", "agreement does not cover this service")
}

impl From<OfferError> for AppError {
    fn from(error: OfferError) -> Self {
        let code = match error {
            OfferError::AgreementMissing => return agreement_missing(),
            OfferError::NotDraft => "referral.not_draft",
            OfferError::OtherService => "referral.other_service",
            OfferError::NotOffered => "referral.not_offered_there",
            OfferError::NoYes => "referral.no_yes",
            OfferError::NoTimeToAnswer => "referral.no_time_to_answer",
        };
        Self::refused(code, error.to_string())
    }
}

impl From<AcceptError> for AppError {
    fn from(error: AcceptError) -> Self {
        let code = match error {
            AcceptError::AgreementMissing => return agreement_missing(),
            AcceptError::NotOffered => "referral.not_offered",
            AcceptError::NotEnoughPlaces => "referral.not_enough_places",
            AcceptError::NotAtHand => return Self::Internal("what a referral asks for"),
        };
        Self::refused(code, error.to_string())
    }
}

impl From<ChangeError> for AppError {
    fn from(error: ChangeError) -> Self {
        let code = match error {
            ChangeError::NotHere => "referral.not_here",
            ChangeError::StillTime => "referral.still_time",
        };
        Self::refused(code, error.to_string())
    }
}

impl From<EnquiryError> for AppError {
    fn from(error: EnquiryError) -> Self {
        let code = match error {
            EnquiryError::NotAwaited => "enquiry.not_awaited",
            EnquiryError::StillTime => "enquiry.still_time",
            EnquiryError::HeldInThePast => "enquiry.held_in_the_past",
        };
        Self::refused(code, error.to_string())
    }
}
