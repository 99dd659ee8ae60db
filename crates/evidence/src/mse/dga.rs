//! `dga`: average over all decomposable graphs (Madigan & York 1997; R package dga 2.0.2).
//!
//! Uniform over graphs, hyper-Dirichlet with `2^-lists` a full cell, population proportional to 1/N on a
//! grid of 1 to `grid` missing people. The peer takes the grid from its user; here it doubles until the
//! answer no longer leans on its edge, and if that does not help the answer says so.
//!
//! The likelihood of a graph is a product over its cliques and separators, each of which depends on the
//! missing count through one log-gamma: these are tabulated once per set of lists. Graphs that stay far
//! below the best one along the whole grid are left out (less than e^-45 of it).

use libm::{exp, lgamma, log};

use super::cells::Cells;
use super::graphs::{Graph, decomposable};

/// Most lists: the number of graphs explodes beyond.
pub const MOST_LISTS: usize = 5;
/// Share of the grid at its upper end that must hold next to nothing.
const EDGE: f64 = 0.01;
/// More mass than this in the last part of the grid means that the prior decides the upper end.
const LEANING: f64 = 1e-4;
/// How often the grid may double.
const DOUBLINGS: u32 = 5;
/// First grid, in missing people for each one observed; the latent classes stop there too.
const FIRST_GRID: f64 = 20.0;
/// No growing grid has more points; a longer one takes steps of several people, far below its resolution.
const MOST_POINTS: usize = 200_000;
/// Missing people are never searched for beyond this.
const FURTHEST: f64 = 1e12;
/// Graphs further below the best, in logarithms, do not count.
const NEGLIGIBLE: f64 = 45.0;
/// Points along the grid at which graphs are compared before they are left out.
const PROBES: usize = 64;
/// Missing counts worked on at a time.
const CHUNK: usize = 1_024;

/// The posterior of the population.
#[derive(Debug, Clone, PartialEq)]
pub struct Dga {
    /// Posterior median.
    pub median: f64,
    /// Posterior mean.
    pub mean: f64,
    /// 2.5 % quantile.
    pub lower: f64,
    /// 97.5 % quantile.
    pub upper: f64,
    /// Largest missing count considered.
    pub grid: usize,
    /// Whether the upper end is set by the grid, not by the data.
    pub leans_on_grid: bool,
    /// Number of graphs averaged over.
    pub graphs: usize,
}

/// Averages on a fixed grid of missing counts, as the package does.
pub fn on_grid(cells: &Cells, grid: usize) -> Dga {
    let graphs = decomposable(cells.lists());
    posterior(cells, &graphs, grid.max(1), 1)
}

/// Averages on a grid that grows until the answer does not lean on it.
pub fn run(cells: &Cells) -> Dga {
    let graphs = decomposable(cells.lists());
    let mut grid = (cells.observed() * FIRST_GRID).clamp(1_000.0, FURTHEST) as usize;
    let on = |grid: usize| posterior(cells, &graphs, grid, grid.div_ceil(MOST_POINTS));
    let mut answer = on(grid);
    for _ in 0..DOUBLINGS {
        if !answer.leans_on_grid {
            break;
        }
        grid *= 2;
        answer = on(grid);
    }
    answer
}

/// One set of lists: its log marginal likelihood is a constant plus a log-gamma of the missing count.
struct Margin {
    constant: f64,
    shift: f64,
}

impl Margin {
    /// Counts over the patterns of `set`; the all-zero one is completed by the missing count.
    fn of(cells: &Cells, set: usize) -> Margin {
        let lists = super::family::members(set);
        let prior = 1.0 / (1_usize << lists.len()) as f64;
        let mut counts = vec![0.0; 1 << lists.len()];
        for (pattern, count) in cells.filled() {
            let margin: usize = lists
                .iter()
                .enumerate()
                .filter(|(_, list)| pattern & (1 << **list) != 0)
                .map(|(bit, _)| 1 << bit)
                .sum();
            // The margin has one bit a list of the set.
            counts[margin] += count;
        }
        let others: f64 = counts.iter().skip(1).map(|count| lgamma(count + prior)).sum();
        let constant = others - counts.len() as f64 * lgamma(prior);
        Margin { constant, shift: counts.first().copied().unwrap_or_default() + prior }
    }

    fn at(&self, missing: f64) -> f64 {
        self.constant + lgamma(self.shift + missing)
    }
}

/// Log posterior of one graph and one missing count, up to a constant.
fn log_posterior(n: f64, margins: &[Margin], graph: &Graph, missing: f64) -> f64 {
    let whole = lgamma(n + missing + 1.0);
    let parts: f64 = graph
        .parts
        .iter()
        .filter_map(|(set, times)| Some(f64::from(*times) * (margins.get(*set)?.at(missing) - whole)))
        .sum();
    parts + whole - lgamma(missing + 1.0) - log(n + missing)
}

/// Graphs that come near the best one somewhere along the grid. The difference of two graphs changes
/// slowly with the missing count, so that a few probes are enough.
fn telling<'a>(n: f64, margins: &[Margin], graphs: &'a [Graph], grid: usize) -> Vec<&'a Graph> {
    let mut is_telling = vec![false; graphs.len()];
    for probe in 0..PROBES {
        let missing = exp(log(grid as f64) * probe as f64 / (PROBES - 1) as f64);
        let values: Vec<f64> = graphs.iter().map(|graph| log_posterior(n, margins, graph, missing)).collect();
        let best = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        for (keep, value) in is_telling.iter_mut().zip(&values) {
            *keep |= *value > best - NEGLIGIBLE;
        }
    }
    graphs.iter().zip(is_telling).filter(|(_, keep)| *keep).map(|(graph, _)| graph).collect()
}

/// Sums over graphs at every `stride`-th missing count up to `grid`.
fn posterior(cells: &Cells, graphs: &[Graph], grid: usize, stride: usize) -> Dga {
    let n = cells.observed();
    let margins: Vec<Margin> = (0..cells.counts().len()).map(|set| Margin::of(cells, set)).collect();
    let kept = telling(n, &margins, graphs, grid);
    let points = grid / stride;
    let step = stride as f64;
    let mut masses: Vec<f64> = Vec::with_capacity(points);
    let mut sets = vec![[0.0; CHUNK]; margins.len()];
    let mut logs = vec![[0.0; CHUNK]; kept.len()];
    let mut top = f64::NEG_INFINITY;
    while masses.len() < points {
        let first = masses.len() as f64 * step + 1.0;
        let length = CHUNK.min(points - masses.len());
        let common = tabulate(n, &margins, first, step, &mut sets);
        for (values, graph) in logs.iter_mut().zip(&kept) {
            values.copy_from_slice(&common);
            for (set, times) in &graph.parts {
                let times = f64::from(*times);
                // The set is a mask of these lists.
                values.iter_mut().zip(&sets[*set]).for_each(|(value, part)| *value += times * part);
            }
        }
        let highest = logs.iter().flat_map(|values| values.iter().take(length)).copied().fold(top, f64::max);
        if highest > top {
            let scale = exp(top - highest);
            for mass in &mut masses {
                *mass *= scale;
            }
            top = highest;
        }
        let mass_at = |offset: usize| -> f64 {
            let heights = logs.iter().filter_map(|values| values.get(offset)).map(|value| value - top);
            heights.filter(|height| *height > -NEGLIGIBLE).map(exp).sum()
        };
        masses.extend((0..length).map(mass_at));
    }
    summary(n, &masses, step, graphs.len())
}

/// Log marginal likelihoods of every set of lists over one chunk; returns what all graphs share.
fn tabulate(n: f64, margins: &[Margin], first: f64, step: f64, sets: &mut [[f64; CHUNK]]) -> [f64; CHUNK] {
    let mut whole = [0.0; CHUNK];
    climb(&mut whole, n + first + 1.0, step, 0.0);
    for (values, margin) in sets.iter_mut().zip(margins).skip(1) {
        climb(values, margin.shift + first, step, margin.constant);
        values.iter_mut().zip(&whole).for_each(|(value, total)| *value -= total);
    }
    let mut common = [0.0; CHUNK];
    climb(&mut common, first + 1.0, step, 0.0);
    for (offset, (value, total)) in common.iter_mut().zip(&whole).enumerate() {
        *value = total - *value - log(n + first + offset as f64 * step);
    }
    common
}

/// `constant + lnGamma(from + i * step)`; for single steps by adding logarithms to the first value.
fn climb(values: &mut [f64; CHUNK], from: f64, step: f64, constant: f64) {
    let mut current = constant + lgamma(from);
    let mut next = from;
    for value in values {
        *value = current;
        if step > 1.0 {
            next += step;
            current = constant + lgamma(next);
        } else {
            current += log(next);
            next += 1.0;
        }
    }
}

/// Quantiles: the first population whose cumulated mass reaches the share.
fn summary(n: f64, masses: &[f64], step: f64, graphs: usize) -> Dga {
    let total: f64 = masses.iter().sum();
    let quantile = |share: f64| {
        let mut sum = 0.0;
        let place = masses.iter().position(|mass| {
            sum += mass;
            sum >= share * total
        });
        n + 1.0 + place.unwrap_or(masses.len() - 1) as f64 * step
    };
    let people =
        masses.iter().enumerate().map(|(place, mass)| mass * (n + 1.0 + place as f64 * step)).sum::<f64>();
    let edge = masses.len() - ((masses.len() as f64 * EDGE) as usize).max(1).min(masses.len());
    let last: f64 = masses.iter().skip(edge).sum();
    Dga {
        median: quantile(0.5),
        mean: people / total,
        lower: quantile(0.025),
        upper: quantile(0.975),
        grid: (masses.len() as f64 * step) as usize,
        leans_on_grid: last > LEANING * total,
        graphs,
    }
}
