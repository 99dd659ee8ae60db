//! What is wrong with a scenario is said with line, field and mend; nothing panics and nothing hangs.

use havenward_simulation::run::{Watch, samples};
use havenward_simulation::scenario::{End, Scenario};

use crate::queues::{problems, run, scenario};

const HEAD: &str = "format = 1\nname = \"bad\"\nhorizon = 100\n";

#[track_caller]
fn refused(text: &str, parts: &[&str]) {
    let problems = problems(text).join("\n");
    for part in parts {
        assert!(problems.contains(part), "“{part}” is not in:\n{problems}");
    }
}

#[test]
fn a_scenario_that_cannot_be_is_refused_with_line_and_mend() {
    let station = "[arrivals]\nrate = 1\n[[station]]\nname = \"a\"\nservers = 1\nservice = { mean = 1 }\n";
    for (text, parts) in [
        (String::new(), vec!["bad.toml:1", "format", "mend"]),
        ("format = 1\nname = ".to_owned(), vec!["bad.toml:2", "mend"]),
        (format!("{HEAD}{station}speed = 3\n"), vec!["bad.toml:10", "speed", "not known"]),
        (format!("{HEAD}{}", station.replace("rate = 1", "rate = -1")), vec!["bad.toml:5: arrivals.rate", "-1"]),
        (format!("{HEAD}{}", station.replace("mean = 1", "mean = -1")), vec!["station.a.service.mean"]),
        (format!("{HEAD}{}", station.replace("servers = 1\n", "")), vec!["nobody serves here"]),
        (format!("{HEAD}{}", station.replace("servers = 1", "needs = [\"doctor\"]")), vec!["nobody has the skill", "doctor", "[[staff]]"]),
        (format!("{HEAD}{station}next = \"b\"\n"), vec!["no station “b”"]),
        (format!("{HEAD}{}", station.replace("servers = 1", "capacity = 0\nservers = 1")), vec!["capacity"]),
        (format!("{HEAD}warm_up = 100\n{station}"), vec!["warm_up"]),
        (format!("{HEAD}{station}screen = {{ sensitivity = 0.8, specificity = 0.9 }}\n"), vec!["people.victims", "range"]),
        (format!("{HEAD}{station}[people]\nvictims = [0.01, 0.01]\n"), vec!["nobody knows this share"]),
        (format!("{HEAD}{}", station.replace("servers = 1", "shifts = [{ from = \"08:00\", to = \"16:00\", servers = 2 }, { from = \"15:00\", to = \"20:00\", servers = 2 }]")), vec!["overlaps"]),
        (format!("{HEAD}{station}[[policy]]\nname = \"p\"\nset = {{ \"station.b.servers\" = 2 }}\n"), vec!["no place “station.b.servers”"]),
        (format!("{HEAD}{}", station.replace("horizon = 100", "horizon = 1e12")).replace("horizon = 100", "horizon = 1e12"), vec!["more than a run can hold"]),
    ] {
        refused(&text, &parts);
    }
}

#[test]
fn a_site_without_staff_is_named() {
    let text = format!(
        "{HEAD}[arrivals]\nrate = 1\n[[site]]\nname = \"North\"\n[[site]]\nname = \"South\"\n\
         [[staff]]\nname = \"doctor\"\ncount = 1\nsites = [\"North\"]\n\
         [[station]]\nname = \"clinic\"\nneeds = [\"doctor\"]\nservice = {{ mean = 1 }}\n"
    );

    refused(&text, &["the site South has nobody for “doctor”"]);
}

fn with_csv(csv: &str, more: &str) -> Result<Scenario, String> {
    let text = format!(
        "format = 1\nname = \"csv\"\ndays = 3\n[arrivals]\nfile = \"a.csv\"\n{more}\n\
         [[station]]\nname = \"a\"\nservers = 1\nservice = {{ mean = 1 }}\n"
    );
    Scenario::parse("bad.toml", &text, &|_| Ok(csv.to_owned()))
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_csv_with_gaps_or_revised_totals_is_refused() {
    let good = "date,people\n2022-02-24,5\n2022-02-25,6\n2022-02-26,7\n";
    assert!(with_csv(good, "").is_ok());
    let gap = good.replace("2022-02-25,6\n", "");
    assert!(with_csv(&gap, "").unwrap_err().contains("a.csv:3: people: days are missing"));
    assert!(with_csv(&good.replace(",6", ",x"), "").unwrap_err().contains("a.csv:3"));
    assert!(with_csv(&good.replace(",6", ","), "").unwrap_err().contains("no count"));
    assert!(with_csv(&good.replace(",6", ",-6"), "").unwrap_err().contains("no count"));
    let revised = with_csv(&good.replace(",7", ",4"), "cumulative = true").unwrap_err();
    assert!(revised.contains("falls from 6 to 4: it was revised"), "{revised}");
    assert!(with_csv(good, "column = \"men\"").unwrap_err().contains("set column = one of date, people"));
    assert!(with_csv(&good.replace("02-26", "02-25"), "").unwrap_err().contains("comes after"));
}

#[test]
fn an_unstable_queue_is_said_to_be_one_and_still_runs() {
    let text = format!(
        "{HEAD}[arrivals]\nrate = 12\n[[station]]\nname = \"a\"\nservers = 10\nservice = {{ mean = 1 }}\n"
    );
    let scenario = scenario(&text);

    let notices = &scenario.model(End::High).notices;
    assert!(notices[0].to_string().contains("a is unstable: load 1.20"), "{notices:?}");
    assert_eq!(run(&scenario, 1, 2).len(), 2);
}

/// Ways round on which no time passes would never end; each is refused at its line, and the run never begins.
#[test]
fn ways_round_without_time_are_refused() {
    let head = "format = 1\nname = \"round\"\nhorizon = 10\n[arrivals]\nrate = 1\n";
    let gate = "[[station]]\nname = \"a\"\nservers = 1\nservice = { kind = \"fixed\", mean = 0 }\n";
    let full = "[[station]]\nname = \"a\"\nservers = 1\ncapacity = 1\nservice = { mean = 1 }\n";
    for text in [
        format!("{head}{gate}next = \"a\"\n"),
        format!("{head}{gate}next = \"b\"\n{}next = \"a\"\n", gate.replace("\"a\"", "\"b\"")),
        format!("{head}{full}on_blocked = \"a\"\n"),
        format!("{head}{full}patience = {{ kind = \"fixed\", mean = 0 }}\non_left = \"a\"\n"),
    ] {
        refused(
            &text,
            &["bad.toml:6: station.a", "round for ever", "mend: give the service or the way a time"],
        );
    }
}

/// However many are turned away, each is a step of its own: the stack does not grow with them.
#[test]
fn people_turned_away_again_and_again_end_somewhere() {
    let text = format!(
        "{HEAD}[arrivals]\nrate = 2\n[[station]]\nname = \"a\"\nservers = 1\ncapacity = 1\nservice = {{ mean = 1 }}\n\
         on_blocked = {{ to = \"a\", share = 0.999 }}\n"
    );
    let samples = run(&scenario(&text), 1, 2);

    assert!(samples.iter().all(|sample| sample.rows[0][2] > 1_000.0), "many were turned away");
}

/// A queue that only grows stops at the bound of memory with a sentence, not with the machine's.
#[test]
fn a_run_that_would_outgrow_its_memory_stops_and_says_so() {
    let text = "format = 1\nname = \"flood\"\nhorizon = 1000\n[arrivals]\nrate = 9000\n\
        [[station]]\nname = \"a\"\nservers = 1\nservice = { mean = 1 }\n";
    let model = scenario(text);
    let (cancel, done) = (std::sync::atomic::AtomicBool::new(false), std::sync::atomic::AtomicU64::new(0));
    let watch = Watch::new(1, 2, &cancel, &done);
    let stopped = samples(&model, End::High, &watch.holding(10_000)).unwrap_err().to_string();

    assert!(stopped.contains("more than 10000 persons wait at once"), "{stopped}");
}

/// The table that the Flee model writes: a number and a date for each day, camps side by side, running totals.
#[test]
fn arrivals_may_come_from_the_flee_model() {
    let flee = "Day,Date,North sim,North data,refugees in camps (simulation)\n\
        0,2022-02-24,100,90,100\n1,2022-02-25,400,350,450\n2,2022-02-26,900,1000,1000\n";
    let column = "cumulative = true\ncolumn = \"refugees in camps (simulation)\"";
    let read = with_csv(flee, column).unwrap();
    assert!((read.model(End::High).expected_arrivals() - 1000.0).abs() < 1e-9);

    let gap = flee.replace("1,2022-02-25,400,350,450\n", "");
    assert!(
        with_csv(&gap, column)
            .unwrap_err()
            .contains("a.csv:3: refugees in camps (simulation): days are missing")
    );
}
