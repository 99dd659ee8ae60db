//! What is said about a table: honest, whole, the same on any number of threads.

use std::sync::atomic::AtomicBool;

use havenward_evidence::mse::cells::Cells;
use havenward_evidence::mse::ladder::{Estimator, Options, UNSEEN_DEPENDENCE};
use havenward_evidence::mse::latent::Length;
use havenward_evidence::mse::report::{Linked, Report, assess};
use havenward_evidence::mse::table::{Table, read};
use havenward_evidence::mse::verdict::Level;
use havenward_evidence::mse::{html, text};
use havenward_evidence::progress::{Cancelled, Progress};
use proptest::prelude::*;

use crate::tables::file;

const SHORT: Length = Length { chains: 4, burn_in: 500, kept: 100, thin: 5 };

fn table(name: &str) -> Table {
    read(file(name).as_bytes()).unwrap()
}

fn quick(table: &Table) -> Report {
    let options = Options { bootstrap: 0, chains: SHORT, ..Options::default() };
    assess(table, &[], &options, &Progress::silent()).unwrap()
}

fn in_pool(threads: usize, table: &Table) -> String {
    let options = Options { bootstrap: 200, chains: SHORT, ..Options::default() };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let report = pool.install(|| assess(table, &[], &options, &Progress::silent())).unwrap();
    serde_json::to_string(&report).unwrap()
}

#[test]
fn one_two_and_eight_threads_give_the_same_bytes() {
    let table = table("western_us_5list.csv");
    let one = in_pool(1, &table);

    assert_eq!(one, in_pool(2, &table));
    assert_eq!(one, in_pool(8, &table));
}

#[test]
fn without_resampling_the_stepwise_interval_is_wald_on_the_unseen() {
    let report = quick(&table("uk_2013_5list.csv"));
    let json = serde_json::to_value(&report).unwrap();
    let rung = &json["estimates"][2];

    assert_eq!(rung["estimator"], "stepwise_p02");
    assert_eq!(rung["interval"], "wald");
    assert_eq!(rung["terms"].as_array().unwrap().len(), 6);
    for (key, figure) in [("n", 11_312.99), ("lower", 9_884.40), ("upper", 13_027.40)] {
        assert!((rung[key].as_f64().unwrap() - figure).abs() < 0.006, "{key}");
    }
    assert_eq!(json["observed"], 2_744.0);
    assert_eq!(json["lists"][2], "PFNCA");
}

#[test]
fn every_output_holds_the_whole_ladder_and_the_caveat_but_no_counts() {
    let table = table("uk_2013_5list.csv");
    let report = quick(&table);
    for page in [text::write(&report), html::write(&report), serde_json::to_string(&report).unwrap()] {
        for estimator in Estimator::ALL {
            assert!(page.contains(estimator.name()), "{}", estimator.name());
        }
        assert!(page.contains(UNSEEN_DEPENDENCE) && page.contains("Whitehead"));
        for cell in ["463", "995", "695", "316"] {
            assert!(!page.contains(&format!(" {cell}")) && !page.contains(&format!(">{cell}<")), "{cell}");
        }
    }
    assert!(!serde_json::to_string(&report).unwrap().contains("\"counts\""));
    let shown = report.with_counts(&table);
    assert!(text::write(&shown).contains("995") && html::write(&shown).contains(">995<"));
}

#[test]
fn names_of_lists_cannot_become_markup() {
    let table = read("<b>,\"\"\"x\",count\n1,0,40\n0,1,40\n1,1,20\n".as_bytes()).unwrap();
    let page = html::write(&quick(&table));

    assert!(page.contains("&lt;b&gt;") && !page.contains("<b>"));
}

#[test]
fn verdicts_hedge_and_refuse() {
    let uk = quick(&table("uk_2013_5list.csv")).verdict;
    assert_eq!(uk.level, Level::Hedged);
    assert!(uk.range.is_some() && !uk.reasons.is_empty());

    let two = read("A,B,count\n1,0,400\n0,1,400\n1,1,200\n".as_bytes()).unwrap();
    let two = quick(&two).verdict;
    assert_eq!(two.level, Level::Refused);
    assert!(two.range.is_none() && two.text.contains("do not bear"));
}

#[test]
fn linkage_thresholds_that_matter_are_part_of_the_verdict() {
    let first = table("kosovo_1999_4list.csv");
    let linked = |threshold: &str, share: f64| {
        let mut counts = first.cells.counts().to_vec();
        counts[0b0011] = (counts[0b0011] * share).round();
        counts[0b0101] = (counts[0b0101] * share).round();
        let cells = Cells::from_counts(4, counts);
        Linked { threshold: threshold.to_owned(), table: Table { cells, ..first.clone() } }
    };
    let all = [linked("0.7", 1.6), linked("0.8", 1.0), linked("0.9", 0.3)];
    let options = Options { bootstrap: 0, chains: SHORT, ..Options::default() };
    let report = assess(&first, &all, &options, &Progress::silent()).unwrap();

    assert_eq!(report.linkage.as_ref().unwrap().thresholds.len(), 3);
    assert!(report.linkage.unwrap().spread > 1.2);
    assert!(report.verdict.reasons.iter().any(|reason| reason.contains("linkage threshold")));
}

#[test]
fn more_lists_than_a_method_takes_leave_its_rung_with_a_reason() {
    let mut text = String::from("a,b,c,d,e,f,g,count\n");
    for pattern in 1_u32..128 {
        let bits: Vec<String> = (0..7).map(|list| (pattern >> list & 1).to_string()).collect();
        text.push_str(&bits.join(","));
        text.push_str(&[",", &(400 >> (3 * pattern.count_ones()).min(20)).to_string(), "\n"].concat());
    }
    let report = quick(&read(text.as_bytes()).unwrap());
    for rung in &report.estimates {
        let offered =
            !matches!(rung.estimator, Estimator::BicPairs | Estimator::BicHierarchical | Estimator::Dga);
        assert_eq!(rung.n.is_some(), offered, "{:?}", rung.estimator);
        assert_eq!(rung.reason.is_none(), offered);
    }
}

#[test]
fn long_work_can_be_cancelled() {
    let stopped = AtomicBool::new(true);
    let progress = Progress::silent().until(&stopped);
    let answer = assess(&table("uk_2013_5list.csv"), &[], &Options::default(), &progress);

    assert_eq!(answer.unwrap_err(), Cancelled);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the table, there is an answer or a reason, finite numbers and no panic.
    #[test]
    fn any_table_gets_a_whole_answer(lists in 2_usize..=4, resampled in any::<bool>(), raw in prop::collection::vec(prop_oneof![4 => Just(0_u32), 3 => 1_u32..6, 1 => 1_u32..2_000], 31)) {
        let counts: Vec<f64> = std::iter::once(0).chain(raw).map(f64::from).take(1 << lists).collect();
        let cells = Cells::from_counts(lists, counts);
        prop_assume!((0..lists).all(|list| cells.overlap(1 << list) > 0.0));
        let names = (0..lists).map(|list| format!("L{list}")).collect();
        let table = Table { names, cells, notes: Vec::new() };
        let bootstrap = if resampled { 100 } else { 0 };
        let options = Options { bootstrap, chains: Length { chains: 4, burn_in: 20, kept: 10, thin: 1 }, ..Options::default() };
        let report = assess(&table, &[], &options, &Progress::silent()).unwrap();
        for rung in &report.estimates {
            prop_assert_eq!(rung.n.is_some(), rung.reason.is_none());
            prop_assert!(rung.n.is_none_or(|n| n.is_finite() && n >= report.observed));
            if let (Some(lower), Some(upper)) = (rung.lower, rung.upper) {
                prop_assert!(lower <= upper && lower >= 0.0, "{:?}", rung);
            }
        }
        prop_assert!(!text::write(&report).is_empty() && html::write(&report).ends_with("</html>"));
    }
}
