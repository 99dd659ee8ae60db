//! Our own detector: the last one, two, … periods taken together, on a smooth baseline.
//!
//! A rise that spreads over several periods is seen earlier in their sum than in any one of them. For each
//! run of periods that ends now, the sum is compared with a negative binomial whose mean is the baseline's
//! and whose variance holds dispersion and the error of the fit. docs/methods/trends.md says how its
//! constants were chosen and how it compares.

use super::harmonic::Harmonic;
use super::method::Controls;
use super::score::{NoBound, Score};
use crate::distribution::Counts;

/// Share of quiet periods above the bound of one run; chosen on the tuning series for 1.51 % false alarms.
pub const ALPHA: f64 = 0.0068;
/// Longest run of weeks that is taken together.
pub const SUMS: usize = 2;

/// One run of periods up to the scored one.
struct Run {
    expected: Counts,
    /// Cases in the run before the scored period.
    before: f64,
}

/// Scores the period `k` (from 1) of `counts`.
pub fn score(counts: &[Option<u32>], k: usize, year: usize, controls: &Controls) -> Score {
    let observed = counts.get(k - 1).copied().flatten();
    let (expected, runs) = match runs(counts, k, year, controls) {
        Ok(found) => found,
        Err(why) => return Score::without(k, observed, None, why),
    };
    let Some(count) = observed else {
        return Score::without(k, observed, Some(expected), NoBound::MissingCounts);
    };
    let upper = runs
        .iter()
        .filter_map(|run| Some(least_unlikely(run.expected, controls.alpha)? - 1.0 - run.before))
        .fold(f64::INFINITY, f64::min);
    if !upper.is_finite() {
        return Score::without(k, observed, Some(expected), NoBound::NotFitted);
    }
    // A period at or below what was expected is never an alarm, whatever came before it.
    let mut score = Score::with(k, observed, Some(expected), upper.max(expected.floor()).max(0.0));
    score.p = smallest_p(&runs, f64::from(count), expected);
    score.years_back = shortened(k, year, controls);
    score
}

/// The smallest mid-p over the runs; 1 for a count that is not above what was expected.
fn smallest_p(runs: &[Run], count: f64, expected: f64) -> Option<f64> {
    if count <= expected {
        return Some(1.0);
    }
    runs.iter().map(|run| run.expected.mid_p(run.before + count)).min_by(f64::total_cmp)
}

fn shortened(k: usize, year: usize, controls: &Controls) -> Option<usize> {
    let years = (k - 1) / year;
    (years < controls.years_back).then_some(years)
}

fn runs(
    counts: &[Option<u32>],
    k: usize,
    year: usize,
    controls: &Controls,
) -> Result<(f64, Vec<Run>), NoBound> {
    let last = k.saturating_sub(controls.skip_recent + 1);
    let first = k.saturating_sub(controls.years_back * year + controls.half_window).max(1);
    let time = |index: usize| {
        #[expect(clippy::cast_precision_loss, reason = "periods are a few thousand")]
        let t = index as f64 - k as f64;
        t
    };
    let rows: Vec<(f64, f64)> = (first..=last)
        .filter_map(|index| Some((time(index), f64::from((*counts.get(index - 1)?)?))))
        .collect();
    let baseline = Harmonic::new(&rows, year, controls.weights_threshold)?;
    let mut found = Vec::with_capacity(controls.sums);
    let (mut mean, mut before) = (0.0, 0.0);
    let mut gradient = [0.0; 4];
    for back in 0..controls.sums.min(k) {
        // A missing period adds neither cases nor expectation.
        if back > 0 {
            let Some(count) = counts.get(k - back - 1).copied().flatten() else { continue };
            before += f64::from(count);
        }
        let (mu, slope) = baseline.mean(time(k - back));
        mean += mu;
        for (sum, part) in gradient.iter_mut().zip(slope) {
            *sum += part;
        }
        let phi = baseline.phi + baseline.variance(&gradient) / mean;
        found.push(Run { expected: Counts::new(mean, phi), before });
    }
    Ok((baseline.mean(0.0).0, found))
}

/// The smallest count whose mid-p is below `alpha`.
fn least_unlikely(counts: Counts, alpha: f64) -> Option<f64> {
    // A mid-p below alpha needs P(Y > y) < alpha, and has it one count later at the latest.
    let start = counts.quantile(1.0 - alpha)?;
    Some(if counts.mid_p(start) < alpha { start } else { start + 1.0 })
}
