//! A referral: one offer to one service, from the draft to what became of the person.
//!
//! An offer follows a yes to an enquiry that named nobody. The agreement is checked when the offer is sent, when
//! it is accepted and at every read. The receiver sees the minimum dataset while deciding, the agreed hand-over
//! once it has accepted, and nothing as soon as it declines, lets the time pass or the offer is withdrawn.
//! What a change sets off elsewhere comes back as a list of [`Follow`], so that no caller can forget it.

mod change;
mod package;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::agreement::{Basis, Purpose};
use crate::coded::coded;
use crate::codes::ServiceType;
use crate::enquiry::Enquiry;
use crate::id::{CaseId, EnquiryId, ReferralId, ServiceId, UnitId, UserId};
use crate::service::Service;

pub use change::{AcceptError, Change, ChangeError, Follow, OfferError};
pub use package::{HandOver, HealthAlert, MinimumDataset, NotAgreed};

coded! {
    /// Status of a referral.
    pub enum Status {
        /// Being written.
        Draft = "draft",
        /// Offered; not seen yet.
        Sent = "sent",
        /// Seen; not answered yet.
        Received = "received",
        /// Accepted.
        Accepted = "accepted",
        /// On the waiting list.
        Waitlisted = "waitlisted",
        /// Declined.
        Declined = "declined",
        /// The person is there.
        InService = "in_service",
        /// Completed.
        Completed = "completed",
        /// The person did not arrive: a concern, not an end.
        DidNotArrive = "did_not_arrive",
        /// The person decided otherwise.
        PersonDeclined = "person_declined",
        /// Withdrawn by the sender or with the agreement.
        Withdrawn = "withdrawn",
        /// No answer in time.
        Expired = "expired",
    }
}

coded! {
    /// Why a service declined.
    pub enum DeclineReason {
        /// No room.
        NoCapacity = "no_capacity",
        /// Not suitable.
        NotSuitable = "not_suitable",
        /// Security.
        Security = "security",
        /// Outside its rules of admission.
        Eligibility = "eligibility",
        /// Other.
        Other = "other",
    }
}

/// Where a referral stands between the sending and the receiving service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum State {
    /// Being written; nobody outside sees it.
    Draft,
    /// Offered.
    Sent {
        /// When.
        at: Timestamp,
        /// When the time to answer is over.
        reply_by: Timestamp,
    },
    /// Opened by the receiver.
    Received {
        /// When.
        at: Timestamp,
        /// When the time to answer is over.
        reply_by: Timestamp,
    },
    /// On the waiting list.
    Waitlisted {
        /// Since when.
        at: Timestamp,
    },
    /// Accepted; the person is expected.
    Accepted {
        /// When.
        at: Timestamp,
    },
    /// The person is there.
    InService {
        /// Since when.
        at: Timestamp,
    },
    /// The person was expected and did not come: open until somebody knows where she is.
    DidNotArrive {
        /// When it was noticed.
        at: Timestamp,
    },
    /// Declined by the receiver.
    Declined {
        /// When.
        at: Timestamp,
        /// Why.
        reason: DeclineReason,
    },
    /// Ended as planned.
    Completed {
        /// When.
        at: Timestamp,
    },
    /// The person decided otherwise.
    PersonDeclined {
        /// When.
        at: Timestamp,
    },
    /// Taken back.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
    /// No answer in time.
    Expired {
        /// When.
        at: Timestamp,
    },
}

impl State {
    /// The status code.
    pub fn status(&self) -> Status {
        match self {
            Self::Draft => Status::Draft,
            Self::Sent { .. } => Status::Sent,
            Self::Received { .. } => Status::Received,
            Self::Waitlisted { .. } => Status::Waitlisted,
            Self::Accepted { .. } => Status::Accepted,
            Self::InService { .. } => Status::InService,
            Self::DidNotArrive { .. } => Status::DidNotArrive,
            Self::Declined { .. } => Status::Declined,
            Self::Completed { .. } => Status::Completed,
            Self::PersonDeclined { .. } => Status::PersonDeclined,
            Self::Withdrawn { .. } => Status::Withdrawn,
            Self::Expired { .. } => Status::Expired,
        }
    }

    /// Whether somebody still has something to do. A person who did not arrive is never closed away.
    pub fn is_open(&self) -> bool {
        !matches!(
            self,
            Self::Declined { .. }
                | Self::Completed { .. }
                | Self::PersonDeclined { .. }
                | Self::Withdrawn { .. }
                | Self::Expired { .. }
        )
    }

    /// Whether places are kept for the person.
    pub fn holds_places(&self) -> bool {
        matches!(self, Self::Accepted { .. } | Self::InService { .. } | Self::DidNotArrive { .. })
    }
}

/// What the receiving service sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// Nothing, as if the referral had never existed.
    Nothing,
    /// What it must know to decide and to have a place ready.
    MinimumDataset,
    /// The packages the person agreed to hand over, besides.
    HandOver,
}

/// How an acceptance came about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum Acceptance {
    /// A member of the receiving unit accepted, signed in.
    Member {
        /// Who.
        member: UserId,
    },
    /// By telephone, recorded by the sender.
    Telephone {
        /// Who recorded it.
        recorded_by: UserId,
        /// The member of the receiving unit who confirmed it, signed in.
        confirmed_by: Option<UserId>,
    },
}

impl Acceptance {
    /// Whether a signed-in member of the receiving unit stands behind it: a voice on the telephone opens nothing.
    pub fn is_confirmed(&self) -> bool {
        match self {
            Self::Member { .. } => true,
            Self::Telephone { confirmed_by, .. } => confirmed_by.is_some(),
        }
    }
}

/// What a referral asks for. It tells what happened to somebody, so it travels sealed: in the minimum dataset to the
/// receiver, in the file of the sender; it is never kept beside the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asks {
    /// The kind of service.
    pub kind: ServiceType,
    /// How many places it takes.
    pub places: u16,
}

/// A referral to one service.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    id: ReferralId,
    case: CaseId,
    enquiry: EnquiryId,
    service: ServiceId,
    unit: UnitId,
    #[serde(skip)]
    asks: Option<Asks>,
    basis: Option<Basis>,
    acceptance: Option<Acceptance>,
    state: State,
}

impl Referral {
    /// Begins a referral to the service that was asked.
    pub fn draft(
        id: ReferralId,
        case: CaseId,
        enquiry: &Enquiry,
        service: &Service,
        kind: ServiceType,
        children_with: u8,
    ) -> Result<Self, OfferError> {
        if enquiry.service() != service.id {
            return Err(OfferError::OtherService);
        }
        if !service.offers.contains(&kind) {
            return Err(OfferError::NotOffered);
        }
        let places = if kind.is_residential() { 1 + u16::from(children_with) } else { 1 };
        Ok(Self {
            id,
            case,
            enquiry: enquiry.id(),
            service: service.id,
            unit: service.unit,
            asks: Some(Asks { kind, places }),
            basis: None,
            acceptance: None,
            state: State::Draft,
        })
    }

    /// The same, with what it asks for, which whoever may read it has unsealed.
    #[must_use]
    pub fn asking(self, asks: Asks) -> Self {
        Self { asks: Some(asks), ..self }
    }

    /// The purpose for which the person was asked, where what is asked for is at hand.
    pub fn purpose(&self) -> Option<Purpose> {
        self.asks.map(|asks| Purpose::Service(asks.kind))
    }

    /// What the receiver sees by the state alone. Use [`Referral::sight_now`] to serve a read.
    pub fn sight(&self) -> Sight {
        let confirmed = self.acceptance.as_ref().is_some_and(Acceptance::is_confirmed);
        match self.state {
            State::Accepted { .. } | State::InService { .. } if confirmed => Sight::HandOver,
            State::Sent { .. }
            | State::Received { .. }
            | State::Waitlisted { .. }
            | State::Accepted { .. }
            | State::InService { .. }
            | State::DidNotArrive { .. } => Sight::MinimumDataset,
            State::Draft
            | State::Declined { .. }
            | State::Completed { .. }
            | State::PersonDeclined { .. }
            | State::Withdrawn { .. }
            | State::Expired { .. } => Sight::Nothing,
        }
    }

    /// What the receiver sees now: the state, the time to answer and what still holds, looked at for every read.
    pub fn sight_now(&self, basis: Option<&Basis>, now: Timestamp) -> Sight {
        if self.is_overdue(now) || basis.is_none() { Sight::Nothing } else { self.sight() }
    }

    /// Whether the time to answer is over without an answer.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        match self.state {
            State::Sent { reply_by, .. } | State::Received { reply_by, .. } => now >= reply_by,
            _ => false,
        }
    }

    /// The id.
    pub fn id(&self) -> ReferralId {
        self.id
    }

    /// The case. It is the sender's; the receiver never sees it.
    pub fn case(&self) -> CaseId {
        self.case
    }

    /// The enquiry that was answered with yes.
    pub fn enquiry(&self) -> EnquiryId {
        self.enquiry
    }

    /// The service.
    pub fn service(&self) -> ServiceId {
        self.service
    }

    /// The receiving unit.
    pub fn unit(&self) -> UnitId {
        self.unit
    }

    /// What it asks for, where it is at hand.
    pub fn asks(&self) -> Option<Asks> {
        self.asks
    }

    /// On what the sharing rests, once offered.
    pub fn basis(&self) -> Option<&Basis> {
        self.basis.as_ref()
    }

    /// How it was accepted, once it was.
    pub fn acceptance(&self) -> Option<&Acceptance> {
        self.acceptance.as_ref()
    }

    /// Where it stands.
    pub fn state(&self) -> &State {
        &self.state
    }
}

#[cfg(test)]
mod tests;
