//! The secret that all noise of a release comes from.
//!
//! Whoever knows it subtracts the noise. So it comes from the operating system, is never printed, and is
//! wiped when dropped.

use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;
use zeroize::{Zeroize as _, Zeroizing};

/// Words on every file and report whose noise came from a known seed.
pub const NOT_PRIVATE: &str = "NOT PRIVATE: test seed";

/// 256 bits that the noise of one release is drawn from.
pub struct NoiseKey {
    secret: Zeroizing<[u8; 32]>,
    is_test: bool,
}

/// What a stream of noise is for. Streams are independent, so work can be shared out between threads.
#[derive(Debug, Clone, Copy)]
pub enum Purpose {
    /// A measured marginal, by its number.
    Marginal(u32),
    /// Which marginals are measured.
    Choice(usize),
    /// Which rows of one person count.
    Contribution,
    /// Drawing records from what was measured; costs nothing.
    Records(u32),
    /// Attacks of the internal report.
    Attack,
}

impl NoiseKey {
    /// A key from 256 bits of the operating system.
    pub fn new(secret: Zeroizing<[u8; 32]>) -> NoiseKey {
        NoiseKey { secret, is_test: false }
    }

    /// A key anybody can guess. What is made with it says so everywhere and may not be published.
    pub fn insecure_test_seed(seed: u64) -> NoiseKey {
        let mut random = ChaCha20Rng::seed_from_u64(seed);
        let mut secret = [0; 32];
        rand::Rng::fill_bytes(&mut random, &mut secret);
        let key = NoiseKey { secret: Zeroizing::new(secret), is_test: true };
        secret.zeroize();
        key
    }

    /// Whether the noise can be guessed.
    pub fn is_test(&self) -> bool {
        self.is_test
    }

    /// The stream of one purpose.
    pub fn stream(&self, purpose: Purpose) -> ChaCha20Rng {
        let mut random = ChaCha20Rng::from_seed(*self.secret);
        random.set_stream(match purpose {
            Purpose::Choice(round) => (3 << 32) | round as u64,
            Purpose::Contribution => 3,
            Purpose::Attack => 4,
            Purpose::Marginal(number) => (1 << 32) | u64::from(number),
            Purpose::Records(number) => (2 << 32) | u64::from(number),
        });
        random
    }
}
