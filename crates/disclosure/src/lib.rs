//! The one door out for figures.
//!
//! A statistic about persons leaves as a suppressed table ([`suppression`]) or as synthetic records
//! ([`synthetic`]), and as nothing else: only this crate makes a [`released::Released`]. Everything here is
//! pure: it opens no file, reads no clock, and takes its randomness as an argument. The same key gives the
//! same bytes on any number of threads.

pub mod budget;
pub mod frame;
pub mod noise;
pub mod read;
pub mod released;
pub mod suppression;
pub mod synthetic;
pub mod write;
