//! Evidence for a national rapporteur: pure, seeded statistics without IO and without a clock.
//!
//! Given the same input and the same seed, a figure has the same bytes on any number of threads.

pub mod mse;
