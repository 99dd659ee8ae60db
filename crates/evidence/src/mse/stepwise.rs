//! `stepwise_p02`: pairs of lists enter one at a time while an overlap is surprising (SparseMSE).
//!
//! Chan, Silverman & Vincent, "Multiple systems estimation for sparse capture data", JCGS 2021. The
//! surprise of a pair is the smaller one-sided Poisson tail of its overlap under the current fit, against
//! an unadjusted threshold; terms never leave. Equal to SparseMSE 2.0.1, package habits included.

use super::existence;
use super::fit::{Bench, Fit};
use super::tails::poisson_smaller_tail;

/// Threshold of the published method.
pub const THRESHOLD: f64 = 0.02;

/// The chosen model and its fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Stepwise {
    /// Pairs in the order of entry, those at minus infinity included.
    pub pairs: Vec<usize>,
    /// The final fit.
    pub fit: Fit,
}

/// Chooses a model and fits it.
pub fn run(bench: &mut Bench) -> Stepwise {
    let candidates = pairs(bench.lists());
    let mut chosen: Vec<usize> = Vec::new();
    loop {
        let fit = bench.fit(chosen.iter().copied());
        let Some(next) = next_pair(bench, &candidates, &chosen) else {
            return Stepwise { pairs: chosen, fit };
        };
        chosen.push(next);
    }
}

/// Pairs of lists as masks, in the order (1,2), (1,3) … (L-1,L).
pub fn pairs(lists: usize) -> Vec<usize> {
    (0..lists).flat_map(|low| (low + 1..lists).map(move |high| 1 << low | 1 << high)).collect()
}

/// The most surprising pair that may still enter; the first of equals.
fn next_pair(bench: &Bench, candidates: &[usize], chosen: &[usize]) -> Option<usize> {
    let mut surprising: Vec<(f64, usize)> = candidates
        .iter()
        .filter(|pair| !chosen.contains(pair))
        .map(|pair| (poisson_smaller_tail(overlap(bench, *pair), expected(bench, *pair)), *pair))
        .filter(|(p, _)| *p < THRESHOLD)
        .collect();
    // Stable: pairs with the same probability stay in their order.
    surprising.sort_by(|a, b| a.0.total_cmp(&b.0));
    surprising.into_iter().map(|(_, pair)| pair).find(|pair| {
        existence::check(bench.counts(), bench.lists(), chosen.iter().copied().chain([*pair])).is_sound()
    })
}

fn overlap(bench: &Bench, pair: usize) -> f64 {
    bench.overlaps().get(pair).copied().unwrap_or_default()
}

/// Fitted people on both lists, over the patterns still in the model.
pub fn expected(bench: &Bench, pair: usize) -> f64 {
    bench.means().iter().enumerate().filter(|(pattern, _)| pattern & pair == pair).map(|(_, mean)| mean).sum()
}
