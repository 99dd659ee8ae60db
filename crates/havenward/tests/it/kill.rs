//! Killing the service under load: what was acknowledged is there, once, whole and in the journal.
//!
//! Fifty kills for each engine in every run, five hundred in `cargo xtask prove kill`. Each comes at a random moment under the load of eight writers; after
//! each restart the writers ask again, under the same keys, for what they had no answer to.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use havenward_testkit::proof::rounds;
use havenward_testkit::tables;
use havenward_testkit::{Answer, Client, Device, Engine, Live, Place, Server};
use serde_json::json;

/// Kills for each engine, in every run and by `cargo xtask prove kill`.
const KILLS: (usize, usize) = (50, 500);
const WRITERS: usize = 8;
/// Writes acknowledged before the clock of a kill starts, so that each kill meets a busy service.
const WARM: (usize, usize) = (60, 220);
/// And at least this many in all.
const LEAST: (usize, usize) = (2_500, 100_000);
const SEED: u64 = 0x6861_7665_6e77_6172;
/// No answer takes longer unless the service hangs.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn many_kills_lose_nothing_and_double_nothing_on_sqlite() {
    Trial::run(Engine::Sqlite);
}

#[test]
fn many_kills_lose_nothing_and_double_nothing_on_postgres() {
    if Engine::all().contains(&Engine::Postgres) {
        Trial::run(Engine::Postgres);
    }
}

/// What the writers write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Contact,
    Intake,
}

/// One write, the same each time it is asked for.
#[derive(Debug, Clone)]
struct Act {
    key: String,
    kind: Kind,
    urgency: &'static str,
}

/// A write that was acknowledged.
#[derive(Debug, Clone)]
struct Kept {
    act: Act,
    id: String,
}

/// Who may write, and what a sealed record looks like.
struct Credentials {
    session: String,
    device: Device,
    record: Vec<u8>,
}

/// One writer across all lives of the service.
struct Writer {
    number: usize,
    made: usize,
    /// Asked for, not acknowledged.
    pending: Option<Act>,
    kept: Vec<Kept>,
    /// Answers to a second request that said: it had been done before the kill.
    done_before: usize,
}

impl Writer {
    fn new(number: usize) -> Self {
        Self { number, made: 0, pending: None, kept: Vec::new(), done_before: 0 }
    }

    fn next(&mut self) -> Act {
        self.made += 1;
        let kind = if (self.number + self.made).is_multiple_of(2) { Kind::Contact } else { Kind::Intake };
        let urgency = if self.made.is_multiple_of(3) { "urgent" } else { "routine" };
        Act { key: format!("w{}-{}", self.number, self.made), kind, urgency }
    }

    /// Writes until the service is gone.
    fn write(&mut self, address: SocketAddr, credentials: &Credentials, kept: &Sender<()>) {
        let Ok(mut client) = Client::connect(address) else { return };
        loop {
            let act = self.pending.take().unwrap_or_else(|| self.next());
            if !self.ask(&mut client, credentials, act) || kept.send(()).is_err() {
                return;
            }
        }
    }

    /// Asks once; tells whether there was an answer.
    fn ask(&mut self, client: &mut Client, credentials: &Credentials, act: Act) -> bool {
        let Ok(answer) = credentials.ask(client, &act) else {
            self.pending = Some(act);
            return false;
        };
        assert!(matches!(answer.status, 200 | 201), "{act:?}: {answer:?}");
        self.done_before += usize::from(answer.status == 200);
        let id = answer.text(act.kind.field());
        self.kept.push(Kept { act, id });
        true
    }
}

impl Kind {
    fn field(self) -> &'static str {
        match self {
            Self::Contact => "case",
            Self::Intake => "id",
        }
    }
}

impl Credentials {
    fn ask(&self, client: &mut Client, act: &Act) -> std::io::Result<Answer> {
        match act.kind {
            Kind::Contact => {
                let body = json!({
                    "origin": "responder", "setting": "border_land", "languages": ["uk"], "age": "unsure",
                    "urgency": act.urgency, "name": act.key, "address_as": "Oks",
                });
                let bearer = format!("Bearer {}", self.session);
                let headers = [("Authorization", bearer.as_str()), ("Idempotency-Key", &act.key)];
                client.post("/api/v1/contacts", &headers, &body)
            }
            Kind::Intake => {
                let bearer = format!("Bearer {}", self.device.credential);
                let headers = [
                    ("Authorization", bearer.as_str()),
                    ("Idempotency-Key", &act.key),
                    ("Havenward-Instrument", "first-contact@1"),
                    ("Havenward-Urgency", act.urgency),
                    ("Havenward-Key-Version", &self.device.key_version),
                ];
                client.send("POST", "/api/v1/intake", &headers, &self.record)
            }
        }
    }
}

/// The fifty kills of one engine.
struct Trial {
    live: Live,
    credentials: Credentials,
    writers: Vec<Writer>,
    random: u64,
}

impl Trial {
    fn run(engine: Engine) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let place = runtime.block_on(Place::new(engine));
        let live =
            Live::init(env!("CARGO_BIN_EXE_havenward"), place.folder.path(), &place.database, &place.shred);
        let server = live.serve(&[]);
        let session = live.member(&server, "fr_border");
        let device = live.device(&server, &session);
        let record = device.seal(&[7; 1_024]);
        let credentials = Credentials { session, device, record };
        let writers = (0..WRITERS).map(Writer::new).collect();
        let mut trial = Self { live, credentials, writers, random: SEED };

        let server = trial.kill_again_and_again(server);
        let kept = trial.settle(&server);
        trial.replay(&server, &kept);
        trial.open_some(&server, &kept);
        server.stop();

        let done_before: usize = trial.writers.iter().map(|writer| writer.done_before).sum();
        assert!(kept.len() >= rounds(LEAST.0, LEAST.1), "only {} writes were acknowledged", kept.len());
        let orphans = runtime.block_on(check(&place, engine, &kept));
        let verified = trial.live.run(&["journal", "verify"]);
        assert_eq!(verified["faults"], json!([]), "{verified}");
        println!(
            "{engine:?}: {} kills, {} acknowledged, 0 lost, 0 doubled, {done_before} done but unanswered \
             at a kill, {} journal entries, {orphans} shred keys without a case",
            rounds(KILLS.0, KILLS.1),
            kept.len(),
            verified["entries"],
        );
    }

    fn kill_again_and_again(&mut self, mut server: Server) -> Server {
        for _ in 0..rounds(KILLS.0, KILLS.1) {
            let wait = Duration::from_millis(20 + self.draw() % 131);
            let (address, credentials) = (server.address, &self.credentials);
            let (sender, kept) = channel();
            std::thread::scope(|scope| {
                for writer in &mut self.writers {
                    let sender = sender.clone();
                    scope.spawn(move || writer.write(address, credentials, &sender));
                }
                drop(sender);
                wait_for(&kept, rounds(WARM.0, WARM.1), &self.live);
                std::thread::park_timeout(wait);
                server.kill();
            });
            server = self.live.serve(&[]);
        }
        server
    }

    /// Asks again for what is still open, and hands over everything that was acknowledged.
    fn settle(&mut self, server: &Server) -> Vec<Kept> {
        let mut client = Client::connect(server.address).unwrap();
        for writer in &mut self.writers {
            if let Some(act) = writer.pending.take() {
                assert!(writer.ask(&mut client, &self.credentials, act), "{}", self.live.logged());
            }
        }
        self.writers.iter().flat_map(|writer| writer.kept.clone()).collect()
    }

    /// The same key and body once more: the same id, and nothing new.
    fn replay(&self, server: &Server, kept: &[Kept]) {
        let mut client = Client::connect(server.address).unwrap();
        for (number, one) in kept.iter().enumerate() {
            // Every fifth, and the last ones, which lived through no further kill.
            if number.is_multiple_of(5) || number + 50 > kept.len() {
                let again = self.credentials.ask(&mut client, &one.act).unwrap();
                assert_eq!((again.status, again.text(one.act.kind.field())), (200, one.id.clone()));
            }
        }
    }

    /// Opens cases from the beginning, the middle and the end: their keys are all there.
    fn open_some(&self, server: &Server, kept: &[Kept]) {
        let mut client = Client::connect(server.address).unwrap();
        let bearer = format!("Bearer {}", self.credentials.session);
        for one in kept.iter().filter(|one| one.act.kind == Kind::Contact).step_by(25) {
            let path = format!("/api/v1/cases/{}", one.id);
            let opened = client.send("GET", &path, &[("Authorization", &bearer)], b"").unwrap();
            assert_eq!(opened.status, 200, "{opened:?}");
            assert_eq!(opened.text("address_as"), "Oks");
        }
    }

    /// xorshift64 (Marsaglia 2003): enough to choose moments.
    fn draw(&mut self) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random
    }
}

fn wait_for(kept: &Receiver<()>, count: usize, live: &Live) {
    for _ in 0..count {
        assert!(kept.recv_timeout(PATIENCE).is_ok(), "no answer\n{}", live.logged());
    }
}

/// Reads a database as it lies on the disk, past the program.
struct Found<'p>(&'p str);

impl Found<'_> {
    async fn lines(&self, sql: &'static str) -> Vec<String> {
        tables::texts(self.0, sql).await
    }

    /// Reads lines that must be these, each once.
    async fn expect(&self, what: &str, sql: &'static str, expected: &BTreeSet<String>) {
        let lines = self.lines(sql).await;
        let found: BTreeSet<String> = lines.iter().cloned().collect();
        assert_eq!(lines.len(), found.len(), "{what}: doubled");
        let lost: Vec<_> = expected.difference(&found).collect();
        let unasked: Vec<_> = found.difference(expected).collect();
        assert!(lost.is_empty() && unasked.is_empty(), "{what}: lost {lost:?}, not asked for {unasked:?}");
    }
}

/// Holds both databases against what was acknowledged; returns how many shred keys have no case.
async fn check(place: &Place, engine: Engine, kept: &[Kept]) -> usize {
    let (main, shred) = (Found(&place.database), Found(&place.shred));
    let of = |kind: Kind| -> BTreeSet<String> {
        kept.iter().filter(|one| one.act.kind == kind).map(|one| one.id.clone()).collect()
    };
    let (cases, intake) = (of(Kind::Contact), of(Kind::Intake));
    assert_eq!(cases.len() + intake.len(), kept.len(), "an id was answered to two keys");

    main.expect("cases", "select id as line from cases", &cases).await;
    main.expect("intake", "select id as line from intake", &intake).await;
    // The keys themselves are hashed: each answered id was claimed once, under whichever key it was asked.
    let answered = kept.iter().map(|one| one.id.clone()).collect();
    main.expect("idempotency", "select result as line from idempotency", &answered).await;
    check_cases(&main, &cases).await;
    check_journal(&main, &cases, &intake).await;

    let reserved: BTreeSet<String> =
        shred.lines("select id as line from shred_keys").await.into_iter().collect();
    let without: Vec<_> = cases.difference(&reserved).collect();
    assert!(without.is_empty(), "cases without a shred key: {without:?}");

    let sound = "select integrity_check as line from pragma_integrity_check";
    if engine == Engine::Sqlite {
        assert_eq!(main.lines(sound).await, ["ok"]);
        assert_eq!(shred.lines(sound).await, ["ok"]);
    }
    reserved.difference(&cases).count()
}

/// Every case is whole: access of its owner, two sealed bodies, and a wrap of each key to the owner.
async fn check_cases(main: &Found<'_>, cases: &BTreeSet<String>) {
    main.expect(
        "owner access",
        "select cases.id as line
         from cases
         join access on access.case_id = cases.id and access.holder = 'unit:' || cases.owner_unit",
        cases,
    )
    .await;
    let both: BTreeSet<String> = cases
        .iter()
        .flat_map(|case| ["contact_safety", "core"].map(|part| format!("{case} {part}")))
        .collect();
    main.expect("compartments", "select case_id || ' ' || compartment as line from compartments", &both)
        .await;
    main.expect(
        "wraps",
        "select case_id || ' ' || compartment as line
         from compartment_keys
         join cases on cases.id = case_id
         where holder = 'unit:' || owner_unit",
        &both,
    )
    .await;
    assert_eq!(main.lines("select id as line from directory").await.len(), cases.len(), "directory entries");
}

/// Every write has one entry, and every entry its place in the tree.
async fn check_journal(main: &Found<'_>, cases: &BTreeSet<String>, intake: &BTreeSet<String>) {
    let recorded = "select case_id as line from journal_entries where action = 'contact.record'";
    main.expect("entries of contacts", recorded, cases).await;
    let objects = intake.iter().map(|id| format!("intake:{id}")).collect();
    let recorded = "select object as line from journal_entries where action = 'intake.submit'";
    main.expect("entries of intake", recorded, &objects).await;
    let without = main.lines("select id as line from journal_entries where tree_index is null").await;
    assert!(without.is_empty(), "entries that are not in the tree: {without:?}");
}
