//! The one binary: commands, configuration, wiring. No rules.

fn main() {}
