//! Which marginals are worth measuring: the exponential mechanism, exactly.

use rand::Rng;
use rayon::prelude::*;

use super::marginal::Shape;
use crate::frame::Column;
use crate::noise::exact::{Ratio, bernoulli_exp, uniform};

/// A marginal that could be measured, and what is expected of it without.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its columns.
    pub shape: Shape,
    /// Expected counts.
    pub expected: Vec<f64>,
}

/// Expected counts are rounded to such parts, so that scores are whole numbers.
const PARTS: i64 = 64;
/// Denominator of the parameter of the mechanism.
const FINE: u32 = 65_536;

/// Chooses `how_many` marginals whose counts the expectation misses most, at a cost of `rho` in all.
///
/// The score is the L1 distance between counts and expectation, less `charge` a cell for the noise. With a
/// person of `most_rows` rows it moves by at most as much, for floors of numbers m apart are at most m apart
/// when m is whole. A draw with parameter e costs e²/8 (Cesar & Rogers 2021). Gives positions.
pub fn choose(
    columns: &[Column],
    candidates: &[Candidate],
    how_many: usize,
    rho: f64,
    charge: f64,
    most_rows: u32,
    random: &mut impl Rng,
) -> Vec<usize> {
    let mut left: Vec<(usize, i64)> =
        candidates.par_iter().map(|candidate| score(columns, candidate, charge)).enumerate().collect();
    #[expect(clippy::cast_precision_loss, reason = "a number of marginals")]
    let parameter = (8.0 * rho / how_many as f64).sqrt() / f64::from(most_rows);
    // Rounded down, so that the cost is never above rho.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, below 10^9")]
    let over = (parameter * f64::from(FINE)).floor() as u128;
    let mut chosen = Vec::new();
    while chosen.len() < how_many && !left.is_empty() {
        let most = left.iter().map(|(_, score)| *score).max().unwrap_or(0);
        // A uniform candidate, kept with probability exp(-e (most - score)/2), is a draw of the mechanism.
        let place = usize::try_from(uniform(random, left.len() as u128)).unwrap_or(0);
        let behind = left.get(place).map_or(0, |(_, score)| u128::from(most.abs_diff(*score)));
        let Some(ratio) = Ratio::new(over.saturating_mul(behind), 2 * u128::from(FINE)) else { continue };
        if bernoulli_exp(random, ratio) {
            chosen.push(left.remove(place).0);
        }
    }
    chosen.sort_unstable();
    chosen
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "counts and cells stay far below 2^52"
)]
fn score(columns: &[Column], candidate: &Candidate, charge: f64) -> i64 {
    let counts = candidate.shape.count(columns);
    let distance: i64 = counts
        .iter()
        .zip(&candidate.expected)
        .map(|(count, expected)| (count * PARTS - (expected * PARTS as f64).round() as i64).abs())
        .sum();
    distance.div_euclid(PARTS) - (charge * counts.len() as f64).floor() as i64
}
