//! Many strata at once: form by channel by place by age by sex, without crying wolf a hundred times.
//!
//! Leaf strata are tested together at each date with mid-p values and the step-up rule of Benjamini and
//! Hochberg (JRSS-B 1995); wider groups are tested apart, because they hold the same cases again. Nothing
//! here makes nationality a stratum: the caller names the parts, and by default does not name that one.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::method::{Controls, Frequency, Method};
use super::series::Series;
use super::{Score, score};
use crate::progress::{Cancelled, Progress};

/// Share of false alarms among alarms that is accepted.
pub const FALSE_DISCOVERY: f64 = 0.1;
/// What separates the parts of a leaf's name: `labour|online|north`.
pub const SEPARATOR: char = '|';

/// One stratum with too many cases.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Signal {
    /// Its name; parts that are taken together are `*`.
    pub name: String,
    /// What the scoring says.
    #[serde(flatten)]
    pub score: Score,
}

/// What was found at one date.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Screened {
    /// Period, from 1.
    pub index: usize,
    /// Leaf strata with a p at this date.
    pub tested: usize,
    /// Largest p that is an alarm at this date.
    pub cutoff: f64,
    /// Leaf strata above, the smallest p first.
    pub leaves: Vec<Signal>,
    /// Groups above by the same rule among groups, tested apart.
    pub parents: Vec<Signal>,
}

/// An answer over several dates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Screening {
    /// Date by date.
    pub dates: Vec<Screened>,
    /// Leaf alarms a month that chance alone would give: strata tested times the cutoff, over the dates.
    pub expected_false_alarms_a_month: f64,
}

/// Names that cannot be taken apart.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StrataError {
    /// Another number of parts than the first leaf.
    #[error(
        "stratum `{0}` has another number of parts than the first (mend: name every part of every stratum)"
    )]
    Parts(String),
    /// Stopped by the caller.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// Screens the last `last` periods of leaf strata whose names are parts with `|` between them.
pub fn screen(
    leaves: &[Series],
    frequency: Frequency,
    last: usize,
    progress: &Progress<'_>,
) -> Result<Screening, StrataError> {
    // The textbook baseline gives mid-p values for any count; the usual limit on cases is the business of
    // the step-up rule here.
    let controls = Controls { limit_cases: 0, ..Method::FarringtonFlexibleNbplugin.defaults(frequency) };
    let parents = parents(leaves)?;
    let stage = progress.stage("strata", leaves.len() + parents.len());
    let groups = [leaves, parents.as_slice()].map(|group| {
        group
            .par_iter()
            .map(|one| {
                stage.check()?;
                let scores =
                    score(&one.counts, Method::FarringtonFlexibleNbplugin, frequency, &controls, last);
                stage.step();
                Ok(scores)
            })
            .collect::<Result<Vec<_>, Cancelled>>()
    });
    let [of_leaves, of_parents] = groups;
    let (of_leaves, of_parents) = (of_leaves?, of_parents?);
    let length = of_leaves.iter().map(Vec::len).max().unwrap_or(0);
    let mut dates = Vec::with_capacity(length);
    let mut expected = 0.0;
    for at in 0..length {
        let (tested, cutoff, found) = step_up(leaves, &of_leaves, at);
        let (_, _, groups) = step_up(&parents, &of_parents, at);
        #[expect(clippy::cast_precision_loss, reason = "strata are a few thousand")]
        let by_chance = tested as f64 * cutoff;
        expected += by_chance;
        let index = of_leaves.iter().find_map(|scores| Some(scores.get(at)?.index)).unwrap_or(0);
        dates.push(Screened { index, tested, cutoff, leaves: found, parents: groups });
    }
    #[expect(clippy::cast_precision_loss, reason = "periods are a few thousand")]
    let a_month = frequency.periods_a_year() as f64 / 12.0 / length.max(1) as f64;
    Ok(Screening { dates, expected_false_alarms_a_month: expected * a_month })
}

/// Tests, cutoff and alarms at one date; ties in the order of the strata.
fn step_up(series: &[Series], scores: &[Vec<Score>], at: usize) -> (usize, f64, Vec<Signal>) {
    let mut tested: Vec<(f64, usize, Score)> = scores
        .iter()
        .enumerate()
        .filter_map(|(index, scores)| {
            let score = *scores.get(at)?;
            // No case is no alarm, but it is a test.
            let p = if score.observed == Some(0) { 1.0 } else { score.p? };
            Some((p, index, score))
        })
        .collect();
    tested.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    #[expect(clippy::cast_precision_loss, reason = "strata are a few thousand")]
    let line = |rank: usize| FALSE_DISCOVERY * rank as f64 / tested.len().max(1) as f64;
    let count =
        (1..=tested.len()).rev().find(|rank| tested.get(rank - 1).is_some_and(|one| one.0 <= line(*rank)));
    let count = count.unwrap_or(0);
    // Without an alarm the first step is what a p would have had to pass.
    let cutoff = if tested.is_empty() { 0.0 } else { line(count.max(1)) };
    let found = tested
        .iter()
        .take(count)
        .filter_map(|(_, index, score)| {
            Some(Signal { name: series.get(*index)?.name.clone(), score: Score { alarm: true, ..*score } })
        })
        .collect();
    (tested.len(), cutoff, found)
}

/// Every value of every single part, and the whole, as sums of leaves.
fn parents(leaves: &[Series]) -> Result<Vec<Series>, StrataError> {
    let width = leaves.first().map_or(1, |leaf| leaf.name.split(SEPARATOR).count());
    let mut sums: BTreeMap<(usize, String), Vec<Option<u32>>> = BTreeMap::new();
    for leaf in leaves {
        let parts: Vec<&str> = leaf.name.split(SEPARATOR).collect();
        if parts.len() != width {
            return Err(StrataError::Parts(leaf.name.clone()));
        }
        let of_part = |at: usize, value: &str| {
            let stars: Vec<&str> = (0..width).map(|other| if other == at { value } else { "*" }).collect();
            (at, stars.join("|"))
        };
        let groups = parts.iter().enumerate().map(|(at, part)| of_part(at, part));
        // With a single part its values are the leaves.
        let groups = groups.filter(|_| width > 1).chain([of_part(width, "")]);
        for group in groups {
            let sum = sums.entry(group).or_insert_with(|| vec![Some(0); leaf.counts.len()]);
            for (sum, count) in sum.iter_mut().zip(&leaf.counts) {
                *sum = sum.and_then(|sum| sum.checked_add((*count)?));
            }
        }
    }
    Ok(sums.into_iter().map(|((_, name), counts)| Series { name, counts }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(name: &str, newest: u32) -> Series {
        let mut counts: Vec<Option<u32>> = (0..320_u32).map(|at| Some(at * 7 % 5)).collect();
        counts[319] = Some(newest);
        Series { name: name.to_owned(), counts }
    }

    #[test]
    fn one_stratum_among_many_is_found_and_the_rest_stays_quiet() {
        let mut leaves: Vec<Series> = (0..40).map(|at| leaf(&format!("labour|p{at}"), at * 7 % 5)).collect();
        leaves.push(leaf("sexual|p1", 30));
        let found = screen(&leaves, Frequency::Weekly, 1, &Progress::silent()).unwrap();
        let date = &found.dates[0];
        assert_eq!((date.index, date.tested), (320, 41));
        assert_eq!(date.leaves.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["sexual|p1"]);
        assert!(date.parents.iter().any(|one| one.name == "sexual|*"), "{date:?}");
        // 41 tests at .1/41, 52/12 weeks a month.
        assert!((found.expected_false_alarms_a_month - 0.1 * 52.0 / 12.0).abs() < 1e-9);
    }

    #[test]
    fn strata_with_other_parts_are_refused() {
        let refused = screen(&[leaf("a|b", 1), leaf("a", 1)], Frequency::Weekly, 1, &Progress::silent());
        assert_eq!(refused, Err(StrataError::Parts("a".to_owned())));
    }
}
