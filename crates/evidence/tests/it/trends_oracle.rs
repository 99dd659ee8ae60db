//! Bounds, alarms and nulls of R surveillance 1.20.3, recorded in `tests/data`.

use havenward_evidence::trends::{Controls, Frequency, Method, NoBound, Score, score};

use crate::oracle::{column, counts};

const AGONA: &str = include_str!("../data/salmonella_agona_series.csv");
const AGONA_UPPER: &str = include_str!("../data/salmonella_agona_upper.csv");
const SIM: &str = include_str!("../data/sim_series.csv");
const TOLERANCE: f64 = 1e-4;

fn weekly(method: Method) -> Controls {
    method.defaults(Frequency::Weekly)
}

/// Bounds within 1e-4, nulls and alarms identical.
fn assert_equal(scores: &[Score], upper: &[Option<f64>], what: &str) {
    assert_eq!(scores.len(), upper.len(), "{what}");
    for (score, upper) in scores.iter().zip(upper) {
        match (score.upper, upper) {
            (Some(ours), Some(theirs)) => {
                assert!((ours - theirs).abs() <= TOLERANCE, "{what} {}: {ours} not {theirs}", score.index);
                let observed = f64::from(score.observed.unwrap());
                // The method of 1996 writes 0 where there are too few cases, and alarms nowhere there.
                let too_few = score.no_bound == Some(NoBound::TooFewCases);
                assert_eq!(score.alarm, observed > *theirs && !too_few, "{what} {}", score.index);
            }
            (None, None) => assert!(!score.alarm, "{what} {}", score.index),
            other => panic!("{what} {}: {other:?}", score.index),
        }
    }
}

#[test]
fn salmonella_agona_has_the_recorded_bounds() {
    let series = counts(AGONA, 1);
    let methods = [
        (Method::FarringtonFlexibleDelta, 2),
        (Method::FarringtonFlexibleNbplugin, 3),
        (Method::FarringtonFlexibleMuan, 4),
        (Method::Farrington1996, 5),
        (Method::EarsC1, 6),
        (Method::EarsC2, 7),
        (Method::EarsC3, 8),
        (Method::Bayes, 9),
    ];
    for (method, at) in methods {
        let controls = Controls { years_back: 4, ..weekly(method) };
        let scores = score(&series, method, Frequency::Weekly, &controls, 52);
        assert_equal(&scores, &column(AGONA_UPPER, at), method.name());
    }
}

#[test]
fn fifty_simulated_series_have_the_recorded_bounds() {
    let tables = [
        (Method::FarringtonFlexibleDelta, include_str!("../data/sim_farrington_delta_upper.csv")),
        (Method::FarringtonFlexibleNbplugin, include_str!("../data/sim_farrington_nbPlugin_upper.csv")),
        (Method::FarringtonFlexibleMuan, include_str!("../data/sim_farrington_muan_upper.csv")),
        (Method::EarsC1, include_str!("../data/sim_ears_C1_upper.csv")),
        (Method::EarsC2, include_str!("../data/sim_ears_C2_upper.csv")),
        (Method::EarsC3, include_str!("../data/sim_ears_C3_upper.csv")),
    ];
    for (method, upper) in tables {
        for at in 0..50 {
            let series = counts(SIM, at);
            let scores = score(&series, method, Frequency::Weekly, &weekly(method), 49);
            assert_equal(&scores, &column(upper, at), &format!("{} V{}", method.name(), at + 1));
        }
    }
}

/// Figures of the cumulative sum on the last 52 weeks (surveillance 1.20.3, transformation of Rossi).
#[test]
fn the_cumulative_sum_has_the_recorded_alarms() {
    let scores = score(&counts(AGONA, 1), Method::Cusum, Frequency::Weekly, &weekly(Method::Cusum), 52);
    let alarms: Vec<usize> =
        scores.iter().enumerate().filter(|(_, score)| score.alarm).map(|(at, _)| at + 1).collect();
    assert_eq!(alarms, [4, 5, 6, 34, 35, 36, 37, 38]);
    let uppers: Vec<f64> = scores.iter().map(|score| score.upper.unwrap()).collect();
    assert!((uppers.iter().sum::<f64>() - 411.7356).abs() < 1e-3);
    for (ours, theirs) in uppers.iter().zip([9.314_712, 9.314_712, 6.854_730]) {
        assert!((ours - theirs).abs() < 1e-6, "{ours}");
    }
}
