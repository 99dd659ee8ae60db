//! `bic_pairs` and `bic_hierarchical`: the model with the smallest Bayesian information criterion.
//!
//! `BIC = p ln n - 2 log L` with `n` the people observed and `p` all parameters, those at minus infinity
//! included, as in Rcapture 1.4-4 (Baillargeon & Rivest 2007) and MultipleSystemsEstimation 1.2.0. Models
//! without a finite or unique estimate are left out.

use libm::log;
use rayon::prelude::*;

use super::cells::Cells;
use super::existence;
use super::family::Family;
use super::fit::{Bench, Fit};

/// Empty patterns with at least this mean prove that an estimate exists: the fitted table is positive.
const PROOF: f64 = 1e-3;
/// Criteria closer than this are equal, and the model enumerated first wins.
const EQUAL: f64 = 1e-9;
/// Allowance for a fit that stopped short of its maximum.
const SLACK: f64 = 1e-3;

/// A model that has an estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// Bits over the candidates of its family.
    pub model: u32,
    /// The criterion.
    pub bic: f64,
    /// The fit.
    pub fit: Fit,
}

/// Fits every model of a family, best first; models without an estimate are absent.
pub fn rank(cells: &Cells, family: &Family) -> Vec<Ranked> {
    let models = family.models();
    let mut ranked: Vec<(usize, Ranked)> = models
        .par_iter()
        .enumerate()
        .with_min_len(64)
        .map_init(
            || Bench::new(cells),
            |bench, (place, model)| Some((place, score(bench, family, *model).1?)),
        )
        .flatten()
        .collect();
    ranked.sort_by(|a, b| a.1.bic.total_cmp(&b.1.bic).then(a.0.cmp(&b.0)));
    // Equal criteria differ by rounding: among those at the top the first in order of enumeration wins.
    let ties =
        ranked.iter().take_while(|(_, one)| ranked.first().is_some_and(|best| one.bic - best.1.bic < EQUAL));
    let ties = ties.count();
    if let Some(top) = ranked.get_mut(..ties) {
        top.sort_by_key(|(place, _)| *place);
    }
    ranked.into_iter().map(|(_, one)| one).collect()
}

/// The best model alone, found by leaps and bounds (Furnival & Wilson 1974): a family of submodels is
/// skipped when even the likelihood of its largest member with the parameters of its smallest one is not
/// good enough. `None` when no model has an estimate.
pub fn best(bench: &mut Bench, family: &Family, start: &[usize]) -> Option<Ranked> {
    leap(bench, family, start).best
}

/// How many models [`best`] has to fit on this table: a measure of its work that no clock disturbs.
pub fn effort(bench: &mut Bench, family: &Family, start: &[usize]) -> usize {
    leap(bench, family, start).fits
}

fn leap<'a>(bench: &mut Bench, family: &'a Family, start: &[usize]) -> Search<'a> {
    let mut search = Search { family, order: promising(bench, family), best: None, fits: 0 };
    let start = family.model_of(start);
    let (_, found) = score(bench, family, start);
    search.best = found;
    search.descend(bench, family.largest(), 0);
    search
}

struct Search<'a> {
    family: &'a Family,
    order: Vec<usize>,
    best: Option<Ranked>,
    fits: usize,
}

impl Search<'_> {
    /// Looks at all submodels of `allowed` that contain `forced`.
    fn descend(&mut self, bench: &mut Bench, allowed: u32, forced: u32) {
        let (likelihood, found) = score(bench, self.family, allowed);
        self.fits += 1;
        if let Some(one) = found
            && self.best.is_none_or(|best| one.bic < best.bic - EQUAL)
        {
            self.best = Some(one);
        }
        let mut forced = forced;
        for at in 0..self.order.len() {
            let Some(&bit) = self.order.get(at) else { break };
            if allowed & (1 << bit) == 0 || forced & (1 << bit) != 0 {
                continue;
            }
            let smallest = penalty(bench, self.family, forced) - 2.0 * (likelihood + SLACK);
            if self.best.is_some_and(|best| smallest > best.bic) {
                return;
            }
            let rest = self.family.drop(allowed, bit);
            if rest & forced == forced {
                self.descend(bench, rest, forced);
            }
            forced = self.family.force(forced, bit);
        }
    }
}

/// Candidates in the order of how much their overlap differs from chance, the most telling first.
fn promising(bench: &mut Bench, family: &Family) -> Vec<usize> {
    bench.fit(core::iter::empty());
    let mut expected = bench.means().to_vec();
    super::fit::sum_supersets(&mut expected, bench.lists());
    let mut scored: Vec<(f64, usize)> = family
        .candidates()
        .iter()
        .enumerate()
        .map(|(bit, term)| {
            let mean = expected.get(*term).copied().unwrap_or_default().max(1e-9);
            let overlap = bench.overlaps().get(*term).copied().unwrap_or_default();
            ((overlap - mean) * (overlap - mean) / mean, bit)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scored.into_iter().map(|(_, bit)| bit).collect()
}

fn penalty(bench: &Bench, family: &Family, model: u32) -> f64 {
    let parameters = 1 + family.lists() + model.count_ones() as usize;
    parameters as f64 * log(bench.observed())
}

/// Fits one model: its log-likelihood (never below the supremum by more than the slack) and, if it has an
/// estimate, its place in the ranking.
fn score(bench: &mut Bench, family: &Family, model: u32) -> (f64, Option<Ranked>) {
    let fit = bench.fit(family.terms(model));
    let proven = fit.converged && fit.aliased == 0 && fit.least_empty_mean > PROOF;
    let sound = proven
        || fit.unseen.is_finite()
            && existence::check(bench.counts(), bench.lists(), family.terms(model)).is_sound();
    let likelihood = if fit.converged { fit.log_likelihood } else { bench.saturated() };
    let ranked = sound.then(|| {
        let bic = penalty(bench, family, model) - 2.0 * fit.log_likelihood;
        Ranked { model, bic, fit }
    });
    (likelihood, ranked)
}
