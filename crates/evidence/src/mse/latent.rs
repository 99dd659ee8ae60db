//! `latent_class`: people of different kinds, lists independent within a kind (Manrique-Vallier 2016).
//!
//! A truncated stick-breaking mixture with ten classes, fitted by Gibbs sampling as in LCMCR 0.4.14, several
//! chains at once. Chains that disagree say so: with several modes no length of one chain would show it.
//!
//! Classes are below [`CLASSES`] and masks below `2^lists`; every array here has one of these lengths.

use libm::{exp, lgamma, log};
use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Beta, Distribution, Gamma, Poisson, StandardNormal};
use rayon::prelude::*;

use super::cells::Cells;
use super::family::members;
use super::random::{Purpose, binomial, stream};
use super::tails::quantile_type_8;
use crate::progress::{Cancelled, Progress, Stage};

/// Number of classes (LCMCR's setting for these tables).
pub const CLASSES: usize = 10;
/// Shape and rate of the prior of the concentration.
const CONCENTRATION: f64 = 0.25;
/// Spread of a step of the logarithm of the concentration.
const STEP: f64 = 2.0;
/// The unseen are at most this many times the observed.
pub const MOST_UNSEEN: f64 = 20.0;
/// Chains whose split R-hat is larger have not converged.
pub const CONVERGED: f64 = 1.05;
/// Draws of the unseen beyond the limit before the limit itself is taken.
const REDRAWS: usize = 1_000;
/// Sweeps between two looks at the cancel flag.
const BREATH: usize = 1_000;

/// How long to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// Independent chains.
    pub chains: usize,
    /// Sweeps thrown away.
    pub burn_in: usize,
    /// Draws kept of each chain.
    pub kept: usize,
    /// Sweeps for each kept draw.
    pub thin: usize,
}

impl Default for Length {
    fn default() -> Length {
        Length { chains: 4, burn_in: 10_000, kept: 1_000, thin: 100 }
    }
}

/// The posterior of the population over all chains.
#[derive(Debug, Clone, PartialEq)]
pub struct Latent {
    /// Posterior median.
    pub median: f64,
    /// 2.5 % quantile.
    pub lower: f64,
    /// 97.5 % quantile.
    pub upper: f64,
    /// Split R-hat of ln N (Gelman & Rubin 1992, each chain in halves).
    pub r_hat: f64,
    /// Median of each chain.
    pub chain_medians: Vec<f64>,
}

impl Latent {
    /// Whether the chains agree.
    pub fn has_converged(&self) -> bool {
        self.r_hat <= CONVERGED
    }
}

/// Runs the chains.
pub fn run(cells: &Cells, length: Length, seed: u64, progress: &Progress<'_>) -> Result<Latent, Cancelled> {
    let breaths = (length.burn_in + length.kept * length.thin).div_ceil(BREATH) * length.chains;
    let stage = progress.stage("steps of the latent-class chains", breaths);
    let chains: Result<Vec<Vec<f64>>, Cancelled> = (0..length.chains)
        .into_par_iter()
        .map(|index| Chain::new(cells, stream(seed, Purpose::Chain, index)).run(length, &stage))
        .collect();
    let chains = chains?;
    let sorted = |values: &mut dyn Iterator<Item = f64>| -> Vec<f64> {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        values
    };
    let all = sorted(&mut chains.iter().flatten().copied());
    let at = |values: &[f64], share| quantile_type_8(values, share).unwrap_or(f64::NAN);
    let chain_medians = chains.iter().map(|chain| at(&sorted(&mut chain.iter().copied()), 0.5)).collect();
    Ok(Latent {
        median: at(&all, 0.5),
        lower: at(&all, 0.025),
        upper: at(&all, 0.975),
        r_hat: split_r_hat(&chains),
        chain_medians,
    })
}

/// Agreement of half chains on ln N: 1 when the spread between them is that within.
fn split_r_hat(chains: &[Vec<f64>]) -> f64 {
    let halves: Vec<Vec<f64>> = chains
        .iter()
        .flat_map(|chain| {
            let (early, late) = chain.split_at(chain.len() / 2);
            [early, late].map(|half| half.iter().map(|n| log(*n)).collect())
        })
        .collect();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let variance = |values: &[f64]| {
        let centre = mean(values);
        values.iter().map(|value| (value - centre) * (value - centre)).sum::<f64>()
            / (values.len() as f64 - 1.0)
    };
    let draws = halves.iter().map(Vec::len).min().unwrap_or_default() as f64;
    let within = mean(&halves.iter().map(|half| variance(half)).collect::<Vec<_>>());
    let between = variance(&halves.iter().map(|half| mean(half)).collect::<Vec<_>>());
    // Chains that never move agree when they stand at one place.
    if within == 0.0 {
        return if between == 0.0 { 1.0 } else { f64::INFINITY };
    }
    (((draws - 1.0) / draws * within + between) / within).sqrt()
}

/// One Gibbs sampler.
struct Chain {
    random: ChaCha8Rng,
    lists: usize,
    observed: u64,
    /// Mask, lists and people of each filled pattern.
    patterns: Vec<(usize, Vec<usize>, u64)>,
    shares: [f64; CLASSES],
    /// Capture probability by class, then list.
    capture: [Vec<f64>; CLASSES],
    concentration: f64,
    unseen: u64,
    unseen_by_class: [u64; CLASSES],
    /// Chance of each pattern by class, for the current probabilities.
    chances: [Vec<f64>; CLASSES],
}

impl Chain {
    fn new(cells: &Cells, random: ChaCha8Rng) -> Chain {
        let n = cells.observed();
        let at_list_shares: Vec<f64> =
            (0..cells.lists()).map(|list| (cells.overlap(1 << list) / n).clamp(1e-3, 1.0 - 1e-3)).collect();
        let mut shares = [0.0; CLASSES];
        let mut left = 1.0;
        for share in &mut shares {
            *share = left / 2.0;
            left /= 2.0;
        }
        shares[CLASSES - 1] += left;
        Chain {
            random,
            lists: cells.lists(),
            observed: n as u64,
            patterns: cells.filled().map(|(mask, count)| (mask, members(mask), count as u64)).collect(),
            shares,
            capture: core::array::from_fn(|_| at_list_shares.clone()),
            concentration: 1.0,
            unseen: 0,
            unseen_by_class: [0; CLASSES],
            chances: core::array::from_fn(|_| vec![0.0; cells.counts().len()]),
        }
    }

    fn run(mut self, length: Length, stage: &Stage<'_>) -> Result<Vec<f64>, Cancelled> {
        let mut kept = Vec::with_capacity(length.kept);
        for sweep in 0..length.burn_in + length.kept * length.thin {
            if sweep % BREATH == 0 {
                stage.check()?;
                stage.step();
            }
            self.sweep();
            if sweep >= length.burn_in && (sweep - length.burn_in + 1).is_multiple_of(length.thin) {
                kept.push((self.observed + self.unseen) as f64);
            }
        }
        Ok(kept)
    }

    fn sweep(&mut self) {
        self.spread_chances();
        let (mut people, mut captured) = self.assign_classes();
        self.reorder(&mut people, &mut captured);
        self.draw_captures(&people, &captured);
        self.draw_concentration(&people);
        self.draw_shares(&people);
        self.draw_unseen();
    }

    /// Share of a class times the chance of each pattern within it, by doubling over the lists.
    fn spread_chances(&mut self) {
        for class in 0..CLASSES {
            let chances = &mut self.chances[class];
            chances[0] = self.shares[class];
            for (list, caught) in self.capture[class].iter().enumerate() {
                let (without, with) = chances.split_at_mut(1 << list);
                for (low, high) in without.iter_mut().zip(with) {
                    *high = *low * caught;
                    *low *= 1.0 - caught;
                }
            }
        }
    }

    /// Draws the classes of the observed; returns people and captures by class, the unseen included.
    fn assign_classes(&mut self) -> ([u64; CLASSES], [[u64; super::cells::MOST_LISTS]; CLASSES]) {
        let mut people = self.unseen_by_class;
        let mut captured = [[0; super::cells::MOST_LISTS]; CLASSES];
        for (mask, lists, count) in &self.patterns {
            let mut rest: f64 = self.chances.iter().map(|chances| chances[*mask]).sum();
            let mut left = *count;
            for class in 0..CLASSES {
                if left == 0 {
                    break;
                }
                let chance = self.chances[class][*mask];
                let drawn =
                    if class == CLASSES - 1 { left } else { binomial(&mut self.random, left, chance / rest) };
                rest -= chance;
                left -= drawn;
                people[class] += drawn;
                if drawn > 0 {
                    for list in lists {
                        captured[class][*list] += drawn;
                    }
                }
            }
        }
        (people, captured)
    }

    /// Offers neighbouring classes to change places, sticks and captures integrated out: without it a large
    /// class that happens to stand late in the order stays there for very long.
    fn reorder(
        &mut self,
        people: &mut [u64; CLASSES],
        captured: &mut [[u64; super::cells::MOST_LISTS]; CLASSES],
    ) {
        let mut later: u64 = people.iter().sum();
        for class in 0..CLASSES - 2 {
            let (this, next) = (people[class], people[class + 1]);
            later -= this;
            let rest = later - next;
            let before = self.concentration + (next + rest) as f64;
            let after = self.concentration + (this + rest) as f64;
            if this != next && self.random.random::<f64>() * after < before {
                people.swap(class, class + 1);
                captured.swap(class, class + 1);
                later = later + this - next;
            }
        }
    }

    fn draw_captures(
        &mut self,
        people: &[u64; CLASSES],
        captured: &[[u64; super::cells::MOST_LISTS]; CLASSES],
    ) {
        for class in 0..CLASSES {
            for list in 0..self.lists {
                let caught = captured[class][list];
                let missed = people[class] - caught;
                self.capture[class][list] = beta(&mut self.random, 1.0 + caught as f64, 1.0 + missed as f64);
            }
        }
    }

    fn draw_shares(&mut self, people: &[u64; CLASSES]) {
        let mut later: u64 = people.iter().sum();
        // In logarithms: with a small concentration what is left is far below the precision of 1 - stick.
        let mut log_left = 0.0;
        for class in 0..CLASSES - 1 {
            later -= people[class];
            let (stick, log_rest) =
                stick(&mut self.random, 1.0 + people[class] as f64, self.concentration + later as f64);
            self.shares[class] = exp(log_left) * stick;
            log_left += log_rest;
        }
        self.shares[CLASSES - 1] = exp(log_left);
    }

    /// Failures before as many successes as people were observed, below the limit; then their classes.
    fn draw_unseen(&mut self) {
        let mut missed = [0.0; CLASSES];
        for class in 0..CLASSES {
            missed[class] =
                self.shares[class] * self.capture[class].iter().map(|caught| 1.0 - caught).product::<f64>();
        }
        let chance = missed.iter().sum::<f64>().clamp(0.0, 1.0 - 1e-12);
        let n = self.observed as f64;
        let most = n * MOST_UNSEEN;
        self.unseen = most as u64;
        if let Ok(rate) = Gamma::new(n, chance / (1.0 - chance)) {
            for _ in 0..REDRAWS {
                let mean: f64 = rate.sample(&mut self.random);
                let drawn = Poisson::new(mean).map_or(0.0, |law| law.sample(&mut self.random));
                if drawn <= most {
                    self.unseen = drawn as u64;
                    break;
                }
            }
        }
        let mut rest = chance;
        let mut left = self.unseen;
        for (class, missed) in missed.iter().enumerate() {
            let drawn =
                if class == CLASSES - 1 { left } else { binomial(&mut self.random, left, missed / rest) };
            rest -= missed;
            left -= drawn;
            self.unseen_by_class[class] = drawn;
        }
    }

    /// One Metropolis step on the logarithm of the concentration, the sticks integrated out.
    ///
    /// The peer draws it given the sticks; that has the same target, but a chain that once puts everybody
    /// into one class then stays near zero for thousands of sweeps.
    fn draw_concentration(&mut self, people: &[u64; CLASSES]) {
        let step: f64 = StandardNormal.sample(&mut self.random);
        let proposed = self.concentration * exp(STEP * step);
        let gain =
            concentration_density(proposed, people) - concentration_density(self.concentration, people);
        if log(1.0 - self.random.random::<f64>()) < gain {
            self.concentration = proposed;
        }
    }
}

/// Log density of the logarithm of the concentration given people by class.
fn concentration_density(concentration: f64, people: &[u64; CLASSES]) -> f64 {
    let mut later: u64 = people.iter().sum();
    let mut density = CONCENTRATION * (log(concentration) - concentration);
    for in_class in people.iter().take(CLASSES - 1) {
        if later == 0 {
            // Nobody in this class and the later ones: the factor is one.
            break;
        }
        let all = later as f64;
        later -= in_class;
        density +=
            log(concentration) + lgamma(concentration + later as f64) - lgamma(1.0 + concentration + all);
    }
    density
}

/// A beta draw with the logarithm of its complement, exact also where the complement underflows.
fn stick(random: &mut ChaCha8Rng, a: f64, b: f64) -> (f64, f64) {
    let taken = gamma(random, a);
    // A gamma variable of small shape is one of a shape larger by one times a power of a uniform.
    let (grown, small) = if b < 1.0 { (b + 1.0, log(1.0 - random.random::<f64>()) / b) } else { (b, 0.0) };
    let log_rest = log(gamma(random, grown)) + small;
    let total = taken + exp(log_rest);
    (taken / total, log_rest - log(total))
}

fn gamma(random: &mut ChaCha8Rng, shape: f64) -> f64 {
    Gamma::new(shape, 1.0).map_or(1.0, |law| law.sample(random))
}

/// A beta draw kept inside (0, 1).
fn beta(random: &mut ChaCha8Rng, a: f64, b: f64) -> f64 {
    let drawn: f64 = Beta::new(a, b).map_or(0.5, |law| law.sample(random));
    drawn.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON)
}
