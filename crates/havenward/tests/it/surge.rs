//! `havenward surge`, on good and on bad scenarios.

use crate::ran::run;

const DESK: &str = "format = 1\nname = \"M/M/5\"\nhorizon = 500\nwarm_up = 10\nreplications = 4\n\
    [arrivals]\nrate = 4.5\n[[station]]\nname = \"desk\"\nservers = 5\nservice = { mean = 1.0 }\n\
    [[choice]]\npath = \"station.desk.servers\"\nfrom = 5\nto = 7\n\
    [[policy]]\nname = \"one more\"\nset = { \"station.desk.servers\" = 6 }\n";

#[test]
fn a_plain_queue_is_told_in_words_and_in_json_with_the_same_bytes_again() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    std::fs::write(here.join("desk.toml"), DESK).unwrap();

    let words = run(here, &["surge", "run", "desk.toml"]);
    assert_eq!(words.code, 0, "{}", words.err);
    assert!(words.out.contains("desk"), "{}", words.out);
    let once = run(here, &["surge", "run", "desk.toml", "--json", "--threads", "1", "--seed", "7"]);
    let again = run(here, &["surge", "run", "desk.toml", "--json", "--threads", "2", "--seed", "7"]);
    assert_eq!(once.out, again.out);
    assert_eq!(once.json()["stations"][0]["station"], "desk");
    let compared = run(here, &["surge", "compare", "desk.toml", "--json"]).json();
    assert_eq!(compared["policies"][0]["policy"], "one more");
    let best = run(here, &["surge", "optimise", "desk.toml", "--budget", "7", "--json"]).json();
    assert_eq!(best["plans"][0]["plan"]["station.desk.servers"], 7);
}

#[test]
fn a_page_is_written_whole() {
    let folder = tempfile::tempdir().unwrap();
    let ran =
        run(folder.path(), &["surge", "run", "factory-raid", "--replications", "2", "--out", "report.html"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let page = std::fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(page.contains("First gap") && page.trim_end().ends_with("</html>"));
    assert_eq!(run(folder.path(), &["surge", "run", "factory-raid", "--out", "nowhere/report.html"]).code, 4);
}

#[test]
fn bad_scenarios_are_bad_input_with_line_and_mend() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    std::fs::write(here.join("bad.toml"), DESK.replace("rate = 4.5", "rate = -4.5")).unwrap();
    let ran = run(here, &["surge", "run", "bad.toml"]);
    assert_eq!((ran.code, ran.err.contains("bad.toml:7: arrivals.rate")), (4, true), "{}", ran.err);
    std::fs::write(here.join("csv.toml"), DESK.replace("rate = 4.5", "file = \"none.csv\"")).unwrap();
    let ran = run(here, &["surge", "run", "csv.toml"]);
    assert_eq!((ran.code, ran.err.contains("none.csv")), (4, true), "{}", ran.err);
    let ran = run(here, &["surge", "run", "no-such"]);
    assert_eq!((ran.code, ran.err.contains("factory-raid")), (4, true), "{}", ran.err);
    std::fs::write(here.join("desk.toml"), DESK).unwrap();
    assert_eq!(run(here, &["surge", "optimise", "desk.toml"]).code, 4);
    assert_eq!(run(here, &["surge", "run", "desk.toml", "--replications", "1"]).code, 2);
}

/// The reform on the same people, and crisis rules before anybody signs them.
#[test]
fn reforms_and_crisis_rules_are_compared_before_they_are_in_force() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let reform =
        run(here, &["surge", "compare", "ie-2008", "--with", "ie-2024", "--replications", "4", "--json"]);
    assert_eq!(reform.code, 0, "{}", reform.err);
    let reform = reform.json();
    assert_eq!(reform["policies"][0]["policy"], "Ireland 2024: eight gates, committee, appeal");
    assert_eq!(reform["policies"][0]["same_people"], true);

    let linked =
        "[[profile]]\nfield = \"recognition.presume.roles\"\nset = { \"station.desk.servers\" = 7 }\n";
    std::fs::write(here.join("desk.toml"), format!("{DESK}{linked}")).unwrap();
    std::fs::write(here.join("overlay.toml"), havenward_domain::overlay::EXAMPLES[0].1).unwrap();
    let crisis = run(here, &["surge", "compare", "desk.toml", "--overlay", "overlay.toml", "--json"]);
    assert_eq!(crisis.code, 0, "{}", crisis.err);
    assert!(crisis.err.contains("offers.reply_night_minutes"), "{}", crisis.err);
    assert_eq!(crisis.json()["policies"][1]["sets"][0], "station.desk.servers = 7");

    std::fs::write(here.join("silent.toml"), DESK).unwrap();
    let silent = run(here, &["surge", "compare", "silent.toml", "--overlay", "overlay.toml"]);
    assert_eq!((silent.code, silent.err.contains("add [[profile]]")), (4, true), "{}", silent.err);
    let wrong = run(here, &["surge", "compare", "desk.toml", "--with", "nowhere"]);
    assert_eq!((wrong.code, wrong.err.contains("nowhere: no such scenario")), (4, true), "{}", wrong.err);
}
