//! Booking an interpreter: by language, dialect and sex, remote or on site.
//!
//! An interpreter never comes from the companion and is never a relative. One from the same community may be
//! feared, so the person is asked. She may refuse one without saying why, and that one is not proposed again.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::id::{BookingId, CaseId, UserId};
use crate::language::Language;
use crate::sex::Sex;

coded! {
    /// How the interpreter is present.
    pub enum Mode {
        /// By telephone or video.
        Remote = "remote",
        /// On site.
        OnSite = "on_site",
    }
}

/// What is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Language.
    pub language: Language,
    /// Dialect, if it matters.
    pub dialect: Option<String>,
    /// Sex of the interpreter, if the person chose.
    pub sex: Option<Sex>,
    /// Remote or on site.
    pub mode: Mode,
    /// When it begins.
    pub at: Timestamp,
    /// How long it takes.
    pub minutes: u16,
}

/// What an interpreter says of herself; it is kept with her account, so that nobody else says it for her.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interpreting {
    /// Languages.
    pub languages: BTreeSet<Language>,
    /// Dialects.
    pub dialects: BTreeSet<String>,
    /// Sex.
    pub sex: Sex,
    /// Ways of being present.
    pub modes: BTreeSet<Mode>,
}

/// What was found when the interpreter was checked for this person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictCheck {
    /// Brought or named by the companion.
    pub from_companion: bool,
    /// A relative, or close to the family.
    pub relative: bool,
    /// Works for somebody suspected, or for an authority of the country of origin.
    pub tied_to_danger: bool,
    /// Of the same community, where word may travel.
    pub same_community: bool,
}

/// Why an interpreter cannot be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BookingError {
    /// The language, dialect, sex or mode does not fit.
    #[error("this interpreter does not fit the request")]
    DoesNotFit,
    /// A conflict that nobody can wave aside.
    #[error("this interpreter has a conflict of interest")]
    Conflict,
    /// The person has refused this interpreter.
    #[error("the person has refused this interpreter")]
    Refused,
    /// Same community, and the person has not been asked.
    #[error("the person must be asked about an interpreter of her community")]
    AskThePerson,
    /// The booking stands elsewhere.
    #[error("the booking does not stand where this is possible")]
    NotHere,
}

/// Where a booking stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum State {
    /// Somebody is looked for.
    Requested,
    /// Somebody was found; the person has not said yes.
    Proposed {
        /// Who.
        interpreter: UserId,
        /// What the check found.
        check: ConflictCheck,
    },
    /// Booked.
    Confirmed {
        /// Who.
        interpreter: UserId,
    },
    /// The interpreter came and it took place.
    Done {
        /// Who.
        interpreter: UserId,
    },
    /// Cancelled.
    Cancelled,
}

/// What the person answers to a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonsAnswer {
    /// She said yes.
    Yes,
    /// She was not asked: possible only if nothing is known against it.
    NotAsked,
}

/// A booking of an interpreter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    id: BookingId,
    case: CaseId,
    request: Request,
    refused: BTreeSet<UserId>,
    state: State,
}

impl Booking {
    /// Looks for an interpreter.
    pub fn request(id: BookingId, case: CaseId, request: Request) -> Self {
        Self { id, case, request, refused: BTreeSet::new(), state: State::Requested }
    }

    /// Proposes an interpreter after the check.
    pub fn propose(
        self,
        interpreter: UserId,
        speaks: &Interpreting,
        check: ConflictCheck,
    ) -> Result<Self, BookingError> {
        if self.state != State::Requested {
            return Err(BookingError::NotHere);
        }
        if !self.request.is_met_by(speaks) {
            return Err(BookingError::DoesNotFit);
        }
        if check.from_companion || check.relative || check.tied_to_danger {
            return Err(BookingError::Conflict);
        }
        if self.refused.contains(&interpreter) {
            return Err(BookingError::Refused);
        }
        Ok(Self { state: State::Proposed { interpreter, check }, ..self })
    }

    /// Confirms the proposal.
    pub fn confirm(self, answer: PersonsAnswer) -> Result<Self, BookingError> {
        let State::Proposed { interpreter, check } = self.state else {
            return Err(BookingError::NotHere);
        };
        if check.same_community && answer == PersonsAnswer::NotAsked {
            return Err(BookingError::AskThePerson);
        }
        Ok(Self { state: State::Confirmed { interpreter }, ..self })
    }

    /// The person refuses this interpreter, even at the last moment, and another is looked for.
    pub fn refuse(mut self) -> Result<Self, BookingError> {
        match self.state {
            State::Proposed { interpreter, .. } | State::Confirmed { interpreter } => {
                self.refused.insert(interpreter);
                Ok(Self { state: State::Requested, ..self })
            }
            _ => Err(BookingError::NotHere),
        }
    }

    /// The interpreter did not come: another is looked for, and this one may be asked another time.
    pub fn did_not_come(self) -> Result<Self, BookingError> {
        match self.state {
            State::Confirmed { .. } => Ok(Self { state: State::Requested, ..self }),
            _ => Err(BookingError::NotHere),
        }
    }

    /// It took place.
    pub fn done(self) -> Result<Self, BookingError> {
        match self.state {
            State::Confirmed { interpreter } => Ok(Self { state: State::Done { interpreter }, ..self }),
            _ => Err(BookingError::NotHere),
        }
    }

    /// Cancels a booking that has not taken place.
    pub fn cancel(self) -> Result<Self, BookingError> {
        match self.state {
            State::Done { .. } | State::Cancelled => Err(BookingError::NotHere),
            _ => Ok(Self { state: State::Cancelled, ..self }),
        }
    }

    /// The id.
    pub fn id(&self) -> BookingId {
        self.id
    }

    /// The case. The interpreter sees the appointment only.
    pub fn case(&self) -> CaseId {
        self.case
    }

    /// Says whether the person has refused this interpreter.
    pub fn has_refused(&self, interpreter: UserId) -> bool {
        self.refused.contains(&interpreter)
    }

    /// What is needed.
    pub fn wanted(&self) -> &Request {
        &self.request
    }

    /// Where it stands.
    pub fn state(&self) -> &State {
        &self.state
    }
}

impl Request {
    /// When it ends.
    pub fn until(&self) -> Timestamp {
        self.at.checked_add(SignedDuration::from_mins(i64::from(self.minutes))).unwrap_or(Timestamp::MAX)
    }

    fn is_met_by(&self, speaks: &Interpreting) -> bool {
        speaks.languages.iter().any(|spoken| spoken.is_spoken_like(&self.language))
            && self.dialect.as_ref().is_none_or(|dialect| speaks.dialects.contains(dialect))
            && self.sex.is_none_or(|sex| sex == speaks.sex)
            && speaks.modes.contains(&self.mode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLEAN: ConflictCheck = ConflictCheck {
        from_companion: false,
        relative: false,
        tied_to_danger: false,
        same_community: false,
    };

    fn her() -> UserId {
        UserId::from_random([1; 16])
    }

    fn speaks() -> Interpreting {
        Interpreting {
            languages: BTreeSet::from(["ar".parse().unwrap()]),
            dialects: BTreeSet::from(["levantine".to_owned()]),
            sex: Sex::Female,
            modes: BTreeSet::from([Mode::Remote]),
        }
    }

    fn booking() -> Booking {
        let request = Request {
            language: "ar".parse().unwrap(),
            dialect: Some("levantine".into()),
            sex: Some(Sex::Female),
            mode: Mode::Remote,
            at: Timestamp::UNIX_EPOCH,
            minutes: 60,
        };
        Booking::request(BookingId::from_random([2; 16]), CaseId::from_random([3; 16]), request)
    }

    #[test]
    fn nobody_tied_to_the_companion_family_or_danger_interprets() {
        for check in [
            ConflictCheck { from_companion: true, ..CLEAN },
            ConflictCheck { relative: true, ..CLEAN },
            ConflictCheck { tied_to_danger: true, ..CLEAN },
        ] {
            assert_eq!(booking().propose(her(), &speaks(), check), Err(BookingError::Conflict));
        }
    }

    #[test]
    fn an_interpreter_of_the_same_community_comes_only_if_the_person_says_yes() {
        let check = ConflictCheck { same_community: true, ..CLEAN };
        let proposed = booking().propose(her(), &speaks(), check).unwrap();
        assert_eq!(proposed.clone().confirm(PersonsAnswer::NotAsked), Err(BookingError::AskThePerson));
        assert!(proposed.confirm(PersonsAnswer::Yes).is_ok());
    }

    #[test]
    fn one_the_person_refused_is_not_proposed_again() {
        let confirmed =
            booking().propose(her(), &speaks(), CLEAN).unwrap().confirm(PersonsAnswer::NotAsked).unwrap();
        let refused = confirmed.refuse().unwrap();
        assert_eq!(refused.state(), &State::Requested);
        assert_eq!(refused.propose(her(), &speaks(), CLEAN), Err(BookingError::Refused));
    }

    #[test]
    fn language_dialect_sex_and_mode_must_all_fit() {
        for other in [
            Interpreting { languages: BTreeSet::from(["fa".parse().unwrap()]), ..speaks() },
            Interpreting { dialects: BTreeSet::new(), ..speaks() },
            Interpreting { sex: Sex::Male, ..speaks() },
            Interpreting { modes: BTreeSet::from([Mode::OnSite]), ..speaks() },
        ] {
            assert_eq!(booking().propose(her(), &other, CLEAN), Err(BookingError::DoesNotFit));
        }
    }

    #[test]
    fn what_took_place_is_not_undone() {
        let confirmed =
            || booking().propose(her(), &speaks(), CLEAN).unwrap().confirm(PersonsAnswer::Yes).unwrap();
        let done = confirmed().done().unwrap();
        assert_eq!(done.clone().cancel(), Err(BookingError::NotHere));
        assert_eq!(done.refuse(), Err(BookingError::NotHere));
        let again = confirmed().did_not_come().unwrap();
        assert!(again.propose(her(), &speaks(), CLEAN).is_ok());
    }
}
