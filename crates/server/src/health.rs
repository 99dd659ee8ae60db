//! How the installation is.

pub(crate) mod pages;
