//! The release wall: synthetic records beside pac-synth 0.0.8, speed and memory, and hidden cells beside the
//! optimum.
//!
//! `cargo xtask bench release` runs it. Where `HAVENWARD_PACSYNTH` names a Python with pac-synth 0.0.8 and
//! pandas, the peer runs in the same run (hours); otherwise its recorded best figures are printed as recorded:
//! one run a setting, reporting length 2 and 3 in up to three accuracy modes, the best of them at each length.
//! `HAVENWARD_BENCH_LARGE=1` adds ten million persons in twelve columns.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts are small"
)]

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use havenward_disclosure::frame::{Column, Frame};
use havenward_disclosure::noise::key::NoiseKey;
use havenward_disclosure::read::{Choice, frame};
use havenward_disclosure::suppression::table::{Asked, make};
use havenward_disclosure::synthetic::domain::Source;
use havenward_disclosure::synthetic::{Settings, fidelity, membership, synthesise};
use rand::{RngExt as _, SeedableRng as _};
use serde_json::json;

const RUNS: u64 = 5;
const DELTA: f64 = 3.2103e-6;
const NAMES: [&str; 7] = [
    "quarter",
    "first_responder_type",
    "first_responder",
    "exploitation_type",
    "age_at_exploitation",
    "gender",
    "nationality",
];
/// Columns left out of the table of five and of six.
const LEFT_OUT: [(usize, &[&str]); 3] =
    [(5, &["first_responder", "quarter"]), (6, &["first_responder"]), (7, &[])];

/// pac-synth 0.0.8 at the best of its settings, recorded: columns, epsilon, and for lengths 1, 2, 3 the total
/// and the mean over real combinations.
const RECORDED: [(usize, f64, [f64; 3], [f64; 3]); 9] = [
    (5, 1.0, [0.0473, 0.1119, 0.2072], [13.824, 8.278, 5.644]),
    (5, 4.0, [0.0343, 0.0773, 0.1325], [10.017, 5.691, 3.568]),
    (5, 12.0, [0.0291, 0.0594, 0.0931], [8.495, 4.367, 2.480]),
    (6, 1.0, [0.0461, 0.1059, 0.2062], [15.926, 8.490, 5.432]),
    (6, 4.0, [0.0329, 0.0744, 0.1644], [11.374, 5.936, 4.319]),
    (6, 12.0, [0.0282, 0.0608, 0.1185], [9.754, 4.842, 3.092]),
    (7, 1.0, [0.0713, 0.1538, 0.2678], [25.454, 10.526, 5.808]),
    (7, 4.0, [0.0411, 0.0957, 0.2021], [14.679, 6.444, 4.233]),
    (7, 12.0, [0.0326, 0.0736, 0.1758], [11.628, 4.939, 3.628]),
];

fn referrals(columns: usize) -> Frame {
    let left_out = LEFT_OUT.iter().find(|(width, _)| *width == columns).unwrap().1;
    let names: Vec<String> =
        NAMES.iter().filter(|name| !left_out.contains(name)).map(ToString::to_string).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/uk_nrm_referrals_2022q2_2023q4.csv");
    let choice = Choice { columns: &names, count: Some("people"), ..Choice::default() };
    frame(std::fs::File::open(path).unwrap(), &choice).unwrap()
}

fn settings(epsilon: f64, rows: usize) -> Settings {
    Settings { epsilon, delta: DELTA, rows, source: Source::Private, most_rows: 1, threshold: None }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let path = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => "target/bench/release.json".to_owned(),
        ["--json", path] => (*path).to_owned(),
        other => panic!("give nothing or --json PATH, not {other:?}"),
    };
    let mut report = vec![quality(), membership_risk(), suppression()];
    if std::env::var_os("HAVENWARD_BENCH_LARGE").is_some() {
        report.push(large());
    }
    peer();
    if let Some(folder) = Path::new(&path).parent() {
        std::fs::create_dir_all(folder).unwrap();
    }
    std::fs::write(&path, serde_json::to_string_pretty(&report).unwrap()).unwrap();
    println!("peak memory {} MiB", peak_mib());
}

/// Kilobytes at most resident, from the kernel.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn quality() -> serde_json::Value {
    println!(
        "{RUNS} runs each, total |real - synthetic| and mean over real combinations; pac-synth 0.0.8 best setting, recorded"
    );
    let mut lines = Vec::new();
    for (columns, epsilon, totals, means) in RECORDED {
        let real = referrals(columns);
        let mut ours = [[0.0; 3]; 3];
        let mut slowest = Duration::ZERO;
        for run in 0..RUNS {
            let began = now();
            let made =
                synthesise(&real, &settings(epsilon, real.rows), &NoiseKey::insecure_test_seed(run)).unwrap();
            slowest = slowest.max(began.elapsed());
            for (line, near) in ours.iter_mut().zip(fidelity::compare(&real, &made.records)) {
                line[0] += near.total / RUNS as f64;
                line[1] += near.mean / RUNS as f64;
                line[2] += near.invented / RUNS as f64;
            }
        }
        for (length, [total, mean, invented]) in ours.into_iter().enumerate() {
            let (peer_total, peer_mean) = (totals[length], means[length]);
            let verdict = if total < peer_total && mean < peer_mean { "better" } else { "WORSE" };
            println!(
                "{columns} columns, epsilon {epsilon:>2}, length {}: total {total:.4} ({peer_total:.4}), mean {mean:.3} ({peer_mean:.3}), invented {:.1} %, {verdict}",
                length + 1,
                invented * 100.0
            );
            lines.push(json!({ "columns": columns, "epsilon": epsilon, "length": length + 1, "total": total,
                "mean": mean, "invented": invented, "peer_total": peer_total, "peer_mean": peer_mean }));
        }
        println!("  slowest run {:.2} s, peak memory {} MiB", slowest.as_secs_f64(), peak_mib());
    }
    json!({ "quality": lines })
}

fn membership_risk() -> serde_json::Value {
    let real = referrals(6);
    let outcomes: Vec<serde_json::Value> = [1.0, 4.0, 12.0]
        .into_iter()
        .map(|epsilon| {
            let outcome =
                membership::attack(&real, &settings(epsilon, 24_000), &NoiseKey::insecure_test_seed(11))
                    .unwrap();
            for risk in &outcome.risks {
                println!(
                    "membership, epsilon {epsilon}: {}: {:.4} ({:.4} to {:.4})",
                    risk.attack, risk.risk, risk.interval[0], risk.interval[1]
                );
            }
            json!({ "epsilon": epsilon, "outcome": outcome })
        })
        .collect();
    json!({ "membership": outcomes })
}

/// Random tables that the integer programme solves to the end, beside the search.
fn suppression() -> serde_json::Value {
    let mut ratios = Vec::new();
    for seed in 0..400_u64 {
        let real = random_table(seed);
        let by = vec![vec!["a".to_owned()], vec!["b".to_owned()]];
        let asked = Asked { by, k: 11, round: None, solving: None };
        let Ok(searched) = make(&real, &asked, &[]) else { continue };
        if let Some(optimum) =
            havenward_disclosure::suppression::table::optimum(&real, &asked, Duration::from_secs(5))
        {
            let small = searched.loss.small as f64;
            ratios.push((small + searched.loss.to_protect as f64) / (small + optimum as f64));
        }
    }
    let mean = ratios.iter().sum::<f64>() / ratios.len().max(1) as f64;
    let worst = ratios.iter().copied().fold(0.0, f64::max);
    println!(
        "hidden cells beside the optimum, {} tables solved to the end: mean {mean:.3}, worst {worst:.3}",
        ratios.len()
    );
    json!({ "suppression": { "tables": ratios.len(), "mean": mean, "worst": worst } })
}

fn random_table(seed: u64) -> Frame {
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
    let (height, width) = (random.random_range(3..6_u16), random.random_range(3..6_u16));
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for (x, y) in (1..=height).flat_map(|x| (1..=width).map(move |y| (x, y))) {
        let count = if random.random_range(0..10) < 2 {
            random.random_range(1..11)
        } else {
            random.random_range(11..120)
        };
        a.extend(std::iter::repeat_n(x, count));
        b.extend(std::iter::repeat_n(y, count));
    }
    let column = |name: &str, codes: Vec<u16>, most: u16| Column {
        name: name.to_owned(),
        levels: (1..=most).map(|code| format!("{name}{code}")).collect(),
        codes,
    };
    let rows = a.len();
    Frame { columns: vec![column("a", a, height), column("b", b, width)], rows, persons: None }
}

fn large() -> serde_json::Value {
    const ROWS: usize = 10_000_000;
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(1);
    let sizes = [12_u16, 4, 3, 30, 8, 5, 60, 10, 6, 20, 3, 15];
    let columns: Vec<Column> = sizes
        .iter()
        .enumerate()
        .map(|(at, &size)| Column {
            name: format!("c{at}"),
            levels: (1..=size).map(|code| format!("v{code:02}")).collect(),
            codes: (0..ROWS).map(|_| (random.random::<f64>().powi(2) * f64::from(size)) as u16 + 1).collect(),
        })
        .collect();
    let real = Frame { columns, rows: ROWS, persons: None };
    let began = now();
    let by = ["c0", "c3", "c6"].map(|name| vec![name.to_owned()]).to_vec();
    make(&real, &Asked { by, k: 11, round: None, solving: None }, &[]).unwrap();
    let table = began.elapsed().as_secs_f64();
    println!("three-way table of ten million persons: {table:.1} s, peak {} MiB", peak_mib());
    let began = now();
    synthesise(&real, &settings(4.0, ROWS), &NoiseKey::insecure_test_seed(1)).unwrap();
    let synthetic = began.elapsed().as_secs_f64();
    println!("synthetic records of ten million persons: {synthetic:.1} s, peak {} MiB", peak_mib());
    json!({ "large": { "table_seconds": table, "synthetic_seconds": synthetic, "peak_mib": peak_mib() } })
}

/// Runs the peer where it is there.
fn peer() {
    let Some(python) = std::env::var_os("HAVENWARD_PACSYNTH") else {
        println!(
            "pac-synth not run: its figures above are recorded (set HAVENWARD_PACSYNTH to a Python that has it)"
        );
        return;
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let status = Command::new(python)
        .arg(folder.join("benches/peers.py"))
        .arg(folder.join("tests/data/uk_nrm_referrals_2022q2_2023q4.csv"))
        .status();
    if let Err(error) = status {
        println!("pac-synth could not be run: {error}");
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn now() -> Instant {
    Instant::now()
}
