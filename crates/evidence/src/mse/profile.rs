//! Profile-likelihood interval of the unseen count under one model (Rcapture `closedpCI`).
//!
//! For each possible unseen count the model is fitted to the completed table; the interval holds the counts
//! whose multinomial log-likelihood is at most 1.92 below the best. It ignores that the model was chosen.
//! Its centre is not the Poisson point.

use libm::{exp, lgamma, log};

use super::cells::Cells;
use super::fit::Bench;
use super::tails::PROFILE_DROP_95;

/// Population with the highest profile likelihood and the ends around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Profile {
    /// Population at the maximum.
    pub n: f64,
    /// Lower end.
    pub lower: f64,
    /// Upper end; infinite when the likelihood never drops far enough.
    pub upper: f64,
}

const ROUNDS: usize = 200;
/// No search looks further than this many people for each one observed.
const FURTHEST: f64 = 1e7;

/// The interval of the model with main effects and `terms`; `unseen` is a rough guess to start from.
pub fn run(cells: &Cells, terms: &[usize], unseen: f64) -> Profile {
    let n = cells.observed();
    let mut bench = Bench::new(cells).exact();
    let mut at = |log_unseen: f64| likelihood(&mut bench, terms, n, exp(log_unseen));
    let centre = log(unseen.clamp(1e-3, n * FURTHEST));
    let (top, best) = peak(&mut at, centre - 3.0, centre + 3.0);
    let cut = best - PROFILE_DROP_95;
    let lower = crossing(&mut at, cut, top, log(1e-6)).map_or(n, |unseen| n + exp(unseen));
    let upper =
        crossing(&mut at, cut, top, log(n * FURTHEST)).map_or(f64::INFINITY, |unseen| n + exp(unseen));
    Profile { n: n + exp(top), lower, upper }
}

/// Profile log-likelihood of a real-valued unseen count, up to a constant.
fn likelihood(bench: &mut Bench, terms: &[usize], n: f64, unseen: f64) -> f64 {
    bench.complete(unseen);
    bench.fit(terms.iter().copied());
    let total = n + unseen;
    let shares: f64 = bench
        .counts()
        .iter()
        .zip(bench.means())
        .filter(|(count, _)| **count > 0.0)
        .map(|(count, mean)| count * log(mean / total))
        .sum();
    lgamma(total + 1.0) - lgamma(unseen + 1.0) + shares
}

/// Maximum of a function with one peak, by golden section.
fn peak(at: &mut impl FnMut(f64) -> f64, mut low: f64, mut high: f64) -> (f64, f64) {
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    let (mut left, mut right) = (high - golden * (high - low), low + golden * (high - low));
    let (mut at_left, mut at_right) = (at(left), at(right));
    while high - low > 1e-9 {
        if at_left > at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - golden * (high - low);
            at_left = at(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + golden * (high - low);
            at_right = at(right);
        }
    }
    let middle = f64::midpoint(low, high);
    (middle, at(middle))
}

/// Where the function falls to `cut` on the way from the peak to `limit`, by bisection.
fn crossing(at: &mut impl FnMut(f64) -> f64, cut: f64, peak: f64, limit: f64) -> Option<f64> {
    let (mut inside, mut outside) = (peak, peak);
    let mut stride = 0.25;
    while at(outside) >= cut {
        if outside == limit {
            return None;
        }
        inside = outside;
        outside = if limit < peak { (outside - stride).max(limit) } else { (outside + stride).min(limit) };
        stride *= 2.0;
    }
    for _ in 0..ROUNDS {
        let middle = f64::midpoint(inside, outside);
        if (inside - outside).abs() < 1e-11 {
            break;
        }
        if at(middle) >= cut { inside = middle } else { outside = middle }
    }
    Some(f64::midpoint(inside, outside))
}
