//! `havenward profile overlay`: checked and signed at a desk, switched on and off in a demonstration.

use std::path::Path;

use crate::demo::Demo;
use crate::ran::{Ran, run, run_with};

fn overlay(until: &str, field: &str, value: &str) -> String {
    format!(
        "format = 1\nid = \"border_2026\"\ntitle = \"Border crisis\"\nwhy = \"many people at once\"\n\
         base_id = \"gb-ew\"\nbase_version = 1\nfrom = 2026-03-02T00:00:00Z\nuntil = {until}\n\
         \n[council]\nview = \"yes, with a review\"\n\
         \n[changes.one]\npart = \"one\"\nfield = \"{field}\"\nwhy = \"crisis\"\nvalue = {value}\n"
    )
}

fn usual() -> String {
    overlay("2026-05-01T00:00:00Z", "offers.reply_night_minutes", "10")
}

#[test]
fn an_overlay_is_held_against_its_profile() {
    let folder = tempfile::tempdir().unwrap();
    let check = |text: &str| run_with(folder.path(), &["profile", "overlay", "check", "-"], text);
    let good = check(&usual());
    assert_eq!(good.code, 0, "{}", good.err);
    assert!(good.out.contains("two different bodies must approve"), "{}", good.out);
    let long = check(&overlay("2026-12-01T00:00:00Z", "recognition.presume.roles", "[\"fr_ngo\"]"));
    assert_eq!(long.code, 3);
    assert!(
        long.err.contains("-:8: until: an overlay lasts at most 90 days; write an instant"),
        "{}",
        long.err
    );
    let relaxing = check(&overlay("2026-05-01T00:00:00Z", "told_before.before_first_question", "false"));
    assert_eq!(relaxing.code, 3);
    let told = "-:17: told_before.before_first_question: told_before is never relaxed; remove this change";
    assert!(relaxing.err.contains(told), "{}", relaxing.err);
    let broken = check("format = 1\n");
    assert_eq!(broken.code, 4, "{}", broken.err);
    let other = ["profile", "overlay", "check", "-", "--base", "lv"];
    let other = run_with(folder.path(), &other, &usual());
    assert!(other.code == 3 && other.err.contains("base_version: "), "{}", other.err);
    let shown = run_with(folder.path(), &["profile", "overlay", "show", "-"], &usual());
    assert!(shown.out.contains("[one] offers.reply_night_minutes: was 20, is 10"), "{}", shown.out);
}

/// A key of a body; what its configuration wants.
fn key_of(folder: &Path, body: &str) -> String {
    let made =
        run(folder, &["--json", "profile", "overlay", "keygen", body, "--out", &format!("{body}.key")]);
    assert_eq!(made.code, 0, "{}", made.err);
    format!("{body} = \"{}\"\n", made.json()["public_key"].as_str().unwrap())
}

fn sign(folder: &Path, body: &str) -> Ran {
    run(folder, &["profile", "overlay", "sign", "o.toml", "--key", &format!("{body}.key")])
}

#[test]
fn two_bodies_sign_a_file_and_what_is_changed_afterwards_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path();
    let keys = [key_of(desk, "ministry"), key_of(desk, "rapporteur")].concat();
    let _ = key_of(desk, "stranger");
    assert_eq!(run(desk, &["init"]).code, 0);
    let config = std::fs::read_to_string(desk.join("havenward.toml")).unwrap();
    std::fs::write(desk.join("havenward.toml"), format!("{config}\n[approvers]\n{keys}")).unwrap();
    assert_eq!(run(desk, &["config", "check"]).code, 0);
    let file = desk.join("o.toml");
    let check = || run(desk, &["profile", "overlay", "check", "o.toml"]);

    std::fs::write(&file, usual().replace("[council]\nview", "[council]\n# view")).unwrap();
    let unasked = sign(desk, "ministry");
    assert_eq!(unasked.code, 3);
    assert!(unasked.err.contains("o.toml:10: council: nobody approves before"), "{}", unasked.err);

    std::fs::write(&file, usual()).unwrap();
    assert_eq!(sign(desk, "ministry").code, 0);
    assert!(check().out.contains("two different bodies must approve"));
    let again = sign(desk, "ministry");
    assert!(again.code == 3 && again.err.contains("this body has signed already"), "{}", again.err);
    assert_eq!(sign(desk, "rapporteur").code, 0);
    let complete = check();
    assert!(complete.out.contains("the national co-ordinator may switch it on"), "{}", complete.out);
    let signed = std::fs::read_to_string(&file).unwrap();
    assert!(signed.starts_with(&usual()), "a signature is added and nothing is changed");

    std::fs::write(&file, signed.replace("value = 10", "value = 9")).unwrap();
    let changed = check();
    assert_eq!(changed.code, 3);
    assert!(changed.err.contains("approvals.ministry: the signature does not hold"), "{}", changed.err);
    assert_eq!(sign(desk, "stranger").code, 3, "what is broken is not signed");

    std::fs::write(&file, usual()).unwrap();
    let stranger = sign(desk, "stranger");
    assert!(stranger.code == 3 && stranger.err.contains("not among the approvers"), "{}", stranger.err);
}

#[test]
fn a_key_is_made_once_and_kept_from_others() {
    let folder = tempfile::tempdir().unwrap();
    let public = key_of(folder.path(), "ministry");
    let again = run(folder.path(), &["profile", "overlay", "keygen", "ministry", "--out", "ministry.key"]);
    assert_eq!(again.code, 4, "{}", again.err);
    let odd = run(folder.path(), &["profile", "overlay", "keygen", "The Ministry", "--out", "x.key"]);
    assert_eq!(odd.code, 4, "{}", odd.err);
    assert_eq!(run(folder.path(), &["init"]).code, 0);
    let path = folder.path().join("havenward.toml");
    let config = std::fs::read_to_string(&path).unwrap();
    for bad in [public.replacen("ministry", "other", 1), "ministry = \"x\"".to_owned()] {
        std::fs::write(&path, format!("{config}\n[approvers]\n{bad}")).unwrap();
        let refused = run(folder.path(), &["config", "check"]);
        assert!(refused.code == 4 && refused.err.contains("approvers: "), "{}", refused.err);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let key = folder.path().join("ministry.key");
        assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
        std::fs::write(folder.path().join("o.toml"), usual()).unwrap();
        std::fs::remove_file(&path).unwrap();
        let open = sign(folder.path(), "ministry");
        assert!(open.code == 4 && open.err.contains("chmod 600"), "{}", open.err);
    }
}

#[test]
fn a_newcomer_switches_the_demonstration_s_overlay_on_and_off() {
    let mut demo = Demo::start();
    let path = demo.said["overlay"].as_str().unwrap().to_owned();
    let url = demo.url.clone();
    let folder = tempfile::tempdir().unwrap();
    let as_role = |role: &str| {
        let signed_in = run(folder.path(), &["login", "--server", &url, "--demo-role", role]);
        assert_eq!(signed_in.code, 0, "{}", signed_in.err);
    };
    let today = || run(folder.path(), &["profile", "today"]).out;

    as_role("fr_ngo");
    assert!(today().starts_with("Nothing is different today: no crisis overlay is on"), "{}", today());
    let refused = run(folder.path(), &["profile", "overlay", "on", &path]);
    assert_eq!(refused.code, 3, "{}", refused.out);

    as_role("nrm_coordinator");
    let on = run(folder.path(), &["profile", "overlay", "on", &path]);
    assert_eq!(on.code, 0, "{}", on.err);

    as_role("dpo");
    let told = today();
    for expected in [
        "4 rules are different today for cases that begin now: Many people at the border at once.",
        "Cases begin under gb-ew@1+border_surge",
        "Approved by invented_ministry on ",
        "Approved by invented_rapporteur on ",
        "The survivor council: yes, if it is reviewed after thirty days",
        "offers.reply_night_minutes [fast_referral]",
        "    rule:  20\n    today: 10",
    ] {
        assert!(told.contains(expected), "{expected}\n{told}");
    }

    as_role("nrm_coordinator");
    let off = run(folder.path(), &["profile", "overlay", "off", "--reason", "calm again"]);
    assert_eq!(off.code, 0, "{}", off.err);
    assert!(off.out.contains("Last: border_surge ended on "), "{}", off.out);
    assert!(off.out.contains(": calm again"), "{}", off.out);
    let json = run(folder.path(), &["--json", "profile", "today"]).json();
    assert!(json["overlay"].is_null());
    let again = run(folder.path(), &["profile", "overlay", "off", "--reason", "calm again"]);
    assert_eq!(again.code, 3, "{}", again.out);
    demo.end("-INT");
}
