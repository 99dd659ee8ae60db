//! Ends of days, of the warm-up and of the run, and the books that must balance.

use super::{Engine, NONE, Stopped, kind};
use crate::model::{Kind, flag};
use crate::outcome::{Day, Outcome, Use};

/// How far the area under a queue may be from the sum of its waits, relative to it.
const IDENTITY: f64 = 1e-9;

impl Engine<'_> {
    /// How many units of the first need are on duty at a station.
    pub(super) fn on_duty_at(&self, station: usize) -> u32 {
        self.at[station].first.iter().fold(0, |sum, pool| sum.saturating_add(self.held[*pool].duty))
    }

    /// Writes down the day that ends.
    pub(super) fn end_day(&mut self) {
        for station in 0..self.at.len() {
            let on_duty = self.on_duty_at(station);
            let oldest = self.oldest_wait(station);
            let at = &mut self.at[station];
            let (queue, in_service) = (at.waiting, at.in_service);
            self.days.push(Day { queue, in_service, on_duty, oldest, ..std::mem::take(&mut at.today) });
        }
        if let Err(broken) = self.check_counts() {
            self.failure = Some(broken);
        }
        let Some(day) = self.model.day else { return };
        #[expect(clippy::cast_precision_loss, reason = "days are few")]
        let ended = (self.days.len() / self.at.len().max(1)) as f64;
        let next = (day * (ended + 1.0)).min(self.model.horizon);
        if next > self.now {
            self.note(next, kind::DAY, 0, 0);
        }
    }

    fn oldest_wait(&self, station: usize) -> f64 {
        let at = &self.at[station];
        let place = &self.model.stations[station];
        let lines = self.lines.iter().skip(at.base).take(place.levels * place.variants);
        let heads = lines.filter(|line| line.head != NONE).map(|line| &self.tokens[line.head as usize]);
        heads.map(|token| self.now - token.since).fold(0.0, f64::max)
    }

    /// From here on averages count.
    pub(super) fn end_warm_up(&mut self) {
        for tally in &mut self.tallies {
            tally.settle(self.now);
            tally.waits = crate::histogram::Histogram::default();
        }
        self.base = self.tallies.clone();
        for held in &mut self.held {
            held.settle(self.now);
        }
        self.base_use = self.uses();
    }

    fn uses(&self) -> Vec<Use> {
        self.held.iter().map(|held| Use { busy: held.busy, on_duty: held.on_duty }).collect()
    }

    /// Everybody who came is accounted for, each class at each station, and nobody is served beyond duty.
    fn check_counts(&self) -> Result<(), Stopped> {
        let classes = self.model.classes.len();
        for (number, tally) in self.tallies.iter().enumerate() {
            let gone = tally.blocked + tally.sent_on + tally.left + tally.completed;
            let inside = u64::from(tally.queue) + u64::from(tally.in_service);
            if tally.arrived != gone + inside {
                let what = format!("{} arrived, {gone} are gone, {inside} inside", tally.arrived);
                let place = self.model.stations[number / classes].name.clone();
                return Err(Stopped::Broken { place, what });
            }
        }
        Ok(())
    }

    /// Ends the run: settles all books, checks that they balance, and gives the outcome.
    pub(super) fn close(mut self) -> Result<Outcome, Stopped> {
        self.now = self.model.horizon;
        if self.model.day.is_some() && self.days.len() < self.model.days() * self.at.len() {
            self.end_day();
        }
        self.check_counts()?;
        for tally in &mut self.tallies {
            tally.settle(self.now);
        }
        for held in &mut self.held {
            held.settle(self.now);
        }
        let identity_error = self.check_areas()?;
        if !self.base.is_empty() {
            for (tally, before) in self.tallies.iter_mut().zip(&self.base) {
                *tally = tally.since(before);
            }
        }
        let mut pools = self.uses();
        for (pool, before) in pools.iter_mut().zip(&self.base_use) {
            pool.busy -= before.busy;
            pool.on_duty -= before.on_duty;
        }
        Ok(Outcome {
            tallies: self.tallies,
            days: self.days,
            groups: self.groups,
            identified: self.identified,
            missed: self.missed,
            pools,
            child_hours: self.child_hours,
            children: self.children,
            events: self.events,
            persons: self.persons,
            identity_error,
        })
    }

    /// The area under each queue is the sum of the waits, those not yet ended included.
    ///
    /// Waits of children who still have no guardian are added to their hours here.
    fn check_areas(&mut self) -> Result<f64, Stopped> {
        let classes = self.model.classes.len();
        let mut waits: Vec<f64> = self.tallies.iter().map(|tally| tally.wait_all).collect();
        for (station, (at, place)) in self.at.iter().zip(&self.model.stations).enumerate() {
            for line in self.lines.iter().skip(at.base).take(place.levels * place.variants) {
                let mut slot = line.head;
                while let Some(token) = self.tokens.get(slot as usize) {
                    let wait = self.now - token.since;
                    waits[station * classes + usize::from(token.class)] += wait;
                    let child = token.flags & flag::CHILD != 0 || !self.model.people.described;
                    if place.kind == Kind::Guardian && child {
                        self.child_hours += wait;
                        self.children += 1;
                    }
                    slot = token.next;
                }
            }
        }
        let mut worst = 0.0_f64;
        for (number, (tally, waits)) in self.tallies.iter().zip(waits).enumerate() {
            let error = (tally.area - waits).abs() / waits.max(1.0);
            worst = worst.max(error);
            if error > IDENTITY {
                let what = format!("area {} and waits {waits}", tally.area);
                let place = self.model.stations[number / classes].name.clone();
                return Err(Stopped::Broken { place, what });
            }
        }
        Ok(worst)
    }
}
