//! The road from a first contact to a safe place, in pages.

pub(crate) mod pages;
