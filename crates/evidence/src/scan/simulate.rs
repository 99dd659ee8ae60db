//! The strongest cluster of simulated tables without any: what chance alone can do.
//!
//! Each table has its own random stream, numbered by the table and not by the thread. The inner loop looks
//! up `n ln n` for whole counts, so that it costs an addition and three look-ups a zone.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use super::likelihood::Entropy;
use super::zones::Zones;
use super::{Controls, Model, Table};
use crate::progress::{Cancelled, Progress};

/// What of a zone does not change from table to table.
#[derive(Clone, Copy)]
struct Fixed {
    region: u32,
    /// Expected inside.
    e: f64,
    ln_e: f64,
    ln_outside: f64,
}

/// The largest ratio of every simulated table, in the order of the tables.
pub fn maxima(
    table: &Table,
    zones: &Zones,
    controls: &Controls,
    progress: &Progress<'_>,
) -> Result<Vec<f64>, Cancelled> {
    let cells = Cells::new(table);
    let fixed = fixed(table, zones);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most ten million cases")]
    let total = table.all_cases.round() as usize;
    // Enough for any total of a simulated Poisson table; a larger one is drawn again from its tail's edge.
    let most = total.max(1) * 2 + 1000;
    let entropy = Entropy::up_to(most);
    let stage = progress.stage("simulated tables", controls.replicates);
    (0..controls.replicates)
        .into_par_iter()
        .map(|replicate| {
            stage.check()?;
            let mut random = ChaCha8Rng::seed_from_u64(controls.seed);
            random.set_stream(replicate as u64 + 1);
            let size = match controls.model {
                Model::Poisson => total,
                Model::ExpectationBased => poisson(table.all_expected, &mut random).min(most),
            };
            let counts = cells.draw(size, table.runs, &mut random);
            let largest = largest(&counts, &fixed, table, controls.model, size, &entropy);
            stage.step();
            Ok(largest)
        })
        .collect()
}

fn fixed(table: &Table, zones: &Zones) -> Vec<Vec<Fixed>> {
    let mut all = Vec::with_capacity(zones.around.len() * table.runs);
    for around in &zones.around {
        for run in 0..table.runs {
            let mut e = 0.0;
            let list = around
                .iter()
                .map(|index| {
                    let at = index * table.runs + run;
                    e += table.expected.get(at).copied().unwrap_or(0.0);
                    let outside = (table.all_expected - e).max(0.0);
                    #[expect(
                        clippy::cast_possible_truncation,
                        reason = "regions fit in memory many times over"
                    )]
                    let region = at as u32;
                    Fixed { region, e, ln_e: libm::log(e), ln_outside: libm::log(outside) }
                })
                .collect();
            all.push(list);
        }
    }
    all
}

fn largest(
    counts: &[u32],
    fixed: &[Vec<Fixed>],
    table: &Table,
    model: Model,
    total: usize,
    entropy: &Entropy,
) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "at most ten million cases")]
    let all = total as f64;
    let rate = all / table.all_expected;
    let whole = entropy.of(total) - all * libm::log(table.all_expected);
    let mut largest = 0.0;
    for list in fixed {
        let mut inside = 0_usize;
        for zone in list {
            inside += counts.get(zone.region as usize).copied().unwrap_or(0) as usize;
            #[expect(clippy::cast_precision_loss, reason = "at most ten million cases")]
            let c = inside as f64;
            let ratio = match model {
                // Above the whole rate inside means below it outside.
                Model::Poisson if c > rate * zone.e => {
                    let outside = total - inside;
                    let of_outside =
                        if outside == 0 { 0.0 } else { entropy.of(outside) - (all - c) * zone.ln_outside };
                    entropy.of(inside) - c * zone.ln_e + of_outside - whole
                }
                Model::ExpectationBased if c > zone.e => entropy.of(inside) - c * zone.ln_e - (c - zone.e),
                _ => continue,
            };
            if ratio > largest {
                largest = ratio;
            }
        }
    }
    largest
}

/// Cells to draw from, by their cumulated share, with a coarse index that makes the search short.
struct Cells {
    cumulated: Vec<f64>,
    start: Vec<u32>,
    width: usize,
}

const BUCKETS: usize = 4096;

impl Cells {
    fn new(table: &Table) -> Self {
        let total: f64 = table.cells.iter().sum();
        let mut sum = 0.0;
        let cumulated: Vec<f64> = table
            .cells
            .iter()
            .map(|cell| {
                sum += cell;
                sum / total
            })
            .collect();
        let start = (0..BUCKETS)
            .map(|bucket| {
                #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
                let from = bucket as f64 / BUCKETS as f64;
                #[expect(clippy::cast_possible_truncation, reason = "cells fit in memory many times over")]
                let at = cumulated.partition_point(|share| *share <= from) as u32;
                at
            })
            .collect();
        Self { cumulated, start, width: table.runs + 1 }
    }

    /// Throws `size` cases; answers the counts of the last 1, 2, … periods of each region.
    fn draw(&self, size: usize, runs: usize, random: &mut ChaCha8Rng) -> Vec<u32> {
        let mut counts = vec![0_u32; self.cumulated.len() / self.width * runs];
        for _ in 0..size {
            let share: f64 = random.random();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss,
                reason = "below 4096"
            )]
            let bucket = (share * BUCKETS as f64) as usize;
            let mut cell = self.start.get(bucket).map_or(0, |at| *at as usize);
            while self.cumulated.get(cell).is_some_and(|edge| *edge <= share) {
                cell += 1;
            }
            let cell = cell.min(self.cumulated.len() - 1);
            let (region, back) = (cell / self.width, cell % self.width);
            if back < runs
                && let Some(count) = counts.get_mut(region * runs + back)
            {
                *count += 1;
            }
        }
        if runs > 1 {
            for of_region in counts.chunks_mut(runs) {
                let mut sum = 0;
                for count in of_region {
                    sum += *count;
                    *count = sum;
                }
            }
        }
        counts
    }
}

/// A Poisson count, as the number of unit waits in a time of `mean`, cut in pieces that do not underflow.
fn poisson(mean: f64, random: &mut ChaCha8Rng) -> usize {
    const PIECE: f64 = 500.0;
    let mut left = mean;
    let mut count = 0;
    while left > 0.0 {
        let limit = libm::exp(-left.min(PIECE));
        let mut product: f64 = 1.0 - random.random::<f64>();
        while product > limit {
            count += 1;
            product *= 1.0 - random.random::<f64>();
        }
        left -= PIECE;
    }
    count
}
