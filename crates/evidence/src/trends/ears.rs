//! EARS C1 to C3 (Hutwagner et al., Journal of Urban Health 2003), equal to R surveillance 1.20.3, and C2
//! with the guards that a product needs.

use super::method::{Controls, Method};
use super::score::{NoBound, Score};
use crate::distribution::normal_quantile;

/// Periods of the baseline.
const BASELINE: usize = 7;
/// Periods between the baseline of C2 and C3 and the scored one.
const GAP: usize = 2;

/// Scores the period `k` (from 1) of `counts`.
pub fn score(method: Method, counts: &[Option<u32>], k: usize, controls: &Controls) -> Score {
    let observed = counts.get(k - 1).copied().flatten();
    let gap = if method == Method::EarsC1 { 0 } else { GAP };
    // C3 also looks at the two periods before.
    let first_needed = k.checked_sub(BASELINE + gap + if method == Method::EarsC3 { GAP } else { 0 });
    if first_needed.is_none_or(|first| first < 1) {
        return Score::without(k, observed, None, NoBound::ShortHistory);
    }
    let (Some((mean, sd)), Some(count)) = (moments(counts, k, gap), observed) else {
        return Score::without(k, observed, None, NoBound::MissingCounts);
    };
    let z = normal_quantile(1.0 - controls.alpha);
    match method {
        Method::EarsC3 => third(counts, k, (mean, sd), count, z),
        Method::EarsGuarded => guarded(counts, k, (mean, sd), count, z, controls),
        _ => Score::with(k, observed, Some(mean), mean + z * sd),
    }
}

/// Mean and standard deviation of the baseline; nothing where a count is missing.
fn moments(counts: &[Option<u32>], k: usize, gap: usize) -> Option<(f64, f64)> {
    let end = k.checked_sub(gap + 1)?;
    let window = counts.get(end.checked_sub(BASELINE)?..end)?;
    let values: Vec<f64> = window.iter().map(|count| count.map(f64::from)).collect::<Option<_>>()?;
    #[expect(clippy::cast_precision_loss, reason = "seven periods")]
    let n = BASELINE as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    Some((mean, (squares / (n - 1.0)).sqrt()))
}

fn third(counts: &[Option<u32>], k: usize, (mean, sd): (f64, f64), count: u32, z: f64) -> Score {
    let mut part = z;
    for before in 1..=GAP {
        let earlier = k - before;
        let value = counts.get(earlier - 1).copied().flatten().map(f64::from);
        let (Some((mean, sd)), Some(value)) = (moments(counts, earlier, GAP), value) else {
            return Score::without(k, Some(count), Some(mean), NoBound::MissingCounts);
        };
        // Nothing over nothing stays unknown; something over nothing is without end, as in the package.
        let c = (value - mean) / sd;
        part -= if c.is_nan() { f64::NAN } else { (c - 1.0).max(0.0) };
    }
    let upper = f64::from(count) + sd * part;
    if upper.is_nan() {
        return Score::without(k, Some(count), Some(mean), NoBound::NoSpread);
    }
    Score::with(k, Some(count), Some(mean), upper.max(0.0))
}

/// A spread never below that of a Poisson count with the same mean (and never below one case), and no
/// alarm with fewer cases than the limit.
fn guarded(
    counts: &[Option<u32>],
    k: usize,
    (mean, sd): (f64, f64),
    count: u32,
    z: f64,
    controls: &Controls,
) -> Score {
    let lately = counts.get(k.saturating_sub(controls.limit_periods)..k).unwrap_or_default();
    let known: u64 = lately.iter().flatten().map(|count| u64::from(*count)).sum();
    if known < u64::from(controls.limit_cases) {
        return Score::without(k, Some(count), Some(mean), NoBound::TooFewCases);
    }
    Score::with(k, Some(count), Some(mean), mean + z * sd.max(mean.sqrt()).max(1.0))
}
