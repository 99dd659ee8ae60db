//! Who was found and who was missed, at both ends of the share that nobody knows.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{finite, of};
use crate::interval::Interval;
use crate::model::Model;
use crate::outcome::CAUSES;
use crate::sample::Sample;

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
