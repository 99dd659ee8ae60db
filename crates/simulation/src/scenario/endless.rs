//! Ways on which people would go round for ever while no time passes: refused, because such a run never ends.

use super::problem::Log;
use crate::distribution::Duration;
use crate::model::{Branch, Station};

/// Says of each stage in such a round that it is in one.
pub(super) fn refuse(stations: &[Station], stages: &[String], log: &Log, lines: &[usize]) {
    let mut ends = vec![false; stages.len()];
    // Each round finds at least one more stage from which people come out, or is the last.
    for _ in 0..=stages.len() {
        for stage in 0..stages.len() {
            let mut here = stations.iter().filter(|station| station.stage == stage);
            let out = here.all(|station| ways_without_time(station).all(|ways| comes_out(ways, &ends)));
            if let Some(end) = ends.get_mut(stage) {
                *end |= out;
            }
        }
    }
    for ((name, _), line) in stages.iter().zip(&ends).filter(|(_, out)| !**out).zip(lines) {
        let message = "people would go round for ever while no time passes";
        let mend = "give the service or the way a time, or let some leave";
        log.add(*line, &format!("station.{name}"), message, mend);
    }
}

/// The lists of ways that somebody takes in the instant in which she came.
fn ways_without_time(station: &Station) -> impl Iterator<Item = &[Branch]> {
    let blocked = station.capacity.is_some().then_some(station.blocked_to.as_slice());
    let left = station.classes.iter().any(|class| class.patience.as_ref().is_some_and(is_instant));
    let left = left.then_some(station.left_to.as_slice());
    let served =
        station.classes.iter().filter(|class| is_instant(&class.service)).map(|class| class.next.as_slice());
    served.chain(blocked).chain(left)
}

fn comes_out(ways: &[Branch], ends: &[bool]) -> bool {
    let share: f64 = ways.iter().map(|way| way.share).sum();
    let out = |way: &Branch| {
        way.delay.as_ref().is_some_and(|delay| !is_instant(delay))
            || way.to.is_none_or(|to| ends.get(to).copied().unwrap_or(true))
    };
    share < 1.0 - 1e-9 || ways.iter().any(out)
}

fn is_instant(time: &Duration) -> bool {
    matches!(time, Duration::Fixed(time) if *time <= 0.0)
}
