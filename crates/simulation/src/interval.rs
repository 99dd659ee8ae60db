//! Means over replications, with Student's interval.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};

/// A mean and its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// The mean.
    pub mean: f64,
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

impl Interval {
    /// The mean of independent values and its interval at a level of confidence.
    ///
    /// Values that are not numbers are left out: a replication in which nobody came has no mean wait.
    pub fn of(values: &[f64], confidence: f64) -> Interval {
        let numbers: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        #[expect(clippy::cast_precision_loss, reason = "few replications")]
        let count = numbers.len() as f64;
        if numbers.is_empty() {
            return Interval { mean: f64::NAN, low: f64::NAN, high: f64::NAN };
        }
        let mean = numbers.iter().sum::<f64>() / count;
        if numbers.len() < 2 {
            return Interval { mean, low: f64::NEG_INFINITY, high: f64::INFINITY };
        }
        let squares: f64 = numbers.iter().map(|value| (value - mean) * (value - mean)).sum();
        let half = student(confidence, count - 1.0) * libm::sqrt(squares / (count - 1.0) / count);
        Interval { mean, low: mean - half, high: mean + half }
    }

    /// The interval of paired differences `first - second`.
    pub fn paired(first: &[f64], second: &[f64], confidence: f64) -> Interval {
        let differences: Vec<f64> = first.iter().zip(second).map(|(first, second)| first - second).collect();
        Self::of(&differences, confidence)
    }

    /// Whether the interval leaves zero out.
    pub fn tells_from_zero(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The two-sided quantile of Student's distribution.
pub fn student(confidence: f64, degrees: f64) -> f64 {
    StudentsT::new(0.0, 1.0, degrees.max(1.0))
        .map_or(f64::INFINITY, |student| student.inverse_cdf(0.5 + confidence / 2.0))
}

/// The value that a share of sorted values do not exceed, interpolated.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "few values")]
    let at = share * sorted.len().saturating_sub(1) as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index into the values")]
    let below = at as usize;
    let low = sorted.get(below).copied().unwrap_or(f64::NAN);
    let high = sorted.get(below + 1).copied().unwrap_or(low);
    low + (high - low) * (at - libm::floor(at))
}
