//! The project's own checks: `cargo xtask test` and its parts.

fn main() {}
