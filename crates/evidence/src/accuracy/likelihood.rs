//! Likelihood ratios: how much more, or less, often a result comes from somebody who was trafficked.

use serde::Serialize;

use super::counts::Counts;
use super::interval::{Interval, Z};

/// A ratio and its interval; neither where a zero cell leaves it open.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Ratio {
    /// The ratio.
    pub estimate: Option<f64>,
    /// 95 % on the logarithmic scale (Simel, Samsa and Matchar, Journal of Clinical Epidemiology 1991).
    pub interval: Option<Interval>,
}

impl Ratio {
    /// Nothing is known.
    pub const NONE: Ratio = Ratio { estimate: None, interval: None };

    /// From the logarithm of a ratio and its variance.
    pub fn from_log(log: f64, variance: f64) -> Ratio {
        let half = Z * variance.sqrt();
        let interval = Interval { low: libm::exp(log - half), high: libm::exp(log + half) };
        Ratio { estimate: Some(libm::exp(log)), interval: Some(interval) }
    }

    /// Of two shares, `part` of `of` against `other_part` of `other_of`.
    fn of_shares(part: u64, of: u64, other_part: u64, other_of: u64) -> Ratio {
        if of == 0 || other_of == 0 || other_part == 0 {
            return Ratio::NONE;
        }
        if part == 0 {
            return Ratio { estimate: Some(0.0), interval: None };
        }
        let [part, of, other_part, other_of] = [part, of, other_part, other_of].map(|count| count as f64);
        let log = libm::log((part / of) / (other_part / other_of));
        Ratio::from_log(log, 1.0 / part - 1.0 / of + 1.0 / other_part - 1.0 / other_of)
    }
}

/// Of a positive screen: sensitivity / (1 - specificity).
pub fn positive(counts: Counts) -> Ratio {
    let Counts { true_positive, false_positive, .. } = counts;
    Ratio::of_shares(true_positive, counts.with(), false_positive, counts.without())
}

/// Of a negative screen: (1 - sensitivity) / specificity.
pub fn negative(counts: Counts) -> Ratio {
    let Counts { false_negative, true_negative, .. } = counts;
    Ratio::of_shares(false_negative, counts.with(), true_negative, counts.without())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scott and others 2008, table 1, with the figures that R package epiR (epi.tests) prints for it.
    #[test]
    fn a_published_table_gives_its_published_ratios() {
        let counts =
            Counts { true_positive: 670, false_negative: 74, false_positive: 202, true_negative: 640 };
        let ratio = positive(counts);
        let (estimate, interval) = (ratio.estimate.unwrap(), ratio.interval.unwrap());
        assert!((estimate - 3.75).abs() < 0.005);
        assert!((interval.low - 3.32).abs() < 0.005 && (interval.high - 4.24).abs() < 0.005);
    }

    #[test]
    fn a_zero_cell_leaves_no_interval() {
        let counts = Counts { true_positive: 10, false_negative: 0, false_positive: 29, true_negative: 104 };
        assert_eq!(negative(counts), Ratio { estimate: Some(0.0), interval: None });
        let perfect = Counts { false_positive: 0, ..counts };
        assert_eq!(positive(perfect), Ratio::NONE);
    }
}
