//! Tests that need the inside of the vault.

mod vectors;
