//! Early warning in space: where are there more cases than the population leads one to expect?
//!
//! Kulldorff's scan (Communications in Statistics 1997) in its Poisson form, the expectation-based form of
//! Neill (2009), and both over the last periods (Kulldorff 2001). Zones are circles around each region;
//! p-values come from seeded simulation. A place with more cases found is a place where more were found.

mod likelihood;
mod regions;
mod simulate;
mod zones;

use serde::Serialize;

use likelihood::Likelihood;
pub use regions::{Region, RegionError, read};
use zones::Zones;

use crate::progress::{Cancelled, Progress};

/// How cases inside are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Model {
    /// Inside against outside, given the total (Kulldorff 1997).
    Poisson,
    /// Inside against what was expected there; a rise everywhere counts too (Neill 2009).
    ExpectationBased,
}

/// What to look for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Controls {
    /// The comparison.
    pub model: Model,
    /// Largest share of the population in a zone, above 0 and at most 1.
    pub max_share: f64,
    /// Simulated tables for the p-values.
    pub replicates: usize,
    /// Where the simulation begins.
    pub seed: u64,
    /// Longest run of last periods that is looked at, where there are periods.
    pub max_periods: usize,
    /// Secondary clusters are listed up to this many clusters in all.
    pub most_clusters: usize,
}

impl Default for Controls {
    fn default() -> Self {
        Self {
            model: Model::Poisson,
            max_share: 0.5,
            replicates: 999,
            seed: 7,
            max_periods: 1,
            most_clusters: 10,
        }
    }
}

/// A zone, and a run of last periods, with more cases than expected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cluster {
    /// Regions, the centre first.
    pub ids: Vec<String>,
    /// How many of the last periods it covers; 1 without periods.
    pub periods: usize,
    /// Cases inside.
    pub cases: f64,
    /// Cases to be expected inside.
    pub expected: f64,
    /// Logarithm of the likelihood ratio.
    pub llr: f64,
    /// Share of simulated tables, with this one, that hold a cluster as strong; nothing without simulation.
    pub p: Option<f64>,
}

/// What a scan found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// The most likely first; later ones share no region with earlier ones.
    pub clusters: Vec<Cluster>,
    /// Regions looked at.
    pub regions: usize,
    /// Zones times runs of periods looked at.
    pub zones: usize,
    /// All cases.
    pub cases: f64,
    /// All expected cases.
    pub expected: f64,
    /// What was asked.
    pub controls: Controls,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ScanError {
    /// The table cannot be scanned.
    #[error("{what} (mend: {mend})")]
    Input {
        /// What is wrong.
        what: &'static str,
        /// What to do.
        mend: &'static str,
    },
    /// Stopped by the caller.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// One zone as numbers: centre, how many regions, how many last periods.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    llr: f64,
    centre: usize,
    size: usize,
    periods: usize,
    cases: f64,
    expected: f64,
}

/// Looks for clusters. The same regions, controls and seed give the same answer on any number of threads.
pub fn scan(regions: &[Region], controls: &Controls, progress: &Progress<'_>) -> Result<Found, ScanError> {
    let table = Table::new(regions, controls)?;
    let zones = Zones::circular(regions, controls.max_share);
    if zones.count() == 0 {
        return Err(ScanError::Input {
            what: "every region alone holds more than the largest share of the population",
            mend: "raise --max-share or give smaller regions",
        });
    }
    let likelihood = Likelihood::new(controls.model, table.all_cases, table.all_expected);
    let mut candidates = Vec::new();
    table.sweep(&zones, &table.cases, |candidate| {
        let llr = likelihood.ratio(candidate.cases, candidate.expected);
        candidates.push(Candidate { llr, ..candidate });
    });
    let clusters = separate(&zones, candidates, controls.most_clusters);
    let maxima = simulate::maxima(&table, &zones, controls, progress)?;
    let clusters = clusters
        .into_iter()
        .map(|candidate| Cluster {
            ids: zones
                .around
                .get(candidate.centre)
                .and_then(|around| around.get(..candidate.size))
                .unwrap_or_default()
                .iter()
                .filter_map(|index| Some(regions.get(*index)?.id.clone()))
                .collect(),
            periods: candidate.periods,
            cases: candidate.cases,
            expected: candidate.expected,
            llr: candidate.llr,
            p: p_of(candidate.llr, &maxima),
        })
        .collect();
    Ok(Found {
        clusters,
        regions: regions.len(),
        zones: zones.count() * table.runs,
        cases: table.all_cases,
        expected: table.all_expected,
        controls: *controls,
    })
}

fn p_of(llr: f64, maxima: &[f64]) -> Option<f64> {
    if maxima.is_empty() {
        return None;
    }
    let as_strong = maxima.iter().filter(|simulated| **simulated >= llr).count();
    #[expect(clippy::cast_precision_loss, reason = "replicates are a few thousand")]
    let p = (1 + as_strong) as f64 / (maxima.len() + 1) as f64;
    Some(p)
}

/// The strongest zone, then the strongest that shares no region with any before; ties by order.
fn separate(zones: &Zones, mut candidates: Vec<Candidate>, most: usize) -> Vec<Candidate> {
    candidates.retain(|candidate| candidate.llr > 0.0);
    candidates.sort_by(|a, b| b.llr.total_cmp(&a.llr));
    let mut taken = vec![false; zones.around.len()];
    let mut kept = Vec::new();
    for candidate in candidates {
        if kept.len() == most {
            break;
        }
        let inside = zones.around.get(candidate.centre).and_then(|around| around.get(..candidate.size));
        let inside = inside.unwrap_or_default();
        if inside.iter().any(|index| taken.get(*index).copied().unwrap_or(false)) {
            continue;
        }
        for index in inside {
            if let Some(place) = taken.get_mut(*index) {
                *place = true;
            }
        }
        kept.push(candidate);
    }
    kept
}

/// Cases and expectations, region by region, cumulated over the last periods.
struct Table {
    /// Per region, cases of the last 1, 2, … periods.
    cases: Vec<f64>,
    expected: Vec<f64>,
    /// How many runs of last periods are looked at.
    runs: usize,
    /// Expected cases of every cell, region by region, the last period first, and of all that is older.
    cells: Vec<f64>,
    all_cases: f64,
    all_expected: f64,
}

impl Table {
    fn new(regions: &[Region], controls: &Controls) -> Result<Self, ScanError> {
        let wrong = |what, mend| Err(ScanError::Input { what, mend });
        if regions.len() < 2 {
            return wrong("fewer than two regions", "give at least two, so that there is an outside");
        }
        if !(controls.max_share > 0.0 && controls.max_share <= 1.0) {
            return wrong("--max-share is not above 0 and at most 1", "0.5 or less, such as 0.15");
        }
        let periods = regions.first().map_or(0, |region| region.cases.len());
        let runs = controls.max_periods.clamp(1, periods.max(1));
        let all_cases: f64 = regions.iter().flat_map(|region| &region.cases).sum();
        let population: f64 = regions.iter().map(|region| region.population).sum();
        if population <= 0.0 {
            return wrong("nobody lives in any region", "fill the column population");
        }
        if all_cases <= 0.0 {
            return wrong(
                "there is no case in any region",
                "nothing can be looked for; give a table with cases",
            );
        }
        if all_cases > 1e7 {
            return wrong("more than ten million cases", "scan a shorter time or a smaller area");
        }
        let by_period: Vec<f64> = (0..periods)
            .map(|period| regions.iter().filter_map(|region| region.cases.get(period)).sum())
            .collect();
        let (mut cases, mut expected, mut cells) = (Vec::new(), Vec::new(), Vec::new());
        for region in regions {
            // Without an expectation: the population's share of each period's cases.
            let of_region: Vec<f64> = region.expected.clone().unwrap_or_else(|| {
                by_period.iter().map(|cases| cases * region.population / population).collect()
            });
            let (mut c, mut e) = (0.0, 0.0);
            for back in 0..runs {
                c += region.cases.iter().rev().nth(back).copied().unwrap_or(0.0);
                let now = of_region.iter().rev().nth(back).copied().unwrap_or(0.0);
                e += now;
                cases.push(c);
                expected.push(e);
                cells.push(now);
            }
            cells.push(of_region.iter().rev().skip(runs).sum());
        }
        // One number for everything, however the cells are cut.
        let all_expected = if regions.iter().all(|region| region.expected.is_none()) {
            all_cases
        } else {
            cells.iter().sum()
        };
        if all_expected <= 0.0 {
            return wrong("nothing is expected anywhere", "fill the column expected or leave it out");
        }
        let impossible = regions.iter().any(|region| {
            let expected: f64 = region.expected.iter().flatten().sum();
            region.expected.is_some() && expected <= 0.0 && region.cases.iter().any(|cases| *cases > 0.0)
        });
        if impossible {
            return wrong(
                "a region has cases where none is expected",
                "expect more than 0 there, or merge the region",
            );
        }
        Ok(Self { cases, expected, runs, cells, all_cases, all_expected })
    }

    /// Calls `look` with every zone and run of last periods, in a fixed order.
    fn sweep(&self, zones: &Zones, cases: &[f64], mut look: impl FnMut(Candidate)) {
        for (centre, around) in zones.around.iter().enumerate() {
            for run in 0..self.runs {
                let (mut c, mut e) = (0.0, 0.0);
                for (size, index) in around.iter().enumerate() {
                    let at = index * self.runs + run;
                    c += cases.get(at).copied().unwrap_or(0.0);
                    e += self.expected.get(at).copied().unwrap_or(0.0);
                    look(Candidate {
                        llr: 0.0,
                        centre,
                        size: size + 1,
                        periods: run + 1,
                        cases: c,
                        expected: e,
                    });
                }
            }
        }
    }
}
