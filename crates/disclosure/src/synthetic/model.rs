//! From noisy counts to targets that agree with each other.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::choice::Candidate;
use super::fit::Target;
use super::marginal::{Shape, subsets};
use super::raking::{Margin, rake};
use super::shrink;

/// Noisy counts of one marginal.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Its columns.
    pub shape: Shape,
    /// The counts.
    pub noisy: Vec<i64>,
    /// Variance of the noise of a cell.
    pub variance: f64,
}

/// A triple of columns.
#[derive(Debug, Clone)]
pub struct Triple {
    /// Its columns.
    pub shape: Shape,
    /// Counts as believed, in persons.
    pub believed: Vec<f64>,
    /// As measured, where it was.
    pub measured: Option<Measured>,
}

/// What is believed about all marginals of one and two columns, in persons.
pub struct Beliefs {
    /// Codes of each column.
    pub sizes: Vec<usize>,
    /// Persons.
    pub total: f64,
    /// Counts of each column.
    pub singles: Vec<Vec<f64>>,
    /// Counts of pairs, by their columns.
    pub pairs: BTreeMap<(usize, usize), Vec<f64>>,
}

const ROUNDS: usize = 12;

#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^52")]
fn floats(counts: &[i64]) -> Vec<f64> {
    counts.iter().map(|&count| count as f64).collect()
}

impl Beliefs {
    /// Combines what was counted of single columns (code 0 not counted: infinite variance) and of pairs.
    #[expect(clippy::cast_precision_loss, reason = "sizes of columns")]
    pub fn new(sizes: &[usize], singles: &[Vec<(f64, f64)>], pairs: &[Measured]) -> Beliefs {
        let mut sums: Vec<Vec<Vec<(f64, f64)>>> =
            singles.iter().map(|cells| cells.iter().map(|&cell| vec![cell]).collect()).collect();
        let mut totals = Vec::new();
        for pair in pairs {
            let noisy = floats(&pair.noisy);
            totals.push((noisy.iter().sum(), pair.variance * noisy.len() as f64));
            let ([a, b], [rows, columns]) = (&pair.shape.columns[..], &pair.shape.sizes[..]) else {
                // A column alone, measured with its unknown.
                sums[0].iter_mut().zip(&noisy).for_each(|(seen, &count)| seen.push((count, pair.variance)));
                continue;
            };
            let (a, b, rows, columns) = (*a, *b, *rows, *columns);
            for (i, row) in noisy.chunks(columns).enumerate() {
                sums[a][i].push((row.iter().sum(), pair.variance * columns as f64));
            }
            for (j, seen) in sums.get_mut(b).into_iter().flatten().enumerate() {
                let sum: f64 = noisy.iter().skip(j).step_by(columns).sum();
                seen.push((sum, pair.variance * rows as f64));
            }
        }
        for cells in singles {
            totals.push(
                cells.iter().fold((0.0, 0.0), |(sum, variance), cell| (sum + cell.0, variance + cell.1)),
            );
        }
        if totals.iter().all(|(_, variance)| variance.is_infinite()) {
            // Before any pair is measured: as if nobody were unknown.
            totals = singles.iter().map(|cells| (cells.iter().map(|cell| cell.0).sum(), 1.0)).collect();
        }
        let total = weighted(&totals).max(1.0);
        let singles: Vec<Vec<f64>> = sums
            .iter()
            .map(|column| {
                let mut cells: Vec<f64> = column.iter().map(|seen| weighted(seen).max(0.0)).collect();
                let sum: f64 = cells.iter().sum();
                if sum > 0.0 {
                    for cell in &mut cells {
                        *cell *= total / sum;
                    }
                } else {
                    cells.iter_mut().take(1).for_each(|cell| *cell = total);
                }
                cells
            })
            .collect();
        let pairs: Vec<&Measured> = pairs.iter().filter(|pair| pair.shape.columns.len() == 2).collect();
        let estimated = estimate_pairs(&singles, total, &pairs);
        Beliefs { sizes: sizes.to_vec(), total, singles, pairs: estimated }
    }

    /// What singles and pairs lead one to expect of a marginal.
    pub fn expectation(&self, shape: Shape) -> Candidate {
        let mut expected = vec![1.0; shape.cells().unwrap_or(0)];
        rake(&mut expected, &self.margins(&shape), ROUNDS);
        Candidate { shape, expected }
    }

    /// How many pairs among these columns were measured.
    pub fn pairs_within(&self, columns: &[usize]) -> usize {
        let is_measured = |places: &&Vec<usize>| match places.as_slice() {
            [a, b] => {
                columns.get(*a).zip(columns.get(*b)).is_some_and(|(&a, &b)| self.pairs.contains_key(&(a, b)))
            }
            _ => false,
        };
        subsets(columns.len(), 2).iter().filter(is_measured).count()
    }

    fn margins(&self, shape: &Shape) -> Vec<Margin<'_>> {
        let mut margins = Vec::new();
        for places in subsets(shape.columns.len(), 2) {
            let pair = (shape.columns[places[0]], shape.columns[places[1]]);
            if let Some(wanted) = self.pairs.get(&pair) {
                margins.push(Margin::new(shape, &places, wanted));
            }
        }
        let is_in_pair = |column: usize| {
            shape
                .columns
                .iter()
                .any(|&other| self.pairs.contains_key(&(column.min(other), column.max(other))))
        };
        for (place, &column) in shape.columns.iter().enumerate() {
            if !is_in_pair(column) {
                margins.push(Margin::new(shape, &[place], &self.singles[column]));
            }
        }
        margins
    }

    /// What is believed of a triple: what was measured and what was expected, weighed against each other.
    pub fn triple(&self, candidate: Candidate, measured: Option<Measured>) -> Triple {
        let Candidate { shape, expected } = candidate;
        let Some(measured) = measured else { return Triple { shape, believed: expected, measured: None } };
        let believed = shrink::estimate(&measured.noisy, &expected, measured.variance.sqrt());
        let mut believed = floored(&believed, &expected);
        rake(&mut believed, &self.margins(&shape), ROUNDS / 2);
        Triple { shape, believed, measured: Some(measured) }
    }

    /// What the records should count up to. Every number of columns weighs the same in all.
    #[expect(clippy::cast_precision_loss, reason = "a number of marginals")]
    pub fn all_targets(&self, rows: f64, triples: Vec<Triple>) -> Vec<Target> {
        let scale = rows / self.total;
        let scaled = |cells: &[f64]| cells.iter().map(|cell| cell * scale).collect();
        let each = |how_many: usize| 1.0 / how_many.max(1) as f64;
        let singles = self.singles.iter().enumerate().map(|(at, cells)| Target {
            shape: Shape::new(&[at], &self.sizes),
            wanted: scaled(cells),
            weight: each(self.singles.len()),
        });
        let pairs = self.pairs.iter().map(|(&(a, b), cells)| Target {
            shape: Shape::new(&[a, b], &self.sizes),
            wanted: scaled(cells),
            weight: each(self.pairs.len()),
        });
        let weight = each(triples.len());
        let triples = triples.into_iter().map(|triple| {
            let Triple { shape, believed: mut wanted, .. } = triple;
            for cell in &mut wanted {
                *cell *= scale;
            }
            Target { shape, wanted, weight }
        });
        singles.chain(pairs).chain(triples).collect()
    }
}

/// Nothing that is expected is ruled out by noise, and nothing is negative.
fn floored(cells: &[f64], expected: &[f64]) -> Vec<f64> {
    cells.iter().zip(expected).map(|(cell, expected)| cell.max(expected * 1e-3).max(0.0)).collect()
}

/// Mean weighted by the inverse of the variances.
fn weighted(seen: &[(f64, f64)]) -> f64 {
    let (sum, weight) = seen
        .iter()
        .filter(|(_, variance)| variance.is_finite() && *variance > 0.0)
        .fold((0.0, 0.0), |(sum, weight), (value, variance)| {
            (sum + value / variance, weight + 1.0 / variance)
        });
    if weight > 0.0 { sum / weight } else { 0.0 }
}

fn estimate_pairs(
    singles: &[Vec<f64>],
    total: f64,
    pairs: &[&Measured],
) -> BTreeMap<(usize, usize), Vec<f64>> {
    let expected: Vec<Vec<f64>> = pairs
        .iter()
        .map(|pair| {
            let (a, b) = (&singles[pair.shape.columns[0]], &singles[pair.shape.columns[1]]);
            a.iter().flat_map(|x| b.iter().map(move |y| x * y / total)).collect()
        })
        .collect();
    // All pairs share the noise and so the prior: pooled, small ones learn from large ones.
    let noisy: Vec<i64> = pairs.iter().flat_map(|pair| pair.noisy.iter().copied()).collect();
    let model: Vec<f64> = expected.iter().flatten().copied().collect();
    let variance = pairs.first().map_or(1.0, |pair| pair.variance);
    let pooled = shrink::estimate(&noisy, &model, variance.sqrt());
    let mut rest = pooled.as_slice();
    let parts: Vec<&[f64]> = pairs
        .iter()
        .map(|pair| {
            let (part, after) = rest.split_at(pair.noisy.len());
            rest = after;
            part
        })
        .collect();
    pairs
        .par_iter()
        .zip(parts)
        .zip(&expected)
        .map(|((pair, part), expected)| {
            let (a, b) = (pair.shape.columns[0], pair.shape.columns[1]);
            let mut table = floored(part, expected);
            let margins =
                [Margin::new(&pair.shape, &[0], &singles[a]), Margin::new(&pair.shape, &[1], &singles[b])];
            rake(&mut table, &margins, ROUNDS);
            ((a, b), table)
        })
        .collect()
}
