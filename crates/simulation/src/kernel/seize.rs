//! Seizing what a service needs, all at once or not at all.

use super::{Engine, NO_POOL};

impl Engine<'_> {
    /// The pools that would serve somebody of this rank and language now; `None` when one is missing.
    #[inline]
    pub(super) fn could_seize(&self, station: usize, level: u8, variant: u8) -> Option<[u16; 3]> {
        if let Some(pool) = self.at[station].single {
            let kept = self.kept(station, level);
            #[expect(clippy::cast_possible_truncation, reason = "fewer than 65,535 pools")]
            return (self.held[pool].free() > kept).then_some([pool as u16, NO_POOL, NO_POOL]);
        }
        let mut chosen = [NO_POOL; 3];
        self.choose(station, level, variant, 0, &mut chosen).then_some(chosen)
    }

    /// Free units that this rank must leave.
    #[inline]
    fn kept(&self, station: usize, level: u8) -> u32 {
        self.model.stations[station].reserve.get(usize::from(level)).copied().unwrap_or(0)
    }

    /// Chooses a pool for each demand from `from` on; goes back when a versatile person was taken too early.
    fn choose(&self, station: usize, level: u8, variant: u8, from: usize, chosen: &mut [u16; 3]) -> bool {
        let Some(demand) = self.model.stations[station].demands.get(from) else { return true };
        let pools = demand.pools.get(usize::from(variant)).or(demand.pools.first());
        let kept = if from == 0 { self.kept(station, level) } else { 0 };
        for &pool in pools.map_or([].as_slice(), Vec::as_slice) {
            #[expect(clippy::cast_possible_truncation, reason = "fewer than 65,535 pools")]
            let number = pool as u16;
            // At most three demands: a u32 holds the count.
            #[expect(clippy::cast_possible_truncation, reason = "at most three demands")]
            let taken = chosen.iter().take(from).filter(|taken| **taken == number).count() as u32;
            if self.held[pool].free() > kept.saturating_add(taken) {
                chosen[from] = number;
                if self.choose(station, level, variant, from + 1, chosen) {
                    return true;
                }
            }
        }
        chosen[from] = NO_POOL;
        false
    }

    /// Whether the first need could be met and only a later one, such as the language, is missing.
    pub(super) fn lacks_only_language(&self, station: usize, variant: u8) -> bool {
        let demands = &self.model.stations[station].demands;
        let free = |at: usize| {
            let demand = demands.get(at)?;
            let pools = demand.pools.get(usize::from(variant)).or(demand.pools.first())?;
            Some(pools.iter().any(|pool| self.held[*pool].free() > 0))
        };
        demands.len() > 1 && free(0) == Some(true) && (1..demands.len()).any(|at| free(at) == Some(false))
    }

    /// Serves whom it can with what is free in a pool.
    pub(super) fn dispatch(&mut self, pool: usize) {
        while self.held[pool].free() > 0 {
            let Some((slot, pools)) = self.best_for(pool) else { return };
            self.call(slot, pools);
        }
    }

    /// Who is served next by a pool: the best rank, then the longest wait, then the order of stations.
    fn best_for(&self, pool: usize) -> Option<(u32, [u16; 3])> {
        let mut best: Option<((u8, f64), u32, [u16; 3])> = None;
        for &station in &self.model.pools[pool].stations {
            if self.at[station].waiting == 0 {
                continue;
            }
            let found = self.best_at(station);
            if let Some((rank, slot, pools)) = found
                && best.as_ref().is_none_or(|(other, _, _)| rank < *other)
            {
                best = Some((rank, slot, pools));
            }
        }
        best.map(|(_, slot, pools)| (slot, pools))
    }

    /// The best person at one station who can be served now.
    fn best_at(&self, station: usize) -> Option<((u8, f64), u32, [u16; 3])> {
        let place = &self.model.stations[station];
        let at = &self.at[station];
        let mut best: Option<((u8, f64), u32, [u16; 3])> = None;
        let mut lines = at.lines;
        while lines != 0 {
            let index = lines.trailing_zeros() as usize;
            lines &= lines - 1;
            let slot = self.lines[at.base + index].head;
            // A line marked as not empty has a head.
            let token = &self.tokens[slot as usize];
            let risen = match place.ageing {
                Some(step) => ((self.now - token.since + token.waited) / step).min(255.0),
                None => 0.0,
            };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
            let level = token.level.saturating_sub(risen as u8);
            let rank = (level, token.since);
            if let Some((other, _, _)) = &best {
                if place.ageing.is_none() && token.level > other.0 {
                    break;
                }
                if rank >= *other {
                    continue;
                }
            }
            if let Some(pools) = self.could_seize(station, token.level, token.variant) {
                best = Some((rank, slot, pools));
            }
        }
        best
    }
}
