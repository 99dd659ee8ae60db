//! Randomness by counter: a stream for each (seed, purpose, index), never for a thread.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Binomial, Distribution};

/// What a stream is for; streams of two purposes never meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Resampled tables.
    Resample = 1,
    /// Markov chains of the latent-class model.
    Chain = 2,
    /// Tables of the coverage study.
    Study = 3,
}

/// The stream with this number.
pub fn stream(seed: u64, purpose: Purpose, index: usize) -> ChaCha8Rng {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream((purpose as u64) << 56 | index as u64);
    random
}

/// How many of `n` fall to a share; shares outside [0, 1] are cut.
pub fn binomial(random: &mut ChaCha8Rng, n: u64, share: f64) -> u64 {
    if n == 0 || share.is_nan() || share <= 0.0 {
        return 0;
    }
    if share >= 1.0 {
        return n;
    }
    Binomial::new(n, share).map_or(0, |law| law.sample(random))
}

/// Distributes `n` people over cells in proportion to `weights`, one cell after the other.
pub fn multinomial(random: &mut ChaCha8Rng, n: u64, weights: &[f64], into: &mut [f64]) {
    let mut left = n;
    let mut rest: f64 = weights.iter().sum();
    for (weight, count) in weights.iter().zip(into.iter_mut()) {
        let drawn = if *weight > 0.0 { binomial(random, left, weight / rest) } else { 0 };
        *count = drawn as f64;
        left -= drawn;
        rest -= weight;
    }
    // What rounding of the weights left over belongs to the last cell with a weight.
    if left > 0
        && let Some(last) = weights.iter().rposition(|weight| *weight > 0.0)
        && let Some(count) = into.get_mut(last)
    {
        *count += left as f64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resample_keeps_the_number_of_people() {
        for index in 0..50 {
            let mut drawn = [0.0; 4];
            multinomial(
                &mut stream(7, Purpose::Resample, index),
                2_744,
                &[0.0, 0.3, 1_000.0, 1e-9],
                &mut drawn,
            );
            assert_eq!(drawn.iter().sum::<f64>(), 2_744.0);
            assert_eq!(drawn[0], 0.0);
        }
    }

    #[test]
    fn streams_are_apart_and_repeatable() {
        use rand::Rng as _;
        let first = |purpose, index| stream(1, purpose, index).next_u64();

        assert_eq!(first(Purpose::Resample, 3), first(Purpose::Resample, 3));
        assert_ne!(first(Purpose::Resample, 3), first(Purpose::Resample, 4));
        assert_ne!(first(Purpose::Resample, 3), first(Purpose::Chain, 3));
    }
}
