//! The promises of the crate `evidence`.
#![expect(
    clippy::float_cmp,
    reason = "whole numbers, and figures recorded to the unit, are compared as such"
)]

mod estimates;
mod oracle;
mod reading;
mod reports;
mod tables;
