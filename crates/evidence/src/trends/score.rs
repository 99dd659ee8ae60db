//! What is said about one period of one series.

use serde::Serialize;

/// Why a period has no bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoBound {
    /// Fewer periods before it than the method needs.
    ShortHistory,
    /// Fewer cases lately than the method asks for before it would speak of a rise.
    TooFewCases,
    /// The count itself, or one that the method cannot do without, is missing.
    MissingCounts,
    /// The regression found no answer.
    NotFitted,
    /// The periods before do not differ, so that there is no spread to compare with.
    NoSpread,
}

impl NoBound {
    /// The reason in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::ShortHistory => "not enough history",
            Self::TooFewCases => "too few cases lately to speak of a rise",
            Self::MissingCounts => "a count is missing",
            Self::NotFitted => "the baseline could not be fitted",
            Self::NoSpread => "the periods before do not differ",
        }
    }
}

/// One period as a method sees it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Score {
    /// Its number, from 1.
    pub index: usize,
    /// The count; nothing where it is missing.
    pub observed: Option<u32>,
    /// What was to be expected.
    pub expected: Option<f64>,
    /// The bound: an alarm needs a count above it.
    pub upper: Option<f64>,
    /// Whether the count is too much.
    pub alarm: bool,
    /// The chance of a count this high or higher if nothing had changed, where the method knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p: Option<f64>,
    /// Why there is no bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_bound: Option<NoBound>,
    /// Years compared with, where fewer than asked for were there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years_back: Option<usize>,
}

impl Score {
    /// A period without a bound.
    pub(crate) fn without(index: usize, observed: Option<u32>, expected: Option<f64>, why: NoBound) -> Self {
        Self {
            index,
            observed,
            expected,
            upper: None,
            alarm: false,
            p: None,
            no_bound: Some(why),
            years_back: None,
        }
    }

    /// A period with a bound; the alarm is the plain comparison.
    pub(crate) fn with(index: usize, observed: Option<u32>, expected: Option<f64>, upper: f64) -> Self {
        let alarm = observed.is_some_and(|count| f64::from(count) > upper);
        Self {
            index,
            observed,
            expected,
            upper: Some(upper),
            alarm,
            p: None,
            no_bound: None,
            years_back: None,
        }
    }
}
