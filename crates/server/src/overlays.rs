//! What a crisis makes different.

pub(crate) mod pages;
