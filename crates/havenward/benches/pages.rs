//! How long a page takes, over 200,000 cases.
//!
//! `cargo xtask bench pages` runs it. The release program serves a live installation on the disk of the build;
//! one client asks for whole pages as a browser does, one after the other, each case another one. Goals at
//! the 95th of a hundred: a page of a case 100 ms, a list that somebody works through 150 ms, a search over
//! the ten thousand names of a unit 300 ms. The same over 2,000 cases stands beside it.

use std::path::Path;

use havenward_testkit::country::{Country, Desk, UNITS, Worker, name};
use havenward_testkit::measure::{micros, millis, now};
use serde_json::{Value, json};

const SIZES: [usize; 2] = [2_000, 200_000];
const TIMES: usize = 200;
const WARM_UP: usize = 20;

/// What somebody looks at, with the goal in milliseconds.
const PAGES: &[(&str, &str, f64)] = &[
    ("fr_ngo", "/today", 150.0),
    ("fr_ngo", "/cases", 150.0),
    ("fr_ngo", "/cases/CASE", 100.0),
    ("fr_ngo", "/cases/CASE/timeline", 100.0),
    ("fr_ngo", "/cases/CASE/next", 100.0),
    ("fr_ngo", "/cases/CASE/looks", 100.0),
    ("fr_ngo", "/shift", 150.0),
    ("shelter", "/offers", 150.0),
    ("shelter", "/places", 150.0),
    ("competent_authority", "/decisions", 150.0),
    ("nrm_coordinator", "/queues", 150.0),
    ("dpo", "/oversight/acts", 150.0),
    ("dpo", "/oversight/shares", 150.0),
    ("dpo", "/oversight/retention", 150.0),
];
const SEARCH_GOAL: f64 = 300.0;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let path = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => "target/bench/pages.json".to_owned(),
        ["--json", path] => (*path).to_owned(),
        other => panic!("give nothing or --json PATH, not {other:?}"),
    };
    let mut rows = Vec::new();
    println!(
        "{:>8} {:<20} {:<26} {:>9} {:>9} {:>7}  goal",
        "cases", "who", "what", "median", "p95 ms", "bytes"
    );
    for count in SIZES {
        let country = Country::of(env!("CARGO_BIN_EXE_havenward"), env!("CARGO_TARGET_TMPDIR"), count);
        for (role, path, goal) in PAGES {
            rows.push(looked(&country, role, path, *goal));
        }
        rows.push(searched(&country));
        println!("{count:>8} most memory of the service: {} MiB", country.peak_mib());
        country.server.stop();
    }
    let path = Path::new(&path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the report's folder");
    std::fs::write(path, serde_json::to_vec_pretty(&rows).expect("json")).expect("the report");
}

fn case(worker: &Worker, turn: usize) -> &str {
    // A step that shares no factor with the number of cases comes by all of them.
    worker.cases.get(turn * 7 % worker.cases.len().max(1)).map_or("", String::as_str)
}

fn looked(country: &Country, role: &str, path: &str, goal: f64) -> Value {
    let worker = country.one(role);
    let mut desk = Desk::of(&country.server, &worker.token);
    let mut taken = Vec::new();
    let mut bytes = 0;
    for turn in 0..WARM_UP + TIMES {
        let at = path.replace("CASE", case(worker, turn));
        let began = now();
        let (status, length) = desk.page(&at);
        let took = micros(began);
        assert_eq!(status, 200, "{path} for {role}");
        bytes = length;
        if turn >= WARM_UP {
            taken.push(took);
        }
    }
    row(country.count, role, path, goal, bytes, taken)
}

fn searched(country: &Country) -> Value {
    let worker = country.one("fr_ngo");
    let mut desk = Desk::of(&country.server, &worker.token);
    let names = country.count / UNITS;
    let mut taken = Vec::new();
    let mut bytes = 0;
    for turn in 0..TIMES / 4 {
        let query = json!({ "query": name(turn * 13 % names) });
        let began = now();
        let (status, found) = desk.sends("POST", "/api/v1/directory/search", "", &query);
        taken.push(micros(began));
        assert_eq!(status, 200);
        bytes = found.len();
    }
    row(country.count, "fr_ngo", "search by name", SEARCH_GOAL, bytes, taken)
}

fn row(count: usize, role: &str, what: &str, goal: f64, bytes: usize, mut taken: Vec<u32>) -> Value {
    taken.sort_unstable();
    let (median, p95) = (millis(&taken, 0.5), millis(&taken, 0.95));
    let met = if p95 <= goal { "met" } else { "MISSED" };
    println!("{count:>8} {role:<20} {what:<26} {median:>9.2} {p95:>9.2} {bytes:>7}  {met} ({goal})");
    json!({ "cases": count, "role": role, "what": what, "median_ms": median, "p95_ms": p95, "bytes": bytes,
        "goal_ms": goal, "met": p95 <= goal })
}
