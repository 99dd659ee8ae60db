//! What the door promises, and what it refuses.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    reason = "numbers of draws and small counts"
)]

mod budget;
mod reading;
mod samplers;
mod simplex;
mod suppression;
mod synthetic;
mod writing;
