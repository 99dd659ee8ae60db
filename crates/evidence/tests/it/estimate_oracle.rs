//! Recorded answers of the reference packages.

use havenward_evidence::mse::bic;
use havenward_evidence::mse::family::Family;
use havenward_evidence::mse::fit::Bench;
use havenward_evidence::mse::stepwise;
use havenward_evidence::mse::tails::Z_95;

use crate::tables::{cells, file, published};

/// Splits a line of a CSV file in which some fields stand in quotes.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            other => fields.last_mut().unwrap().push(other),
        }
    }
    fields
}

fn near(ours: f64, theirs: &str, relative: f64) -> bool {
    let theirs: f64 = theirs.parse().unwrap();
    (ours / theirs - 1.0).abs() < relative
}

/// SparseMSE 2.0.1 on four tables and twenty resamples of each.
#[test]
fn stepwise_equals_sparsemse_on_every_resample() {
    let text = file("mse_resamples.csv");
    let mut rows = 0;
    for line in text.lines().skip(1) {
        let row = fields(line);
        let table = cells(&row[3], &row[4]);
        let names: Vec<&str> = row[2].split(' ').collect();
        let mut bench = Bench::new(&table);
        let answer = stepwise::run(&mut bench);
        let n = table.observed();
        let place = format!("{} {}", row[0], row[1]);
        assert!(near(n + answer.fit.unseen, &row[5], 1e-6), "{place}");
        let end = |sign: f64| n + answer.fit.unseen * (sign * Z_95 * answer.fit.log_error).exp();
        assert!(near(end(-1.0), &row[6], 1e-4) && near(end(1.0), &row[7], 1e-4), "{place}");
        let mut terms: Vec<String> = answer
            .pairs
            .iter()
            .filter(|pair| table.overlap(**pair) > 0.0)
            .map(|pair| {
                (0..names.len())
                    .filter(|list| pair & (1 << list) != 0)
                    .map(|list| names[list])
                    .collect::<Vec<_>>()
                    .join(":")
            })
            .collect();
        let mut expected: Vec<&str> = row[8].split('+').filter(|term| term.contains(':')).collect();
        // Western 15 has two lists of equal size and an exact tie, in which the order is rounding.
        terms.sort();
        expected.sort_unstable();
        assert_eq!(terms, expected, "{place}");
        rows += 1;
    }
    assert_eq!(rows, 84);
}

/// MultipleSystemsEstimation 1.2.0: best of all pair models.
#[test]
fn the_best_pair_model_equals_multiplesystemsestimation() {
    let text = file("mse_resamples.csv");
    let family = Family::pairs(5);
    let mut rows = 0;
    for row in text.lines().skip(1).map(fields).filter(|row| !row[9].is_empty()) {
        let table = cells(&row[3], &row[4]);
        let place = format!("{} {}", row[0], row[1]);
        let ranked = bic::rank(&table, &family);
        let best = ranked.first().unwrap();
        assert_eq!(family.name(best.model), row[10], "{place}");
        assert!(near(table.observed() + best.fit.unseen, &row[9], 1e-6), "{place}");
        assert!((best.bic - row[11].parse::<f64>().unwrap()).abs() < 2e-6, "{place}");
        let mut bench = Bench::new(&table);
        let start = stepwise::run(&mut bench).pairs;
        let leapt = bic::best(&mut bench, &family, &start).unwrap();
        assert_eq!(leapt.model, best.model, "{place}");
        rows += 1;
    }
    assert_eq!(rows, 44);
}

/// Golden values of Rcapture 1.4-4: estimate, model, criterion and number of models with an estimate.
#[test]
fn the_best_hierarchical_model_equals_rcapture() {
    let golden = [
        ("uk_2013_5list.csv", 25_311.290_613, "[123,25,34]", 195.879_106, Some(6_084)),
        ("netherlands_2010_2015_5list.csv", 148_788.758_991, "[135,12,24,34]", 219.170_729, Some(6_083)),
        ("new_orleans_5list.csv", 1_034.151_065, "[1,2,3,4,5]", 96.851_524, Some(5_925)),
        ("western_us_5list.csv", 2_483.383_920, "[15,2,3,4]", 118.744_315, Some(3_354)),
        ("kosovo_1999_4list.csv", 10_356.518_957, "[123,14,34]", 203.029_633, None),
    ];
    for (name, n, model, criterion, kept) in golden {
        let table = published(name);
        let family = Family::hierarchical(table.lists(), 3);
        let ranked = bic::rank(&table, &family);
        let best = ranked.first().unwrap();
        assert_eq!(family.name(best.model), model, "{name}");
        assert!((best.bic - criterion).abs() < 2e-6, "{name} {}", best.bic);
        assert!(((table.observed() + best.fit.unseen) / n - 1.0).abs() < 1e-8, "{name}");
        if let Some(kept) = kept {
            assert_eq!(ranked.len(), kept, "{name}");
        }
        let mut bench = Bench::new(&table);
        assert_eq!(bic::best(&mut bench, &family, &[]).unwrap().model, best.model, "{name}");
    }
}
