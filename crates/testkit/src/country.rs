//! A whole country's cases behind a live installation, made once and kept by their number.
//!
//! Twenty units of people who meet persons, two houses each, one body that decides, one co-ordinator and one
//! data-protection officer. Every case is recorded over HTTP with a name of its own; every tenth has needs,
//! risks and a narrative, and so two reviews to come; every hundredth waits for a decision. What was made
//! stays in the build folder; each run works on a copy.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::http::Client;
use crate::live::{Live, Server, sign_in};
use crate::measure::pause;

/// Units of people who meet persons.
pub const UNITS: usize = 20;
/// One case in so many has needs, risks and a narrative.
const ASSESSED: usize = 10;
/// One case in so many waits for a decision.
const SENT: usize = 100;
/// Cases of each unit that are opened again; as many as nobody could hold in a cache of pages.
const KNOWN: usize = 500;
/// Raised whenever the seeding changes, so that nothing older is taken for it.
const MADE: u32 = 1;
/// After so long an authenticator shows another code.
const CODE_LASTS: Duration = Duration::from_secs(31);
/// Later than every run.
const LATER: &str = "2099-01-01";
const GIVEN: [&str; 8] = ["Оксана", "Amina", "Μαρία", "Nguyễn", "João", "فاطمة", "Łucja", "Ilse"];
const FAMILY: [&str; 8] =
    ["Коваленко", "Yılmaz", "Παπαδοπούλου", "Văn Bình", "da Silva", "الحسن", "Żak", "Berg"];

/// Somebody who works there.
#[derive(Clone, Serialize, Deserialize)]
pub struct Worker {
    login: String,
    /// Role code.
    pub role: String,
    /// Where her authenticator is set up from.
    factor: String,
    /// Some of her unit's cases.
    pub cases: Vec<String>,
    /// Her session of this run.
    #[serde(skip)]
    pub token: String,
}

/// The installation, running.
pub struct Country {
    /// How many cases there are.
    pub count: usize,
    /// Everybody who works there; those who meet persons come first.
    pub people: Vec<Worker>,
    /// The service.
    pub server: Server,
}

impl Country {
    /// Starts a copy of the country with so many cases in a folder of the build, where it is made first if it
    /// was never made.
    pub fn of(program: &str, below: &str, count: usize) -> Self {
        let folder = PathBuf::from(below).join(format!("country-{count}-{MADE}"));
        let kept = folder.join("kept");
        if !kept.join("people.json").is_file() {
            make(program, count, &folder, &kept);
        }
        for file in ["main.db", "shred.db"] {
            for old in ["", "-wal", "-shm"] {
                // A run that was cut short may have left them.
                let _ = std::fs::remove_file(folder.join(format!("{file}{old}")));
            }
            std::fs::copy(kept.join(file), folder.join(file)).expect("a copy of the database");
        }
        let live = Live::existing(program, &folder);
        let server = live.serve(&[]);
        let people = std::fs::read(kept.join("people.json")).expect("who works there");
        let mut people: Vec<Worker> = serde_json::from_slice(&people).expect("who works there");
        for worker in &mut people {
            let mut session = sign_in(&server, &worker.login, &worker.factor);
            if session.status == 401 {
                // She has just signed in with the code that is shown now.
                pause(CODE_LASTS);
                session = sign_in(&server, &worker.login, &worker.factor);
            }
            worker.token = session.text("token");
        }
        Self { count, people, server }
    }

    /// Those who meet persons.
    pub fn workers(&self) -> &[Worker] {
        self.people.get(..UNITS).expect("every unit has one")
    }

    /// Somebody with this role.
    pub fn one(&self, role: &str) -> &Worker {
        self.people.iter().find(|worker| worker.role == role).expect("somebody has this role")
    }

    /// The most memory that the service has held, in MiB (`VmHWM` of proc(5), `status`).
    pub fn peak_mib(&self) -> u64 {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.server.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        line.and_then(|text| text.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1_024
    }
}

/// The name of a person, which no other case of the unit has.
pub fn name(number: usize) -> String {
    let part = |of: [&'static str; 8], at: usize| of.get(at % 8).copied().unwrap_or_default();
    format!("{} {number} {}", part(GIVEN, number), part(FAMILY, number / 8))
}

/// A contact.
pub fn contact(number: usize) -> Value {
    json!({ "origin": "responder", "setting": "border_land", "languages": ["uk"], "age": "adult",
        "urgency": "routine", "name": name(number) })
}

/// Somebody's connection.
pub struct Desk {
    client: Client,
    bearer: String,
    cookie: String,
    /// What was sent so far, for keys that are used once.
    sent: usize,
}

impl Desk {
    /// Connects.
    pub fn of(server: &Server, token: &str) -> Self {
        let client = Client::connect(server.address).expect("the service answers");
        Self { client, bearer: format!("Bearer {token}"), cookie: format!("__Host-session={token}"), sent: 0 }
    }

    /// Asks for a page as a browser does. Returns the status and the length of the body.
    pub fn page(&mut self, path: &str) -> (u16, usize) {
        let headers = [("Cookie", self.cookie.as_str()), ("Accept", "text/html"), ("Sec-Fetch-Site", "none")];
        let answer = self.client.send("GET", path, &headers, b"").expect("an answer");
        (answer.status, answer.body.len())
    }

    /// Asks the API. Returns the status.
    pub fn asks(&mut self, path: &str) -> u16 {
        let headers = [("Authorization", self.bearer.as_str())];
        self.client.send("GET", path, &headers, b"").expect("an answer").status
    }

    /// Sends something new to the API.
    pub fn sends(&mut self, method: &str, path: &str, key: &str, body: &Value) -> (u16, Vec<u8>) {
        let headers = [
            ("Authorization", self.bearer.as_str()),
            ("Content-Type", "application/json"),
            ("Idempotency-Key", key),
        ];
        let sent = self.client.send(method, path, &headers, body.to_string().as_bytes());
        let answer = sent.expect("an answer");
        (answer.status, answer.body)
    }

    /// The same, which must be done.
    fn must(&mut self, method: &str, path: &str, body: &Value) -> Value {
        self.sent += 1;
        let key = format!("m{}", self.sent);
        let (status, answer) = self.sends(method, path, &key, body);
        assert!((200..300).contains(&status), "{method} {path}: {}", String::from_utf8_lossy(&answer));
        serde_json::from_slice(&answer).unwrap_or(Value::Null)
    }
}

/// Makes the country in a folder and keeps its databases.
fn make(program: &str, count: usize, folder: &Path, kept: &Path) {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(kept).expect("a folder of the build");
    let database = |name: &str| format!("sqlite:{}", folder.join(name).display());
    let live = Live::init(program, folder, &database("main.db"), &database("shred.db"));
    let server = live.serve(&[]);
    let body = live.run(&["units", "add", "Deciding body", "--body", "sca"])["unit"]
        .as_str()
        .expect("an id")
        .to_owned();
    let mut people: Vec<Worker> = (0..UNITS)
        .map(|number| {
            let unit = new_unit(&live, &format!("Line {number}"));
            new_worker(&live, &server, &format!("line{number}"), &unit, "fr_ngo")
        })
        .collect();
    for number in 0..UNITS {
        let unit = new_unit(&live, &format!("House {number}"));
        let worker = new_worker(&live, &server, &format!("house{number}"), &unit, "shelter");
        let mut desk = Desk::of(&server, &worker.token);
        for place in 0..2 {
            desk.must("POST", "/api/v1/services", &house(number, place));
        }
        people.push(worker);
    }
    people.push(new_worker(&live, &server, "decider", &body, "competent_authority"));
    for (login, role) in [("coordinator", "nrm_coordinator"), ("dpo", "dpo")] {
        let unit = new_unit(&live, login);
        people.push(new_worker(&live, &server, login, &unit, role));
    }
    let done = Mutex::new(0);
    let share = count / UNITS;
    std::thread::scope(|scope| {
        for worker in people.iter_mut().take(UNITS) {
            let (server, body, done) = (&server, body.as_str(), &done);
            scope.spawn(move || fill(server, worker, body, share, count, done));
        }
    });
    server.stop();
    for file in ["main.db", "shred.db"] {
        std::fs::rename(folder.join(file), kept.join(file)).expect("the database is kept");
    }
    let people = serde_json::to_vec(&people).expect("json");
    std::fs::write(kept.join("people.json"), people).expect("who works there");
}

fn new_unit(live: &Live, name: &str) -> String {
    live.run(&["units", "add", name])["unit"].as_str().expect("an id").to_owned()
}

fn new_worker(live: &Live, server: &Server, login: &str, unit: &str, role: &str) -> Worker {
    let factor = live.enrolled(server, login, unit, role);
    let token = sign_in(server, login, &factor).text("token");
    // Some roles hold no key and are refused.
    Desk::of(server, &token).sends("POST", "/api/v1/unit/key", "key", &json!({}));
    Worker { login: login.to_owned(), role: role.to_owned(), factor, cases: Vec::new(), token }
}

fn house(unit: usize, place: usize) -> Value {
    json!({ "name": format!("House {unit}.{place}"), "offers": ["accommodation_emergency"],
        "region": "gb-london", "languages": ["uk"], "works_with_interpreters": true, "step_free": true,
        "places": 20, "free": 9, "waiting_days": 0, "accepts": { "women": true, "men": true,
        "families": true, "trans": true, "girls": false, "boys": false, "disability": true,
        "children_under": 0 }, "opening": "always", "duty_line": { "phone": "100", "hours": "always" },
        "cost": "free", "security": "protected", "verified_on": "2026-03-01" })
}

/// Records the cases of one unit.
fn fill(server: &Server, worker: &mut Worker, body: &str, share: usize, count: usize, done: &Mutex<usize>) {
    let mut desk = Desk::of(server, &worker.token);
    let between = (share / KNOWN).max(1);
    for number in 0..share {
        let (status, answer) =
            desk.sends("POST", "/api/v1/contacts", &format!("c{number}"), &contact(number));
        assert_eq!(status, 201, "{}", String::from_utf8_lossy(&answer));
        let answer: Value = serde_json::from_slice(&answer).expect("json");
        let case = answer["case"].as_str().expect("an id").to_owned();
        if number % ASSESSED == 0 {
            assess(&mut desk, &case);
        }
        if number % SENT == 0 {
            send(&mut desk, &case, body);
        }
        if number % between == 0 {
            worker.cases.push(case);
        }
        let mut done = done.lock().expect("no other thread failed");
        *done += 1;
        if done.is_multiple_of(count / 20) {
            eprintln!("{done} of {count} cases");
        }
    }
}

fn assess(desk: &mut Desk, case: &str) {
    let path = format!("/api/v1/cases/{case}");
    let needs = json!({ "needs": [{ "of": "psychosocial", "by": "later" }], "next_review": review() });
    desk.must("PUT", &format!("{path}/needs"), &needs);
    let risks = json!({ "risks": { "retaliation": { "level": "high" } }, "next_review": review() });
    desk.must("PUT", &format!("{path}/risks"), &risks);
    let told = "what was told, a thousand letters long. ".repeat(25);
    desk.must("POST", &format!("{path}/notes/narrative"), &json!({ "text": told }));
}

/// The first day on which what is assessed now is looked at again.
fn review() -> String {
    #[expect(clippy::disallowed_methods, reason = "the program's own process reads the real clock")]
    let today = jiff::Zoned::now().date();
    (today + jiff::Span::new().days(7)).to_string()
}

fn send(desk: &mut Desk, case: &str, body: &str) {
    let path = format!("/api/v1/cases/{case}");
    desk.must(
        "POST",
        &format!("{path}/recognition/raise"),
        &json!({ "reason": "told_by_person", "origin": "responder" }),
    );
    desk.must(
        "POST",
        &format!("{path}/agreements"),
        &json!({ "purpose": "formal_identification", "recipients": [{ "unit": body, "class": "deciding_body" }],
            "answers": { "status": "agreed", "narrative": "agreed" }, "language": "uk", "how": "spoken",
            "teach_back": "in_own_words", "given_by": { "by": "self" }, "expires": format!("{LATER}T00:00:00Z") }),
    );
    desk.must(
        "POST",
        &format!("{path}/recognition/send"),
        &json!({ "reason": "signs_seen", "stage": "reasonable_grounds", "unit": body }),
    );
}
