//! Running small queues and reading their figures.

use std::sync::atomic::{AtomicBool, AtomicU64};

use havenward_simulation::interval::Interval;
use havenward_simulation::run::{Watch, samples};
use havenward_simulation::sample::{FIELDS, Sample};
use havenward_simulation::scenario::{End, Scenario};

/// Reads a scenario that names no file.
pub fn scenario(text: &str) -> Scenario {
    Scenario::parse("test.toml", text, &|name| Err(format!("no {name} here"))).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

/// The problems of a scenario, as a person reads them.
pub fn problems(text: &str) -> Vec<String> {
    let read = Scenario::parse("bad.toml", text, &|name| Err(format!("no {name} here")));
    read.err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

/// Runs it at the upper end of the unknown share.
pub fn run(scenario: &Scenario, seed: u64, replications: u32) -> Vec<Sample> {
    let (cancel, done) = (AtomicBool::new(false), AtomicU64::new(0));
    samples(scenario, End::High, &Watch::new(seed, replications, &cancel, &done)).unwrap()
}

/// The values of a figure of one row over replications.
pub fn values(samples: &[Sample], row: usize, field: &str) -> Vec<f64> {
    let at = FIELDS.iter().position(|name| *name == field).unwrap();
    samples.iter().map(|sample| sample.rows[row][at]).collect()
}

/// Holds a figure to its exact value: inside the 99.9 % interval and within one percent.
#[track_caller]
pub fn hold(samples: &[Sample], row: usize, field: &str, exact: f64) {
    hold_values(&values(samples, row, field), exact, field);
}

/// Holds values of replications to an exact value.
#[track_caller]
pub fn hold_values(values: &[f64], exact: f64, what: &str) {
    let interval = Interval::of(values, 0.999);
    assert!(
        interval.low <= exact && exact <= interval.high,
        "{what}: {exact} outside {:.6} to {:.6}",
        interval.low,
        interval.high
    );
    let error = (interval.mean - exact).abs() / exact.abs().max(1e-300);
    assert!(error < 0.01, "{what}: {} is {:.2} % from {exact}", interval.mean, 100.0 * error);
}
