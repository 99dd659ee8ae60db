//! Intervals of a share: Wilson's and the exact one.
//!
//! Wald's is not offered: it passes 100 % on tables of this field.

use serde::Serialize;
use statrs::function::beta::beta_reg;

/// Confidence of every interval that is shown.
pub const LEVEL: f64 = 0.95;
/// Standard normal quantile of that confidence, both sides together.
pub const Z: f64 = 1.959_963_984_540_054;
/// Halvings after which a double has no further place.
const HALVINGS: u32 = 64;

/// Both ends of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// The same with both ends changed by a function that keeps or turns their order.
    #[must_use]
    pub fn map(self, change: impl Fn(f64) -> f64) -> Interval {
        let (one, other) = (change(self.low), change(self.high));
        Interval { low: one.min(other), high: one.max(other) }
    }
}

/// A number of persons among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Those meant.
    pub part: u64,
    /// All of whom they are a part; never fewer.
    pub of: u64,
}

impl Share {
    /// The share; nothing of nobody.
    pub fn estimate(self) -> Option<f64> {
        (self.of > 0).then(|| self.part as f64 / self.of as f64)
    }

    /// Wilson's score interval, 95 % (Wilson, JASA 1927).
    pub fn wilson(self) -> Option<Interval> {
        self.estimate().map(|share| wilson(share, self.of as f64))
    }

    /// The exact interval, 95 % (Clopper and Pearson, Biometrika 1934).
    pub fn exact(self) -> Option<Interval> {
        self.exact_at(LEVEL)
    }

    /// The exact interval at another confidence; that of 90 % holds the one-sided bounds of 95 %.
    pub fn exact_at(self, level: f64) -> Option<Interval> {
        let Share { part, of } = self;
        self.estimate()?;
        let tail = (1.0 - level) / 2.0;
        let (part, rest) = (part as f64, (of - part) as f64);
        let low = if part > 0.0 { beta_quantile(part, rest + 1.0, tail) } else { 0.0 };
        let high = if rest > 0.0 { beta_quantile(part + 1.0, rest, 1.0 - tail) } else { 1.0 };
        Some(Interval { low, high })
    }
}

/// Wilson's interval of a share of `of` persons, who may be an effective number.
pub fn wilson(share: f64, of: f64) -> Interval {
    let square = Z * Z / of;
    let middle = (share + square / 2.0) / (1.0 + square);
    let half = Z / (1.0 + square) * (share * (1.0 - share) / of + square / (4.0 * of)).sqrt();
    // At the ends the formula gives 0 or 1 but for rounding.
    let low = if share <= 0.0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if share >= 1.0 { 1.0 } else { (middle + half).min(1.0) };
    Interval { low, high }
}

/// The quantile of the beta distribution, by halving.
fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if beta_reg(a, b, middle) < p { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nobody_has_no_share_and_no_interval() {
        let nobody = Share { part: 0, of: 0 };
        assert_eq!((nobody.estimate(), nobody.wilson(), nobody.exact()), (None, None, None));
    }

    proptest! {
        #[test]
        fn intervals_hold_their_share_and_stay_between_none_and_all(of in 1_u64..3_000, cut in 0.0..=1.0) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a small number")]
            let share = Share { part: (cut * of as f64) as u64, of };
            let estimate = share.estimate().unwrap();
            for interval in [share.wilson().unwrap(), share.exact().unwrap()] {
                prop_assert!(0.0 <= interval.low && interval.low <= estimate);
                prop_assert!(estimate <= interval.high && interval.high <= 1.0);
            }
        }

        #[test]
        fn the_complement_has_the_mirrored_interval(of in 1_u64..500, part in 0_u64..500) {
            let share = Share { part: part.min(of), of };
            let rest = Share { part: of - share.part, of };
            let (one, other) = (share.exact().unwrap(), rest.exact().unwrap().map(|end| 1.0 - end));
            prop_assert!((one.low - other.low).abs() < 1e-9 && (one.high - other.high).abs() < 1e-9);
        }
    }
}
