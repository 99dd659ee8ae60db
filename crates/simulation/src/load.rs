//! How much work comes to each station, against what its servers can do: overload is said before the run.

use crate::model::{Condition, Model, UNLIMITED};
use crate::notice::Notice;

/// Rounds of following people along their ways; loops shrink by each round.
const ROUNDS: usize = 200;

/// Says which stations cannot keep up on average.
pub fn notices(model: &Model) -> Vec<Notice> {
    let mut notices = Vec::new();
    for (stage, load) in loads(model).into_iter().enumerate().filter_map(|(at, load)| Some((at, load?))) {
        if load >= 1.0
            && let Some(name) = model.stages.get(stage)
        {
            notices.push(Notice::Overload { station: name.clone(), load });
        }
    }
    notices
}

/// Work that comes per time over work that can be done, by stage. `None` where a rule, impatience or a limit
/// decides who comes, and only the run can tell.
pub fn loads(model: &Model) -> Vec<Option<f64>> {
    let classes = model.classes.len();
    let stages = model.stages.len();
    let mut outside = vec![0.0; stages * classes];
    for source in &model.sources {
        let rate = source.expected(model.horizon) / model.horizon;
        for (at, class) in model.classes.iter().enumerate() {
            let before =
                at.checked_sub(1).and_then(|at| model.classes.get(at)).map_or(0.0, |class| class.until);
            let share = match source.class {
                Some(own) => f64::from(u8::from(own == at)),
                None if classes == 1 => 1.0,
                None => (class.until - before).clamp(0.0, 1.0),
            };
            if let Some(rate_at) = outside.get_mut(model.entry * classes + at) {
                *rate_at += rate * share;
            }
        }
    }
    let known = model.classes.iter().all(|class| class.when.is_none())
        && model.stations.iter().all(|station| {
            let ways = station.classes.iter().flat_map(|class| &class.next).chain(&station.also);
            let plain = ways.into_iter().all(|way| way.when == Condition::default());
            let patient = station.classes.iter().all(|class| class.patience.is_none());
            plain && patient && station.capacity.is_none() && station.select.is_none()
        });
    if !known {
        return vec![None; stages];
    }
    let rates = follow(model, &outside);
    (0..stages).map(|stage| load(model, stage, &rates)).collect()
}

fn follow(model: &Model, outside: &[f64]) -> Vec<f64> {
    let classes = model.classes.len();
    let mut rates = outside.to_vec();
    for _ in 0..ROUNDS {
        let mut next = outside.to_vec();
        for stage in 0..model.stages.len() {
            let Some(station) = model.stations.iter().find(|station| station.stage == stage) else {
                continue;
            };
            for (class, plan) in station.classes.iter().enumerate() {
                let rate = rates.get(stage * classes + class).copied().unwrap_or(0.0);
                let mut left = 1.0_f64;
                for way in &plan.next {
                    let share = way.share.min(left);
                    left -= share;
                    if let Some(slot) = way.to.and_then(|to| next.get_mut(to * classes + class)) {
                        *slot += rate * share;
                    }
                }
                for way in &station.also {
                    if let Some(slot) = way.to.and_then(|to| next.get_mut(to * classes + class)) {
                        *slot += rate * way.share;
                    }
                }
            }
        }
        rates = next;
    }
    rates
}

fn load(model: &Model, stage: usize, rates: &[f64]) -> Option<f64> {
    let classes = model.classes.len();
    let mut work = 0.0;
    let mut places = 0.0;
    for (at, station) in model.stations.iter().enumerate().filter(|(_, station)| station.stage == stage) {
        if work == 0.0 {
            work = station
                .classes
                .iter()
                .enumerate()
                .map(|(class, plan)| {
                    rates.get(stage * classes + class).copied().unwrap_or(0.0) * plan.service.mean()
                })
                .sum();
        }
        let [only] = station.demands.as_slice() else { return None };
        for pool in only.pools.iter().flatten().filter_map(|pool| model.pools.get(*pool)) {
            if pool.stations != [at] || pool.duty.iter().any(|(_, count)| *count == UNLIMITED) {
                return None;
            }
            let ends = pool.duty.iter().skip(1).map(|(time, _)| *time).chain([model.horizon]);
            let on_duty: f64 =
                pool.duty.iter().zip(ends).map(|((from, count), to)| f64::from(*count) * (to - from)).sum();
            places += on_duty / model.horizon;
        }
    }
    Some(work / places)
}
