//! Accounts and units.

pub(crate) mod pages;
