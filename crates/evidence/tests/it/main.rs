//! What the crate promises, held against recorded answers of the reference packages.

mod oracle;
mod scan_oracle;
mod trends_gaps;
mod trends_oracle;
mod trends_tables;
mod uk_nrm;
