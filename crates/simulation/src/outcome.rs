//! What one replication counted.

use crate::histogram::Histogram;

/// Why a victim was missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Cause {
    /// Never screened.
    NotMet = 0,
    /// Left while waiting.
    LeftQueue = 1,
    /// Screened and judged wrong.
    JudgedWrong = 2,
    /// Left while an interviewer was free and an interpreter was not.
    NoInterpreter = 3,
}

/// The words for the causes, in their order.
pub const CAUSES: [&str; 4] = ["not_met", "left_queue", "judged_wrong", "no_interpreter"];

/// Counts and times of one class at one station.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    /// Came to the station.
    pub arrived: u64,
    /// Were not selected and passed by; not among the arrived.
    pub passed: u64,
    /// Found no place.
    pub blocked: u64,
    /// Were sent on to a sister site.
    pub sent_on: u64,
    /// Were not served at once.
    pub waited: u64,
    /// Began service.
    pub started: u64,
    /// Ended service.
    pub completed: u64,
    /// Left while waiting.
    pub left: u64,
    /// Wait here now.
    pub queue: u32,
    /// Are served now.
    pub in_service: u32,
    /// When the queue last changed.
    pub changed: f64,
    /// Area under the curve of the queue's length.
    pub area: f64,
    /// Sum of waits that ended in service.
    pub wait_served: f64,
    /// Sum of waits that ended by leaving.
    pub wait_left: f64,
    /// Waits that have ended by an interruption of service, summed until they are told.
    pub wait_all: f64,
    /// Waits of those who were served.
    pub waits: Histogram,
}

impl Tally {
    /// Brings the area up to an instant.
    #[inline]
    pub fn settle(&mut self, now: f64) {
        self.area += f64::from(self.queue) * (now - self.changed);
        self.changed = now;
    }

    /// What was counted since an earlier state of the same tally. Percentiles were begun anew then.
    #[must_use]
    pub fn since(&self, before: &Tally) -> Tally {
        Tally {
            arrived: self.arrived - before.arrived,
            passed: self.passed - before.passed,
            blocked: self.blocked - before.blocked,
            sent_on: self.sent_on - before.sent_on,
            waited: self.waited - before.waited,
            started: self.started - before.started,
            completed: self.completed - before.completed,
            left: self.left - before.left,
            area: self.area - before.area,
            wait_served: self.wait_served - before.wait_served,
            wait_left: self.wait_left - before.wait_left,
            wait_all: self.wait_all - before.wait_all,
            ..self.clone()
        }
    }

    /// Adds another class of the same station.
    pub fn merge(&mut self, other: &Tally) {
        self.arrived += other.arrived;
        self.passed += other.passed;
        self.blocked += other.blocked;
        self.sent_on += other.sent_on;
        self.waited += other.waited;
        self.started += other.started;
        self.completed += other.completed;
        self.left += other.left;
        self.queue += other.queue;
        self.in_service += other.in_service;
        self.area += other.area;
        self.wait_served += other.wait_served;
        self.wait_left += other.wait_left;
        self.wait_all += other.wait_all;
        self.waits.merge(&other.waits);
    }
}

/// One station on one day.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Day {
    /// Came.
    pub arrived: u32,
    /// Began service.
    pub started: u32,
    /// Left while waiting.
    pub left: u32,
    /// Found no place.
    pub blocked: u32,
    /// Waits that ended.
    pub ended: u32,
    /// Of these, waits longer than the standard.
    pub over: u32,
    /// Waiting when the day ended.
    pub queue: u32,
    /// In service (in a bed, with a guardian) when the day ended.
    pub in_service: u32,
    /// Places on duty when the day ended.
    pub on_duty: u32,
    /// The longest wait of those waiting when the day ended.
    pub oldest: f64,
}

/// People of one site, language, age and sex.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Group {
    /// Arrived.
    pub arrived: u64,
    /// Victims among them: known in the simulation, never in life.
    pub victims: u64,
    /// Screened at least once.
    pub screened: u64,
    /// Victims identified.
    pub identified: u64,
    /// Others taken for victims.
    pub false_alarms: u64,
    /// Victims missed, by cause.
    pub missed: [u64; 4],
    /// Waits that have ended, summed over all stations.
    pub waited: f64,
}

/// Use of one pool.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Use {
    /// Units in use, integrated over time.
    pub busy: f64,
    /// Units on duty, integrated over time.
    pub on_duty: f64,
}

/// What one replication counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// By station and class: `tallies[station * classes + class]`, after the warm-up.
    pub tallies: Vec<Tally>,
    /// By day and station: `days[day * stations + station]`.
    pub days: Vec<Day>,
    /// By site, language, age (adult, child), sex (male, female).
    pub groups: Vec<Group>,
    /// Identified by day and site: `identified[day * sites + site]`.
    pub identified: Vec<u32>,
    /// Missed by day and site.
    pub missed: Vec<u32>,
    /// By pool, after the warm-up.
    pub pools: Vec<Use>,
    /// Hours (units of time) children waited for a guardian.
    pub child_hours: f64,
    /// Children who asked for a guardian.
    pub children: u64,
    /// Events: arrivals at stations and ends of service.
    pub events: u64,
    /// Persons who arrived.
    pub persons: u64,
    /// The largest relative difference between area and waits.
    pub identity_error: f64,
}
