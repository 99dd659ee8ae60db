//! A series: a name and its counts, period by period.

/// Counts of one thing over time. Periods follow each other without a hole; a missing count is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What is counted.
    pub name: String,
    /// One count a period, the oldest first.
    pub counts: Vec<Option<u32>>,
}
