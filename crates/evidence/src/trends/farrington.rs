//! Farrington Flexible (Noufaily et al., Statistics in Medicine 2013) and Farrington et al. (JRSS-A 1996).
//!
//! The methods that carry the names of the papers equal R surveillance 1.20.3, which puts final prior
//! weights in the place of working weights when it computes the error of a prediction;
//! `farrington-textbook` uses the dispersion instead.

use super::fit::{Fit, Row, Trend};
use super::method::{Controls, Method};
use super::score::{NoBound, Score};
use crate::distribution::{Counts, normal_above, normal_quantile, student_two_sided};

/// A trend needs at least so many years (Farrington et al. 1996, 3.3).
const YEARS_FOR_A_TREND: usize = 3;

/// What a fitted baseline says about the scored period.
struct Baseline {
    eta: f64,
    /// Variance of the log mean without dispersion.
    variance: f64,
    /// What the reference package multiplies it with.
    peer_dispersion: f64,
    phi: f64,
}

/// Scores the period `k` (from 1) of `counts`.
pub fn score(method: Method, counts: &[Option<u32>], k: usize, year: usize, controls: &Controls) -> Score {
    let observed = counts.get(k - 1).copied().flatten();
    let Some(years) = years_that_fit(k, year, controls) else {
        return Score::without(k, observed, None, NoBound::ShortHistory);
    };
    let shortened = (years < controls.years_back).then_some(years);
    let rows = if method == Method::Farrington1996 {
        windows(counts, k, year, controls, years)
    } else {
        reference(counts, k, year, controls, years)
    };
    let mut answer = match baseline(method, &rows, controls, years) {
        Some(baseline) => judge(method, counts, k, controls, &baseline),
        None => Score::without(k, observed, None, NoBound::NotFitted),
    };
    answer.years_back = shortened;
    answer
}

/// As many years as the history bears, at most as many as asked for and at least two.
///
/// Someone who asks for one year gets it.
pub(super) fn years_that_fit(k: usize, year: usize, controls: &Controls) -> Option<usize> {
    let room = k.checked_sub(controls.half_window + 1)? / year;
    let least = controls.years_back.min(2);
    (room >= least).then(|| room.min(controls.years_back))
}

/// The whole reference time, cut in levels; level `levels - 1` is the season of the scored period.
fn reference(counts: &[Option<u32>], k: usize, year: usize, controls: &Controls, years: usize) -> Vec<Row> {
    let (w, p) = (controls.half_window, controls.levels);
    let mut level_of: Vec<Option<usize>> = vec![None; k + 1];
    let mut mark = |from: usize, to: usize, level: usize| {
        if let Some(range) = level_of.get_mut(from..=to.min(k)) {
            range.fill(Some(level));
        }
    };
    mark(k.saturating_sub(w).max(1), k, p - 1);
    for back in 1..=years {
        let centre = k - back * year;
        mark(centre - w, centre + w, p - 1);
        if p > 1 {
            let between = year - 2 * w - 1;
            let (length, longer) = (between / (p - 1), between % (p - 1));
            let mut from = centre + w + 1;
            for level in 0..p - 1 {
                let size = length + usize::from(level < longer);
                if size > 0 {
                    mark(from, from + size - 1, level);
                }
                from += size;
            }
        }
    }
    let last = k.saturating_sub(controls.skip_recent + 1);
    (1..=last).filter_map(|index| row(counts, index, k, level_of.get(index).copied().flatten()?)).collect()
}

/// Only the windows around the same period of earlier years, the oldest first.
fn windows(counts: &[Option<u32>], k: usize, year: usize, controls: &Controls, years: usize) -> Vec<Row> {
    let w = controls.half_window;
    (1..=years)
        .rev()
        .flat_map(|back| {
            let centre = k - back * year;
            (centre - w)..=(centre + w).min(k - 1)
        })
        .filter_map(|index| row(counts, index, k, 0))
        .collect()
}

fn row(counts: &[Option<u32>], index: usize, k: usize, level: usize) -> Option<Row> {
    let y = f64::from((*counts.get(index - 1)?)?);
    #[expect(clippy::cast_precision_loss, reason = "periods are a few thousand")]
    let t = index as f64 - k as f64;
    Some(Row { t, level, y })
}

/// Fit, reweight, and decide about the trend.
fn baseline(method: Method, rows: &[Row], controls: &Controls, years: usize) -> Option<Baseline> {
    let level = if method == Method::Farrington1996 { 0 } else { controls.levels - 1 };
    let largest = rows.iter().map(|row| row.y).fold(0.0, f64::max);
    let mut fit = twice(rows, controls, Trend::Straight)?;
    if let Some((slope, variance)) = fit.slope {
        let (eta, _) = fit.predict(0.0, level)?;
        // With a threshold of 1 every trend is significant enough.
        let by_the_book = matches!(method, Method::Farrington1996 | Method::FarringtonTextbook);
        let dispersion = if by_the_book { fit.phi } else { fit.peer_dispersion(rows) };
        let p = student_two_sided(slope / (variance * dispersion).sqrt(), fit.df);
        let significant = p < controls.trend_p || controls.trend_p >= 1.0;
        if years < YEARS_FOR_A_TREND || !significant || libm::exp(eta) > largest {
            fit = twice(rows, controls, Trend::Flat)?;
        }
    }
    let (eta, variance) = fit.predict(0.0, level)?;
    let baseline = Baseline { eta, variance, peer_dispersion: fit.peer_dispersion(rows), phi: fit.phi };
    [baseline.eta, baseline.variance, baseline.phi].iter().all(|part| part.is_finite()).then_some(baseline)
}

/// Without the trend where the fit with it does not settle; then once more with less from past peaks.
fn twice(rows: &[Row], controls: &Controls, trend: Trend) -> Option<Fit> {
    let ones = vec![1.0; rows.len()];
    let settled = |trend| Fit::new(rows, &ones, trend).filter(|fit| fit.converged && fit.df > 0.0);
    let (first, trend) = match settled(trend) {
        Some(fit) => (fit, trend),
        None if trend == Trend::Straight => (settled(Trend::Flat)?, Trend::Flat),
        None => return None,
    };
    let weights = first.reweighted(rows, controls.weights_threshold);
    Fit::new(rows, &weights, trend)
}

fn judge(
    method: Method,
    counts: &[Option<u32>],
    k: usize,
    controls: &Controls,
    baseline: &Baseline,
) -> Score {
    let observed = counts.get(k - 1).copied().flatten();
    let mu = libm::exp(baseline.eta);
    let Some(upper) = bound(method, baseline, controls.alpha) else {
        return Score::without(k, observed, Some(mu), NoBound::NotFitted);
    };
    let lately = counts.get(k.saturating_sub(controls.limit_periods)..k).unwrap_or_default();
    let known: u64 = lately.iter().flatten().map(|count| u64::from(*count)).sum();
    // The reference package takes the sum of a gap to be unknown; the textbook method counts what is known.
    let gap = lately.iter().any(Option::is_none) || lately.len() < controls.limit_periods;
    if observed.is_none() || (gap && method != Method::FarringtonTextbook) {
        return Score::without(k, observed, Some(mu), NoBound::MissingCounts);
    }
    let enough = known >= u64::from(controls.limit_cases);
    match method {
        Method::Farrington1996 if !enough => {
            let mut score = Score::with(k, observed, Some(mu), 0.0);
            (score.alarm, score.no_bound) = (false, Some(NoBound::TooFewCases));
            score
        }
        _ if !enough => Score::without(k, observed, Some(mu), NoBound::TooFewCases),
        _ => {
            let mut score = Score::with(k, observed, Some(mu), upper);
            score.p = observed.map(|count| tail(method, baseline, f64::from(count)));
            score
        }
    }
}

/// The chance of a count this high or higher under the distribution that the bound was taken from; the
/// upper mean of `muan` has none of its own and takes that of the fitted mean.
fn tail(method: Method, baseline: &Baseline, count: f64) -> f64 {
    let mu = libm::exp(baseline.eta);
    let dispersion = match method {
        Method::FarringtonFlexibleNbplugin | Method::FarringtonFlexibleMuan => {
            return Counts::new(mu, baseline.phi).mid_p(count);
        }
        Method::FarringtonFlexibleDelta => baseline.peer_dispersion,
        _ => baseline.phi,
    };
    let (root, of_count) = (libm::cbrt(mu), libm::cbrt(count));
    let tau = baseline.phi + mu * baseline.variance * dispersion;
    normal_above((of_count * of_count - root * root) / (4.0 / 9.0 * root * tau).sqrt())
}

fn bound(method: Method, baseline: &Baseline, alpha: f64) -> Option<f64> {
    let mu = libm::exp(baseline.eta);
    let z = |share: f64| normal_quantile(1.0 - share);
    let upper = match method {
        Method::FarringtonFlexibleNbplugin => Counts::new(mu, baseline.phi).quantile(1.0 - alpha)?,
        Method::FarringtonFlexibleMuan => {
            let se = (baseline.variance * baseline.peer_dispersion).sqrt();
            let mean = libm::exp(baseline.eta + z(alpha) * se);
            Counts::new(mean, baseline.phi).quantile(1.0 - alpha)?
        }
        Method::Farrington1996 => {
            power_bound(mu, baseline.phi, baseline.phi, baseline.variance, z(alpha / 2.0))
        }
        Method::FarringtonTextbook => {
            power_bound(mu, baseline.phi, baseline.phi, baseline.variance, z(alpha))
        }
        _ => power_bound(mu, baseline.phi, baseline.peer_dispersion, baseline.variance, z(alpha)),
    };
    upper.is_finite().then_some(upper)
}

/// The bound on the two-thirds power scale, where counts are nearly symmetric.
fn power_bound(mu: f64, phi: f64, dispersion: f64, variance: f64, z: f64) -> f64 {
    let tau = phi + mu * variance * dispersion;
    let root = libm::cbrt(mu);
    libm::pow(root * root + z * (4.0 / 9.0 * root * tau).sqrt(), 1.5)
}
