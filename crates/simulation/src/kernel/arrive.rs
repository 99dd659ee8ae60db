//! Coming: a person enters the system, comes to a station, is served or waits.

use super::line::Of;
use super::{Engine, NO_POOL, NONE, Stopped, Token, kind, purpose};
use crate::model::flag;
use crate::outcome::Cause;
use crate::random::Stream;

impl Engine<'_> {
    /// Notes when the next person of a source arrives.
    #[inline]
    pub(super) fn expect_next(&mut self, source: usize) {
        let next = self.positions[source].next(&self.model.sources[source].pattern);
        if let Some(time) = next {
            #[expect(clippy::cast_possible_truncation, reason = "sources are few")]
            self.note(time, kind::ARRIVAL, source as u32, 0);
        }
    }

    /// A person arrives.
    pub(super) fn admit(&mut self, number: usize) {
        let source = &self.model.sources[number];
        let key = self.positions[number].person();
        self.persons += 1;
        let Some(slot) = self.new_token(key) else { return };
        let (site, class) = (source.site, source.class);
        let (flags, language) = if self.model.people.described { self.who(key) } else { (0, 0) };
        let class = class.unwrap_or_else(|| self.class_of(key, flags));
        let token = &mut self.tokens[slot as usize];
        token.flags = flags;
        #[expect(clippy::cast_possible_truncation, reason = "sites, classes and languages are few")]
        {
            token.site = site as u16;
            token.class = class as u8;
            token.language = language as u8;
        }
        let group = self.group_of(slot);
        self.groups[group].arrived += 1;
        self.groups[group].victims += u64::from(flags & flag::VICTIM != 0);
        self.go_to(slot, self.model.entry);
        self.expect_next(number);
    }

    /// Draws who a person is.
    fn who(&self, key: u64) -> (u16, usize) {
        let people = &self.model.people;
        let mut draw = Stream::of(key, purpose::PERSON);
        // Always the same number of draws in the same order, so that a change of one share changes nothing else.
        let [child, alone, female, victim, risk, language] = std::array::from_fn(|_| draw.unit());
        let mut flags = 0;
        if child < people.children {
            flags |= flag::CHILD;
            if alone < people.unaccompanied {
                flags |= flag::UNACCOMPANIED;
            }
        }
        if female < people.female {
            flags |= flag::FEMALE;
        }
        let is_victim = victim < people.victims;
        if is_victim {
            flags |= flag::VICTIM;
        }
        if risk < if is_victim { people.risk.0 } else { people.risk.1 } {
            flags |= flag::HIGH_RISK;
        }
        (flags, people.languages.iter().position(|until| language < *until).unwrap_or(0))
    }

    #[inline]
    fn class_of(&self, key: u64, flags: u16) -> usize {
        let classes = &self.model.classes;
        if classes.len() == 1 {
            return 0;
        }
        let by_mark = classes.iter().position(|class| class.when.is_some_and(|when| when.holds(flags)));
        by_mark.unwrap_or_else(|| {
            let share = Stream::of(key, purpose::PERSON + 1).unit();
            classes
                .iter()
                .position(|class| class.when.is_none() && share < class.until)
                .unwrap_or(classes.len() - 1)
        })
    }

    /// The group of a person: site, language, age, sex.
    #[inline]
    pub(super) fn group_of(&self, slot: u32) -> usize {
        let token = &self.tokens[slot as usize];
        let languages = self.model.languages.len().max(1);
        let place = usize::from(token.site) * languages + usize::from(token.language);
        let child = usize::from(token.flags & flag::CHILD != 0);
        let female = usize::from(token.flags & flag::FEMALE != 0);
        (place * 2 + child) * 2 + female
    }

    /// A fresh slot; `None`, and the run stops, when too many are inside.
    #[inline]
    pub(super) fn new_token(&mut self, key: u64) -> Option<u32> {
        let slot = self.free;
        if let Some(token) = self.tokens.get_mut(slot as usize) {
            self.free = token.next;
            let generation = token.generation;
            *token = Token { key, generation, ..Token::FRESH };
            return Some(slot);
        }
        if self.tokens.len() >= self.most_inside {
            self.failure = Some(Stopped::TooMany { limit: self.most_inside, now: self.now });
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "at most MOST_INSIDE")]
        let slot = self.tokens.len() as u32;
        self.tokens.push(Token { key, ..Token::FRESH });
        Some(slot)
    }

    /// Sends a person to a stage, at its own site where the stage is there.
    pub(super) fn go_to(&mut self, slot: u32, stage: usize) {
        let site = usize::from(self.tokens[slot as usize].site);
        let Some(station) = self.model.by_site[stage][site] else {
            self.exit(slot);
            return;
        };
        #[expect(clippy::cast_possible_truncation, reason = "fewer than 65,535 stations")]
        let number = station as u16;
        self.tokens[slot as usize].station = number;
        self.come_to(slot);
    }

    /// A person stands before the station in its token.
    pub(super) fn come_to(&mut self, slot: u32) {
        let token = &mut self.tokens[slot as usize];
        let station = usize::from(token.station);
        let place = &self.model.stations[station];
        let stage_bit = 1_u64 << (place.stage & 63);
        if token.visited & stage_bit != 0 {
            token.visited = 0;
            token.round = token.round.wrapping_add(1);
        }
        token.visited |= stage_bit;
        let class = token.class;
        let plan = &place.classes[usize::from(class)];
        token.level = plan.level;
        token.variant = if place.variants > 1 { token.language } else { 0 };
        let (level, variant) = (token.level, token.variant);
        if place.select.is_some() && !self.is_selected(slot, station) {
            self.tally(station, class).passed += 1;
            self.exit(slot);
            return;
        }
        self.events += 1;
        let present = self.at[station].waiting + self.at[station].in_service;
        self.at[station].today.arrived += 1;
        let tally = self.tally(station, class);
        tally.arrived += 1;
        if place.capacity.is_some_and(|capacity| present >= capacity) {
            tally.blocked += 1;
            self.at[station].today.blocked += 1;
            self.take_branch(slot, &place.blocked_to);
            return;
        }
        if place.transfer.is_some() && self.send_on(slot, station) {
            return;
        }
        if let Some(pools) = self.could_seize(station, level, variant) {
            self.tokens[slot as usize].since = self.now;
            self.start(slot, pools);
            return;
        }
        self.wait(slot, station);
        if place.preemptive {
            self.interrupt_for(slot, station);
        }
    }

    fn is_selected(&self, slot: u32, station: usize) -> bool {
        let Some(select) = &self.model.stations[station].select else { return true };
        let flags = self.tokens[slot as usize].flags;
        select.first.is_some_and(|first| first.holds(flags))
            || self.draw(slot, purpose::SELECT).unit() < select.share
    }

    /// Sends a person to the sister site with the shortest line, if that is worth it.
    fn send_on(&mut self, slot: u32, station: usize) -> bool {
        let place = &self.model.stations[station];
        let Some(transfer) = &place.transfer else { return false };
        let here = self.at[station].waiting;
        if here < transfer.from {
            return false;
        }
        let sisters = self.model.by_site[place.stage].iter().flatten().copied();
        let least = sisters.min_by_key(|sister| self.at[*sister].waiting);
        // Less than half as many must wait there, or people would be sent to and fro.
        let Some(sister) = least.filter(|sister| self.at[*sister].waiting * 2 < here) else { return false };
        let travel = transfer.travel.draw(&mut self.draw(slot, purpose::TRAVEL));
        let token = &mut self.tokens[slot as usize];
        #[expect(clippy::cast_possible_truncation, reason = "fewer than 65,535 stations and sites")]
        {
            token.station = sister as u16;
            if let Some(site) = self.model.stations[sister].site {
                token.site = site as u16;
            }
        }
        // The stage is visited once, wherever.
        token.visited &= !(1_u64 << (place.stage & 63));
        let (class, generation) = (token.class, token.generation);
        self.tally(station, class).sent_on += 1;
        self.note(self.now + travel, kind::TRAVELLED, slot, generation);
        true
    }

    /// Joins the line.
    fn wait(&mut self, slot: u32, station: usize) {
        let place = &self.model.stations[station];
        let now = self.now;
        let token = &mut self.tokens[slot as usize];
        token.since = now;
        let (class, generation) = (token.class, token.generation);
        let index = usize::from(token.level) * place.variants + usize::from(token.variant);
        let at = &mut self.at[station];
        at.lines |= 1 << index;
        at.waiting += 1;
        let line = at.base + index;
        self.append(Of::Waiting, line, slot);
        let tally = self.tally(station, class);
        tally.settle(now);
        tally.queue += 1;
        tally.waited += 1;
        if let Some(patience) = &place.classes[usize::from(class)].patience {
            let patience = patience.draw(&mut self.draw(slot, purpose::PATIENCE));
            self.note(now + patience, kind::PATIENCE, slot, generation);
        }
    }

    /// The numbers of a purpose of this person at this stage.
    #[inline]
    pub(super) fn draw(&self, slot: u32, purpose: u64) -> Stream {
        let token = &self.tokens[slot as usize];
        let stage = self.model.stations[usize::from(token.station)].stage as u64;
        Stream::of(token.key, (u64::from(token.round) << 32) | (stage << 5) | purpose)
    }

    /// Leaves the line unserved.
    pub(super) fn lose_patience(&mut self, slot: u32) {
        let token = &self.tokens[slot as usize];
        let (station, variant) = (usize::from(token.station), token.variant);
        // Somebody interrupted is owed the rest of the service and stays.
        if token.remaining >= 0.0 {
            return;
        }
        let lacks_language = self.lacks_only_language(station, variant);
        let wait = self.step_out(slot);
        let class = self.tokens[slot as usize].class;
        let tally = self.tally(station, class);
        tally.left += 1;
        tally.wait_left += wait;
        self.count_wait(slot, station, wait);
        self.at[station].today.left += 1;
        self.miss(slot, if lacks_language { Cause::NoInterpreter } else { Cause::LeftQueue });
        let place = &self.model.stations[station];
        self.take_branch(slot, &place.left_to);
    }

    /// Takes a person out of the line and gives how long this wait was.
    pub(super) fn step_out(&mut self, slot: u32) -> f64 {
        let now = self.now;
        let token = &mut self.tokens[slot as usize];
        token.generation = token.generation.wrapping_add(1);
        let wait = now - token.since;
        let (station, class) = (usize::from(token.station), token.class);
        let index =
            usize::from(token.level) * self.model.stations[station].variants + usize::from(token.variant);
        let line = self.at[station].base + index;
        self.unlink(Of::Waiting, line, slot);
        let at = &mut self.at[station];
        at.waiting -= 1;
        if self.lines[line].head == NONE {
            at.lines &= !(1 << index);
        }
        let tally = self.tally(station, class);
        tally.settle(now);
        tally.queue -= 1;
        tally.wait_all += wait;
        let group = self.group_of(slot);
        self.groups[group].waited += wait;
        wait
    }
}

impl Token {
    const FRESH: Token = Token {
        key: 0,
        since: 0.0,
        remaining: -1.0,
        waited: 0.0,
        visited: 0,
        next: NONE,
        previous: NONE,
        generation: 0,
        station: 0,
        pools: [NO_POOL; 3],
        flags: 0,
        site: 0,
        class: 0,
        level: 0,
        variant: 0,
        language: 0,
        round: 0,
        cause: Cause::NotMet as u8,
    };
}
