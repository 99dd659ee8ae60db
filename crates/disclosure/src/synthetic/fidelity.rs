//! How near synthetic records come to the real ones. For the internal report: it is measured on the
//! persons, without noise, and must not leave.

use serde::Serialize;

use super::marginal::subsets;
use crate::frame::{Frame, UNKNOWN};

/// Nearness over all combinations of some number of values. Unknown values are not counted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Nearness {
    /// Values in a combination.
    pub length: usize,
    /// Sum of |real - synthetic| over the union of combinations, divided by rows and choices of columns.
    pub total: f64,
    /// Mean of |real - synthetic| over the combinations that are real.
    pub mean: f64,
    /// Share of the synthetic combinations that are nobody's.
    pub invented: f64,
    /// Number of real combinations.
    pub real: usize,
}

/// Compares for lengths 1, 2 and 3. Columns are matched by their place.
#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^52")]
pub fn compare(real: &Frame, synthetic: &Frame) -> Vec<Nearness> {
    let translated = translate(real, synthetic);
    let width = real.columns.len().min(translated.len());
    (1..=width.min(3))
        .map(|length| {
            let (mut of_real, mut of_invented) = (0_u64, 0_u64);
            let (mut reals, mut synthetics, mut invented) = (0_usize, 0_usize, 0_usize);
            let choices = subsets(width, length);
            for places in &choices {
                let ours = counts(places, |at| real.columns.get(at).map_or(&[][..], |column| &column.codes));
                let theirs = counts(places, |at| translated.get(at).map_or(&[][..], Vec::as_slice));
                let mut rest = theirs.as_slice();
                for (key, count) in &ours {
                    let (before, after) = rest.split_at(rest.partition_point(|(other, _)| other < key));
                    of_invented += before.iter().map(|(_, count)| count).sum::<u64>();
                    invented += before.len();
                    let (same, after) = match after.split_first() {
                        Some(((other, same), after)) if other == key => (*same, after),
                        _ => (0, after),
                    };
                    of_real += count.abs_diff(same);
                    rest = after;
                }
                of_invented += rest.iter().map(|(_, count)| count).sum::<u64>();
                invented += rest.len();
                reals += ours.len();
                synthetics += theirs.len();
            }
            let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
            Nearness {
                length,
                total: share((of_real + of_invented) as f64, real.rows as f64 * choices.len() as f64),
                mean: share(of_real as f64, reals as f64),
                invented: share(invented as f64, synthetics as f64),
                real: reals,
            }
        })
        .collect()
}

/// Codes of the synthetic columns in the numbering of the real ones.
fn translate(real: &Frame, synthetic: &Frame) -> Vec<Vec<u16>> {
    let of = |(ours, theirs): (&crate::frame::Column, &crate::frame::Column)| -> Vec<u16> {
        let extra = |at: usize| u16::try_from(ours.levels.len() + 1 + at).unwrap_or(u16::MAX);
        let code = |(at, level): (usize, &String)| {
            let found = ours.levels.binary_search(level).ok().and_then(|found| u16::try_from(found + 1).ok());
            found.unwrap_or_else(|| extra(at))
        };
        let codes: Vec<u16> =
            std::iter::once(UNKNOWN).chain(theirs.levels.iter().enumerate().map(code)).collect();
        theirs.codes.iter().map(|&code| codes.get(usize::from(code)).copied().unwrap_or(UNKNOWN)).collect()
    };
    real.columns.iter().zip(&synthetic.columns).map(of).collect()
}

/// Combinations of known values with their counts, in order.
fn counts<'a>(places: &[usize], codes: impl Fn(usize) -> &'a [u16]) -> Vec<(u64, u64)> {
    let columns: Vec<&[u16]> = places.iter().map(|&at| codes(at)).collect();
    let rows = columns.iter().map(|column| column.len()).min().unwrap_or(0);
    let key = |row: usize| {
        columns.iter().try_fold(0_u64, |key, column| {
            let code = column.get(row).copied().filter(|code| *code != UNKNOWN)?;
            Some(key << 16 | u64::from(code))
        })
    };
    let mut keys: Vec<u64> = (0..rows).filter_map(key).collect();
    keys.sort_unstable();
    keys.chunk_by(|a, b| a == b)
        .filter_map(|same| same.first().map(|key| (*key, same.len() as u64)))
        .collect()
}
