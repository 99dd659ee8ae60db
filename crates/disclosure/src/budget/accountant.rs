//! Zero-concentrated differential privacy, told as (epsilon, delta).
//!
//! Bun & Steinke 2016; the conversion is that of Canonne, Kamath, Steinke 2020, proposition 12.

/// The smallest delta for which a mechanism of cost `rho` is (epsilon, delta) differentially private:
/// the infimum over a > 1 of exp((a-1)(a rho - epsilon))/(a-1) · (1-1/a)^a.
pub fn delta_of(rho: f64, epsilon: f64) -> f64 {
    if rho <= 0.0 {
        return 0.0;
    }
    // Convex in a: the minimum is found by ternary search on ln(a - 1).
    let log_delta = |log_more: f64| {
        let more = libm::exp(log_more);
        let a = 1.0 + more;
        more * (a * rho - epsilon) - log_more + a * (log_more - libm::log(a))
    };
    let (mut low, mut high) = (-12.0_f64, 30.0_f64);
    for _ in 0..200 {
        let (first, second) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
        if log_delta(first) < log_delta(second) { high = second } else { low = first }
    }
    libm::exp(log_delta(f64::midpoint(low, high))).min(1.0)
}

/// The largest cost rho that is (epsilon, delta) differentially private; never rounded up.
pub fn rho_of(epsilon: f64, delta: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, epsilon.max(1e-9));
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if delta_of(middle, epsilon) <= delta { low = middle } else { high = middle }
    }
    low
}

/// The smallest epsilon at which a cost of `rho` has the given delta; never rounded down.
pub fn epsilon_of(rho: f64, delta: f64) -> f64 {
    if rho <= 0.0 {
        return 0.0;
    }
    let (mut low, mut high) = (0.0_f64, rho + 2.0 * (rho * libm::log(1.0 / delta)).sqrt() + 1.0);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if delta_of(rho, middle) <= delta { high = middle } else { low = middle }
    }
    high
}

/// Phi^-1(1 - p), the upper quantile of the standard normal distribution.
pub fn upper_quantile(p: f64) -> f64 {
    use statrs::distribution::{ContinuousCDF as _, Normal};
    // By symmetry, which keeps precision for small p.
    -Normal::standard().inverse_cdf(p)
}

/// P(N(0,1) >= z).
pub fn upper_tail(z: f64) -> f64 {
    0.5 * libm::erfc(z / std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Golden values computed independently: epsilon, delta, rho.
    const GOLDEN: [(f64, f64, f64); 6] = [
        (1.0, 1e-6, 0.024_356),
        (4.0, 1e-6, 0.311_065),
        (12.0, 1e-6, 2.089_499),
        (1.0, 3.2103e-6, 0.027_162),
        (4.0, 3.2103e-6, 0.339_780),
        (12.0, 3.2103e-6, 2.236_902),
    ];

    #[test]
    fn the_conversion_gives_the_golden_values() {
        for (epsilon, delta, rho) in GOLDEN {
            let ours = rho_of(epsilon, delta);
            assert!((ours - rho).abs() < 1.5e-6, "({epsilon}, {delta}): {ours} against {rho}");
            assert!((epsilon_of(ours, delta) - epsilon).abs() < 1e-6);
        }
    }

    #[test]
    fn the_conversion_never_promises_more_than_it_keeps() {
        for epsilon in [0.01, 0.1, 1.0, 5.0, 20.0] {
            for delta in [1e-12, 1e-9, 1e-4] {
                assert!(delta_of(rho_of(epsilon, delta), epsilon) <= delta * (1.0 + 1e-9));
            }
        }
    }

    #[test]
    fn the_upper_quantile_is_exact_far_out() {
        // Abramowitz & Stegun 26.2: 1.959964 and 4.753424.
        assert!((upper_quantile(0.025) - 1.959_964).abs() < 1e-6);
        assert!((upper_quantile(1e-6) - 4.753_424).abs() < 1e-5);
    }
}
