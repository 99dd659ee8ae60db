//! Prevalence: how many people are not yet reached (multiple systems estimation).
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts are whole numbers far below 2^53, and shares of them are floored on purpose"
)]

pub mod bic;
pub mod cells;
pub mod existence;
pub mod family;
pub mod fit;
pub mod stepwise;
pub mod tails;
