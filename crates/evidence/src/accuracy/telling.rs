//! Which figures are told: a small count can point at a person.
//!
//! The caller says the fewest persons that are shown. Where a count behind a figure is smaller and not zero, the
//! figure is told as a range cut to steps of five percent, without counts; where fewer persons than that stand
//! below the line of a share, nothing is told. What is hidden in one group of several is not told for its
//! siblings either, so that nobody computes it from the whole.

use super::interval::{Interval, Share};
use super::measure::Measure;

/// Which counts may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// All of them.
    Everything,
    /// Zero, and from this many persons on.
    AtLeast(u64),
}

/// How exactly a set of figures is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// With counts.
    Full,
    /// As ranges, without counts.
    Coarse,
}

/// Steps in which a range is told.
const STEPS: f64 = 20.0;

impl Telling {
    /// Whether a number of persons may be seen.
    pub fn shows(self, count: u64) -> bool {
        match self {
            Telling::Everything => true,
            Telling::AtLeast(fewest) => count == 0 || count >= fewest,
        }
    }

    /// Full where each count may be seen.
    pub fn detail(self, counts: impl IntoIterator<Item = u64>) -> Detail {
        if counts.into_iter().all(|count| self.shows(count)) { Detail::Full } else { Detail::Coarse }
    }

    /// A share as it may be told.
    pub fn share(self, share: Share, detail: Detail, nobody: &'static str) -> Measure {
        let Some(estimate) = share.estimate() else { return Measure::refused(nobody) };
        if let Some(few) = self.few(share.of) {
            return few;
        }
        if detail == Detail::Coarse {
            return share.wilson().map_or_else(|| Measure::refused(nobody), Measure::between);
        }
        Measure {
            estimate: Some(estimate),
            part: Some(share.part),
            of: Some(share.of),
            wilson: share.wilson(),
            exact: share.exact(),
            ..Measure::default()
        }
    }

    /// A refusal where this many persons are too few to say anything of them.
    pub fn few(self, persons: u64) -> Option<Measure> {
        match self {
            Telling::AtLeast(fewest) if persons < fewest => {
                Some(Measure::refused(format!("it would rest on fewer than {fewest} persons")))
            }
            _ => None,
        }
    }
}

/// An interval widened to steps of five percent.
pub fn coarse(interval: Interval) -> Interval {
    let down = (interval.low * STEPS + 1e-9).floor() / STEPS;
    let up = (interval.high * STEPS - 1e-9).ceil() / STEPS;
    Interval { low: down, high: up }
}
