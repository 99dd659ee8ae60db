//! From the start of the process to the first answered request of the demonstration, at its default size.
//!
//! `cargo xtask bench start` runs it. Goal: at most 10 s after the build. The figures are wall time on whatever else
//! the machine does; the processor time of the demonstration until then is beside them, user and system together.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const PROGRAM: &str = env!("CARGO_BIN_EXE_havenward");
/// The first start finds the program on the disk, the others in memory.
const STARTS: usize = 5;
/// In `/proc/PID/stat` a processor's second has so many ticks (`getconf CLK_TCK` on Linux).
const TICKS: f64 = 100.0;

/// One start.
struct Start {
    /// Until the program said where it can be reached.
    said: Duration,
    /// Until a request was answered.
    answered: Duration,
    /// Seconds of processor until then, where the machine tells.
    processor: Option<f64>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let path = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => "target/bench/start.json".to_owned(),
        ["--json", path] => (*path).to_owned(),
        other => panic!("give nothing or --json PATH, not {other:?}"),
    };
    println!("{:>5} {:>9} {:>11} {:>12}", "start", "said s", "answered s", "processor s");
    let mut report = Vec::new();
    for nth in 1..=STARTS {
        let Start { said, answered, processor } = start();
        let (said, answered) = (said.as_secs_f64(), answered.as_secs_f64());
        let shown = processor.map_or_else(|| "-".to_owned(), |seconds| format!("{seconds:.2}"));
        println!("{nth:>5} {said:>9.3} {answered:>11.3} {shown:>12}");
        report.push(json!({ "said_s": said, "answered_s": answered, "processor_s": processor }));
    }
    let path = Path::new(&path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the report's folder");
    std::fs::write(path, serde_json::to_vec_pretty(&report).expect("json")).expect("the report");
}

/// Ends the demonstration as somebody at a keyboard would.
struct Demo(Child);

impl Drop for Demo {
    fn drop(&mut self) {
        // What has ended already needs no end.
        let _ = Command::new("kill").args(["-INT", &self.0.id().to_string()]).status();
        let _ = self.0.wait();
    }
}

fn start() -> Start {
    let folder = tempfile::tempdir().expect("a folder");
    let began = now();
    let mut demo = Command::new(PROGRAM);
    demo.args(["demo", "--port", "0", "--json"]).env("TMPDIR", folder.path());
    let mut demo = Demo(demo.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts"));
    let mut out = BufReader::new(demo.0.stdout.take().expect("its words"));
    let mut text = String::new();
    while !text.ends_with("\n}\n") {
        assert!(out.read_line(&mut text).expect("its words") > 0, "ended early: {text}");
    }
    let said = began.elapsed();
    let told: Value = serde_json::from_str(&text).expect("JSON");
    let url = format!("{}/", told["url"].as_str().expect("an address"));
    let answer = ureq::get(&url).call().expect("it listens before it says where");
    assert_eq!(answer.status(), 200);
    Start { said, answered: began.elapsed(), processor: processor(demo.0.id()) }
}

/// Seconds of processor of a process so far.
fn processor(pid: u32) -> Option<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // After the name in brackets: state is the first, user and system time the twelfth and thirteenth.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / TICKS)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn now() -> Instant {
    Instant::now()
}
