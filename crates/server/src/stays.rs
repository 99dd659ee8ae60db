//! Stays in a house.

pub(crate) mod pages;
