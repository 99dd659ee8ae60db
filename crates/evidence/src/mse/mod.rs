//! Prevalence: how many people are not yet reached (multiple systems estimation).
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts are whole numbers far below 2^53, and shares of them are floored on purpose"
)]

pub mod bic;
pub mod bootstrap;
pub mod cells;
pub mod chao;
pub mod dga;
pub mod existence;
pub mod family;
pub mod fit;
pub mod graphs;
pub mod latent;
pub mod profile;
pub mod random;
pub mod stepwise;
pub mod tails;
pub mod watch;
