//! Kills aimed at the two moments at which the main database and the shred store do not agree.
//!
//! Nothing in the program helps: the test holds one of the two databases, so that the running program must
//! wait exactly between the two commits, and ends the process there. Ten times each on each engine.

use std::collections::BTreeSet;
use std::time::Duration;

use havenward_testkit::tables::{self, Held};
use havenward_testkit::{Answer, Client, Engine, Live, Place};
use serde_json::json;
use tokio::runtime::Runtime;

const KILLS: usize = 10;
/// Contacts under way at each kill.
const AT_ONCE: usize = 4;
/// How often the test looks whether the program stands in the gap, and for how many times at most. SQLite
/// lets the program wait for five seconds, which is the longest that it stands there.
const LOOK: Duration = Duration::from_millis(10);
const LOOKS: u32 = 400;
/// More than the day after which an orphan is swept.
const A_DAY_AND_AN_HOUR: &str = "update shred_keys set reserved_at = reserved_at - 90000000000";
/// So old that the next one follows it, and that no phone may still seal to it.
const LONG_FOLLOWED: &str = "update intake_keys set made_at = made_at - 2000000000000";

#[test]
fn a_kill_between_the_two_stores_loses_nothing_on_sqlite() {
    Gaps::kill(Engine::Sqlite);
}

#[test]
fn a_kill_between_the_two_stores_loses_nothing_on_postgres() {
    if Engine::all().contains(&Engine::Postgres) {
        Gaps::kill(Engine::Postgres);
    }
}

struct Gaps {
    runtime: Runtime,
    place: Place,
    live: Live,
    session: String,
    /// Keys of requests and the cases that were acknowledged.
    kept: Vec<(String, String)>,
    /// Secrets of intake keys that the main database has dropped, and the shred store has not.
    retired: BTreeSet<String>,
}

impl Gaps {
    fn kill(engine: Engine) {
        let runtime = Runtime::new().unwrap();
        let place = runtime.block_on(Place::new(engine));
        let program = env!("CARGO_BIN_EXE_havenward");
        let live = Live::init(program, place.folder.path(), &place.database, &place.shred);
        let server = live.serve(&[]);
        let session = live.member(&server, "fr_border");
        server.stop();
        let mut gaps = Self { runtime, place, live, session, kept: Vec::new(), retired: BTreeSet::new() };
        for life in 0..KILLS {
            gaps.kill_before_the_main_commit(life);
            gaps.kill_before_the_secret_is_destroyed();
        }
        gaps.check();
    }

    /// Shred keys are on the disk, the cases are not: orphans, and the same requests are done afterwards.
    fn kill_before_the_main_commit(&mut self, life: usize) {
        let server = self.live.serve(&[]);
        let keys = self.shred_keys();
        let held = self.runtime.block_on(Held::table(&self.place.database, "journal_entries"));
        let asked: Vec<String> = (0..AT_ONCE).map(|one| format!("g{life}-{one}")).collect();
        std::thread::scope(|scope| {
            for key in &asked {
                let (address, session) = (server.address, &self.session);
                scope.spawn(move || {
                    let answer = ask_contact(&mut Client::connect(address).unwrap(), session, key);
                    assert!(answer.is_err(), "nothing can have been done: {answer:?}");
                });
            }
            self.wait_until("the shred keys are on the disk", || self.shred_keys() > keys);
            server.kill();
        });
        self.runtime.block_on(held.release());
        let cases = self.texts("select id from cases");
        assert_eq!(cases.len(), self.kept.len(), "none of the cases was committed");

        let server = self.live.serve(&[]);
        let mut client = Client::connect(server.address).unwrap();
        for key in asked {
            let answer = ask_contact(&mut client, &self.session, &key).unwrap();
            assert_eq!(answer.status, 201, "done for the first time: {answer:?}");
            self.kept.push((key, answer.text("case")));
        }
        server.stop();
    }

    /// The main database has dropped an intake key, the shred store still holds its secret.
    fn kill_before_the_secret_is_destroyed(&mut self) {
        let server = self.live.serve(&[]);
        let mut client = Client::connect(server.address).unwrap();
        // A key is followed and not retired while it is young; this also fills the reserve of this life.
        assert_eq!(rotate(&mut client, &self.session).unwrap().status, 201);
        self.runtime.block_on(tables::change(&self.place.database, LONG_FOLLOWED));
        let before: BTreeSet<String> = self.texts("select shred_id from intake_keys").into_iter().collect();
        let held = self.runtime.block_on(Held::table(&self.place.shred, "shred_keys"));
        let gone = || {
            let now: BTreeSet<String> = self.texts("select shred_id from intake_keys").into_iter().collect();
            before.difference(&now).cloned().collect::<BTreeSet<String>>()
        };
        std::thread::scope(|scope| {
            let (address, session) = (server.address, &self.session);
            scope.spawn(move || {
                let answer = rotate(&mut Client::connect(address).unwrap(), session);
                assert!(answer.is_err(), "the secret cannot have been destroyed: {answer:?}");
            });
            self.wait_until("the main database has dropped a key", || !gone().is_empty());
            server.kill();
        });
        let gone = gone();
        self.runtime.block_on(held.release());
        let left = self.secrets();
        assert!(gone.is_subset(&left), "a secret of a dropped key lies in the shred store");
        self.retired.extend(gone);
    }

    fn check(&self) {
        let cases: BTreeSet<String> = self.texts("select id from cases").into_iter().collect();
        let acknowledged: BTreeSet<String> = self.kept.iter().map(|(_, case)| case.clone()).collect();
        assert_eq!(acknowledged.len(), KILLS * AT_ONCE);
        assert_eq!(cases, acknowledged, "0 lost, 0 doubled");
        let keys: BTreeSet<String> = self.texts("select shred_id from intake_keys").into_iter().collect();
        let needed: BTreeSet<String> = cases.union(&keys).cloned().collect();
        let before = self.secrets();
        let orphans = before.difference(&needed).count();
        assert!(needed.is_subset(&before), "every case and every intake key has its secret");
        // A block was reserved in vain at each of the first kills, one secret left over at each of the second.
        assert!(orphans >= KILLS * AT_ONCE && self.retired.len() >= KILLS, "{orphans} orphans");
        assert!(self.retired.is_subset(&before));

        self.runtime.block_on(tables::change(&self.place.shred, A_DAY_AND_AN_HOUR));
        let server = self.live.serve(&[]);
        assert_eq!(self.secrets(), needed, "the next start has swept every orphan and nothing else");
        let mut client = Client::connect(server.address).unwrap();
        let bearer = format!("Bearer {}", self.session);
        for (key, case) in &self.kept {
            let path = format!("/api/v1/cases/{case}");
            let opened = client.send("GET", &path, &[("Authorization", &bearer)], b"").unwrap();
            assert_eq!((opened.status, opened.text("address_as")), (200, "Oks".to_owned()));
            let again = ask_contact(&mut client, &self.session, key).unwrap();
            assert_eq!((again.status, again.text("case")), (200, case.clone()));
        }
        server.stop();
        let verified = self.live.run(&["journal", "verify"]);
        assert_eq!(verified["faults"], json!([]), "{verified}");
        println!("{} kills, {orphans} orphans, all swept, {} cases, 0 lost", 2 * KILLS, cases.len());
    }

    fn shred_keys(&self) -> i64 {
        self.runtime.block_on(tables::count(&self.place.shred, "select count(*) from shred_keys"))
    }

    fn secrets(&self) -> BTreeSet<String> {
        let ids = tables::texts(&self.place.shred, "select id from shred_keys");
        self.runtime.block_on(ids).into_iter().collect()
    }

    fn texts(&self, sql: &'static str) -> Vec<String> {
        self.runtime.block_on(tables::texts(&self.place.database, sql))
    }

    fn wait_until(&self, what: &str, is_so: impl Fn() -> bool) {
        for _ in 0..LOOKS {
            if is_so() {
                return;
            }
            std::thread::park_timeout(LOOK);
        }
        panic!("{what}: never\n{}", self.live.logged());
    }
}

fn ask_contact(client: &mut Client, session: &str, key: &str) -> std::io::Result<Answer> {
    let body = json!({
        "origin": "responder", "setting": "border_land", "languages": ["uk"], "age": "unsure",
        "urgency": "urgent", "name": key, "address_as": "Oks",
    });
    let bearer = format!("Bearer {session}");
    client.post("/api/v1/contacts", &[("Authorization", &bearer), ("Idempotency-Key", key)], &body)
}

fn rotate(client: &mut Client, session: &str) -> std::io::Result<Answer> {
    let bearer = format!("Bearer {session}");
    client.send("POST", "/api/v1/unit/intake-key", &[("Authorization", &bearer)], b"")
}
