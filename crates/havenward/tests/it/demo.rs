//! The demonstration as a real process: it starts, answers, moves its clock, and leaves nothing behind.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};

use crate::ran::{program, run, run_with};

/// A demonstration, ended when dropped.
pub struct Demo {
    process: Child,
    out: BufReader<ChildStdout>,
    log: BufReader<ChildStderr>,
    /// Where it answers.
    pub url: String,
    /// What it said at its start.
    pub said: serde_json::Value,
    /// Where it keeps what it makes.
    pub folder: tempfile::TempDir,
}

impl Demo {
    pub fn start() -> Self {
        Self::of("20")
    }

    /// A demonstration with so many cases.
    pub fn of(cases: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let arguments = ["demo", "--port", "0", "--cases", cases, "--days", "30", "--seed", "5", "--json"];
        let mut process = program(folder.path())
            .env("TMPDIR", folder.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        let log = BufReader::new(process.stderr.take().unwrap());
        let mut text = String::new();
        while !text.ends_with("\n}\n") {
            assert!(out.read_line(&mut text).unwrap() > 0, "ended early: {text}");
        }
        let said: serde_json::Value = serde_json::from_str(&text).unwrap();
        let url = said["url"].as_str().unwrap().to_owned();
        Self { process, out, log, url, said, folder }
    }

    /// What its clock shows.
    pub fn now(&self) -> jiff::Timestamp {
        let (_, answer) = post(&format!("{}/api/v1/demo/clock", self.url), r#"{"days": 1}"#);
        answer["now"].as_str().unwrap().parse().unwrap()
    }

    fn left_behind(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with("havenward-demo-"))
            .collect()
    }

    pub fn end(&mut self, signal: &str) {
        let pid = self.process.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
        let mut rest = String::new();
        while self.out.read_line(&mut rest).unwrap() > 0 {}
        assert!(self.process.wait().unwrap().success(), "{rest}");
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // Ended already, unless the test failed.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Reads a page without a token.
fn page(url: &str) -> (u16, String) {
    let mut answer = ureq::get(url).config().http_status_as_error(false).build().call().unwrap();
    (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
}

fn post(url: &str, body: &str) -> (u16, serde_json::Value) {
    let request = ureq::post(url).config().http_status_as_error(false).build();
    let mut answer = request.header("Content-Type", "application/json").send(body).unwrap();
    let text = answer.body_mut().read_to_string().unwrap();
    (answer.status().as_u16(), serde_json::from_str(&text).unwrap())
}

#[test]
fn a_demonstration_starts_is_used_and_leaves_nothing_behind() {
    let mut demo = Demo::start();
    assert_eq!(demo.said["seed"], 5);
    assert_eq!(demo.left_behind().len(), 1);

    let (status, start) = page(&format!("{}/", demo.url));
    assert_eq!(status, 200);
    for expected in ["invented", "fr_border", "Open Government Licence v3.0", "<h1>", "lang=\"en\""] {
        assert!(start.contains(expected), "{expected}");
    }
    assert!(!start.contains("<script"));
    let style = start.split('"').find(|part| part.starts_with("/assets/style-")).unwrap();
    assert_eq!(page(&format!("{}{style}", demo.url)).0, 200);

    let (status, session) = post(&format!("{}/api/v1/demo/session", demo.url), r#"{"role": "fr_border"}"#);
    assert_eq!((status, session["role"].as_str()), (201, Some("fr_border")));
    let (status, refused) = post(&format!("{}/api/v1/demo/session", demo.url), r#"{"role": "nobody"}"#);
    assert_eq!((status, refused["field"].as_str()), (422, Some("role")));

    let clock = format!("{}/api/v1/demo/clock", demo.url);
    let now =
        |answer: &serde_json::Value| -> jiff::Timestamp { answer["now"].as_str().unwrap().parse().unwrap() };
    let (_, first) = post(&clock, r#"{"days": 1}"#);
    let (status, second) = post(&clock, r#"{"days": 7}"#);
    assert_eq!(status, 200);
    assert!(now(&second).duration_since(now(&first)).as_hours() >= 7 * 24);
    assert_eq!(post(&clock, r#"{"days": 0}"#).0, 422);

    demo.end("-INT");
    assert_eq!(demo.left_behind(), [""; 0]);
}

impl Demo {
    /// Reads the log until every case is played.
    fn wait_until_ready(&mut self) -> String {
        let mut log = String::new();
        while !log.ends_with("40 of 40 cases ready\n") {
            assert!(self.log.read_line(&mut log).unwrap() > 0, "ended early: {log}");
        }
        log
    }

    /// What a list shows to whoever signs in with this login.
    fn list(&self, login: &str, path: &str) -> Vec<serde_json::Value> {
        let role = serde_json::json!({ "role": login }).to_string();
        let (_, session) = post(&format!("{}/api/v1/demo/session", self.url), &role);
        let bearer = format!("Bearer {}", session["token"].as_str().unwrap());
        let request = ureq::get(format!("{}/api/v1/{path}", self.url)).header("Authorization", &bearer);
        let text = request.call().unwrap().body_mut().read_to_string().unwrap();
        serde_json::from_str(&text).unwrap()
    }
}

#[test]
fn when_it_is_ready_the_queues_hold_cases_at_every_stage_and_no_act_was_refused() {
    let mut demo = Demo::of("40");
    let log = demo.wait_until_ready();

    let to_decide = demo.list("decider", "cases");
    let at = |stage: &str| to_decide.iter().filter(|case| case["recognition"] == stage).count();
    assert!(at("sent") > 0, "the deciding body has work");
    assert!(at("presumed") > 0 && at("presumption_refused") > 0);
    assert!(at("identified") + at("not_recognised") > 0, "some are decided at the last stage");
    let offers = demo.list("shelter", "offers");
    assert!(offers.iter().any(|offer| offer["status"] == "sent"), "{offers:?}");
    assert!(!demo.list("shelter", "enquiries").is_empty());

    demo.end("-INT");
    assert!(!log.contains("refused"), "{log}");
}

#[test]
fn an_order_to_terminate_cleans_up_as_well() {
    let mut demo = Demo::start();
    demo.end("-TERM");
    assert_eq!(demo.left_behind(), [""; 0]);
}

#[test]
fn the_command_line_signs_in_records_lists_shows_and_signs_out() {
    let demo = Demo::start();
    let here = demo.folder.path();
    let refused = run(here, &["cases", "list"]);
    assert_eq!(refused.code, 3, "{}", refused.err);
    assert!(refused.err.contains("havenward login"), "{}", refused.err);

    assert_eq!(run(here, &["login", "--server", &demo.url, "--demo-role", "nurse"]).code, 0);
    refuse_others_eyes(&here.join("session.json"));
    let contact =
        r#"{"setting": "clinic", "languages": ["uk"], "age": "unsure", "name": "Зоряслава Вишнегай"}"#;
    let recorded =
        run_with(here, &["--json", "contacts", "record", "--urgency", "urgent", "--from", "-"], contact);
    assert_eq!(recorded.code, 0, "{}", recorded.err);
    let case = recorded.json()["case"].as_str().unwrap().to_owned();
    assert!(run(here, &["--json", "cases", "list"]).out.contains(&case));
    let shown = run(here, &["cases", "show", &case]);
    assert!(shown.out.contains("contact.setting: clinic"), "{}", shown.out);
    assert!(!shown.out.contains("Вишнегай"), "a name stays in the directory");

    assert_eq!(run(here, &["cases", "show", "../demo/roles"]).code, 3);
    let missing = run(here, &["contacts", "record", "--setting", "clinic"]);
    assert_eq!((missing.code, missing.err.contains("--language")), (4, true));
    let wrong = run_with(here, &["contacts", "record", "--urgency", "soon", "--from", "-"], contact);
    assert_eq!(wrong.code, 4, "{}", wrong.err);

    assert_eq!(run(here, &["logout"]).code, 0);
    assert!(!here.join("session.json").exists());
}

#[cfg(unix)]
fn refuse_others_eyes(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_server_that_is_not_there_is_told_apart_from_a_refusal() {
    let folder = tempfile::tempdir().unwrap();
    // Port 1 is privileged and, on a machine where tests run, silent.
    let gone = run(folder.path(), &["login", "--server", "http://127.0.0.1:1", "--demo-role", "nurse"]);
    assert_eq!(gone.code, 5, "{}", gone.err);
    let clear = run(folder.path(), &["login", "--server", "http://nrm.example.org", "--demo-role", "nurse"]);
    assert_eq!(clear.code, 4, "{}", clear.err);
    assert!(clear.err.contains("TLS"), "{}", clear.err);
}
