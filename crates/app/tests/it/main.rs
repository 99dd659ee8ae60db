//! The use cases on both engines.

mod contacts;
mod journal;
mod sessions;
mod shred;
mod verifier;
