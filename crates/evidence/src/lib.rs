//! What counts can and cannot say.
//!
//! Everything here is pure: no file, no clock, no hidden randomness. The same input and seed give the
//! same bytes on any number of threads. A count of people identified is not a count of people exploited,
//! and nothing in this crate says otherwise.

pub mod accuracy;
pub mod linkage;
pub mod mse;
pub mod progress;
pub mod rows;
pub mod scan;
pub mod trends;

mod distribution;
