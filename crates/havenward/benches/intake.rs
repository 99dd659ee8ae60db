//! Durable, journalled intake over HTTP, beside what the disk itself can do.
//!
//! `cargo xtask bench intake` runs it. The release program serves a live installation in a folder on the
//! disk of the build; records are sealed before the clock starts; each client is a thread with its own
//! keep-alive connection and its own idempotency keys, on the same cores as the service. Beside it, in
//! the same run and on the same disk: the same bytes committed one row at a time, and 64 rows at a time.
//! The columns of processor time are in cores: the load generator's, the service's, and everybody else's
//! on the machine, which for PostgreSQL holds its server's and otherwise should be near nothing.
//! Then everything once more where each sync takes 4 ms longer (`xtask/slow_fsync.c`, preloaded).

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use havenward_domain::access::Actor;
use havenward_store::{Db, FromRow, Row, Schema, StoreError};
use havenward_testkit::measure::{cpu_seconds, machine_seconds, micros, millis, now, pause, per_second};
use havenward_testkit::{Client, Device, Live, Server};
use jiff::Timestamp;
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::runtime::Runtime;

const WARM_UP: Duration = Duration::from_secs(2);
const MEASURED: Duration = Duration::from_secs(8);
const RAW: Duration = Duration::from_secs(4);
const CLIENTS: [usize; 2] = [8, 32];
/// What is sealed; the sealed record is 82 bytes longer.
const RECORD_BYTES: usize = 1_024;
/// Records sealed beforehand for each client, sent in turn.
const SEALED_AHEAD: usize = 64;
const GROUP: usize = 64;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["raw", folder, group] => {
            println!("{}", raw(Path::new(folder), group.parse().expect("a number of rows")));
        }
        [] => run(Path::new("target/bench/intake.json")),
        ["--json", path] => run(Path::new(path)),
        other => panic!("give nothing or --json PATH, not {other:?}"),
    }
}

fn run(json_path: &Path) {
    let runtime = Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder on the build's disk");
    let shim = compile_shim(folder.path());
    let mut rows = Vec::new();
    for slow in [None, Some(shim.as_path())] {
        let disk = if slow.is_some() { "each sync + 4 ms" } else { "as it is" };
        for group in [1, GROUP] {
            rows.push(measure_raw(folder.path(), disk, group, slow));
        }
        let name = format!("sqlite-{}", slow.is_some());
        let place = folder.path().join(name);
        std::fs::create_dir(&place).expect("a folder");
        let database = format!("sqlite:{}", place.join("main.db").display());
        rows.extend(measure_service(&runtime, "sqlite", disk, &place, &database, slow));
        if slow.is_none()
            && let Ok(server) = std::env::var("HAVENWARD_TEST_POSTGRES")
        {
            let place = folder.path().join("postgres");
            std::fs::create_dir(&place).expect("a folder");
            let database = runtime.block_on(own_database(&server));
            rows.extend(measure_service(&runtime, "postgres", disk, &place, &database, None));
        }
    }
    print!("{}", table(&rows));
    for line in judge(&rows) {
        println!("{line}");
    }
    let report = json!({ "benchmark": "intake", "record_bytes": RECORD_BYTES, "seconds": MEASURED.as_secs(),
        "rows": rows.iter().map(Measured::json).collect::<Vec<_>>() });
    if let Some(parent) = json_path.parent() {
        std::fs::create_dir_all(parent).expect("a folder for the report");
    }
    std::fs::write(json_path, format!("{report:#}\n")).expect("the report is written");
    println!("written to {}", json_path.display());
}

/// One line of the table.
struct Measured {
    what: String,
    disk: &'static str,
    clients: usize,
    rate: f64,
    p50_ms: f64,
    p99_ms: f64,
    errors: u64,
    acknowledged: u64,
    rows: u64,
    load_cores: f64,
    server_cores: f64,
    /// What everything else on the machine took in the meantime: above a few hundredths, run again.
    other_cores: f64,
}

impl Measured {
    fn json(&self) -> Value {
        json!({ "what": self.what, "disk": self.disk, "clients": self.clients, "rate": self.rate,
            "p50_ms": self.p50_ms, "p99_ms": self.p99_ms, "errors": self.errors,
            "acknowledged": self.acknowledged, "rows": self.rows,
            "load_generator_cores": self.load_cores, "server_cores": self.server_cores,
            "other_cores": self.other_cores })
    }
}

fn table(rows: &[Measured]) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{:<22} {:<16} {:>7} {:>8} {:>8} {:>8} {:>6} {:>9} {:>9} {:>9} {:>9} {:>7}",
        "what",
        "disk",
        "clients",
        "rate/s",
        "p50 ms",
        "p99 ms",
        "errors",
        "answered",
        "rows",
        "load cpu",
        "srv cpu",
        "others"
    );
    for row in rows {
        let _ = writeln!(
            text,
            "{:<22} {:<16} {:>7} {:>8.0} {:>8.2} {:>8.2} {:>6} {:>9} {:>9} {:>9.2} {:>9.2} {:>7.2}",
            row.what,
            row.disk,
            row.clients,
            row.rate,
            row.p50_ms,
            row.p99_ms,
            row.errors,
            row.acknowledged,
            row.rows,
            row.load_cores,
            row.server_cores,
            row.other_cores
        );
    }
    text
}

/// Holds the figures against the goals at 32 clients.
fn judge(rows: &[Measured]) -> Vec<String> {
    let find = |what: &str, disk: &str, clients: usize| {
        rows.iter().find(|row| row.what == what && row.disk == disk && row.clients == clients)
    };
    let mut lines = Vec::new();
    let mut goal = |text: String, met: bool| {
        lines.push(format!("{}  {text}", if met { "met   " } else { "MISSED" }));
    };
    for (disk, rate, p99) in [("as it is", 3_000.0, 60.0), ("each sync + 4 ms", 1_200.0, 100.0)] {
        let Some(row) = find("sqlite", disk, 32) else { continue };
        goal(format!("32 clients, disk {disk}: {:.0}/s of at least {rate}/s", row.rate), row.rate >= rate);
        goal(
            format!("32 clients, disk {disk}: p99 {:.1} ms of at most {p99} ms", row.p99_ms),
            row.p99_ms <= p99,
        );
        if let Some(raw) = find("raw, 1 row a commit", disk, 1).filter(|_| disk != "as it is") {
            let times = row.rate / raw.rate;
            goal(
                format!("32 clients, disk {disk}: {times:.1} times the raw single-row rate of at least 5"),
                times >= 5.0,
            );
        }
    }
    let sound = rows.iter().all(|row| row.errors == 0 && row.rows == row.acknowledged);
    goal("no errors, and as many rows as acknowledged requests".to_owned(), sound);
    lines
}

fn compile_shim(folder: &Path) -> PathBuf {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../../xtask/slow_fsync.c");
    let shim = folder.join("slow_fsync.so");
    let compiled = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&shim)
        .arg(source)
        .status()
        .expect("cc");
    assert!(compiled.success(), "cc cannot compile {source}");
    shim
}

async fn own_database(server: &str) -> String {
    let name = format!("havenward_bench_{}", std::process::id());
    let (base, _) = server.rsplit_once('/').expect("a URL that names a database");
    let mut conn = PgConnection::connect(server).await.expect("the PostgreSQL server answers");
    for sql in [format!("drop database if exists {name}"), format!("create database {name}")] {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut conn).await.expect("a database is made");
    }
    format!("{base}/{name}")
}

/// Serves a live installation and measures it with each number of clients.
fn measure_service(
    runtime: &Runtime,
    engine: &str,
    disk: &'static str,
    place: &Path,
    database: &str,
    preload: Option<&Path>,
) -> Vec<Measured> {
    let shred = format!("sqlite:{}", place.join("shred.db").display());
    let live = Live::init(env!("CARGO_BIN_EXE_havenward"), place, database, &shred);
    let preload = preload.map(|shim| shim.display().to_string());
    let environment: Vec<_> = preload.iter().map(|shim| ("LD_PRELOAD", shim.as_str())).collect();
    let server = live.serve(&environment);
    let token = live.member(&server, "fr_border");
    let device = live.device(&server, &token);
    let mut measured = Vec::new();
    for clients in CLIENTS {
        let before = runtime.block_on(count_rows(database));
        let mut row = load(&server, &device, clients);
        row.rows = runtime.block_on(count_rows(database)) - before;
        row.disk = disk;
        engine.clone_into(&mut row.what);
        eprintln!("{engine}, disk {disk}, {clients} clients: {:.0}/s, p99 {:.1} ms", row.rate, row.p99_ms);
        measured.push(row);
    }
    server.stop();
    measured
}

struct Count(i64);

impl FromRow for Count {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.int("n")?))
    }
}

async fn count_rows(database: &str) -> u64 {
    let db = Db::open(database, Schema::Main, None).await.expect("the database opens");
    let mut tx = db.read(&Actor::System, Timestamp::UNIX_EPOCH).await.expect("a snapshot");
    let count: Option<Count> = tx.one("select count(*) as n from intake", vec![]).await.expect("a count");
    tx.undo().await;
    db.close().await;
    count.and_then(|Count(n)| u64::try_from(n).ok()).expect("a count")
}

/// What one client has seen.
#[derive(Default)]
struct Seen {
    micros: Vec<u32>,
    acknowledged: u64,
    errors: u64,
}

fn load(server: &Server, device: &Device, clients: usize) -> Measured {
    let sealed: Vec<Vec<Vec<u8>>> =
        (0..clients).map(|_| (0..SEALED_AHEAD).map(|_| device.seal(&[7; RECORD_BYTES])).collect()).collect();
    let (measuring, stop) = (AtomicBool::new(false), AtomicBool::new(false));
    let process = server.id().to_string();
    let mut cpu = (0.0, 0.0, 0.0);
    let mut elapsed = MEASURED;
    let seen: Vec<Seen> = std::thread::scope(|scope| {
        let (measuring, stop) = (&measuring, &stop);
        let threads: Vec<_> = sealed
            .iter()
            .enumerate()
            .map(|(number, blobs)| {
                scope.spawn(move || client(server.address, device, clients, number, blobs, measuring, stop))
            })
            .collect();
        pause(WARM_UP);
        let before = (cpu_seconds("self"), cpu_seconds(&process), machine_seconds());
        measuring.store(true, Ordering::SeqCst);
        let started = now();
        pause(MEASURED);
        measuring.store(false, Ordering::SeqCst);
        elapsed = now().duration_since(started);
        cpu =
            (cpu_seconds("self") - before.0, cpu_seconds(&process) - before.1, machine_seconds() - before.2);
        stop.store(true, Ordering::SeqCst);
        threads.into_iter().map(|thread| thread.join().expect("a client ends")).collect()
    });
    let mut micros: Vec<u32> = seen.iter().flat_map(|one| one.micros.iter().copied()).collect();
    micros.sort_unstable();
    Measured {
        what: String::new(),
        disk: "",
        clients,
        rate: per_second(micros.len() as u64, elapsed),
        p50_ms: millis(&micros, 0.50),
        p99_ms: millis(&micros, 0.99),
        errors: seen.iter().map(|one| one.errors).sum(),
        acknowledged: seen.iter().map(|one| one.acknowledged).sum(),
        rows: 0,
        load_cores: cpu.0 / elapsed.as_secs_f64(),
        server_cores: cpu.1 / elapsed.as_secs_f64(),
        other_cores: (cpu.2 - cpu.0 - cpu.1) / elapsed.as_secs_f64(),
    }
}

fn client(
    address: SocketAddr,
    device: &Device,
    clients: usize,
    number: usize,
    blobs: &[Vec<u8>],
    measuring: &AtomicBool,
    stop: &AtomicBool,
) -> Seen {
    let mut connection = Client::connect(address).expect("the service answers");
    let bearer = format!("Bearer {}", device.credential);
    let mut seen = Seen::default();
    let mut key = String::new();
    for (turn, blob) in blobs.iter().cycle().enumerate() {
        key.clear();
        let _ = write!(key, "b{clients}-{number}-{turn}");
        let headers = [
            ("Authorization", bearer.as_str()),
            ("Idempotency-Key", &key),
            ("Havenward-Instrument", "first-contact@1"),
            ("Havenward-Urgency", "routine"),
            ("Havenward-Key-Version", &device.key_version),
        ];
        let is_measured = measuring.load(Ordering::Relaxed);
        let asked = now();
        let answer = connection.send("POST", "/api/v1/intake", &headers, blob);
        let took = micros(asked);
        if answer.is_ok_and(|answer| answer.status == 201) {
            seen.acknowledged += 1;
            if is_measured {
                seen.micros.push(took);
            }
        } else {
            seen.errors += 1;
        }
        if stop.load(Ordering::Relaxed) || seen.errors > 10 {
            break;
        }
    }
    seen
}

/// Runs the raw baseline as a process of its own, so that the shim can be loaded into it.
fn measure_raw(folder: &Path, disk: &'static str, group: usize, preload: Option<&Path>) -> Measured {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.arg("raw").arg(folder).arg(group.to_string());
    if let Some(shim) = preload {
        command.env("LD_PRELOAD", shim);
    }
    let output = command.output().expect("this program starts again");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let number = |field: &str| said[field].as_f64().expect("a number");
    let rows = said["rows"].as_u64().expect("a number");
    let what =
        if group == 1 { "raw, 1 row a commit".to_owned() } else { format!("raw, {group} rows a commit") };
    eprintln!("{what}, disk {disk}: {:.0}/s", number("rate"));
    Measured {
        what,
        disk,
        clients: 1,
        rate: number("rate"),
        p50_ms: number("p50_ms"),
        p99_ms: number("p99_ms"),
        errors: 0,
        acknowledged: rows,
        rows,
        load_cores: number("cores"),
        server_cores: 0.0,
        other_cores: number("others"),
    }
}

/// Commits rows of the same size on one connection, durably; the latency is that of a commit.
fn raw(folder: &Path, group: usize) -> Value {
    Runtime::new().expect("a runtime").block_on(async {
        let file = folder.join(format!("raw-{}-{group}.db", std::process::id()));
        let options = SqliteConnectOptions::new()
            .filename(&file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let mut conn = sqlx::SqliteConnection::connect_with(&options).await.expect("a database");
        sqlx::query("create table rows (id integer primary key, body blob not null) strict")
            .execute(&mut conn)
            .await
            .expect("a table");
        // As long as a sealed record: suite, encapsulated point and tag come on top.
        let body = vec![7_u8; RECORD_BYTES + 82];
        let mut latencies = Vec::new();
        let mut rows = 0_u64;
        let (cpu, machine, started) = (cpu_seconds("self"), machine_seconds(), now());
        while now().duration_since(started) < RAW {
            let begun = now();
            let mut tx = conn.begin_with("begin immediate").await.expect("a transaction");
            for _ in 0..group {
                sqlx::query("insert into rows (body) values ($1)")
                    .bind(body.as_slice())
                    .execute(&mut *tx)
                    .await
                    .expect("a row");
                rows += 1;
            }
            tx.commit().await.expect("a commit");
            latencies.push(micros(begun));
        }
        let elapsed = now().duration_since(started);
        let cores = (cpu_seconds("self") - cpu) / elapsed.as_secs_f64();
        let others = (machine_seconds() - machine) / elapsed.as_secs_f64() - cores;
        latencies.sort_unstable();
        let counted: i64 =
            sqlx::query_scalar("select count(*) from rows").fetch_one(&mut conn).await.expect("a count");
        assert_eq!(u64::try_from(counted), Ok(rows), "rows are missing");
        conn.close().await.expect("the database closes");
        json!({ "rate": per_second(rows, elapsed), "p50_ms": millis(&latencies, 0.50),
            "p99_ms": millis(&latencies, 0.99), "rows": rows, "cores": cores, "others": others })
    })
}
