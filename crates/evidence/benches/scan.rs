//! Speed of the scan: New York leukaemia, 281 tracts, 999 simulated tables.
//!
//! `cargo xtask bench scan` runs it. Goal: five times R SpatialEpi 1.2.8, whose 0.65 s were recorded on two
//! shared cores and are printed as recorded: they were not measured in this run.

use std::path::Path;
use std::time::Instant;

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
    println!("{:<10} {:>10} {:>14} {:>7}", "threads", "median s", "R, recorded s", "times");
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut times: Vec<f64> = (0..ROUNDS)
            .map(|_| {
                let began = now();
                let found = pool.install(|| scan(&regions, &controls, &Progress::silent()).unwrap());
                assert_eq!(found.clusters[0].ids.len(), 30);
                began.elapsed().as_secs_f64()
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

fn now() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
    Instant::now()
}
