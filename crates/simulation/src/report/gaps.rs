//! Where a standard breaks first, and what ten percent more would change.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::CONFIDENCE;
use super::days::date_of;
use crate::interval::Interval;
use crate::model::Model;
use crate::run::{RunError, Watch, samples};
use crate::sample::Sample;
use crate::scenario::{End, Scenario, Settings};

/// Replications that look for the resource whose ten percent help most.
pub(super) const HELP_REPLICATIONS: u32 = 10;
/// The most resources tried for it.
pub(super) const MOST_RESOURCES: usize = 40;

/// How a standard fared.
#[derive(Debug, Clone, Serialize)]
pub struct StandardRow {
    /// Its name.
    pub standard: String,
    /// The share of replications in which it was broken.
    pub broken_share: f64,
    /// Median first day, from one.
    pub first_day: Option<usize>,
    /// Its date.
    pub first_date: Option<String>,
    /// Where it broke first most often.
    pub station: Option<String>,
}

/// What ten percent more of a resource would change.
#[derive(Debug, Clone, Serialize)]
pub struct Help {
    /// The resource, as a path of the scenario.
    pub resource: String,
    /// From how many to how many.
    pub from_to: [f64; 2],
    /// People fewer who waited beyond a standard, left or found no place: paired, with interval.
    pub fewer_affected: Interval,
}

pub(super) fn standards(model: &Model, settings: &Settings, samples: &[Sample]) -> Vec<StandardRow> {
    let row = |(number, standard): (usize, &crate::model::Standard)| {
        let mut gaps: Vec<_> =
            samples.iter().filter_map(|sample| sample.gaps.get(number).copied().flatten()).collect();
        gaps.sort_by_key(|gap| gap.day);
        let median = gaps.get(gaps.len() / 2).map(|gap| gap.day);
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        for gap in &gaps {
            *places.entry(gap.station).or_default() += 1;
        }
        let place = places.into_iter().max_by_key(|(station, count)| (*count, std::cmp::Reverse(*station)));
        #[expect(clippy::cast_precision_loss, reason = "few replications")]
        let broken_share = gaps.len() as f64 / samples.len().max(1) as f64;
        StandardRow {
            standard: standard.name.clone(),
            broken_share,
            first_day: median.map(|day| day + 1),
            first_date: median.and_then(|day| date_of(settings, day)),
            station: place
                .and_then(|(station, _)| model.stations.get(station))
                .map(|station| station.name.clone()),
        }
    };
    let mut rows: Vec<StandardRow> = model.standards.iter().enumerate().map(row).collect();
    rows.sort_by_key(|row| row.first_day.unwrap_or(usize::MAX));
    rows
}

pub(super) fn first_gap(standards: &[StandardRow]) -> Option<&StandardRow> {
    standards.iter().find(|row| row.broken_share >= 0.5).or(standards.first())
}

pub(super) fn best_help(helps: &[Help]) -> Option<&Help> {
    helps.first().filter(|help| help.fewer_affected.low > 0.0)
}

pub(super) fn headline(standards: &[StandardRow], helps: &[Help]) -> String {
    let Some(first) = first_gap(standards) else {
        return "No standard is set: add [[standard]] to see where a gap opens first.".to_owned();
    };
    let (Some(day), Some(station)) = (first.first_day, &first.station) else {
        return "No standard was broken in any replication.".to_owned();
    };
    let when = first.first_date.clone().map_or(format!("day {day}"), |date| format!("day {day} ({date})"));
    let mut line = format!(
        "First gap: {station}, {when}: “{}” is broken in {:.0} % of replications.",
        first.standard,
        100.0 * first.broken_share
    );
    match best_help(helps) {
        Some(help) => {
            let _ = write!(
                line,
                " Ten percent more of {} ({} to {}) helps most: {:.0} people fewer wait too long, leave or find no place ({:.0} to {:.0}).",
                help.resource,
                help.from_to[0],
                help.from_to[1],
                help.fewer_affected.mean,
                help.fewer_affected.low,
                help.fewer_affected.high
            );
        }
        None if helps.is_empty() => {}
        None => line.push_str(" Ten percent more of no single resource changes it measurably."),
    }
    line
}

/// Tries ten percent more of each resource on the same random numbers.
pub(super) fn helps(
    scenario: &Scenario,
    base: &[Sample],
    watch: &Watch<'_>,
) -> Result<Vec<(Help, Vec<f64>)>, RunError> {
    let few = watch.of(watch.replications.min(HELP_REPLICATIONS));
    let mut helps = Vec::new();
    for path in scenario.resources().into_iter().take(MOST_RESOURCES) {
        let Some(now) = scenario.number(&path) else { continue };
        let more = libm::ceil(now * 1.1 - 1e-9).max(now + 1.0);
        let changed = scenario.with_numbers(&[(&path, more)]).map_err(RunError::Scenario)?;
        let tried = samples(&changed, End::High, &few)?;
        let values: Vec<f64> =
            base.iter().zip(&tried).map(|(base, tried)| base.shortfall - tried.shortfall).collect();
        let fewer_affected = Interval::of(&values, CONFIDENCE);
        helps.push((Help { resource: path, from_to: [now, more], fewer_affected }, values));
    }
    helps.sort_by(|(a, _), (b, _)| b.fewer_affected.mean.total_cmp(&a.fewer_affected.mean));
    Ok(helps)
}
