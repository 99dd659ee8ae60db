//! An empirical audit of the claimed epsilon, and proof that the audit can see a fault.
//!
//! Everything that touches the persons runs many times on two neighbouring tables; what comes after it is
//! post-processing. The statistic and its cut are fixed beforehand on separate runs. Clopper-Pearson bounds
//! at 99.9 % then give a lower bound of epsilon, ln((p_low - delta) / q_up).

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "small tables and numbers of runs"
)]

use std::collections::BTreeMap;

use statrs::distribution::{Beta, ContinuousCDF as _};

use super::domain::Source;
use super::measure::{Cost, Meter};
use super::settings::Settings;
use crate::frame::{Column, Frame};
use crate::noise::key::NoiseKey;

/// Runs a side. An unoptimised build has time for fewer, and looks at the larger claim only.
const RUNS: u64 = if cfg!(debug_assertions) { 25_000 } else { 250_000 };
const CLAIMS: &[f64] = if cfg!(debug_assertions) { &[2.0] } else { &[1.0, 2.0] };
const DELTA: f64 = 1e-4;

/// A small table, with or without one person more.
fn table(extra: Option<[&str; 2]>) -> Frame {
    let mut rows = vec![["a", "x"]; 60];
    rows.extend(vec![["b", "x"]; 60]);
    rows.extend(vec![["a", "y"]; 60]);
    rows.extend(extra);
    let column = |at: usize, name: &str| {
        let mut levels: Vec<String> = rows.iter().map(|row| row[at].to_owned()).collect();
        levels.sort_unstable();
        levels.dedup();
        let code = |row: &[&str; 2]| levels.iter().position(|level| level == row[at]).unwrap() as u16 + 1;
        Column { name: name.to_owned(), codes: rows.iter().map(code).collect(), levels: levels.clone() }
    };
    Frame { columns: vec![column(0, "first"), column(1, "second")], rows: rows.len(), persons: None }
}

/// What is looked at: the log likelihood ratio of one more person (a, x) over all noisy counts.
struct Look<'a> {
    settings: &'a Settings,
    /// What the settings cost, computed once.
    cost: Cost,
}

impl<'a> Look<'a> {
    fn new(settings: &'a Settings) -> Look<'a> {
        let cost = Meter::new(settings, &NoiseKey::insecure_test_seed(0)).cost;
        Look { settings, cost }
    }

    fn score(&self, frame: &Frame, seed: u64) -> f64 {
        let key = NoiseKey::insecure_test_seed(seed);
        let mut meter = Meter::resume(self.settings, &key, &self.cost);
        let found = meter.values(frame);
        let columns: Vec<Column> = found.iter().map(|found| found.column.clone()).collect();
        let sizes: Vec<usize> = columns.iter().map(Column::size).collect();
        let singles: Vec<Vec<(f64, f64)>> = found.iter().map(|found| meter.singles(found)).collect();
        let mut score = 0.0;
        let mut see = |count: f64, before: f64, variance: f64| {
            score += (2.0 * (count - before) - 1.0) / (2.0 * variance);
        };
        for (cells, before) in singles.iter().zip([120.0, 120.0]) {
            if let Some((count, variance)) = cells.get(1) {
                see(*count, before, *variance);
            }
        }
        let pairs = meter.pairs(&columns, &sizes, &singles);
        if let Some(cell) = pairs[0].noisy.get(sizes[1] + 1) {
            see(*cell as f64, 60.0, pairs[0].variance);
        }
        score
    }

    /// The lower bound of epsilon at the cut that did best on other runs.
    fn bound(&self) -> f64 {
        let scores = |from: u64, extra| {
            let frame = table(extra);
            (from..from + RUNS).map(move |seed| self.score(&frame, seed)).collect::<Vec<f64>>()
        };
        let person = Some(["a", "x"]);
        let hits = |scores: &[f64], cut: f64| scores.iter().filter(|score| **score >= cut).count() as u64;
        let (with, without) = (scores(1 << 60, person), scores(2 << 60, None));
        let at = |cut: f64| least(hits(&with, cut), hits(&without, cut));
        let cuts = (0..60).map(|step| f64::from(step) * 0.1);
        let cut = cuts.max_by(|a, b| at(*a).total_cmp(&at(*b))).unwrap();
        least(hits(&scores(3 << 60, person), cut), hits(&scores(5 << 60, None), cut))
    }
}

fn least(with: u64, without: u64) -> f64 {
    let runs = RUNS as f64;
    let (with, without) = (with as f64, without as f64);
    let low = if with > 0.0 { Beta::new(with, runs - with + 1.0).unwrap().inverse_cdf(0.0005) } else { 0.0 };
    let up = if without < runs {
        Beta::new(without + 1.0, runs - without).unwrap().inverse_cdf(0.9995)
    } else {
        1.0
    };
    ((low - DELTA).max(1e-300) / up).ln()
}

fn settings(epsilon: f64, source: Source) -> Settings {
    Settings { epsilon, delta: DELTA, rows: 100, source, most_rows: 1, threshold: None }
}

#[test]
fn the_bound_lies_below_the_claim_and_near_it() {
    for &epsilon in CLAIMS {
        let bound = Look::new(&settings(epsilon, Source::Private)).bound();
        assert!(bound <= epsilon, "claimed {epsilon}, shown {bound}");
        assert!(bound >= 0.4 * epsilon, "claimed {epsilon}, shown only {bound}: the audit is blind");
    }
}

#[test]
fn halved_noise_is_found() {
    for &claimed in CLAIMS {
        // Half the scale costs four times rho.
        let rho = super::measure::rho(&settings(claimed, Source::Private)) * 4.0;
        let epsilon = crate::budget::accountant::epsilon_of(rho, DELTA * 0.75);
        let bound = Look::new(&settings(epsilon, Source::Private)).bound();
        assert!(bound > claimed, "claimed {claimed}, shown {bound}");
    }
}

#[test]
fn a_marginal_that_is_not_accounted_for_is_found() {
    for &claimed in CLAIMS {
        // The claim covers the two columns and forgets their pair.
        let rho = super::measure::rho(&settings(claimed, Source::Private)) / super::measure::SINGLES;
        let epsilon = crate::budget::accountant::epsilon_of(rho, DELTA * 0.75);
        let bound = Look::new(&settings(epsilon, Source::Private)).bound();
        assert!(bound > claimed, "claimed {claimed}, shown {bound}");
    }
}

#[test]
fn a_domain_read_from_the_data_is_found() {
    let unique = Some(["nobody else's", "x"]);
    let seen = |source: &dyn Fn(&Frame) -> Source, extra| {
        let frame = table(extra);
        let settings = settings(1.0, source(&frame));
        let cost = Meter::new(&settings, &NoiseKey::insecure_test_seed(0)).cost;
        let names = |seed: u64| {
            let key = NoiseKey::insecure_test_seed(seed);
            let found = Meter::resume(&settings, &key, &cost).values(&frame);
            found[0].column.levels.iter().any(|level| level == "nobody else's")
        };
        (0..RUNS).filter(|seed| names(*seed)).count() as u64
    };
    let from_data = |frame: &Frame| {
        let lists = frame.columns.iter().map(|column| (column.name.clone(), column.levels.clone()));
        Source::Public(lists.collect::<BTreeMap<_, _>>())
    };
    assert!(least(seen(&from_data, unique), seen(&from_data, None)) > 1.0);
    let private = |_: &Frame| Source::Private;
    let named = seen(&private, unique);
    // The share of delta for this is a quarter; 99.9 % bound on its count.
    assert!(named as f64 <= DELTA * 0.25 * RUNS as f64 + 12.0, "named {named} times in {RUNS}");
    assert!(least(named, seen(&private, None)) <= 1.0);
}
