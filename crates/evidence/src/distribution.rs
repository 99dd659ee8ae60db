//! The few distributions that bounds and tests need: normal, Student, Poisson, negative binomial.
//!
//! Counts are summed term by term where that is exact and quick, and taken from the incomplete beta and
//! gamma functions of statrs where the mean is large.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};
use statrs::function::beta::beta_reg;
use statrs::function::gamma::{gamma_ur, ln_gamma};

/// Above this mean a sum from zero is neither quick nor safe from underflow.
const LARGE_MEAN: f64 = 200.0;

/// The standard normal quantile of `p` in (0, 1).
pub fn normal_quantile(p: f64) -> f64 {
    Normal::standard().inverse_cdf(p)
}

/// The share of the standard normal above `z`.
pub fn normal_above(z: f64) -> f64 {
    0.5 * libm::erfc(z / core::f64::consts::SQRT_2)
}

/// Two-sided p of Student's t; 1 where there are no degrees of freedom.
pub fn student_two_sided(t: f64, df: f64) -> f64 {
    match StudentsT::new(0.0, 1.0, df) {
        Ok(student) if t.is_finite() => 2.0 * student.sf(t.abs()),
        Ok(_) if t.is_infinite() => 0.0,
        _ => 1.0,
    }
}

/// Counts with a mean and a variance `phi` times the mean: negative binomial, or Poisson where `phi` is 1.
#[derive(Debug, Clone, Copy)]
pub struct Counts {
    mean: f64,
    phi: f64,
}

impl Counts {
    /// `mean` at least 0; a `phi` of 1 or less is Poisson.
    pub fn new(mean: f64, phi: f64) -> Self {
        Self { mean, phi }
    }

    /// By size and probability, as the conjugate of a gamma prior gives them.
    pub fn of_size(size: f64, prob: f64) -> Self {
        Self { mean: size * (1.0 - prob) / prob, phi: 1.0 / prob }
    }

    fn is_poisson(self) -> bool {
        self.phi <= 1.0
    }

    fn size(self) -> f64 {
        self.mean / (self.phi - 1.0)
    }

    /// P(Y = 0), P(Y = 1), … by their recurrence.
    fn terms(self) -> impl Iterator<Item = f64> {
        let poisson = self.is_poisson();
        let (size, q) = if poisson { (0.0, 0.0) } else { (self.size(), 1.0 - 1.0 / self.phi) };
        let first = if poisson { libm::exp(-self.mean) } else { libm::exp(-size * libm::log(self.phi)) };
        let mut term = first;
        let mut k = 0.0;
        core::iter::once(first).chain(core::iter::from_fn(move || {
            let factor = if poisson { self.mean / (k + 1.0) } else { (size + k) / (k + 1.0) * q };
            term *= factor;
            k += 1.0;
            Some(term)
        }))
    }

    /// P(Y <= y) for a whole `y`.
    pub fn at_most(self, y: f64) -> f64 {
        if y < 0.0 {
            return 0.0;
        }
        if self.mean <= 0.0 {
            return 1.0;
        }
        if self.mean <= LARGE_MEAN && y <= 20.0 * LARGE_MEAN {
            let mut sum = 0.0;
            let mut k = 0.0;
            for term in self.terms() {
                sum += term;
                if k >= y || (k > self.mean && term < sum * 1e-18) {
                    break;
                }
                k += 1.0;
            }
            return sum.min(1.0);
        }
        if self.is_poisson() {
            gamma_ur(y + 1.0, self.mean)
        } else {
            beta_reg(self.size(), y + 1.0, 1.0 / self.phi)
        }
    }

    /// P(Y = y) for a whole `y`.
    pub fn exactly(self, y: f64) -> f64 {
        if self.mean <= 0.0 {
            return if y == 0.0 { 1.0 } else { 0.0 };
        }
        let ln = if self.is_poisson() {
            y * libm::log(self.mean) - self.mean - ln_gamma(y + 1.0)
        } else {
            let size = self.size();
            ln_gamma(size + y) - ln_gamma(size) - ln_gamma(y + 1.0) - size * libm::log(self.phi)
                + y * libm::log1p(-1.0 / self.phi)
        };
        libm::exp(ln)
    }

    /// P(Y > y) + P(Y = y) / 2 (Lancaster 1961): as often too small as too large, also for small means.
    pub fn mid_p(self, y: f64) -> f64 {
        (1.0 - self.at_most(y) + 0.5 * self.exactly(y)).clamp(0.0, 1.0)
    }

    /// The smallest whole y with P(Y <= y) >= p, for p in (0, 1); nothing where the mean is not finite.
    pub fn quantile(self, p: f64) -> Option<f64> {
        if !self.mean.is_finite() || !self.phi.is_finite() {
            return None;
        }
        if self.mean <= 0.0 {
            return Some(0.0);
        }
        // Sums of doubles end a little below one.
        let p = p * (1.0 - 64.0 * f64::EPSILON);
        if self.mean <= LARGE_MEAN {
            let mut sum = 0.0;
            let mut k = 0.0;
            for term in self.terms() {
                sum += term;
                if sum >= p || (k > self.mean && term < f64::MIN_POSITIVE) {
                    break;
                }
                k += 1.0;
            }
            return Some(k);
        }
        let (mut below, mut above) = (-1.0, self.mean + 1.0);
        while self.at_most(above) < p {
            below = above;
            above *= 2.0;
            if above > 1e15 {
                return None;
            }
        }
        above = above.ceil();
        below = f64::floor(below);
        while above - below > 1.0 {
            let middle = f64::midpoint(above, below).floor();
            if self.at_most(middle) >= p { above = middle } else { below = middle }
        }
        Some(above)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_the_smallest_counts_that_reach_their_share() {
        // P(Y <= 22) is .98997 and P(Y <= 5234) is .98991, by summing exact terms.
        assert_eq!(Counts::new(3.0, 1.0).quantile(0.99), Some(8.0));
        assert_eq!(Counts::new(10.0, 2.0).quantile(0.99), Some(23.0));
        assert_eq!(Counts::new(5000.0, 2.0).quantile(0.99), Some(5235.0));
        assert!((normal_quantile(0.99) - 2.326_347_874_040_841).abs() < 1e-12);
        assert!((student_two_sided(2.0, 10.0) - 0.073_388_034_770_740_4).abs() < 1e-12);
    }

    #[test]
    fn the_two_ways_to_a_tail_agree_where_they_meet() {
        for phi in [1.0, 1.3, 4.0] {
            let (small, large) = (Counts::new(LARGE_MEAN, phi), Counts::new(LARGE_MEAN + 1e-9, phi));
            for y in [150.0, 200.0, 260.0] {
                assert!((small.at_most(y) - large.at_most(y)).abs() < 1e-9, "{phi} {y}");
            }
            let total: f64 = (0..2000).map(|y| small.exactly(f64::from(y))).sum();
            assert!((total - 1.0).abs() < 1e-9, "{phi}");
        }
    }
}
