//! The changes of a referral, each with what it sets off.

use jiff::Timestamp;

use super::{Acceptance, DeclineReason, Referral, State};
use crate::agreement::Basis;
use crate::enquiry::Enquiry;
use crate::id::UserId;
use crate::service::Capacity;

/// What must happen elsewhere, in the same transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Follow {
    /// Take so many places.
    TakePlaces(u16),
    /// Give so many places back; none if what the referral asks for is not at hand, which is a fault.
    GiveBackPlaces(Option<u16>),
    /// Delete both wraps of the packages: the receiver loses sight.
    DropWraps,
    /// Raise an alarm.
    Alarm,
    /// Open the task to offer the next service.
    ProposeNext,
    /// Open a concern about the person's safety.
    OpenConcern,
    /// Ask the receiver to confirm what was said by telephone.
    AskToConfirm,
}

/// A changed referral, with what follows.
#[derive(Clone, PartialEq, Eq)]
pub struct Change {
    /// The referral as it is now.
    pub referral: Referral,
    /// What must happen elsewhere.
    pub then: Vec<Follow>,
}

/// Why an offer cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OfferError {
    /// It was offered before.
    #[error("only a draft can be offered")]
    NotDraft,
    /// The enquiry went to another service.
    #[error("the enquiry went to another service")]
    OtherService,
    /// The service does not offer this.
    #[error("the service does not offer this")]
    NotOffered,
    /// There was no yes, or it no longer holds.
    #[error("the service has not said that there is room")]
    NoYes,
    /// Neither the person's agreement nor a law covers this service.
    #[error("agreement does not cover this service")]
    AgreementMissing,
    /// There would be no time to answer.
    #[error("the time to answer is over before it begins")]
    NoTimeToAnswer,
}

/// Why an offer cannot be accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AcceptError {
    /// There is no offer to accept, or the time is over.
    #[error("there is no offer to accept")]
    NotOffered,
    /// The agreement was withdrawn or ended since the offer.
    #[error("agreement does not cover this service")]
    AgreementMissing,
    /// Fewer places are free than are needed.
    #[error("not enough free places")]
    NotEnoughPlaces,
    /// What is asked for is not at hand: a fault of the program.
    #[error("what is asked for is not at hand")]
    NotAtHand,
}

/// Why a change does not fit where the referral stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// It stands elsewhere.
    #[error("the referral does not stand where this is possible")]
    NotHere,
    /// There is still time to answer.
    #[error("the time to answer is not over")]
    StillTime,
}

impl Referral {
    /// Offers the minimum dataset to the service that said there is room.
    ///
    /// `basis` is what the sharing rests on at this instant, as the sender reads it from the person's file.
    pub fn offer(
        self,
        enquiry: &Enquiry,
        basis: Option<Basis>,
        reply_by: Timestamp,
        now: Timestamp,
    ) -> Result<Self, OfferError> {
        if self.state != State::Draft {
            return Err(OfferError::NotDraft);
        }
        if enquiry.id() != self.enquiry {
            return Err(OfferError::OtherService);
        }
        if !enquiry.is_yes(now) {
            return Err(OfferError::NoYes);
        }
        if reply_by <= now {
            return Err(OfferError::NoTimeToAnswer);
        }
        let basis = basis.ok_or(OfferError::AgreementMissing)?;
        Ok(Self { basis: Some(basis), state: State::Sent { at: now, reply_by }, ..self })
    }

    /// Notes that the receiver has opened the offer.
    pub fn receive(self, now: Timestamp) -> Result<Self, ChangeError> {
        match self.state {
            State::Sent { reply_by, .. } if now < reply_by => {
                Ok(Self { state: State::Received { at: now, reply_by }, ..self })
            }
            _ => Err(ChangeError::NotHere),
        }
    }

    /// Puts the person on the waiting list; meanwhile the sender looks on.
    pub fn waitlist(self, now: Timestamp) -> Result<Change, ChangeError> {
        if !self.awaits_answer(now) {
            return Err(ChangeError::NotHere);
        }
        Ok(self.into_state(State::Waitlisted { at: now }, vec![Follow::ProposeNext]))
    }

    /// Accepts on behalf of the receiving service.
    ///
    /// `basis` is what still holds now: the agreement may have been withdrawn since the offer.
    pub fn accept(
        self,
        member: UserId,
        capacity: &Capacity,
        basis: Option<&Basis>,
        now: Timestamp,
    ) -> Result<Change, AcceptError> {
        self.accepted(Acceptance::Member { member }, capacity, basis, now)
    }

    /// Records that the service accepted by telephone, to be confirmed by the service later.
    ///
    /// Who said yes at the other end stays in the sender's sealed file.
    pub fn accept_by_telephone(
        self,
        recorded_by: UserId,
        capacity: &Capacity,
        basis: Option<&Basis>,
        now: Timestamp,
    ) -> Result<Change, AcceptError> {
        let acceptance = Acceptance::Telephone { recorded_by, confirmed_by: None };
        let mut change = self.accepted(acceptance, capacity, basis, now)?;
        change.then.push(Follow::AskToConfirm);
        Ok(change)
    }

    fn accepted(
        self,
        acceptance: Acceptance,
        capacity: &Capacity,
        basis: Option<&Basis>,
        now: Timestamp,
    ) -> Result<Change, AcceptError> {
        let waits = matches!(self.state, State::Waitlisted { .. });
        if !waits && !self.awaits_answer(now) {
            return Err(AcceptError::NotOffered);
        }
        if basis.is_none() {
            return Err(AcceptError::AgreementMissing);
        }
        let places = self.asks.ok_or(AcceptError::NotAtHand)?.places;
        if capacity.free() < places {
            return Err(AcceptError::NotEnoughPlaces);
        }
        let referral = Self { acceptance: Some(acceptance), ..self };
        Ok(referral.into_state(State::Accepted { at: now }, vec![Follow::TakePlaces(places)]))
    }

    /// Confirms, signed in, what was said by telephone. From now on the hand-over can be read.
    pub fn confirm(self, member: UserId) -> Result<Self, ChangeError> {
        match self.acceptance {
            Some(Acceptance::Telephone { recorded_by, confirmed_by: None }) if self.state.holds_places() => {
                let acceptance = Acceptance::Telephone { recorded_by, confirmed_by: Some(member) };
                Ok(Self { acceptance: Some(acceptance), ..self })
            }
            _ => Err(ChangeError::NotHere),
        }
    }

    /// Declines on behalf of the receiving service, which loses sight at once.
    pub fn decline(self, reason: DeclineReason, now: Timestamp) -> Result<Change, ChangeError> {
        let waits = matches!(self.state, State::Waitlisted { .. });
        if !waits && !self.awaits_answer(now) {
            return Err(ChangeError::NotHere);
        }
        Ok(self.into_state(State::Declined { at: now, reason }, vec![Follow::ProposeNext]))
    }

    /// Ends an offer that nobody answered: the receiver loses sight, somebody is woken, the next is proposed.
    pub fn expire(self, now: Timestamp) -> Result<Change, ChangeError> {
        match self.state {
            State::Sent { .. } | State::Received { .. } if self.is_overdue(now) => {
                Ok(self.into_state(State::Expired { at: now }, vec![Follow::Alarm, Follow::ProposeNext]))
            }
            State::Sent { .. } | State::Received { .. } => Err(ChangeError::StillTime),
            _ => Err(ChangeError::NotHere),
        }
    }

    /// Takes the referral back, at any time before its end, with or without the agreement's withdrawal.
    pub fn withdraw(self, now: Timestamp) -> Result<Change, ChangeError> {
        self.ended(State::Withdrawn { at: now })
    }

    /// The person decides otherwise. It is her right and needs no reason.
    pub fn person_declines(self, now: Timestamp) -> Result<Change, ChangeError> {
        self.ended(State::PersonDeclined { at: now })
    }

    fn ended(self, state: State) -> Result<Change, ChangeError> {
        if !self.state.is_open() {
            return Err(ChangeError::NotHere);
        }
        Ok(self.into_state(state, Vec::new()))
    }

    /// The person has arrived, in time or late.
    pub fn arrive(self, now: Timestamp) -> Result<Change, ChangeError> {
        match self.state {
            State::Accepted { .. } | State::DidNotArrive { .. } => {
                Ok(self.into_state(State::InService { at: now }, Vec::new()))
            }
            _ => Err(ChangeError::NotHere),
        }
    }

    /// The person was expected and did not come. This opens a concern and closes nothing.
    pub fn did_not_arrive(self, now: Timestamp) -> Result<Change, ChangeError> {
        match self.state {
            State::Accepted { .. } => {
                let follow = vec![Follow::Alarm, Follow::OpenConcern];
                Ok(self.into_state(State::DidNotArrive { at: now }, follow))
            }
            _ => Err(ChangeError::NotHere),
        }
    }

    /// The service is completed.
    pub fn complete(self, now: Timestamp) -> Result<Change, ChangeError> {
        match self.state {
            State::InService { .. } => Ok(self.into_state(State::Completed { at: now }, Vec::new())),
            _ => Err(ChangeError::NotHere),
        }
    }

    fn awaits_answer(&self, now: Timestamp) -> bool {
        matches!(self.state, State::Sent { .. } | State::Received { .. }) && !self.is_overdue(now)
    }

    /// Moves to a state. Losing sight and giving places back follow from the two states themselves.
    fn into_state(self, state: State, mut then: Vec<Follow>) -> Change {
        if self.state.holds_places() && !state.holds_places() {
            then.push(Follow::GiveBackPlaces(self.asks.map(|asks| asks.places)));
        }
        if !state.is_open() {
            then.push(Follow::DropWraps);
        }
        Change { referral: Self { state, ..self }, then }
    }
}
