//! The person's agreement: what she said yes or no to, told how, to whom, for how long.
//!
//! It is hers and ethical; the controller's legal basis is another record (`legal_basis`). An agreement has one
//! purpose. It comes in two helpings: *tonight* a single purpose by word of mouth with the minimum dataset, and
//! *later*, rested, each purpose, recipient and category alone, with teach-back. It can be withdrawn at any
//! time, without a reason and without a condition, and what was given by or for a child ends at 18.
//! Help never depends on it. What all agreements of a case allow together is in [`Agreements`].

mod given_by;
mod ledger;
mod purpose;

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::id::{AgreementId, BookingId, UnitId, UserId};
use crate::language::Language;
use crate::told_before::How;

pub use given_by::{ChildsView, GivenBy, Giver, Whose};
pub use ledger::{Agreements, Basis, ByLaw, Grounds, Standing};
pub use purpose::{Category, Purpose, PurposeError, Recipient, RecipientClass, RecipientRefused};

/// How long tonight's agreement lasts: until the person has rested and can be asked properly.
pub const TONIGHT_LASTS: SignedDuration = SignedDuration::from_hours(72);

/// What the person answered about one category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Yes.
    Agreed,
    /// No.
    Refused,
}

/// How the person showed that the explanation arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TeachBack {
    /// She said it back in her own words.
    InOwnWords,
    /// It was explained again, then she said it back.
    AfterSecondExplanation,
    /// Not done.
    NotDone,
}

/// How the agreement was explained and who was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// Language of the explanation.
    pub language: Language,
    /// How it was explained.
    pub how: How,
    /// Whether it arrived.
    pub teach_back: TeachBack,
    /// Who explained it.
    pub by: UserId,
    /// A witness, if there was one.
    pub witness: Option<UserId>,
    /// The booking of the interpreter, if there was one.
    pub interpreter: Option<BookingId>,
}

/// Why an agreement cannot be recorded like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AgreementError {
    /// This purpose can wait until the person has rested.
    #[error("tonight only a safe place and first help are asked")]
    CanWait,
    /// More than the minimum dataset was asked tonight.
    #[error("tonight only the minimum dataset is asked")]
    MoreThanMinimum,
    /// Tonight's explanation is spoken.
    #[error("tonight's agreement is explained by word of mouth")]
    NotSpoken,
    /// The person did not say back what she agreed to.
    #[error("teach-back is missing")]
    NoTeachBack,
    /// Nobody, or nothing, was asked.
    #[error("an agreement names its recipients and categories")]
    Empty,
    /// This giver may not agree for this person.
    #[error("this giver may not agree for this person")]
    NotTheirs,
    /// The end is not after the beginning.
    #[error("an agreement ends after it begins")]
    EndsBeforeItBegins,
}

/// One agreement: one purpose, told once, answered once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    id: AgreementId,
    purpose: Purpose,
    recipients: BTreeSet<Recipient>,
    answers: BTreeMap<Category, Answer>,
    explained: Explained,
    given_by: GivenBy,
    at: Timestamp,
    expires: Timestamp,
    ends_at_majority: Option<Timestamp>,
    withdrawn_at: Option<Timestamp>,
}

/// Whose agreement it is, who gives it and when.
#[derive(Clone, PartialEq, Eq)]
pub struct Giving<'a> {
    /// The id, drawn by the caller.
    pub id: AgreementId,
    /// Whom it concerns.
    pub whose: Whose<'a>,
    /// Who says yes or no.
    pub given_by: GivenBy,
    /// How it was explained.
    pub explained: Explained,
    /// When.
    pub at: Timestamp,
}

/// What a withdrawal closes. It is also shown to the person before she confirms.
#[derive(Clone, PartialEq, Eq)]
pub struct Closes {
    /// The agreement.
    pub agreement: AgreementId,
    /// Its purpose: open enquiries, offers and grants for it end.
    pub purpose: Purpose,
    /// The units that lose sight.
    pub recipients: BTreeSet<UnitId>,
    /// The categories they lose.
    pub categories: BTreeSet<Category>,
}

impl Agreement {
    /// Records tonight's agreement: one purpose, by word of mouth, the minimum dataset, any of these recipients.
    pub fn tonight(
        giving: Giving<'_>,
        purpose: Purpose,
        recipients: BTreeSet<Recipient>,
        answers: BTreeMap<Category, Answer>,
    ) -> Result<Self, AgreementError> {
        if !purpose.is_for_tonight() {
            return Err(AgreementError::CanWait);
        }
        if answers.keys().any(|category| *category != Category::MinimumDataset) {
            return Err(AgreementError::MoreThanMinimum);
        }
        if matches!(giving.explained.how, How::Screen | How::Paper) {
            return Err(AgreementError::NotSpoken);
        }
        let expires = giving.at.checked_add(TONIGHT_LASTS).unwrap_or(Timestamp::MAX);
        Self::record(giving, purpose, recipients, answers, expires)
    }

    /// Records an agreement given later: one purpose, one recipient, each category answered alone, said back.
    pub fn later(
        giving: Giving<'_>,
        purpose: Purpose,
        recipient: Recipient,
        answers: BTreeMap<Category, Answer>,
        expires: Timestamp,
    ) -> Result<Self, AgreementError> {
        let agreed_to_something = answers.values().any(|answer| *answer == Answer::Agreed);
        if agreed_to_something && giving.explained.teach_back == TeachBack::NotDone {
            return Err(AgreementError::NoTeachBack);
        }
        Self::record(giving, purpose, BTreeSet::from([recipient]), answers, expires)
    }

    fn record(
        giving: Giving<'_>,
        purpose: Purpose,
        recipients: BTreeSet<Recipient>,
        answers: BTreeMap<Category, Answer>,
        expires: Timestamp,
    ) -> Result<Self, AgreementError> {
        if recipients.is_empty() || answers.is_empty() {
            return Err(AgreementError::Empty);
        }
        if !giving.whose.accepts(&giving.given_by) {
            return Err(AgreementError::NotTheirs);
        }
        if expires <= giving.at {
            return Err(AgreementError::EndsBeforeItBegins);
        }
        Ok(Self {
            id: giving.id,
            purpose,
            recipients,
            answers,
            explained: giving.explained,
            given_by: giving.given_by,
            at: giving.at,
            expires,
            ends_at_majority: giving.whose.adult_from(),
            withdrawn_at: None,
        })
    }

    /// Whether this recipient may have this category for this purpose now.
    pub fn covers(&self, purpose: &Purpose, recipient: UnitId, category: Category, now: Timestamp) -> bool {
        self.answer_to(purpose, recipient, category) == Some(Answer::Agreed) && self.is_in_force(now)
    }

    /// What the person answered, whatever became of it since.
    pub fn answer_to(&self, purpose: &Purpose, recipient: UnitId, category: Category) -> Option<Answer> {
        if self.purpose == *purpose && self.is_about(recipient) {
            self.answers.get(&category).copied()
        } else {
            None
        }
    }

    /// Whether the agreement has begun and has not expired, been withdrawn, or been overtaken by the 18th birthday.
    pub fn is_in_force(&self, now: Timestamp) -> bool {
        self.at <= now
            && now < self.expires
            && self.withdrawn_at.is_none_or(|withdrawn| now < withdrawn)
            && !self.must_be_asked_again(now)
    }

    /// Whether this answer still speaks: one that has merely run out lets an older, longer one speak again,
    /// a withdrawal does not.
    fn counts_at(&self, now: Timestamp) -> bool {
        self.at <= now && (now < self.expires || self.withdrawn_at.is_some())
    }

    /// Whether it was given for a child, or by a child whose birthday is known.
    pub fn is_of_a_child(&self) -> bool {
        self.ends_at_majority.is_some() || self.given_by.giver() != Giver::Person
    }

    /// Whether the person has turned 18 since, so that she herself must be asked again.
    pub fn must_be_asked_again(&self, now: Timestamp) -> bool {
        self.ends_at_majority.is_some_and(|majority| now >= majority)
    }

    /// Withdraws the agreement from now on, and says what that closes.
    ///
    /// It takes no reason and cannot fail. A second withdrawal changes nothing.
    pub fn withdraw(self, now: Timestamp) -> (Self, Closes) {
        let closes = self.effect_of_withdrawal();
        let withdrawn_at = Some(self.withdrawn_at.map_or(now, |earlier| earlier.min(now)));
        (Self { withdrawn_at, ..self }, closes)
    }

    /// What a withdrawal would close, to be shown before the person confirms.
    pub fn effect_of_withdrawal(&self) -> Closes {
        let agreed = self.answers.iter().filter(|(_, answer)| **answer == Answer::Agreed);
        Closes {
            agreement: self.id,
            purpose: self.purpose.clone(),
            recipients: self.recipients.iter().map(Recipient::unit).collect(),
            categories: agreed.map(|(category, _)| *category).collect(),
        }
    }

    fn is_about(&self, recipient: UnitId) -> bool {
        self.recipients.iter().any(|named| named.unit() == recipient)
    }

    /// The id.
    pub fn id(&self) -> AgreementId {
        self.id
    }

    /// The purpose.
    pub fn purpose(&self) -> &Purpose {
        &self.purpose
    }

    /// The recipients.
    pub fn recipients(&self) -> &BTreeSet<Recipient> {
        &self.recipients
    }

    /// Each category asked, with its answer.
    pub fn answers(&self) -> &BTreeMap<Category, Answer> {
        &self.answers
    }

    /// How it was explained.
    pub fn explained(&self) -> &Explained {
        &self.explained
    }

    /// Who gave it.
    pub fn given_by(&self) -> &GivenBy {
        &self.given_by
    }

    /// When it was given.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// When it ends by itself.
    pub fn expires(&self) -> Timestamp {
        self.ends_at_majority.map_or(self.expires, |majority| majority.min(self.expires))
    }

    /// The same as it may stand in clear beside a case. An end at the 18th birthday would tell the birthday: in clear
    /// it is the first of the month after, in UTC. What is sealed, and whoever carries the case, keep to the day.
    pub fn expires_in_clear(&self) -> Timestamp {
        let month_after = |majority: Timestamp| {
            let next = majority.to_zoned(TimeZone::UTC).date().last_of_month().tomorrow();
            next.and_then(|day| day.to_zoned(TimeZone::UTC)).map_or(self.expires, |day| day.timestamp())
        };
        self.ends_at_majority.map_or(self.expires, |majority| month_after(majority).min(self.expires))
    }

    /// When it was withdrawn.
    pub fn withdrawn_at(&self) -> Option<Timestamp> {
        self.withdrawn_at
    }
}

#[cfg(test)]
mod tests;
