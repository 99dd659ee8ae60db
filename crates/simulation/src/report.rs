//! The answer of a run: means over replications with their intervals, ready for a person, a page or a program.

mod days;
mod gaps;
mod html;
mod people;
mod stations;
mod text;

use serde::Serialize;

use crate::interval::Interval;
use crate::notice::Notice;
use crate::run::{RunError, Watch, samples};
use crate::sample::Sample;
use crate::scenario::{End, Scenario};

use days::days;
use gaps::{HELP_REPLICATIONS, MOST_RESOURCES, best_help, first_gap, headline, helps, standards};
use people::{groups, people, people_days};
use stations::{rows, uses};

pub use days::{DayRow, places};
pub use gaps::{Help, StandardRow};
pub use html::page;
pub use people::{GroupRow, People, PeopleDayRow};
pub use stations::{Row, UseRow};
pub use text::{comparison_text, optimum_text, text};

/// Confidence of all intervals of a report.
pub const CONFIDENCE: f64 = 0.95;

/// The answer of a run.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The scenario's name.
    pub scenario: String,
    /// The unit of time.
    pub unit: String,
    /// The seed.
    pub seed: u64,
    /// Replications.
    pub replications: u32,
    /// Each simulated person stands for so many.
    pub sample: f64,
    /// What the reader must know first.
    pub notices: Vec<Notice>,
    /// The sentence for the top of the page.
    pub headline: String,
    /// The range of the unknown share of victims among arrivals.
    pub victim_share_range: Option<[f64; 2]>,
    /// By station and class.
    pub stations: Vec<Row>,
    /// Both ends of the unknown share.
    pub people: Vec<People>,
    /// By site, language, age and sex.
    pub groups: Vec<GroupRow>,
    /// By day and site.
    pub people_days: Vec<PeopleDayRow>,
    /// By standard.
    pub standards: Vec<StandardRow>,
    /// Which ten percent help most, best first; those that cannot be told from the best are marked.
    pub helps: Vec<Help>,
    /// Resources that cannot be told from the best of `helps`.
    pub cannot_tell_apart: Vec<String>,
    /// Children who needed a guardian.
    pub children: Interval,
    /// Time they waited for one, in all.
    pub children_without_guardian_time: Interval,
    /// The most who waited at the end of a day.
    pub children_without_guardian_most: Interval,
    /// People refused a bed.
    pub beds_refused: Interval,
    /// Money.
    pub cost: Interval,
    /// Its currency.
    pub money: String,
    /// Use of staff and places.
    pub uses: Vec<UseRow>,
    /// By day and station.
    pub days: Vec<DayRow>,
    /// The largest relative difference between areas and waits: the books balance below 1e-9.
    pub identity_error: f64,
    /// Persons simulated, all replications together.
    pub persons: u64,
    /// Events, all replications together.
    pub events: u64,
}

impl Report {
    /// The standard that breaks first: of those broken in half of the replications or more, otherwise of all.
    pub fn first_gap(&self) -> Option<&StandardRow> {
        first_gap(&self.standards)
    }

    /// The resource whose ten percent help most, if that can be told from nothing.
    pub fn best_help(&self) -> Option<&Help> {
        best_help(&self.helps)
    }
}

/// Runs a scenario, looks for the resource whose ten percent help most, and reports.
pub fn report(scenario: &Scenario, watch: &Watch<'_>) -> Result<Report, RunError> {
    let (high, low) = both_ends(scenario, watch)?;
    let helps = if scenario.settings.standards > 0 { helps(scenario, &high, watch)? } else { Vec::new() };
    Ok(build(scenario, watch, &high, low.as_deref(), helps))
}

/// The same without looking for that resource: the figures alone.
pub fn figures(scenario: &Scenario, watch: &Watch<'_>) -> Result<Report, RunError> {
    let (high, low) = both_ends(scenario, watch)?;
    Ok(build(scenario, watch, &high, low.as_deref(), Vec::new()))
}

/// Samples at the upper end of the unknown share, and at the lower one where there is a range.
fn both_ends(scenario: &Scenario, watch: &Watch<'_>) -> Result<(Vec<Sample>, Option<Vec<Sample>>), RunError> {
    let high = samples(scenario, End::High, watch)?;
    let low = match scenario.settings.victims {
        Some(_) => Some(samples(scenario, End::Low, watch)?),
        None => None,
    };
    Ok((high, low))
}

/// How many replications a report needs in all, for a progress bar.
pub fn work(scenario: &Scenario, replications: u32) -> u64 {
    let ends = if scenario.settings.victims.is_some() { 2 } else { 1 };
    let resources =
        if scenario.settings.standards > 0 { scenario.resources().len().min(MOST_RESOURCES) } else { 0 };
    u64::from(replications) * ends + resources as u64 * u64::from(replications.min(HELP_REPLICATIONS))
}

fn of(samples: &[Sample], figure: impl Fn(&Sample) -> f64) -> Interval {
    let values: Vec<f64> = samples.iter().map(figure).collect();
    Interval::of(&values, CONFIDENCE)
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

fn build(
    scenario: &Scenario,
    watch: &Watch<'_>,
    high: &[Sample],
    low: Option<&[Sample]>,
    helps: Vec<(Help, Vec<f64>)>,
) -> Report {
    let model = scenario.model(End::High);
    let settings = &scenario.settings;
    let standards = standards(model, settings, high);
    let best = helps.first().map(|(_, values)| values.clone());
    let cannot_tell_apart = helps
        .iter()
        .skip(1)
        .filter(|(_, values)| {
            best.as_ref().is_some_and(|best| !Interval::paired(best, values, CONFIDENCE).tells_from_zero())
        })
        .map(|(help, _)| help.resource.clone())
        .collect();
    let helps: Vec<Help> = helps.into_iter().map(|(help, _)| help).collect();
    let ends: Vec<(f64, &[Sample])> = match (settings.victims, low) {
        (Some((least, most)), Some(low)) => vec![(least, low), (most, high)],
        _ => Vec::new(),
    };
    let mut notices = model.notices.clone();
    if settings.sample > 1.0 {
        notices.push(Notice::Sample(settings.sample));
    }
    notices.extend(settings.victims.map(|(low, high)| Notice::UnknownShare([low, high])));
    Report {
        scenario: settings.name.clone(),
        unit: settings.unit.clone(),
        seed: watch.seed,
        replications: watch.replications,
        sample: settings.sample,
        notices,
        headline: headline(&standards, &helps),
        victim_share_range: settings.victims.map(|(low, high)| [low, high]),
        stations: rows(model, high),
        people: ends.iter().map(|(share, samples)| people(*share, samples, settings.sample)).collect(),
        groups: groups(model, low.unwrap_or(high), high, settings.sample),
        people_days: people_days(model, settings, low.unwrap_or(high), high),
        standards,
        helps,
        cannot_tell_apart,
        children: of(high, |sample| sample.children),
        children_without_guardian_time: of(high, |sample| sample.harm.child_time),
        children_without_guardian_most: of(high, |sample| sample.children_most),
        beds_refused: of(high, |sample| sample.beds_refused),
        cost: of(high, |sample| sample.cost),
        money: settings.money.clone(),
        uses: uses(model, high),
        days: days(model, settings, high),
        identity_error: high.iter().map(|sample| sample.identity_error).fold(0.0, f64::max),
        persons: high.iter().chain(low.into_iter().flatten()).map(|sample| sample.persons).sum(),
        events: high.iter().chain(low.into_iter().flatten()).map(|sample| sample.events).sum(),
    }
}
