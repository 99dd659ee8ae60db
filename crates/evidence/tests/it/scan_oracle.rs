//! New York leukaemia (281 tracts): the figures of the formula, not of the package that truncates totals.

use havenward_evidence::progress::Progress;
use havenward_evidence::scan::{self, Cluster, Controls, Model, Region, scan};

const NEW_YORK: &str = include_str!("../data/scan_ny_leukemia.csv");
/// Kulldorff 1997 on fractional cases with windows up to 15 % of the population.
const LLR: f64 = 13.278_158;

fn new_york() -> Vec<Region> {
    scan::read(NEW_YORK.as_bytes()).unwrap()
}

fn controls() -> Controls {
    Controls { max_share: 0.15, ..Controls::default() }
}

fn on_threads(threads: usize, regions: &[Region], controls: &Controls) -> Vec<Cluster> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| scan(regions, controls, &Progress::silent()).unwrap().clusters)
}

#[test]
fn new_york_has_its_cluster() {
    let found = scan(&new_york(), &controls(), &Progress::silent()).unwrap();
    let first = &found.clusters[0];
    assert_eq!(first.ids.len(), 30);
    assert!((first.llr - LLR).abs() < 1e-5, "{}", first.llr);
    assert!((first.cases - 108.7639).abs() < 1e-4 && (first.expected - 66.1039).abs() < 1e-4);
    // 0.0004 with 99,999 tables; with 999 it is 0.001 or the next step.
    assert!(first.p.unwrap() <= 0.003);
    let mut seen = std::collections::BTreeSet::new();
    assert!(found.clusters.iter().flat_map(|cluster| &cluster.ids).all(|id| seen.insert(id)));
    assert!(found.clusters.windows(2).all(|pair| pair[0].llr >= pair[1].llr));
}

#[test]
fn any_number_of_threads_gives_the_same_answer() {
    let regions = new_york();
    for model in [Model::Poisson, Model::ExpectationBased] {
        let controls = Controls { model, replicates: 99, ..controls() };
        let one = on_threads(1, &regions, &controls);
        assert_eq!(one, on_threads(2, &regions, &controls));
        assert_eq!(one, on_threads(8, &regions, &controls));
    }
}

/// Eight regions in a row, six quiet periods, and a rise in two neighbours in the last two.
fn a_rise() -> Vec<Region> {
    (0..8)
        .map(|at| {
            let mut cases = vec![4.0; 8];
            if at == 2 || at == 3 {
                cases[6] = 14.0;
                cases[7] = 15.0;
            }
            Region {
                id: format!("r{at}"),
                x_km: f64::from(at),
                y_km: 0.0,
                population: 1000.0,
                cases,
                expected: Some(vec![4.0; 8]),
            }
        })
        .collect()
}

#[test]
fn space_and_time_find_the_rise_where_and_when_it_is() {
    for model in [Model::Poisson, Model::ExpectationBased] {
        let controls =
            Controls { model, max_share: 0.5, max_periods: 4, replicates: 99, ..Controls::default() };
        let found = scan(&a_rise(), &controls, &Progress::silent()).unwrap();
        let first = &found.clusters[0];
        let mut ids = first.ids.clone();
        ids.sort();
        assert_eq!((ids.as_slice(), first.periods), (["r2".to_owned(), "r3".to_owned()].as_slice(), 2));
        assert!((first.cases - 58.0).abs() < 1e-12 && (first.expected - 16.0).abs() < 1e-12);
        assert_eq!(first.p, Some(0.01));
    }
}

#[test]
fn without_a_cluster_p_is_spread_evenly() {
    // The same table at forty seeds of simulated truth: p under .1 about one time in ten.
    let regions = new_york();
    let mut low = 0;
    for seed in 0..40 {
        let flat = simulated(&regions, seed);
        let controls = Controls { replicates: 99, max_share: 0.15, seed: 1000 + seed, ..Controls::default() };
        let found = scan(&flat, &controls, &Progress::silent()).unwrap();
        low += u32::from(found.clusters[0].p.unwrap() <= 0.1);
    }
    // Binomial(40, .1): more than 11 has a chance of 0.002.
    assert!(low <= 11, "{low}");
}

fn simulated(regions: &[Region], seed: u64) -> Vec<Region> {
    use rand::{RngExt as _, SeedableRng as _};
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
    let total: f64 = regions.iter().map(|region| region.population).sum();
    let mut flat = regions.to_vec();
    for region in &mut flat {
        region.cases = vec![0.0];
    }
    for _ in 0..592 {
        let mut left = random.random::<f64>() * total;
        let at = regions.iter().position(|region| {
            left -= region.population;
            left < 0.0
        });
        flat[at.unwrap_or(0)].cases[0] += 1.0;
    }
    flat
}

#[test]
fn bad_tables_are_refused_with_line_column_and_mend() {
    let refused = |text: &str| scan::read(text.as_bytes()).unwrap_err().to_string();
    let head = "id,x_km,y_km,population,cases\n";
    assert!(refused("id,x_km,y_km,population\n").contains("no column `cases`"));
    assert!(refused("id,x_km,y_km,population,cases,cases\n").contains("twice"));
    assert!(refused(&format!("{head}a,0,0,10,-1\n")).contains("line 2, column cases: `-1` is below 0"));
    assert!(refused(&format!("{head}a,0,0,ten,1\n")).contains("line 2, column population"));
    assert!(refused(&format!("{head}a,0,0,10,\n")).contains("line 2, column cases: `` is no number"));
    assert!(refused(&format!("{head}a,inf,0,10,1\n")).contains("column x_km"));
    assert!(
        refused(&format!("{head}a,0,0,10,1\na,1,1,10,1\n")).contains("line 3, column id: `a` is there twice")
    );
    assert!(refused(&format!("{head}a,0,0,10\n")).contains("line 2: 4 fields"));
    let periods =
        "id,period,x_km,y_km,population,cases\na,2024-01,0,0,1,1\nb,2024-01,0,0,1,1\na,2024-02,0,0,1,1\n";
    assert!(refused(periods).contains("1 pairs of region and period"));

    let scanned = |text: &str| {
        scan(&scan::read(text.as_bytes()).unwrap(), &Controls::default(), &Progress::silent())
            .unwrap_err()
            .to_string()
    };
    assert!(scanned(&format!("{head}a,0,0,10,1\n")).contains("fewer than two regions"));
    assert!(scanned(&format!("{head}a,0,0,10,0\nb,0,0,10,0\n")).contains("no case"));
    assert!(scanned(&format!("{head}a,0,0,0,1\nb,0,0,0,2\n")).contains("nobody lives"));
}
