//! The country's rules.

pub(crate) mod pages;
