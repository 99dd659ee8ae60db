//! 500 cases whose every identifying field carries a mark: it is found where it belongs and nowhere else.
//!
//! A fifth of them are filled with every text that their own unit writes (`canary_forms.rs`), more are walked to a
//! place, a bench and a challenge (`canary_walk.rs`) or through the pages (`canary_pages.rs`). No mark lies in the
//! databases or beside them, in what is logged at the finest level, in headers, addresses or titles, in an answer
//! to a refused request, or in what a panic prints.

use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex};

use axum::Router;
use base64ct::{Base64, Encoding};
use havenward_app::{directory, sessions};
use havenward_domain::role::Role;
use havenward_testkit::{Engine, Site, seal_for_intake};
use jiff::SignedDuration;
use serde_json::{Value, json};
use sqlx::{Connection, Row};
use tracing_subscriber::fmt::MakeWriter;

use crate::asking::{Reply, ask};
use crate::canary_browser::addresses_and_titles;
use crate::canary_forms::{REFUSED, STORED};
use crate::canary_marks::{TEXTS, Text};
use crate::canary_pages::through_pages;
use crate::canary_scanner::{STEM, Scanner};
use crate::canary_walk::{Walk, presumed_in_words, with_text_for_codes};

const CASES: usize = 500;
/// Every fifth of them is filled with marks in every text that its own unit writes, …
const FILLED_EACH: usize = 5;
/// … and these many more are walked to a place, a bench and a challenge.
const WALKED: usize = 20;
/// Numbers of walked cases begin here, so that no two cases have the same marks.
pub const FIRST_WALKED: usize = 10_000;

/// Everything that this process logs or prints while panicking.
#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Heard {
    type Writer = Heard;

    fn make_writer(&'a self) -> Heard {
        self.clone()
    }
}

impl Heard {
    pub fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }
}

static HEARD: LazyLock<Heard> = LazyLock::new(|| {
    let heard = Heard::default();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(heard.clone())
        .init();
    let (printed, before) = (heard.clone(), std::panic::take_hook());
    std::panic::set_hook(Box::new(move |panic| {
        let _ = writeln!(printed.clone(), "{panic}");
        before(panic);
    }));
    heard
});

pub fn shows_a_mark(reply: &Reply) -> bool {
    String::from_utf8_lossy(&reply.body).contains(STEM)
}

pub fn mark(case: usize, field: &str) -> String {
    let field = field.replace(|letter: char| !letter.is_ascii_alphanumeric(), "");
    format!("{STEM}{case:05}{field}")
}

/// A contact with a mark in every field that can identify somebody.
pub fn contact(case: usize) -> Value {
    let mut form = json!({
        "origin": "responder", "setting": "border_land", "languages": ["uk"], "age": "unsure",
        "urgency": "urgent",
    });
    for (_, field, _) in
        TEXTS.iter().filter(|(form, _, text)| *form == "ContactForm" && *text == Text::Marked)
    {
        form[*field] = json!(mark(case, field));
    }
    form
}

/// A service with a member and a device, and every answer it gave.
pub struct Scene {
    pub site: Site,
    router: Router,
    token: String,
    told: Vec<(String, Reply)>,
}

impl Scene {
    async fn new(engine: Engine) -> Self {
        Self::under(engine, "gb-ew").await
    }

    async fn under(engine: Engine, profile: &str) -> Self {
        // What is done from here on is heard.
        LazyLock::force(&HEARD);
        let site = Site::under(engine, profile).await;
        let router = havenward_server::service(site.app.clone());
        let unit = site.unit("Border").await;
        let user =
            havenward_app::demo::enlist(&site.app, "guard", "Guard", unit, Role::FrBorder).await.unwrap();
        let begun = havenward_app::demo::sign_in(&site.app, user).await.unwrap();
        let mut scene = Self { site, router, token: format!("Bearer {}", *begun.token), told: Vec::new() };
        scene.ask("POST", "/api/v1/unit/key", &[], b"").await;
        scene
    }

    pub async fn ask(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl AsRef<[u8]>,
    ) -> Reply {
        let bearer = self.token.clone();
        let mut all = headers.to_vec();
        // A page of a browser sends its cookie and no bearer token.
        if !headers.iter().any(|(name, _)| matches!(*name, "Authorization" | "Sec-Fetch-Site")) {
            all.push(("Authorization", &bearer));
        }
        let reply = ask(&self.router, method, path, &all, body).await;
        self.told.push((format!("{method} {}", path.replace(STEM, "…")), reply.clone()));
        reply
    }

    async fn post(&mut self, path: &str, key: &str, body: &Value) -> Reply {
        let headers = [("Idempotency-Key", key), ("Content-Type", "application/json")];
        self.ask("POST", path, &headers, body.to_string()).await
    }

    /// Records, reads, repeats and searches.
    async fn work(&mut self) {
        for case in 0..CASES {
            let opened = self.post("/api/v1/contacts", &mark(case, "key"), &contact(case)).await;
            assert_eq!(opened.status, 201, "{opened:?}");
            if case % FILLED_EACH == 0 {
                let id = opened.json()["case"].as_str().unwrap().to_owned();
                let read = self.ask("GET", &format!("/api/v1/cases/{id}"), &[], b"").await;
                // The mark arrives where it belongs: without this the scan would prove nothing.
                assert_eq!(read.json()["address_as"], json!(mark(case, "address_as")));
                self.post("/api/v1/contacts", &mark(case, "key"), &contact(case)).await;
                self.fill(case, &id).await;
            }
        }
        self.ask("GET", "/api/v1/cases", &[], b"").await;
        let caller =
            sessions::caller(&self.site.app, self.token.trim_start_matches("Bearer ")).await.unwrap();
        for query in [mark(7, "name"), mark(8, "name").to_lowercase()] {
            let found = directory::search(&self.site.app, &caller, &query).await.unwrap();
            assert_eq!(found.len(), 1, "the directory finds who is in it");
        }
        let found = self.post("/api/v1/directory/search", "s", &json!({ "query": mark(9, "name") })).await;
        assert!(found.status == 200 && shows_a_mark(&found), "{found:?}");
        self.hand_in().await;
        self.walk().await;
    }

    async fn walk(&mut self) {
        let mut walk = Walk::new(self).await;
        for case in FIRST_WALKED..FIRST_WALKED + WALKED {
            walk.go(self, case).await;
        }
        walk.assert_marked_everywhere();
        through_pages(self, &walk, FIRST_WALKED + WALKED).await;
    }

    /// Fills one case with marks beyond the first contact, and reads them back where they belong.
    async fn fill(&mut self, case: usize, id: &str) {
        let path = format!("/api/v1/cases/{id}");
        let soon = self.site.clock.now() + SignedDuration::from_hours(3 * 24);
        let soon = &soon.to_string()[..10];
        let mut wrong = Vec::new();
        for (sent, must_succeed) in [(STORED, true), (REFUSED, false)] {
            for (index, (method, below, body, fields)) in sent.iter().enumerate() {
                let marked = fields
                    .iter()
                    .fold((*body).to_owned(), |body, field| body.replacen("MARK", &mark(case, field), 1));
                let body =
                    marked.replace("SOON", soon).replace("NONE", "00000000-0000-4000-8000-000000000000");
                let key = format!("f-{case}-{must_succeed}-{index}");
                let mut headers = vec![("Idempotency-Key", key.as_str())];
                if !body.is_empty() {
                    headers.push(("Content-Type", "application/json"));
                }
                let below = below.replace("NONE", "00000000-0000-4000-8000-000000000000");
                if case == 0 && must_succeed {
                    wrong.extend(self.taken_for_codes(method, &format!("{path}{below}"), &body).await);
                }
                let reply = self.ask(method, &format!("{path}{below}"), &headers, body).await;
                if reply.status.is_success() != must_succeed {
                    wrong.push(format!("{below}: {} {}", reply.status, String::from_utf8_lossy(&reply.body)));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        for below in ["/contact-safety", "/dangers", "/notes/narrative", "/plan", "/offences", "/timeline"] {
            let read = self.ask("GET", &format!("{path}{below}"), &[], b"").await;
            assert_eq!(read.status, 200, "{below}: {read:?}");
            assert!(below == "/timeline" || shows_a_mark(&read), "{below} shows what was written");
        }
    }

    /// Where a body took a text in the place of a code. The same on every case, so that one is enough.
    async fn taken_for_codes(&mut self, method: &str, path: &str, body: &str) -> Vec<String> {
        let Ok(sound) = serde_json::from_str(body) else { return Vec::new() };
        let mut taken = Vec::new();
        for (nth, (place, tried)) in with_text_for_codes(&sound, 0).into_iter().enumerate() {
            let key = format!("c-{}-{nth}", self.told.len());
            let headers = [("Idempotency-Key", key.as_str()), ("Content-Type", "application/json")];
            let refused = self.ask(method, path, &headers, tried.to_string()).await;
            if !refused.status.is_client_error() {
                taken.push(format!("{path}{place} took a text for a code: {tried}"));
            }
        }
        taken
    }

    /// A device hands records in. They wait sealed: opened, they go the way of a contact, which is scanned.
    async fn hand_in(&mut self) {
        let device = self.ask("POST", "/api/v1/devices", &[], b"").await.json();
        let credential = format!("Bearer {}", device["credential"].as_str().unwrap());
        let point = Base64::decode_vec(device["public_key"].as_str().unwrap()).unwrap();
        let record = seal_for_intake(&point, mark(0, "record").as_bytes());
        for (key, instrument) in [("r-1", "first-contact@1".to_owned()), ("r-2", format!("{STEM} no code"))] {
            let headers = [
                ("Authorization", credential.as_str()),
                ("Idempotency-Key", key),
                ("Content-Type", "application/octet-stream"),
                ("Havenward-Instrument", instrument.as_str()),
                ("Havenward-Urgency", "urgent"),
                ("Havenward-Key-Version", "1"),
            ];
            self.ask("POST", "/api/v1/intake", &headers, &record).await;
        }
    }

    /// Everything that is refused with a mark somewhere in it.
    async fn be_refused(&mut self) {
        let plain = mark(0, "refused");
        for path in [
            format!("/api/v1/cases/{plain}"),
            format!("/api/v1/{plain}"),
            format!("/{plain}"),
            format!("/api/v1/cases?name={plain}"),
            format!("/api/v1/cases/{plain}?again={plain}"),
        ] {
            self.ask("GET", &path, &[], b"").await;
            self.ask("DELETE", &path, &[], plain.as_bytes()).await;
        }
        for (name, value) in [
            ("Authorization", format!("Bearer {plain}")),
            ("Idempotency-Key", format!("{plain} with a blank")),
            ("Content-Type", format!("text/{plain}")),
            ("Origin", format!("https://{plain}.example")),
            ("Cookie", plain.clone()),
        ] {
            self.ask("POST", "/api/v1/contacts", &[(name, value.as_str())], contact(1).to_string()).await;
        }
        self.be_refused_for_the_body(&plain).await;
        self.be_refused_a_session(&plain).await;
    }

    async fn be_refused_for_the_body(&mut self, plain: &str) {
        let mut forms = vec![json!(plain), json!([plain]), json!({ plain: 1 })];
        for field in ["origin", "setting", "languages", "age", "urgency", "sex", "placement", "children_with"]
        {
            let mut form = contact(2);
            form[field] = json!(plain);
            forms.push(form);
        }
        let mut unknown = contact(3);
        unknown[plain] = json!(plain);
        forms.push(unknown);
        let mut too_long = contact(4);
        too_long["name"] = json!(plain.repeat(40));
        forms.push(too_long);
        for (index, form) in forms.iter().enumerate() {
            let reply = self.post("/api/v1/contacts", &format!("b-{index}"), form).await;
            assert!(reply.status.is_client_error(), "{reply:?}");
        }
        let other_body = self.post("/api/v1/contacts", &mark(1, "key"), &contact(CASES + 1)).await;
        assert_eq!(other_body.status, 422, "the same key with another body");
        let cut = format!("{{\"name\":\"{plain}");
        let headers = [("Idempotency-Key", "cut"), ("Content-Type", "application/json")];
        self.ask("POST", "/api/v1/contacts", &headers, cut).await;
    }

    async fn be_refused_a_session(&mut self, plain: &str) {
        let marked = |form: &str| {
            let fields = TEXTS.iter().filter(|(of, _, text)| *of == form && *text == Text::MarkedWhenRefused);
            Value::Object(fields.map(|(_, field, _)| ((*field).to_owned(), json!(plain))).collect())
        };
        for (path, form) in [
            ("/api/v1/session", "SessionForm"),
            ("/api/v1/enrolment", "EnrolmentForm"),
            ("/api/v1/enrolment/factor", "LinkForm"),
            ("/api/v1/receipts/open", "ReceiptForm"),
        ] {
            let reply = self.post(path, "none", &marked(form)).await;
            assert!(reply.status.is_client_error(), "{path}: {reply:?}");
        }
    }

    /// Hits in what was answered: headers always, bodies unless they are what was asked for.
    fn hits_in_answers(&self, scanner: &Scanner) -> Vec<String> {
        let mut hits = Vec::new();
        for (asked, reply) in &self.told {
            let headers = format!("{:?}", reply.headers);
            let mut found = scanner.hits(headers.as_bytes());
            // Titles and links are never the place, whoever reads the page.
            found.extend(scanner.hits(addresses_and_titles(&reply.body).as_bytes()));
            if !may_show_marks(asked, reply.status.as_u16()) {
                found.extend(scanner.hits(&reply.body));
            }
            hits.extend(found.into_iter().map(|hit| format!("answer to {asked}: {hit}")));
        }
        hits
    }
}

/// Whether the body of an answer is one in which a case is shown to those who work on it, or what was typed
/// comes back to who typed it.
fn may_show_marks(asked: &str, status: u16) -> bool {
    let (method, path) = asked.split_once(' ').unwrap();
    let api = path.strip_prefix("/api/v1");
    let of = |below: &str| path.starts_with(below) || api.is_some_and(|path| path.starts_with(below));
    match (method, status) {
        ("GET", 200) => of("/cases/") || of("/offers/"),
        ("POST", 200) => api == Some("/directory/search") || path.starts_with("/cases/"),
        // A form that comes back; a problem of the API repeats nothing.
        ("POST", 409 | 422) => api.is_none(),
        _ => false,
    }
}

/// Every value of every table as text, bytes once more as they are.
async fn dumped(url: &str) -> Vec<u8> {
    let mut conn = sqlx::PgConnection::connect(url).await.unwrap();
    let tables = "select table_name::text from information_schema.tables where table_schema = 'public'";
    let mut all = Vec::new();
    for table in sqlx::query(tables).fetch_all(&mut conn).await.unwrap() {
        let table: String = table.get(0);
        let rows = sqlx::AssertSqlSafe(format!("select t::text from \"{table}\" t"));
        for row in sqlx::query(rows).fetch_all(&mut conn).await.unwrap() {
            let text: String = row.get(0);
            all.extend_from_slice(text.as_bytes());
            for bytes in text.split("\\x").skip(1) {
                all.push(b'\n');
                all.extend(unhexed(bytes));
            }
            all.push(b'\n');
        }
    }
    all
}

fn unhexed(text: &str) -> Vec<u8> {
    let end = text.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(text.len());
    let pairs = (0..end / 2).map(|pair| &text[pair * 2..pair * 2 + 2]);
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}

async fn scan(engine: Engine) {
    let mut scene = Scene::new(engine).await;
    scene.work().await;
    scene.be_refused().await;
    scan_all(scene, CASES * 1_000).await;
    // In Spain the police presume in words of their own.
    let mut scene = Scene::under(engine, "es").await;
    presumed_in_words(&mut scene, FIRST_WALKED).await;
    scan_all(scene, 1_000).await;
}

/// Scans everything that a scene has left behind, of which there must be so many bytes at least.
async fn scan_all(scene: Scene, least: usize) {
    let engine = scene.site.engine;
    let heard = HEARD.clone();
    let scanner = Scanner::default();
    scene.site.app.tick().await.unwrap();

    let mut hits = scene.hits_in_answers(&scanner);
    // While the databases are open, with their logs beside them, and once more when they are closed.
    let folder = scene.site.place.folder.path().to_path_buf();
    if engine == Engine::Postgres {
        let all = dumped(&scene.site.place.database).await;
        assert!(all.len() > least, "the tables were read");
        hits.extend(scanner.hits(&all).into_iter().map(|hit| format!("PostgreSQL: {hit}")));
        let keys = dumped(&scene.site.place.shred).await;
        assert!(keys.len() > least / 32, "the shred store was read");
        hits.extend(scanner.hits(&keys).into_iter().map(|hit| format!("shred store: {hit}")));
    } else {
        hits.extend(scanner.hits_below(&folder));
        let main = std::fs::metadata(folder.join("main.db")).unwrap().len();
        let log = std::fs::metadata(folder.join("main.db-wal")).unwrap().len();
        assert!(main + log > least as u64 && log > 0, "the database and its log were scanned");
    }
    scene.site.app.stop().await;
    if engine == Engine::Sqlite {
        hits.extend(scanner.hits_below(&folder));
    }
    let logged = heard.bytes();
    assert!(logged.len() > 100_000, "logging at the finest level was heard: {} bytes", logged.len());
    hits.extend(scanner.hits(&logged).into_iter().map(|hit| format!("log: {hit}")));

    assert!(hits.is_empty(), "{} hits:\n{}", hits.len(), hits.join("\n"));
}

#[tokio::test]
async fn no_mark_is_found_where_it_does_not_belong() {
    for engine in Engine::all() {
        scan(engine).await;
    }
}
