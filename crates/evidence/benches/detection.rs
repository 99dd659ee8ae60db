//! How many outbreaks each method finds at the same rate of false alarms, on generated series.
//!
//! `cargo xtask bench detection` runs it on the test seed; `cargo bench -p havenward-evidence --bench
//! detection -- --tune` compares settings of `accumulated` on the tuning seed and nothing else.
//! docs/methods/trends.md states generator, seeds and method.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "generated counts are small"
)]

use std::path::Path;

use havenward_evidence::trends::{Controls, Frequency, Method, score};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution as _, Gamma, Normal, Poisson};
use rayon::prelude::*;
use serde_json::json;

const TUNING_SEED: u64 = 20_260_101;
const TEST_SEED: u64 = 20_260_202;
const TUNING_SERIES: usize = 2_000;
const TEST_SERIES: usize = 4_000;
const WEEKS: usize = 364;
const SCORED: usize = 49;
/// Outbreaks begin in the first 35 of the scored weeks.
const STARTS: usize = 35;
/// The rate at which methods are compared: that of the recorded runs of the reference package.
const RATE: f64 = 0.0151;

struct Generated {
    counts: Vec<Option<u32>>,
    /// Outbreak cases in each scored week.
    outbreak: Vec<u32>,
    /// Size class of the outbreak: 3, 5 or 8 standard deviations.
    size: u32,
}

/// One series of the stated generator, from its own stream.
fn generate(seed: u64, index: usize) -> Generated {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(index as u64);
    let uniform = |random: &mut ChaCha8Rng, from: f64, to: f64| from + (to - from) * random.random::<f64>();
    let theta = uniform(&mut random, -0.7, 2.5);
    let trend = if random.random_range(0..2) == 0 { 0.0015 } else { 0.0 };
    let amplitude = uniform(&mut random, 0.0, 0.5);
    let shift = uniform(&mut random, 0.0, std::f64::consts::TAU);
    let phi = [1.1, 1.5, 2.0][random.random_range(0..3_usize)];
    let size = [3_u32, 5, 8][random.random_range(0..3_usize)];
    let mu: Vec<f64> = (1..=WEEKS)
        .map(|t| {
            let t = t as f64;
            (theta + trend * t + amplitude * (std::f64::consts::TAU * t / 52.0 + shift).cos()).exp()
        })
        .collect();
    let mut counts: Vec<u32> = mu
        .iter()
        .map(|mean| {
            let rate = Gamma::new(mean / (phi - 1.0), phi - 1.0).unwrap().sample(&mut random);
            if rate > 0.0 { Poisson::new(rate).unwrap().sample(&mut random) as u32 } else { 0 }
        })
        .collect();
    let start = WEEKS - SCORED + random.random_range(0..STARTS);
    let mean = mu[start..start + 4].iter().sum::<f64>() / 4.0;
    let cases: f64 = Poisson::new(f64::from(size) * (phi * mean).sqrt()).unwrap().sample(&mut random);
    let mut outbreak = vec![0; SCORED];
    for _ in 0..(cases as u32).max(2) {
        let delay: f64 = Normal::new(2.0_f64.ln(), 0.5).unwrap().sample(&mut random);
        let week = start + (delay.exp().floor() as usize).min(9);
        if week < WEEKS {
            counts[week] += 1;
            outbreak[week + SCORED - WEEKS] += 1;
        }
    }
    Generated { counts: counts.into_iter().map(Some).collect(), outbreak, size }
}

/// The p of each scored week, 1 where the method gives none.
fn p_values(series: &[Generated], method: Method, controls: &Controls) -> Vec<Vec<f64>> {
    series
        .par_iter()
        .map(|one| {
            let scores = score(&one.counts, method, Frequency::Weekly, controls, SCORED);
            scores
                .iter()
                .map(|score| {
                    score.p.filter(|_| score.upper.is_some() && score.observed != Some(0)).unwrap_or(1.0)
                })
                .collect()
        })
        .collect()
}

/// False alarms a clean week, and which outbreaks were found, at one threshold.
fn at(series: &[Generated], p: &[Vec<f64>], threshold: f64) -> (f64, Vec<bool>) {
    let (mut alarms, mut clean) = (0_u32, 0_u32);
    let found = series
        .iter()
        .zip(p)
        .map(|(one, p)| {
            let mut found = false;
            for (outbreak, p) in one.outbreak.iter().zip(p) {
                let alarm = *p < threshold;
                if *outbreak > 0 {
                    found |= alarm;
                } else {
                    clean += 1;
                    alarms += u32::from(alarm);
                }
            }
            found
        })
        .collect();
    (f64::from(alarms) / f64::from(clean), found)
}

/// The threshold whose measured rate is nearest to `rate`, by halving.
fn threshold_of(series: &[Generated], p: &[Vec<f64>], rate: f64) -> f64 {
    let (mut low, mut high) = (-18.0_f64, -0.5_f64);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if at(series, p, middle.exp()).0 > rate { high = middle } else { low = middle }
    }
    low.exp()
}

fn share(found: &[bool]) -> f64 {
    found.iter().filter(|found| **found).count() as f64 / found.len() as f64
}

/// Mean paired difference and half the width of its 95 % interval.
fn difference(ours: &[bool], theirs: &[bool]) -> (f64, f64) {
    let differences: Vec<f64> =
        ours.iter().zip(theirs).map(|(a, b)| f64::from(u8::from(*a)) - f64::from(u8::from(*b))).collect();
    let n = differences.len() as f64;
    let mean = differences.iter().sum::<f64>() / n;
    let variance = differences.iter().map(|one| (one - mean) * (one - mean)).sum::<f64>() / (n - 1.0);
    (mean, 1.96 * (variance / n).sqrt())
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--tune"] => tune(),
        [] => test("target/bench/detection.json"),
        ["--json", path] => test(path),
        other => panic!("give --tune, nothing or --json PATH, not {other:?}"),
    }
}

fn series(seed: u64, count: usize) -> Vec<Generated> {
    (0..count).into_par_iter().map(|index| generate(seed, index)).collect()
}

fn tune() {
    let series = series(TUNING_SEED, TUNING_SERIES);
    let base = Method::FarringtonFlexibleDelta;
    let p = p_values(&series, base, &base.defaults(Frequency::Weekly));
    let (rate, found) = at(&series, &p, 0.01);
    println!("{} at .01: found {:.4}, false {rate:.4}", base.name(), share(&found));
    println!("{:>5} {:>5} {:>10} {:>8} {:>8}", "sums", "skip", "threshold", "false", "found");
    for sums in [1, 2, 3, 4, 5, 6] {
        for skip_recent in [6, 10, 26] {
            let defaults = Method::Accumulated.defaults(Frequency::Weekly);
            let controls = Controls { sums, skip_recent, ..defaults };
            let p = p_values(&series, Method::Accumulated, &controls);
            let threshold = threshold_of(&series, &p, RATE);
            let (rate, found) = at(&series, &p, threshold);
            println!("{sums:>5} {skip_recent:>5} {threshold:>10.6} {rate:>8.5} {:>8.4}", share(&found));
        }
    }
}

fn test(path: &str) {
    const METHODS: [Method; 6] = [
        Method::FarringtonFlexibleDelta,
        Method::FarringtonFlexibleNbplugin,
        Method::FarringtonTextbook,
        Method::Farrington1996,
        Method::Bayes,
        Method::Accumulated,
    ];
    const RATES: [f64; 6] = [0.002, 0.005, 0.01, RATE, 0.02, 0.03];
    let series = series(TEST_SEED, TEST_SERIES);
    let all: Vec<Vec<Vec<f64>>> = METHODS
        .iter()
        .map(|method| p_values(&series, *method, &method.defaults(Frequency::Weekly)))
        .collect();
    let base: Vec<(f64, Vec<bool>)> =
        RATES.iter().map(|rate| at(&series, &all[0], threshold_of(&series, &all[0], *rate))).collect();
    println!("{TEST_SERIES} series, seed {TEST_SEED}");
    println!(
        "{:<30} {:>8} {:>7} {:>7} {:>7} {:>7}  against {}",
        "method",
        "false",
        "found",
        "size 3",
        "size 5",
        "size 8",
        METHODS[0].name()
    );
    let mut report = Vec::new();
    for (method, p) in METHODS.iter().zip(&all) {
        for (rate, base) in RATES.iter().zip(&base) {
            let threshold = threshold_of(&series, p, *rate);
            let (measured, found) = at(&series, p, threshold);
            let of_size = |size: u32| {
                let some: Vec<bool> = series
                    .iter()
                    .zip(&found)
                    .filter(|(one, _)| one.size == size)
                    .map(|(_, found)| *found)
                    .collect();
                share(&some)
            };
            let (difference, half) = difference(&found, &base.1);
            println!(
                "{:<30} {measured:>8.5} {:>7.4} {:>7.4} {:>7.4} {:>7.4}  {difference:+.4} ({:+.4} to {:+.4})",
                method.name(),
                share(&found),
                of_size(3),
                of_size(5),
                of_size(8),
                difference - half,
                difference + half
            );
            report.push(json!({
                "method": method.name(), "threshold": threshold, "false_alarm_rate": measured, "found": share(&found),
                "found_by_size": { "3": of_size(3), "5": of_size(5), "8": of_size(8) },
                "difference": difference, "lower": difference - half, "upper": difference + half,
            }));
        }
        let (rate, found) = at(&series, p, method.defaults(Frequency::Weekly).alpha);
        println!("{:<30} {rate:>8.5} {:>7.4}  at its default", method.name(), share(&found));
    }
    let path = Path::new(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the report's folder");
    std::fs::write(path, serde_json::to_vec_pretty(&report).expect("json")).expect("the report");
}
