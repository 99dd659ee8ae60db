//! Figures of R 4.2.2 and pROC 1.18.0 on the same counts and scores (`tests/data/accuracy_oracle.R`).

use std::collections::BTreeMap;

use havenward_evidence::accuracy::auc::{self, Scored};
use havenward_evidence::accuracy::counts::Counts;
use havenward_evidence::accuracy::interval::{Interval, Share};
use havenward_evidence::accuracy::times::{Quartile, Reached, quartiles};
use havenward_evidence::accuracy::verification::{self, Checked, Corrected, Verified};
use havenward_evidence::accuracy::{likelihood, mcnemar};

const RECORDED: &str = include_str!("../data/accuracy_oracle.csv");
/// Digits that are recorded.
const CLOSE: f64 = 1e-9;
/// The likelihood was maximised by steps, with slopes by differences.
const MAXIMISED: f64 = 2e-4;
/// Found by maximising, which the estimate itself stands better than its ends.
const MAXIMISED_ESTIMATE: f64 = 1e-6;

type Three = [f64; 3];

fn recorded() -> BTreeMap<(String, String), Three> {
    let row = |line: &str| {
        let mut fields = line.split(',');
        let mut text = || fields.next().unwrap().to_owned();
        let key = (text(), text());
        let [a, b, c] = [text(), text(), text()].map(|number| number.parse().unwrap_or(f64::NAN));
        (key, [a, b, c])
    };
    RECORDED.lines().skip(1).map(row).collect()
}

fn of(case: &str, measure: &str) -> Three {
    recorded()[&(case.to_owned(), measure.to_owned())]
}

fn same(found: f64, wanted: f64, tolerance: f64, what: &str) {
    assert!((found - wanted).abs() < tolerance, "{what}: {found}, recorded {wanted}");
}

fn same_ends(found: Interval, wanted: Three, tolerance: f64, what: &str) {
    same(found.low, wanted[1], tolerance, what);
    same(found.high, wanted[2], tolerance, what);
}

#[test]
fn shares_have_the_exact_and_wilson_intervals_of_r() {
    let mut seen = 0;
    for ((case, measure), wanted) in recorded() {
        let Some((part, of)) = case.split_once(" of ") else { continue };
        let share = Share { part: part.parse().unwrap(), of: of.parse().unwrap() };
        let found = if measure == "exact" { share.exact() } else { share.wilson() };
        same_ends(found.unwrap(), wanted, CLOSE, &format!("{case} {measure}"));
        seen += 1;
    }
    assert_eq!(seen, 26);
}

#[test]
fn pairs_that_differ_have_the_exact_p_of_r() {
    let mut seen = 0;
    for ((case, _), wanted) in recorded() {
        let Some((one, other)) = case.split_once(" and ") else { continue };
        same(mcnemar::exact_p(one.parse().unwrap(), other.parse().unwrap()), wanted[0], CLOSE, &case);
        seen += 1;
    }
    assert_eq!(seen, 8);
}

/// Grade of bleeding and poor outcome of 113 patients: Turck and others, Intensive Care Medicine 2010.
const GRADES: [(f64, usize, usize); 5] =
    [(1.0, 37, 2), (2.0, 20, 12), (3.0, 3, 1), (4.0, 8, 8), (5.0, 4, 18)];

fn same_area(scored: &[Scored], case: &str) {
    let (found, wanted) = (auc::area(scored).unwrap(), of(case, "auc"));
    same(found.estimate, wanted[0], CLOSE, case);
    same_ends(found.interval.unwrap(), wanted, CLOSE, case);
}

#[test]
fn a_published_score_has_the_area_and_delong_s_interval_of_proc() {
    let person = |score, is_trafficked| Scored { score, is_trafficked };
    let scored: Vec<Scored> = GRADES
        .into_iter()
        .flat_map(|(score, good, poor)| [vec![person(score, false); good], vec![person(score, true); poor]])
        .flatten()
        .collect();
    same_area(&scored, "asah_wfns");
}

#[test]
fn generated_scores_with_and_without_ties_have_the_areas_of_proc() {
    for n in [60_u32, 400] {
        for (ties, name) in [(false, "plain"), (true, "ties")] {
            let person = |at: u32| {
                let noise = f64::from(at * 7_919 % 1_009) / 1_009.0;
                let is_trafficked = at * 104_729 % 1_013 < 250;
                let score = noise + if is_trafficked { 0.35 } else { 0.0 };
                Scored { score: if ties { (score * 8.0).floor() } else { score }, is_trafficked }
            };
            let scored: Vec<Scored> = (1..=n).map(person).collect();
            same_area(&scored, &format!("generated_{n}_{name}"));
        }
    }
}

fn corrected(positive: [u64; 3], negative: [u64; 3]) -> Corrected {
    let side = |[with, without, unchecked]: [u64; 3]| Checked {
        screened: with + without + unchecked,
        with,
        without,
    };
    verification::correct(&Verified { positive: side(positive), negative: side(negative) }).unwrap()
}

#[test]
fn corrected_shares_maximise_the_likelihood_of_all_counts() {
    for (case, positive, negative) in [
        ("hepatic", [231, 32, 166], [27, 54, 140]),
        ("complete", [26, 73, 0], [4, 237, 0]),
        ("few", [40, 60, 0], [3, 97, 800]),
        ("part", [30, 20, 50], [12, 188, 700]),
    ] {
        let found = corrected(positive, negative);
        for (measure, one) in [("sensitivity", found.sensitivity), ("specificity", found.specificity)] {
            let wanted = of(case, measure);
            same(one.estimate, wanted[0], MAXIMISED_ESTIMATE, case);
            same_ends(one.interval, wanted, MAXIMISED, &format!("{case} {measure}"));
        }
        let ratios = [("positive_ratio", found.positive_ratio), ("negative_ratio", found.negative_ratio)];
        for (measure, ratio) in ratios {
            let wanted = of(case, measure);
            same(ratio.estimate.unwrap() / wanted[0], 1.0, MAXIMISED, case);
            same(ratio.interval.unwrap().low / wanted[1], 1.0, 1e-3, case);
            same(ratio.interval.unwrap().high / wanted[2], 1.0, 1e-3, case);
        }
        let wanted = of(case, "youden");
        same(found.youden.0, wanted[0], MAXIMISED_ESTIMATE * 10.0, case);
        same_ends(found.youden.1.unwrap(), wanted, MAXIMISED, &format!("{case} youden"));
    }
}

/// Where everybody was checked, the correction changes nothing, and its ratios are those of Simel.
#[test]
fn a_correction_of_nothing_is_the_plain_table() {
    let counts = Counts { true_positive: 26, false_negative: 4, false_positive: 73, true_negative: 237 };
    let found = corrected([26, 73, 0], [4, 237, 0]);
    same(found.sensitivity.estimate, counts.sensitivity().estimate().unwrap(), 1e-12, "sensitivity");
    same(found.specificity.estimate, counts.specificity().estimate().unwrap(), 1e-12, "specificity");
    for (found, plain) in [
        (found.positive_ratio, likelihood::positive(counts)),
        (found.negative_ratio, likelihood::negative(counts)),
    ] {
        same(found.estimate.unwrap(), plain.estimate.unwrap(), 1e-12, "ratio");
        same(found.interval.unwrap().low, plain.interval.unwrap().low, 1e-12, "ratio");
        same(found.interval.unwrap().high, plain.interval.unwrap().high, 1e-12, "ratio");
    }
    let (index, interval) = counts.youden().unwrap();
    same(found.youden.0, index, 1e-12, "youden");
    same(found.youden.1.unwrap().low, interval.low, 1e-12, "youden");
}

#[test]
fn quartiles_are_those_of_r() {
    let hours = [120.0, 1.0, 2.0, 2.5, 4.0, 8.0, 8.0, 9.0, 20.0, 26.0, 30.0, 71.0];
    let wanted = of("hours", "quartiles");
    let found = quartiles(&hours.map(Reached::After)).unwrap();
    assert_eq!(found, [wanted[1], wanted[0], wanted[2]].map(Quartile::Hours));
}
