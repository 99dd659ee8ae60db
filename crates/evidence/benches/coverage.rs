//! Does an interval hold the truth? Generated tables on a fixed grid, scored for each method.
//!
//! `cargo xtask bench coverage` runs it and prints the table of `docs/methods/prevalence.md`. The seeds and
//! the grid below were committed before any method was scored. An interval is scored on ln N by width plus
//! (2/.05) times the distance by which it misses, so that width alone buys nothing.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers of generated people and tables are small"
)]

use std::collections::BTreeMap;
use std::path::Path;

use havenward_evidence::mse::cells::Cells;
use havenward_evidence::mse::ladder::{self, Estimator};
use havenward_evidence::mse::latent::Length;
use havenward_evidence::mse::random::{Purpose, multinomial, stream};
use havenward_evidence::mse::table::Table;
use havenward_evidence::mse::verdict::{self, Evidence, Level};
use havenward_evidence::mse::{bootstrap, checks};
use havenward_evidence::progress::Progress;
use rand::RngExt as _;
use rayon::prelude::*;
use serde_json::json;

/// Seed of the test tables, fixed before any method was scored.
const SEED: u64 = 20_261_122;
const LISTS: [usize; 4] = [3, 4, 5, 6];
/// Expected people on at least one list.
const PEOPLE: [f64; 3] = [150.0, 500.0, 3_000.0];
/// Odds ratio of the dependence of lists 1 and 2.
const ODDS: [f64; 4] = [0.5, 1.0, 2.0, 5.0];
const CLASSES: [usize; 3] = [1, 2, 3];
/// Whether list 3 refers a third of its people to the last list.
const REFERRAL: [bool; 2] = [false, true];
/// Tables a cell of the grid; 288 cells.
const TABLES: usize = 4;
/// Replicates of the resampled peer interval in the study.
const REPLICATES: usize = 200;
/// People on several lists from which the goals count.
const ENOUGH: f64 = 20.0;
const CHAINS: Length = Length { chains: 2, burn_in: 1_000, kept: 500, thin: 4 };

/// One generated table and its truth.
struct Made {
    truth: f64,
    cells: Cells,
}

/// Draws a table: classes with their own capture chances, one dependent pair, perhaps a referral.
fn make(lists: usize, people: f64, odds: f64, classes: usize, referral: bool, index: usize) -> Made {
    let random = &mut stream(SEED, Purpose::Study, index);
    let size = 1_usize << lists;
    let mut shares = vec![0.0; size];
    let base: Vec<f64> = (0..lists).map(|_| random.random_range(0.03..0.25)).collect();
    let weights: Vec<f64> = (0..classes).map(|_| random.random_range(0.5..1.5)).collect();
    let total: f64 = weights.iter().sum();
    for weight in &weights {
        // Kinds of people differ in how easily any list finds them, threefold up or down at most.
        let ease = if classes == 1 { 1.0 } else { 3.0_f64.powf(random.random_range(-1.0..1.0)) };
        let mut chances = vec![1.0; size];
        for (list, caught) in base.iter().enumerate() {
            let caught = (caught * ease).min(0.9);
            for (pattern, chance) in chances.iter_mut().enumerate() {
                *chance *= if pattern >> list & 1 == 1 { caught } else { 1.0 - caught };
            }
        }
        // The cell of both lists is scaled so that the pair has this odds ratio within the class.
        for (pattern, chance) in chances.iter_mut().enumerate() {
            *chance *= if pattern & 3 == 3 { odds } else { 1.0 };
        }
        let sum: f64 = chances.iter().sum();
        shares.iter_mut().zip(&chances).for_each(|(share, chance)| *share += weight / total * chance / sum);
    }
    if referral {
        let (from, to) = (1 << 2, if lists == 3 { 1 } else { 1 << (lists - 1) });
        for pattern in 0..size {
            if pattern & from != 0 && pattern & to == 0 {
                let moved = shares[pattern] / 3.0;
                shares[pattern] -= moved;
                shares[pattern | to] += moved;
            }
        }
    }
    let truth = (people / (1.0 - shares[0])).round();
    let mut drawn = vec![0.0; size];
    multinomial(random, truth as u64, &shares, &mut drawn);
    Made { truth, cells: Cells::from_counts(lists, drawn) }
}

type Answers = BTreeMap<&'static str, Option<(f64, f64)>>;

/// Every interval of the ladder without resampling, the resampled one of SparseMSE's rule and ours; and
/// whether our verdict refuses.
fn answers(cells: &Cells) -> (Answers, bool) {
    let names = (0..cells.lists()).map(|list| list.to_string()).collect();
    let table = Table { names, cells: cells.clone(), notes: Vec::new() };
    let options = ladder::Options { bootstrap: 0, chains: CHAINS, ..ladder::Options::default() };
    let climbed = ladder::climb(&table, &options, &Progress::silent()).expect("not cancelled");
    let mut all = Answers::new();
    for rung in &climbed.estimates {
        let offered = !rung.reason.as_ref().is_some_and(|reason| reason.starts_with("not offered"));
        if offered {
            all.insert(rung.estimator.name(), rung.lower.zip(rung.upper));
        }
    }
    let point = climbed.estimates.iter().find(|rung| rung.estimator == Estimator::StepwiseP02);
    let resampled = point.and_then(|rung| rung.n).and_then(|n| {
        bootstrap::run(cells, REPLICATES, 1, n, ladder::stepwise_population, &Progress::silent()).ok()
    });
    all.insert("stepwise_p02, bca", resampled.map(|drawn| (drawn.lower, drawn.upper)));
    all.insert("ours, averaged by BIC", climbed.average);
    let verdict = verdict::weigh(&Evidence {
        lists: cells.lists(),
        on_several: cells.on_several(),
        estimates: &climbed.estimates,
        range: climbed.average,
        near: None,
        consistency: &[],
        overlaps: &checks::overlaps(&table),
        linkage: None,
    });
    (all, verdict.level == Level::Refused)
}

#[derive(Default)]
struct Score {
    tables: f64,
    held: f64,
    widths: Vec<f64>,
    scores: Vec<f64>,
    without: f64,
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let path = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => "target/bench/coverage.json".to_owned(),
        ["--json", path] => (*path).to_owned(),
        other => panic!("give nothing or --json PATH, not {other:?}"),
    };
    let mut grid = Vec::new();
    for lists in LISTS {
        for people in PEOPLE {
            for odds in ODDS {
                for classes in CLASSES {
                    for referral in REFERRAL {
                        grid.extend((0..TABLES).map(|_| (lists, people, odds, classes, referral)));
                    }
                }
            }
        }
    }
    let results: Vec<(bool, bool, f64, Answers)> = grid
        .par_iter()
        .enumerate()
        .map(|(index, (lists, people, odds, classes, referral))| {
            let made = make(*lists, *people, *odds, *classes, *referral, index);
            let (answers, refuses) = answers(&made.cells);
            (made.cells.on_several() >= ENOUGH, refuses, made.truth, answers)
        })
        .collect();
    let mut report = Vec::new();
    for (title, only_enough) in
        [("tables with 20 or more people on several lists", true), ("all tables", false)]
    {
        let chosen: Vec<_> = results.iter().filter(|(enough, ..)| *enough || !only_enough).collect();
        let refused = chosen.iter().filter(|(_, refused, ..)| *refused).count() as f64 / chosen.len() as f64;
        println!("\n{title}: {}; our verdict refuses {:.1} %", chosen.len(), 100.0 * refused);
        println!(
            "{:<26} {:>7} {:>9} {:>9} {:>12} {:>10}",
            "interval", "tables", "coverage", "ln-width", "mean score", "no answer"
        );
        let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
        for (_, _, truth, answers) in &chosen {
            for (name, answer) in answers {
                let score = scores.entry(name).or_default();
                score.tables += 1.0;
                let Some((lower, upper)) = answer.filter(|(_, upper)| upper.is_finite()) else {
                    score.without += 1.0;
                    continue;
                };
                let (low, high, at) = (lower.max(1.0).ln(), upper.max(1.0).ln(), truth.ln());
                let missed = (low - at).max(at - high).max(0.0);
                score.held += f64::from(u8::from(missed == 0.0));
                score.widths.push(high - low);
                score.scores.push(high - low + 2.0 / 0.05 * missed);
            }
        }
        for (name, mut score) in scores {
            let answered = score.scores.len() as f64;
            let mean = score.scores.iter().sum::<f64>() / answered;
            let (coverage, width, none) =
                (score.held / answered, median(&mut score.widths), score.without / score.tables);
            println!("{name:<26} {:>7} {coverage:>9.3} {width:>9.2} {mean:>12.2} {none:>10.3}", score.tables);
            report.push(json!({ "tables": title, "interval": name, "n": score.tables, "coverage": coverage,
                "median_ln_width": width, "mean_interval_score": mean, "no_answer": none, "refused": refused }));
        }
    }
    let path = Path::new(&path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the report's folder");
    std::fs::write(path, serde_json::to_vec_pretty(&report).expect("json")).expect("the report");
}
