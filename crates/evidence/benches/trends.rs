//! Speed of early warning in time: series-weeks a second on one thread, and many series on all threads.
//!
//! `cargo xtask bench trends` runs it. Goals: Farrington Flexible at least 10,000 series-weeks a second and
//! EARS 100 times the reference package, each on one thread; the newest week of 100,000 series of 520 weeks
//! in at most 60 s on two cores. The figures of R surveillance 1.20.3 were recorded on two shared cores and
//! are printed as recorded: they were not measured in this run.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "generated counts are small"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use havenward_evidence::progress::Progress;
use havenward_evidence::trends::{Frequency, Method, Series, score, score_all};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution as _, Poisson};
use serde_json::json;

const SERIES: usize = 200;
const WEEKS: usize = 364;
const SCORED: usize = 49;
const MANY: usize = 100_000;
const MANY_WEEKS: usize = 520;
/// Series-weeks a second of R surveillance 1.20.3, recorded.
const RECORDED: [(&str, f64); 2] = [("farrington-flexible-delta", 102.0), ("ears-c2", 25_000.0)];

fn series(index: usize, weeks: usize) -> Series {
    let mut random = ChaCha8Rng::seed_from_u64(7);
    random.set_stream(index as u64);
    let level: f64 = random.random_range(0.0..2.5);
    let counts = (0..weeks)
        .map(|t| {
            let mean = (level + 0.3 * (std::f64::consts::TAU * t as f64 / 52.0).cos()).exp();
            Some(Poisson::new(mean).unwrap().sample(&mut random) as u32)
        })
        .collect();
    Series { name: format!("s{index}"), counts }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let path = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => "target/bench/trends.json".to_owned(),
        ["--json", path] => (*path).to_owned(),
        other => panic!("give nothing or --json PATH, not {other:?}"),
    };
    let few: Vec<Series> = (0..SERIES).map(|index| series(index, WEEKS)).collect();
    println!(
        "{:<30} {:>16} {:>16} {:>8}",
        "one thread, processor time", "series-weeks/s", "R, recorded", "times"
    );
    let mut report = Vec::new();
    for method in Method::ALL {
        let rate = rate(&few, method);
        let recorded = RECORDED.iter().find(|(name, _)| *name == method.name()).map(|(_, rate)| *rate);
        let (peer, times) = recorded.map_or((String::new(), String::new()), |recorded| {
            (format!("{recorded:.0}"), format!("{:.0}", rate / recorded))
        });
        println!("{:<30} {rate:>16.0} {peer:>16} {times:>8}", method.name());
        report
            .push(json!({ "method": method.name(), "series_weeks_per_s": rate, "recorded_peer": recorded }));
    }
    let many: Vec<Series> = (0..MANY).map(|index| series(index, MANY_WEEKS)).collect();
    for method in [Method::FarringtonFlexibleDelta, Method::Accumulated] {
        let began = now();
        let controls = method.defaults(Frequency::Weekly);
        let scores = score_all(&many, method, Frequency::Weekly, &controls, 1, &Progress::silent()).unwrap();
        let took = began.elapsed();
        assert_eq!(scores.len(), MANY);
        let threads = rayon::current_num_threads();
        println!(
            "newest week of {MANY} series of {MANY_WEEKS} weeks, {}, {threads} threads: {:.1} s",
            method.name(),
            took.as_secs_f64()
        );
        report.push(json!({ "method": method.name(), "newest_week_of": MANY, "threads": threads, "seconds": took.as_secs_f64() }));
    }
    let path = Path::new(&path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the report's folder");
    std::fs::write(path, serde_json::to_vec_pretty(&report).expect("json")).expect("the report");
}

/// Series-weeks a second on this thread, over rounds that together take half a second of it.
fn rate(series: &[Series], method: Method) -> f64 {
    let controls = method.defaults(Frequency::Weekly);
    let began = on_processor();
    let mut scored = 0;
    loop {
        for one in series {
            scored += score(&one.counts, method, Frequency::Weekly, &controls, SCORED).len();
        }
        let took = on_processor().saturating_sub(began);
        if took >= Duration::from_millis(500) {
            return scored as f64 / took.as_secs_f64();
        }
    }
}

/// Time that this thread was on a processor, as the recorded figures count it; where the system does not
/// say, time on the wall.
fn on_processor() -> Duration {
    static BEGIN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let nanos = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = nanos.and_then(|text| text.split_whitespace().next()?.parse().ok());
    nanos.map_or_else(|| BEGIN.get_or_init(now).elapsed(), Duration::from_nanos)
}

fn now() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
    Instant::now()
}
