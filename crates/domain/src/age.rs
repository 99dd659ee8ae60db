//! Track E: child or adult, and what a birthday asks for.
//!
//! Whoever may be a child is treated as a child until shown otherwise (CoE Convention Art. 10(3)).
//! Only a role the profile names decides that somebody is an adult; software only counts birthdays.

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

use crate::author::{Act, Author};
use crate::clock::{Calendar, ClockError};
use crate::coded::coded;
use crate::profile::Profile;
use crate::status::{Done, FollowUp, NotMoved, Position, Status};

coded! {
    /// Child or adult.
    pub enum Age {
        /// A child.
        Child = "child",
        /// Presumed a child, because nobody is sure.
        PresumedChild = "presumed_child",
        /// The age is disputed; a child until decided.
        Disputed = "disputed",
        /// An adult.
        Adult = "adult",
    }

    /// On what a decision about age rests.
    pub enum AgeBasis {
        /// Documents.
        Documents = "documents",
        /// An assessment by several professions, agreed to by the person, as a last resort.
        AgreedAssessment = "agreed_assessment",
        /// The person says so and nothing speaks against it.
        OwnAccount = "own_account",
    }
}

impl Age {
    /// Says whether the rules for children apply.
    pub fn is_treated_as_child(self) -> bool {
        self != Age::Adult
    }
}

/// A date of birth, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BornOn {
    /// The day is known.
    Day(Date),
    /// Only the month is known: year and month.
    Month(i16, i8),
    /// Only the year is known.
    Year(i16),
}

/// Days before the 18th birthday on which a task opens (nrm 4, track E).
pub const BIRTHDAY_TASK_DAYS: [u32; 3] = [90, 30, 0];

/// The age of majority: Palermo Protocol Art. 3(d).
const ADULT_AT_YEARS: i64 = 18;

/// A task before an 18th birthday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BirthdayTask {
    /// Days before the birthday.
    pub days_before: u32,
    /// The civil day.
    pub on: Date,
    /// The first instant of that day.
    pub at: Timestamp,
}

impl BornOn {
    /// The latest day it can be: the benefit of the doubt keeps a child a child.
    pub fn latest(self) -> Option<Date> {
        match self {
            BornOn::Day(day) => Some(day),
            BornOn::Month(year, month) => Some(Date::new(year, month, 1).ok()?.last_of_month()),
            BornOn::Year(year) => Date::new(year, 12, 31).ok(),
        }
    }

    /// The day the person becomes an adult; born on 29 February, it is 1 March.
    pub fn adult_on(self) -> Option<Date> {
        let born = self.latest()?;
        let birthday = born.checked_add(Span::new().try_years(ADULT_AT_YEARS).ok()?).ok()?;
        if birthday.day() == born.day() { Some(birthday) } else { birthday.tomorrow().ok() }
    }

    /// The tasks before the 18th birthday, earliest first.
    pub fn birthday_tasks(self, calendar: &Calendar) -> Result<Vec<BirthdayTask>, ClockError> {
        let birthday = self.adult_on().ok_or(ClockError::OutOfRange)?;
        let task = |days_before: u32| {
            let span = Span::new().try_days(days_before).map_err(|_| ClockError::OutOfRange)?;
            let on = birthday.checked_sub(span).map_err(|_| ClockError::OutOfRange)?;
            Ok(BirthdayTask { days_before, on, at: calendar.start_of(on)? })
        };
        BIRTHDAY_TASK_DAYS.into_iter().map(task).collect()
    }
}

impl Status {
    /// Presumes a child: anyone may, on any doubt.
    pub fn presume_child(self, profile: &Profile, act: &Act) -> Result<Done, NotMoved> {
        match self.age {
            Age::Adult | Age::Disputed => {
                let mut done = self.move_age(profile, act, Age::PresumedChild)?;
                done.follow.extend([FollowUp::CallChildProtection, FollowUp::AskEmergencyGuardian]);
                Ok(done)
            }
            _ => Err(NotMoved::NotFromHere),
        }
    }

    /// Writes that the age is disputed; nothing changes for the person until it is decided.
    pub fn dispute_age(self, profile: &Profile, act: &Act) -> Result<Done, NotMoved> {
        match self.age {
            Age::Child | Age::PresumedChild => self.move_age(profile, act, Age::Disputed),
            _ => Err(NotMoved::NotFromHere),
        }
    }

    /// Writes that the person is a child.
    pub fn confirm_child(self, profile: &Profile, act: &Act) -> Result<Done, NotMoved> {
        if self.age == Age::Child {
            return Err(NotMoved::NotFromHere);
        }
        check_age_decider(profile, act)?;
        self.move_age(profile, act, Age::Child)
    }

    /// Writes that a presumed or disputed child is an adult.
    pub fn find_adult(self, profile: &Profile, act: &Act, basis: AgeBasis) -> Result<Done, NotMoved> {
        if !matches!(self.age, Age::PresumedChild | Age::Disputed) {
            return Err(NotMoved::NotFromHere);
        }
        // Where the age is disputed, the word of one side does not decide it.
        if self.age == Age::Disputed && basis == AgeBasis::OwnAccount {
            return Err(NotMoved::BasisTooWeak);
        }
        check_age_decider(profile, act)?;
        let mut done = self.move_age(profile, act, Age::Adult)?;
        done.follow.push(FollowUp::AskAgreementAgain);
        Ok(done)
    }

    /// Writes that a child turned 18: the one move that software may make.
    pub fn turn_18(self, profile: &Profile, act: &Act, born: BornOn) -> Result<Done, NotMoved> {
        if self.age == Age::Adult {
            return Err(NotMoved::NotFromHere);
        }
        let birthday = born.adult_on().ok_or(NotMoved::NotYet18)?;
        if profile.calendar().date_of(act.at) < birthday {
            return Err(NotMoved::NotYet18);
        }
        let mut done = self.move_age(profile, act, Age::Adult)?;
        done.follow.extend([
            FollowUp::AskAgreementAgain,
            FollowUp::CloseGuardiansView,
            FollowUp::ReviewPlanPlacementAndLetters,
        ]);
        Ok(done)
    }

    fn move_age(mut self, profile: &Profile, act: &Act, to: Age) -> Result<Done, NotMoved> {
        let birthday_by_software = to == Age::Adult && act.by == Author::Software;
        if birthday_by_software {
            self.check_time_and_profile(profile, act.at)?;
        } else {
            self.check(profile, act)?;
        }
        let from = Position::Age(self.age);
        self.age = to;
        self.record(profile, act, from, Position::Age(to), None);
        Ok(Done::of(self))
    }
}

fn check_age_decider(profile: &Profile, act: &Act) -> Result<(), NotMoved> {
    let Author::Person(member) = &act.by else { return Err(NotMoved::SoftwareMayNot) };
    if profile.children().age_decided_by.contains(&member.role) { Ok(()) } else { Err(NotMoved::RoleMayNot) }
}
