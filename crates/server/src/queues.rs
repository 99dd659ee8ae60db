//! The queues of the country.

pub(crate) mod pages;
mod pictures;
