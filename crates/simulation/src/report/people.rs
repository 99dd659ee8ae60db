//! Who was found and who was missed, at both ends of the share that nobody knows.

use std::collections::BTreeMap;

use serde::Serialize;

use super::days::date_of;
use super::{finite, of};
use crate::interval::Interval;
use crate::model::Model;
use crate::outcome::CAUSES;
use crate::sample::Sample;
use crate::scenario::Settings;

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
    /// Missed by cause, at the low and the high end.
    pub missed_by_cause: BTreeMap<&'static str, [f64; 2]>,
    /// False alarms, at the low and the high end.
    pub false_alarms: [f64; 2],
    /// Time a person waited, all stations together, in the unit of the scenario; `null` where nobody came.
    pub waited_mean: Option<f64>,
}

/// People of one site on one day, at both ends of the unknown share.
#[derive(Debug, Clone, Serialize)]
pub struct PeopleDayRow {
    /// The day, from one.
    pub day: usize,
    /// Its date, if the scenario has one.
    pub date: Option<String>,
    /// The site; empty where there is one.
    pub site: String,
    /// Identified on this day, at the low and the high end.
    pub identified: [f64; 2],
    /// Missed for good on this day, at the low and the high end.
    pub missed: [f64; 2],
}

/// By day and site; empty where nobody is screened or no days are told.
pub(super) fn people_days(
    model: &Model,
    settings: &Settings,
    low: &[Sample],
    high: &[Sample],
) -> Vec<PeopleDayRow> {
    if settings.victims.is_none() {
        return Vec::new();
    }
    let sites = model.sites.len();
    let mut rows = Vec::new();
    for day in 0..model.days() {
        for (at, site) in model.sites.iter().enumerate() {
            let mean = |samples: &[Sample], figure: fn(&Sample) -> &[u32]| {
                let value = |sample: &Sample| {
                    figure(sample)
                        .get(day * sites + at)
                        .map_or(0.0, |count| f64::from(*count) * settings.sample)
                };
                of(samples, value).mean
            };
            let both = |figure: fn(&Sample) -> &[u32]| [mean(low, figure), mean(high, figure)];
            rows.push(PeopleDayRow {
                day: day + 1,
                date: date_of(settings, day),
                site: site.clone(),
                identified: both(|sample| &sample.identified),
                missed: both(|sample| &sample.missed),
            });
        }
    }
    rows
}

#[expect(clippy::cast_precision_loss, reason = "counts below 2^53")]
pub(super) fn people(share: f64, samples: &[Sample], factor: f64) -> People {
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

/// Mean wait of the people of one group; not a number where nobody came.
#[expect(clippy::cast_precision_loss, reason = "counts below 2^53")]
fn waited_mean(samples: &[Sample], group: usize) -> f64 {
    let of_group =
        |sample: &Sample| sample.groups.get(group).map(|group| group.waited / group.arrived as f64);
    of(samples, |sample| of_group(sample).unwrap_or(f64::NAN)).mean
}

#[expect(clippy::cast_precision_loss, reason = "counts below 2^53")]
pub(super) fn groups(model: &Model, low: &[Sample], high: &[Sample], factor: f64) -> Vec<GroupRow> {
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
                        missed_by_cause: CAUSES
                            .into_iter()
                            .enumerate()
                            .map(|(cause, name)| (name, both(&|group| group.missed[cause])))
                            .collect(),
                        false_alarms: both(&|group| group.false_alarms),
                        waited_mean: finite(waited_mean(high, at)),
                    });
                    at += 1;
                }
            }
        }
    }
    rows.retain(|row| row.arrived > 0.0);
    rows
}
