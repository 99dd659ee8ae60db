//! Giving only combinations whose noisy count passed a threshold.
//!
//! A field is emptied where a value, a pair of values or a measured triple of values was counted too
//! seldom. Noise can carry an absent combination over the threshold: how many such there may be follows
//! from the noise, and zero is not promised.

use serde::Serialize;

use super::marginal::Shape;
use super::model::{Measured, Triple};
use crate::budget::accountant::upper_tail;
use crate::frame::UNKNOWN;

/// What is known about invented combinations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Invented {
    /// The noisy count that a combination had to reach.
    pub threshold: u32,
    /// Combinations of two values, and of three where counted, in the records.
    pub combinations: usize,
    /// At most so many of them, in the mean, stand for nobody: cells times the tail of the noise.
    pub expected_at_most: f64,
    /// Fields that were emptied.
    pub emptied: usize,
}

/// Marginals with the noisy counts they had.
pub struct Passed {
    threshold: u32,
    marginals: Vec<(Shape, Vec<usize>, Vec<bool>)>,
    expected_at_most: f64,
}

impl Passed {
    /// Remembers which cells passed.
    #[expect(clippy::cast_precision_loss, reason = "a number of cells")]
    pub fn new(threshold: u32, pairs: &[Measured], triples: &[Triple]) -> Passed {
        let measured: Vec<&Measured> =
            pairs.iter().chain(triples.iter().filter_map(|triple| triple.measured.as_ref())).collect();
        let expected_at_most = measured
            .iter()
            .map(|one| {
                one.noisy.len() as f64 * upper_tail((f64::from(threshold) - 1.0) / one.variance.sqrt())
            })
            .sum();
        let of = |one: &&Measured| {
            let has_passed = one.noisy.iter().map(|&count| count >= i64::from(threshold)).collect();
            (one.shape.clone(), one.shape.strides(), has_passed)
        };
        Passed { threshold, marginals: measured.iter().map(of).collect(), expected_at_most }
    }

    /// Empties fields until every combination left has passed.
    pub fn keep(&self, columns: &mut [Vec<u16>]) -> Invented {
        let rows = columns.first().map_or(0, Vec::len);
        let mut emptied = 0;
        let mut record = vec![UNKNOWN; columns.len()];
        let mut seen: Vec<Vec<bool>> =
            self.marginals.iter().map(|(_, _, cells)| vec![false; cells.len()]).collect();
        for row in 0..rows {
            record
                .iter_mut()
                .zip(columns.iter())
                .for_each(|(code, column)| *code = column.get(row).copied().unwrap_or(UNKNOWN));
            while let Some(worst) = self.worst(&record) {
                if let (Some(code), Some(field)) =
                    (record.get_mut(worst), columns.get_mut(worst).and_then(|column| column.get_mut(row)))
                {
                    (*code, *field) = (UNKNOWN, UNKNOWN);
                    emptied += 1;
                }
            }
            for ((shape, strides, _), seen) in self.marginals.iter().zip(&mut seen) {
                if let Some(flag) = cell(shape, strides, &record).and_then(|cell| seen.get_mut(cell)) {
                    *flag = true;
                }
            }
        }
        let combinations = seen.iter().flatten().filter(|seen| **seen).count();
        Invented { threshold: self.threshold, combinations, expected_at_most: self.expected_at_most, emptied }
    }

    /// The column in most combinations that did not pass; none where all passed.
    fn worst(&self, record: &[u16]) -> Option<usize> {
        let mut blame = vec![0_u32; record.len()];
        for (shape, strides, has_passed) in &self.marginals {
            let failed =
                cell(shape, strides, record).is_some_and(|cell| has_passed.get(cell) == Some(&false));
            if failed {
                shape
                    .columns
                    .iter()
                    .filter_map(|&at| blame.get_mut(at).map(|count| *count += 1))
                    .for_each(drop);
            }
        }
        let most = blame.iter().copied().max().filter(|most| *most > 0)?;
        blame.iter().position(|count| *count == most)
    }
}

/// The cell of a record, unless one of its values is unknown.
fn cell(shape: &Shape, strides: &[usize], record: &[u16]) -> Option<usize> {
    shape.columns.iter().zip(strides).try_fold(0, |cell, (&at, stride)| {
        let code = record.get(at).copied().filter(|code| *code != UNKNOWN)?;
        Some(cell + usize::from(code) * stride)
    })
}
