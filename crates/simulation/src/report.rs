//! The answer of a run: means over replications with their intervals, ready for a person, a page or a program.

mod html;
mod text;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::interval::{Interval, quantile};
use crate::model::{Kind, Model};
use crate::outcome::CAUSES;
use crate::run::{RunError, Watch, samples};
use crate::sample::{FIELDS, Sample};
use crate::scenario::{End, Scenario, Settings};

pub use html::page;
pub use text::{comparison_text, optimum_text, text};

/// Confidence of all intervals of a report.
pub const CONFIDENCE: f64 = 0.95;
/// Replications that look for the resource whose ten percent help most.
const HELP_REPLICATIONS: u32 = 10;
/// The most resources tried for it.
const MOST_RESOURCES: usize = 40;

/// One class at one station.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The station, with its site where there are several.
    pub station: String,
    /// The class; `all` for all together.
    pub class: String,
    /// The figures by name; `null` where nobody was there to have one.
    #[serde(flatten)]
    pub figures: BTreeMap<&'static str, Option<f64>>,
    /// Their intervals.
    pub ci95: BTreeMap<&'static str, [Option<f64>; 2]>,
}

/// One station on one day, means over replications.
#[derive(Debug, Clone, Serialize)]
pub struct DayRow {
    /// The day, from one.
    pub day: usize,
    /// Its date, if the scenario has one.
    pub date: Option<String>,
    /// The station.
    pub station: String,
    /// Came.
    pub arrived: f64,
    /// Began service.
    pub started: f64,
    /// Left unserved.
    pub left: f64,
    /// Found no place.
    pub blocked: f64,
    /// Waiting at the end of the day.
    pub queue: f64,
    /// The band of eight replications in ten around it.
    pub queue_band: [f64; 2],
    /// In service, in a bed or with a guardian at the end of the day.
    pub in_use: f64,
    /// The band of eight replications in ten around it.
    pub in_use_band: [f64; 2],
    /// Places on duty.
    pub on_duty: Option<f64>,
}

/// People at one end of the range of the unknown share.
#[derive(Debug, Clone, Serialize)]
pub struct People {
    /// The share of victims among arrivals that this end assumes.
    pub victim_share: f64,
    /// Arrived.
    pub arrived: Interval,
    /// Victims among them, known only here.
    pub victims: Interval,
    /// Screened.
    pub screened: Interval,
    /// Identified.
    pub identified: Interval,
    /// Missed, by cause.
    pub missed: BTreeMap<&'static str, Interval>,
    /// Neither identified nor gone when the run ended.
    pub still_inside: Interval,
    /// Others taken for victims.
    pub false_alarms: Interval,
    /// Money for each identified victim; absent when nobody was identified.
    pub cost_per_identified: Option<f64>,
}

/// People of one site, language, age and sex, at both ends of the unknown share.
#[derive(Debug, Clone, Serialize)]
pub struct GroupRow {
    /// The site.
    pub site: String,
    /// The language.
    pub language: String,
    /// `adult` or `child`.
    pub age: &'static str,
    /// `male` or `female`.
    pub sex: &'static str,
    /// Arrived.
    pub arrived: f64,
    /// Screened.
    pub screened: f64,
    /// Identified, at the low and the high end.
    pub identified: [f64; 2],
    /// Missed, at the low and the high end.
    pub missed: [f64; 2],
    /// False alarms, at the low and the high end.
    pub false_alarms: [f64; 2],
}

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

/// Use of staff, beds or guardians.
#[derive(Debug, Clone, Serialize)]
pub struct UseRow {
    /// The pool.
    pub pool: String,
    /// Share of duty in use; `null` when unlimited or never on duty.
    pub utilisation: Option<f64>,
    /// Units on duty times time.
    pub on_duty: Option<f64>,
}

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
    pub notices: Vec<String>,
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

/// Runs a scenario and reports.
pub fn report(scenario: &Scenario, watch: &Watch<'_>) -> Result<Report, RunError> {
    let high = samples(scenario, End::High, watch)?;
    let low = match scenario.settings.victims {
        Some(_) => Some(samples(scenario, End::Low, watch)?),
        None => None,
    };
    let helps = if scenario.settings.standards > 0 { helps(scenario, &high, watch)? } else { Vec::new() };
    Ok(build(scenario, watch, &high, low.as_deref(), helps))
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
        notices.push(format!(
            "a sample: each simulated person stands for {}; staff and places were divided alike and rounded",
            settings.sample
        ));
    }
    if let Some((least, most)) = settings.victims {
        notices.push(format!(
            "nobody knows the share of victims among arrivals: assumed between {} % and {} %; queues are told for the upper end",
            100.0 * least,
            100.0 * most
        ));
    }
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

fn rows(model: &Model, samples: &[Sample]) -> Vec<Row> {
    let classes = model.classes.len();
    let mut rows = Vec::new();
    for (number, station) in model.stations.iter().enumerate() {
        for class in 0..=classes {
            // With one class, "all together" would say the same again.
            if classes == 1 && class == 0 {
                continue;
            }
            let name = model.classes.get(class).map_or("all", |class| class.name.as_str());
            let mut row = Row {
                station: station.name.clone(),
                class: name.to_owned(),
                figures: BTreeMap::new(),
                ci95: BTreeMap::new(),
            };
            for (at, field) in FIELDS.into_iter().enumerate() {
                let index = number * (classes + 1) + class;
                let interval = of(samples, |sample| {
                    sample.rows.get(index).and_then(|row| row.get(at)).copied().unwrap_or(f64::NAN)
                });
                row.figures.insert(field, finite(interval.mean));
                row.ci95.insert(field, [finite(interval.low), finite(interval.high)]);
            }
            rows.push(row);
        }
    }
    rows
}

#[expect(clippy::cast_precision_loss, reason = "counts below 2^53")]
fn people(share: f64, samples: &[Sample], factor: f64) -> People {
    let sum = |sample: &Sample, figure: &dyn Fn(&crate::outcome::Group) -> u64| {
        sample.groups.iter().map(figure).sum::<u64>() as f64 * factor
    };
    let interval = |figure: &dyn Fn(&crate::outcome::Group) -> u64| of(samples, |sample| sum(sample, figure));
    let identified = interval(&|group| group.identified);
    let missed = CAUSES
        .into_iter()
        .enumerate()
        .map(|(cause, name)| (name, interval(&|group| group.missed.get(cause).copied().unwrap_or(0))));
    let cost = of(samples, |sample| sample.cost).mean;
    People {
        victim_share: share,
        arrived: interval(&|group| group.arrived),
        victims: interval(&|group| group.victims),
        screened: interval(&|group| group.screened),
        missed: missed.collect(),
        still_inside: interval(&|group| {
            group.victims.saturating_sub(group.identified + group.missed.iter().sum::<u64>())
        }),
        false_alarms: interval(&|group| group.false_alarms),
        cost_per_identified: finite(cost / identified.mean).filter(|cost| *cost > 0.0),
        identified,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts below 2^53")]
fn groups(model: &Model, low: &[Sample], high: &[Sample], factor: f64) -> Vec<GroupRow> {
    if !model.people.described {
        return Vec::new();
    }
    let languages = if model.languages.is_empty() { vec![String::new()] } else { model.languages.clone() };
    let mut rows = Vec::new();
    let mut at = 0;
    for site in &model.sites {
        for language in &languages {
            for age in ["adult", "child"] {
                for sex in ["male", "female"] {
                    let mean = |samples: &[Sample], figure: &dyn Fn(&crate::outcome::Group) -> u64| {
                        let value = |sample: &Sample| {
                            sample.groups.get(at).map_or(0.0, |group| figure(group) as f64 * factor)
                        };
                        of(samples, value).mean
                    };
                    let both = |figure: &dyn Fn(&crate::outcome::Group) -> u64| {
                        [mean(low, figure), mean(high, figure)]
                    };
                    rows.push(GroupRow {
                        site: site.clone(),
                        language: language.clone(),
                        age,
                        sex,
                        arrived: mean(high, &|group| group.arrived),
                        screened: mean(high, &|group| group.screened),
                        identified: both(&|group| group.identified),
                        missed: both(&|group| group.missed.iter().sum()),
                        false_alarms: both(&|group| group.false_alarms),
                    });
                    at += 1;
                }
            }
        }
    }
    rows.retain(|row| row.arrived > 0.0);
    rows
}

/// The date of a day, from zero.
fn date_of(settings: &Settings, day: usize) -> Option<String> {
    let days = jiff::Span::new().try_days(i64::try_from(day).ok()?).ok()?;
    Some(settings.start?.checked_add(days).ok()?.to_string())
}

fn standards(model: &Model, settings: &Settings, samples: &[Sample]) -> Vec<StandardRow> {
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

fn headline(standards: &[StandardRow], helps: &[Help]) -> String {
    let Some(first) = standards.iter().find(|row| row.broken_share >= 0.5).or(standards.first()) else {
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
    match helps.first().filter(|help| help.fewer_affected.low > 0.0) {
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
fn helps(scenario: &Scenario, base: &[Sample], watch: &Watch<'_>) -> Result<Vec<(Help, Vec<f64>)>, RunError> {
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

fn uses(model: &Model, samples: &[Sample]) -> Vec<UseRow> {
    let row = |(number, pool): (usize, &crate::model::Pool)| {
        let limited = pool.duty.iter().all(|(_, count)| *count != crate::model::UNLIMITED);
        let mean = |values: &dyn Fn(&Sample) -> Option<f64>| {
            finite(of(samples, |sample| values(sample).unwrap_or(f64::NAN)).mean).filter(|_| limited)
        };
        UseRow {
            pool: pool.name.clone(),
            utilisation: mean(&|sample| sample.uses.get(number).copied()),
            on_duty: mean(&|sample| sample.on_duty.get(number).copied()),
        }
    };
    model.pools.iter().enumerate().map(row).collect()
}

fn days(model: &Model, settings: &Settings, samples: &[Sample]) -> Vec<DayRow> {
    let stations = model.stations.len();
    let mut rows = Vec::new();
    for day in 0..model.days() {
        for (at, station) in model.stations.iter().enumerate() {
            let figure = |figure: &dyn Fn(&crate::outcome::Day) -> f64| -> Vec<f64> {
                let days = samples.iter().filter_map(|sample| sample.days.get(day * stations + at));
                days.map(|day| figure(day) * settings.sample).collect()
            };
            let mean = |values: &[f64]| Interval::of(values, CONFIDENCE).mean;
            let band = |mut values: Vec<f64>| {
                values.sort_by(f64::total_cmp);
                [quantile(&values, 0.1), quantile(&values, 0.9)]
            };
            let queue = figure(&|day| f64::from(day.queue));
            let in_use = figure(&|day| f64::from(day.in_service));
            let on_duty = mean(&figure(&|day| f64::from(day.on_duty)));
            rows.push(DayRow {
                day: day + 1,
                date: date_of(settings, day),
                station: station.name.clone(),
                arrived: mean(&figure(&|day| f64::from(day.arrived))),
                started: mean(&figure(&|day| f64::from(day.started))),
                left: mean(&figure(&|day| f64::from(day.left))),
                blocked: mean(&figure(&|day| f64::from(day.blocked))),
                queue: mean(&queue),
                queue_band: band(queue),
                in_use: mean(&in_use),
                in_use_band: band(in_use),
                on_duty: Some(on_duty).filter(|on_duty| *on_duty < f64::from(u32::MAX)),
            });
        }
    }
    rows
}

/// Whether a station's curve of places in use says more than its queue.
fn is_place(model: &Model, station: &str) -> bool {
    model.stations.iter().any(|other| other.name == station && other.kind != Kind::Service)
}

/// Names of stations whose places in use are worth a curve of their own.
pub fn places(scenario: &Scenario) -> Vec<String> {
    let model = scenario.model(End::High);
    model.stations.iter().map(|station| station.name.clone()).filter(|name| is_place(model, name)).collect()
}
