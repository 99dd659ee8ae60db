//! Noise, and the secret it comes from.

pub mod exact;
pub mod key;
