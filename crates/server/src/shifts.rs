//! Shifts.

pub(crate) mod pages;
