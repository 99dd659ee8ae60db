//! Exact samplers of integer noise: integers and rationals only, no floating point.
//!
//! Canonne, Kamath, Steinke, "The Discrete Gaussian for Differential Privacy", NeurIPS 2020, algorithms 1
//! to 3. Floating-point noise leaks through its gaps (Mironov 2012), so none is used here.

use rand::Rng;

/// A fraction that is not negative. The denominator is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    over: u128,
    under: u128,
}

impl Ratio {
    /// The fraction, or nothing where the denominator is zero.
    pub fn new(over: u128, under: u128) -> Option<Ratio> {
        (under > 0).then_some(Ratio { over, under })
    }

    /// As a floating-point number, for reports only.
    #[expect(clippy::cast_precision_loss, reason = "for reports")]
    pub fn to_f64(self) -> f64 {
        self.over as f64 / self.under as f64
    }
}

/// A whole number drawn uniformly from 0 to `below` - 1 by rejection; 0 where `below` is 0.
pub fn uniform(random: &mut impl Rng, below: u128) -> u128 {
    if below <= 1 {
        return 0;
    }
    let top = below - 1;
    if let Ok(top) = u64::try_from(top) {
        let shift = top.leading_zeros();
        loop {
            let drawn = random.next_u64() >> shift;
            if drawn <= top {
                return u128::from(drawn);
            }
        }
    }
    let shift = top.leading_zeros();
    loop {
        let drawn = ((u128::from(random.next_u64()) << 64) | u128::from(random.next_u64())) >> shift;
        if drawn <= top {
            return drawn;
        }
    }
}

/// True with probability exp(-g).
///
/// For g in [0,1] draws until Bernoulli(g/K) fails for the first time, K = 1, 2, …: true if that K is odd;
/// a larger g is a product with exp(-1). The arithmetic wraps nowhere: a denominator times K stays below
/// 2^128 for every K that is ever reached, because K beyond 40 has a probability below 10^-47.
pub fn bernoulli_exp(random: &mut impl Rng, g: Ratio) -> bool {
    for _ in 0..g.over / g.under {
        if !below_one(random, 1, 1) {
            return false;
        }
    }
    below_one(random, g.over % g.under, g.under)
}

fn below_one(random: &mut impl Rng, over: u128, under: u128) -> bool {
    let mut k: u128 = 1;
    while uniform(random, under.saturating_mul(k)) < over {
        k += 1;
    }
    k % 2 == 1
}

/// Discrete Laplace noise of scale `t`: P(x) proportional to exp(-|x|/t). `t` is at least 1.
pub fn laplace(random: &mut impl Rng, t: u64) -> i64 {
    let scale = u128::from(t.max(1));
    loop {
        let u = uniform(random, scale);
        if !below_one(random, u, scale) {
            continue;
        }
        let mut v: u128 = 0;
        while below_one(random, 1, 1) {
            v += 1;
        }
        let size = u + scale * v;
        let is_negative = random.next_u32() & 1 == 1;
        if is_negative && size == 0 {
            continue;
        }
        // Beyond 2^63 the probability is below any number a computer can hold.
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        return if is_negative { -size } else { size };
    }
}

/// Discrete Gaussian noise with variance parameter s²: P(x) proportional to exp(-x²/(2 s²)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gaussian {
    /// s² = p/q.
    p: u128,
    q: u128,
    /// floor(s) + 1.
    t: u64,
}

/// Denominator of every variance parameter that is rounded.
const FINE: f64 = 256.0;
/// Largest variance parameter; up to it, no product of the sampler leaves 128 bits.
const LARGEST_VARIANCE: f64 = 1e12;
const LARGEST_WHOLE: u128 = 1_000_000_000_000;

impl Gaussian {
    /// Noise with the variance parameter p/q, from 1/q' to 10^12; nothing outside.
    pub fn new(variance: Ratio) -> Option<Gaussian> {
        let Ratio { over: p, under: q } = variance;
        let is_in_range = p > 0 && q <= 1 << 16 && p / q <= LARGEST_WHOLE;
        is_in_range.then(|| {
            // floor(sqrt(p/q)) = floor(sqrt(floor(p/q))).
            let root = (p / q).isqrt();
            Gaussian { p, q, t: u64::try_from(root).unwrap_or(u64::MAX - 1) + 1 }
        })
    }

    /// The least noise for a cost of rho at the given L2 sensitivity: s² = sensitivity²/(2 rho), rounded up,
    /// so that the true cost is never above rho.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to lie between 0 and 10^15"
    )]
    pub fn for_rho(rho: f64, sensitivity: u32) -> Option<Gaussian> {
        let variance = f64::from(sensitivity) * f64::from(sensitivity) / (2.0 * rho);
        if !(variance > 0.0 && variance <= LARGEST_VARIANCE) {
            return None;
        }
        // One step more than the ceiling absorbs the rounding of the division above.
        let over = (variance * FINE).ceil() as u128 + 1;
        Gaussian::new(Ratio { over, under: FINE as u128 })
    }

    /// The variance parameter s².
    pub fn variance(self) -> f64 {
        Ratio { over: self.p, under: self.q }.to_f64()
    }

    /// The scale s.
    pub fn scale(self) -> f64 {
        self.variance().sqrt()
    }

    /// Draws.
    pub fn sample(self, random: &mut impl Rng) -> i64 {
        let t = u128::from(self.t);
        loop {
            let y = laplace(random, self.t);
            // (|y| - s²/t)² / (2 s²) = (|y| q t - p)² / (2 p q t²).
            let away = (u128::from(y.unsigned_abs()) * self.q * t).abs_diff(self.p);
            let (Some(over), Some(under)) = (
                away.checked_mul(away),
                self.p.checked_mul(2 * self.q).and_then(|under| under.checked_mul(t * t)),
            ) else {
                // Farther out than 10^9 scales: never accepted in the life of the universe.
                continue;
            };
            if bernoulli_exp(random, Ratio { over, under }) {
                return y;
            }
        }
    }
}
