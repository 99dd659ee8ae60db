//! Figures of each class at each station, and of each pool.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{finite, of};
use crate::model::Model;
use crate::sample::{FIELDS, Sample};

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

pub(super) fn rows(model: &Model, samples: &[Sample]) -> Vec<Row> {
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

pub(super) fn uses(model: &Model, samples: &[Sample]) -> Vec<UseRow> {
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
