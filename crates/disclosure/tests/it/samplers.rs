//! The samplers against their exact distributions.

use havenward_disclosure::noise::exact::{Gaussian, Ratio, bernoulli_exp, laplace, uniform};
use havenward_disclosure::noise::key::{NoiseKey, Purpose};
use proptest::prelude::*;

const DRAWS: usize = 200_000;

fn random(seed: u64) -> rand_chacha::ChaCha20Rng {
    NoiseKey::insecure_test_seed(seed).stream(Purpose::Attack)
}

/// Whether a number of hits agrees with a probability: a fair sampler fails once in 10⁹ at most.
///
/// Chernoff's bound holds for every probability, also where a single hit in all draws is already rare and the
/// count is far from normal: P(a share at least as far off on its side) ≤ exp(−draws · KL(share ‖ probability)).
fn agrees(hits: usize, draws: usize, probability: f64) -> bool {
    let share = hits as f64 / draws as f64;
    let term = |of: f64, over: f64| if of == 0.0 { 0.0 } else { of * (of / over).ln() };
    let divergence = term(share, probability) + term(1.0 - share, 1.0 - probability);
    draws as f64 * divergence <= (2.0 / 1e-9_f64).ln()
}

#[test]
fn the_agreement_of_a_count_is_neither_blind_nor_jumpy() {
    // One hit where 1.7 % of all runs have one, and none where nearly no run has none.
    assert!(agrees(1, 20_000, 8.5e-7));
    assert!(agrees(0, 20_000, 8.5e-7));
    assert!(!agrees(9, 20_000, 8.5e-7));
    assert!(!agrees(0, 20_000, 0.002));
    // Seven standard deviations about a half.
    assert!(agrees(10_400, 20_000, 0.5));
    assert!(!agrees(10_500, 20_000, 0.5));
}

/// P(x) of the discrete Gaussian by summing its weights.
fn gaussian(variance: f64, x: i64) -> f64 {
    let weight = |x: i64| (-(x * x) as f64 / (2.0 * variance)).exp();
    let reach = (variance.sqrt() * 40.0) as i64 + 2;
    weight(x) / (-reach..=reach).map(weight).sum::<f64>()
}

#[test]
fn the_gaussian_has_its_exact_probabilities() {
    for (over, under) in [(1, 4), (1, 1), (9, 2), (400, 1), (100_000, 3)] {
        let noise = Gaussian::new(Ratio::new(over, under).unwrap()).unwrap();
        let mut random = random(over as u64);
        let draws: Vec<i64> = (0..DRAWS).map(|_| noise.sample(&mut random)).collect();
        let variance = over as f64 / under as f64;
        let scale = variance.sqrt().ceil() as i64;
        for x in [-3 * scale, -scale, -1, 0, 1, scale, 2 * scale] {
            let hits = draws.iter().filter(|&&draw| draw == x).count();
            assert!(agrees(hits, DRAWS, gaussian(variance, x)), "s² {variance}, x {x}: {hits}");
        }
        let above = draws.iter().filter(|&&draw| draw > scale).count();
        let tail: f64 = (scale + 1..scale * 40 + 40).map(|x| gaussian(variance, x)).sum();
        assert!(agrees(above, DRAWS, tail), "s² {variance}: {above} above {scale}");
    }
}

#[test]
fn the_gaussian_has_the_golden_values() {
    // s² = 1/4: P(0) .78657071, variance .215013; s² = 1: P(0) .39894228 (recomputed from the definition).
    assert!((gaussian(0.25, 0) - 0.786_570_71).abs() < 1e-8);
    assert!((gaussian(1.0, 0) - 0.398_942_28).abs() < 1e-8);
    let noise = Gaussian::new(Ratio::new(1, 4).unwrap()).unwrap();
    let mut random = random(5);
    let squares: i64 = (0..DRAWS).map(|_| noise.sample(&mut random).pow(2)).sum();
    assert!((squares as f64 / DRAWS as f64 - 0.215_013).abs() < 0.005);
}

#[test]
fn the_laplace_has_its_exact_probabilities() {
    for t in [1_u64, 3, 50] {
        let mut random = random(t);
        let draws: Vec<i64> = (0..DRAWS).map(|_| laplace(&mut random, t)).collect();
        let q = (-1.0 / t as f64).exp();
        for x in [-(t as i64), -1, 0, 1, 2 * t as i64] {
            let hits = draws.iter().filter(|&&draw| draw == x).count();
            let probability = (1.0 - q) / (1.0 + q) * q.powi(x.unsigned_abs() as i32);
            assert!(agrees(hits, DRAWS, probability), "t {t}, x {x}: {hits}");
        }
    }
}

#[test]
fn the_noise_of_a_cost_is_never_less_than_it_must_be() {
    for rho in [1e-6, 0.0123, 0.5, 3.7] {
        for sensitivity in [1, 7] {
            let noise = Gaussian::for_rho(rho, sensitivity).unwrap();
            let cost = f64::from(sensitivity).powi(2) / (2.0 * noise.variance());
            assert!(cost <= rho && cost > rho * 0.95, "{rho}: {cost}");
        }
    }
    assert_eq!(Gaussian::for_rho(0.0, 1), None);
    assert_eq!(Gaussian::for_rho(f64::NAN, 1), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_coin_of_any_exponent_falls_as_often_as_it_should(over in 0_u32..4_000, under in 1_u32..1_000, seed: u64) {
        let g = Ratio::new(over.into(), under.into()).unwrap();
        let mut random = random(seed);
        let hits = (0..20_000).filter(|_| bernoulli_exp(&mut random, g)).count();
        prop_assert!(agrees(hits, 20_000, (-f64::from(over) / f64::from(under)).exp()));
    }

    #[test]
    fn a_uniform_number_is_below_its_bound_and_hits_each_part(below in 2_u128..1 << 100, seed: u64) {
        let mut random = random(seed);
        let draws: Vec<u128> = (0..2_000).map(|_| uniform(&mut random, below)).collect();
        prop_assert!(draws.iter().all(|&draw| draw < below));
        let low = draws.iter().filter(|&&draw| draw < below / 2).count();
        prop_assert!(agrees(low, 2_000, (below / 2) as f64 / below as f64));
    }
}
