//! Queues and places day by day.

use serde::Serialize;

use super::CONFIDENCE;
use crate::interval::{Interval, quantile};
use crate::model::{Kind, Model};
use crate::sample::Sample;
use crate::scenario::{End, Scenario, Settings};

/// One station on one day, means over replications.
#[derive(Debug, Clone, Serialize)]
pub struct DayRow {
    /// The day, from one.
    pub day: usize,
    /// Its date, if the scenario has one.
    pub date: Option<String>,
    /// The station, with its site where there are several.
    pub station: String,
    /// What happens there.
    pub stage: String,
    /// Its site; empty when it serves all of them.
    pub site: String,
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

/// The date of a day, from zero.
pub(super) fn date_of(settings: &Settings, day: usize) -> Option<String> {
    let days = jiff::Span::new().try_days(i64::try_from(day).ok()?).ok()?;
    Some(settings.start?.checked_add(days).ok()?.to_string())
}

pub(super) fn days(model: &Model, settings: &Settings, samples: &[Sample]) -> Vec<DayRow> {
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
                stage: model.stages.get(station.stage).cloned().unwrap_or_default(),
                site: station.site.and_then(|site| model.sites.get(site)).cloned().unwrap_or_default(),
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
