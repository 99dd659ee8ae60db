//! One replication boiled down to the figures that are averaged.

use crate::model::{Kind, Model, UNLIMITED};
use crate::outcome::{Day, Group, Outcome, Tally};

/// Names of the figures of a station and class, in order.
pub const FIELDS: [&str; 13] = [
    "arrived",
    "served",
    "blocked",
    "left_share",
    "queue_mean",
    "wait_prob",
    "wait_mean_served",
    "wait_mean_all",
    "wait_p50",
    "wait_p90",
    "wait_p99",
    "utilisation",
    "in_service_mean",
];

/// Where and when a standard was first broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The day, from zero.
    pub day: usize,
    /// The station.
    pub station: usize,
}

/// What is optimised, in order of weight: a child without a guardian first, then unmet need, then waits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Harm {
    /// Time children waited for a guardian.
    pub child_time: f64,
    /// People who left unserved or found no place.
    pub unmet: f64,
    /// Weighted mean number waiting.
    pub waits: f64,
}

impl Harm {
    /// The three as a list, in order of weight.
    pub fn parts(&self) -> [f64; 3] {
        [self.child_time, self.unmet, self.waits]
    }
}

/// The figures of one replication.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// By station: each class, then all together.
    pub rows: Vec<[f64; 13]>,
    /// By day and station.
    pub days: Vec<Day>,
    /// By site, language, age, sex.
    pub groups: Vec<Group>,
    /// Identified by day and site.
    pub identified: Vec<u32>,
    /// Missed by day and site.
    pub missed: Vec<u32>,
    /// Share of duty in use, by pool.
    pub uses: Vec<f64>,
    /// Units on duty times time, by pool.
    pub on_duty: Vec<f64>,
    /// Money.
    pub cost: f64,
    /// Children who asked for a guardian.
    pub children: f64,
    /// The most children waiting for a guardian at the end of a day.
    pub children_most: f64,
    /// People refused a bed.
    pub beds_refused: f64,
    /// First break of each standard.
    pub gaps: Vec<Option<Gap>>,
    /// Waits over their standard, people who left and people without a place: what ten percent more could mend.
    pub shortfall: f64,
    /// What is optimised.
    pub harm: Harm,
    /// Events.
    pub events: u64,
    /// Persons.
    pub persons: u64,
    /// The largest relative difference between areas and waits.
    pub identity_error: f64,
}

impl Sample {
    /// Boils an outcome down. `factor` is how many people each simulated person stands for.
    #[expect(clippy::cast_precision_loss, reason = "counts below 2^53")]
    pub fn of(model: &Model, outcome: Outcome, factor: f64) -> Sample {
        let classes = model.classes.len();
        let window = model.horizon - model.warm_up;
        let mut rows = Vec::with_capacity(model.stations.len() * (classes + 1));
        let (mut unmet, mut waits, mut refused) = (0.0, 0.0, 0.0);
        for (tallies, station) in outcome.tallies.chunks(classes).zip(&model.stations) {
            let (busy, on_duty) = pools_of(station.demands.first(), &outcome);
            let utilisation = if on_duty > 0.0 && on_duty < f64::from(UNLIMITED) * window * 0.5 {
                busy / on_duty
            } else {
                f64::NAN
            };
            let mut all = Tally::default();
            for tally in tallies {
                rows.push(row(tally, window, utilisation, f64::NAN, factor));
                all.merge(tally);
            }
            rows.push(row(&all, window, utilisation, busy / window, factor));
            unmet += (all.left + all.blocked) as f64 * factor;
            waits += station.weight * all.area / window * factor;
            if station.kind == Kind::Beds {
                refused += (all.left + all.blocked) as f64 * factor;
            }
        }
        let gaps = model.standards.iter().map(|standard| first_gap(model, &outcome.days, standard, factor));
        let gaps = gaps.collect();
        let over: f64 = outcome.days.iter().map(|day| f64::from(day.over)).sum();
        let cost = model.pools.iter().zip(&outcome.pools).map(|(pool, used)| pool.cost * used.on_duty).sum();
        let share = |busy: f64, on_duty: f64| if on_duty > 0.0 { busy / on_duty } else { f64::NAN };
        Sample {
            rows,
            uses: outcome.pools.iter().map(|used| share(used.busy, used.on_duty)).collect(),
            on_duty: outcome.pools.iter().map(|used| used.on_duty).collect(),
            cost,
            children: outcome.children as f64 * factor,
            children_most: most_children(model, &outcome.days) * factor,
            beds_refused: refused,
            gaps,
            shortfall: over * factor + unmet,
            harm: Harm { child_time: outcome.child_hours * factor, unmet, waits },
            days: outcome.days,
            groups: outcome.groups,
            identified: outcome.identified,
            missed: outcome.missed,
            events: outcome.events,
            persons: outcome.persons,
            identity_error: outcome.identity_error,
        }
    }
}

/// Use of the pools of a need.
fn pools_of(demand: Option<&crate::model::Demand>, outcome: &Outcome) -> (f64, f64) {
    let pools = demand.map_or_else(Vec::new, crate::model::Demand::all_pools);
    let uses = pools.iter().filter_map(|pool| outcome.pools.get(*pool));
    uses.fold((0.0, 0.0), |(busy, on_duty), used| (busy + used.busy, on_duty + used.on_duty))
}

#[expect(clippy::cast_precision_loss, reason = "counts below 2^53")]
fn row(tally: &Tally, window: f64, utilisation: f64, in_service: f64, factor: f64) -> [f64; 13] {
    let arrived = tally.arrived as f64;
    let accepted = arrived - tally.blocked as f64 - tally.sent_on as f64;
    let served = tally.waits.count() as f64;
    let ended = served + tally.left as f64;
    [
        arrived * factor,
        tally.completed as f64 * factor,
        tally.blocked as f64 * factor,
        tally.left as f64 / arrived,
        tally.area / window * factor,
        tally.waited as f64 / accepted,
        tally.wait_served / served,
        (tally.wait_served + tally.wait_left) / ended,
        percentile(tally, 0.5),
        percentile(tally, 0.9),
        percentile(tally, 0.99),
        utilisation,
        in_service * factor,
    ]
}

fn percentile(tally: &Tally, share: f64) -> f64 {
    if tally.waits.count() == 0 { f64::NAN } else { tally.waits.quantile(share) }
}

fn most_children(model: &Model, days: &[Day]) -> f64 {
    let stations = model.stations.len();
    let guardians: Vec<usize> = (0..stations)
        .filter(|at| model.stations.get(*at).is_some_and(|station| station.kind == Kind::Guardian))
        .collect();
    let waiting = |day: &[Day]| {
        guardians.iter().filter_map(|at| day.get(*at)).map(|day| f64::from(day.queue)).sum::<f64>()
    };
    days.chunks(stations.max(1)).map(waiting).fold(0.0, f64::max)
}

/// The first day and station on which a standard is broken.
fn first_gap(model: &Model, days: &[Day], standard: &crate::model::Standard, factor: f64) -> Option<Gap> {
    for (number, day) in days.chunks(model.stations.len().max(1)).enumerate() {
        let mut worst: Option<(f64, usize)> = None;
        for (at, (day, station)) in day.iter().zip(&model.stations).enumerate() {
            if station.stage == standard.stage
                && let Some(excess) = excess(day, standard, factor)
                && worst.is_none_or(|(other, _)| excess > other)
            {
                worst = Some((excess, at));
            }
        }
        if let Some((_, station)) = worst {
            return Some(Gap { day: number, station });
        }
    }
    None
}

/// By how much a day is beyond a standard; `None` when it keeps to it.
fn excess(day: &Day, standard: &crate::model::Standard, factor: f64) -> Option<f64> {
    if let Some(within) = standard.within {
        let over = f64::from(day.over) / f64::from(day.ended.max(1));
        if over > 1.0 - standard.share + 1e-12 {
            return Some(over);
        }
        // Nobody was called, and somebody has waited too long already.
        if day.ended == 0 && day.oldest > within {
            return Some(1.0);
        }
    }
    if let Some(limit) = standard.queue
        && f64::from(day.queue) * factor > f64::from(limit)
    {
        return Some(f64::from(day.queue));
    }
    let used = f64::from(day.in_service) / f64::from(day.on_duty.max(1));
    standard.used.filter(|limit| used >= *limit && day.on_duty > 0).map(|_| used)
}
