//! The promises of the crate `evidence`.

mod estimates;
mod oracle;
mod reading;
mod reports;
mod tables;
