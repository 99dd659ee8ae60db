//! A country at work: lists, services, journalled openings and new contacts at once.
//!
//! `cargo xtask bench mixed` runs it: 32 clients with a connection each, on the same cores as the service. Of a
//! hundred requests 70 ask for plain lists (tasks, cases, offers), 15 for the services, 10 open two compartments
//! of a case under a journal entry, and 5 record a new contact. Goals over 200,000 cases: 1,000 requests a
//! second, 99 of a hundred within 150 ms, at most 512 MiB; and as much over 200,000 cases as over 2,000.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use havenward_testkit::country::{Country, Desk, Worker, contact};
use havenward_testkit::measure::{cpu_seconds, machine_seconds, micros, millis, now, pause, per_second};
use serde_json::{Value, json};

const SIZES: [usize; 2] = [2_000, 200_000];
const CLIENTS: usize = 32;
const WARM_UP: Duration = Duration::from_secs(3);
const MEASURED: Duration = Duration::from_secs(15);
const RATE_GOAL: f64 = 1_000.0;
const P99_GOAL: f64 = 150.0;
const MEMORY_GOAL: u64 = 512;
/// Kinds of requests, with so many in a hundred.
const MIX: [(&str, usize); 4] = [("lists", 70), ("services", 15), ("opens", 10), ("writes", 5)];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let path = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => "target/bench/mixed.json".to_owned(),
        ["--json", path] => (*path).to_owned(),
        other => panic!("give nothing or --json PATH, not {other:?}"),
    };
    let reports: Vec<Value> = SIZES.iter().map(|count| measured(*count)).collect();
    let rate = |at: usize| reports.get(at).and_then(|report| report["rate"].as_f64()).unwrap_or(0.0);
    println!("{:.2} times the rate over 2,000 cases", rate(1) / rate(0));
    let path = Path::new(&path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the report's folder");
    std::fs::write(path, serde_json::to_vec_pretty(&reports).expect("json")).expect("the report");
}

/// Latencies by kind, and how many requests failed.
#[derive(Default)]
struct Seen {
    micros: [Vec<u32>; MIX.len()],
    errors: usize,
}

fn measured(count: usize) -> Value {
    let country = Country::of(env!("CARGO_BIN_EXE_havenward"), env!("CARGO_TARGET_TMPDIR"), count);
    let (measuring, stop) = (AtomicBool::new(false), AtomicBool::new(false));
    let process = country.server.id().to_string();
    let spent = || (cpu_seconds("self"), cpu_seconds(&process), machine_seconds());
    let (mut before, mut after) = ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0));
    let mut elapsed = MEASURED;
    let seen: Vec<Seen> = std::thread::scope(|scope| {
        let (country, measuring, stop) = (&country, &measuring, &stop);
        let clients: Vec<_> = (0..CLIENTS)
            .map(|number| scope.spawn(move || client(country, number, measuring, stop)))
            .collect();
        pause(WARM_UP);
        before = spent();
        let began = now();
        measuring.store(true, Ordering::SeqCst);
        pause(MEASURED);
        measuring.store(false, Ordering::SeqCst);
        elapsed = now().duration_since(began);
        after = spent();
        stop.store(true, Ordering::SeqCst);
        clients.into_iter().map(|one| one.join().expect("a client ends")).collect()
    });
    let seconds = elapsed.as_secs_f64();
    let peak = country.peak_mib();
    let errors: usize = seen.iter().map(|one| one.errors).sum();
    let mut all: Vec<u32> = seen.iter().flat_map(|one| one.micros.iter().flatten().copied()).collect();
    all.sort_unstable();
    let (rate, p99) = (per_second(all.len() as u64, elapsed), millis(&all, 0.99));
    println!("{count} cases, {CLIENTS} clients: {rate:.0}/s, p99 {p99:.1} ms, {errors} errors, {peak} MiB");
    let mut kinds = Vec::new();
    for (at, (kind, share)) in MIX.iter().enumerate() {
        let mut of_kind: Vec<u32> =
            seen.iter().filter_map(|one| one.micros.get(at)).flatten().copied().collect();
        of_kind.sort_unstable();
        let (median, p99, n) = (millis(&of_kind, 0.5), millis(&of_kind, 0.99), of_kind.len());
        println!("    {kind:<9} {share:>3} % {n:>7}  median {median:>7.2} ms  p99 {p99:>7.2} ms");
        kinds.push(json!({ "kind": kind, "share": share, "n": n, "median_ms": median, "p99_ms": p99 }));
    }
    let (load, served) = ((after.0 - before.0) / seconds, (after.1 - before.1) / seconds);
    let others = (after.2 - before.2) / seconds - load - served;
    println!("    cores: load {load:.2}, service {served:.2}, others {others:.2}");
    let met = rate >= RATE_GOAL && p99 <= P99_GOAL && peak <= MEMORY_GOAL && errors == 0;
    println!(
        "    {} {RATE_GOAL}/s, p99 {P99_GOAL} ms, {MEMORY_GOAL} MiB",
        if met { "met   " } else { "MISSED" }
    );
    country.server.stop();
    json!({ "cases": count, "clients": CLIENTS, "rate": rate, "p99_ms": p99, "errors": errors,
        "peak_mib": peak, "kinds": kinds, "load_cores": load, "server_cores": served, "other_cores": others,
        "met": met })
}

fn client(country: &Country, number: usize, measuring: &AtomicBool, stop: &AtomicBool) -> Seen {
    let workers = country.workers();
    let worker = workers.get(number % workers.len()).expect("a worker");
    let mut desk = Desk::of(&country.server, &worker.token);
    // Enquiries are asked of services; a first responder has no list of them.
    let mut shelter = Desk::of(&country.server, &country.one("shelter").token);
    let mut seen = Seen::default();
    // Clients begin at different places of the mix.
    for turn in number * 37.. {
        if stop.load(Ordering::Relaxed) || seen.errors > 10 {
            break;
        }
        let kind = kind(turn);
        let is_measured = measuring.load(Ordering::Relaxed);
        let began = now();
        let is_done = match (kind, turn % 3) {
            (0, 2) => shelter.asks("/api/v1/enquiries") == 200,
            _ => asked(&mut desk, worker, kind, number, turn),
        };
        let took = micros(began);
        if !is_done {
            seen.errors += 1;
        } else if is_measured && let Some(of_kind) = seen.micros.get_mut(kind) {
            of_kind.push(took);
        }
    }
    seen
}

/// The kind of a request: neighbours differ, and a hundred of them hold the mix.
fn kind(turn: usize) -> usize {
    let mut at = turn * 37 % 100;
    for (kind, (_, share)) in MIX.iter().enumerate() {
        if at < *share {
            return kind;
        }
        at -= share;
    }
    0
}

fn asked(desk: &mut Desk, worker: &Worker, kind: usize, number: usize, turn: usize) -> bool {
    match kind {
        0 => {
            let lists = ["/api/v1/tasks", "/api/v1/cases"];
            desk.asks(lists.get(turn % lists.len()).copied().unwrap_or_default()) == 200
        }
        1 => desk.asks("/api/v1/services") == 200,
        2 => {
            let case = worker.cases.get(turn * 7 % worker.cases.len().max(1)).map_or("", String::as_str);
            desk.asks(&format!("/api/v1/cases/{case}")) == 200
        }
        _ => {
            let body = contact(1_000_000 + number * 100_000 + turn);
            desk.sends("POST", "/api/v1/contacts", &format!("m{number}-{turn}"), &body).0 == 201
        }
    }
}
