//! What the crate promises, held against recorded answers of the reference packages.

mod oracle;
mod trends_oracle;
