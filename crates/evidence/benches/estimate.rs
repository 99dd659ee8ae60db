//! Estimates of the United Kingdom's five lists on one thread, beside the R packages.
//!
//! `cargo xtask bench estimate` runs it. Where `Rscript` and a package are there, the package is timed in the
//! same run; otherwise the recorded time is printed and said to be recorded (R 4.2, two shared cores).

use std::path::Path;
use std::process::Command;

use havenward_evidence::mse::family::Family;
use havenward_evidence::mse::fit::Bench;
use havenward_evidence::mse::latent::{self, Length};
use havenward_evidence::mse::{bic, bootstrap, dga, ladder, table};
use havenward_evidence::progress::Progress;
use serde_json::json;

const REPLICATES: u32 = 2_000;

struct Line {
    what: &'static str,
    unit: &'static str,
    /// How many units one run is.
    units: f64,
    goal: f64,
    /// Processor seconds of one run.
    ours: f64,
    /// Recorded seconds a unit and what was run.
    recorded: (f64, &'static str),
    /// An R expression that prints seconds a unit.
    script: &'static str,
}

const UK: &str = "suppressPackageStartupMessages(library(SparseMSE)); data(UKdat_5); ";

/// Processor seconds of one run, from as many runs as fill a second: the recorded times of the packages are
/// processor seconds too, and neighbours on the machine do not change them much.
fn timed(mut work: impl FnMut()) -> f64 {
    let began = processor_seconds();
    let mut runs = 0.0;
    loop {
        work();
        runs += 1.0;
        let used = processor_seconds() - began;
        if used >= 1.0 {
            return used / runs;
        }
    }
}

/// User and system time of this process (Linux, in hundredths of a second).
fn processor_seconds() -> f64 {
    let text =
        std::fs::read_to_string("/proc/self/stat").expect("processor time: this benchmark needs Linux");
    let fields: Vec<&str> = text.rsplit(')').next().expect("fields").split_whitespace().collect();
    let ticks = |place: usize| -> f64 { fields[place].parse().expect("a number") };
    (ticks(11) + ticks(12)) / 100.0
}

fn lines() -> Vec<Line> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/uk_2013_5list.csv");
    let uk = table::read(std::fs::File::open(path).expect("the table")).expect("a table").cells;
    let point = ladder::stepwise_population(&mut Bench::new(&uk));
    let length = Length { chains: 1, ..Length::default() };
    vec![
        Line {
            what: "stepwise bootstrap, a replicate",
            unit: "replicate",
            units: f64::from(REPLICATES),
            goal: 100.0,
            ours: timed(|| {
                bootstrap::run(
                    &uk,
                    REPLICATES as usize,
                    1,
                    point,
                    ladder::stepwise_population,
                    &Progress::silent(),
                )
                .expect("not cancelled");
            }),
            recorded: (0.131, "SparseMSE 2.0.1, 124 to 138 ms"),
            script: "suppressWarnings(estimatepopulation(UKdat_5, nboot=20, pthresh=0.02, iseed=1)); n <- 20",
        },
        Line {
            what: "1,024 pair models",
            unit: "search",
            units: 1.0,
            goal: 100.0,
            ours: timed(|| {
                bic::rank(&uk, &Family::pairs(5));
            }),
            recorded: (2.2, "MultipleSystemsEstimation 1.2.0"),
            script: "suppressWarnings(MultipleSystemsEstimation::estimate_population_bic(UKdat_5, maxorder=2)); n <- 1",
        },
        Line {
            what: "hierarchical models, a model",
            unit: "model",
            units: 6_893.0,
            goal: 100.0,
            ours: timed(|| {
                bic::rank(&uk, &Family::hierarchical(5, 4));
            }),
            recorded: (0.004, "Rcapture 1.4-4, 3.9 to 4.1 ms"),
            script: "suppressWarnings(Rcapture::closedpMS.t(as.matrix(UKdat_5), dfreq=TRUE)); n <- 6893",
        },
        Line {
            what: "822 decomposable graphs, grid 60,000",
            unit: "average",
            units: 1.0,
            goal: 20.0,
            ours: timed(|| {
                dga::on_grid(&uk, 60_000);
            }),
            recorded: (2.35, "dga 2.0.2, 2.2 to 2.5 s"),
            script: "",
        },
        Line {
            what: "latent classes, 110,000 sweeps",
            unit: "chain",
            units: 1.0,
            goal: 2.0,
            ours: timed(|| {
                latent::run(&uk, length, 1, &Progress::silent()).expect("not cancelled");
            }),
            recorded: (1.4, "LCMCR 0.4.14, 1.3 to 1.5 s"),
            script: "",
        },
    ]
}

/// Seconds a unit of a package, when R and the package are there.
fn measured(script: &str) -> Option<f64> {
    if script.is_empty() {
        return None;
    }
    let text = format!("{UK} t <- system.time({{{script}}}); cat((t[1]+t[2])/n)");
    let out = Command::new("Rscript").args(["-e", &text]).output().ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).trim().parse().ok())?
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let path = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => "target/bench/estimate.json".to_owned(),
        ["--json", path] => (*path).to_owned(),
        other => panic!("give nothing or --json PATH, not {other:?}"),
    };
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("one thread");
    println!("{:<40} {:>14} {:>14} {:>8} {:>6}  peer", "what", "ours cpu s", "peer cpu s", "ratio", "goal");
    let mut report = Vec::new();
    for line in lines() {
        let ours = line.ours / line.units;
        let now = measured(line.script);
        let peer = now.unwrap_or(line.recorded.0);
        let how = if now.is_some() { "measured in this run" } else { "recorded, not run here" };
        let ratio = peer / ours;
        println!(
            "{:<40} {ours:>14.7} {peer:>14.6} {ratio:>8.0} {:>6}  {} ({how})",
            line.what, line.goal, line.recorded.1
        );
        report.push(json!({
            "what": line.what, "unit": line.unit, "ours_s": ours, "peer_s": peer, "ratio": ratio,
            "goal": line.goal, "peer": line.recorded.1, "peer_measured": now.is_some(),
        }));
    }
    let path = Path::new(&path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the report's folder");
    std::fs::write(path, serde_json::to_vec_pretty(&report).expect("json")).expect("the report");
}
