//! The promises of the crate `evidence`.

mod oracle;
mod tables;
