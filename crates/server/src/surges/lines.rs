//! Rows of the tables of a simulation.

use std::collections::BTreeMap;

use havenward_simulation::compare::Compared;
use havenward_simulation::interval::Interval;
use havenward_simulation::report::{Report, Row};

use super::chart::whole;

/// A station and a class, or all classes together.
pub(super) struct Waits {
    pub station: String,
    pub class: String,
    pub arrived: String,
    pub served: String,
    pub turned_away: String,
    pub left: String,
    pub waiting: String,
    pub p50: String,
    pub p90: String,
    pub p99: String,
    pub in_use: String,
}

/// A count at both ends of the unknown share.
pub(super) struct Both {
    /// The code of what is counted.
    pub what: &'static str,
    pub low: i64,
    pub high: i64,
}

/// A measure under the other policy, and its difference from the first.
pub(super) struct Differs {
    /// The code of the measure.
    pub measure: &'static str,
    pub value: String,
    pub change: String,
    pub from: String,
    pub to: String,
    pub is_told: bool,
}

/// One figure for the whole run.
pub(super) struct Fact {
    /// The key of what it is.
    pub key: &'static str,
    /// Whether its words name the unit of time.
    pub has_unit: bool,
    pub figure: String,
}

pub(super) fn facts(report: &Report) -> Vec<Fact> {
    let fact = |key, has_unit, figure| Fact { key, has_unit, figure };
    let mut facts = Vec::new();
    if report.children.mean > 0.0 {
        facts.push(fact("surge-children", false, short(report.children.mean)));
        let time = short(report.children_without_guardian_time.mean);
        facts.push(fact("surge-children-time", true, time));
    }
    if report.beds_refused.mean > 0.0 {
        facts.push(fact("surge-beds-refused", false, short(report.beds_refused.mean)));
    }
    if report.cost.mean > 0.0 {
        facts.push(fact("surge-cost", false, format!("{} {}", short(report.cost.mean), report.money)));
    }
    facts
}

/// A number as short as it stays true.
pub(super) fn short(value: f64) -> String {
    match value.abs() {
        size if !size.is_finite() => "–".to_owned(),
        size if !(0.05..100.0).contains(&size) || value.fract() == 0.0 => format!("{value:.0}"),
        _ => format!("{value:.1}"),
    }
}

pub(super) fn waits(report: &Report) -> Vec<Waits> {
    let alone = |row: &Row| report.stations.iter().filter(|other| other.station == row.station).count() == 1;
    let figure = |row: &Row, name: &str, factor: f64| {
        let value = row.figures.get(name).copied().flatten();
        value.map_or_else(|| "–".to_owned(), |value| short(value * factor))
    };
    let line = |row: &Row| Waits {
        station: row.station.clone(),
        class: if row.class == "all" || alone(row) { String::new() } else { row.class.clone() },
        arrived: figure(row, "arrived", 1.0),
        served: figure(row, "served", 1.0),
        turned_away: figure(row, "blocked", 1.0),
        left: figure(row, "left_share", 100.0),
        waiting: figure(row, "queue_mean", 1.0),
        p50: figure(row, "wait_p50", 1.0),
        p90: figure(row, "wait_p90", 1.0),
        p99: figure(row, "wait_p99", 1.0),
        in_use: figure(row, "utilisation", 100.0),
    };
    report.stations.iter().map(line).collect()
}

/// People at the low and the high end; empty where nobody is screened.
pub(super) fn people(report: &Report) -> Vec<Both> {
    let [low, high] = report.people.as_slice() else { return Vec::new() };
    let both =
        |what, low: &Interval, high: &Interval| Both { what, low: whole(low.mean), high: whole(high.mean) };
    let mut rows = vec![
        both("arrived", &low.arrived, &high.arrived),
        both("victims", &low.victims, &high.victims),
        both("screened", &low.screened, &high.screened),
        both("identified", &low.identified, &high.identified),
    ];
    let missed: BTreeMap<&str, (&Interval, &Interval)> = low
        .missed
        .iter()
        .filter_map(|(cause, count)| Some((*cause, (count, high.missed.get(cause)?))))
        .collect();
    for cause in ["not_met", "left_queue", "judged_wrong", "no_interpreter"] {
        rows.extend(missed.get(cause).map(|(low, high)| both(cause, low, high)));
    }
    rows.push(both("still_inside", &low.still_inside, &high.still_inside));
    rows.push(both("false_alarms", &low.false_alarms, &high.false_alarms));
    rows
}

pub(super) fn differences(compared: &Compared) -> Vec<Differs> {
    let line = |one: &havenward_simulation::compare::Difference| Differs {
        measure: one.measure,
        value: short(one.value.mean),
        change: signed(one.difference.mean),
        from: signed(one.difference.low),
        to: signed(one.difference.high),
        is_told: one.told_apart,
    };
    compared.measures.iter().map(line).collect()
}

fn signed(value: f64) -> String {
    let words = short(value);
    if value > 0.0 && words != "0" { format!("+{words}") } else { words }
}
