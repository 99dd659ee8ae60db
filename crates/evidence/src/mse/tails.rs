//! Tail probabilities and the normal distribution, from one pure-Rust library of functions.

use libm::{erfc, exp, lgamma, log, sqrt};

/// The 97.5 % point of the standard normal distribution.
pub const Z_95: f64 = 1.959_963_984_540_054;
/// Half of the 95 % point of a chi-squared with one degree of freedom: the drop of a profile likelihood.
pub const PROFILE_DROP_95: f64 = 1.920_729_410_347_062;

/// The smaller of `P(X <= count)` and `P(X >= count)` for a Poisson variable with this mean.
pub fn poisson_smaller_tail(count: f64, mean: f64) -> f64 {
    if mean <= 0.0 {
        return if count > 0.0 { 0.0 } else { 1.0 };
    }
    let point = exp(count * log(mean) - mean - lgamma(count + 1.0));
    // The tail away from the mean converges fast; the other one is its complement.
    let mut sum = 1.0;
    let mut term = 1.0;
    let mut at = count;
    if count < mean {
        while at > 0.0 && term > sum * 1e-17 {
            term *= at / mean;
            sum += term;
            at -= 1.0;
        }
    } else {
        while term > sum * 1e-17 {
            at += 1.0;
            term *= mean / at;
            sum += term;
        }
    }
    let near = point * sum;
    near.min(1.0 - near + point)
}

/// Distribution function of the standard normal.
pub fn normal_below(z: f64) -> f64 {
    0.5 * erfc(-z / core::f64::consts::SQRT_2)
}

/// Quantile of the standard normal; infinite at 0 and 1.
///
/// A rational start (Abramowitz & Stegun 26.2.23) and Newton steps on [`normal_below`].
pub fn normal_quantile(share: f64) -> f64 {
    if share <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if share >= 1.0 {
        return f64::INFINITY;
    }
    let tail = share.min(1.0 - share);
    let t = sqrt(-2.0 * log(tail));
    let start = t
        - (2.515_517 + t * (0.802_853 + t * 0.010_328))
            / (1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)));
    // Worked on the lower tail, where `normal_below` keeps its relative accuracy.
    let mut z = -start;
    for _ in 0..4 {
        let density = exp(-0.5 * z * z) / sqrt(2.0 * core::f64::consts::PI);
        if density == 0.0 {
            break;
        }
        z -= (normal_below(z) - tail) / density;
    }
    if share < 0.5 { z } else { -z }
}

/// Sample quantile of type 8 of Hyndman & Fan (1996) of sorted values.
pub fn quantile_type_8(sorted: &[f64], share: f64) -> Option<f64> {
    if sorted.is_empty() {
        return None;
    }
    let n = sorted.len() as f64;
    let place = (n + 1.0 / 3.0) * share + 1.0 / 3.0;
    let low = place.floor().clamp(1.0, n);
    let part = (place - low).clamp(0.0, 1.0);
    let below = *sorted.get(low as usize - 1)?;
    let above = *sorted.get(low as usize).unwrap_or(&below);
    Some(if part == 0.0 || below == above { below } else { below + part * (above - below) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_quantiles_invert_the_distribution() {
        assert!((normal_quantile(0.975) - Z_95).abs() < 1e-12);
        for share in [1e-12, 0.001, 0.3, 0.5, 0.77, 0.999_999] {
            assert!((normal_below(normal_quantile(share)) - share).abs() < 1e-13, "{share}");
        }
    }

    #[test]
    fn poisson_tails_agree_with_the_sums() {
        let below = |count: u32, mean: f64| -> f64 {
            (0..=count).map(|k| exp(f64::from(k) * log(mean) - mean - lgamma(f64::from(k) + 1.0))).sum()
        };
        for (count, mean) in [(0_u32, 3.2), (3, 3.2), (9, 3.2), (40, 60.0), (80, 60.0)] {
            let lower = below(count, mean);
            let upper = if count == 0 { 1.0 } else { 1.0 - below(count - 1, mean) };
            assert!((poisson_smaller_tail(f64::from(count), mean) - lower.min(upper)).abs() < 1e-12);
        }
    }

    #[test]
    fn quantiles_of_type_8_interpolate() {
        let values = [1.0, 2.0, 3.0, 4.0, 5.0];
        assert_eq!(quantile_type_8(&values, 0.5), Some(3.0));
        assert!((quantile_type_8(&values, 0.25).unwrap() - 1.666_666_666_666_667).abs() < 1e-12);
        assert_eq!(quantile_type_8(&[], 0.5), None);
    }
}
