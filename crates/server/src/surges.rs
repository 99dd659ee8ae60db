//! Surges: simulated under assumed arrivals, without any case.

mod chart;
mod lines;
pub(crate) mod pages;
