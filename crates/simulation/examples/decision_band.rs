//! Prints the 80 % band that `scenarios/uk-nrm.toml` predicts for 2021 to 2023, as CSV.
//!
//! Seed and replications are fixed; the printed file is committed as `scenarios/uk-nrm-band.csv`.

use std::sync::atomic::{AtomicBool, AtomicU64};

use havenward_simulation::interval::quantile;
use havenward_simulation::library;
use havenward_simulation::run::{Watch, samples};
use havenward_simulation::sample::Sample;
use havenward_simulation::scenario::{End, Scenario};

/// First day of each year from 2021 on, counted from 1 January 2014.
const YEARS: [(u16, usize, usize); 3] = [(2021, 2557, 2922), (2022, 2922, 3287), (2023, 3287, 3652)];

fn main() {
    let text = library::shipped().iter().find(|(id, _)| *id == "uk-nrm").map_or("", |(_, text)| *text);
    let read = Scenario::parse("uk-nrm.toml", text, &|name| Err(name.to_owned()));
    // What ships is read by a test.
    let scenario = read.expect("it is shipped and read");
    let (cancel, done) = (AtomicBool::new(false), AtomicU64::new(0));
    let watch = Watch::new(2020, 400, &cancel, &done);
    // Nobody cancels, and fewer people wait than memory holds.
    let samples = samples(&scenario, End::High, &watch).expect("it runs");
    println!("year,figure,low,median,high");
    // Station 0 decides on reasonable grounds, station 1 conclusively; days times two stations.
    for (year, from, to) in YEARS {
        let sum = |sample: &Sample, station: usize| -> f64 {
            sample.days[2 * from..2 * to]
                .iter()
                .skip(station)
                .step_by(2)
                .map(|day| f64::from(day.started))
                .sum()
        };
        band(year, "reasonable_grounds_decisions", &samples, |sample| sum(sample, 0));
        band(year, "conclusive_grounds_decisions", &samples, |sample| sum(sample, 1));
        band(year, "backlog_growth_since_2014", &samples, |sample| {
            let end = sample.days[2 * to - 1];
            f64::from(end.queue) + f64::from(end.in_service)
        });
    }
}

fn band(year: u16, figure: &str, samples: &[Sample], value: impl Fn(&Sample) -> f64) {
    let mut values: Vec<f64> = samples.iter().map(value).collect();
    values.sort_by(f64::total_cmp);
    let of = |share: f64| quantile(&values, share);
    println!("{year},{figure},{:.0},{:.0},{:.0}", of(0.1), of(0.5), of(0.9));
}
