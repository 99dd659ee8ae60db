//! Prevalence: how many people are not yet reached (multiple systems estimation).
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts are whole numbers far below 2^53, and shares of them are floored on purpose"
)]

pub mod average;
pub mod bic;
pub mod bootstrap;
pub mod cells;
pub mod chao;
pub mod chart;
pub mod checks;
pub mod dga;
pub mod existence;
pub mod family;
pub mod fit;
pub mod graphs;
pub mod html;
pub mod ladder;
pub mod latent;
pub mod profile;
pub mod random;
pub mod report;
pub mod stepwise;
pub mod table;
pub mod tails;
pub mod text;
pub mod verdict;
pub mod watch;
