//! What the reader of an answer must know before its figures.

use std::fmt;

use serde::{Serialize, Serializer};

/// One thing to know first.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// More work comes to a station than it can do.
    Overload {
        /// The station.
        station: String,
        /// Work that comes over work that can be done.
        load: f64,
    },
    /// Each simulated person stands for so many.
    Sample(f64),
    /// The range in which the unknown share of victims among arrivals was assumed.
    UnknownShare([f64; 2]),
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overload { station, load } => write!(
                f,
                "{station} is unstable: load {load:.2}, more work comes than can be done; its queue grows as long as people come, and averages depend on the horizon"
            ),
            Self::Sample(factor) => write!(
                f,
                "a sample: each simulated person stands for {factor}; staff and places were divided alike and rounded"
            ),
            Self::UnknownShare([low, high]) => write!(
                f,
                "nobody knows the share of victims among arrivals: assumed between {} % and {} %; queues are told for the upper end",
                100.0 * low,
                100.0 * high
            ),
        }
    }
}

/// Programs read the same sentence.
impl Serialize for Notice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
