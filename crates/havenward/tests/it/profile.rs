//! `havenward profile`, on good and on bad files; completions and manual pages.

use std::path::Path;
use std::process::Stdio;

use crate::ran::{program, run, run_with};

fn shipped(id: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../profiles/{id}.toml"));
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_good_profile_is_good_and_what_needs_a_check_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run_with(folder.path(), &["profile", "check", "-"], &shipped("lv"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("needs check: "), "{}", ran.out);
    for id in ["gb-ew", "es", "lv", "ua"] {
        let shown = run(folder.path(), &["profile", "show", id]);
        assert_eq!(shown.code, 0, "{}", shown.err);
        assert!(shown.out.starts_with(&format!("{id}@1  ")), "{}", shown.out);
        let json = run(folder.path(), &["--json", "profile", "show", id]).json();
        assert!(!json["needs_check"].as_array().unwrap().is_empty());
    }
}

#[test]
fn a_bad_profile_is_told_with_every_line() {
    let folder = tempfile::tempdir().unwrap();
    let bad = shipped("lv").replace("format = 1", "format = 7") + "\n[nonsense]\nx = 1\n";
    let ran = run_with(folder.path(), &["profile", "check", "-"], &bad);
    assert_eq!(ran.code, 4);
    assert!(ran.err.lines().filter(|line| line.starts_with("-:")).count() >= 2, "{}", ran.err);
    assert_eq!(run(folder.path(), &["profile", "show", "xx"]).code, 4);
}

#[test]
fn a_difference_names_the_field() {
    let folder = tempfile::tempdir().unwrap();
    let other = shipped("lv").replacen("version = 1", "version = 2", 1);
    let ran = run_with(folder.path(), &["profile", "diff", "lv", "-"], &other);
    assert_eq!((ran.code, ran.out.trim()), (0, "version: was 1, is 2"));
    assert_eq!(run(folder.path(), &["profile", "diff", "lv", "lv"]).out.trim(), "They say the same.");
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let folder = tempfile::tempdir().unwrap();
    assert!(run(folder.path(), &["completions", "bash"]).out.contains("profile"));
    assert_eq!(run(folder.path(), &["man", "pages"]).code, 0);
    for page in
        ["havenward.1", "havenward-demo.1", "havenward-cases-list.1", "havenward-profile-overlay-check.1"]
    {
        assert!(folder.path().join("pages").join(page).exists(), "{page}");
    }
}

#[test]
fn whoever_has_read_enough_may_close_the_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let mut child =
        program(folder.path()).args(["profile", "show", "gb-ew"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}
