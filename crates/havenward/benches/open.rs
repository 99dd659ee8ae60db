//! Opening a case with five compartments, and searching a unit's directory of 50,000 names.
//!
//! `cargo xtask bench open` runs it, in process, on an embedded database on the disk of the build.
//! Goals: a case with five compartments opens in at most 50 ms; a search takes at most 1 s over 50,000
//! names and at most 300 ms over 10,000. The figures are wall time, sealed bytes read from the database,
//! everything opened anew for each request.

use std::path::Path;
use std::time::{Duration, Instant};

use havenward_app::contacts::{self, NewContact};
use havenward_app::dangers::{self, NewDanger};
use havenward_app::notes::{self, Holding};
use havenward_app::{App, Caller, cases, directory};
use havenward_domain::coded::Coded;
use havenward_domain::codes::Setting;
use havenward_domain::compartment::Compartment;
use havenward_domain::contact::{AgeClaim, Urgency};
use havenward_domain::danger::HowKnown;
use havenward_domain::id::CaseId;
use havenward_domain::placement::Placement;
use havenward_domain::profile::Origin;
use havenward_domain::role::Role;
use havenward_testkit::{Engine, Site};
use serde_json::json;

const NAMES: [usize; 2] = [10_000, 50_000];
const OPENINGS: usize = 200;
const SEARCHES: usize = 20;
/// Contacts recorded at a time, so that the writer batches them.
const AT_ONCE: usize = 64;
const GIVEN: [&str; 8] = ["Оксана", "Amina", "Μαρία", "Nguyễn", "João", "فاطمة", "Łucja", "Ilse"];
const FAMILY: [&str; 8] =
    ["Коваленко", "Yılmaz", "Παπαδοπούλου", "Văn Bình", "da Silva", "الحسن", "Żak", "Berg"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let path = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => "target/bench/open.json".to_owned(),
        ["--json", path] => (*path).to_owned(),
        other => panic!("give nothing or --json PATH, not {other:?}"),
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let rows = runtime.block_on(run());
    println!("{:<42} {:>9} {:>9} {:>7}", "what", "median ms", "p99 ms", "n");
    for (what, times) in &rows {
        println!("{what:<42} {:>9.2} {:>9.2} {:>7}", share(times, 0.5), share(times, 0.99), times.len());
    }
    let report: Vec<_> = rows
        .iter()
        .map(|(what, times)| {
            json!({ "what": what, "median_ms": share(times, 0.5), "p99_ms": share(times, 0.99), "n": times.len() })
        })
        .collect();
    let path = Path::new(&path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the report's folder");
    std::fs::write(path, serde_json::to_vec_pretty(&report).expect("json")).expect("the report");
}

async fn run() -> Vec<(String, Vec<Duration>)> {
    let site = Site::new(Engine::Sqlite).await;
    let manager = site.member("manager", Role::CaseManager).await;
    let mut rows = Vec::new();
    let case = a_case_with_five_compartments(&site.app, &manager).await;
    let mut times = Vec::new();
    for _ in 0..OPENINGS {
        let began = now();
        let open = site.app.run(&manager, async |ctx| cases::open(ctx, case).await).await.expect("it opens");
        let narrative = read(&site.app, &manager, case, Compartment::Narrative).await;
        let health = read(&site.app, &manager, case, Compartment::Health).await;
        let danger = site.app.run(&manager, async |ctx| dangers::list(ctx, case).await).await;
        times.push(began.elapsed());
        assert!(open.core.is_some() && open.contact_safety.is_some());
        assert!(narrative + health == 2 && danger.is_ok_and(|list| list.len() == 1));
    }
    rows.push(("open a case with five compartments".to_owned(), times));

    let mut known = 1;
    for count in NAMES {
        fill(&site.app, &manager, known, count).await;
        known = count;
        let mut times = Vec::new();
        for turn in 0..SEARCHES {
            let began = now();
            let name = format!("{} {}", GIVEN[turn % 8].to_lowercase(), count - turn - 1);
            let found = directory::search(&site.app, &manager, &name).await.expect("a search answers");
            times.push(began.elapsed());
            assert!(!found.is_empty() || turn % 8 != (count - turn - 1) % 8);
        }
        rows.push((format!("search a directory of {count} names"), times));
    }
    rows
}

async fn a_case_with_five_compartments(app: &App, manager: &Caller) -> CaseId {
    let case = app.run(manager, async |ctx| contacts::record(ctx, contact(0)).await).await.expect("a case");
    for compartment in [Compartment::Narrative, Compartment::Health] {
        let text = "what was told, two thousand letters long. ".repeat(48);
        app.run(manager, async |ctx| notes::write(ctx, case, compartment, text, Holding::TwoOrMore).await)
            .await
            .expect("a note");
    }
    let danger = NewDanger {
        who: "Invented Person".to_owned(),
        face: None,
        vehicle: None,
        how_known: HowKnown::ALL[0],
    };
    app.run(manager, async |ctx| dangers::add(ctx, case, danger).await).await.expect("a danger");
    case
}

async fn read(app: &App, manager: &Caller, case: CaseId, compartment: Compartment) -> usize {
    app.run(manager, async |ctx| notes::read(ctx, case, compartment).await).await.map_or(0, |_| 1)
}

async fn fill(app: &App, manager: &Caller, from: usize, to: usize) {
    let mut numbers = from..to;
    loop {
        let block: Vec<_> = numbers
            .by_ref()
            .take(AT_ONCE)
            .map(|number| {
                let (app, manager) = (app.clone(), manager.clone());
                tokio::spawn(async move {
                    app.run(&manager, async |ctx| contacts::record(ctx, contact(number)).await).await
                })
            })
            .collect();
        if block.is_empty() {
            return;
        }
        for task in block {
            task.await.expect("no panic").expect("recorded");
        }
        if (to - numbers.len()) % 6_400 < AT_ONCE {
            eprintln!("{} of {to} names", to - numbers.len());
        }
    }
}

fn contact(number: usize) -> NewContact {
    let name = format!("{} {number} {}", GIVEN[number % 8], FAMILY[number / 8 % 8]);
    NewContact {
        origin: Origin::Responder,
        setting: Setting::BorderLand,
        languages: vec!["uk".parse().expect("a language")],
        age: AgeClaim::Adult,
        urgency: Urgency::Routine,
        sex: None,
        placement: Placement::Either,
        children_with: 0,
        limited_mobility: false,
        name: Some(name),
        address_as: None,
    }
}

fn share(times: &[Duration], share: f64) -> f64 {
    let mut sorted: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1_000.0).collect();
    sorted.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a rank among a few hundred"
    )]
    let rank = ((sorted.len() - 1) as f64 * share).round() as usize;
    sorted[rank]
}

fn now() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
    Instant::now()
}
