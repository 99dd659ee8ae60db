//! Leaving at once.

pub(crate) mod pages;
