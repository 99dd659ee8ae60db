//! Intervals by resampling that choose the model anew in every replicate.
//!
//! Bias-corrected and accelerated (Efron 1987) as SparseMSE computes it: multinomial replicates of the
//! observed table, acceleration from leaving one person out of each filled pattern, quantiles of type 8.

use rayon::prelude::*;

use super::cells::Cells;
use super::fit::Bench;
use super::random::{Purpose, multinomial, stream};
use super::tails::{normal_below, normal_quantile, quantile_type_8};
use crate::progress::{Cancelled, Progress};

/// How the limits were read from the replicates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limits {
    /// Bias-corrected and accelerated.
    Bca,
    /// Plain quantiles, because the correction has no value here.
    Percentile,
}

/// A resampled interval.
#[derive(Debug, Clone, PartialEq)]
pub struct Resampled {
    /// How the limits were read.
    pub limits: Limits,
    /// Lower end of the nominal 95 % interval.
    pub lower: f64,
    /// Upper end; infinite when too many replicates have no finite estimate.
    pub upper: f64,
    /// Replicates drawn.
    pub replicates: usize,
    /// Replicates without a finite estimate; they count as infinite.
    pub without_estimate: usize,
}

/// Resamples and reads the interval of a whole procedure `estimate`, model choice included.
///
/// `estimate` gives the population, or infinity where the procedure has none.
pub fn run(
    cells: &Cells,
    replicates: usize,
    seed: u64,
    point: f64,
    estimate: impl Fn(&mut Bench) -> f64 + Sync,
    progress: &Progress<'_>,
) -> Result<Resampled, Cancelled> {
    let n = cells.observed();
    let finite = |value: f64| if value.is_nan() { f64::INFINITY } else { value };
    let stage = progress.stage("resampled tables", replicates);
    let drawn: Result<Vec<f64>, Cancelled> = (0..replicates)
        .into_par_iter()
        .with_min_len(16)
        .map_init(
            || (Bench::new(cells), vec![0.0; cells.counts().len()]),
            |(bench, counts), index| {
                stage.check()?;
                let random = &mut stream(seed, Purpose::Resample, index);
                multinomial(random, n as u64, cells.counts(), counts);
                bench.load(counts);
                stage.step();
                Ok(finite(estimate(bench)))
            },
        )
        .collect();
    let mut sorted = drawn?;
    sorted.sort_by(f64::total_cmp);
    let acceleration = acceleration(cells, &estimate);
    let bias =
        normal_quantile(sorted.iter().filter(|value| **value < point).count() as f64 / replicates as f64);
    let corrected = |share: f64| {
        let shifted = bias + normal_quantile(share);
        let scale = 1.0 - acceleration * shifted;
        (bias.is_finite() && scale > 0.0).then(|| normal_below(bias + shifted / scale))
    };
    let (limits, low, high) = match (corrected(0.025), corrected(0.975)) {
        (Some(low), Some(high)) => (Limits::Bca, low, high),
        _ => (Limits::Percentile, 0.025, 0.975),
    };
    Ok(Resampled {
        limits,
        lower: quantile_type_8(&sorted, low).unwrap_or(point),
        upper: quantile_type_8(&sorted, high).unwrap_or(point),
        replicates,
        without_estimate: sorted.iter().filter(|value| !value.is_finite()).count(),
    })
}

/// Skewness of the influence of one person in each filled pattern; not a number where it has none.
fn acceleration(cells: &Cells, estimate: &(impl Fn(&mut Bench) -> f64 + Sync)) -> f64 {
    let mut bench = Bench::new(cells);
    let mut counts = cells.counts().to_vec();
    let without_one: Vec<(f64, f64)> = cells
        .filled()
        .map(|(pattern, people)| {
            // The pattern is one of the table.
            counts[pattern] -= 1.0;
            bench.load(&counts);
            counts[pattern] += 1.0;
            (people, estimate(&mut bench))
        })
        .collect();
    let people: f64 = without_one.iter().map(|(people, _)| people).sum();
    let mean = without_one.iter().map(|(people, n)| people * n).sum::<f64>() / people;
    let moment =
        |power: i32| -> f64 { without_one.iter().map(|(people, n)| people * (mean - n).powi(power)).sum() };
    let spread = moment(2);
    if spread == 0.0 { 0.0 } else { moment(3) / (6.0 * spread * spread.sqrt()) }
}
