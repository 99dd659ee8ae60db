//! The language in which somebody reads.

pub(crate) mod pages;
