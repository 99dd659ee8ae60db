//! Service: it begins, is interrupted, ends; and where people go afterwards.

use super::line::Of;
use super::{Engine, NO_POOL, kind, purpose};
use crate::model::{Branch, Kind, flag};
use crate::outcome::{CAUSES, Cause};

impl Engine<'_> {
    /// Calls somebody out of the line.
    pub(super) fn call(&mut self, slot: u32, pools: [u16; 3]) {
        let wait = self.step_out(slot);
        self.tokens[slot as usize].waited += wait;
        self.start(slot, pools);
    }

    /// Begins or resumes a service; the pools have a free unit each.
    #[inline]
    pub(super) fn start(&mut self, slot: u32, pools: [u16; 3]) {
        let now = self.now;
        for pool in pools.into_iter().take_while(|pool| *pool != NO_POOL) {
            let held = &mut self.held[usize::from(pool)];
            held.settle(now);
            held.in_use += 1;
        }
        let token = &self.tokens[slot as usize];
        let (station, class, level) = (usize::from(token.station), token.class, usize::from(token.level));
        let (waited, remaining) = (token.waited, token.remaining);
        let place = &self.model.stations[station];
        let first = remaining < 0.0;
        let service = if first {
            place.classes[usize::from(class)].service.draw(&mut self.draw(slot, purpose::SERVICE))
        } else {
            remaining
        };
        let token = &mut self.tokens[slot as usize];
        token.pools = pools;
        token.since = now;
        token.generation = token.generation.wrapping_add(1);
        token.remaining = service;
        let generation = token.generation;
        self.at[station].in_service += 1;
        self.tally(station, class).in_service += 1;
        if first {
            self.at[station].today.started += 1;
            self.tally(station, class).started += 1;
        }
        if place.preemptive {
            let line = self.at[station].base + level * place.variants;
            self.prepend(Of::Serving, line, slot);
        } else {
            let tally = self.tally(station, class);
            tally.wait_served += waited;
            tally.waits.add(waited);
            self.count_wait(slot, station, waited);
        }
        self.note(now + service, kind::SERVED, slot, generation);
    }

    /// Counts a wait against the standard of the station and towards the hours of children.
    #[inline]
    pub(super) fn count_wait(&mut self, slot: u32, station: usize, wait: f64) {
        let at = &mut self.at[station];
        at.today.ended += 1;
        at.today.over += u32::from(wait > at.within);
        if self.model.stations[station].kind == Kind::Guardian {
            let child = self.tokens[slot as usize].flags & flag::CHILD != 0;
            if child || !self.model.people.described {
                self.child_hours += wait;
                self.children += 1;
            }
        }
    }

    /// A higher rank interrupts the lowest rank that is served, the latest begun first.
    pub(super) fn interrupt_for(&mut self, slot: u32, station: usize) {
        let level = usize::from(self.tokens[slot as usize].level);
        let place = &self.model.stations[station];
        let base = self.at[station].base;
        let lowest = (level + 1..place.levels)
            .rev()
            .map(|lower| self.serving[base + lower * place.variants].head)
            .find(|head| *head != super::NONE);
        let Some(other) = lowest else { return };
        // Whoever interrupts is served at once and has not waited.
        let mine = self.tokens[slot as usize].class;
        self.tally(station, mine).waited -= 1;
        self.release(other);
        let now = self.now;
        let token = &mut self.tokens[other as usize];
        token.generation = token.generation.wrapping_add(1);
        token.remaining = (token.remaining - (now - token.since)).max(0.0);
        token.since = now;
        let class = token.class;
        let index = usize::from(token.level) * place.variants;
        self.prepend(Of::Waiting, base + index, other);
        let at = &mut self.at[station];
        at.lines |= 1 << index;
        at.waiting += 1;
        let tally = self.tally(station, class);
        tally.settle(now);
        tally.queue += 1;
        if let Some(pool) = self.at[station].single {
            self.dispatch(pool);
        }
    }

    /// Gives back what a service held.
    #[inline]
    fn release(&mut self, slot: u32) -> [u16; 3] {
        let now = self.now;
        let token = &mut self.tokens[slot as usize];
        let pools = std::mem::replace(&mut token.pools, [NO_POOL; 3]);
        let (station, class, level) = (usize::from(token.station), token.class, usize::from(token.level));
        for pool in pools.into_iter().take_while(|pool| *pool != NO_POOL) {
            let held = &mut self.held[usize::from(pool)];
            held.settle(now);
            held.in_use -= 1;
        }
        self.at[station].in_service -= 1;
        self.tally(station, class).in_service -= 1;
        if self.model.stations[station].preemptive {
            let line = self.at[station].base + level * self.model.stations[station].variants;
            self.unlink(Of::Serving, line, slot);
        }
        pools
    }

    /// A service ends.
    #[inline]
    pub(super) fn finish(&mut self, slot: u32) {
        let pools = self.release(slot);
        self.events += 1;
        let token = &mut self.tokens[slot as usize];
        token.generation = token.generation.wrapping_add(1);
        token.remaining = -1.0;
        let waited = std::mem::take(&mut token.waited);
        let (station, class) = (usize::from(token.station), token.class);
        let place = &self.model.stations[station];
        let tally = self.tally(station, class);
        tally.completed += 1;
        if place.preemptive {
            tally.wait_served += waited;
            tally.waits.add(waited);
            self.count_wait(slot, station, waited);
        }
        for pool in pools.into_iter().take_while(|pool| *pool != NO_POOL) {
            self.dispatch(usize::from(pool));
        }
        if place.screen.is_some() {
            self.judge(slot, station);
        }
        for (number, errand) in place.also.iter().enumerate() {
            self.begin_errand(slot, number, errand);
        }
        self.take_branch(slot, &place.classes[usize::from(class)].next);
    }

    /// The answer of a screen, which errs.
    fn judge(&mut self, slot: u32, station: usize) {
        let Some(screen) = &self.model.stations[station].screen else { return };
        let draw = self.draw(slot, purpose::SCREEN).unit();
        let group = self.group_of(slot);
        let flags = self.tokens[slot as usize].flags;
        let is_victim = flags & flag::VICTIM != 0;
        let sensitivity = if screen.loss > 0.0 {
            let on_duty = self.on_duty_at(station).max(1);
            let load = f64::from(self.at[station].waiting) / f64::from(on_duty);
            (screen.sensitivity - screen.loss * load).max(screen.floor.min(screen.sensitivity))
        } else {
            screen.sensitivity
        };
        let positive = if is_victim { draw < sensitivity } else { draw >= screen.specificity };
        let first = flags & flag::SCREENED == 0;
        self.groups[group].screened += u64::from(first);
        let token = &mut self.tokens[slot as usize];
        token.flags |= flag::SCREENED;
        if !positive {
            token.flags &= !flag::FLAGGED;
            token.cause = Cause::JudgedWrong as u8;
            return;
        }
        token.flags |= flag::FLAGGED;
        if !screen.identifies || flags & flag::IDENTIFIED != 0 {
            return;
        }
        token.flags |= flag::IDENTIFIED;
        let site = usize::from(token.site);
        if !is_victim {
            self.groups[group].false_alarms += 1;
            return;
        }
        self.groups[group].identified += 1;
        if let Some(today) = self.today() {
            self.identified[today * self.model.sites.len() + site] += 1;
        }
    }

    /// Begins an errand of its own, such as the wait for a bed, beside the person's way.
    fn begin_errand(&mut self, slot: u32, number: usize, errand: &Branch) {
        let Some(stage) = errand.to else { return };
        let token = &self.tokens[slot as usize];
        if !errand.when.holds(token.flags) {
            return;
        }
        let mut stream = self.draw(slot, purpose::ERRAND + number as u64);
        if stream.unit() >= errand.share {
            return;
        }
        let delay = errand.delay.as_ref().map(|delay| delay.draw(&mut stream));
        let of = self.tokens[slot as usize].clone();
        let Some(new) = self.new_token(of.key) else { return };
        let token = &mut self.tokens[new as usize];
        token.flags = of.flags | flag::ERRAND;
        (token.site, token.class, token.language) = (of.site, of.class, of.language);
        #[expect(clippy::cast_possible_truncation, reason = "errands are few")]
        let round = of.round.wrapping_mul(16).wrapping_add(number as u32 + 1);
        token.round = round;
        self.travel_to(new, stage, delay);
    }

    /// Takes the way out that fits, or leaves.
    pub(super) fn take_branch(&mut self, slot: u32, branches: &[Branch]) {
        if branches.is_empty() {
            self.exit(slot);
            return;
        }
        let flags = self.tokens[slot as usize].flags;
        let mut stream = self.draw(slot, purpose::ROUTE);
        let chosen = stream.unit();
        let mut until = 0.0;
        for branch in branches.iter().filter(|branch| branch.when.holds(flags)) {
            until += branch.share;
            if chosen < until {
                let delay = branch.delay.as_ref().map(|delay| delay.draw(&mut stream));
                match branch.to {
                    Some(stage) => self.travel_to(slot, stage, delay),
                    None => self.exit(slot),
                }
                return;
            }
        }
        self.exit(slot);
    }

    /// Goes to a stage, at once or after a delay.
    fn travel_to(&mut self, slot: u32, stage: usize, delay: Option<f64>) {
        let Some(delay) = delay else {
            self.go_to(slot, stage);
            return;
        };
        let site = usize::from(self.tokens[slot as usize].site);
        let Some(station) = self.model.by_site[stage][site] else {
            self.exit(slot);
            return;
        };
        let token = &mut self.tokens[slot as usize];
        #[expect(clippy::cast_possible_truncation, reason = "fewer than 65,535 stations")]
        let number = station as u16;
        token.station = number;
        let generation = token.generation;
        self.note(self.now + delay, kind::TRAVELLED, slot, generation);
    }

    /// Leaves the system. A victim nobody identified is missed, or met again later.
    pub(super) fn exit(&mut self, slot: u32) {
        let flags = self.tokens[slot as usize].flags;
        let is_missed = flags & flag::VICTIM != 0 && flags & (flag::IDENTIFIED | flag::ERRAND) == 0;
        if is_missed && !self.is_met_again(slot) {
            let group = self.group_of(slot);
            let token = &self.tokens[slot as usize];
            let (cause, site) = (usize::from(token.cause), usize::from(token.site));
            debug_assert!(cause < CAUSES.len());
            self.groups[group].missed[cause] += 1;
            if let Some(today) = self.today() {
                self.missed[today * self.model.sites.len() + site] += 1;
            }
        } else if is_missed {
            return;
        }
        let token = &mut self.tokens[slot as usize];
        token.generation = token.generation.wrapping_add(1);
        token.next = self.free;
        self.free = slot;
    }

    fn is_met_again(&mut self, slot: u32) -> bool {
        let Some(again) = &self.model.met_again else { return false };
        if self.tokens[slot as usize].flags & flag::MET_AGAIN != 0 {
            return false;
        }
        let mut stream = crate::random::Stream::of(self.tokens[slot as usize].key, purpose::PERSON + 2);
        if stream.unit() >= again.share {
            return false;
        }
        let delay = again.delay.draw(&mut stream);
        let token = &mut self.tokens[slot as usize];
        token.flags |= flag::MET_AGAIN;
        token.visited = 0;
        token.round = token.round.wrapping_add(1);
        self.travel_to(slot, again.stage, Some(delay));
        true
    }
}
