//! `dga`: average over all decomposable graphs (Madigan & York 1997; R package dga 2.0.2).
//!
//! Uniform over graphs, hyper-Dirichlet with `2^-lists` a full cell, population proportional to 1/N on a
//! grid of 1 to `grid` missing people. The peer takes the grid from its user; here it doubles until the
//! answer no longer leans on its edge, and if that does not help the answer says so.
//!
//! The likelihood of a graph is a product over its cliques and separators, each of which depends on the
//! missing count through one log-gamma: these are tabulated once per set of lists. Graphs that stay far
//! below the best one along the whole grid are left out (less than e^-30 of it).

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
/// No grid begins shorter: the length at which the package's answers were recorded.
const SHORTEST_GRID: f64 = 60_000.0;
/// No growing grid has more points; a longer one takes steps of several people, far below its resolution.
const MOST_POINTS: usize = 200_000;
/// Missing people are never searched for beyond this.
const FURTHEST: f64 = 1e12;
/// Graphs further below the best, in logarithms, do not count.
const NEGLIGIBLE: f64 = 30.0;
/// Points along the grid at which graphs are compared before they are left out.
const PROBES: usize = 512;
/// From so many people on the posterior may be narrower than the distance of two probes.
const NARROW: f64 = 100_000.0;
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
    let mut grid = (cells.observed() * FIRST_GRID).clamp(SHORTEST_GRID, FURTHEST) as usize;
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

/// A graph and the first and last missing count between which it is not negligible.
struct Telling<'a> {
    graph: &'a Graph,
    first: f64,
    last: f64,
}

/// Graphs that come near the best one somewhere along the grid, with the stretch where they do.
fn telling<'a>(n: f64, margins: &[Margin], graphs: &'a [Graph], grid: usize) -> Vec<Telling<'a>> {
    let probes: Vec<f64> =
        (0..PROBES).map(|probe| exp(log(grid as f64) * probe as f64 / (PROBES - 1) as f64)).collect();
    let tables: Vec<(f64, Vec<f64>)> = probes
        .iter()
        .map(|missing| {
            let whole = lgamma(n + missing + 1.0);
            let sets = margins.iter().map(|margin| margin.at(*missing) - whole).collect();
            (whole - lgamma(missing + 1.0) - log(n + missing), sets)
        })
        .collect();
    let along = |graph: &Graph| -> Vec<f64> {
        let at = |(common, sets): &(f64, Vec<f64>)| {
            // The set is a mask of these lists.
            common + graph.parts.iter().map(|(set, times)| f64::from(*times) * sets[*set]).sum::<f64>()
        };
        tables.iter().map(at).collect()
    };
    let mut best_at = vec![f64::NEG_INFINITY; PROBES];
    for graph in graphs {
        for (best, value) in best_at.iter_mut().zip(along(graph)) {
            *best = best.max(value);
        }
    }
    let top = best_at.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // Where a posterior may be narrower than the distance of two probes, graphs are only compared with
    // each other at the same count: their difference changes slowly.
    let is_narrow = n > NARROW;
    graphs
        .iter()
        .filter_map(|graph| {
            let values = along(graph);
            let bars = best_at.iter().map(|best| if is_narrow { *best } else { top } - NEGLIGIBLE);
            let near: Vec<bool> = values.iter().zip(bars).map(|(value, bar)| *value > bar).collect();
            let first = near.iter().position(|is_near| *is_near)?;
            let last = near.iter().rposition(|is_near| *is_near)?;
            // One probe further on both sides.
            let first = probes.get(first.saturating_sub(1)).copied().unwrap_or(1.0);
            let last = probes.get(last + 1).copied().unwrap_or(grid as f64);
            Some(Telling { graph, first, last })
        })
        .collect()
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
        let end = first + CHUNK as f64 * step;
        let here: Vec<&Graph> =
            kept.iter().filter(|one| one.last >= first && one.first <= end).map(|one| one.graph).collect();
        for (values, graph) in logs.iter_mut().zip(&here) {
            values.copy_from_slice(&common);
            for (set, times) in &graph.parts {
                let times = f64::from(*times);
                // The set is a mask of these lists.
                for (value, part) in values.iter_mut().zip(&sets[*set]) {
                    *value += times * part;
                }
            }
        }
        let logs = logs.get(..here.len()).unwrap_or_default();
        let highest = logs.iter().flat_map(|values| values.iter().take(length)).copied().fold(top, f64::max);
        if highest > top {
            let scale = exp(top - highest);
            for mass in &mut masses {
                *mass *= scale;
            }
            top = highest;
        }
        let mut mass = [0.0; CHUNK];
        for values in logs {
            for (total, value) in mass.iter_mut().zip(values).take(length) {
                let height = value - top;
                if height > -NEGLIGIBLE {
                    *total += exp(height);
                }
            }
        }
        masses.extend(mass.iter().take(length));
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
