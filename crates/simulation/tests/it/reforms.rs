//! Reforms and crisis rules simulated before they are in force, what an answer depends on, and who it tells of.

use std::sync::atomic::{AtomicBool, AtomicU64};

use havenward_domain::overlay::{EXAMPLES, Proposal};
use havenward_domain::profile::{self, Change};
use havenward_simulation::change_of_rules::policy_of;
use havenward_simulation::compare::{Alternative, compare};
use havenward_simulation::library;
use havenward_simulation::report::report;
use havenward_simulation::run::Watch;
use havenward_simulation::scenario::{End, Scenario};

use crate::queues::scenario;
use crate::surge::CRISIS;

fn watch<R>(replications: u32, with: impl FnOnce(&Watch<'_>) -> R) -> R {
    let (cancel, done) = (AtomicBool::new(false), AtomicU64::new(0));
    with(&Watch::new(1, replications, &cancel, &done))
}

fn shipped(id: &str) -> Scenario {
    let text = library::shipped().iter().find(|(known, _)| *known == id).unwrap().1;
    scenario(text)
}

/// The same people before and after the reform: one gate of the police, then eight gates, a committee and an appeal.
#[test]
fn the_irish_reform_is_compared_on_the_same_people() {
    let (before, after) = (shipped("ie-2008"), shipped("ie-2024"));
    let names = |scenario: &Scenario| -> Vec<String> {
        scenario.model(End::High).stages.iter().filter(|name| name.starts_with("gate")).cloned().collect()
    };
    assert_eq!((names(&before).len(), names(&after).len()), (1, 8));
    for step in ["committee", "appeal"] {
        assert!(after.model(End::High).stages.iter().any(|stage| stage == step), "{step}");
    }

    let others = [Alternative::other(after)];
    let comparison = watch(20, |watch| compare(&before, &others, 0, watch)).unwrap();

    let reform = &comparison.policies[0];
    assert!(reform.same_people);
    let identified = reform.measures.iter().find(|one| one.measure == "identified").unwrap();
    assert!(identified.told_apart && identified.difference.low > 0.0, "{identified:?}");
    assert!(reform.identified_low_end.is_some_and(|low| low.low > 0.0));
}

/// Other arrivals are another crowd, and the answer says so.
#[test]
fn a_comparison_says_when_other_people_come() {
    let others = [Alternative::other(shipped("ie-2024"))];
    let busier = shipped("ie-2008").with_numbers(&[("arrivals.rate", 0.6)]).unwrap();

    let comparison = watch(2, |watch| compare(&busier, &others, 0, watch)).unwrap();

    assert!(!comparison.policies[0].same_people);
}

/// What the example overlay changes becomes a policy of the border scenario; what means nothing there is told.
#[test]
fn a_crisis_overlay_is_simulated_before_anybody_signs_it() {
    let (file, text) = EXAMPLES[0];
    let proposal = Proposal::parse(file, text).unwrap();
    let profiles = profile::shipped().unwrap();
    let base = profiles.iter().find(|one| one.version().id == proposal.base().0).unwrap();
    let changes: Vec<Change> =
        proposal.differences(base).unwrap().into_iter().map(|difference| difference.change).collect();
    let border = shipped("border-2022").with_numbers(&[("sample", 400.0)]).unwrap();

    let (policy, silent) = policy_of(proposal.title(), &border.links, &changes);

    let set: Vec<&str> = policy.set.iter().map(|(path, _)| path.as_str()).collect();
    for path in ["station.screening.also", "station.interview.also", "station.safe bed.service"] {
        assert!(set.contains(&path), "{path} is not in {set:?}");
    }
    assert!(silent.iter().any(|change| change.starts_with("offers.reply_night_minutes")), "{silent:?}");
    let others = [Alternative::of_policy(&border, &policy).unwrap()];
    let comparison = watch(3, |watch| compare(&border, &others, 0, watch)).unwrap();
    assert!(comparison.policies[0].same_people);
    // Whoever is flagged asks for a bed at once, and keeps it for longer: more people ask in vain.
    let unmet = comparison.policies[0].measures.iter().find(|one| one.measure == "unmet").unwrap();
    assert!(unmet.told_apart, "{unmet:?}");
}

/// More people make waits longer and more hands make them shorter, alone and all together.
#[test]
fn what_an_answer_depends_on_has_the_right_sign() {
    let queue = scenario(
        "format = 1\nname = \"levers\"\nhorizon = 2000\nwarm_up = 100\n[arrivals]\nrate = 3.7\n\
         [[station]]\nname = \"desk\"\nservers = 6\nservice = { mean = 1 }\n\
         [[lever]]\nname = \"people\"\npath = \"arrivals.rate\"\nlow = 3\nhigh = 4.4\n\
         [[lever]]\nname = \"hands\"\npath = \"station.desk.servers\"\nlow = 5\nhigh = 7.4\n",
    );

    let comparison = watch(4, |watch| compare(&queue, &[], 24, watch)).unwrap();

    let of = |lever: &str| {
        comparison.sensitivity.iter().find(|swing| swing.lever == lever && swing.measure == "waits").unwrap()
    };
    let (people, hands) = (of("people"), of("hands"));
    assert!(people.swing.low > 0.0 && people.rank_correlation.unwrap() > 0.4, "{people:?}");
    assert!(hands.swing.high < 0.0 && hands.rank_correlation.unwrap() < -0.4, "{hands:?}");
}

/// Parts add up: causes to the missed of their group, days to the groups, at both ends.
#[test]
fn figures_by_group_and_by_day_add_up() {
    let answer = watch(3, |watch| report(&scenario(CRISIS), watch)).unwrap();

    assert!(!answer.groups.is_empty() && !answer.people_days.is_empty());
    for end in [0, 1] {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-6 * a.abs().max(1.0);
        for group in &answer.groups {
            let causes: f64 = group.missed_by_cause.values().map(|both| both[end]).sum();
            assert!(close(causes, group.missed[end]), "{group:?}");
        }
        let missed = |of: f64, more: [f64; 2]| of + more[end];
        let by_group = answer.groups.iter().map(|row| row.missed).fold(0.0, missed);
        let by_day = answer.people_days.iter().map(|row| row.missed).fold(0.0, missed);
        assert!(close(by_group, by_day), "{by_group} {by_day}");
        let found_by_group = answer.groups.iter().map(|row| row.identified).fold(0.0, missed);
        let found_by_day = answer.people_days.iter().map(|row| row.identified).fold(0.0, missed);
        assert!(close(found_by_group, found_by_day));
    }
    assert!(answer.groups.iter().any(|group| group.waited_mean.is_some_and(|wait| wait > 0.0)));
}
