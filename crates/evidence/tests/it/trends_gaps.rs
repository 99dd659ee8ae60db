//! Short, broken and empty histories, many threads, and work that is stopped.

use std::sync::atomic::AtomicBool;

use havenward_evidence::progress::{Cancelled, Progress};
use havenward_evidence::trends::{Frequency, Method, NoBound, Series, score, score_all};

use crate::oracle::counts;

const SIM: &str = include_str!("../data/sim_series.csv");

fn defaults(method: Method, counts: &[Option<u32>], last: usize) -> Vec<havenward_evidence::trends::Score> {
    score(counts, method, Frequency::Weekly, &method.defaults(Frequency::Weekly), last)
}

#[test]
fn no_method_panics_or_invents_a_bound_on_strange_histories() {
    let strange: [Vec<Option<u32>>; 7] = [
        vec![],
        vec![Some(1)],
        vec![None; 400],
        vec![Some(0); 400],
        vec![Some(u32::MAX); 400],
        (0..400).map(|at| if at % 3 == 0 { None } else { Some(at) }).collect(),
        (0..400).map(|at| if at == 399 { Some(4_000_000) } else { Some(0) }).collect(),
    ];
    for method in Method::ALL {
        for frequency in Frequency::ALL {
            for counts in &strange {
                for score in score(counts, method, frequency, &method.defaults(frequency), 20) {
                    let numbers = [score.upper, score.expected, score.p];
                    assert!(numbers.into_iter().flatten().all(f64::is_finite), "{method:?} {score:?}");
                    assert!(
                        !score.alarm || score.observed.is_some_and(|count| count > 0),
                        "{method:?} {score:?}"
                    );
                    assert!(score.upper.is_some() || score.no_bound.is_some(), "{method:?} {score:?}");
                }
            }
        }
    }
}

#[test]
fn a_short_history_is_compared_with_fewer_years_and_says_so() {
    let full = counts(SIM, 0);
    let short = &full[full.len() - 170..];
    let newest = defaults(Method::FarringtonFlexibleDelta, short, 1)[0];
    assert_eq!((newest.years_back, newest.upper.is_some()), (Some(3), true));
    let too_short = defaults(Method::FarringtonFlexibleDelta, &full[full.len() - 100..], 1)[0];
    assert_eq!((too_short.no_bound, too_short.upper), (Some(NoBound::ShortHistory), None));
}

#[test]
fn missing_counts_are_no_zeros() {
    let mut with_gap = counts(SIM, 0);
    let length = with_gap.len();
    let whole = defaults(Method::FarringtonFlexibleDelta, &with_gap, 1)[0];
    for count in &mut with_gap[100..130] {
        *count = None;
    }
    let gap = defaults(Method::FarringtonFlexibleDelta, &with_gap, 1)[0];
    assert!((gap.expected.unwrap() / whole.expected.unwrap() - 1.0).abs() < 0.2);
    with_gap[length - 2] = None;
    let lately = defaults(Method::FarringtonFlexibleDelta, &with_gap, 1)[0];
    assert_eq!(lately.no_bound, Some(NoBound::MissingCounts));
    assert!(defaults(Method::FarringtonTextbook, &with_gap, 1)[0].upper.is_some());
}

#[test]
fn the_guarded_ears_does_not_alarm_at_one_case_after_silence() {
    let mut quiet = vec![Some(0); 30];
    quiet.push(Some(1));
    assert!(defaults(Method::EarsC2, &quiet, 1)[0].alarm);
    assert!(!defaults(Method::EarsGuarded, &quiet, 1)[0].alarm);
    *quiet.last_mut().unwrap() = Some(9);
    assert!(defaults(Method::EarsGuarded, &quiet, 1)[0].alarm);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let series: Vec<Series> =
        (0..50).map(|at| Series { name: format!("V{at}"), counts: counts(SIM, at) }).collect();
    let on = |threads: usize, method: Method| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let controls = method.defaults(Frequency::Weekly);
        let scores = pool.install(|| {
            score_all(&series, method, Frequency::Weekly, &controls, 5, &Progress::silent()).unwrap()
        });
        serde_json::to_vec(&scores).unwrap()
    };
    for method in Method::ALL {
        let one = on(1, method);
        assert!(one == on(2, method) && one == on(8, method), "{method:?}");
    }
}

#[test]
fn stopped_work_gives_no_partial_answer() {
    let series = [Series { name: "V1".to_owned(), counts: counts(SIM, 0) }];
    let flag = AtomicBool::new(true);
    let method = Method::EarsC1;
    let controls = method.defaults(Frequency::Weekly);
    let progress = Progress::silent().until(&flag);
    let stopped = score_all(&series, method, Frequency::Weekly, &controls, 1, &progress);
    assert_eq!(stopped, Err(Cancelled));
}
