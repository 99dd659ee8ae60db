//! What the door promises, and what it refuses.

mod budget;
mod reading;
mod samplers;
mod simplex;
mod suppression;
mod synthetic;
mod writing;
