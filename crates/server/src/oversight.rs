//! What data protection reads.

pub(crate) mod pages;
