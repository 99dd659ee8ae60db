//! Asking whether there is room, without saying for whom.
//!
//! An enquiry comes before any offer and holds no personal data: child or adult, sex of the placement, languages,
//! children who come along, mobility, tonight or later. The answer is yes, no or silence. Only a yes that still
//! holds lets an offer be sent.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::id::{EnquiryId, ServiceId, UserId};
use crate::language::Language;
use crate::placement::Placement;

coded! {
    /// When the place is needed.
    pub enum When {
        /// Tonight.
        Tonight = "tonight",
        /// Later.
        Later = "later",
    }
}

/// What is asked. Every field is on the list of what an enquiry may hold; there is no other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Whether the place is for a child without a parent.
    pub child: bool,
    /// Sex of the placement.
    pub placement: Placement,
    /// Languages, any of which will do.
    pub languages: BTreeSet<Language>,
    /// How many children come along.
    pub children_with: u8,
    /// Whether the place must be usable with limited mobility.
    pub limited_mobility: bool,
    /// Tonight or later.
    pub when: When,
}

/// Where an enquiry stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Answer {
    /// Nobody answered yet.
    Awaited,
    /// There is room.
    Yes {
        /// Who said so.
        by: UserId,
        /// When.
        at: Timestamp,
        /// Until when the place is kept free.
        held_until: Timestamp,
    },
    /// There is no room.
    No {
        /// Who said so.
        by: UserId,
        /// When.
        at: Timestamp,
    },
    /// Nobody answered in time.
    Silence {
        /// When the time was over.
        at: Timestamp,
    },
    /// It was taken back, with the agreement on which it rested.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
}

/// Why an answer does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnquiryError {
    /// It has been answered, or its time is over.
    #[error("the enquiry is no longer awaiting an answer")]
    NotAwaited,
    /// There is still time to answer.
    #[error("the time to answer is not over")]
    StillTime,
    /// The place would be held until an instant that has passed.
    #[error("a place is held until later than now")]
    HeldInThePast,
}

/// An enquiry to one service. The question itself is sealed to the asked unit and is no part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enquiry {
    id: EnquiryId,
    service: ServiceId,
    answer_by: Timestamp,
    answer: Answer,
}

impl Enquiry {
    /// Asks a service.
    pub fn ask(id: EnquiryId, service: ServiceId, answer_by: Timestamp) -> Self {
        Self { id, service, answer_by, answer: Answer::Awaited }
    }

    /// There is room, and it is held for a while.
    pub fn yes(self, by: UserId, held_until: Timestamp, now: Timestamp) -> Result<Self, EnquiryError> {
        if held_until <= now {
            return Err(EnquiryError::HeldInThePast);
        }
        self.answered(Answer::Yes { by, at: now, held_until }, now)
    }

    /// There is no room.
    pub fn no(self, by: UserId, now: Timestamp) -> Result<Self, EnquiryError> {
        self.answered(Answer::No { by, at: now }, now)
    }

    /// Nobody answered in time.
    pub fn lapse(self, now: Timestamp) -> Result<Self, EnquiryError> {
        match self.answer {
            Answer::Awaited if now >= self.answer_by => {
                Ok(Self { answer: Answer::Silence { at: now }, ..self })
            }
            Answer::Awaited => Err(EnquiryError::StillTime),
            _ => Err(EnquiryError::NotAwaited),
        }
    }

    /// Takes the question back, or gives a held place free: a yes no longer leads to an offer.
    pub fn withdraw(self, now: Timestamp) -> Result<Self, EnquiryError> {
        match self.answer {
            Answer::Awaited | Answer::Yes { .. } => {
                Ok(Self { answer: Answer::Withdrawn { at: now }, ..self })
            }
            _ => Err(EnquiryError::NotAwaited),
        }
    }

    fn answered(self, answer: Answer, now: Timestamp) -> Result<Self, EnquiryError> {
        if self.answer != Answer::Awaited || now >= self.answer_by {
            return Err(EnquiryError::NotAwaited);
        }
        Ok(Self { answer, ..self })
    }

    /// Whether a yes was given and the place is still held.
    pub fn is_yes(&self, now: Timestamp) -> bool {
        matches!(self.answer, Answer::Yes { held_until, .. } if now < held_until)
    }

    /// The id.
    pub fn id(&self) -> EnquiryId {
        self.id
    }

    /// The service asked.
    pub fn service(&self) -> ServiceId {
        self.service
    }

    /// When the time to answer is over.
    pub fn answer_by(&self) -> Timestamp {
        self.answer_by
    }

    /// The answer.
    pub fn answer(&self) -> &Answer {
        &self.answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn worker() -> UserId {
        UserId::from_random([5; 16])
    }

    fn question() -> Question {
        Question {
            child: false,
            placement: Placement::WithWomen,
            languages: BTreeSet::from(["uk".parse().unwrap()]),
            children_with: 2,
            limited_mobility: false,
            when: When::Tonight,
        }
    }

    fn asked() -> Enquiry {
        Enquiry::ask(EnquiryId::from_random([1; 16]), ServiceId::from_random([2; 16]), at(600))
    }

    #[test]
    fn an_enquiry_holds_no_personal_data() {
        let keys = |value: &serde_json::Value| -> Vec<String> {
            value.as_object().unwrap().keys().cloned().collect()
        };
        let json = serde_json::to_value(asked()).unwrap();
        assert_eq!(keys(&json), ["answer", "answer_by", "id", "service"]);
        assert_eq!(
            keys(&serde_json::to_value(question()).unwrap()),
            ["child", "children_with", "languages", "limited_mobility", "placement", "when"]
        );
    }

    #[test]
    fn an_enquiry_with_anything_more_is_not_read() {
        let mut json = serde_json::to_value(question()).unwrap();
        json["nationality"] = "UA".into();
        assert!(serde_json::from_value::<Question>(json).is_err());
    }

    #[test]
    fn only_a_yes_that_still_holds_counts_as_yes() {
        let yes = asked().yes(worker(), at(1_000), at(10)).unwrap();
        assert!(yes.is_yes(at(999)));
        assert!(!yes.is_yes(at(1_000)));
        assert!(!asked().is_yes(at(10)));
        assert!(!asked().no(worker(), at(10)).unwrap().is_yes(at(11)));
    }

    #[test]
    fn silence_is_an_answer_once_the_time_is_over() {
        assert_eq!(asked().lapse(at(599)), Err(EnquiryError::StillTime));
        let silent = asked().lapse(at(600)).unwrap();
        assert_eq!(silent.answer(), &Answer::Silence { at: at(600) });
        assert_eq!(silent.yes(worker(), at(2_000), at(601)), Err(EnquiryError::NotAwaited));
    }

    #[test]
    fn what_is_taken_back_is_neither_answered_nor_a_yes() {
        let yes = asked().yes(worker(), at(1_000), at(10)).unwrap();
        assert!(!yes.withdraw(at(11)).unwrap().is_yes(at(12)));
        let gone = asked().withdraw(at(11)).unwrap();
        assert_eq!(gone.yes(worker(), at(1_000), at(12)), Err(EnquiryError::NotAwaited));
    }

    #[test]
    fn an_answer_is_given_once_and_in_time() {
        let no = asked().no(worker(), at(10)).unwrap();
        assert_eq!(no.yes(worker(), at(900), at(11)), Err(EnquiryError::NotAwaited));
        assert_eq!(asked().no(worker(), at(600)), Err(EnquiryError::NotAwaited));
        assert_eq!(asked().yes(worker(), at(10), at(10)), Err(EnquiryError::HeldInThePast));
    }
}
