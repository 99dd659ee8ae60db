//! Synthetic records with differential privacy.
//!
//! Noisy counts of single columns, of pairs and of triples (the family of MST and AIM: McKenna, Miklau,
//! Sheldon 2021 and 2022), made to agree with each other, and records drawn from a graphical model of them.
//! Only the counting touches the persons; everything after it works on noisy counts and costs nothing.
//!
//! Neighbours: one person more or less. A person counts in at most `most_rows` rows, so a marginal changes
//! by at most as much in L2, and costs rho = most_rows²/(2 s²); the costs add up.

mod choice;
pub mod domain;
pub mod fidelity;
pub mod fit;
pub mod marginal;
mod measure;
pub mod membership;
mod model;
mod passed;
mod raking;
pub mod report;
mod settings;
mod shrink;
#[cfg(test)]
mod tests;

pub use settings::{
    LARGEST_DELTA, LARGEST_EPSILON, MOST_COLUMNS, MOST_SYNTHETIC_ROWS, Settings, SettingsError,
};

use crate::budget::ledger::Paid;
use crate::frame::{Column, Frame};
use crate::noise::key::{NoiseKey, Purpose};
use crate::released::Released;
use fit::Effort;
use measure::Counted;
pub use measure::{Cost, Noise};
pub use passed::Invented;
use passed::Passed;

/// Synthetic records and what is told about how they were made.
#[derive(Debug, Clone)]
pub struct Synthesis {
    /// The records.
    pub records: Frame,
    /// What was spent on what, and the noise it bought.
    pub cost: Cost,
    /// What is known about invented combinations, where only those that passed a threshold are given.
    pub invented: Option<Invented>,
    /// Whether the noise came from a seed that anybody can guess.
    pub is_test: bool,
}

/// Visits of records while they are improved; beyond it a pass would cost more than it gains.
const MOST_VISITS: usize = 12_000_000;
const MOST_PASSES: usize = 6;
const TRIES: usize = 16;

/// Makes synthetic records.
///
/// The answer depends on the persons through noisy counts only. The same key gives the same bytes on any
/// number of threads.
pub fn synthesise(frame: &Frame, settings: &Settings, key: &NoiseKey) -> Result<Synthesis, SettingsError> {
    settings.check(frame)?;
    let counted = measure::count(frame, settings, key);
    let Counted { columns, beliefs, triples, pairs, cost } = counted;
    let passed = settings.threshold.map(|threshold| Passed::new(threshold, &pairs, &triples));
    #[expect(clippy::cast_precision_loss, reason = "rows stay below 2^52")]
    let targets = beliefs.all_targets(settings.rows as f64, triples);
    let passes = (MOST_VISITS / settings.rows.max(1)).clamp(1, MOST_PASSES);
    let mut random = key.stream(Purpose::Records(0));
    let effort = Effort { passes, tries: TRIES };
    let mut codes = fit::records(&beliefs.sizes, &targets, settings.rows, effort, &mut random);
    drop(targets);
    let invented = passed.map(|passed| passed.keep(&mut codes));
    let columns = columns.into_iter().zip(codes).map(|(column, codes)| Column { codes, ..column }).collect();
    let records = Frame { columns, rows: settings.rows, persons: None };
    Ok(Synthesis { records, cost, invented, is_test: key.is_test() })
}

/// Makes synthetic records that may leave: the cost is paid, and nobody can guess the noise.
pub fn release(
    frame: &Frame,
    settings: &Settings,
    key: &NoiseKey,
    _paid: Paid,
) -> Result<Released<Synthesis>, SettingsError> {
    if key.is_test() {
        return Err(SettingsError::TestSeed);
    }
    Ok(Released::new(synthesise(frame, settings, key)?))
}

/// What a synthesis with these settings will cost, zCDP.
pub fn cost(settings: &Settings) -> f64 {
    measure::rho(settings)
}

/// The part of delta that finding values will use.
pub fn delta_of_domain(settings: &Settings) -> f64 {
    measure::delta_of_domain(settings)
}
