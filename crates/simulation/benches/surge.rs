//! Speed of the simulation: plain queues beside the reference packages, a crisis of millions, and coverage.
//!
//! Everything runs on one thread unless said; seconds are of the processor, so that neighbours do not count. An event is an arrival at a station or the end of a service, for
//! us and for the others. `peers.py` runs simpy and ciw if they are installed; simmer's rate is a recorded one.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::time::Instant;

use havenward_simulation::interval::Interval;
use havenward_simulation::kernel::{MOST_INSIDE, replicate};
use havenward_simulation::run::{Watch, samples};
use havenward_simulation::scenario::{End, Scenario};
use serde_json::{Value, json};

/// simmer 4.4.7 on M/M/5 at load 0.9, R 4.2, two shared cores: recorded on another day, not run here.
const SIMMER_RECORDED: f64 = 254_000.0;

const MM5: &str = include_str!("mm5.toml");
const NETWORK: &str = include_str!("network.toml");
const CRISIS: &str = include_str!("crisis.toml");

fn read(text: &str) -> Scenario {
    Scenario::parse("bench.toml", text, &|name| Err(name.to_owned())).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

/// One replication: seconds, events, persons, mean wait of the first row.
fn timed(scenario: &Scenario, seed: u64) -> (f64, u64, u64) {
    let cancel = AtomicBool::new(false);
    let begun = processor_seconds();
    let outcome = replicate(scenario.model(End::High), seed, 0, &cancel, MOST_INSIDE)
        .expect("the benchmark's own scenario runs");
    (processor_seconds() - begun, outcome.events, outcome.persons)
}

/// Time this thread has spent on a processor, as the peers measure theirs; by the wall where the system does not say.
fn processor_seconds() -> f64 {
    static BEGUN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let wall = BEGUN.get_or_init(Instant::now).elapsed().as_secs_f64();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split_whitespace()
        .next()
        .and_then(|nanoseconds| nanoseconds.parse::<f64>().ok())
        .map_or(wall, |ns| ns / 1e9)
}

#[expect(clippy::cast_precision_loss, reason = "rates")]
fn rate(scenario: &Scenario) -> f64 {
    let mut best = 0.0_f64;
    for seed in 0..3 {
        let (seconds, events, _) = timed(scenario, seed);
        best = best.max(events as f64 / seconds);
    }
    best
}

/// The most memory this process has held, in megabytes; zero where the system does not say.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn peers() -> Option<Value> {
    let output = Command::new("python3")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers.py"))
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    serde_json::from_slice(&output.stdout).ok()
}

/// The share of 95 % intervals that hold the exact mean wait of M/M/3, over many seeds.
fn coverage(seeds: u64) -> f64 {
    let scenario = read(include_str!("coverage.toml"));
    let exact = 4.0 / 9.0;
    let (cancel, done) = (AtomicBool::new(false), AtomicU64::new(0));
    let mut held = 0_u32;
    for seed in 0..seeds {
        let watch = Watch::new(1_000_000 + seed, 20, &cancel, &done);
        let waits: Vec<f64> = samples(&scenario, End::High, &watch)
            .expect("the benchmark's own scenario runs")
            .iter()
            .map(|sample| sample.rows[0][7])
            .collect();
        let interval = Interval::of(&waits, 0.95);
        held += u32::from(interval.low <= exact && exact <= interval.high);
    }
    #[expect(clippy::cast_precision_loss, reason = "few seeds")]
    let seeds = seeds as f64;
    f64::from(held) / seeds
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let path =
        arguments.iter().position(|argument| argument == "--json").and_then(|at| arguments.get(at + 1));
    let mut report = serde_json::Map::new();
    let mut tell = |name: &str, value: f64, goal: &str| {
        println!("{name:52} {value:>16.2}   {goal}");
        report.insert(name.to_owned(), json!({ "value": value, "goal": goal }));
    };
    // Memory first: the high-water mark never falls.
    let crisis = read(CRISIS);
    let (seconds, events, persons) = timed(&crisis, 1);
    #[expect(clippy::cast_precision_loss, reason = "figures for a table")]
    {
        tell("crisis: persons, one core", persons as f64, "5.24 million");
        tell("crisis: events", events as f64, "");
        tell("crisis: processor seconds", seconds, "at most 15");
        tell("crisis: peak memory, MB", peak_megabytes() as f64, "at most 512");
    }
    for factor in [0.25, 0.5, 1.0, 2.0, 4.0] {
        let scaled = [("arrivals.scale", factor * crisis.number("arrivals.scale").unwrap_or(1.0))];
        let mut numbers: Vec<(&str, f64)> = scaled.to_vec();
        let resources = crisis.resources();
        for path in &resources {
            numbers.push((path, crisis.number(path).unwrap_or(1.0) * factor));
        }
        let scenario = crisis.with_numbers(&numbers).expect("a scaled crisis runs");
        let (seconds, _, persons) = timed(&scenario, 2);
        #[expect(clippy::cast_precision_loss, reason = "figures for a table")]
        tell(
            &format!("crisis × {factor}: µs a person ({persons} persons)"),
            1e6 * seconds / persons as f64,
            "constant",
        );
    }
    // The same density for longer: what stands in line at once stays what it is.
    for days in [61.0, 200.0, 500.0] {
        let longer = crisis.with_numbers(&[("days", days)]).expect("a longer crisis runs");
        let (seconds, _, persons) = timed(&longer, 2);
        #[expect(clippy::cast_precision_loss, reason = "figures for a table")]
        tell(
            &format!("crisis, {days} days: µs a person ({persons} persons)"),
            1e6 * seconds / persons as f64,
            "constant",
        );
    }
    let sample = crisis.with_numbers(&[("sample", 20.0)]).expect("a sample runs");
    let (cancel, done) = (AtomicBool::new(false), AtomicU64::new(0));
    let begun = Instant::now();
    let watch = Watch::new(1, 30, &cancel, &done);
    samples(&sample, End::High, &watch).expect("a sample runs");
    tell(
        "30 replications of a 1:20 sample, all cores: s",
        begun.elapsed().as_secs_f64(),
        "at most 15 on 2 cores",
    );
    let (plain, network) = (rate(&read(MM5)), rate(&read(NETWORK)));
    tell("M/M/5: events/s", plain, "");
    tell("M/M/5: times simmer (recorded)", plain / SIMMER_RECORDED, "at least 40");
    tell("network: events/s", network, "");
    match peers() {
        Some(peers) => {
            let of = |name: &str| peers.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
            tell("simpy M/M/5: events/s", of("simpy_mm5"), "");
            tell("M/M/5: times simpy", plain / of("simpy_mm5"), "at least 60");
            tell("simpy network: events/s", of("simpy_network"), "");
            tell("network: times simpy", network / of("simpy_network"), "at least 50");
            tell("ciw network: events/s", of("ciw_network"), "");
            tell("network: times ciw", network / of("ciw_network"), "at least 100");
        }
        None => println!("peers: simpy and ciw did not run (pip install simpy ciw)"),
    }
    tell("coverage of the 95 % interval over 1,000 seeds, %", 100.0 * coverage(1000), "93 to 97");
    if let Some(path) = path {
        if let Some(folder) = std::path::Path::new(path).parent() {
            std::fs::create_dir_all(folder).expect("the report's folder can be made");
        }
        let text = serde_json::to_string_pretty(&report).expect("figures are JSON");
        std::fs::write(path, text).expect("the report can be written");
    }
}
