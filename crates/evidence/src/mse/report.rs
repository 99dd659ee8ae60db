//! Everything that is said about one table, ready to be shown; never one number alone.

use serde::Serialize;

use super::checks::{self, Consistency, LeftOut, NearEqual, Overlap};
use super::ladder::{self, Estimate, Options};
use super::table::Table;
use super::verdict::{self, Evidence, Verdict};
use crate::progress::{Cancelled, Progress};

/// The answer of `havenward estimate`. No count of a pattern is in it unless `counts` was asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// People on at least one list.
    pub observed: f64,
    /// Names of the lists.
    pub lists: Vec<String>,
    /// Seed of all randomness.
    pub seed: u64,
    /// Replicates of resampled intervals.
    pub bootstrap: usize,
    /// The ladder.
    pub estimates: Vec<Estimate>,
    /// What it says.
    pub verdict: Verdict,
    /// Models that fit about as well as the best.
    pub near_equal_models: Option<NearEqual>,
    /// Estimates with one list left out.
    pub leave_one_out: Vec<LeftOut>,
    /// Known answers.
    pub internal_consistency: Vec<Consistency>,
    /// Pairs of lists.
    pub overlaps: Vec<Overlap>,
    /// The estimate at other linkage thresholds.
    pub linkage: Option<Linkage>,
    /// What was done to the input.
    pub notes: Vec<String>,
    /// Patterns with their counts, only on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<Vec<Pattern>>,
}

/// One capture pattern.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pattern {
    /// Lists of the pattern joined by colons.
    pub lists: String,
    /// People with exactly this pattern.
    pub count: f64,
}

/// A table that was linked at another threshold.
pub struct Linked {
    /// The threshold, as the linker names it.
    pub threshold: String,
    /// The table.
    pub table: Table,
}

/// Estimates at several linkage thresholds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Linkage {
    /// Largest over smallest stepwise estimate.
    pub spread: f64,
    /// One for each threshold.
    pub thresholds: Vec<AtThreshold>,
}

/// Stepwise and averaged answers at one threshold.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AtThreshold {
    /// The threshold.
    pub threshold: String,
    /// Stepwise estimate.
    pub n: Option<f64>,
    /// Lower end of the Wald interval, for the model as chosen.
    pub lower: Option<f64>,
    /// Its upper end.
    pub upper: Option<f64>,
}

/// Fewest thresholds at which linked lists are estimated.
pub const FEWEST_THRESHOLDS: usize = 3;

/// Assesses one table; `linked` are the same lists at other linkage thresholds.
pub fn assess(
    table: &Table,
    linked: &[Linked],
    options: &Options,
    progress: &Progress<'_>,
) -> Result<Report, Cancelled> {
    let cells = &table.cells;
    let climbed = ladder::climb(table, options, progress)?;
    let near = climbed
        .ranking
        .as_ref()
        .and_then(|(family, ranked)| checks::near_equal(cells.observed(), family, ranked));
    let consistency = checks::consistency(table);
    let overlaps = checks::overlaps(table);
    let linkage = (!linked.is_empty()).then(|| at_thresholds(linked));
    let beyond = || {
        let stepwise = climbed.estimates.get(2)?;
        Some((stepwise.lower?, stepwise.upper?))
    };
    let verdict = verdict::weigh(&Evidence {
        lists: cells.lists(),
        on_several: cells.on_several(),
        estimates: &climbed.estimates,
        range: climbed.average.or_else(beyond),
        near: near.as_ref(),
        consistency: &consistency,
        overlaps: &overlaps,
        linkage: linkage.as_ref(),
    });
    Ok(Report {
        observed: cells.observed(),
        lists: table.names.clone(),
        seed: options.seed,
        bootstrap: options.bootstrap,
        estimates: climbed.estimates,
        verdict,
        near_equal_models: near,
        leave_one_out: checks::leave_one_out(table),
        internal_consistency: consistency,
        overlaps,
        linkage,
        notes: table.notes.clone(),
        counts: None,
    })
}

impl Report {
    /// Adds the counts of each pattern, for somebody who may see them.
    #[must_use]
    pub fn with_counts(mut self, table: &Table) -> Report {
        let of = |(pattern, count)| Pattern { lists: table.term(pattern), count };
        self.counts = Some(table.cells.filled().map(of).collect());
        self
    }
}

fn at_thresholds(linked: &[Linked]) -> Linkage {
    let thresholds: Vec<AtThreshold> = linked
        .iter()
        .map(|one| {
            let answer = checks::estimate(&one.table.cells);
            AtThreshold {
                threshold: one.threshold.clone(),
                n: answer.map(|(n, _, _)| n),
                lower: answer.map(|(_, lower, _)| lower),
                upper: answer.map(|(_, _, upper)| upper),
            }
        })
        .collect();
    let spread = verdict::spread(thresholds.iter().filter_map(|one| one.n));
    Linkage { spread, thresholds }
}
