//! What a noisy count says once the noise is known: empirical Bayes over cells that a model expects alike.
//!
//! Only noisy counts and the model made from noisy counts go in, so this is post-processing and costs
//! nothing. Robbins 1956; the prior of each group is the maximum likelihood one on a grid (Kiefer &
//! Wolfowitz 1956, found by EM).

use std::collections::BTreeMap;

/// Noisy counts are taken as they are beyond so many scales of the noise.
const PLAIN_FROM: f64 = 7.0;
const ROUNDS: usize = 60;

/// Estimates the counts of cells from noisy ones of scale `scale`, given what a model expects of each.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "counts stay below 2^52")]
pub fn estimate(noisy: &[i64], model: &[f64], scale: f64) -> Vec<f64> {
    let group = |expected: f64| (2.0 * libm::log2(expected.max(1.0 / 1024.0))).round() as i32;
    let plain = PLAIN_FROM * scale;
    let mut groups: BTreeMap<i32, BTreeMap<i64, u32>> = BTreeMap::new();
    for (&count, &expected) in noisy.iter().zip(model) {
        if (count as f64) < plain {
            *groups.entry(group(expected)).or_default().entry(count).or_default() += 1;
        }
    }
    let grid = grid(scale);
    let tables: BTreeMap<i32, BTreeMap<i64, f64>> =
        groups.into_iter().map(|(at, counts)| (at, posterior_means(&counts, &grid, scale))).collect();
    noisy
        .iter()
        .zip(model)
        .map(|(&count, &expected)| {
            let at = group(expected);
            let mean = tables.get(&at).and_then(|table| table.get(&count));
            match mean {
                None => count as f64,
                // Inside a group the model still tells cells apart where the noise hides them.
                Some(mean) if expected < scale => {
                    let middle = libm::exp2(f64::from(at) / 2.0);
                    mean * (expected.max(1e-6) / middle).min(1.2)
                }
                Some(mean) => *mean,
            }
        })
        .collect()
}

/// Counts that a cell may truly have: fine near zero, then half a scale apart.
fn grid(scale: f64) -> Vec<f64> {
    let mut grid = vec![0.0];
    let mut small = 0.02;
    while small < scale / 2.0 {
        grid.push(small);
        small *= 1.7;
    }
    let mut large = scale / 2.0;
    while large < (PLAIN_FROM + 1.5) * scale {
        grid.push(large);
        large += scale / 2.0;
    }
    grid
}

#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^52")]
fn posterior_means(counts: &BTreeMap<i64, u32>, grid: &[f64], scale: f64) -> BTreeMap<i64, f64> {
    let likelihood: Vec<(f64, Vec<f64>)> = counts
        .iter()
        .map(|(&count, &times)| {
            let nearest = grid.iter().map(|x| (count as f64 - x).abs()).fold(f64::INFINITY, f64::min);
            let of = |x: &f64| {
                let away = (count as f64 - x) / scale;
                // Relative to the nearest point, so that nothing underflows.
                libm::exp(-0.5 * (away * away - nearest * nearest / (scale * scale)))
            };
            (f64::from(times), grid.iter().map(of).collect())
        })
        .collect();
    let total: f64 = likelihood.iter().map(|(times, _)| times).sum();
    let mut prior = vec![1.0 / grid.len() as f64; grid.len()];
    for _ in 0..ROUNDS {
        let mut next = vec![0.0; grid.len()];
        for (times, row) in &likelihood {
            let sum: f64 = row.iter().zip(&prior).map(|(l, p)| l * p).sum();
            if sum > 0.0 {
                let factor = times / sum / total;
                next.iter_mut().zip(row).zip(&prior).for_each(|((n, l), p)| *n += factor * l * p);
            }
        }
        prior = next;
    }
    let mean = |row: &[f64]| {
        let weight: f64 = row.iter().zip(&prior).map(|(l, p)| l * p).sum();
        let sum: f64 = row.iter().zip(&prior).zip(grid).map(|((l, p), x)| l * p * x).sum();
        if weight > 0.0 { sum / weight } else { 0.0 }
    };
    counts.keys().copied().zip(likelihood.iter().map(|(_, row)| mean(row))).collect()
}
