//! Independent replications, side by side on all threads, in one fixed order.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rand_distr::{Distribution as _, StandardNormal};
use rayon::prelude::*;

use crate::kernel::{MOST_INSIDE, Stopped, replicate};
use crate::random::{Stream, key};
use crate::sample::Sample;
use crate::scenario::{End, Problem, Scenario};

/// What tells the numbers of uncertain values from those of people.
const UNCERTAIN: u64 = 0x7563_6572_7461_696E;

/// Why a run gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// A replication stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// A policy or an uncertain value made a scenario that cannot be.
    #[error("{}", lines(.0))]
    Scenario(Vec<Problem>),
    /// What was asked needs something that the scenario does not say.
    #[error("{0}")]
    Missing(String),
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// How to run, and how to watch it.
pub struct Watch<'a> {
    /// The seed.
    pub seed: u64,
    /// How many replications.
    pub replications: u32,
    /// Set to stop.
    pub cancel: &'a AtomicBool,
    /// Counts replications as they end.
    pub done: &'a AtomicU64,
    /// The most persons inside one replication at once.
    pub most_inside: usize,
}

impl<'a> Watch<'a> {
    /// A watch that holds as many persons at once as a run may.
    pub fn new(seed: u64, replications: u32, cancel: &'a AtomicBool, done: &'a AtomicU64) -> Self {
        Self { seed, replications, cancel, done, most_inside: MOST_INSIDE }
    }

    /// The same watch with a lower bound of memory.
    #[must_use]
    pub fn holding(self, most_inside: usize) -> Self {
        Self { most_inside: most_inside.min(MOST_INSIDE), ..self }
    }

    /// The same watch with another number of replications.
    #[must_use]
    pub fn of(&self, replications: u32) -> Watch<'_> {
        Watch { replications, ..*self }
    }

    /// The same watch with other random numbers.
    #[must_use]
    pub fn fresh(&self, number: u64) -> Watch<'_> {
        Watch { seed: key(self.seed, number), ..*self }
    }
}

/// Works on at most so many threads, whatever the machine has.
pub fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> Result<T, RunError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| RunError::Missing(format!("threads: {error}")))?;
    Ok(pool.install(work))
}

/// Runs a scenario at one end of the range of the unknown share; samples come in the order of replications.
pub fn samples(scenario: &Scenario, end: End, watch: &Watch<'_>) -> Result<Vec<Sample>, RunError> {
    (0..u64::from(watch.replications))
        .into_par_iter()
        .map(|replication| {
            let sample = one(scenario, end, watch, replication);
            watch.done.fetch_add(1, Ordering::Relaxed);
            sample
        })
        .collect()
}

fn one(scenario: &Scenario, end: End, watch: &Watch<'_>, replication: u64) -> Result<Sample, RunError> {
    if watch.cancel.load(Ordering::Relaxed) {
        return Err(Stopped::Cancelled.into());
    }
    let factor = scenario.settings.sample;
    let run = |scenario: &Scenario| {
        let model = scenario.model(end);
        let outcome = replicate(model, watch.seed, replication, watch.cancel, watch.most_inside)?;
        Ok(Sample::of(model, outcome, factor))
    };
    if scenario.uncertain.is_empty() {
        return run(scenario);
    }
    let drawn: Vec<(&str, f64)> = scenario
        .uncertain
        .iter()
        .enumerate()
        .map(|(number, value)| {
            let mut stream = Stream::of(key(key(watch.seed, replication), UNCERTAIN), number as u64);
            let normal: f64 = StandardNormal.sample(&mut stream);
            (value.path.as_str(), (value.mean + value.sd * normal).clamp(value.least, value.most))
        })
        .collect();
    run(&scenario.with_numbers(&drawn).map_err(RunError::Scenario)?)
}
