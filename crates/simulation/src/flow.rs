//! Who arrives when: sources of persons.

use crate::distribution::Duration;
use crate::random::Stream;
use rand_distr::{Distribution as _, Exp1};

/// The pattern of arrivals.
#[derive(Debug, Clone, PartialEq)]
pub enum Pattern {
    /// Independent gaps; exponential gaps are a Poisson stream.
    Renewal(Duration),
    /// Rates that change at fixed instants.
    Curve(Curve),
}

/// Expected arrivals over time, piecewise linear.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Instants, and how many were expected to have arrived until then. Both rise; starts at (0, 0).
    pub points: Vec<(f64, f64)>,
    /// How they fall within an interval.
    pub spread: Spread,
}

/// How arrivals fall within an interval of a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// At random: a Poisson stream.
    Poisson,
    /// Exactly so many, evenly.
    Even,
    /// Exactly so many, all when the interval begins.
    Start,
}

/// One source of persons.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Where they arrive.
    pub site: usize,
    /// Their class, if the source decides it.
    pub class: Option<usize>,
    /// When they arrive.
    pub pattern: Pattern,
    /// What tells this source's random numbers from those of others.
    pub number: u64,
}

impl Source {
    /// How many are expected until the horizon.
    pub fn expected(&self, horizon: f64) -> f64 {
        match &self.pattern {
            Pattern::Renewal(gap) => horizon / gap.mean(),
            Pattern::Curve(curve) => curve.points.last().map_or(0.0, |(_, total)| *total),
        }
    }
}

/// Where a source stands during a run.
#[derive(Debug, Clone)]
pub struct Position {
    key: u64,
    /// How many have arrived.
    pub count: u64,
    /// Time for gaps, expected arrivals for curves.
    reached: f64,
    interval: usize,
}

impl Position {
    /// The beginning, under the key of the source in this replication.
    pub fn new(key: u64) -> Self {
        Self { key, count: 0, reached: 0.0, interval: 1 }
    }

    /// The key of the person that arrived last.
    #[inline]
    pub fn person(&self) -> u64 {
        crate::random::key(self.key, self.count)
    }

    /// When the next person arrives; `None` when no more come.
    #[inline]
    pub fn next(&mut self, pattern: &Pattern) -> Option<f64> {
        self.count += 1;
        match pattern {
            Pattern::Renewal(gap) => {
                self.reached += gap.draw(&mut Stream::of(self.key, self.count));
                Some(self.reached)
            }
            Pattern::Curve(curve) => self.next_on(curve),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "fewer than 2^53 arrive")]
    fn next_on(&mut self, curve: &Curve) -> Option<f64> {
        let wanted = if curve.spread == Spread::Poisson {
            let gap: f64 = Exp1.sample(&mut Stream::of(self.key, self.count));
            self.reached += gap;
            self.reached
        } else {
            self.count as f64 - 0.5
        };
        loop {
            let (end, until) = *curve.points.get(self.interval)?;
            if wanted >= until {
                self.interval += 1;
                continue;
            }
            let (begin, before) = *curve.points.get(self.interval - 1)?;
            return Some(match curve.spread {
                Spread::Start => begin,
                Spread::Poisson | Spread::Even => {
                    begin + (end - begin) * ((wanted - before) / (until - before))
                }
            });
        }
    }
}
