//! Prevalence: how many people are not yet reached (multiple systems estimation).
//!
//! [`report::assess`] is the whole answer about one [`table::Table`]; [`ladder`] holds the methods, each in a
//! module of its own. Nothing here reads a clock or does IO beyond the reader it is given, and nothing gives
//! one number alone.
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    clippy::needless_range_loop,
    reason = "counts are whole numbers far below 2^53 and may be compared; shares of them are floored on \
              purpose; several arrays are walked by one mask or class, as in the formulas"
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
