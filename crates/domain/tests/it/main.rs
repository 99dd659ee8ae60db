//! Integration tests of the domain: promises that no single noun can keep alone.

mod profile_shipped;
