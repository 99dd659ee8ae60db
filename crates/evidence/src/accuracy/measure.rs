//! One figure as it is told: with its intervals, as a range, or refused with the reason.

use serde::Serialize;

use super::interval::Interval;
use super::likelihood::Ratio;
use super::telling::{Detail, coarse};

/// A figure.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Measure {
    /// The figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimate: Option<f64>,
    /// Persons meant, where it is a share of persons counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<u64>,
    /// Of so many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// Wilson's interval, 95 %.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wilson: Option<Interval>,
    /// The exact interval, 95 %.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<Interval>,
    /// The interval of a figure that is no share of persons counted, 95 %.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
    /// All that is told where a count behind it is small: a range in steps of five percent that holds the interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub between: Option<Interval>,
    /// Why nothing is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// Why a ratio or an index is not told beside ranges.
const SMALL: &str = "a count behind it is small";

impl Measure {
    /// Nothing, and why.
    pub fn refused(why: impl Into<String>) -> Measure {
        Measure { refused: Some(why.into()), ..Measure::default() }
    }

    /// A range alone.
    pub fn between(interval: Interval) -> Measure {
        Measure { between: Some(coarse(interval)), ..Measure::default() }
    }

    /// A figure with one interval.
    pub fn with_interval(estimate: f64, interval: Option<Interval>, detail: Detail) -> Measure {
        match (detail, interval) {
            (Detail::Full, interval) => Measure { estimate: Some(estimate), interval, ..Measure::default() },
            (Detail::Coarse, Some(interval)) => Measure::between(interval),
            (Detail::Coarse, None) => Measure::refused(SMALL),
        }
    }

    /// A ratio or an index, which have no steps to be cut to.
    pub fn full_or_nothing(estimate: f64, interval: Option<Interval>, detail: Detail) -> Measure {
        match detail {
            Detail::Full => Measure { estimate: Some(estimate), interval, ..Measure::default() },
            Detail::Coarse => Measure::refused(SMALL),
        }
    }

    /// A likelihood ratio.
    pub fn ratio(ratio: Ratio, detail: Detail) -> Measure {
        match ratio.estimate {
            Some(estimate) => Measure::full_or_nothing(estimate, ratio.interval, detail),
            None if detail == Detail::Coarse => Measure::refused(SMALL),
            None => Measure::refused("a zero cell: it would be a division by nought"),
        }
    }

    /// Lowest and highest value that what is told allows; nothing where it is refused.
    pub fn ends(&self) -> Option<Interval> {
        self.between.or(self.wilson).or(self.interval)
    }
}
