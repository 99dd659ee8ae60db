//! Records that agree with many low-order marginals at once.
//!
//! First a graphical model: columns are joined one after the other, each given the two earlier columns that
//! say most about it, and records are drawn from it with little sampling error. Then single values of single
//! records are changed wherever that brings the weighted sum of absolute differences to all targets down
//! (in the manner of PrivSyn, Zhang et al., USENIX Security 2021). Inputs are noisy counts only.

mod descent;
mod network;

use super::marginal::Shape;
use rand::Rng;

/// What the counts of a marginal should be in the synthetic file.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its columns.
    pub shape: Shape,
    /// Wanted counts, not negative, summing to about the number of records.
    pub wanted: Vec<f64>,
    /// How much a difference of one record matters.
    pub weight: f64,
}

/// How much work is done.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Passes over all records.
    pub passes: usize,
    /// Values tried for a field.
    pub tries: usize,
}

/// Makes `rows` records of columns with the given sizes. Gives the codes of each column.
pub fn records(
    sizes: &[usize],
    targets: &[Target],
    rows: usize,
    effort: Effort,
    random: &mut impl Rng,
) -> Vec<Vec<u16>> {
    let mut columns = network::draw(sizes, targets, rows, random);
    descent::improve(&mut columns, sizes, targets, effort, random);
    columns
}

/// A number from 0 to below 1. It only draws records from what was measured, so it need not be exact.
pub(crate) fn unit(random: &mut impl Rng) -> f64 {
    // 53 bits fit a double exactly.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double exactly")]
    let number = (random.next_u64() >> 11) as f64;
    number / 9_007_199_254_740_992.0
}

/// A position below `below`, which is not zero.
pub(crate) fn position(random: &mut impl Rng, below: usize) -> usize {
    let wide = u128::from(random.next_u64()) * below as u128;
    usize::try_from(wide >> 64).unwrap_or(0)
}
