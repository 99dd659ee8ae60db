//! Which values a column may take, and how that was found out.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::budget::accountant::upper_quantile;
use crate::frame::{Column, Frame, UNKNOWN};
use crate::noise::exact::Gaussian;
use crate::noise::key::{NoiseKey, Purpose};

/// Where the values come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A code list that was published before: column to values.
    Public(BTreeMap<String, Vec<String>>),
    /// Found in the data, at a share of the budget and of delta.
    Private,
}

/// A column over the values that may be named, with what was counted to find them.
pub struct Found {
    /// Codes over the kept values; everything else is unknown.
    pub column: Column,
    /// Noisy counts of the kept values.
    pub noisy: Vec<i64>,
    /// A value was kept when its noisy count was above this.
    pub threshold: Option<i64>,
}

/// Keeps the values whose noisy count is above most rows of a person + s·Phi^-1(1 - delta').
///
/// A person can bring at most `most_rows` new values a column and as many rows to each, so delta' is the
/// share of delta over columns and rows. A discrete Gaussian exceeds a whole number m with less
/// probability than the continuous one exceeds m - 1 (Canonne et al. 2020), hence the strict comparison
/// with the quantile rounded up.
pub fn find(frame: &Frame, noise: Gaussian, delta: f64, most_rows: u32, key: &NoiseKey) -> Vec<Found> {
    #[expect(clippy::cast_precision_loss, reason = "a number of columns")]
    let each = delta / (frame.columns.len() as f64 * f64::from(most_rows));
    #[expect(clippy::cast_possible_truncation, reason = "a scale is at most 10^6")]
    let threshold = i64::from(most_rows) + (noise.scale() * upper_quantile(each)).ceil() as i64;
    let of = |(number, column): (u32, &Column)| {
        let mut random = key.stream(Purpose::Marginal(number));
        let mut kept = Vec::new();
        let mut noisy = Vec::new();
        for (level, count) in column.levels.iter().zip(counts(column)) {
            // A value that no row has cannot be known, so it cannot be named.
            let seen = count + noise.sample(&mut random);
            if count > 0 && seen > threshold {
                kept.push(level.clone());
                noisy.push(seen);
            }
        }
        Found { column: recode(column, kept), noisy, threshold: Some(threshold) }
    };
    let numbered: Vec<(u32, &Column)> = (0..).zip(&frame.columns).collect();
    numbered.into_par_iter().map(of).collect()
}

/// Takes the values from published lists and counts them all, those that nobody has too.
pub fn listed(
    frame: &Frame,
    lists: &BTreeMap<String, Vec<String>>,
    noise: Gaussian,
    key: &NoiseKey,
) -> Vec<Found> {
    let of = |(number, column): (u32, &Column)| {
        let mut levels = lists.get(&column.name).cloned().unwrap_or_default();
        levels.sort_unstable();
        let column = recode(column, levels);
        let mut random = key.stream(Purpose::Marginal(number));
        let noisy = counts(&column).map(|count| count + noise.sample(&mut random)).collect();
        Found { column, noisy, threshold: None }
    };
    (0..).zip(&frame.columns).map(of).collect()
}

/// How many rows have each known value.
fn counts(column: &Column) -> impl Iterator<Item = i64> {
    let mut counts = vec![0_i64; column.size()];
    for &code in &column.codes {
        if let Some(count) = counts.get_mut(usize::from(code)) {
            *count += 1;
        }
    }
    counts.into_iter().skip(1)
}

/// The same column over other values; what is not among them becomes unknown.
pub fn recode(column: &Column, levels: Vec<String>) -> Column {
    let mut codes_of = vec![UNKNOWN; column.size()];
    let at: BTreeMap<&str, u16> = (1..).zip(&levels).map(|(code, level)| (level.as_str(), code)).collect();
    for (code, level) in codes_of.iter_mut().skip(1).zip(&column.levels) {
        *code = at.get(level.as_str()).copied().unwrap_or(UNKNOWN);
    }
    let codes = column
        .codes
        .iter()
        .map(|&code| codes_of.get(usize::from(code)).copied().unwrap_or(UNKNOWN))
        .collect();
    Column { name: column.name.clone(), levels, codes }
}
