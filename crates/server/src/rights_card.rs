//! What the person may take along, if it is safe to carry anything.

pub(crate) mod pages;
