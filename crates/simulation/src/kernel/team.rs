//! Teams that go where most people wait.

use super::{Engine, kind};

impl Engine<'_> {
    /// The team begins at its first site.
    pub(super) fn begin_team(&mut self, team: usize) {
        let plan = &self.model.teams[team];
        if let Some(&pool) = plan.pools.first() {
            self.held[pool].duty += plan.units;
            self.dispatch(pool);
        }
        self.note_team(plan.review, kind::REVIEW, team);
    }

    #[expect(clippy::cast_possible_truncation, reason = "teams are few")]
    fn note_team(&mut self, after: f64, kind: u64, team: usize) {
        self.note(self.now + after, kind, team as u32, 0);
    }

    /// How many wait for what the team could do at one of its sites.
    fn waiting_for(&self, pool: usize) -> u32 {
        self.model.pools[pool].stations.iter().map(|station| self.at[*station].waiting).sum()
    }

    /// Reconsiders where the team should be.
    pub(super) fn review(&mut self, team: usize) {
        let plan = &self.model.teams[team];
        let here = self.places[team].at;
        let mine = plan.pools.get(here).map_or(0, |pool| self.waiting_for(*pool));
        let waiting = plan.pools.iter().map(|pool| self.waiting_for(*pool)).enumerate();
        let most = waiting.max_by_key(|(at, waiting)| (*waiting, std::cmp::Reverse(*at)));
        if let Some((there, most)) = most
            && there != here
            && most >= mine.saturating_add(plan.gain)
        {
            // They finish whom they are with; the travel counts from now.
            let pool = plan.pools[here];
            self.held[pool].settle(self.now);
            self.held[pool].duty -= plan.units;
            self.places[team] = super::Place { at: there, travelling: true };
            self.note_team(plan.travel, kind::TEAM, team);
            return;
        }
        self.note_team(plan.review, kind::REVIEW, team);
    }

    /// The team is there.
    pub(super) fn team_arrives(&mut self, team: usize) {
        let plan = &self.model.teams[team];
        let place = &mut self.places[team];
        place.travelling = false;
        let pool = plan.pools[place.at];
        self.held[pool].settle(self.now);
        self.held[pool].duty += plan.units;
        self.dispatch(pool);
        self.note_team(plan.review, kind::REVIEW, team);
    }
}
