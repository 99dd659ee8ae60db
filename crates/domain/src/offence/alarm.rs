//! Moments of criminal and removal proceedings, and the alarms before them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::coded::coded;
use crate::need::days_between;

coded! {
    /// A moment at which the question of trafficking must have been asked.
    pub enum Moment {
        /// Arrest.
        Arrest = "arrest",
        /// First interview.
        FirstInterview = "first_interview",
        /// Charge.
        Charge = "charge",
        /// Plea.
        Plea = "plea",
        /// Trial.
        Trial = "trial",
        /// Sentence.
        Sentence = "sentence",
        /// Fine due.
        FineDue = "fine_due",
        /// Review of detention.
        DetentionReview = "detention_review",
        /// Removal.
        Removal = "removal",
    }
}

/// Whether there is a decision on identification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identification {
    /// It has been decided.
    Decided,
    /// It has not, and the authority may go on without it.
    Missing,
}

/// A moment that comes near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alarm {
    /// Which.
    pub moment: Moment,
    /// When.
    pub on: Date,
    /// Whether there is still no decision on identification.
    pub identification: Identification,
}

/// The moments within so many days from today, nearest first. Today counts; what has passed does not.
pub(super) fn near(
    dates: &BTreeMap<Moment, Date>,
    identification: Identification,
    days_before: i32,
    today: Date,
) -> Vec<Alarm> {
    let mut alarms: Vec<Alarm> = dates
        .iter()
        .filter(|(_, on)| (0..=days_before).contains(&days_between(today, **on)))
        .map(|(moment, on)| Alarm { moment: *moment, on: *on, identification })
        .collect();
    alarms.sort_by_key(|alarm| (alarm.on, alarm.moment));
    alarms
}
