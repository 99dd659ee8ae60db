//! What the crate promises, held against recorded answers of the reference packages.
#![expect(
    clippy::float_cmp,
    reason = "whole numbers, and figures recorded to the unit, are compared as such"
)]

mod accuracy_golden;
mod accuracy_oracle;
mod accuracy_reports;
mod accuracy_tables;
mod estimate_oracle;
mod estimates;
#[path = "../invented/mod.rs"]
mod invented;
mod linkage;
mod oracle;
mod reading;
mod reports;
mod scan_oracle;
mod tables;
mod trends_gaps;
mod trends_oracle;
mod trends_tables;
mod uk_nrm;
