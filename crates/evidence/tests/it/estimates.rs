//! Golden values of single methods, with their sources.

use havenward_evidence::mse::fit::Bench;
use havenward_evidence::mse::latent::{self, Length};
use havenward_evidence::mse::{bootstrap, chao, dga, ladder, profile, stepwise};
use havenward_evidence::progress::Progress;

use crate::tables::{file, published};

/// "poisson abundance" and `sparse_stepwise_p02` of the recorded runs.
#[test]
fn independence_and_stepwise_equal_the_recorded_runs() {
    let text = file("reference_runs.csv");
    let mut checked = 0;
    for line in text.lines().skip(1) {
        let row: Vec<&str> = line.splitn(8, ',').collect();
        let table = published(&format!("{}.csv", row[0]));
        let mut bench = Bench::new(&table);
        match row[1] {
            "independence" => {
                let recorded: f64 = row[7]
                    .split("poisson abundance=")
                    .nth(1)
                    .unwrap()
                    .split(' ')
                    .next()
                    .unwrap()
                    .parse()
                    .unwrap();
                let n = table.observed() + bench.fit(std::iter::empty()).unseen;
                assert!((n - recorded).abs() < 6e-4, "{line}: {n}");
                let ends = profile::run(&table, &[], n - table.observed());
                for (ours, recorded) in [(ends.n, row[2]), (ends.lower, row[3]), (ends.upper, row[4])] {
                    let recorded: f64 = recorded.parse().unwrap();
                    assert!((ours / recorded - 1.0).abs() < 5e-6, "{line}: {ours}");
                }
            }
            "sparse_stepwise_p02" => {
                let recorded: f64 = row[2].parse().unwrap();
                let answer = stepwise::run(&mut bench);
                let n = table.observed() + answer.fit.unseen;
                assert!((n / recorded - 1.0).abs() < 1e-6, "{line}: {n}");
            }
            _ => continue,
        }
        checked += 1;
    }
    assert_eq!(checked, 16);
}

/// Medians and limits of dga 2.0.2 with its prior and grids, to the unit; means to the unit.
#[test]
fn decomposable_graphs_equal_dga() {
    for (name, grid, median, lower, upper, mean) in [
        ("uk_2013_5list.csv", 60_000, 22_990.0, 10_387.0, 33_509.0, 21_282.0),
        ("netherlands_2010_2015_5list.csv", 150_000, 48_761.0, 41_197.0, 154_998.0, 63_810.0),
        ("new_orleans_5list.csv", 60_000, 869.0, 511.0, 1_762.0, 937.0),
        ("western_us_5list.csv", 60_000, 2_133.0, 1_343.0, 3_880.0, 2_258.0),
        ("kosovo_1999_4list.csv", 20_000, 12_595.0, 9_827.0, 16_543.0, 12_749.0),
    ] {
        let answer = dga::on_grid(&published(name), grid);
        assert_eq!(
            [answer.median, answer.lower, answer.upper, answer.mean.round()],
            [median, lower, upper, mean]
        );
    }
}

/// With 400,000 missing people allowed the Dutch upper end is 209,342 and the median 50,451 (dga 2.0.2).
#[test]
fn an_answer_that_leans_on_its_grid_says_so() {
    let table = published("netherlands_2010_2015_5list.csv");

    assert!(dga::on_grid(&table, 150_000).leans_on_grid);
    let wide = dga::on_grid(&table, 400_000);
    assert_eq!([wide.median, wide.upper], [50_451.0, 209_342.0]);
    assert!(!dga::run(&published("kosovo_1999_4list.csv")).leans_on_grid);
}

/// Chao (1987) with (L-1)/L.
#[test]
fn chao_uses_people_on_one_and_two_lists() {
    for (name, n) in [
        ("uk_2013_5list.csv", 14_642.19),
        ("western_us_5list.csv", 2_319.93),
        ("new_orleans_5list.csv", 1_382.16),
        ("netherlands_2010_2015_5list.csv", 66_638.61),
    ] {
        assert!((chao::run(&published(name)).unwrap().n - n).abs() < 0.006, "{name}");
    }
}

/// Mean (sd) over 12 seeds of LCMCR 0.4.14, 110,000 sweeps each: 2.5 %, median and 97.5 %.
#[test]
fn latent_classes_agree_with_lcmcr_over_seeds() {
    for (name, recorded) in [
        ("western_us_5list.csv", [(1_300.0, 25.0), (1_835.0, 14.0), (2_975.0, 83.0)]),
        ("new_orleans_5list.csv", [(571.0, 8.0), (833.0, 9.0), (1_355.0, 24.0)]),
        ("kosovo_1999_4list.csv", [(9_005.0, 277.0), (10_426.0, 118.0), (14_148.0, 755.0)]),
    ] {
        let table = published(name);
        let length = Length { chains: 1, burn_in: 2_000, kept: 1_000, thin: 10 };
        let runs: Vec<_> =
            (0..12).map(|seed| latent::run(&table, length, seed, &Progress::silent()).unwrap()).collect();
        for (place, (mean, sd)) in recorded.into_iter().enumerate() {
            let ours: Vec<f64> = runs.iter().map(|run| [run.lower, run.median, run.upper][place]).collect();
            let own_mean = ours.iter().sum::<f64>() / 12.0;
            let own_variance = ours.iter().map(|n| (n - own_mean).powi(2)).sum::<f64>() / 11.0;
            let allowed = 3.0 * (sd * sd / 12.0 + own_variance / 12.0).sqrt();
            assert!((own_mean - mean).abs() < allowed, "{name} {place}: {own_mean} ± {allowed}");
        }
    }
}

/// Several modes: chains of this length do not agree on the United Kingdom's table.
#[test]
fn chains_that_disagree_say_so() {
    let length = Length { chains: 6, burn_in: 2_000, kept: 500, thin: 20 };

    assert!(
        !latent::run(&published("uk_2013_5list.csv"), length, 1, &Progress::silent())
            .unwrap()
            .has_converged()
    );
    let netherlands =
        latent::run(&published("netherlands_2010_2015_5list.csv"), length, 3, &Progress::silent()).unwrap();
    assert!(!netherlands.has_converged());
}

/// The recorded BCa intervals come from another stream of randomness and few replicates: near, not equal.
#[test]
fn resampled_intervals_are_near_those_of_sparsemse() {
    for (name, lower, upper) in [
        ("kosovo_1999_4list.csv", 12_595.8, 16_527.5),
        ("uk_2013_5list.csv", 8_922.2, 15_652.8),
        ("new_orleans_5list.csv", 588.8, 1_703.7),
    ] {
        let table = published(name);
        let point = ladder::stepwise_population(&mut Bench::new(&table));
        let drawn = bootstrap::run(&table, 2_000, 1, point, ladder::stepwise_population, &Progress::silent())
            .unwrap();
        assert_eq!(drawn.limits, bootstrap::Limits::Bca);
        assert!((drawn.lower / lower - 1.0_f64).abs() < 0.12, "{name} {}", drawn.lower);
        assert!((drawn.upper / upper - 1.0_f64).abs() < 0.12, "{name} {}", drawn.upper);
    }
}
