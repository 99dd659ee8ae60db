//! A database of invented people is never served as a live one.

use havenward_app::{App, Instruments, Kind, Profiles, Secrets, Settings};
use havenward_vault::checkpoint::SigningKey;
use havenward_vault::password::{HashParams, Pepper};

use crate::ran::{folder_of_an_owner, program, run};

async fn make_demo(folder: &std::path::Path) {
    let url = |name: &str| format!("sqlite:{}", folder.join(name).display());
    let app = App::start(Settings {
        database: url("demo.db"),
        shred: url("demo-shred.db"),
        secrets: Secrets::new(Pepper::generate(), SigningKey::generate("demo.invalid/j".parse().unwrap())),
        kind: Kind::Demo,
        clock: std::sync::Arc::new(|| jiff::Timestamp::from_second(1_772_366_400).unwrap()),
        seed: None,
        hash_params: HashParams::for_tests(),
        profiles: Profiles::shipped("gb-ew").unwrap(),
        instruments: Instruments::shipped().unwrap(),
    })
    .await
    .unwrap();
    app.stop().await;
}

#[tokio::test]
async fn serve_refuses_a_database_of_a_demonstration() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    assert_eq!(run(here, &["init"]).code, 0);
    make_demo(here).await;
    let serve = |arguments: &[&str]| {
        let mut command = program(here);
        command
            .env("HAVENWARD__DATABASE__URL", "sqlite:demo.db")
            .env("HAVENWARD__SHRED__URL", "sqlite:demo-shred.db");
        command.args(arguments).output().unwrap()
    };
    let refused = serve(&["serve"]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("stamped demo, not live"));

    let ill = serve(&["doctor"]);
    assert_eq!(ill.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&ill.stdout).contains("NOT WELL  stamp"));
}

#[test]
fn the_doctor_finds_a_new_installation_well_and_says_what_is_not() {
    let folder = folder_of_an_owner();
    let here = folder.path();
    assert_eq!(run(here, &["init"]).code, 0);
    let well = run(here, &["--json", "doctor"]);
    assert_eq!(well.code, 0, "{}{}", well.out, well.err);
    assert!(well.json().as_array().unwrap().iter().all(|check| check["ok"] == true), "{}", well.out);

    std::fs::remove_file(here.join("shred.db")).unwrap();
    let ill = run(here, &["doctor"]);
    assert_eq!(ill.code, 3);
    assert!(ill.out.contains("NOT WELL  shred store"), "{}", ill.out);
    assert!(!here.join("shred.db").exists(), "looking makes nothing");
}
