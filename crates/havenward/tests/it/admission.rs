//! Letting a colleague into a unit from the command line.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use havenward_testkit::Live;

const PROGRAM: &str = env!("CARGO_BIN_EXE_havenward");

/// What `havenward login` leaves behind.
fn session(folder: &Path, name: &str, server: &str, token: &str) -> PathBuf {
    let path = folder.join(name);
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).unwrap();
    let text = serde_json::json!({ "server": server, "token": token }).to_string();
    file.write_all(text.as_bytes()).unwrap();
    path
}

fn run(session: &Path, arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = Command::new(PROGRAM)
        .args(arguments)
        .env("HAVENWARD_SESSION", session)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

#[test]
fn a_member_lists_who_waits_and_lets_in_whose_groups_she_heard() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::init(PROGRAM, folder.path(), "sqlite:havenward.db", "sqlite:shred.db");
    let server = live.serve(&[]);
    let guard = live.member(&server, "fr_border");
    let unit = live.run(&["units", "list"])[0]["unit"].as_str().unwrap().to_owned();
    let anna = live.newcomer(&server, "anna", &unit, "case_manager");
    let url = format!("http://{}", server.address);
    let hers = session(folder.path(), "anna.json", &url, &anna.text("token"));
    let guard = session(folder.path(), "guard.json", &url, &guard);
    let heard = anna.text("fingerprint");

    let (code, out, _) = run(&guard, &["units", "waiting"]);
    assert_eq!(code, 0);
    assert!(out.contains("anna") && out.contains("case_manager") && out.contains(&heard), "{out}");
    let (code, _, err) = run(&hers, &["units", "waiting"]);
    assert_eq!((code, err.contains("unit.waiting_for_key")), (5, true), "{err}");

    let id = anna.text("user");
    let admit =
        |who: &Path, id: &str, groups: &str| run(who, &["units", "admit", id, "--fingerprint", groups]);
    let (code, _, err) = admit(&guard, "00000000-0000-4000-8000-000000000000", &heard);
    assert_eq!(code, 3, "{err}");
    let (code, _, err) = admit(&guard, &id, "12345");
    assert_eq!(code, 4, "{err}");
    let other = heard.chars().rev().collect::<String>();
    let (code, _, err) = admit(&guard, &id, &other);
    assert_eq!((code, err.contains("unit.key_changed")), (3, true), "{err}");

    let (code, out, err) = admit(&guard, &id, &heard);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("2 members hold it"), "{out}");
    assert_eq!(run(&hers, &["units", "waiting"]).1.trim(), "Nobody waits for the unit's key.");
}
