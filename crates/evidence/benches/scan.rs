//! Speed of the scan: New York leukaemia, 281 tracts, 999 simulated tables.
//!
//! `cargo xtask bench scan` runs it. Goal: five times R SpatialEpi 1.2.8, whose 0.65 s were recorded on two
//! shared cores and are printed as recorded: they were not measured in this run.

use std::path::Path;
use std::time::{Duration, Instant};

use havenward_evidence::progress::Progress;
use havenward_evidence::scan::{Controls, read, scan};
use serde_json::json;

const NEW_YORK: &str = include_str!("../tests/data/scan_ny_leukemia.csv");
const RECORDED_S: f64 = 0.65;
const ROUNDS: usize = 9;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let path = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => "target/bench/scan.json".to_owned(),
        ["--json", path] => (*path).to_owned(),
        other => panic!("give nothing or --json PATH, not {other:?}"),
    };
    let regions = read(NEW_YORK.as_bytes()).unwrap();
    let controls = Controls { max_share: 0.15, ..Controls::default() };
    let mut report = Vec::new();
    println!("{:<10} {:>10} {:>14} {:>7}", "threads", "processor s", "R, recorded s", "times");
    {
        let threads = 1;
        // This thread is the pool, so that its time on the processor is that of the work.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().unwrap();
        let mut times: Vec<f64> = (0..ROUNDS)
            .map(|_| {
                let began = processor_s();
                let found = pool.install(|| scan(&regions, &controls, &Progress::silent()).unwrap());
                assert_eq!(found.clusters[0].ids.len(), 30);
                processor_s() - began
            })
            .collect();
        times.sort_by(f64::total_cmp);
        let median = times[ROUNDS / 2];
        println!("{threads:<10} {median:>10.4} {RECORDED_S:>14} {:>7.1}", RECORDED_S / median);
        report.push(json!({ "threads": threads, "median_s": median, "recorded_peer_s": RECORDED_S }));
    }
    let path = Path::new(&path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the report's folder");
    std::fs::write(path, serde_json::to_vec_pretty(&report).expect("json")).expect("the report");
}

/// Seconds that this thread was on a processor, as the recorded figure counts them; where the system does
/// not say, time on the wall.
fn processor_s() -> f64 {
    static BEGIN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let nanos = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = nanos.and_then(|text| text.split_whitespace().next()?.parse().ok());
    let time = nanos.map_or_else(|| BEGIN.get_or_init(now).elapsed(), Duration::from_nanos);
    time.as_secs_f64()
}

fn now() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
    Instant::now()
}
