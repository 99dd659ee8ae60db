//! Reporting delay: how many of the newest periods' cases are still on their way.
//!
//! From counts by period and by the period in which they were reported, the share that is known after
//! 0, 1, 2, … periods (reverse-time hazards, Lawless 1994, the chain ladder of actuaries) says how much of
//! a period is in; what is missing of it is a negative binomial. A change of the delay itself cannot be
//! seen here: a new system that reports faster looks like a rise.

use serde::Serialize;

use crate::distribution::Counts;

/// Counts of one series: `reports[period][delay]` cases of a period that became known `delay` periods later.
///
/// The newest period has only delay 0, the one before delays 0 and 1, and so on; older ones have all.
pub type Triangle = Vec<Vec<u32>>;

/// A period as it will look when all reports are in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Nowcast {
    /// Its number, from 1.
    pub index: usize,
    /// Cases known now.
    pub reported: u64,
    /// Share of its cases expected to be known now.
    pub share: f64,
    /// The cases it is expected to have in the end.
    pub expected: f64,
    /// Bounds with 95 % between them, given the delays.
    pub lower: f64,
    /// See `lower`.
    pub upper: f64,
}

/// Why there is no nowcast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NowcastError {
    /// Too few complete periods to know the delays from.
    #[error(
        "fewer than {0} periods with all their reports (mend: a longer history, or a shorter longest delay)"
    )]
    ShortHistory(usize),
    /// A period has reports from later than its own time allows.
    #[error("period {0} has reports from after the newest period (mend: look at the column reported)")]
    FromTheFuture(usize),
    /// Nothing was ever reported at once.
    #[error("no case was ever known within its own period and the next (mend: score older periods only)")]
    NothingInTime,
}

/// Periods that the delays are learnt from, at least.
const LEAST_PERIODS: usize = 8;
/// Below this share there is nothing to go by.
const LEAST_SHARE: f64 = 0.02;

/// Nowcasts the periods that are not complete, the oldest first.
pub fn nowcast(triangle: &Triangle, longest_delay: usize) -> Result<Vec<Nowcast>, NowcastError> {
    let length = triangle.len();
    if length < longest_delay + LEAST_PERIODS {
        return Err(NowcastError::ShortHistory(LEAST_PERIODS));
    }
    for (at, reports) in triangle.iter().enumerate() {
        if reports.iter().skip(length - at).any(|count| *count > 0) {
            return Err(NowcastError::FromTheFuture(at + 1));
        }
    }
    let cell = |at: usize, delay: usize| {
        triangle.get(at).and_then(|reports| reports.get(delay)).map_or(0.0, |count| f64::from(*count))
    };
    // share[d] is what is known after d periods; from the longest delay backwards.
    let mut share = vec![1.0; longest_delay + 1];
    for delay in (1..=longest_delay).rev() {
        let (mut at_delay, mut until) = (0.0, 0.0);
        for period in 0..length - delay {
            at_delay += cell(period, delay);
            until += (0..=delay).map(|earlier| cell(period, earlier)).sum::<f64>();
        }
        let hazard = if until > 0.0 { at_delay / until } else { 0.0 };
        let known = share.get(delay).copied().unwrap_or(1.0);
        if let Some(before) = share.get_mut(delay - 1) {
            *before = known * (1.0 - hazard);
        }
    }
    let mut answer = Vec::new();
    for index in (length - longest_delay + 1)..=length {
        let share = share.get(length - index).copied().unwrap_or(1.0);
        let reported: u64 =
            triangle.get(index - 1).into_iter().flatten().map(|count| u64::from(*count)).sum();
        if share < LEAST_SHARE {
            return Err(NowcastError::NothingInTime);
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of people")]
        let known = reported as f64;
        // Missing given reported, with the prior of Jeffreys on the whole.
        let missing = Counts::of_size(known + 0.5, share);
        let bound = |p: f64| if share < 1.0 { missing.quantile(p).unwrap_or(f64::NAN) } else { 0.0 };
        answer.push(Nowcast {
            index,
            reported,
            share,
            expected: known + if share < 1.0 { (known + 0.5) * (1.0 - share) / share } else { 0.0 },
            lower: known + bound(0.025),
            upper: known + bound(0.975),
        });
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half at once, three tenths one period later, two tenths two later.
    fn steady(length: usize) -> Triangle {
        (0..length).map(|at| [50, 30, 20].into_iter().take(length - at).collect()).collect()
    }

    #[test]
    fn what_is_on_its_way_is_added() {
        let found = nowcast(&steady(20), 2).unwrap();
        assert_eq!(found.len(), 2);
        let newest = &found[1];
        assert_eq!((newest.index, newest.reported), (20, 50));
        assert!((newest.share - 0.5).abs() < 1e-12);
        assert!((newest.expected - 100.5).abs() < 1e-9 && newest.lower < 100.0 && newest.upper > 100.0);
        assert!((found[0].share - 0.8).abs() < 1e-12);
    }

    #[test]
    fn without_delays_to_learn_from_there_is_no_answer() {
        assert_eq!(nowcast(&steady(9), 2), Err(NowcastError::ShortHistory(8)));
        let mut future = steady(20);
        future[19] = vec![50, 1];
        assert_eq!(nowcast(&future, 2), Err(NowcastError::FromTheFuture(20)));
        let late: Triangle = (0..20).map(|at| [0, 0, 9].into_iter().take(20 - at).collect()).collect();
        assert_eq!(nowcast(&late, 2), Err(NowcastError::NothingInTime));
    }
}
