//! Calendar rules as data: how long something lasts, from which event, in whose calendar.
//!
//! The rules come from a profile; the instants of events come from a case. Nothing here knows what
//! a clock is for. A day counts from the day after its event, as in most laws on periods (for the
//! Union: Regulation 1182/71 Art. 3), and is over at the end of its last day in the profile's zone.

mod calendar;
mod holiday;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

use crate::coded::coded;

pub use calendar::Calendar;
pub use holiday::Holiday;
pub(crate) use holiday::weekday_named;

/// The most days a clock may step over: fifty years.
const MAX_STEP: u32 = 18_300;
/// The longest amount a rule may state.
pub const MAX_AMOUNT: u32 = 10_000;
/// The most terms a "later of" or "earlier of" may join.
pub const MAX_TERMS: usize = 8;

coded! {
    /// The unit of a period.
    pub enum Unit {
        /// Exact hours, whatever the clocks do.
        Hours = "hours",
        /// Calendar days.
        Days = "days",
        /// Days that are worked.
        WorkingDays = "working_days",
        /// Calendar months.
        Months = "months",
        /// Calendar years.
        Years = "years",
    }

    /// Where a month ends that has no such day: 31 January and one month.
    pub enum MonthEnd {
        /// On the last day of the shorter month (Regulation 1182/71 Art. 3(2)(c)).
        LastDay = "last_day",
        /// On the first day of the month after.
        NextMonth = "next_month",
    }

    /// What happens when a period ends on a day that is not worked.
    pub enum OnFreeDay {
        /// It ends there.
        Stays = "stays",
        /// It ends at the end of the next working day.
        NextWorkingDay = "next_working_day",
    }

    /// Whose protection a clock is.
    pub enum Serves {
        /// A right of the person: a crisis may lengthen it, never shorten it.
        Right = "right",
        /// A duty of a body to act in time.
        Duty = "duty",
    }

    /// What starts or ends a clock.
    pub enum Event {
        /// The first contact.
        FirstContact = "first_contact",
        /// Recognition was raised.
        Raised = "raised",
        /// The case went to the deciding body.
        Sent = "sent",
        /// The person is presumed a victim.
        Presumed = "presumed",
        /// The first decision, whatever it says.
        FirstDecision = "first_decision",
        /// The second decision, whatever it says.
        SecondDecision = "second_decision",
        /// The person is formally identified.
        Identified = "identified",
        /// A refusal was told to the person.
        RefusalTold = "refusal_told",
        /// The body asked for evidence.
        EvidenceAsked = "evidence_asked",
        /// A challenge was sent.
        ChallengeSent = "challenge_sent",
        /// A challenge was decided.
        ChallengeDecided = "challenge_decided",
        /// The person asked for something that somebody decides or answers.
        Requested = "requested",
        /// The person was disqualified.
        Disqualified = "disqualified",
        /// The person arrived where a service is given that a clock counts.
        ServiceBegan = "service_began",
        /// Support ended.
        Closed = "closed",
    }
}

/// When the events of a case happened.
pub type Events = BTreeMap<Event, Timestamp>;

/// A length in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
}

/// One end of a clock: a period after an event, or an event itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// A period after an event.
    After(Period, Event),
    /// An event itself, such as the second decision.
    On(Event),
}

/// How the ends of a clock are joined: the two rules of nrm 5 that differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Joined {
    /// One end only.
    One(Term),
    /// Whichever is later.
    LaterOf(Vec<Term>),
    /// Whichever is earlier.
    EarlierOf(Vec<Term>),
}

/// When and by how much a clock may be extended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// By how much each time.
    pub by: Period,
    /// How often at most.
    pub times: u32,
    /// The codes of the reasons that count.
    pub reasons: Vec<String>,
}

/// A calendar rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRule {
    /// The ends and how they are joined.
    pub joined: Joined,
    /// Where a missing day of the month falls.
    pub month_end: MonthEnd,
    /// What a free last day does.
    pub on_free_day: OnFreeDay,
    /// Whose protection it is.
    pub serves: Serves,
    /// Whether and how it may be extended.
    pub extension: Option<Extension>,
    /// How long before the end it is looked at again.
    pub review_before: Option<Period>,
}

coded! {
    /// How sure the end of a clock is while events are missing.
    pub enum Firmness {
        /// It will not move.
        Fixed = "fixed",
        /// An event still to come may move it later.
        AtLeast = "at_least",
        /// An event still to come may end it earlier.
        AtMost = "at_most",
    }
}

/// When a clock ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The first instant at which it is over.
    pub at: Timestamp,
    /// The last civil day that still counts, in the profile's zone.
    pub on: Date,
    /// Whether an event still to come may move it.
    pub firmness: Firmness,
    /// The civil day on which it is looked at again, before the end.
    pub review_on: Option<Date>,
}

/// Why a clock has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// The clock has not started.
    #[error("the event that starts this clock has not happened")]
    NotStarted,
    /// The date leaves the calendar.
    #[error("the date is outside the calendar")]
    OutOfRange,
    /// Nobody works in this calendar.
    #[error("the working week has no day")]
    NoWorkingDay,
    /// The rule knows no extension.
    #[error("this clock cannot be extended")]
    NotExtendable,
    /// The reason is not one the law names.
    #[error("this reason does not extend the clock")]
    ReasonNotListed,
    /// The clock was extended as often as the rule allows.
    #[error("the clock was extended as often as the rule allows")]
    ExtendedTooOften,
}

impl ClockError {
    /// The stable code of the reason, for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotStarted => "clock.not_started",
            Self::OutOfRange => "clock.out_of_range",
            Self::NoWorkingDay => "clock.no_working_day",
            Self::NotExtendable => "clock.not_extendable",
            Self::ReasonNotListed => "clock.reason_not_listed",
            Self::ExtendedTooOften => "clock.extended_too_often",
        }
    }
}

/// An end before reviews and free days are looked at.
#[derive(Clone, Copy)]
struct End {
    at: Timestamp,
    on: Date,
}

impl ClockRule {
    /// A rule with one end and nothing special.
    pub fn after(amount: u32, unit: Unit, from: Event) -> ClockRule {
        ClockRule::joined(Joined::One(Term::After(Period { amount, unit }, from)))
    }

    /// A rule with these ends and nothing special.
    pub fn joined(joined: Joined) -> ClockRule {
        ClockRule {
            joined,
            month_end: MonthEnd::LastDay,
            on_free_day: OnFreeDay::Stays,
            serves: Serves::Duty,
            extension: None,
            review_before: None,
        }
    }

    /// When the clock ends, given what has happened.
    pub fn due(&self, events: &Events, calendar: &Calendar) -> Result<Due, ClockError> {
        let (end, firmness) = match &self.joined {
            Joined::One(term) => (self.end_of(term, events, calendar)?, Firmness::Fixed),
            Joined::LaterOf(terms) => self.pick(terms, events, calendar, Firmness::AtLeast)?,
            Joined::EarlierOf(terms) => self.pick(terms, events, calendar, Firmness::AtMost)?,
        };
        self.finish(end, firmness, calendar)
    }

    /// A due date later by one extension, for a reason the rule names.
    ///
    /// `already` counts the extensions given before.
    pub fn extend(
        &self,
        due: Due,
        reason: &str,
        already: u32,
        calendar: &Calendar,
    ) -> Result<Due, ClockError> {
        let extension = self.extension.as_ref().ok_or(ClockError::NotExtendable)?;
        if !extension.reasons.iter().any(|listed| listed == reason) {
            return Err(ClockError::ReasonNotListed);
        }
        if already >= extension.times {
            return Err(ClockError::ExtendedTooOften);
        }
        let end = if extension.by.unit == Unit::Hours {
            add_hours(due.at, extension.by.amount, calendar)?
        } else {
            let on = self.add_civil(due.on, extension.by, calendar)?;
            End { at: calendar.end_of(on)?, on }
        };
        self.finish(end, due.firmness, calendar)
    }

    /// The codes of the events this rule looks at.
    pub fn events(&self) -> Vec<Event> {
        self.terms()
            .iter()
            .map(|term| match term {
                Term::After(_, event) | Term::On(event) => *event,
            })
            .collect()
    }

    /// The ends of this rule.
    pub fn terms(&self) -> &[Term] {
        match &self.joined {
            Joined::One(term) => std::slice::from_ref(term),
            Joined::LaterOf(terms) | Joined::EarlierOf(terms) => terms,
        }
    }

    fn pick(
        &self,
        terms: &[Term],
        events: &Events,
        calendar: &Calendar,
        while_waiting: Firmness,
    ) -> Result<(End, Firmness), ClockError> {
        let mut chosen: Option<End> = None;
        let mut waiting = false;
        for term in terms {
            let end = match self.end_of(term, events, calendar) {
                Ok(end) => end,
                Err(ClockError::NotStarted) => {
                    waiting = true;
                    continue;
                }
                Err(other) => return Err(other),
            };
            let better = chosen.is_none_or(|old| match while_waiting {
                Firmness::AtLeast => end.at > old.at,
                _ => end.at < old.at,
            });
            if better {
                chosen = Some(end);
            }
        }
        let end = chosen.ok_or(ClockError::NotStarted)?;
        Ok((end, if waiting { while_waiting } else { Firmness::Fixed }))
    }

    fn end_of(&self, term: &Term, events: &Events, calendar: &Calendar) -> Result<End, ClockError> {
        let happened = |event: &Event| events.get(event).copied().ok_or(ClockError::NotStarted);
        match term {
            Term::On(event) => {
                let at = happened(event)?;
                Ok(End { at, on: calendar.date_of(at) })
            }
            Term::After(Period { amount, unit: Unit::Hours }, event) => {
                add_hours(happened(event)?, *amount, calendar)
            }
            Term::After(period, event) => {
                let on = self.add_civil(calendar.date_of(happened(event)?), *period, calendar)?;
                Ok(End { at: calendar.end_of(on)?, on })
            }
        }
    }

    fn add_civil(&self, from: Date, period: Period, calendar: &Calendar) -> Result<Date, ClockError> {
        let amount = period.amount;
        let span = match period.unit {
            Unit::WorkingDays => return calendar.add_working_days(from, amount),
            // Extensions and reviews in hours are counted on instants, never here.
            Unit::Hours => return Err(ClockError::OutOfRange),
            Unit::Days => Span::new().try_days(amount),
            Unit::Months => Span::new().try_months(amount),
            Unit::Years => Span::new().try_years(amount),
        };
        let to = from
            .checked_add(span.map_err(|_| ClockError::OutOfRange)?)
            .map_err(|_| ClockError::OutOfRange)?;
        let shortened = matches!(period.unit, Unit::Months | Unit::Years) && to.day() != from.day();
        if shortened && self.month_end == MonthEnd::NextMonth {
            return to.tomorrow().map_err(|_| ClockError::OutOfRange);
        }
        Ok(to)
    }

    fn finish(&self, end: End, firmness: Firmness, calendar: &Calendar) -> Result<Due, ClockError> {
        let mut end = end;
        if self.on_free_day == OnFreeDay::NextWorkingDay && !calendar.is_working_day(end.on) {
            let on = calendar.next_working_day(end.on)?;
            end = End { at: calendar.end_of(on)?, on };
        }
        let review_on = self.review_before.map(|before| review_day(end.on, before, calendar)).transpose()?;
        Ok(Due { at: end.at, on: end.on, firmness, review_on })
    }
}

fn add_hours(from: Timestamp, hours: u32, calendar: &Calendar) -> Result<End, ClockError> {
    let span = Span::new().try_hours(hours).map_err(|_| ClockError::OutOfRange)?;
    let at = from.checked_add(span).map_err(|_| ClockError::OutOfRange)?;
    Ok(End { at, on: calendar.date_of(at) })
}

/// The day a period before the end; working days are stepped back one by one.
fn review_day(end: Date, before: Period, calendar: &Calendar) -> Result<Date, ClockError> {
    let amount = before.amount;
    let span = match before.unit {
        Unit::WorkingDays => {
            let mut here = end;
            let mut left = amount;
            for _ in 0..MAX_STEP {
                if left == 0 {
                    return Ok(here);
                }
                here = here.yesterday().map_err(|_| ClockError::OutOfRange)?;
                left -= u32::from(calendar.is_working_day(here));
            }
            return Err(ClockError::OutOfRange);
        }
        // A review some hours before the end falls on the day before.
        Unit::Hours => Span::new().try_days(amount.div_ceil(24)),
        Unit::Days => Span::new().try_days(amount),
        Unit::Months => Span::new().try_months(amount),
        Unit::Years => Span::new().try_years(amount),
    };
    end.checked_sub(span.map_err(|_| ClockError::OutOfRange)?).map_err(|_| ClockError::OutOfRange)
}
