//! A country starts the service with profiles and instruments of its own.

use std::path::Path;

use havenward_testkit::{Client, Live};
use serde_json::json;

use crate::ran::{Ran, run};

const PROGRAM: &str = env!("CARGO_BIN_EXE_havenward");

fn shipped(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)).unwrap()
}

/// A new installation whose configuration names the files.
fn installation(folder: &Path, profile: &str, instrument: &str) -> Live {
    let live = Live::init(PROGRAM, folder, "sqlite:havenward.db", "sqlite:shred.db");
    std::fs::write(folder.join("ours.toml"), profile).unwrap();
    std::fs::write(folder.join("short.toml"), instrument).unwrap();
    let config = folder.join("havenward.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    let country = "[country]\nprofile = \"xx\"\nprofiles = [\"ours.toml\"]\ninstruments = [\"short.toml\"]\n";
    std::fs::write(config, format!("{text}\n{country}")).unwrap();
    live
}

fn our_profile() -> String {
    shipped("profiles/gb-ew.toml").replacen("id = \"gb-ew\"", "id = \"xx\"", 1)
}

fn our_instrument() -> String {
    shipped("instruments/first-contact-6.toml").replacen("id = \"first-contact-6\"", "id = \"ours-6\"", 1)
}

/// Every command that starts from the configuration refuses it, with the same words.
fn refused(folder: &Path) -> Ran {
    let serve = run(folder, &["serve"]);
    let check = run(folder, &["config", "check"]);
    assert_eq!((serve.code, check.code), (4, 4), "{}{}", serve.err, check.err);
    assert_eq!(serve.err, check.err);
    assert_eq!(run(folder, &["doctor"]).code, 3);
    serve
}

#[test]
fn a_case_opens_under_the_country_s_own_rules_and_its_own_instrument_is_offered() {
    let folder = tempfile::tempdir().unwrap();
    let live = installation(folder.path(), &our_profile(), &our_instrument());
    assert_eq!(run(folder.path(), &["config", "check"]).code, 0);
    let server = live.serve(&[]);
    let token = live.member(&server, "fr_border");
    let token = format!("Bearer {token}");
    let mut client = Client::connect(server.address).unwrap();
    let headers = [("Authorization", token.as_str()), ("Idempotency-Key", "the-first")];
    let contact = json!({
        "origin": "responder", "setting": "border_land", "languages": ["uk"], "urgency": "routine", "age": "adult",
    });
    let made = client.post("/api/v1/contacts", &headers, &contact).unwrap();
    assert_eq!(made.status, 201, "{made:?}");
    let path = format!("/api/v1/cases/{}", made.text("case"));
    let case = client.send("GET", &path, &headers[..1], b"").unwrap();
    assert_eq!(case.json()["profile"], "xx@1", "{case:?}");
    let instruments = client.send("GET", "/api/v1/instruments", &headers[..1], b"").unwrap();
    assert!(String::from_utf8_lossy(&instruments.body).contains("ours-6@1"));
    server.stop();
}

#[test]
fn a_bad_profile_or_instrument_is_refused_at_start_with_file_line_field_and_mend() {
    let folder = tempfile::tempdir().unwrap();
    let bad = our_profile().replacen("reply_night_minutes = 20", "reply_night_minutes = \"soon\"", 1);
    let line = bad.lines().position(|line| line.contains("reply_night_minutes")).unwrap() + 1;
    installation(folder.path(), &bad, &our_instrument());
    let told = refused(folder.path()).err;
    assert!(told.contains(&format!("ours.toml:{line}: offers.reply_night_minutes: ")), "{told}");

    let folder = tempfile::tempdir().unwrap();
    let bad = our_instrument().replacen("version = 1", "version = \"one\"", 1);
    let line = bad.lines().position(|line| line.starts_with("version")).unwrap() + 1;
    installation(folder.path(), &our_profile(), &bad);
    let told = refused(folder.path()).err;
    assert!(told.contains(&format!("short.toml:{line}: version: ")), "{told}");

    let folder = tempfile::tempdir().unwrap();
    installation(folder.path(), &shipped("profiles/gb-ew.toml"), &our_instrument());
    let told = refused(folder.path()).err;
    assert!(told.contains("ours.toml:7: version: gb-ew@1 is there already"), "{told}");

    let folder = tempfile::tempdir().unwrap();
    installation(folder.path(), &our_profile(), &our_instrument());
    std::fs::remove_file(folder.path().join("ours.toml")).unwrap();
    assert!(refused(folder.path()).err.contains("ours.toml: No such file"));
}
