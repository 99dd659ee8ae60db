//! One replication: persons move through stations, the calendar says what comes next.
//!
//! Everything lives in arrays that are reused; nothing is allocated for an event. The model's numbers were
//! checked when it was made, which is why this module may index: every number of a `Model` points into the
//! model's own arrays, and every slot in a line or an event is a slot that was handed out.

mod arrive;
mod line;
mod seize;
mod serve;
mod settle;
mod team;

use std::sync::atomic::{AtomicBool, Ordering};

use crate::calendar::Calendar;
use crate::flow::Position;
use crate::model::{Demand, Model, UNLIMITED};
use crate::outcome::{Cause, Day, Group, Outcome, Tally, Use};
use crate::random;

use line::Line;

/// Why a replication gave no outcome.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Stopped {
    /// Somebody asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// More persons are inside than the run may hold.
    #[error("more than {limit} persons wait at once at time {now:.1}; the memory for this run is bounded")]
    TooMany {
        /// The most persons at once.
        limit: usize,
        /// When it happened.
        now: f64,
    },
    /// Counts that must agree do not: a fault of the program, not of the scenario.
    #[error("the books do not balance at {place}: {what}")]
    Broken {
        /// Where.
        place: String,
        /// What does not agree.
        what: String,
    },
}

/// The most persons inside at once: about 800 MB.
pub const MOST_INSIDE: usize = 8_000_000;
/// How many events pass between two looks at the wish to stop.
const EVENTS_BETWEEN_LOOKS: u64 = 1 << 16;

/// No slot.
const NONE: u32 = u32::MAX;
/// No pool.
const NO_POOL: u16 = u16::MAX;

/// Kinds of events, in the order in which equal times are handled.
///
/// The end of a day is counted before services that end with it; services end before people arrive, so that
/// somebody who comes at that instant finds the place; patience ends last.
mod kind {
    pub const WARM_UP: u64 = 0;
    pub const DAY: u64 = 1;
    pub const SERVED: u64 = 2;
    pub const DUTY: u64 = 3;
    pub const TEAM: u64 = 4;
    pub const TRAVELLED: u64 = 5;
    pub const ARRIVAL: u64 = 6;
    pub const PATIENCE: u64 = 7;
    pub const REVIEW: u64 = 8;
}

/// The purposes for which a person's numbers are drawn.
mod purpose {
    pub const SERVICE: u64 = 0;
    pub const PATIENCE: u64 = 1;
    pub const ROUTE: u64 = 2;
    pub const SCREEN: u64 = 3;
    pub const SELECT: u64 = 4;
    pub const TRAVEL: u64 = 5;
    /// Errands follow, one number each.
    pub const ERRAND: u64 = 8;
    /// Who the person is.
    pub const PERSON: u64 = 0xFFFF << 5;
}

/// A person, or a second errand of one, inside the system: 80 bytes.
#[derive(Debug, Clone)]
struct Token {
    key: u64,
    /// When the wait or the service began.
    since: f64,
    /// Service still owed after an interruption; negative when none was begun.
    remaining: f64,
    /// Waits before an interruption.
    waited: f64,
    /// Stages visited in this round.
    visited: u64,
    next: u32,
    previous: u32,
    generation: u32,
    station: u16,
    pools: [u16; 3],
    flags: u16,
    site: u16,
    class: u8,
    level: u8,
    variant: u8,
    language: u8,
    round: u32,
    cause: u8,
}

/// A station while it runs.
#[derive(Debug, Clone, Default)]
struct At {
    waiting: u32,
    in_service: u32,
    /// Which lines are not empty.
    lines: u64,
    /// Where its lines begin.
    base: usize,
    /// The longest wait its standard allows.
    within: f64,
    /// The one pool, when one unit of one pool is all that a service needs.
    single: Option<usize>,
    /// Every pool that can meet its first need.
    first: Vec<usize>,
    today: Day,
}

/// A pool while it runs.
#[derive(Debug, Clone, Default)]
struct Held {
    in_use: u32,
    duty: u32,
    changed: f64,
    busy: f64,
    on_duty: f64,
    next_duty: usize,
}

impl Held {
    #[inline]
    fn settle(&mut self, now: f64) {
        let passed = now - self.changed;
        self.busy += f64::from(self.in_use) * passed;
        self.on_duty += f64::from(self.duty) * passed;
        self.changed = now;
    }

    #[inline]
    fn free(&self) -> u32 {
        self.duty.saturating_sub(self.in_use)
    }
}

/// A team while it runs.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: usize,
    travelling: bool,
}

/// One replication under way.
struct Engine<'m> {
    model: &'m Model,
    now: f64,
    calendar: Calendar,
    tokens: Vec<Token>,
    free: u32,
    most_inside: usize,
    lines: Vec<Line>,
    serving: Vec<Line>,
    at: Vec<At>,
    held: Vec<Held>,
    places: Vec<Place>,
    positions: Vec<Position>,
    tallies: Vec<Tally>,
    base: Vec<Tally>,
    base_use: Vec<Use>,
    days: Vec<Day>,
    groups: Vec<Group>,
    identified: Vec<u32>,
    missed: Vec<u32>,
    child_hours: f64,
    children: u64,
    events: u64,
    persons: u64,
    failure: Option<Stopped>,
}

/// Runs one replication.
///
/// The outcome depends on the model, the seed and the replication alone.
pub fn replicate(
    model: &Model,
    seed: u64,
    replication: u64,
    cancel: &AtomicBool,
    most_inside: usize,
) -> Result<Outcome, Stopped> {
    let mut engine = Engine::new(model, random::key(seed, replication), most_inside);
    engine.begin();
    let mut until_look = EVENTS_BETWEEN_LOOKS;
    while let Some((time, event)) = engine.calendar.pop() {
        engine.now = time;
        engine.handle(event);
        until_look -= 1;
        if until_look == 0 {
            until_look = EVENTS_BETWEEN_LOOKS;
            if cancel.load(Ordering::Relaxed) {
                return Err(Stopped::Cancelled);
            }
        }
        if let Some(failure) = engine.failure.take() {
            return Err(failure);
        }
    }
    engine.close()
}

impl<'m> Engine<'m> {
    fn new(model: &'m Model, key: u64, most_inside: usize) -> Self {
        let classes = model.classes.len();
        let mut base = 0;
        let at = model.stations.iter().map(|station| {
            let begin = base;
            base += station.levels * station.variants;
            let standard = model.standards.iter().filter(|standard| standard.stage == station.stage);
            let within = standard.filter_map(|standard| standard.within).fold(f64::INFINITY, f64::min);
            let single = match station.demands.as_slice() {
                [only] => match only.pools.as_slice() {
                    [pools] if pools.len() == 1 => pools.first().copied(),
                    _ => None,
                },
                _ => None,
            };
            let first = station.demands.first().map_or_else(Vec::new, Demand::all_pools);
            At { base: begin, within, single, first, ..At::default() }
        });
        let at: Vec<At> = at.collect();
        let days = model.days();
        let sites = model.sites.len();
        let people = sites * model.languages.len().max(1) * 4;
        Self {
            model,
            now: 0.0,
            calendar: Calendar::new(model.horizon, model.expected_arrivals()),
            tokens: Vec::new(),
            free: NONE,
            most_inside,
            lines: vec![Line::EMPTY; base],
            serving: vec![Line::EMPTY; base],
            at,
            held: vec![Held::default(); model.pools.len()],
            places: vec![Place { at: 0, travelling: false }; model.teams.len()],
            positions: model
                .sources
                .iter()
                .map(|source| Position::new(random::key(key, source.number)))
                .collect(),
            tallies: vec![Tally::default(); model.stations.len() * classes],
            base: Vec::new(),
            base_use: Vec::new(),
            days: Vec::with_capacity(days * model.stations.len()),
            groups: vec![Group::default(); people],
            identified: vec![0; days * sites],
            missed: vec![0; days * sites],
            child_hours: 0.0,
            children: 0,
            events: 0,
            persons: 0,
            failure: None,
        }
    }

    fn begin(&mut self) {
        for pool in 0..self.held.len() {
            self.change_duty(pool);
        }
        for team in 0..self.places.len() {
            self.begin_team(team);
        }
        for source in 0..self.positions.len() {
            self.expect_next(source);
        }
        if self.model.warm_up > 0.0 {
            self.note(self.model.warm_up, kind::WARM_UP, 0, 0);
        }
        if let Some(day) = self.model.day {
            self.note(day.min(self.model.horizon), kind::DAY, 0, 0);
        }
    }

    #[inline]
    fn note(&mut self, time: f64, kind: u64, slot: u32, generation: u32) {
        let event = (kind << 60) | (u64::from(slot) << 28) | u64::from(generation & 0x0FFF_FFFF);
        self.calendar.push(time, event);
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "fields of an event are taken apart")]
    fn handle(&mut self, event: u64) {
        let slot = (event >> 28) as u32;
        let generation = (event as u32) & 0x0FFF_FFFF;
        match event >> 60 {
            kind::SERVED => {
                if self.is_current(slot, generation) {
                    self.finish(slot);
                }
            }
            kind::ARRIVAL => self.admit(slot as usize),
            kind::PATIENCE => {
                if self.is_current(slot, generation) {
                    self.lose_patience(slot);
                }
            }
            kind::TRAVELLED => {
                if self.is_current(slot, generation) {
                    self.come_to(slot);
                }
            }
            kind::DUTY => self.change_duty(slot as usize),
            kind::TEAM => self.team_arrives(slot as usize),
            kind::REVIEW => self.review(slot as usize),
            kind::DAY => self.end_day(),
            _ => self.end_warm_up(),
        }
    }

    /// Whether an event still means the person in this slot, in the same wait or service.
    #[inline]
    fn is_current(&self, slot: u32, generation: u32) -> bool {
        // A slot in an event was handed out, and slots are never taken back.
        self.tokens[slot as usize].generation & 0x0FFF_FFFF == generation
    }

    /// The number on duty changes, and later changes are noted.
    fn change_duty(&mut self, pool: usize) {
        let plan = &self.model.pools[pool].duty;
        let held = &mut self.held[pool];
        held.settle(self.now);
        let before = plan.get(held.next_duty.wrapping_sub(1)).map_or(0, |(_, duty)| *duty);
        let Some((_, planned)) = plan.get(held.next_duty) else { return };
        // Teams that are here stay beside the plan.
        held.duty = if *planned == UNLIMITED { UNLIMITED } else { held.duty - before + planned };
        held.next_duty += 1;
        if let Some((time, _)) = plan.get(held.next_duty) {
            #[expect(clippy::cast_possible_truncation, reason = "fewer than 65,535 pools")]
            self.note(*time, kind::DUTY, pool as u32, 0);
        }
        self.dispatch(pool);
    }

    #[inline]
    fn tally(&mut self, station: usize, class: u8) -> &mut Tally {
        &mut self.tallies[station * self.model.classes.len() + usize::from(class)]
    }

    fn today(&self) -> Option<usize> {
        let day = self.model.day?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "days are few")]
        let today = (self.now / day) as usize;
        (today < self.model.days()).then_some(today)
    }

    fn miss(&mut self, slot: u32, cause: Cause) {
        self.tokens[slot as usize].cause = cause as u8;
    }
}
