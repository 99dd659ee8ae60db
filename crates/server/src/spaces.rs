//! The person's own space: made with a worker, opened by code and phrase.

pub(crate) mod pages;
