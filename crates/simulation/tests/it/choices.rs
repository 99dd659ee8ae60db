//! Allocation under a budget, comparisons, coverage, and what ships.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, AtomicU64};

use havenward_simulation::analytic::{erlang_b, erlang_c, mean_queue};
use havenward_simulation::change_of_rules::policy_of;
use havenward_simulation::compare::{Alternative, compare};
use havenward_simulation::interval::Interval;
use havenward_simulation::library;
use havenward_simulation::optimise::{optimise, search_and_exhaust};
use havenward_simulation::report;
use havenward_simulation::run::{RunError, Watch};
use havenward_simulation::scenario::{End, Scenario};
use havenward_simulation::sensitivity::spearman;

use crate::queues::{hold_values, run, scenario, values};
use crate::surge::CRISIS;

fn watch<R>(seed: u64, replications: u32, with: impl FnOnce(&Watch<'_>) -> R) -> R {
    let (cancel, done) = (AtomicBool::new(false), AtomicU64::new(0));
    with(&Watch::new(seed, replications, &cancel, &done))
}

/// Queues side by side behind a gate that takes no time: rate, mean service, weight, servers from and to.
fn allocation(sites: &[(f64, f64, f64, u32, u32)], budget: u32, horizon: f64) -> String {
    let mut text =
        format!("format = 1\nname = \"allocation\"\nhorizon = {horizon}\nwarm_up = {}\n", horizon / 20.0);
    let _ = writeln!(text, "budget = {budget}");
    for (at, (rate, ..)) in sites.iter().enumerate() {
        let _ = writeln!(text, "[[class]]\nname = \"c{at}\"\narrivals = {{ rate = {rate} }}");
    }
    text.push_str(
        "[[station]]\nname = \"gate\"\nservers = \"unlimited\"\nservice = { kind = \"fixed\", mean = 0 }\n",
    );
    for at in 0..sites.len() {
        let _ = writeln!(text, "[station.class.c{at}]\nnext = \"s{at}\"");
    }
    for (at, (_, mean, weight, from, to)) in sites.iter().enumerate() {
        let _ = writeln!(
            text,
            "[[station]]\nname = \"s{at}\"\nservers = {from}\nweight = {weight}\nservice = {{ mean = {mean} }}\n\
             [[choice]]\nname = \"s{at}\"\npath = \"station.s{at}.servers\"\nfrom = {from}\nto = {to}"
        );
    }
    text
}

const SITES: [(f64, f64, f64, u32, u32); 3] =
    [(4.0, 1.0, 1.0, 5, 9), (7.0, 1.0, 1.0, 8, 12), (2.5, 2.0, 3.0, 6, 10)];

/// Twenty-two servers for three sites: 6, 9 and 7 by the formula, by trying all, and by the search.
#[test]
fn the_best_allocation_is_found() {
    let weighted = |plan: [u32; 3]| -> f64 {
        SITES
            .iter()
            .zip(plan)
            .map(|((rate, mean, weight, ..), servers)| weight * mean_queue(*rate, *mean, servers))
            .sum()
    };
    assert!((weighted([6, 9, 7]) - 4.347_961_139_116).abs() < 1e-9);

    let scenario = scenario(&allocation(&SITES, 22, 4_000.0));
    let optimum = watch(9, 10, |watch| optimise(&scenario, 22.0, watch)).unwrap();

    let best: Vec<u32> = optimum.plans[0].plan.values().copied().collect();
    assert_eq!(best, [6, 9, 7]);
    let at_best = scenario
        .with_numbers(&[
            ("station.s0.servers", 6.0),
            ("station.s1.servers", 9.0),
            ("station.s2.servers", 7.0),
        ])
        .unwrap();
    let waits: Vec<f64> = run(&at_best, 10, 40).iter().map(|sample| sample.harm.waits).collect();
    hold_values(&waits, 4.347_961_139_116, "weighted queue");
}

#[test]
fn the_search_equals_trying_every_plan_in_twenty_small_cases() {
    let mut equal = 0;
    for case in 0..20_u32 {
        let rate = |at: u32| 1.0 + f64::from((case * 7 + at * 5) % 11) / 3.0;
        let weight = |at: u32| 1.0 + f64::from((case + at) % 3);
        let sites: Vec<_> = (0..3)
            .map(|at| {
                let least = if case % 2 == 0 { 1 } else { 2 };
                (rate(at), 1.0, weight(at), least, least + 5)
            })
            .collect();
        let budget = 10 + case % 4;
        let mut text = allocation(&sites, budget, 300.0);
        if case % 3 == 0 {
            // Impatience makes unmet need decide before waits.
            text = text.replace("weight =", "patience = { mean = 2 }\nweight =");
        }
        let scenario = scenario(&text);
        let (found, best) =
            watch(u64::from(case), 5, |watch| search_and_exhaust(&scenario, f64::from(budget), watch))
                .unwrap();
        equal += u32::from(found == best);
    }
    assert_eq!(equal, 20);
}

#[test]
fn a_budget_that_buys_nothing_is_refused_with_its_mend() {
    let scenario = scenario(&allocation(&SITES, 22, 100.0));

    let refused = watch(1, 2, |watch| optimise(&scenario, 3.0, watch)).unwrap_err();

    assert!(
        matches!(&refused, RunError::Missing(message) if message.contains("raise the budget")),
        "{refused}"
    );
}

#[test]
fn formulas_are_those_of_erlang() {
    for (servers, load, exact) in [(5, 5.0, 0.284_867_821_331), (100, 100.0, 0.075_700_452_711)] {
        assert!((erlang_b(servers, load) - exact).abs() < 1e-11);
    }
    assert!((erlang_c(50, 45.0) - 0.363_864_467_2).abs() < 1e-9);
}

/// A short slice; `cargo xtask bench surge` does a thousand seeds.
#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    let scenario = scenario(include_str!("../../benches/coverage.toml"));
    let held = (0..100).filter(|seed| {
        let interval = Interval::of(&values(&run(&scenario, 500 + seed, 20), 0, "wait_mean_all"), 0.95);
        interval.low <= 4.0 / 9.0 && 4.0 / 9.0 <= interval.high
    });
    // 95 of 100 expected; fewer than 89 or 100 would happen by chance once in a hundred times.
    let held = held.count();
    assert!((89..=99).contains(&held), "{held} of 100");
}

#[test]
fn what_ships_is_read_and_runs() {
    for (id, text) in library::shipped() {
        let scenario = Scenario::parse(id, text, &|name| Err(format!("no {name}")))
            .unwrap_or_else(|problems| panic!("{id}: {}", problems[0]));
        let sampled = if *id == "border-2022" {
            scenario.with_numbers(&[("sample", 400.0)]).unwrap()
        } else {
            scenario
        };
        let report = watch(1, 2, |watch| report::report(&sampled, watch)).unwrap();
        assert!(report.identity_error <= 1e-9);
        assert!(!report.headline.is_empty());
        if let Some([low, high]) = report.victim_share_range {
            assert!(low < high && report.people.len() == 2, "{id}: the unknown share is a range");
            assert!(report::text(&report).contains("nobody knows"), "{id}");
        }
        let page = report::page(&report, None, &report::places(&sampled));
        assert_eq!(
            page.matches("<svg").count(),
            page.matches("The same as a table").count(),
            "{id}: table twins"
        );
        assert!(page.contains("role=\"status\"") && page.contains("@media print"), "{id}");
    }
}

#[test]
fn policies_are_compared_in_pairs_and_profiles_become_policies() {
    let text = format!(
        "{CRISIS}\n[[policy]]\nname = \"more\"\nset = {{ \"station.registration.servers\" = 60 }}\n\
         [[lever]]\npath = \"station.screening.servers\"\nlow = 20\nhigh = 40\n\
         [[profile]]\nfield = \"stages.first\"\nbecomes = \"ngo\"\nset = {{ \"staff.interviewer.count\" = 9 }}\n"
    );
    let scenario = scenario(&text);
    let change = |field: &str, after: &str| havenward_domain::profile::Change {
        field: field.to_owned(),
        before: None,
        after: Some(after.to_owned()),
    };
    let changes = [change("stages.first.decided_by", "“ngo”"), change("clocks.x", "5")];
    let (policy, silent) = policy_of("crisis", &scenario.links, &changes);
    assert_eq!((policy.set.len(), silent.len()), (1, 1));

    let others = [&scenario.policies[0], &policy].map(|one| Alternative::of_policy(&scenario, one).unwrap());
    let comparison = watch(1, 4, |watch| compare(&scenario, &others, 6, watch)).unwrap();

    assert_eq!(comparison.policies.len(), 2);
    assert_eq!(comparison.sensitivity.len(), 3);
    assert!(comparison.sensitivity.iter().any(|swing| swing.rank_correlation.is_some()));
    assert!(report::comparison_text(&comparison).contains("nobody knows"));
}

#[test]
fn ranks_correlate_as_spearman_says() {
    assert!((spearman(&[1.0, 2.0, 3.0, 4.0], &[10.0, 20.0, 30.0, 40.0]) - 1.0).abs() < 1e-12);
    assert!((spearman(&[1.0, 2.0, 3.0, 4.0], &[4.0, 3.0, 2.0, 1.0]) + 1.0).abs() < 1e-12);
}

#[test]
fn a_run_can_be_stopped() {
    let scenario = scenario(CRISIS);
    let (cancel, done) = (AtomicBool::new(true), AtomicU64::new(0));
    let stopped = report::report(&scenario, &Watch::new(1, 4, &cancel, &done));

    assert!(stopped.is_err_and(|error| error.to_string() == "cancelled"));
}

#[test]
fn a_language_nobody_speaks_is_a_cause_of_its_own() {
    let text = CRISIS.replace(
        "name = \"remote\"\nskills = [\"language:other\"]",
        "name = \"remote\"\nskills = [\"language:none\"]",
    );
    let samples = run(&scenario(&text), 1, 2);

    let missed: u64 = samples.iter().flat_map(|sample| &sample.groups).map(|group| group.missed[3]).sum();
    assert!(missed > 0);
    assert_eq!(scenario(&text).model(End::High).languages.len(), 3);
}

#[test]
fn json_has_the_promised_fields_for_every_station_and_class() {
    let scenario = scenario(include_str!("../../benches/mm5.toml"));
    let short = scenario.with_numbers(&[("horizon", 500.0)]).unwrap();
    let report = watch(1, 5, |watch| report::report(&short, watch)).unwrap();
    let json = serde_json::to_value(&report).unwrap();

    let row = &json["stations"][0];
    for field in [
        "arrived",
        "served",
        "blocked",
        "left_share",
        "queue_mean",
        "wait_prob",
        "wait_mean_served",
        "wait_mean_all",
        "wait_p50",
        "wait_p90",
        "wait_p99",
        "utilisation",
    ] {
        assert!(row[field].is_number(), "{field}");
        assert!(row["ci95"][field].is_array(), "{field}");
    }
    assert_eq!((row["station"].as_str(), row["class"].as_str()), (Some("desk"), Some("all")));
}

/// UK Home Office, National Referral Mechanism statistics, decisions by quarter; year, figure, what happened.
/// Contains public sector information licensed under the Open Government Licence v3.0.
const HAPPENED: [(&str, f64); 9] = [
    ("2021,reasonable_grounds_decisions", 12_499.0),
    ("2021,conclusive_grounds_decisions", 2_839.0),
    ("2021,backlog_growth_since_2014", 27_429.0),
    ("2022,reasonable_grounds_decisions", 16_747.0),
    ("2022,conclusive_grounds_decisions", 6_152.0),
    ("2022,backlog_growth_since_2014", 36_103.0),
    ("2023,reasonable_grounds_decisions", 15_247.0),
    ("2023,conclusive_grounds_decisions", 9_825.0),
    ("2023,backlog_growth_since_2014", 34_597.0),
];

#[test]
fn the_misses_of_the_committed_band_are_those_the_method_reports() {
    let band = include_str!("../../../../scenarios/uk-nrm-band.csv");
    let method = include_str!("../../../../docs/methods/surge.md");
    let missed = HAPPENED.iter().filter(|(figure, happened)| {
        let line = band.lines().find(|line| line.starts_with(figure)).unwrap();
        let numbers: Vec<f64> = line.split(',').skip(2).map(|cell| cell.parse().unwrap()).collect();
        *happened < numbers[0] || *happened > numbers[2]
    });

    assert_eq!(missed.count(), method.matches("| missed, ").count());
}
